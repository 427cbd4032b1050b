"""The usage log takes one line for every request, granted or not."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from cardholders.cards.standing import Standing
from core.database.base import table_of
from verify.scanning.decision import Verdict
from verify.scanning.models import EntryKind, UsageEntry, UsageNote
from verify.scanning.reasons import Outcome
from verify.scanning.requests import Occasion, Station

NOTE = "usage_notes.text"
_APPEND = insert(table_of(UsageEntry)).inline()
GrantedRow: TypeAlias = Row[UUID, datetime, str | None, int | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """The desk whose log takes the line, and who asked there, if anybody did."""

    partner_id: int
    site_id: int
    desk_id: int
    account_id: int | None = None
    device_id: int | None = None

    @classmethod
    def of(cls, station: Station) -> "Spot":
        """Answer the spot of a station."""
        place = station.place
        return cls(
            place.partner_id, place.site_id, place.desk_id, station.account_id, station.device_id
        )


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says: which request it was, and what came of it."""

    kind: EntryKind
    verdict: Verdict
    client_id: UUID
    scan_id: UUID
    benefit: str | None = None
    document_checked: bool = False
    note: str | None = None


def log_line(
    session: Session,
    line: Line,
    *,
    standing: Standing | None,
    occasion: Occasion,
    spot: Spot | None = None,
) -> None:
    """Append one line, for the occasion's desk unless it is for another `spot`.

    A note goes beside it, sealed.
    """
    where = spot or Spot.of(occasion.station)
    written = {
        "received_at": occasion.now,
        "kind": line.kind,
        "client_id": line.client_id,
        "scan_id": line.scan_id,
        "partner_id": where.partner_id,
        "site_id": where.site_id,
        "desk_id": where.desk_id,
        "account_id": where.account_id,
        "device_id": where.device_id,
        "subject_key": standing.subject_key if standing else None,
        "card_id": standing.card_id if standing else None,
        "credential_id": standing.credential_id if standing else None,
        "form": standing.form if standing else None,
        "outcome": line.verdict.outcome,
        "reason": line.verdict.reason,
        "benefit": line.benefit,
        "document_checked": line.document_checked,
        "policy_version": occasion.policy.version,
    }
    connection = session.connection()
    if not line.note:
        connection.execute(_APPEND, written)
        return
    entry_id = connection.execute(_APPEND.returning(UsageEntry.id), written).scalar_one()
    connection.execute(
        insert(UsageNote),
        {"entry_id": entry_id, "sealed": occasion.vault.seal_text(line.note, purpose=NOTE)},
    )


def find_granted(session: Session, desk_id: int, redemption: UUID) -> GrantedRow | None:
    """Answer the line of a use that a desk granted: scan, moment, benefit and credential."""
    return session.execute(
        select(
            UsageEntry.scan_id,
            UsageEntry.received_at,
            UsageEntry.benefit,
            UsageEntry.credential_id,
        ).where(
            UsageEntry.desk_id == desk_id,
            UsageEntry.client_id == redemption,
            UsageEntry.kind.in_((EntryKind.SCAN, EntryKind.REDEMPTION)),
            UsageEntry.outcome == Outcome.GRANTED,
        )
    ).first()
