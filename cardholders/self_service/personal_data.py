"""Who keeps what about a holder: every package registers its own, so that nothing is left out.

The page of the phone, the export and, one day, erasure all ask the same list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, current_app
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from cardholders.consents.terms import ConsentTerms
from cardholders.people.models import Holder
from core.encryption import Vault
from core.policy.model import Policy
from core.policy.vocabulary import Language

Json = dict[str, Any]
EXTENSION = "personal_sources"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data is asked for (honours loaded), and what it takes to read and to name it."""

    holder: Holder
    vault: Vault
    policy: Policy
    terms: ConsentTerms
    language: Language
    now: datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known: its name, its value; `masked` is shown until the value is asked for.

    A masked value is sealed in the database, and the phone does not keep it either.
    """

    label: str
    value: str
    masked: str | None = None


@dataclass(frozen=True, slots=True)
class PersonalSource:
    """One group of what is kept: in the reader's words, and whole, as JSON with codes and times.

    `page` is the page of the phone that shows the group whole; `order` sorts the groups.
    """

    code: str
    title: LazyString
    order: int
    facts: Callable[[Session, Subject], list[Fact]]
    export: Callable[[Session, Subject], Json | list[Json]]
    page: str | None = None


def add_personal_source(app: Flask, source: PersonalSource) -> None:
    """Register a group; its code is its key in the export."""
    app.extensions.setdefault(EXTENSION, {})[source.code] = source


def personal_sources() -> tuple[PersonalSource, ...]:
    """Answer every group, in their order."""
    sources: dict[str, PersonalSource] = current_app.extensions[EXTENSION]
    return tuple(sorted(sources.values(), key=lambda each: each.order))
