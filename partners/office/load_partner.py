"""Everything a partner's page shows."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from core.accounts.models import Account
from core.clock import shanghai_date
from core.errors import NotFound
from core.policy.model import Policy
from core.policy.vocabulary import Language
from partners.list_desks import DeskLine, load_desks
from partners.models import DeskOperator, Partner, Site, SiteGrade
from partners.standing import GradeState, SiteStanding, grade_state, site_standing


@dataclass(frozen=True, slots=True)
class GradeLine:
    """A grade of a site, and where it stands today."""

    entry: SiteGrade
    state: GradeState


@dataclass(frozen=True, slots=True)
class SitePanel:
    """A site: how it stands today, its grades, the latest first, and its desks."""

    site: Site
    standing: SiteStanding
    grades: tuple[GradeLine, ...]
    desks: tuple[DeskLine, ...]


@dataclass(frozen=True, slots=True)
class StaffLine:
    """Somebody who works for the partner; `desk` is None for a manager."""

    account: Account
    desk: DeskLine | None


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """A partner with its sites in order, and its people, those who are out last."""

    partner: Partner
    sites: tuple[SitePanel, ...]
    staff: tuple[StaffLine, ...]

    @property
    def desks(self) -> tuple[DeskLine, ...]:
        """Every desk of the partner."""
        return tuple(desk for panel in self.sites for desk in panel.desks)

    @property
    def open_desks(self) -> tuple[DeskLine, ...]:
        """The desks at which somebody may stand."""
        return tuple(desk for desk in self.desks if desk.is_open)


def load_partner(
    session: Session, partner_id: int, *, policy: Policy, language: Language, now: datetime
) -> PartnerPage:
    """Answer a partner's page; raises NotFound."""
    graded = selectinload(Partner.sites).selectinload(Site.grades)
    partner = session.scalar(select(Partner).where(Partner.id == partner_id).options(graded))
    if partner is None:
        raise NotFound(gettext("没有这个合作单位"))
    desks = load_desks(session, partner_id, language=language, now=now)
    today = shanghai_date(now)
    sites = sorted(partner.sites, key=lambda site: site.id)
    return PartnerPage(
        partner=partner,
        sites=tuple(_panel(site, partner, policy, today, desks) for site in sites),
        staff=_staff(session, partner_id, desks),
    )


def _panel(
    site: Site, partner: Partner, policy: Policy, today: date, desks: tuple[DeskLine, ...]
) -> SitePanel:
    lines = [GradeLine(entry, grade_state(entry, today=today)) for entry in site.grades]
    return SitePanel(
        site=site,
        standing=site_standing(policy, partner.kind, grades=site.grades, today=today),
        grades=tuple(reversed(lines)),
        desks=tuple(desk for desk in desks if desk.site_id == site.id),
    )


def _staff(session: Session, partner_id: int, desks: tuple[DeskLine, ...]) -> tuple[StaffLine, ...]:
    by_id = {desk.id: desk for desk in desks}
    rows = session.execute(
        select(Account, DeskOperator.desk_id)
        .outerjoin(DeskOperator, DeskOperator.account_id == Account.id)
        .where(Account.partner_id == partner_id)
        .order_by(Account.disabled_at.is_not(None), Account.id)
    )
    return tuple(StaffLine(account, by_id.get(desk_id)) for account, desk_id in rows)
