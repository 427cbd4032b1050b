"""A scan fulfils the request for the day, its void opens it again, and gates ask nothing."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event

from cardholders.cards.models import Card
from core.policy.vocabulary import PartnerKind
from partners.models import Desk
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.requests.asking import Answering, Asking, history, state_of
from tests.verify.scanning.desk_calls import DeskCalls
from verify.requests.rules import RequestState
from verify.scanning.reasons import Reason

TODAY = "2026-05-20"


@pytest.fixture
def calls(world: World, hospital: Desk) -> DeskCalls:
    """The hospital's desk at its scanner."""
    return DeskCalls(world, hospital)


def use(calls: DeskCalls, asking: Asking, benefit: str = "appointment") -> UUID:
    """Scan the asking phone and use a benefit."""
    answer = calls.redeem(calls.scan(asking.phone.bound.digits()).id, benefit)
    assert answer.verdict.reason is Reason.GRANTED
    assert answer.redemption is not None
    return answer.redemption


def test_a_granted_use_fulfils_and_its_void_agrees_again(
    asking: Asking, answering: Answering, calls: DeskCalls, world: World
) -> None:
    request_id = asking.submitted(day=TODAY)
    answering.accept(request_id, TODAY, time="15:00")
    redemption = use(calls, asking)
    assert asking.listed()[0]["state"] == "fulfilled"
    assert "已办理" in answering.page()
    calls.void(redemption)
    assert asking.listed()[0]["state"] == "accepted"
    assert asking.listed()[0]["agreed"] == "2026-05-20 15:00"
    assert history(world, request_id) == [
        RequestState.SUBMITTED,
        RequestState.ACCEPTED,
        RequestState.FULFILLED,
        RequestState.ACCEPTED,
    ]


def test_a_request_nobody_answered_is_fulfilled_too_and_waits_again_after_a_void(
    asking: Asking, calls: DeskCalls, world: World
) -> None:
    request_id = asking.submitted(day=TODAY)
    redemption = use(calls, asking)
    assert state_of(world, request_id) is RequestState.FULFILLED
    calls.void(redemption)
    assert state_of(world, request_id) is RequestState.SUBMITTED


def test_only_the_same_benefit_at_the_same_site_on_its_day_fulfils(
    asking: Asking, calls: DeskCalls, world: World, app: Flask, clock: MovableClock
) -> None:
    tomorrow = asking.submitted(day="2026-05-21")
    other_benefit = asking.submitted("escort", day=TODAY)
    other_site = asking.submitted(day=TODAY, site=world.desk(PartnerKind.HOSPITAL).site_id)
    stranger = Asking.of(world, world.card(), calls.desk, app.test_client())
    of_another = stranger.submitted(day=TODAY)
    use(calls, asking)
    for request_id in (tomorrow, other_benefit, other_site, of_another):
        assert state_of(world, request_id) is RequestState.SUBMITTED
    clock.advance(timedelta(days=1))
    use(calls, asking)
    assert state_of(world, tomorrow) is RequestState.FULFILLED


def test_a_stay_is_fulfilled_by_an_arrival_on_any_of_its_days(
    world: World, card: Card, app: Flask, clock: MovableClock
) -> None:
    house = world.desk(PartnerKind.APARTMENT)
    asking = Asking.of(world, card, house, app.test_client())
    request_id = asking.submitted("apartment", day="2026-05-21", until="2026-05-24")
    clock.advance(timedelta(days=2))
    use(DeskCalls(world, house), asking, "apartment")
    assert state_of(world, request_id) is RequestState.FULFILLED


def test_a_refused_use_fulfils_nothing(
    asking: Asking, calls: DeskCalls, world: World, clock: MovableClock
) -> None:
    use(calls, asking, "checkup")
    clock.advance(timedelta(minutes=1))
    request_id = asking.submitted("checkup", day=TODAY)
    again = calls.redeem(calls.scan(asking.phone.bound.digits()).id, "checkup")
    assert again.verdict.reason is Reason.ALREADY_USED
    assert state_of(world, request_id) is RequestState.SUBMITTED


def test_a_void_after_the_holder_asked_anew_leaves_the_earlier_closed(
    asking: Asking, calls: DeskCalls, world: World
) -> None:
    first = asking.submitted(day=TODAY)
    redemption = use(calls, asking)
    second = asking.submitted(day=TODAY)
    answer = calls.void(redemption)
    assert answer.verdict.reason is Reason.VOIDED
    assert state_of(world, first) is RequestState.LAPSED
    assert state_of(world, second) is RequestState.SUBMITTED


def test_a_gate_asks_nothing_and_a_desk_one_statement_for_a_granted_use(
    asking: Asking, calls: DeskCalls, world: World
) -> None:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "request" in statement.split("WHERE", maxsplit=1)[0].lower():
            sent.append(statement)

    engine = world.parts.database.engine
    gate = DeskCalls(world, world.desk(PartnerKind.SCENIC))
    event.listen(engine, "before_cursor_execute", note)
    gate.scan(asking.phone.bound.digits())
    scanned = calls.scan(asking.phone.bound.digits(world.clock() - timedelta(seconds=20)))
    assert sent == []
    calls.redeem(scanned.id, "appointment")
    event.remove(engine, "before_cursor_execute", note)
    assert len(sent) == 1
