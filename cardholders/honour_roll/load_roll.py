"""Who stands on the honour roll: holders of an honour who agreed to be named (article 24)."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.consents.models import Consent
from cardholders.consents.terms import ConsentPurpose, ConsentTerms
from cardholders.people.models import Holder, HonourGrant, LeadingGroupDecision
from core.credential.fields import in_order
from core.policy.vocabulary import Honour


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A name and the honours of one year that it stands there for."""

    name: str
    honours: tuple[Honour, ...]


@dataclass(frozen=True, slots=True)
class RollYear:
    """The year of the decisions and whom they honoured, by honour, then by name."""

    year: int
    entries: tuple[RollEntry, ...]


def load_roll(session: Session, *, terms: ConsentTerms) -> tuple[RollYear, ...]:
    """Answer the roll, the newest year first: honours that are held, consents that are in force."""
    rows = session.execute(
        select(Holder.id, Holder.name, HonourGrant.honour, LeadingGroupDecision.decided_on)
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
    honours: dict[int, dict[tuple[int, str], list[Honour]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        honours[row.decided_on.year][row.id, row.name].append(row.honour)
    return tuple(_year(year, honours[year]) for year in sorted(honours, reverse=True))


def _year(year: int, named: dict[tuple[int, str], list[Honour]]) -> RollYear:
    rank = {honour: place for place, honour in enumerate(Honour)}
    entries = [RollEntry(name, in_order(tuple(held))) for (_, name), held in named.items()]
    entries.sort(key=lambda each: (rank[each.honours[0]], each.name))
    return RollYear(year, tuple(entries))
