"""A yearly use belongs to the Shanghai year of its own moment, also in a race over midnight."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import select

from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.counting.at_once import at_once
from tests.verify.scanning.desk_calls import DeskCalls
from verify.scanning.models import QuotaSlot
from verify.scanning.reasons import Reason

MIDNIGHT = datetime(2026, 12, 31, 16, tzinfo=UTC)
"""The first moment of 2027 in Jinzhong."""
A_SECOND = timedelta(seconds=1)
DESKS = 16


def periods(world: World) -> list[str]:
    """The periods of all slots that are taken."""
    with world.parts.database.reading() as session:
        return sorted(session.scalars(select(QuotaSlot.period)))


def test_a_scan_of_the_old_year_is_redeemed_in_the_new(world: World, clock: MovableClock) -> None:
    clock.now = MIDNIGHT - timedelta(minutes=5)
    phone = world.phone(world.card())
    first, second = (DeskCalls(world, world.desk(PartnerKind.HOSPITAL)) for _ in range(2))
    early = first.scan(phone.digits())
    used = second.scan(phone.digits(clock.now + A_SECOND), benefit="checkup")
    assert used.verdict.reason is Reason.GRANTED
    assert first.redeem(early.id, "checkup").verdict.reason is Reason.ALREADY_USED
    clock.now = MIDNIGHT
    assert first.redeem(early.id, "checkup").verdict.reason is Reason.GRANTED
    assert periods(world) == ["2026", "2027"]
    clock.advance(timedelta(minutes=1))
    again = second.scan(phone.digits(), benefit="checkup")
    assert again.verdict.reason is Reason.ALREADY_USED


def test_desks_on_both_sides_of_midnight_get_one_checkup_for_each_year(
    world: World, clock: MovableClock
) -> None:
    clock.now = MIDNIGHT - timedelta(days=1)
    phone = world.phone(world.card())
    moments = [MIDNIGHT - A_SECOND, MIDNIGHT]
    asking = []
    for number in range(DESKS):
        there = World(world.parts, partial(moments.__getitem__, number % 2))
        desk = DeskCalls(there, world.desk(PartnerKind.HOSPITAL))
        code = phone.digits(MIDNIGHT - (number + 1) * A_SECOND)
        asking.append(partial(desk.scan, code, benefit="checkup"))
    reasons = Counter(answer.verdict.reason for answer in at_once(asking))
    assert reasons == {Reason.GRANTED: 2, Reason.ALREADY_USED: DESKS - 2}
    assert periods(world) == ["2026", "2027"]
