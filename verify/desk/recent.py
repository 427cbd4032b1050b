"""The last scans of a desk today, and which of its uses can still be taken back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.models import Card
from cardholders.people.masking import mask_name
from cardholders.people.models import Holder
from core.clock import shanghai_date, start_of_day
from core.policy.model import Policy
from core.policy.vocabulary import Language
from partners.places import Place
from verify.scanning.models import EntryKind, UsageEntry, Void
from verify.scanning.reasons import LOOKS, Look, Outcome, Reason
from verify.scanning.words import title_of

LINES = 6


@dataclass(frozen=True, slots=True)
class RecentLine:
    """One line of the log for the operator; `undo` is the redemption that can be taken back."""

    at: datetime
    look: Look
    title: str
    benefit: str | None
    name: str | None
    card_number: str | None
    voided: bool
    undo: UUID | None


def recent_lines(
    session: Session, place: Place, *, policy: Policy, language: Language, now: datetime
) -> list[RecentLine]:
    """Answer the desk's last scans and uses of today, newest first.

    The name is masked, and there only where a use was granted: the desk has seen it then.
    """
    rows = session.execute(
        select(UsageEntry, Card.number, Holder.name, Void.redemption_id)
        .outerjoin(Card, Card.id == UsageEntry.card_id)
        .outerjoin(Holder, Holder.id == Card.holder_id)
        .outerjoin(
            Void,
            (Void.desk_id == UsageEntry.desk_id)
            & (Void.redemption_id == UsageEntry.client_id)
            & (UsageEntry.kind != EntryKind.RELEASE),
        )
        .where(
            UsageEntry.partner_id == place.partner_id,
            UsageEntry.desk_id == place.desk_id,
            UsageEntry.received_at >= start_of_day(shanghai_date(now)),
            UsageEntry.kind != EntryKind.VOID,
        )
        .order_by(UsageEntry.id.desc())
        .limit(LINES)
    ).all()
    lines = []
    for entry, number, name, voided in rows:
        granted = entry.outcome is Outcome.GRANTED
        counts = entry.reason is Reason.GRANTED and voided is None
        lines.append(
            RecentLine(
                at=entry.received_at,
                look=LOOKS[entry.reason],
                title=title_of(entry.reason),
                benefit=_benefit_name(entry.benefit, policy, language),
                name=mask_name(name) if granted and name else None,
                card_number=number,
                voided=voided is not None,
                undo=entry.client_id if counts else None,
            )
        )
    return lines


def has_granted(session: Session, place: Place, redemption: UUID) -> bool:
    """Answer whether this desk granted the redemption."""
    found = session.execute(
        select(UsageEntry.id).where(
            UsageEntry.desk_id == place.desk_id,
            UsageEntry.client_id == redemption,
            UsageEntry.kind != EntryKind.VOID,
            UsageEntry.reason == Reason.GRANTED,
        )
    ).first()
    return found is not None


def _benefit_name(code: str | None, policy: Policy, language: Language) -> str | None:
    if code is None or not policy.has_benefit(code):
        return None
    return policy.benefit(code).name.in_(language)
