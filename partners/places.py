"""Where a scan happens: a desk with its site and partner, and whether the site is covered today."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from core.clock import shanghai_date
from core.database.base import table_of
from core.policy.model import Policy
from core.policy.vocabulary import PartnerKind
from partners.models import Desk, DeskProfile, Partner, Site, SiteGrade


@dataclass(frozen=True, slots=True)
class Place:
    """An open desk. `covered` says whether the site's grade today meets the policy's rule."""

    desk_id: int
    site_id: int
    partner_id: int
    kind: PartnerKind
    profile: DeskProfile
    covered: bool
    desk_name: str
    site_name: str
    partner_name: str
    desk_name_en: str
    site_name_en: str
    partner_name_en: str

    @property
    def is_gate(self) -> bool:
        """Whether a valid scan is a use at once, with nothing to choose."""
        return self.profile is not DeskProfile.STAFFED


_DESKS, _SITES, _PARTNERS, _GRADES = (table_of(it) for it in (Desk, Site, Partner, SiteGrade))
# With the graded sites of one day, the parameter `today`; a closed desk says since when.
WITH_GRADE = (
    _DESKS.join(_SITES, _SITES.c.id == _DESKS.c.site_id)
    .join(_PARTNERS, _PARTNERS.c.id == _SITES.c.partner_id)
    .outerjoin(
        _GRADES,
        (_GRADES.c.site_id == _SITES.c.id)
        & (_GRADES.c.valid_from <= bindparam("today"))
        & (_GRADES.c.valid_until.is_(None) | (_GRADES.c.valid_until > bindparam("today"))),
    )
)
PLACE_COLUMNS = (
    _DESKS.c.id.label("desk_id"),
    _DESKS.c.profile,
    _DESKS.c.closed_at,
    _DESKS.c.name.label("desk_name"),
    _DESKS.c.name_en.label("desk_name_en"),
    _SITES.c.id.label("site_id"),
    _SITES.c.name.label("site_name"),
    _SITES.c.name_en.label("site_name_en"),
    _PARTNERS.c.id.label("partner_id"),
    _PARTNERS.c.kind,
    _PARTNERS.c.name.label("partner_name"),
    _PARTNERS.c.name_en.label("partner_name_en"),
    _GRADES.c.grade,
)
_FIND_PLACE = select(*PLACE_COLUMNS).select_from(WITH_GRADE).where(_DESKS.c.id == bindparam("desk"))


def load_place(session: Session, desk_id: int, *, policy: Policy, now: datetime) -> Place | None:
    """Answer the place of a desk as it is on the day of `now`; None when the desk is closed."""
    row = (
        session.connection()
        .execute(_FIND_PLACE, {"desk": desk_id, "today": shanghai_date(now)})
        .first()
    )
    return None if row is None else to_place(row, policy)


def to_place(row: Row[*tuple[Any, ...]], policy: Policy) -> Place | None:
    """Answer the place in a row of PLACE_COLUMNS; None when the desk is closed."""
    if row.closed_at is not None:
        return None
    return Place(
        desk_id=row.desk_id,
        site_id=row.site_id,
        partner_id=row.partner_id,
        kind=row.kind,
        profile=row.profile,
        covered=policy.covers(row.kind, row.grade),
        desk_name=row.desk_name,
        site_name=row.site_name,
        partner_name=row.partner_name,
        desk_name_en=row.desk_name_en,
        site_name_en=row.site_name_en,
        partner_name_en=row.partner_name_en,
    )
