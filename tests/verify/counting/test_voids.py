"""A void frees its own use and no other, also in the middle of other requests."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from core.policy.vocabulary import PartnerKind
from tests.bed.factories import SimulatedPhone, World
from tests.bed.world import MovableClock
from tests.verify.counting.at_once import at_once
from tests.verify.scanning.desk_calls import DeskCalls, count_rows
from verify.scanning.models import QuotaSlot, Void
from verify.scanning.reasons import Reason
from verify.scanning.redeem import redeem
from verify.scanning.requests import RedemptionRequest

VOIDS = 4
OTHERS = 12
TIME_TO_BE_WRONG_S = 0.5


@pytest.fixture
def phone(world: World) -> SimulatedPhone:
    """A phone with a card on it."""
    return world.phone(world.card())


@pytest.fixture
def desk(world: World) -> DeskCalls:
    """A hospital's desk."""
    return DeskCalls(world, world.desk(PartnerKind.HOSPITAL))


def test_voids_and_other_desks_at_once_leave_one_use_at_most(
    world: World, phone: SimulatedPhone, desk: DeskCalls, clock: MovableClock
) -> None:
    granted = desk.scan(phone.digits(), benefit="checkup")
    others = [DeskCalls(world, world.desk(PartnerKind.HOSPITAL)) for _ in range(OTHERS)]
    scans = [
        other.scan(phone.digits(clock.now - timedelta(seconds=number + 1)))
        for number, other in enumerate(others)
    ]
    voiding = [partial(desk.void, granted.id) for _ in range(VOIDS)]
    redeeming = [
        partial(other.redeem, scan.id, "checkup") for other, scan in zip(others, scans, strict=True)
    ]
    answers = at_once([*voiding, *redeeming])
    reasons = Counter(answer.verdict.reason for answer in answers)
    assert reasons[Reason.VOIDED] == VOIDS
    assert reasons[Reason.GRANTED] <= 1
    assert count_rows(world, QuotaSlot) == reasons[Reason.GRANTED]
    # Whoever comes next gets what is left, once.
    late = Counter(each.verdict.reason for each in at_once(redeeming))
    assert reasons[Reason.GRANTED] + late[Reason.GRANTED] == 1
    assert count_rows(world, QuotaSlot) == 1


def test_a_second_void_of_one_use_leaves_the_next_desks_use_alone(
    world: World, phone: SimulatedPhone, desk: DeskCalls, clock: MovableClock
) -> None:
    granted = desk.scan(phone.digits(), benefit="checkup")
    desk.void(granted.id)
    other = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    code = phone.digits(clock.now - timedelta(seconds=1))
    assert other.scan(code, benefit="checkup").verdict.reason is Reason.GRANTED
    assert desk.void(granted.id).verdict.reason is Reason.VOIDED
    assert (count_rows(world, QuotaSlot), count_rows(world, Void)) == (1, 1)


def test_a_void_waits_for_the_redemption_that_is_under_way(
    world: World, phone: SimulatedPhone, desk: DeskCalls
) -> None:
    """A desk that heard nothing may void what is being granted at this moment."""
    scan = desk.scan(phone.digits())
    redemption = RedemptionRequest(uuid4(), scan.id, "checkup")
    with ThreadPoolExecutor(1) as pool:
        with world.parts.database.writing() as session:
            granted = redeem(session, redemption, occasion=desk.occasion())
            voiding = pool.submit(desk.void, redemption.id)
            wait([voiding], TIME_TO_BE_WRONG_S)
            assert not voiding.done()
        assert granted.verdict.reason is Reason.GRANTED
        assert voiding.result().verdict.reason is Reason.VOIDED
    assert count_rows(world, QuotaSlot) == 0
