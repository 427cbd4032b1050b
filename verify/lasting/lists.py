"""Who stays at a site, and whom its physicians advise: what lasts, and what ended lately."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Row, Select, exists, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from cardholders.cards.models import Card, CardState
from cardholders.people.masking import mask_name
from cardholders.people.models import Holder, HonourGrant
from core.clock import shanghai_date
from core.database.base import Base
from core.encryption import Vault
from verify.lasting.facts import Seen
from verify.lasting.ledger import Kind, Record, seal_unit, see
from verify.lasting.models import Stay

Rec = TypeVar("Rec", bound=Base)
LATELY = timedelta(days=30)
MOST = 200


class Concern(StrEnum):
    """What the desk should know of somebody whose use lasts; none of it ends the use."""

    HONOUR_ENDED = "honour_ended"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    FROZEN = "frozen"
    EXPIRED = "expired"


_OF_STATE = {
    CardState.REVOKED: Concern.REVOKED,
    CardState.SUSPENDED: Concern.SUSPENDED,
    CardState.FROZEN: Concern.FROZEN,
}


@dataclass(frozen=True, slots=True)
class LastingLine:
    """One stay or assignment; the name is masked, and None once the holder was erased."""

    redemption: UUID
    name: str | None
    card_number: str | None
    concern: Concern | None
    facts: Seen


def load_active(
    session: Session, kind: type[Kind], site_id: int, *, vault: Vault, now: datetime
) -> tuple[LastingLine, ...]:
    """Answer what lasts at a site, the earliest first."""
    wanted = with_holder(kind, kind.subject_key).where(
        kind.site_id == site_id, kind.ended_at.is_(None)
    )
    rows = session.execute(wanted.order_by(kind.began_at, kind.id).limit(MOST))
    return tuple(_line(row, vault, shanghai_date(now)) for row in rows)


def load_ended(
    session: Session, kind: type[Kind], site_id: int, *, vault: Vault, now: datetime
) -> tuple[LastingLine, ...]:
    """Answer what ended at a site in the last 30 days, the latest first."""
    wanted = with_holder(kind, kind.subject_key).where(
        kind.site_id == site_id, kind.ended_at > now - LATELY
    )
    rows = session.execute(wanted.order_by(kind.ended_at.desc(), kind.id.desc()).limit(MOST))
    return tuple(_line(row, vault, shanghai_date(now)) for row in rows)


def name_unit(
    session: Session, redemption: UUID, unit: str | None, *, site_id: int, vault: Vault
) -> bool:
    """Write down or correct the room of a stay that lasts at the site; False if there is none."""
    named = session.execute(
        update(Stay)
        .where(Stay.site_id == site_id, Stay.redemption_id == redemption, Stay.ended_at.is_(None))
        .values(unit_sealed=seal_unit(unit, vault))
        .returning(Stay.id)
    ).first()
    return named is not None


def with_holder(
    kind: type[Rec], subject_key: InstrumentedAttribute[UUID]
) -> Select[Rec, str, str, CardState, date, bool]:
    """Answer a selection of records with name, newest card and honour of whose they are."""
    newest = (
        select(func.max(Card.id))
        .where(Card.holder_id == Holder.id)
        .correlate(Holder)
        .scalar_subquery()
    )
    honoured = exists().where(HonourGrant.holder_id == Holder.id, HonourGrant.ended_on.is_(None))
    return (
        select(kind, Holder.name, Card.number, Card.state, Card.expires_on, honoured)
        .outerjoin(Holder, Holder.subject_key == subject_key)
        .outerjoin(Card, Card.id == newest)
    )


def _line(
    row: Row[Record, str | None, str | None, CardState | None, date | None, bool],
    vault: Vault,
    today: date,
) -> LastingLine:
    record, name, number, state, expires_on, honoured = row
    return LastingLine(
        redemption=record.redemption_id,
        name=mask_name(name) if name else None,
        card_number=number,
        concern=concern_of(state, expires_on, honoured=honoured, today=today) if name else None,
        facts=see(record, vault=vault),
    )


def concern_of(
    state: CardState | None, expires_on: date | None, *, honoured: bool, today: date
) -> Concern | None:
    """Answer what a desk should know of a holder's honours and newest card, if anything."""
    if not honoured:
        return Concern.HONOUR_ENDED
    if state in _OF_STATE:
        return _OF_STATE[state]
    return Concern.EXPIRED if expires_on is not None and today > expires_on else None
