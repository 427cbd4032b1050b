"""The usage log takes one line for every request, granted or not."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from cardholders.cards.standing import Standing
from core.encryption import Vault
from verify.scanning.decision import Verdict
from verify.scanning.models import EntryKind, UsageEntry, UsageNote
from verify.scanning.requests import Station

NOTE = "usage_notes.text"


def log_entry(
    session: Session,
    verdict: Verdict,
    *,
    kind: EntryKind,
    client_id: UUID,
    scan_id: UUID,
    station: Station,
    standing: Standing | None,
    policy_version: str,
    now: datetime,
    benefit: str | None = None,
    document_checked: bool = False,
    note: str | None = None,
    vault: Vault,
) -> None:
    """Append one line; a note goes beside it, sealed."""
    place = station.place
    entry_id = (
        session.connection()
        .execute(
            insert(UsageEntry).returning(UsageEntry.id),
            {
                "received_at": now,
                "kind": kind,
                "client_id": client_id,
                "scan_id": scan_id,
                "partner_id": place.partner_id,
                "site_id": place.site_id,
                "desk_id": place.desk_id,
                "account_id": station.account_id,
                "device_id": station.device_id,
                "subject_key": standing.subject_key if standing else None,
                "card_id": standing.card_id if standing else None,
                "credential_id": standing.credential_id if standing else None,
                "form": standing.form if standing else None,
                "outcome": verdict.outcome,
                "reason": verdict.reason,
                "benefit": benefit,
                "document_checked": document_checked,
                "policy_version": policy_version,
            },
        )
        .scalar_one()
    )
    if note:
        session.connection().execute(
            insert(UsageNote),
            {"entry_id": entry_id, "sealed": vault.seal_text(note, purpose=NOTE)},
        )
