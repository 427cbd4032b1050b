"""Stays and advisers: begun once, ended once, wherever and however they end."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from cardholders.cards.models import Card, CardState
from core.policy.vocabulary import Basis, Honour, PartnerKind, PhysicianRank
from tests.bed.factories import SimulatedPhone, World
from tests.bed.world import MovableClock
from tests.verify.scanning.desk_calls import DeskCalls, count_rows
from verify.lasting.facts import AdviserSeen, StaySeen
from verify.lasting.models import AdviserAssignment, Ending, Stay
from verify.lasting.particulars import Adviser, Particulars
from verify.scanning.answer import Answer
from verify.scanning.models import EntryKind, QuotaSlot
from verify.scanning.reasons import Outcome, Reason

DOCTOR = Adviser("白仲康", "心血管内科", PhysicianRank.ASSOCIATE_CHIEF)
ROOM = Particulars(unit="1203")
MOVE = Particulars(unit="0507", end_former=True)


@pytest.fixture
def phone(world: World) -> SimulatedPhone:
    """The phone of a holder with every benefit."""
    return world.phone(world.card())


@pytest.fixture
def house(world: World) -> DeskCalls:
    """The desk of an apartment."""
    return DeskCalls(world, world.desk(PartnerKind.APARTMENT))


@pytest.fixture
def hospital(world: World) -> DeskCalls:
    """A staffed desk of a hospital."""
    return DeskCalls(world, world.desk(PartnerKind.HOSPITAL))


def check_in(
    desk: DeskCalls, phone: SimulatedPhone, particulars: Particulars = ROOM
) -> tuple[UUID, Answer]:
    """Scan and check in; the clock moves, so that the next code is another one."""
    desk.world.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]  # a MovableClock
    request_id = uuid4()
    scan = desk.scan(phone.digits()).id
    answer = desk.redeem(scan, "apartment", request_id=request_id, particulars=particulars)
    return request_id, answer


def assign(desk: DeskCalls, phone: SimulatedPhone, particulars: Particulars) -> Answer:
    """Scan and assign a health adviser."""
    desk.world.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]  # a MovableClock
    scan = desk.scan(phone.digits()).id
    return desk.redeem(scan, "health_adviser", particulars=particulars)


def stays(world: World) -> list[Stay]:
    """Answer every stay, oldest first."""
    with world.parts.database.reading() as session:
        return list(session.scalars(select(Stay).order_by(Stay.id)))


def test_a_check_in_is_a_stay_with_its_room_sealed(
    world: World, house: DeskCalls, phone: SimulatedPhone, clock: MovableClock
) -> None:
    redemption, answer = check_in(house, phone)
    assert answer.verdict.reason is Reason.GRANTED
    assert answer.lasting == StaySeen("1203", clock.now)
    (stay,) = stays(world)
    assert (stay.redemption_id, stay.ended_at) == (redemption, None)
    assert stay.unit_sealed is not None
    assert b"1203" not in stay.unit_sealed


def test_a_stay_needs_no_room_at_first(
    world: World, house: DeskCalls, phone: SimulatedPhone
) -> None:
    _, answer = check_in(house, phone, Particulars())
    assert answer.lasting == StaySeen(None, answer.at)
    assert stays(world)[0].unit_sealed is None


def test_a_second_stay_is_refused_with_place_and_day(
    world: World, house: DeskCalls, phone: SimulatedPhone
) -> None:
    _, first = check_in(house, phone)
    other = DeskCalls(world, world.desk(PartnerKind.APARTMENT))
    _, answer = check_in(other, phone)
    assert answer.verdict.reason is Reason.ALREADY_ACTIVE
    assert answer.verdict.earlier is not None
    assert answer.verdict.earlier.at == first.at
    assert answer.verdict.earlier.where == world.place(house.desk).site_name
    assert len(stays(world)) == 1


def test_check_out_frees_the_stay_on_any_later_day(
    world: World, house: DeskCalls, phone: SimulatedPhone, clock: MovableClock
) -> None:
    redemption, first = check_in(house, phone)
    clock.advance(timedelta(days=40))
    answer = house.release(redemption)
    assert (answer.verdict.outcome, answer.verdict.reason) == (Outcome.CHECKED, Reason.RELEASED)
    assert answer.lasting == StaySeen("1203", first.at, clock.now, Ending.LEFT)
    assert count_rows(world, QuotaSlot) == 0
    assert (house.log()[-1].kind, house.log()[-1].benefit) == (EntryKind.RELEASE, "apartment")
    assert check_in(house, phone)[1].verdict.reason is Reason.GRANTED


def test_check_out_twice_is_not_active_and_once_repeated_is_the_same_answer(
    house: DeskCalls, phone: SimulatedPhone
) -> None:
    redemption, _ = check_in(house, phone)
    request_id = uuid4()
    first = house.release(redemption, request_id=request_id)
    assert house.release(redemption, request_id=request_id) == first
    again = house.release(redemption)
    assert (again.verdict.outcome, again.verdict.reason) == (Outcome.REFUSED, Reason.NOT_ACTIVE)


def test_another_partner_cannot_check_a_guest_out(
    world: World, house: DeskCalls, phone: SimulatedPhone
) -> None:
    redemption, _ = check_in(house, phone)
    stranger = DeskCalls(world, world.desk(PartnerKind.APARTMENT))
    answer = stranger.release(redemption)
    assert (answer.verdict.reason, answer.lasting) == (Reason.NOT_ACTIVE, None)
    assert stranger.log()[-1].subject_key is None
    assert stays(world)[0].ended_at is None


def test_a_card_that_stopped_during_the_stay_checks_out_all_the_same(
    world: World, house: DeskCalls
) -> None:
    card = world.card()
    redemption, _ = check_in(house, world.phone(card))
    with world.parts.database.writing() as session:
        session.get_one(Card, card.id).state = CardState.REVOKED
    assert stays(world)[0].ended_at is None
    assert house.release(redemption).verdict.reason is Reason.RELEASED


def test_moving_ends_the_former_stay_and_both_logs_tell_it(
    world: World, house: DeskCalls, phone: SimulatedPhone, clock: MovableClock
) -> None:
    _, first = check_in(house, phone)
    other = DeskCalls(world, world.desk(PartnerKind.APARTMENT))
    moved_to, answer = check_in(other, phone, MOVE)
    assert answer.verdict.reason is Reason.GRANTED
    assert answer.former is not None
    assert (answer.former.at, answer.former.where) == (
        first.at,
        world.place(house.desk).site_name,
    )
    former, present = stays(world)
    assert (former.ending, former.ended_at) == (Ending.REPLACED, clock.now)
    assert (present.redemption_id, present.ended_at) == (moved_to, None)
    assert count_rows(world, QuotaSlot) == 1
    told = house.log()[-1]
    assert (told.kind, told.reason) == (EntryKind.RELEASE, Reason.ENDED_ELSEWHERE)
    assert (told.partner_id, told.account_id) == (world.place(house.desk).partner_id, None)
    assert other.log()[-1].reason is Reason.GRANTED


def test_ending_a_former_stay_where_there_is_none_is_a_plain_check_in(
    world: World, house: DeskCalls, phone: SimulatedPhone
) -> None:
    _, answer = check_in(house, phone, MOVE)
    assert (answer.verdict.reason, answer.former) == (Reason.GRANTED, None)
    assert len(house.log()) == 2


def test_a_void_of_a_stay_frees_it(world: World, house: DeskCalls, phone: SimulatedPhone) -> None:
    redemption, _ = check_in(house, phone)
    assert house.void(redemption).verdict.reason is Reason.VOIDED
    assert stays(world)[0].ending is Ending.VOIDED
    other = DeskCalls(world, world.desk(PartnerKind.APARTMENT))
    assert check_in(other, phone)[1].verdict.reason is Reason.GRANTED


def test_a_void_after_the_check_out_does_not_rewrite_how_it_ended(
    world: World, house: DeskCalls, phone: SimulatedPhone
) -> None:
    redemption, _ = check_in(house, phone)
    house.release(redemption)
    house.void(redemption)
    assert stays(world)[0].ending is Ending.LEFT


def test_an_adviser_must_be_named(world: World, hospital: DeskCalls, phone: SimulatedPhone) -> None:
    answer = assign(hospital, phone, Particulars())
    assert (answer.verdict.outcome, answer.verdict.reason) == (
        Outcome.CHECKED,
        Reason.DETAILS_REQUIRED,
    )
    assert answer.verdict.basis is Basis.TECHNICAL
    assert count_rows(world, QuotaSlot) == count_rows(world, AdviserAssignment) == 0


@pytest.mark.parametrize("rank", PhysicianRank)
def test_an_adviser_below_associate_chief_is_refused_by_article_21(
    world: World, hospital: DeskCalls, phone: SimulatedPhone, rank: PhysicianRank
) -> None:
    answer = assign(hospital, phone, Particulars(adviser=replace(DOCTOR, rank=rank)))
    high = rank in {PhysicianRank.ASSOCIATE_CHIEF, PhysicianRank.CHIEF}
    assert answer.verdict.reason is (Reason.GRANTED if high else Reason.RANK_TOO_LOW)
    assert (answer.verdict.basis, answer.verdict.article) == (Basis.TEXT, 21)
    assert count_rows(world, AdviserAssignment) == high
    assert answer.benefits


def test_one_adviser_at_a_time_over_all_hospitals(
    world: World, hospital: DeskCalls, phone: SimulatedPhone
) -> None:
    first = assign(hospital, phone, Particulars(adviser=DOCTOR))
    assert first.lasting == AdviserSeen(DOCTOR.physician, DOCTOR.department, DOCTOR.rank, first.at)
    elsewhere = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    second = assign(elsewhere, phone, Particulars(adviser=DOCTOR))
    assert second.verdict.reason is Reason.ALREADY_ACTIVE
    assert first.redemption is not None
    assert hospital.release(first.redemption).verdict.reason is Reason.RELEASED
    third = assign(elsewhere, phone, Particulars(adviser=DOCTOR))
    assert third.verdict.reason is Reason.GRANTED


def test_a_rank_too_low_ends_no_former_adviser(
    world: World, hospital: DeskCalls, phone: SimulatedPhone
) -> None:
    assign(hospital, phone, Particulars(adviser=DOCTOR))
    elsewhere = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    low = replace(DOCTOR, rank=PhysicianRank.ATTENDING)
    answer = assign(elsewhere, phone, Particulars(adviser=low, end_former=True))
    assert answer.verdict.reason is Reason.RANK_TOO_LOW
    with world.parts.database.reading() as session:
        assert session.scalars(select(AdviserAssignment.ended_at)).all() == [None]


def test_a_former_use_cannot_be_ended_where_nothing_lasts(
    world: World, hospital: DeskCalls, phone: SimulatedPhone, clock: MovableClock
) -> None:
    hospital.redeem(hospital.scan(phone.digits()).id, "checkup")
    clock.advance(timedelta(minutes=1))
    scan = hospital.scan(phone.digits()).id
    again = hospital.redeem(scan, "checkup", particulars=Particulars(end_former=True))
    assert again.verdict.reason is Reason.ALREADY_USED


def test_no_particulars_open_what_the_honour_does_not_give(
    world: World, hospital: DeskCalls
) -> None:
    phone = world.phone(world.card(Honour.XIANCAI))
    answer = assign(hospital, phone, Particulars(adviser=DOCTOR, end_former=True))
    assert answer.verdict.reason is Reason.NOT_ENTITLED


def test_a_site_that_is_not_covered_shows_who_it_is_and_no_benefits(world: World) -> None:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    scan = desk.scan(world.phone(world.card()).digits())
    desk.world.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]
    lower = DeskCalls(world, world.desk(PartnerKind.HOSPITAL, grade="三乙"))
    answer = lower.scan(world.phone(world.card()).digits())
    assert scan.benefits
    assert answer.card is not None
    assert (answer.card.name, answer.benefits) == ("陈**", ())
