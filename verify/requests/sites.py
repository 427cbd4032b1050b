"""Where requests go: sites with a staffed desk, on the day with the grade they hold then."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from core.policy.model import Policy
from core.policy.vocabulary import PartnerKind
from partners.models import Desk, DeskProfile, Partner, Site, SiteGrade
from verify.requests.rules import ANSWERING, SiteOnDay


@dataclass(frozen=True, slots=True)
class AnsweringSite:
    """A site that a holder can choose."""

    site_id: int
    kind: PartnerKind
    name: str
    name_en: str
    division: str
    telephone: str


def load_sites(
    session: Session, *, policy: Policy, today: date, nearest: str
) -> tuple[AnsweringSite, ...]:
    """Answer the sites that answer requests, those of the division `nearest` first.

    One whose grade begins later is among them, one whose grade has ended is not.
    """
    from_now = or_(SiteGrade.valid_until.is_(None), SiteGrade.valid_until > today)
    rows = session.execute(
        _answering(from_now).where(Partner.kind.in_(ANSWERING)).order_by(Site.id)
    ).all()
    order = {each.code: number for number, each in enumerate(policy.divisions)}
    found = {
        row.id: AnsweringSite(row.id, row.kind, row.name, row.name_en, row.division, row.telephone)
        for row in rows
        if policy.covers(row.kind, row.grade)
    }
    return tuple(
        sorted(
            found.values(),
            key=lambda site: (site.division != nearest, order.get(site.division, len(order))),
        )
    )


def find_site(session: Session, site_id: int, *, policy: Policy, day: date) -> SiteOnDay | None:
    """Answer a site as it is on a day; None when there is none with a staffed desk."""
    on_day = and_(
        SiteGrade.valid_from <= day,
        or_(SiteGrade.valid_until.is_(None), SiteGrade.valid_until > day),
    )
    row = session.execute(_answering(on_day).where(Site.id == site_id)).first()
    if row is None:
        return None
    return SiteOnDay(row.id, row.kind, policy.covers(row.kind, row.grade))


def _answering(graded: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    staffed = exists().where(
        Desk.site_id == Site.id, Desk.closed_at.is_(None), Desk.profile == DeskProfile.STAFFED
    )
    return (
        select(
            Site.id,
            Site.name,
            Site.name_en,
            Site.division,
            Partner.kind,
            Partner.telephone,
            SiteGrade.grade,
        )
        .join(Partner, Partner.id == Site.partner_id)
        .outerjoin(SiteGrade, and_(SiteGrade.site_id == Site.id, graded))
        .where(staffed)
    )
