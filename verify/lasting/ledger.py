"""Stays and assignments begin with a redemption and end once, whoever ends them."""

from datetime import datetime
from typing import TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from core.encryption import Vault
from core.policy.vocabulary import RecordedAs
from partners.places import Place
from verify.lasting.facts import AdviserSeen, Seen, StaySeen
from verify.lasting.models import AdviserAssignment, Ending, Stay
from verify.lasting.particulars import Particulars

UNIT = "stays.unit"
Record: TypeAlias = Stay | AdviserAssignment
Kind = TypeVar("Kind", Stay, AdviserAssignment)


def begin(
    session: Session,
    recorded_as: RecordedAs,
    *,
    subject_key: UUID,
    redemption: UUID,
    place: Place,
    particulars: Particulars,
    vault: Vault,
    now: datetime,
) -> Seen | None:
    """Write down what lasts from now on; None for a use that is over at once."""
    record: Record
    match recorded_as:
        case RecordedAs.STAY:
            record = Stay(unit_sealed=seal_unit(particulars.unit, vault))
        case RecordedAs.ASSIGNMENT if particulars.adviser:
            adviser = particulars.adviser
            record = AdviserAssignment(
                physician=adviser.physician, department=adviser.department, rank=adviser.rank
            )
        case _:
            return None
    record.desk_id, record.redemption_id = place.desk_id, redemption
    record.subject_key = subject_key
    record.partner_id, record.site_id = place.partner_id, place.site_id
    record.began_at = now
    session.add(record)
    session.flush()
    return see(record, vault=vault)


def end(
    session: Session, desk_id: int, redemption: UUID, *, ending: Ending, now: datetime
) -> Record | None:
    """End what the redemption began; None when nothing of it lasts.

    Free the redemption's slot first: of two who end it at once, the slot lets only one through.
    """

    def in_(kind: type[Kind]) -> Kind | None:
        return session.scalars(
            update(kind)
            .where(
                kind.desk_id == desk_id,
                kind.redemption_id == redemption,
                kind.ended_at.is_(None),
            )
            .values(ended_at=now, ending=ending)
            .returning(kind),
            execution_options={"populate_existing": True},
        ).one_or_none()

    return in_(Stay) or in_(AdviserAssignment)


def find_of_partner(session: Session, partner_id: int, redemption: UUID) -> Record | None:
    """Answer what the redemption began at a desk of this partner, if it still lasts."""
    return _find(session, Stay, redemption, Stay.partner_id == partner_id) or _find(
        session, AdviserAssignment, redemption, AdviserAssignment.partner_id == partner_id
    )


def find_of_holder(session: Session, subject_key: UUID, redemption: UUID) -> Record | None:
    """Answer what the redemption began for this holder anywhere, if it still lasts."""
    return _find(session, Stay, redemption, Stay.subject_key == subject_key) or _find(
        session, AdviserAssignment, redemption, AdviserAssignment.subject_key == subject_key
    )


def _find(
    session: Session, kind: type[Kind], redemption: UUID, owned: ColumnElement[bool]
) -> Kind | None:
    active = select(kind).where(kind.redemption_id == redemption, kind.ended_at.is_(None), owned)
    return session.scalars(active).first()


def see(record: Record, *, vault: Vault) -> Seen:
    """Answer the facts of a record."""
    if isinstance(record, Stay):
        unit = open_unit(record.unit_sealed, vault)
        return StaySeen(unit, record.began_at, record.ended_at, record.ending)
    return AdviserSeen(
        record.physician,
        record.department,
        record.rank,
        record.began_at,
        record.ended_at,
        record.ending,
    )


def seal_unit(unit: str | None, vault: Vault) -> bytes | None:
    """Seal a room's name; None for none."""
    return vault.seal_text(unit, purpose=UNIT) if unit else None


def open_unit(sealed: bytes | None, vault: Vault) -> str | None:
    """Open a room's name."""
    return vault.open_text(sealed, purpose=UNIT) if sealed else None
