"""Houses that all want to end the former stay at once leave one stay, and one line for each end."""

from collections import Counter
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.counting.at_once import at_once
from tests.verify.scanning.desk_calls import DeskCalls, count_rows
from verify.lasting.models import Ending, Stay
from verify.lasting.particulars import Particulars
from verify.scanning.models import QuotaSlot
from verify.scanning.reasons import Reason

HOUSES = 8
MOVE = Particulars(unit="0507", end_former=True)


def test_houses_that_move_a_guest_at_once_leave_one_stay(world: World, clock: MovableClock) -> None:
    phone = world.phone(world.card())
    houses = [DeskCalls(world, world.desk(PartnerKind.APARTMENT)) for _ in range(HOUSES + 1)]
    scans = [
        house.scan(phone.digits(clock.now - timedelta(seconds=number)))
        for number, house in enumerate(houses)
    ]
    (first, *moving) = [
        partial(house.redeem, scan.id, "apartment", particulars=MOVE)
        for house, scan in zip(houses, scans, strict=True)
    ]
    assert first().verdict.reason is Reason.GRANTED
    reasons = Counter(answer.verdict.reason for answer in at_once(moving))
    assert reasons[Reason.GRANTED] >= 1
    assert reasons[Reason.GRANTED] + reasons[Reason.ALREADY_ACTIVE] == HOUSES
    with world.parts.database.reading() as session:
        endings = Counter(session.scalars(select(Stay.ending)))
    # Everybody who moved the guest but the last was left for the next.
    assert endings == {None: 1, Ending.REPLACED: reasons[Reason.GRANTED]}
    assert count_rows(world, QuotaSlot) == 1
    told = Counter(line.reason for house in houses for line in house.log())
    assert told[Reason.ENDED_ELSEWHERE] == reasons[Reason.GRANTED]
