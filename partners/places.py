"""Where a scan happens: a desk with its site and partner, and whether the site is covered today."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.clock import shanghai_date
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


def load_place(session: Session, desk_id: int, *, policy: Policy, now: datetime) -> Place | None:
    """Answer the place of a desk as it is on the day of `now`; None when the desk is closed."""
    today = shanghai_date(now)
    row = session.execute(
        select(
            Desk.id,
            Desk.profile,
            Desk.name,
            Desk.name_en,
            Site.id.label("site_id"),
            Site.name.label("site_name"),
            Site.name_en.label("site_name_en"),
            Partner.id.label("partner_id"),
            Partner.kind,
            Partner.name.label("partner_name"),
            Partner.name_en.label("partner_name_en"),
            SiteGrade.grade,
        )
        .join(Site, Site.id == Desk.site_id)
        .join(Partner, Partner.id == Site.partner_id)
        .outerjoin(
            SiteGrade,
            (SiteGrade.site_id == Site.id)
            & (SiteGrade.valid_from <= today)
            & ((SiteGrade.valid_until.is_(None)) | (SiteGrade.valid_until > today)),
        )
        .where(Desk.id == desk_id, Desk.closed_at.is_(None))
    ).first()
    if row is None:
        return None
    return Place(
        desk_id=row.id,
        site_id=row.site_id,
        partner_id=row.partner_id,
        kind=row.kind,
        profile=row.profile,
        covered=policy.covers(row.kind, row.grade),
        desk_name=row.name,
        site_name=row.site_name,
        partner_name=row.partner_name,
        desk_name_en=row.name_en,
        site_name_en=row.site_name_en,
        partner_name_en=row.partner_name_en,
    )
