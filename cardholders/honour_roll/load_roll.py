"""Who stands on the honour roll: holders of an honour who agreed to be named (article 24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.consents.models import Consent
from cardholders.consents.terms import ConsentPurpose, ConsentTerms
from cardholders.people.models import Holder, HonourGrant, LeadingGroupDecision
from core.policy.vocabulary import Honour


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A name and the honour that it stands there for."""

    name: str
    honour: Honour


@dataclass(frozen=True, slots=True)
class RollYear:
    """The year of the decisions and whom they honoured, honour by honour, then by name."""

    year: int
    entries: tuple[RollEntry, ...]


def load_roll(session: Session, *, terms: ConsentTerms) -> tuple[RollYear, ...]:
    """Answer the roll, the newest year first: honours that are held, consents that are in force."""
    rows = session.execute(
        select(Holder.name, HonourGrant.honour, LeadingGroupDecision.decided_on)
        .join(HonourGrant, HonourGrant.holder_id == Holder.id)
        .join(LeadingGroupDecision, LeadingGroupDecision.id == HonourGrant.decision_id)
        .join(Consent, Consent.holder_id == Holder.id)
        .where(
            HonourGrant.ended_on.is_(None),
            Consent.purpose == ConsentPurpose.HONOUR_ROLL,
            Consent.version >= terms.of(ConsentPurpose.HONOUR_ROLL).oldest_in_force,
            Consent.withdrawn_at.is_(None),
        )
    )
    named = [(row.decided_on.year, RollEntry(row.name, row.honour)) for row in rows]
    return tuple(_by_year(named))


def _by_year(named: list[tuple[int, RollEntry]]) -> Iterable[RollYear]:
    rank = {honour: place for place, honour in enumerate(Honour)}
    named.sort(key=lambda each: (-each[0], rank[each[1].honour], each[1].name))
    for year, entries in groupby(named, key=lambda each: each[0]):
        yield RollYear(year, tuple(entry for _, entry in entries))
