"""Uses are counted once, taken back once, and never without a good scan."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cardholders.cards.issue_card import issue_card
from cardholders.cards.models import Card, CardState
from core.policy.vocabulary import Basis, PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.scanning.desk_calls import DeskCalls, count_rows
from verify.scanning.models import QuotaSlot
from verify.scanning.reasons import Outcome, Reason


@pytest.fixture
def hospital(world: World) -> DeskCalls:
    """A staffed desk of a hospital."""
    return DeskCalls(world, world.desk(PartnerKind.HOSPITAL))


def test_second_checkup_this_year_is_refused_with_place_and_date(
    world: World, hospital: DeskCalls, clock: MovableClock
) -> None:
    phone = world.phone(world.card())
    first = hospital.redeem(hospital.scan(phone.digits()).id, "checkup")
    assert first.verdict.reason is Reason.GRANTED
    first_at = clock.now
    clock.advance(timedelta(days=60))
    elsewhere = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    second = elsewhere.redeem(elsewhere.scan(phone.digits()).id, "checkup")
    assert (second.verdict.outcome, second.verdict.reason) == (
        Outcome.REFUSED,
        Reason.ALREADY_USED,
    )
    assert (second.verdict.basis, second.verdict.article) == (Basis.OFFICE, None)
    assert second.verdict.earlier is not None
    assert second.verdict.earlier.at == first_at
    assert second.verdict.earlier.where == world.place(hospital.desk).site_name


def test_checkup_comes_back_with_the_shanghai_year(
    world: World, hospital: DeskCalls, clock: MovableClock
) -> None:
    clock.now = clock.now.replace(month=12, day=31, hour=15, minute=50)
    phone = world.phone(world.card())
    hospital.redeem(hospital.scan(phone.digits()).id, "checkup")
    clock.advance(timedelta(minutes=9))
    same_year = hospital.redeem(hospital.scan(phone.digits()).id, "checkup")
    assert same_year.verdict.reason is Reason.ALREADY_USED
    clock.advance(timedelta(minutes=2))
    new_year = hospital.redeem(hospital.scan(phone.digits()).id, "checkup")
    assert new_year.verdict.reason is Reason.GRANTED


def test_a_replaced_card_buys_no_second_checkup(
    world: World, hospital: DeskCalls, clock: MovableClock
) -> None:
    first = world.card()
    hospital.redeem(hospital.scan(world.phone(first).digits()).id, "checkup")
    clock.advance(timedelta(minutes=1))
    with world.parts.database.writing() as session:
        session.get_one(Card, first.id).state = CardState.REVOKED
        session.flush()
        second = issue_card(
            session, first.holder_id, policy=world.parts.policy, by=first.issued_by, now=clock.now
        )
    again = hospital.redeem(hospital.scan(world.phone(second).digits()).id, "checkup")
    assert again.verdict.reason is Reason.ALREADY_USED


def test_a_void_gives_the_use_back(world: World, hospital: DeskCalls) -> None:
    phone = world.phone(world.card())
    granted = hospital.redeem(hospital.scan(phone.digits()).id, "checkup")
    assert granted.redemption is not None
    assert hospital.void(granted.redemption).verdict.reason is Reason.VOIDED
    again = hospital.redeem(hospital.scan(phone.digits()).id, "checkup")
    assert again.verdict.reason is Reason.GRANTED
    assert [line.reason for line in hospital.log()] == [
        Reason.CHOOSE_BENEFIT,
        Reason.GRANTED,
        Reason.VOIDED,
        Reason.CHOOSE_BENEFIT,
        Reason.GRANTED,
    ]


def test_a_void_on_the_next_day_comes_too_late(
    world: World, hospital: DeskCalls, clock: MovableClock
) -> None:
    phone = world.phone(world.card())
    granted = hospital.redeem(hospital.scan(phone.digits()).id, "checkup")
    clock.advance(timedelta(days=1))
    assert granted.redemption is not None
    assert hospital.void(granted.redemption).verdict.reason is Reason.VOID_TOO_LATE
    assert count_rows(world, QuotaSlot) == 1


def test_another_desks_void_changes_nothing(world: World, hospital: DeskCalls) -> None:
    phone = world.phone(world.card())
    granted = hospital.redeem(hospital.scan(phone.digits()).id, "checkup")
    assert granted.redemption is not None
    stranger = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    stranger.void(granted.redemption)
    assert count_rows(world, QuotaSlot) == 1


def test_a_void_that_arrives_first_is_a_tombstone(world: World, hospital: DeskCalls) -> None:
    phone = world.phone(world.card())
    scan = hospital.scan(phone.digits())
    redemption = uuid4()
    hospital.void(redemption)
    late = hospital.redeem(scan.id, "checkup", request_id=redemption)
    assert late.verdict.reason is Reason.VOIDED
    assert count_rows(world, QuotaSlot) == 0


@pytest.mark.parametrize(("minutes", "reason"), [(15, Reason.GRANTED), (16, Reason.SCAN_TOO_OLD)])
def test_a_scan_is_good_for_fifteen_minutes(
    world: World, hospital: DeskCalls, clock: MovableClock, minutes: int, reason: Reason
) -> None:
    scan = hospital.scan(world.phone(world.card()).digits())
    clock.advance(timedelta(minutes=minutes))
    assert hospital.redeem(scan.id, "escort").verdict.reason is reason


def test_a_scan_of_another_desk_or_of_none_is_unknown(world: World, hospital: DeskCalls) -> None:
    elsewhere = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    scan = elsewhere.scan(world.phone(world.card()).digits())
    assert hospital.redeem(scan.id, "escort").verdict.reason is Reason.SCAN_UNKNOWN


def test_a_refused_scan_cannot_be_redeemed(world: World, hospital: DeskCalls) -> None:
    scan = hospital.scan("not a card")
    assert hospital.redeem(scan.id, "escort").verdict.reason is Reason.SCAN_REFUSED


def test_plastic_without_a_checked_document_is_not_counted(
    world: World, hospital: DeskCalls
) -> None:
    scan = hospital.scan(world.printed(world.card()))
    waiting = hospital.redeem(scan.id, "checkup")
    assert waiting.verdict.reason is Reason.DOCUMENT_REQUIRED
    assert count_rows(world, QuotaSlot) == 0
    granted = hospital.redeem(scan.id, "checkup", document_checked=True)
    assert granted.verdict.reason is Reason.GRANTED
