"""The list of partners: found by name, kind, division and by whether they are covered today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, selectinload

from core.database.pages import Page, every_row, turn_to
from core.policy.model import Policy
from core.policy.vocabulary import PartnerKind
from partners.models import Partner, Site, SiteGrade
from partners.standing import SiteStanding, site_standing


class Cover(StrEnum):
    """Which partners to list: all, with a site covered today, or with one that is not."""

    ALL = "all"
    COVERED = "covered"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class PartnerFilters:
    """What to list; `text` is part of a partner's or a site's name, None means all."""

    text: str = ""
    kind: PartnerKind | None = None
    division: str | None = None
    cover: Cover = Cover.ALL


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A line of the list: the partner, its sites loaded, and how each of them stands today."""

    partner: Partner
    standings: tuple[SiteStanding, ...]
    desks: int

    @property
    def uncovered(self) -> int:
        """How many of the sites are not covered today."""
        return sum(not each.covered for each in self.standings)


def find_partners(
    session: Session, filters: PartnerFilters, *, policy: Policy, today: date, page: int = 1
) -> Page[PartnerRow]:
    """Answer the partners the filters find, in the order in which they were registered."""
    load = partial(_load, session, policy, today)
    return turn_to(session, page, found=_found(filters, policy, today), load=load)


def every_partner(
    session: Session, filters: PartnerFilters, *, policy: Policy, today: date, most: int
) -> Iterator[PartnerRow]:
    """Answer all of them in the same order, one after another, `most` at most."""
    load = partial(_load, session, policy, today)
    return every_row(session, found=_found(filters, policy, today), load=load, most=most)


def _found(filters: PartnerFilters, policy: Policy, today: date) -> Select[int]:
    return select(Partner.id).where(*_conditions(filters, policy, today)).order_by(Partner.id)


def _load(session: Session, policy: Policy, today: date, ids: list[int]) -> list[PartnerRow]:
    partners = session.scalars(
        select(Partner)
        .where(Partner.id.in_(ids))
        .order_by(Partner.id)
        .options(
            selectinload(Partner.sites).selectinload(Site.grades),
            selectinload(Partner.sites).selectinload(Site.desks),
        )
    )
    return [_row(partner, policy, today) for partner in partners]


def _row(partner: Partner, policy: Policy, today: date) -> PartnerRow:
    standings = tuple(
        site_standing(policy, partner.kind, grades=site.grades, today=today)
        for site in partner.sites
    )
    desks = sum(desk.closed_at is None for site in partner.sites for desk in site.desks)
    return PartnerRow(partner, standings, desks)


def _conditions(filters: PartnerFilters, policy: Policy, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    text = filters.text.replace("\0", "").strip()
    if text:
        conditions.append(
            or_(
                Partner.name.icontains(text, autoescape=True),
                Partner.name_en.icontains(text, autoescape=True),
                _has_site(Site.name.icontains(text, autoescape=True)),
            )
        )
    if filters.kind is not None:
        conditions.append(Partner.kind == filters.kind)
    if filters.division is not None:
        conditions.append(_has_site(Site.division == filters.division))
    covered = _covered(policy, today)
    if filters.cover is Cover.COVERED:
        conditions.append(_has_site(covered))
    if filters.cover is Cover.NOT_COVERED:
        conditions.append(_has_site(~covered))
    return conditions


def _has_site(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Site.partner_id == Partner.id, condition).correlate(Partner)


def _covered(policy: Policy, today: date) -> ColumnElement[bool]:
    """Answer `Policy.covers` as a condition on a site and its partner."""
    asked = [rule.partner_kind for rule in policy.grade_rules]
    held = [
        and_(
            Partner.kind == rule.partner_kind,
            exists()
            .where(
                SiteGrade.site_id == Site.id,
                SiteGrade.grade.in_([grade.code for grade in rule.grades]),
                SiteGrade.valid_from <= today,
                or_(SiteGrade.valid_until.is_(None), SiteGrade.valid_until > today),
            )
            .correlate(Site),
        )
        for rule in policy.grade_rules
    ]
    return or_(Partner.kind.not_in(asked), *held)
