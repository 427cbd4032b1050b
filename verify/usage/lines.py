"""Read the usage log, newest first, page by page; the log holds no name, and no page adds one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Row, Select, literal, select, tuple_
from sqlalchemy.orm import Session

from cardholders.cards.models import Card
from core.accounts.models import Account
from core.credential.fields import CredentialForm
from core.database.pages import BATCH
from core.policy.vocabulary import Language, PartnerKind
from partners.models import Desk, Device, Partner, Site
from verify.scanning.models import EntryKind, UsageEntry, Void
from verify.scanning.reasons import LOOKS, Look, Outcome, Reason
from verify.usage.filters import UsageFilters
from verify.usage.wanted import TAKEN_BACK, filtered

PAGE_SIZE = 50
Line: TypeAlias = Row[*tuple[Any, ...]]
Lines: TypeAlias = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class UsageLine:
    """One line of the log with the names of its place, and of the operator or the device.

    The card is empty where the scan proved none; `voided_at` is set on a use that was taken back.
    """

    id: int
    at: datetime
    kind: EntryKind
    outcome: Outcome
    reason: Reason
    benefit: str | None
    card_id: int | None
    card_number: str | None
    form: CredentialForm | None
    document_checked: bool
    partner_kind: PartnerKind
    partner: str
    site: str
    desk: str
    by: str | None
    scan: UUID
    voided_at: datetime | None

    @property
    def look(self) -> Look:
        """How its decision looks."""
        return LOOKS[self.reason]


@dataclass(frozen=True, slots=True)
class UsagePage:
    """One page of lines; `newer` and `older` are the ids to go on from, where there is more."""

    lines: tuple[UsageLine, ...]
    newer: int | None
    older: int | None


def load_usage(
    session: Session,
    filters: UsageFilters,
    *,
    language: Language,
    partner_id: int | None = None,
    size: int = PAGE_SIZE,
) -> UsagePage:
    """Answer a page of the log; with `partner_id` that partner's own lines and no others."""
    wanted = filtered(_lines(language), filters, partner_id=partner_id)
    if filters.after is not None:
        newer_ones = wanted.where(UsageEntry.id > filters.after).order_by(UsageEntry.id)
        rows = [_line(row) for row in session.execute(newer_ones.limit(size + 1))]
        shown = tuple(reversed(rows[:size]))
        return UsagePage(
            shown,
            newer=shown[0].id if len(rows) > size else None,
            older=shown[-1].id if shown else None,
        )
    if filters.before is not None:
        wanted = wanted.where(UsageEntry.id < filters.before)
    older_ones = wanted.order_by(UsageEntry.id.desc()).limit(size + 1)
    rows = [_line(row) for row in session.execute(older_ones)]
    shown = tuple(rows[:size])
    return UsagePage(
        shown,
        newer=shown[0].id if shown and filters.before is not None else None,
        older=shown[-1].id if len(rows) > size else None,
    )


def every_line(
    session: Session,
    filters: UsageFilters,
    *,
    language: Language,
    partner_id: int | None = None,
    most: int,
) -> Iterator[UsageLine]:
    """Answer all lines that the filters leave, newest first, one after another, `most` at most."""
    wanted = filtered(_lines(language), filters, partner_id=partner_id)
    newest = wanted.order_by(UsageEntry.id.desc()).limit(most)
    rows = session.execute(newest, execution_options={"yield_per": BATCH})
    return (_line(row) for row in rows)


def load_card_uses(
    session: Session,
    card_id: int,
    *,
    language: Language,
    limit: int,
    before: tuple[datetime, int] | None = None,
) -> tuple[UsageLine, ...]:
    """Answer the latest lines of one card, the newest first, from before a moment and an id on."""
    wanted = _lines(language).where(UsageEntry.card_id == card_id)
    if before is not None:
        place = tuple_(UsageEntry.received_at, UsageEntry.id)
        moment = literal(before[0], UsageEntry.received_at.type)
        wanted = wanted.where(place < tuple_(moment, literal(before[1])))
    newest = wanted.order_by(UsageEntry.received_at.desc(), UsageEntry.id.desc()).limit(limit)
    return tuple(_line(row) for row in session.execute(newest))


def load_holder_uses(
    session: Session,
    subject_key: UUID,
    *,
    language: Language,
    limit: int,
    before: int | None = None,
) -> tuple[UsageLine, ...]:
    """Answer the latest lines of one holder, whatever the card, the newest first, voids left out.

    With `before`, lines from before that id on. A use that was voided says so itself.
    """
    wanted = _lines(language).where(
        UsageEntry.subject_key == subject_key, UsageEntry.kind != EntryKind.VOID
    )
    if before is not None:
        wanted = wanted.where(UsageEntry.id < before)
    rows = session.execute(wanted.order_by(UsageEntry.id.desc()).limit(limit))
    return tuple(_line(row) for row in rows)


def load_visit(
    session: Session, subject_key: UUID, entry_id: int, *, language: Language
) -> tuple[UsageLine, ...]:
    """Answer a line of a holder's with what followed on the same scan, the first one first."""
    scan = select(UsageEntry.scan_id).where(UsageEntry.id == entry_id).scalar_subquery()
    wanted = _lines(language).where(
        UsageEntry.subject_key == subject_key,
        UsageEntry.scan_id == scan,
        UsageEntry.kind.in_((EntryKind.SCAN, EntryKind.REDEMPTION)),
    )
    return tuple(_line(row) for row in session.execute(wanted.order_by(UsageEntry.id)))


def _lines(language: Language) -> Lines:
    english = language is Language.EN
    return (
        select(
            UsageEntry.id,
            UsageEntry.received_at,
            UsageEntry.kind,
            UsageEntry.outcome,
            UsageEntry.reason,
            UsageEntry.benefit,
            UsageEntry.card_id,
            UsageEntry.form,
            UsageEntry.document_checked,
            UsageEntry.scan_id,
            Card.number,
            Partner.kind.label("partner_kind"),
            (Partner.name_en if english else Partner.name).label("partner"),
            (Site.name_en if english else Site.name).label("site"),
            (Desk.name_en if english else Desk.name).label("desk"),
            Account.name.label("account"),
            Device.label.label("device"),
            Void.voided_at,
        )
        .join(Partner, Partner.id == UsageEntry.partner_id)
        .join(Site, Site.id == UsageEntry.site_id)
        .join(Desk, Desk.id == UsageEntry.desk_id)
        .outerjoin(Card, Card.id == UsageEntry.card_id)
        .outerjoin(Account, Account.id == UsageEntry.account_id)
        .outerjoin(Device, Device.id == UsageEntry.device_id)
        .outerjoin(Void, TAKEN_BACK)
    )


def _line(row: Line) -> UsageLine:
    return UsageLine(
        id=row.id,
        at=row.received_at,
        kind=row.kind,
        outcome=row.outcome,
        reason=row.reason,
        benefit=row.benefit,
        card_id=row.card_id,
        card_number=row.number,
        form=row.form,
        document_checked=row.document_checked,
        partner_kind=row.partner_kind,
        partner=row.partner,
        site=row.site,
        desk=row.desk,
        by=row.account or row.device,
        scan=row.scan_id,
        voided_at=row.voided_at,
    )
