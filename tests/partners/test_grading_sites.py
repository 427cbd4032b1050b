"""A site serves only on the days its grade counts, and its grades never overlap."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from core.errors import InvalidInput, NotFound
from core.policy.vocabulary import PartnerKind
from partners.grade_site import GradeEntry, correct_grade, grade_site, void_grade
from partners.models import Desk, SiteGrade
from partners.standing import GradeState, Standing, grade_state, site_standing
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.scanning.desk_calls import DeskCalls
from verify.scanning.reasons import Reason

JUNE = date(2026, 6, 1)
JULY = date(2026, 7, 1)
AUGUST = date(2026, 8, 1)
LAST_MINUTE_OF_MAY = datetime(2026, 5, 31, 15, 59, tzinfo=UTC)  # 23:59 in Jinzhong
FIRST_MINUTE_OF_JUNE = datetime(2026, 5, 31, 16, 0, tzinfo=UTC)

Write = Callable[..., SiteGrade]


@pytest.fixture
def gate(world: World) -> Desk:
    """A gate of a scenic area without any grade."""
    return world.desk(PartnerKind.SCENIC, grade=None)


@pytest.fixture
def write(world: World, gate: Desk) -> Write:
    """Writes a grade of the gate's site down."""

    def write_grade(grade: str, valid_from: date, valid_until: date | None = None) -> SiteGrade:
        entry = GradeEntry(grade, valid_from, valid_until)
        with world.parts.database.writing() as session:
            return grade_site(session, gate.site_id, entry=entry, policy=world.parts.policy)

    return write_grade


def grades(world: World, site_id: int) -> list[tuple[str, date, date | None]]:
    """Answer what is written down of a site, the earliest first."""
    with world.parts.database.reading() as session:
        found = session.query(SiteGrade).filter_by(site_id=site_id)
        entries = [(each.grade, each.valid_from, each.valid_until) for each in found]
    return sorted(entries, key=lambda entry: entry[1])


def scan(world: World, desk: Desk) -> Reason:
    """Scan a fresh card at the desk, and answer why it was answered as it was."""
    return DeskCalls(world, desk).scan(world.phone(world.card()).digits()).verdict.reason


def test_the_day_before_a_grade_ends_is_granted_and_the_day_itself_refused(
    world: World, gate: Desk, clock: MovableClock, write: Write
) -> None:
    write("4A", date(2020, 1, 1), JUNE)
    clock.now = LAST_MINUTE_OF_MAY
    assert scan(world, gate) is Reason.GRANTED
    clock.now = FIRST_MINUTE_OF_JUNE
    assert scan(world, gate) is Reason.SITE_NOT_COVERED


def test_a_grade_that_begins_in_the_future_is_refused_until_its_first_day(
    world: World, gate: Desk, clock: MovableClock, write: Write
) -> None:
    assert scan(world, gate) is Reason.SITE_NOT_COVERED
    write("3A", JUNE)
    clock.now = LAST_MINUTE_OF_MAY
    assert scan(world, gate) is Reason.SITE_NOT_COVERED
    clock.now = FIRST_MINUTE_OF_JUNE
    assert scan(world, gate) is Reason.GRANTED


def test_a_hospital_serves_only_while_it_holds_its_grade(world: World, clock: MovableClock) -> None:
    desk = world.desk(PartnerKind.HOSPITAL, grade=None)
    assert scan(world, desk) is Reason.SITE_NOT_COVERED
    with world.parts.database.writing() as session:
        entry = GradeEntry("三甲", date(2020, 1, 1), JUNE)
        grade_site(session, desk.site_id, entry=entry, policy=world.parts.policy)
    assert scan(world, desk) is Reason.CHOOSE_BENEFIT
    clock.now = FIRST_MINUTE_OF_JUNE
    assert scan(world, desk) is Reason.SITE_NOT_COVERED


def test_a_new_grade_ends_the_one_before_it(world: World, gate: Desk, write: Write) -> None:
    write("5A", date(2015, 1, 1))
    write("4A", JUNE)
    assert grades(world, gate.site_id) == [
        ("5A", date(2015, 1, 1), JUNE),
        ("4A", JUNE, None),
    ]
    write("3A", JULY, AUGUST)
    assert grades(world, gate.site_id)[1:] == [("4A", JUNE, JULY), ("3A", JULY, AUGUST)]


