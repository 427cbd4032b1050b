"""Sixteen desks at once want one check-up: one gets it, because the database says so."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from sqlalchemy import func, select, text

from core.database.engine import Database
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.verify.scanning.desk_calls import DeskCalls, count_rows
from verify.lasting.models import Stay
from verify.lasting.particulars import Particulars
from verify.scanning.models import EntryKind, QuotaSlot
from verify.scanning.reasons import Reason

THREADS = 16


def all_at_once(act: Callable[[int], Reason]) -> Counter[Reason]:
    """Run the act in sixteen threads that start together, and count their answers."""
    barrier = Barrier(THREADS)

    def run(number: int) -> Reason:
        barrier.wait()
        return act(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(pool.map(run, range(THREADS)))


def test_without_the_constraint_the_same_race_counts_double(world: World) -> None:
    """The negative control: look first and then write, with nothing to stop a second writer."""
    database: Database = world.parts.database
    with database.writing() as session:
        session.execute(text("CREATE TABLE unguarded (subject integer, slot integer)"))
    looked = Barrier(THREADS)

    def take(_number: int) -> Reason:
        with database.reading() as session:
            taken = session.scalar(select(func.count()).select_from(text("unguarded")))
        looked.wait()
        if taken:
            return Reason.ALREADY_USED
        with database.writing() as session:
            session.execute(text("INSERT INTO unguarded VALUES (1, 1)"))
        return Reason.GRANTED

    assert all_at_once(take)[Reason.GRANTED] > 1


def test_with_it_sixteen_desks_get_one_checkup_between_them(world: World) -> None:
    phone = world.phone(world.card())
    desks = [DeskCalls(world, world.desk(PartnerKind.HOSPITAL)) for _ in range(THREADS)]
    now = world.clock()
    scans = [
        desk.scan(phone.digits(now.replace(second=number))) for number, desk in enumerate(desks)
    ]
    assert {scan.verdict.reason for scan in scans} == {Reason.CHOOSE_BENEFIT}

    answers = all_at_once(
        lambda number: desks[number].redeem(scans[number].id, "checkup").verdict.reason
    )
    assert answers == {Reason.GRANTED: 1, Reason.ALREADY_USED: THREADS - 1}
    assert count_rows(world, QuotaSlot) == 1


def test_one_request_sent_sixteen_times_at_once_counts_once(world: World) -> None:
    gate = DeskCalls(world, world.desk(PartnerKind.SCENIC))
    code, request_id = world.phone(world.card()).digits(), uuid4()
    answers = all_at_once(lambda _: gate.scan(code, request_id=request_id).verdict.reason)
    assert answers == {Reason.GRANTED: THREADS}
    assert (count_rows(world, QuotaSlot), len(gate.log())) == (1, 1)


def test_one_holder_with_many_codes_at_one_gate_counts_once(world: World) -> None:
    gate, phone = DeskCalls(world, world.desk(PartnerKind.SCENIC)), world.phone(world.card())
    now = world.clock()
    codes = [phone.digits(now.replace(second=number)) for number in range(THREADS)]
    answers = all_at_once(lambda number: gate.scan(codes[number]).verdict.reason)
    assert answers == {Reason.GRANTED: 1, Reason.ALREADY_IN: THREADS - 1}
    assert count_rows(world, QuotaSlot) == 1


def active_stays(world: World) -> int:
    """Answer how many stays last."""
    with world.parts.database.reading() as session:
        lasting = select(func.count()).select_from(Stay).where(Stay.ended_at.is_(None))
        return session.scalar(lasting) or 0


def test_sixteen_houses_that_end_the_former_stay_at_once_leave_one(world: World) -> None:
    phone = world.phone(world.card())
    now = world.clock()
    houses = [DeskCalls(world, world.desk(PartnerKind.APARTMENT)) for _ in range(THREADS + 1)]
    first = houses.pop()
    first.redeem(first.scan(phone.digits(now.replace(second=29))).id, "apartment")
    scans = [
        house.scan(phone.digits(now.replace(second=number))) for number, house in enumerate(houses)
    ]
    moving = Particulars(end_former=True)
    answers = all_at_once(
        lambda number: (
            houses[number].redeem(scans[number].id, "apartment", particulars=moving).verdict.reason
        )
    )
    assert set(answers) <= {Reason.GRANTED, Reason.ALREADY_ACTIVE}
    assert answers[Reason.GRANTED] >= 1
    assert (active_stays(world), count_rows(world, QuotaSlot)) == (1, 1)
    assert count_rows(world, Stay) == answers[Reason.GRANTED] + 1


def test_check_outs_and_moves_at_once_end_the_former_stay_once(world: World) -> None:
    phone, now = world.phone(world.card()), world.clock()
    former = DeskCalls(world, world.desk(PartnerKind.APARTMENT))
    stay = former.redeem(former.scan(phone.digits(now.replace(second=29))).id, "apartment")
    assert stay.redemption is not None
    redemption = stay.redemption
    house = DeskCalls(world, world.desk(PartnerKind.APARTMENT))
    scan = house.scan(phone.digits())
    moving = Particulars(end_former=True)

    def act(number: int) -> Reason:
        if number == 0:
            answer = house.redeem(scan.id, "apartment", particulars=moving)
        else:
            answer = former.release(redemption)
        return answer.verdict.reason

    answers = all_at_once(act)
    assert answers[Reason.GRANTED] == 1
    assert answers[Reason.RELEASED] <= 1
    ended = [line.reason for line in former.log() if line.kind is EntryKind.RELEASE]
    assert ended.count(Reason.RELEASED) + ended.count(Reason.ENDED_ELSEWHERE) == 1
    assert (active_stays(world), count_rows(world, QuotaSlot)) == (1, 1)
