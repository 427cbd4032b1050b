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
from verify.scanning.models import QuotaSlot
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
