"""Which lines of the log the filters leave: one condition for the list, its totals and its file."""

from typing import Any, TypeAlias

from sqlalchemy import Select, select

from cardholders.cards.models import Card
from partners.models import Partner, Site
from verify.scanning.models import UsageEntry, Void
from verify.scanning.reasons import Outcome
from verify.usage.filters import UsageFilters

Wanted: TypeAlias = Select[*tuple[Any, ...]]

TAKEN_BACK = (
    (Void.desk_id == UsageEntry.desk_id)
    & (Void.redemption_id == UsageEntry.client_id)
    & (UsageEntry.outcome == Outcome.GRANTED)
)
"""What joins a granted use with the void that took it back."""


def filtered(wanted: Wanted, filters: UsageFilters, *, partner_id: int | None = None) -> Wanted:
    """Narrow a statement over the log; with `partner_id` to that partner's own lines."""
    if partner_id is not None:
        wanted = wanted.where(UsageEntry.partner_id == partner_id)
    if filters.since is not None:
        wanted = wanted.where(UsageEntry.received_at >= filters.since)
    if filters.until is not None:
        wanted = wanted.where(UsageEntry.received_at < filters.until)
    if filters.kind is not None:
        of_kind = select(Partner.id).where(Partner.kind == filters.kind)
        wanted = wanted.where(UsageEntry.partner_id.in_(of_kind))
    if filters.division is not None:
        in_division = select(Site.id).where(Site.division == filters.division)
        wanted = wanted.where(UsageEntry.site_id.in_(in_division))
    for column, value in (
        (UsageEntry.partner_id, filters.partner_id),
        (UsageEntry.site_id, filters.site_id),
        (UsageEntry.outcome, filters.outcome),
        (UsageEntry.reason, filters.reason),
        (UsageEntry.benefit, filters.benefit),
    ):
        if value is not None:
            wanted = wanted.where(column == value)
    if filters.card_number is not None:
        numbered = select(Card.id).where(Card.number == filters.card_number).scalar_subquery()
        wanted = wanted.where(UsageEntry.card_id == numbered)
    return wanted
