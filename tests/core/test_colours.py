"""Every pair of text and ground that the style sheets set has a contrast of 4.5 to 1 or more."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static/css"
LEAST_TEXT = 4.5
LEAST_EDGE = 3.0
DECISIONS = ("granted", "used", "entitle", "stopped", "expired", "unread", "choose")
HONOURS = ("yingcai", "youcai", "xiancai", "special")
GROUNDS = ("ground", "surface", "sunken", "accent-soft")
Tokens = dict[str, str]


def read_tokens(scheme: str) -> Tokens:
    """Answer the tokens of a scheme; dark ones lie over light ones."""
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))
    return found


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2), 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def text_pairs() -> Iterator[tuple[str, str]]:
    for ground in GROUNDS:
        yield "ink", ground
        yield "muted", ground
        yield "accent", ground
    for ground in ("surface", "ground", "error-ground"):
        yield "error", ground
    yield "ink", "error-ground"
    yield "on-accent", "accent"
    yield "on-accent", "accent-strong"
    yield "surface", "ink"
    yield "qr-dark", "qr-light"
    for decision in DECISIONS:
        yield decision, f"{decision}-ground"
        yield "ink", f"{decision}-ground"
        yield "on-solid", f"{decision}-solid"
    yield "used", "stripe"
    yield "ink", "stripe"
    for honour in HONOURS:
        for end in ("from", "to"):
            yield f"{honour}-ink", f"{honour}-{end}"
            yield f"{honour}-mark", f"{honour}-{end}"


def rules() -> Iterator[tuple[str, str, str, str]]:
    """Every rule that sets both colours from tokens: file, selector, colour, ground."""
    for path in sorted(CSS.glob("*.css")):
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", path.read_text(encoding="utf-8")):
            colour = re.search(r"(?:^|[;\s])color: var\(--([\w-]+)\)", body)
            ground = re.search(r"background: var\(--([\w-]+)\)", body)
            if colour and ground:
                yield path.name, selector.strip(), colour[1], ground[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_named_pair_can_be_read(scheme: str) -> None:
    tokens = read_tokens(scheme)
    ratios = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in text_pairs()}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < LEAST_TEXT} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_rule_that_sets_both_colours_can_be_read(scheme: str) -> None:
    tokens = read_tokens(scheme)
    known = [rule for rule in rules() if rule[2] in tokens and rule[3] in tokens]
    assert len(known) > 40
    assert [rule for rule in known if contrast(tokens[rule[2]], tokens[rule[3]]) < LEAST_TEXT] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(scheme: str) -> None:
    tokens = read_tokens(scheme)
    for ground in ("surface", "ground"):
        assert contrast(tokens["edge"], tokens[ground]) >= LEAST_EDGE


def test_a_token_that_is_used_exists() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in CSS.glob("*.css")}
    defined = {name for text in texts.values() for name in re.findall(r"(--[\w-]+):", text)}
    used = {
        (file, name)
        for file, text in texts.items()
        for name in re.findall(r"var\((--[\w-]+)\)", text)
    }
    assert {pair for pair in used if pair[1] not in defined} == set()


def test_the_colours_of_decisions_serve_decisions_alone() -> None:
    meant = re.compile(
        r"(granted|used|stale|old_list|entitled|stopped|expired|unread|choose|outcome|result)"
    )
    strays = [
        (path.name, selector.strip())
        for path in CSS.glob("*.css")
        if path.name != "tokens.css"
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", path.read_text(encoding="utf-8"))
        if re.search(rf"var\(--({'|'.join(DECISIONS)})(-ground|-solid)?\)", body)
        and not meant.search(selector)
    ]
    assert strays == []


def test_white_on_white_would_be_found() -> None:
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
