"""The list of partners as an Excel file: a row for each site, and the filters in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext

from core.policy.model import Policy
from core.policy.vocabulary import Language, PartnerKind
from core.spreadsheet import CellKind, Column
from partners.list_partners import Cover, PartnerFilters, PartnerRow
from partners.models import Partner, Site
from partners.standing import SiteStanding
from partners.words import COVERS, PARTNER_KINDS, STANDINGS, in_language, name_in


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A row of the file: a site as it stands today, or a partner that has none."""

    partner: Partner
    site: Site | None = None
    standing: SiteStanding | None = None


def by_site(rows: Iterable[PartnerRow]) -> Iterator[SiteRow]:
    """Answer a row for each site of each partner, one for a partner without any."""
    for row in rows:
        for site, standing in zip(row.partner.sites, row.standings, strict=True):
            yield SiteRow(row.partner, site, standing)
        if not row.partner.sites:
            yield SiteRow(row.partner)


def partner_columns(policy: Policy, language: Language) -> tuple[Column[SiteRow], ...]:
    """Answer the columns."""

    def site(row: SiteRow) -> str | None:
        return name_in(language, row.site) if row.site else None

    def division(row: SiteRow) -> str | None:
        return division_name(policy, row.site.division, language) if row.site else None

    def grade(row: SiteRow) -> str | None:
        if row.standing is None or row.standing.grade is None:
            return None
        return grade_name(policy, row.partner.kind, row.standing.grade, language)

    def standing(row: SiteRow) -> str:
        if row.standing is None:
            return gettext("还没有地点")
        return str(STANDINGS[row.standing.standing])

    def open_desks(row: SiteRow) -> int:
        return sum(desk.closed_at is None for desk in row.site.desks) if row.site else 0

    return (
        Column(gettext("单位"), lambda row: name_in(language, row.partner), 30),
        Column(gettext("类别"), lambda row: str(PARTNER_KINDS[row.partner.kind]), 12),
        Column(gettext("联系电话"), lambda row: row.partner.telephone),
        Column(gettext("地点"), site, 30),
        Column(gettext("所在县（区、市）"), division, 18),
        Column(gettext("地址"), lambda row: _address(row, language), 30),
        Column(gettext("预约说明"), lambda row: _reservation(row, language), 24),
        Column(gettext("等级"), grade, 12),
        Column(gettext("今日"), standing, 16),
        Column(
            gettext("变动日期"),
            lambda row: row.standing.day if row.standing else None,
            13,
            CellKind.DAY,
        ),
        Column(gettext("服务台"), open_desks, 10, CellKind.NUMBER),
    )


def _address(row: SiteRow, language: Language) -> str | None:
    site = row.site
    return in_language(language, site.address, site.address_en) if site else None


def _reservation(row: SiteRow, language: Language) -> str | None:
    site = row.site
    return in_language(language, site.reservation, site.reservation_en) if site else None


def partners_asked(
    filters: PartnerFilters, policy: Policy, language: Language
) -> list[tuple[str, str]]:
    """Answer the filters in words."""
    said = []
    if filters.kind is not None:
        said.append((gettext("类别"), str(PARTNER_KINDS[filters.kind])))
    if filters.division is not None:
        name = division_name(policy, filters.division, language)
        said.append((gettext("所在县（区、市）"), name))
    if filters.cover is not Cover.ALL:
        said.append((gettext("今日"), str(COVERS[filters.cover])))
    if filters.text.strip():
        said.append((gettext("查找"), filters.text.strip()))
    return said


def division_name(policy: Policy, code: str, language: Language) -> str:
    """Answer a division's name; one that an earlier policy had is shown by its code."""
    found = (each for each in policy.divisions if each.code == code)
    return next((each.name.in_(language) for each in found), code)


def grade_name(policy: Policy, kind: PartnerKind, code: str, language: Language) -> str:
    """Answer a grade's name; one that an earlier policy had is shown by its code."""
    rule = policy.grade_rule(kind)
    found = (each for each in (rule.grades if rule else ()) if each.code == code)
    return next((each.name.in_(language) for each in found), code)