def test_a_grade_of_the_past_may_be_filled_in_before_a_later_one(
    world: World, gate: Desk, write: Write
) -> None:
    write("5A", JULY)
    write("4A", JUNE, JULY)
    assert grades(world, gate.site_id) == [("4A", JUNE, JULY), ("5A", JULY, None)]


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "field"),
    [
        (JULY, None, "valid_from"),
        (JULY, AUGUST, "valid_from"),
        (JUNE, None, "valid_until"),
        (JUNE, AUGUST, "valid_until"),
        (JUNE, JUNE, "valid_until"),
        (AUGUST, JULY, "valid_until"),
        (date(1900, 1, 1), JUNE, "valid_from"),
        (JUNE, date(2999, 1, 1), "valid_until"),
    ],
)
def test_what_would_overlap_or_cannot_be_is_refused_and_changes_nothing(
    world: World, gate: Desk, write: Write, valid_from: date, valid_until: date | None, field: str
) -> None:
    write("5A", JULY)
    before = grades(world, gate.site_id)
    with pytest.raises(InvalidInput) as refused:
        write("4A", valid_from, valid_until)
    assert refused.value.field == field
    assert grades(world, gate.site_id) == before


@pytest.mark.parametrize(
    ("kind", "grade"),
    [
        (PartnerKind.SCENIC, "三甲"),
        (PartnerKind.SCENIC, ""),
        (PartnerKind.HOSPITAL, "5A"),
        (PartnerKind.APARTMENT, "三甲"),
        (PartnerKind.SERVICE_DESK, "5A"),
    ],
)
def test_only_what_the_document_asks_of_such_a_site_is_a_grade(
    world: World, kind: PartnerKind, grade: str
) -> None:
    site_id = world.desk(kind, grade=None).site_id
    entry, policy = GradeEntry(grade, JUNE), world.parts.policy
    with pytest.raises(InvalidInput) as refused, world.parts.database.writing() as session:
        grade_site(session, site_id, entry=entry, policy=policy)
    assert refused.value.field == "grade"


def test_a_wrong_entry_is_corrected_within_what_the_others_leave(
    world: World, gate: Desk, write: Write
) -> None:
    write("5A", date(2015, 1, 1))
    second = write("4A", JULY)
    policy = world.parts.policy
    with world.parts.database.writing() as session:
        correct_grade(session, second.id, entry=GradeEntry("3A", AUGUST), policy=policy)
    assert grades(world, gate.site_id) == [
        ("5A", date(2015, 1, 1), JULY),
        ("3A", AUGUST, None),
    ]
    with pytest.raises(InvalidInput) as refused, world.parts.database.writing() as session:
        correct_grade(session, second.id, entry=GradeEntry("3A", JUNE), policy=policy)
    assert refused.value.field == "valid_from"
    with pytest.raises(NotFound), world.parts.database.writing() as session:
        correct_grade(session, 404, entry=GradeEntry("3A", JUNE), policy=policy)


def test_an_entry_in_error_counts_on_no_day_stays_written_down_and_makes_room(
    world: World, gate: Desk, write: Write
) -> None:
    wrong = write("5A", date(2020, 1, 1))
    assert scan(world, gate) is Reason.GRANTED
    with world.parts.database.writing() as session:
        void_grade(session, wrong.id)
    assert scan(world, gate) is Reason.SITE_NOT_COVERED
    write("4A", date(2019, 1, 1))
    assert [entry[0] for entry in grades(world, gate.site_id)] == ["4A", "5A"]


@pytest.mark.parametrize(
    ("periods", "standing", "day"),
    [
        ([], Standing.UNGRADED, None),
        ([(JUNE, None)], Standing.COVERED, None),
        ([(JUNE, AUGUST)], Standing.ENDING, AUGUST),
        ([(JUNE, AUGUST), (AUGUST, None)], Standing.COVERED, None),
        ([(JUNE, AUGUST), (date(2026, 9, 1), None)], Standing.ENDING, AUGUST),
        ([(AUGUST, None)], Standing.BEGINNING, AUGUST),
        ([(JUNE, JULY)], Standing.ENDED, JULY),
        ([(JUNE, JULY), (AUGUST, None)], Standing.BEGINNING, AUGUST),
        ([(JUNE, JUNE)], Standing.UNGRADED, None),
    ],
)
def test_how_a_site_stands_says_from_which_day_scans_change(
    world: World,
    periods: list[tuple[date, date | None]],
    standing: Standing,
    day: date | None,
) -> None:
    entries = [SiteGrade(grade="4A", valid_from=begin, valid_until=end) for begin, end in periods]
    found = site_standing(world.parts.policy, PartnerKind.SCENIC, grades=entries, today=JULY)
    assert (found.standing, found.day) == (standing, day)
    assert found.covered is (standing in {Standing.COVERED, Standing.ENDING})
    states = [grade_state(entry, today=JULY) for entry in entries]
    assert (GradeState.CURRENT in states) is found.covered
    assert (GradeState.VOID in states) is (periods == [(JUNE, JUNE)])
