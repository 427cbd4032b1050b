"""Binding again by a code to the registered number or mail: who gets in, and what it ends."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from cardholders.cards.find import find_card
from cardholders.cards.models import (
    CardCredential,
    CardEvent,
    CardEventKind,
    CardState,
    CredentialState,
)
from cardholders.cards.standing import DOCUMENT
from cardholders.phone.one_time_code import CODE_LIFETIME, MAX_TRIES
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.cardholders.phone.activation_bed import Telephone, serial_of

MOBILE = "+8613812345678"
MAIL = "chen@example.edu.cn"
NEW_PHONE = "刚刚绑定到一部新手机"


@pytest.fixture
def phone(client: FlaskClient, world: World) -> Telephone:
    world.signing_key()
    return Telephone(client, world)


@pytest.mark.parametrize(
    "typed", [MOBILE, "138 1234 5678", "13812345678", MAIL, " CHEN@Example.edu.cn "]
)
def test_a_code_to_the_registered_contact_binds(phone: Telephone, world: World, typed: str) -> None:
    card = world.card(mobile=MOBILE, mail=MAIL)
    asked = phone.ask_by(typed)
    assert asked.get_json()["now"] == world.clock().timestamp() * 1000
    (message,) = phone.messages()
    assert message["to"] == (MAIL if "@" in typed else MOBILE)
    bound = phone.sign_in(asked.get_json()["ticket"], message["code"])
    assert bound.status_code == 200, bound.text
    assert bound.get_json()["card"]["number"] == card.number
    assert phone.ask_for_card(serial_of(bound.get_json())).get_json()["state"] == "active"


def test_the_phone_before_loses_the_card_and_every_contact_is_told(
    phone: Telephone, world: World
) -> None:
    card = world.card(mobile=MOBILE, mail=MAIL)
    before = Telephone(phone.client, world)
    serial = serial_of(before.bound_to(card))
    assert _bind_by(phone, MOBILE).status_code == 200
    assert before.ask_for_card(serial).get_json()["state"] == "replaced"
    with world.parts.database.reading() as session:
        states = session.scalars(select(CardCredential.state).order_by(CardCredential.id)).all()
        bindings = session.scalar(
            select(func.count()).where(CardEvent.kind == CardEventKind.PHONE_BOUND)
        )
    assert states == [CredentialState.REPLACED, CredentialState.CURRENT]
    assert bindings == 2
    told = [message for message in phone.messages() if NEW_PHONE in message["text"]]
    assert [message["to"] for message in told] == [MOBILE, MAIL]
    assert all(message["code"] is None for message in told)
    assert all(world.parts.policy.contact.telephone in message["text"] for message in told)


@pytest.mark.parametrize("typed", ["12", "not a number", "0354-3062345", "a@b", "@@@", "１２３"])
def test_what_is_no_contact_is_told_as_such(phone: Telephone, typed: str) -> None:
    answer = phone.ask_by(typed)
    assert answer.status_code == 422
    assert phone.messages() == []


def test_of_several_cards_only_the_live_one_is_bound(phone: Telephone, world: World) -> None:
    old = world.card(mobile=MOBILE)
    _set_state(world, old.id, CardState.REVOKED)
    assert phone.ask_by(MOBILE).status_code == 200
    assert phone.messages() == []
    new = world.card(mobile=MOBILE)
    assert _bind_by(phone, MOBILE).get_json()["card"]["number"] == new.number


@pytest.mark.parametrize("state", [CardState.FROZEN, CardState.SUSPENDED])
def test_a_card_that_is_stopped_is_not_bound_and_costs_neither_code_nor_try(
    phone: Telephone, world: World, state: CardState
) -> None:
    card = world.card(mobile=MOBILE)
    ticket, code = _ask(phone, MOBILE)
    _set_state(world, card.id, state)
    for _ in range(MAX_TRIES + 1):
        assert phone.sign_in(ticket, code).status_code == 409
    _set_state(world, card.id, CardState.ACTIVE)
    assert phone.sign_in(ticket, code).status_code == 200


def test_a_card_that_has_run_out_is_not_bound(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    card = world.card(mobile=MOBILE)
    clock.advance((card.expires_on - clock.now.date()) + timedelta(days=1))
    ticket, code = _ask(phone, MOBILE)
    refused = phone.sign_in(ticket, code)
    assert refused.status_code == 409
    assert "有效期" in refused.get_json()["title"]


def test_each_wrong_code_is_counted_and_five_end_it(phone: Telephone, world: World) -> None:
    world.card(mobile=MOBILE)
    ticket, code = _ask(phone, MOBILE)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for left in range(MAX_TRIES - 1, 0, -1):
        refused = phone.sign_in(ticket, wrong)
        assert (refused.status_code, refused.get_json()["code"]) == (422, "wrong_code")
        assert f"还可再试{left}次" in refused.get_json()["title"]
    for last in (wrong, code):
        refused = phone.sign_in(ticket, last)
        assert refused.get_json()["title"] == "这个验证码不能再用，请重新获取"
    assert _bind_by(phone, MOBILE).status_code == 200


def test_a_code_runs_out_after_ten_minutes_and_not_a_second_before(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    world.card(mobile=MOBILE)
    late, in_time = _ask(phone, MOBILE), _ask(phone, MOBILE)
    clock.advance(CODE_LIFETIME - timedelta(seconds=1))
    assert phone.sign_in(*in_time).status_code == 200
    clock.advance(timedelta(seconds=1))
    assert phone.sign_in(*late).get_json()["code"] == "wrong_code"


def test_used_old_and_invented_tickets_say_the_same(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    world.card(mobile=MOBILE)
    aged = _ask(phone, MOBILE)
    clock.advance(CODE_LIFETIME)
    used = _ask(phone, MOBILE)
    assert phone.sign_in(*used).status_code == 200
    stranger = Telephone(phone.client, world)
    answers = [
        stranger.sign_in(*used),
        stranger.sign_in(*aged),
        stranger.sign_in("x" * len(used[0]), used[1]),
    ]
    assert {(each.status_code, each.get_json()["title"]) for each in answers} == {
        (422, "这个验证码不能再用，请重新获取")
    }


def test_the_same_phone_may_ask_again_for_an_answer_that_was_lost(
    phone: Telephone, world: World
) -> None:
    world.card(mobile=MOBILE)
    ticket, code = _ask(phone, MOBILE)
    first, again = phone.sign_in(ticket, code), phone.sign_in(ticket, code)
    assert again.status_code == 200
    assert again.get_json()["credential"] == first.get_json()["credential"]
    assert sum(NEW_PHONE in message["text"] for message in phone.messages()) == 1


def test_of_eight_phones_at_once_one_gets_through(
    app: Flask, phone: Telephone, world: World
) -> None:
    world.card(mobile=MOBILE)
    ticket, code = _ask(phone, MOBILE)
    phones = [Telephone(app.test_client(), world) for _ in range(8)]
    bodies = [each.signing_in(ticket, code) for each in phones]
    with ThreadPoolExecutor(len(phones)) as pool:
        answers = pool.map(
            lambda each, body: each.client.post("/phone/api/sign-in/bind", json=body).status_code,
            phones,
            bodies,
        )
    assert sorted(answers) == [200] + [422] * 7


def test_a_proof_of_another_key_or_another_ticket_binds_nothing_and_costs_no_try(
    phone: Telephone, world: World
) -> None:
    world.card(mobile=MOBILE)
    ticket, code = _ask(phone, MOBILE)
    other, _ = _ask(phone, MOBILE)
    own = phone.signing_in(ticket, code)
    foreign = Telephone(phone.client, world).signing_in(ticket, code)
    for body in (
        {**own, "phone_key": foreign["phone_key"]},
        {**own, "proof": foreign["proof"]},
        {**own, "proof": phone.signing_in(other, code)["proof"]},
        {**own, "phone_key": "A" * 44},
    ):
        answer = phone.client.post("/phone/api/sign-in/bind", json=body)
        assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")
    assert phone.sign_in(ticket, code).status_code == 200


def test_a_contact_that_two_share_asks_for_the_document_once_the_code_is_right(
    phone: Telephone, world: World
) -> None:
    world.card(mobile=MOBILE)
    second = world.card(mobile=MOBILE)
    ticket, code = _ask(phone, MOBILE)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert phone.sign_in(ticket, wrong, document="0000").get_json()["code"] == "wrong_code"
    which = phone.sign_in(ticket, code)
    assert (which.status_code, which.get_json()["code"]) == (409, "which_holder")
    refused = phone.sign_in(ticket, code, document="xxxx")
    assert refused.get_json()["errors"][0]["field"] == "document"
    assert "还可再试3次" in refused.get_json()["title"]
    bound = phone.sign_in(ticket, code, document=_last_four(world, second.id))
    assert bound.get_json()["card"]["number"] == second.number


def test_guessing_the_document_of_a_shared_contact_ends_after_five(
    phone: Telephone, world: World
) -> None:
    cards = [world.card(mobile=MOBILE) for _ in range(2)]
    ticket, code = _ask(phone, MOBILE)
    for _ in range(MAX_TRIES):
        assert phone.sign_in(ticket, code, document="xxxx").status_code == 422
    last_four = _last_four(world, cards[0].id)
    assert phone.sign_in(ticket, code, document=last_four).get_json()["code"] == "wrong_code"


def _ask(phone: Telephone, contact: str) -> tuple[str, str]:
    """Ask for a code; answer the ticket and the code."""
    asked = phone.ask_by(contact)
    assert asked.status_code == 200, asked.text
    return asked.get_json()["ticket"], phone.received_code()


def _bind_by(phone: Telephone, contact: str) -> TestResponse:
    return phone.sign_in(*_ask(phone, contact))


def _last_four(world: World, card_id: int) -> str:
    with world.parts.database.reading() as session:
        sealed = find_card(session, card_id).holder.document_sealed
    return world.parts.vault.open_text(sealed, purpose=DOCUMENT)[-4:]


def _set_state(world: World, card_id: int, state: CardState) -> None:
    with world.parts.database.writing() as session:
        find_card(session, card_id).state = state
