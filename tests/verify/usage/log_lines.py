"""Lines of the usage log straight into the database: many, at moments and with answers at will."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from cardholders.cards.models import Card
from core.credential.fields import CredentialForm
from partners.models import Desk
from tests.bed.factories import World
from verify.scanning.models import EntryKind, UsageEntry, Void
from verify.scanning.reasons import Outcome, Reason

OUTCOMES = {Reason.GRANTED: Outcome.GRANTED, Reason.ALREADY_IN: Outcome.GRANTED}
CHECKED = (Reason.CHOOSE_BENEFIT, Reason.DOCUMENT_REQUIRED, Reason.VOIDED)


def line(
    world: World,
    desk: Desk,
    at: datetime,
    *,
    reason: Reason = Reason.GRANTED,
    kind: EntryKind = EntryKind.REDEMPTION,
    benefit: str | None = "checkup",
    card: Card | None = None,
) -> dict[str, Any]:
    """Answer one line; nobody in particular stood at the desk."""
    place = world.place(desk)
    return {
        "received_at": at,
        "kind": kind,
        "client_id": uuid4(),
        "scan_id": uuid4(),
        "partner_id": place.partner_id,
        "site_id": place.site_id,
        "desk_id": place.desk_id,
        "card_id": card.id if card else None,
        "form": CredentialForm.PHONE if card else None,
        "outcome": OUTCOMES.get(reason, Outcome.CHECKED if reason in CHECKED else Outcome.REFUSED),
        "reason": reason,
        "benefit": benefit,
        "document_checked": False,
        "policy_version": world.parts.policy.version,
    }


def add_lines(world: World, lines: Iterable[dict[str, Any]]) -> None:
    """Append them to the log."""
    with world.parts.database.writing() as session:
        session.execute(insert(UsageEntry), list(lines))


def take_back(world: World, lines: Iterable[dict[str, Any]], at: datetime) -> None:
    """Void these uses."""
    with world.parts.database.writing() as session:
        for each in lines:
            session.add(
                Void(desk_id=each["desk_id"], redemption_id=each["client_id"], voided_at=at)
            )
