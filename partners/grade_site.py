"""Keep the dated grades of a site: none overlap, and what was once written down stays visible."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InvalidInput
from core.policy.model import Policy
from partners.find import find_grade, find_partner, find_site
from partners.models import Site, SiteGrade

FIRST_DAY = date(1949, 10, 1)
LAST_DAY = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class GradeEntry:
    """A grade as typed, from a day on; `valid_until` is the first day without it, if known."""

    grade: str
    valid_from: date
    valid_until: date | None = None


def grade_site(session: Session, site_id: int, *, entry: GradeEntry, policy: Policy) -> SiteGrade:
    """Write down a new grade; the one that ran before it ends on its first day.

    Raises NotFound for the site, and InvalidInput with the field that is wrong, also where a
    later grade is written down already.
    """
    site = find_site(session, site_id, locked=True)
    _check(session, site, entry, policy)
    others = _other_grades(session, site_id)
    _refuse_later(entry, others)
    for other in others:
        if other.valid_from < entry.valid_from and _runs_on(other, entry.valid_from):
            other.valid_until = entry.valid_from
    graded = SiteGrade(
        site_id=site_id,
        grade=entry.grade,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
    )
    session.add(graded)
    session.flush()
    return graded


def correct_grade(
    session: Session, grade_id: int, *, entry: GradeEntry, policy: Policy
) -> SiteGrade:
    """Replace what was written down of a grade; other grades are never changed by it.

    Raises as `grade_site`, and InvalidInput where it would overlap an earlier one.
    """
    graded = find_grade(session, grade_id)
    site = find_site(session, graded.site_id, locked=True)
    _check(session, site, entry, policy)
    others = _other_grades(session, site.id, but=grade_id)
    _refuse_later(entry, others)
    for other in others:
        if other.valid_from < entry.valid_from and _runs_on(other, entry.valid_from):
            start = other.valid_from.isoformat()
            words = gettext("与%(start)s起的等级重叠，请先更正那一条", start=start)
            raise InvalidInput(words, field="valid_from")
    graded.grade = entry.grade
    graded.valid_from, graded.valid_until = entry.valid_from, entry.valid_until
    return graded


def void_grade(session: Session, grade_id: int) -> SiteGrade:
    """Mark a grade as written down in error: it counts on no day; raises NotFound."""
    graded = find_grade(session, grade_id)
    find_site(session, graded.site_id, locked=True)
    graded.valid_until = graded.valid_from
    return graded


def _check(session: Session, site: Site, entry: GradeEntry, policy: Policy) -> None:
    rule = policy.grade_rule(find_partner(session, site.partner_id).kind)
    if rule is None:
        raise InvalidInput(gettext("文件对此类单位不要求等级"), field="grade")
    if not rule.met_by(entry.grade):
        raise InvalidInput(gettext("请从列表中选择"), field="grade")
    for field, day in (("valid_from", entry.valid_from), ("valid_until", entry.valid_until)):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise InvalidInput(gettext("请核对年份"), field=field)
    if entry.valid_until is not None and entry.valid_until <= entry.valid_from:
        raise InvalidInput(gettext("终止日期须晚于起始日期"), field="valid_until")


def _other_grades(session: Session, site_id: int, *, but: int | None = None) -> list[SiteGrade]:
    grades = session.scalars(
        select(SiteGrade).where(SiteGrade.site_id == site_id).order_by(SiteGrade.valid_from)
    )
    return [each for each in grades if each.id != but and _runs_on(each, each.valid_from)]


def _runs_on(grade: SiteGrade, day: date) -> bool:
    return grade.valid_until is None or grade.valid_until > day


def _refuse_later(entry: GradeEntry, others: list[SiteGrade]) -> None:
    for other in others:
        if other.valid_from < entry.valid_from:
            continue
        if entry.valid_until is None or other.valid_from < entry.valid_until:
            start = other.valid_from.isoformat()
            if other.valid_from == entry.valid_from:
                words = gettext("%(start)s起的等级已登记，请更正那一条", start=start)
                raise InvalidInput(words, field="valid_from")
            words = gettext("%(start)s起已登记另一等级：终止日期请不晚于那一天", start=start)
            raise InvalidInput(words, field="valid_until")
