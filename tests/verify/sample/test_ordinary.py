"""Ordinary days look like a town's week, are drawn the same every time, and use nothing up."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from cardholders.cards.models import Card
from core.clock import SHANGHAI
from core.credential import es256
from core.credential.fields import Credential, CredentialFields
from core.credential.phone_key import close_phone_key
from core.policy.load import load_policy
from core.policy.vocabulary import Honour, LimitKind
from core.settings import PROJECT_ROOT
from verify.sample.holders import Holding, Holdings
from verify.sample.moments import told_moment
from verify.sample.ordinary import GATES, HOLIDAYS, HOSPITALS, WINDOWS, Habit, ordinary_visits
from verify.sample.people import sample_people
from verify.sample.phones import SimulatedPhone
from verify.sample.visits import OfficeAct, Shown, Story, Visit, sample_story

NOW = datetime(2026, 10, 21, 4, 0, tzinfo=UTC)
POLICY = load_policy(PROJECT_ROOT / "policy" / "jinzhong-2023-10.yaml")
NOTHING_TOLD = Story(office=(), own=(), visits=())
NATIONAL_DAY = date(2026, 10, 1)


def a_phone() -> SimulatedPhone:
    """Answer a phone with a credential that nobody signed."""
    key = es256.generate()
    fields = CredentialFields(
        key_number=1,
        serial=1,
        honours=(Honour.YOUCAI,),
        issued_on=date(2026, 1, 1),
        expires_on=date(2028, 1, 1),
        status_index=1,
        phone_key=close_phone_key(key.public_key()),
    )
    return SimulatedPhone(Credential(fields, bytes(64)), "", key)


def town(ready: datetime = NOW - timedelta(days=90)) -> Holdings:
    """Answer everybody with a card on plastic and on a phone, ready since a moment."""
    card, phone = Card(expires_on=date(2028, 1, 1)), a_phone()
    return {
        person.name: Holding(person, turn, card=card, phone=phone, printed="1", ready=ready)
        for turn, person in enumerate(sample_people())
    }


def drawn(story: Story = NOTHING_TOLD, holdings: Holdings | None = None) -> list[Visit]:
    """Answer the visits of the weeks before NOW."""
    return list(ordinary_visits(holdings or town(), story, until=NOW))


def by_day(habit: Habit) -> Counter[date]:
    """Answer how many visits of a habit there are on each day."""
    return Counter(
        told_moment(NOW, visit.when).astimezone(SHANGHAI).date()
        for visit in drawn()
        if visit.desk in habit.desks and visit.shown is not Shown.SCREENSHOT
    )


def test_the_draw_is_the_same_every_time() -> None:
    assert drawn() == drawn()
    assert len(drawn()) > 200


def test_nothing_that_is_limited_is_asked_for() -> None:
    asked = {benefit for visit in drawn() for benefit in visit.benefits}
    assert len(asked) >= 8
    assert all(POLICY.benefit(code).limit.kind is LimitKind.UNLIMITED for code in asked)


def test_windows_are_shut_and_gates_busy_at_weekends_and_holidays() -> None:
    gates, windows, hospitals = by_day(GATES), by_day(WINDOWS), by_day(HOSPITALS)
    rest = {day for day in gates if day.weekday() >= 5} | {NATIONAL_DAY}
    assert NATIONAL_DAY.weekday() < 5
    assert not rest & windows.keys()
    assert min(gates[day] for day in rest) > max(
        count
        for day, count in gates.items()
        if day not in rest and (day.month, day.day) not in HOLIDAYS
    )
    assert max(hospitals[day] for day in rest) <= 1


def test_hospitals_are_fuller_in_the_morning() -> None:
    hours = Counter(
        told_moment(NOW, visit.when).astimezone(SHANGHAI).hour < 12
        for visit in drawn()
        if visit.desk in HOSPITALS.desks
    )
    assert hours[True] > 2 * hours[False]


def test_nobody_is_seen_twice_a_day_or_before_the_card_is_there() -> None:
    seen = Counter(
        (visit.when.split()[0], visit.who)
        for visit in drawn()
        if visit.shown is not Shown.SCREENSHOT
    )
    assert max(seen.values()) == 1
    fresh = drawn(holdings=town(ready=NOW - timedelta(days=10)))
    assert {int(visit.when.split()[0]) for visit in fresh} <= set(range(10))


def test_whoever_the_sheet_tells_of_stays_out_of_it() -> None:
    told = sample_story().visits
    acted = OfficeAct(when="30 10:00", who=told[0].who, ground="G7")
    visits = drawn(Story(office=(acted,), own=(), visits=told))
    told_of = {(each.when.split()[0], each.who) for each in told}
    assert not told_of & {(each.when.split()[0], each.who) for each in visits}
    days = [int(each.when.split()[0]) for each in visits if each.who == acted.who]
    assert days
    assert min(days) > 30
