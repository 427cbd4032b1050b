"""Mutants of the letters: digits and tokens with pieces exchanged, put in, moved or left out."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from random import Random
from typing import Any

from core.credential.compact import encode_base64url
from tests.core.credential.mutants import with_check_digits
from tests.core.credential.signed_codes import as_digits, as_text, choose, choose_two

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~="


def spoil_digits(chance: Random) -> str:
    """Digits spoiled in one to three places, the check digits as it comes."""
    return _spoil(chance, as_digits(choose(chance)), DIGITS)


def spoil_checked_digits(chance: Random) -> str:
    """Digits spoiled in one to three places, of right length and with right check digits."""
    digits = as_digits(choose(chance))
    width = len(digits) - 4
    body = _spoil(chance, digits[2:-2], DIGITS)[:width].ljust(width, chance.choice(DIGITS))
    return with_check_digits(digits[:2], int(body), width)


def spoil_text(chance: Random) -> str:
    """Tokens spoiled in one to three places."""
    return _spoil(chance, as_text(choose(chance)), LETTERS)


def exchange_parts(chance: Random) -> str:
    """Tokens whose parts come from two codes."""
    one, other = (as_text(shown).replace("~", ".").split(".") for shown in choose_two(chance))
    parts = [chance.choice(both) for both in zip(one, other, strict=True)]
    return "~".join(".".join(parts[at : at + 3]) for at in range(0, len(parts), 3))


def rewrite_claim(chance: Random) -> str:
    """One value in the JSON of one part exchanged, the signature kept."""
    tokens = [token.split(".") for token in as_text(choose(chance)).split("~")]
    parts, place = chance.choice(tokens), chance.randrange(2)
    members = json.loads(urlsafe_b64decode(parts[place] + "=="))
    holder = chance.choice(list(_objects_in(members)))
    name = chance.choice(sorted(holder))
    holder[name] = _change(chance, holder[name])
    text = json.dumps(members, separators=(",", ":"))
    parts[place] = encode_base64url(text.encode())
    return "~".join(".".join(parts) for parts in tokens)


def _spoil(chance: Random, text: str, letters: str) -> str:
    for _ in range(chance.randint(1, 3)):
        start, end = sorted(chance.choices(range(len(text) + 1), k=2))
        new = "".join(chance.choices(letters, k=chance.randint(1, 4)))
        before, between, after = text[:start], text[start:end], text[end:]
        text = chance.choice(
            [
                before + new + text[start + len(new) :],
                before + new + between + after,
                before + text[start + len(new) :],
                before + between[::-1] + after,
                before + between[1:] + between[:1] + after,
                before + between + between + after,
                before,
            ]
        )
    return text


def _objects_in(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _objects_in(each)


def _change(chance: Random, value: object) -> object:
    others: list[object] = [None, True, 1e999, str(value), [value], {"": value}]
    if isinstance(value, int):
        others += [
            value + chance.randint(-9, 9),
            value + chance.getrandbits(24),
            float(value),
            -value,
        ]
    if isinstance(value, str):
        others += [_spoil(chance, value, LETTERS) for _ in range(9)]
    return chance.choice(others)
