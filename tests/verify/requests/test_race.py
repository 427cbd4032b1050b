"""Operators that answer at once, a holder that withdraws meanwhile: one of them wins."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import UUID

from flask import Flask

from cardholders.people.models import Holder
from core.errors import Conflict
from partners.models import Desk
from tests.bed.factories import World
from tests.verify.requests.asking import Asking, history, state_of
from verify.requests.decide import Hand, accept_request, decline_request
from verify.requests.rules import RequestState
from verify.requests.withdraw import withdraw_request

THREADS = 8


def all_at_once(app: Flask, act: Callable[[int], bool]) -> Counter[bool]:
    """Run the act in threads that start together, and count who had their way."""
    barrier = Barrier(THREADS)

    def run(number: int) -> bool:
        barrier.wait()
        with app.app_context():
            return act(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(pool.map(run, range(THREADS)))


def answer(world: World, desk: Desk, request_id: UUID, *, number: int, by: int) -> bool:
    """Accept, or decline when the number is odd; answer whether it counted."""
    parts = world.parts
    hand = Hand(world.place(desk), by, parts.vault, world.clock())
    with parts.database.writing() as session:
        if number % 2:
            seen = RequestState.SUBMITTED
            return bool(decline_request(session, request_id, seen=seen, word="停诊", hand=hand))
        day = date(2026, 5, 22)
        return bool(accept_request(session, request_id, day=day, at=None, word=None, hand=hand))


def test_of_operators_who_answer_at_once_one_wins(
    asking: Asking, world: World, hospital: Desk, app: Flask
) -> None:
    request_id = asking.submitted()
    accounts = [world.operator(hospital).id for _ in range(THREADS)]
    won = all_at_once(
        app,
        lambda number: answer(world, hospital, request_id, number=number, by=accounts[number]),
    )
    assert won == {True: 1, False: THREADS - 1}
    assert len(history(world, request_id)) == 2


def test_a_withdrawal_and_an_answer_leave_one_history(
    asking: Asking, world: World, hospital: Desk, app: Flask
) -> None:
    request_id = asking.submitted()
    by = world.operator(hospital).id
    with world.parts.database.reading() as session:
        subject = session.get_one(Holder, 1).subject_key

    def act(number: int) -> bool:
        if number:
            return answer(world, hospital, request_id, number=number, by=by)
        try:
            with world.parts.database.writing() as session:
                withdraw_request(session, request_id, subject_key=subject, now=world.clock())
        except Conflict:
            return False
        return True

    all_at_once(app, act)
    states = history(world, request_id)
    assert states[-1] is state_of(world, request_id)
    assert states in (
        [RequestState.SUBMITTED, RequestState.WITHDRAWN],
        [RequestState.SUBMITTED, RequestState.DECLINED],
        [RequestState.SUBMITTED, RequestState.ACCEPTED, RequestState.WITHDRAWN],
    )
