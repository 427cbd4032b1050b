"""The portrait beside a scan: for the desk that made it, for a quarter of an hour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.standing import load_standing_of
from cardholders.people.keep_photo import load_photo
from core.encryption import Vault
from partners.places import Place
from verify.scanning.decision import Verdict
from verify.scanning.models import EntryKind, UsageEntry
from verify.scanning.reasons import basis_of
from verify.scanning.redeem import SCAN_LIFETIME
from verify.scanning.sight import see_card


def find_portrait(
    session: Session, place: Place, scan: UUID, *, vault: Vault, now: datetime
) -> bytes | None:
    """Answer the holder's photo as a JPEG when this very desk may still see it, else None."""
    entry = session.execute(
        select(UsageEntry.credential_id, UsageEntry.outcome, UsageEntry.reason).where(
            UsageEntry.desk_id == place.desk_id,
            UsageEntry.client_id == scan,
            UsageEntry.kind == EntryKind.SCAN,
            UsageEntry.received_at > now - SCAN_LIFETIME,
        )
    ).first()
    standing = load_standing_of(session, entry.credential_id, vault=vault) if entry else None
    if entry is None or standing is None:
        return None
    verdict = Verdict(entry.outcome, entry.reason, basis_of(entry.reason))
    if not see_card(standing, verdict, place).has_photo:
        return None
    return load_photo(session, standing.holder_id, vault=vault)
