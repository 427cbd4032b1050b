"""One storm: a plan, clients that carry it out, blows that fall meanwhile, and the judgement."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Protocol

from tests.faults.clients import Client, all_at_once
from tests.faults.judge import Judgement, judge
from tests.faults.ledger import Ledger
from tests.faults.plan import make_plan
from tests.faults.server import Server

Tell = Callable[[str], object]


class Blow(Protocol):
    """What befalls the service: it falls, and the service is whole again when it returns."""

    def __call__(self, ledger: Ledger) -> None:
        """Fall now."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a storm is; every redemption takes one or two requests."""

    redemptions: int
    clients: int
    blows: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a storm. `cut` tries ended without an answer, `unavailable` ones with 503."""

    size: Size
    requests: int
    blows: int
    cut: int
    unavailable: int
    seconds: float
    judgement: Judgement


class KillServer:
    """kill -9 of the whole service, and its next start."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def __call__(self, ledger: Ledger) -> None:
        """Kill it with requests in its hands."""
        self._server.kill()
        self._server.start()


def storm(server: Server, size: Size, *, blow: Blow, tell: Tell = lambda _: None) -> Outcome:
    """Carry out a plan on a running service while blows fall, each at a count of answers.

    Afterwards every request is sent once more, and its answer must be the first one's.
    """
    world, ledger = server.world(), Ledger()
    plan = make_plan(world, redemptions=size.redemptions)
    tell(f"{len(plan.cards)} cards, {len(plan.visits)} redemptions planned")
    started = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        falling = pool.submit(_let_blows_fall, ledger, size, blow, tell)
        try:
            all_at_once(
                plan.visits, Client.visit, clients=size.clients, port=server.port, ledger=ledger
            )
        finally:
            ledger.finish()
            fallen = falling.result()
    seconds = time.monotonic() - started
    sent = list(ledger.requests)
    tell(f"{len(sent)} requests answered in {seconds:.0f} s; all are sent again")
    all_at_once(sent, Client.send, clients=size.clients, port=server.port, ledger=ledger)
    judgement = judge(world.parts.database, plan, sent)
    world.parts.database.engine.dispose()
    return Outcome(
        size=size,
        requests=len(sent),
        blows=fallen,
        cut=ledger.cut,
        unavailable=ledger.unavailable,
        seconds=seconds,
        judgement=judgement,
    )


def _let_blows_fall(ledger: Ledger, size: Size, blow: Blow, tell: Tell) -> int:
    """Answer how many fell before the clients ended."""
    for number in range(size.blows):
        # Each redemption brings one answer at least, so the last blow falls in mid-load too.
        due = size.redemptions * (number + 1) // (size.blows + 1)
        if not ledger.wait_until(lambda due=due: ledger.answered >= due):  # type: ignore[misc]
            return number
        ledger.close()
        with ExitStack() as failing:
            failing.callback(ledger.give_up)
            blow(ledger)
            failing.pop_all()
        ledger.open()
        tell(f"blow {number + 1} after {due} answers; {ledger.cut} cut, {ledger.unavailable} × 503")
    return size.blows
