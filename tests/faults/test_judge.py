"""The judge sees each wrong that a storm could do; otherwise its zeros would say nothing."""

import json
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from tests.bed.factories import World
from tests.faults.clients import SCANS
from tests.faults.judge import Judgement, judge
from tests.faults.ledger import Request
from tests.faults.plan import CHECKUP, CONTESTANTS, Plan, Visit, make_plan
from verify.scanning.models import ClientId, QuotaSlot, UsageEntry
from verify.scanning.reasons import Outcome

CLEAN = Judgement(lost=0, doubled=0, changed=0, unasked=0, strange=0)


def ask(client: FlaskClient, visit: Visit) -> Request:
    """Redeem with the scan itself, as the storm's clients do."""
    body = {"id": str(uuid4()), "qr": visit.card.digits(), "benefit": CHECKUP}
    body |= {"document_checked": visit.card.document_checked}  # type: ignore[dict-item]
    headers = {"Authorization": f"Bearer {visit.desk.token}"}
    answer = client.post(SCANS, json=body, headers=headers)
    assert answer.status_code == 200
    written = json.dumps(body).encode()
    request = Request(UUID(str(body["id"])), SCANS, written, visit.card, visit.desk, True)
    request.answers.append(answer.data)
    return request


def carry_out(world: World, client: FlaskClient) -> tuple[Plan, list[Request]]:
    """Two cards, each wanted by four desks, with nothing that goes wrong."""
    plan = make_plan(world, redemptions=2 * CONTESTANTS)
    return plan, [ask(client, visit) for visit in plan.visits]


def forget_a_grant(session: Session) -> None:
    """Lose a slot that was granted."""
    key = session.scalars(select(QuotaSlot.subject_key)).first()
    session.execute(delete(QuotaSlot).where(QuotaSlot.subject_key == key))


def forget_an_id(session: Session) -> None:
    """Lose an id that was answered."""
    last = session.scalars(select(ClientId.client_id)).first()
    session.execute(delete(ClientId).where(ClientId.client_id == last))


def log_twice(session: Session) -> None:
    """Log a granted use a second time; the log itself can only grow."""
    granted = UsageEntry.outcome == Outcome.GRANTED
    line = session.scalars(select(UsageEntry).where(granted)).first()
    assert line is not None
    columns = [column.name for column in UsageEntry.__table__.columns if column.name != "id"]
    session.execute(insert(UsageEntry), {name: getattr(line, name) for name in columns})


def take_twice(session: Session) -> None:
    """Take a second slot for a holder who has one."""
    slot = session.scalars(select(QuotaSlot)).first()
    assert slot is not None
    table = QuotaSlot.__table__
    twin = {column.name: getattr(slot, column.name) for column in table.columns}
    session.execute(insert(QuotaSlot), {**twin, "slot": 2, "redemption_id": uuid4()})


def invent_an_id(session: Session) -> None:
    """Keep an id that nobody sent."""
    known = session.scalars(select(ClientId)).first()
    assert known is not None
    columns = {column.name: getattr(known, column.name) for column in ClientId.__table__.columns}
    session.execute(insert(ClientId), {**columns, "client_id": uuid4()})


@pytest.mark.parametrize(
    ("wrong", "seen"),
    [
        (forget_a_grant, {"lost": 2}),  # the grant has no slot, and the card no whole use
        (forget_an_id, {"lost": 1}),
        (log_twice, {"lost": 1, "doubled": 1, "unasked": 1}),  # one answer, two lines
        (take_twice, {"doubled": 1}),
        (invent_an_id, {"unasked": 1}),
    ],
)
def test_a_wrong_in_the_database_is_seen(
    world: World, client: FlaskClient, wrong: Callable[[Session], None], seen: dict[str, int]
) -> None:
    plan, requests = carry_out(world, client)
    database = world.parts.database
    assert judge(database, plan, requests) == CLEAN
    with database.writing() as session:
        wrong(session)
    expected = Judgement(
        **{"lost": 0, "doubled": 0, "changed": 0, "unasked": 0, "strange": 0, **seen}
    )
    assert judge(database, plan, requests) == expected


def test_an_answer_that_changed_is_seen(world: World, client: FlaskClient) -> None:
    plan, requests = carry_out(world, client)
    requests[0].answers.append(requests[0].answers[0].replace(b"granted", b"refused"))
    assert judge(world.parts.database, plan, requests).changed == 1
