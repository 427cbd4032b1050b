"""Loads the words of the consents, or stops with the line that is wrong and what to do about it."""

from collections.abc import Iterator
from pathlib import Path

from flask import Flask, current_app
from pydantic import TypeAdapter

from cardholders.consents.terms import ConsentPurpose, ConsentTerms, PurposeTerms
from core.policy.contradiction import Contradiction, repeated
from core.policy.errors import PolicyError
from core.policy.load import take_shape
from core.policy.places import read_placed_values

EXTENSION = "consent_terms"
_TERMS = TypeAdapter(ConsentTerms)


def load_terms(path: Path) -> ConsentTerms:
    """Return the terms that the file holds; PolicyError, naming the first fault's line, if none."""
    placed = read_placed_values(path)
    terms = take_shape(placed, _TERMS)
    faults = [(placed.place(fault.path), fault) for fault in _contradictions(terms)]
    if faults:
        place, fault = min(faults, key=lambda found: found[0])
        raise PolicyError(path, place, fault.problem, advice=fault.advice)
    return terms


def install_terms(app: Flask, path: Path) -> ConsentTerms:
    """Load the terms once and make them reachable from routes."""
    terms = app.extensions[EXTENSION] = load_terms(path)
    return terms


def consent_terms() -> ConsentTerms:
    """Answer the terms of the application that serves this request; routes hand them on."""
    terms: ConsentTerms = current_app.extensions[EXTENSION]
    return terms


def _contradictions(terms: ConsentTerms) -> Iterator[Contradiction]:
    codes = [each.code for each in terms.purposes]
    yield from repeated(codes, ("purposes",), "code")
    for missing in [each for each in ConsentPurpose if each not in codes]:
        advice = "Write its terms into the list"
        yield Contradiction(("purposes",), f"the purpose {missing.value!r} is missing", advice)
    for number, purpose in enumerate(terms.purposes):
        yield from _of_versions(purpose, number)


def _of_versions(purpose: PurposeTerms, number: int) -> Iterator[Contradiction]:
    path = ("purposes", number, "versions")
    if not purpose.versions:
        yield Contradiction(path, "there are no words to consent to", "Write version 1")
        return
    for place, each in enumerate(purpose.versions):
        if each.version != place + 1:
            problem = f"version {each.version} stands where version {place + 1} belongs"
            yield Contradiction((*path, place), problem, "Number the versions from 1, oldest first")
    if not purpose.versions[0].asks_again:
        advice = "Set asks_again to true here"
        yield Contradiction((*path, 0), "the first words of all have to be asked for", advice)
