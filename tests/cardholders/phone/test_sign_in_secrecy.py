"""What strangers learn from the sign-in: nothing, from many guesses or from its database."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select
from werkzeug.test import TestResponse

from cardholders.people.contact import Contact
from cardholders.phone.models import CodePurpose, CodeQuota, OneTimeCode
from cardholders.phone.one_time_code import MAX_TRIES, make_code
from core.database.base import table_of
from core.messages.message import Channel
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.cardholders.phone.activation_bed import Telephone

MOBILE = "+8613812345678"
NOBODY = "+8613987654321"


@pytest.fixture
def phone(client: FlaskClient, world: World) -> Telephone:
    world.signing_key()
    return Telephone(client, world)


def test_nobody_learns_whether_a_number_is_registered(phone: Telephone, world: World) -> None:
    world.card(mobile=MOBILE)
    known, unknown = phone.ask_by(MOBILE), phone.ask_by(NOBODY)
    assert len(phone.messages()) == 1
    assert known.status_code == unknown.status_code == 200
    first, second = known.get_json(), unknown.get_json()
    assert first.keys() == second.keys() == {"now", "ticket"}
    assert first["now"] == second["now"]
    assert len(first["ticket"]) == len(second["ticket"])
    assert _headers(known) == _headers(unknown)
    tries = [
        [phone.sign_in(each["ticket"], "000000").get_json()["title"] for _ in range(MAX_TRIES + 1)]
        for each in (first, second)
    ]
    assert tries[0] == tries[1]


def test_a_registered_number_costs_the_same_work_as_any_other(
    phone: Telephone, world: World
) -> None:
    world.card(mobile=MOBILE)
    engine = world.parts.database.engine
    work, tickets = [], []
    for contact in (MOBILE, NOBODY):
        with _statements(engine) as done:
            tickets.append(phone.ask_by(contact).get_json()["ticket"])
        work.append(done)
    assert work[0] == work[1]
    assert any("holders" in statement for statement in work[0])
    guesses = []
    for ticket in tickets:
        with _statements(engine) as done:
            assert phone.sign_in(ticket, "000000").status_code == 422
        guesses.append(done)
    assert guesses[0] == guesses[1]


def test_the_right_code_of_a_number_that_nobody_registered_is_as_wrong_as_any(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    with world.parts.database.writing() as session:
        contact = Contact(Channel.SMS, NOBODY)
        made = make_code(
            session, contact, purpose=CodePurpose.BIND, vault=world.parts.vault, now=clock()
        )
    assert made.message.code is not None
    refused = phone.sign_in(made.ticket, made.message.code)
    assert (refused.status_code, refused.get_json()["title"]) == (422, "验证码不对，还可再试4次")


def test_a_code_for_something_else_binds_nothing(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    card = world.card(mobile=MOBILE)
    with world.parts.database.writing() as session:
        made = make_code(
            session,
            Contact(Channel.SMS, MOBILE),
            purpose=CodePurpose.UNFREEZE,
            vault=world.parts.vault,
            now=clock(),
            holder_id=card.holder_id,
        )
    assert made.message.code is not None
    assert phone.sign_in(made.ticket, made.message.code).get_json()["code"] == "wrong_code"


def test_neither_the_log_nor_the_database_knows_code_ticket_or_contact(
    phone: Telephone, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world.card(mobile=MOBILE)
    ticket = phone.ask_by(MOBILE).get_json()["ticket"]
    code = phone.received_code()
    phone.ask_by(NOBODY)
    phone.sign_in(ticket, code)
    secrets = [code, ticket, MOBILE, MOBILE[3:], NOBODY, NOBODY[3:]]
    said = "\n".join(record.getMessage() for record in caplog.records)
    tables = [table_of(OneTimeCode), table_of(CodeQuota)]
    with world.parts.database.reading() as session:
        kept = [repr(row) for table in tables for row in session.execute(select(table)).all()]
    assert kept
    for secret in secrets:
        assert secret not in said
        assert all(secret not in row for row in kept)


@contextmanager
def _statements(engine: Engine) -> Iterator[list[str]]:
    """Collects what is asked of the database."""
    done: list[str] = []

    def note(*called: object) -> None:
        done.append(str(called[2]))

    event.listen(engine, "before_cursor_execute", note)
    yield done
    event.remove(engine, "before_cursor_execute", note)


def _headers(answer: TestResponse) -> list[str]:
    return sorted(name for name, _ in answer.headers)
