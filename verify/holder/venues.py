"""Where benefits may be used: every open site with its grade today, by division and kind."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from core.policy.model import Policy
from core.policy.vocabulary import Language, PartnerKind
from core.web.language import show_day
from partners.models import Desk, Site
from partners.office.partner_columns import division_name, grade_name
from partners.standing import SiteStanding, Standing, site_standing
from partners.words import in_language, name_in

Json = dict[str, Any]
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Venue:
    """A site (partner loaded), and how it stands today."""

    site: Site
    standing: SiteStanding

    @property
    def kind(self) -> PartnerKind:
        """What kind of partner runs it."""
        return self.site.partner.kind


def load_venues(session: Session, *, policy: Policy, today: date) -> tuple[Venue, ...]:
    """Answer the sites with an open desk: those that count today first, kinds in their order.

    A site whose grade ended, or begins later, is listed with that day, so that nobody goes in
    vain; one that never had a grade is promised nothing and not listed.
    """
    opened = exists().where(Desk.site_id == Site.id, Desk.closed_at.is_(None))
    sites = session.scalars(
        select(Site)
        .where(opened)
        .options(joinedload(Site.partner), selectinload(Site.grades))
        .order_by(Site.id)
    )
    venues = [
        Venue(site, site_standing(policy, site.partner.kind, grades=site.grades, today=today))
        for site in sites
    ]
    listed = [each for each in venues if each.standing.standing is not Standing.UNGRADED]
    divisions = [each.code for each in policy.divisions]
    kinds = list(PartnerKind)

    def place(venue: Venue) -> tuple[bool, int, int]:
        code = venue.site.division
        number = divisions.index(code) if code in divisions else UNKNOWN
        return not venue.standing.covered, kinds.index(venue.kind), number

    return tuple(sorted(listed, key=place))


def venue_answer(venue: Venue, *, policy: Policy, language: Language) -> Json:
    """A site in words."""
    site, partner = venue.site, venue.site.partner
    name, runs = name_in(language, site), name_in(language, partner)
    grade = venue.standing.grade
    return {
        "id": site.id,
        "kind": partner.kind,
        "name": name,
        "partner": runs if runs != name else None,
        "division": site.division,
        "division_name": division_name(policy, site.division, language),
        "grade": grade_name(policy, partner.kind, grade, language) if grade else None,
        "covered": venue.standing.covered,
        "remark": _remark(venue.standing),
        "address": in_language(language, site.address, site.address_en),
        "reservation": in_language(language, site.reservation, site.reservation_en),
        "telephone": partner.telephone,
    }


def _remark(standing: SiteStanding) -> str | None:
    if standing.day is None:
        return None
    day = show_day(standing.day)
    match standing.standing:
        case Standing.ENDED:
            return gettext("自%(day)s起不再适用", day=day)
        case Standing.ENDING:
            return gettext("%(day)s起将不再适用", day=day)
        case Standing.BEGINNING:
            return gettext("自%(day)s起适用", day=day)
        case _:
            return None
