"""The JSON of activation: what a link leads to, the code, the binding, and who is turned away."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cardholders.cards.credentials import end_credentials
from cardholders.cards.find import find_card
from cardholders.cards.models import Activation, CardCredential, CardState, CredentialState
from cardholders.phone.activation import LINK_LIFETIME, MAX_CODES
from cardholders.phone.one_time_code import CODE_LIFETIME, MAX_TRIES
from core.credential import es256
from core.credential.check import check
from core.credential.digits import write_digits
from core.credential.fields import Credential, Presentation, Proof
from core.credential.read import read
from core.credential.tokens import proof_signing_input, read_credential_jwt
from core.policy.vocabulary import Honour
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.cardholders.phone.activation_bed import Telephone

OPEN = "/phone/api/activation"
MOBILE = "+8613812345678"


@pytest.fixture
def phone(client: FlaskClient, world: World) -> Telephone:
    return Telephone(client, world)


def test_a_link_tells_whose_it_is_masked_and_consumes_nothing(
    phone: Telephone, world: World
) -> None:
    token = phone.link(world.card(Honour.YINGCAI, Honour.SPECIAL, mobile=MOBILE))
    for _ in range(2):
        answer = phone.client.post(OPEN, json={"token": token})
        assert answer.status_code == 200
        assert answer.get_json()["card"]["name"] == "陈**"
        assert [each["code"] for each in answer.get_json()["card"]["honours"]] == [
            "yingcai",
            "special",
        ]
        assert answer.get_json()["code_kind"] == "mobile"
        assert answer.get_json()["contact"] == "+86138****5678"
        assert answer.get_json()["now"] == world.clock().timestamp() * 1000
        assert "13812345678" not in answer.text
        assert "望舒" not in answer.text
    assert phone.ask_for_code(token).status_code == 200


def test_the_code_binds_and_what_the_phone_then_shows_is_accepted(
    phone: Telephone, world: World
) -> None:
    card = world.card()
    answer = phone.bound_to(card)
    assert answer["state"] == "active"
    assert answer["card"]["number"] == card.number
    assert answer["card"]["name"] == "陈望舒"
    issuer = world.signing_key().key
    keys = {issuer.number: issuer}
    credential = read_credential_jwt(answer["credential"]["jwt"], keys)
    assert isinstance(credential, Credential)
    at = int(world.clock().timestamp())
    signature = es256.sign(proof_signing_input(answer["credential"]["jwt"], at).encode(), phone.key)
    shown = read(write_digits(Presentation(credential, Proof(at, signature))), keys)
    assert isinstance(shown, Presentation)
    assert check(shown, keys, now=world.clock()) is None


def test_without_a_telephone_the_last_four_of_the_document_bind(
    phone: Telephone, world: World
) -> None:
    card = world.card(mobile=None)
    token = phone.link(card)
    opened = phone.client.post(OPEN, json={"token": token})
    assert opened.get_json()["code_kind"] == "document"
    assert opened.get_json()["contact"] is None
    assert phone.ask_for_code(token).status_code == 409
    with world.parts.database.reading() as session:
        sealed = find_card(session, card.id).holder.document_sealed
    last_four = world.parts.vault.open_text(sealed, purpose="holders.document")[-4:]
    assert phone.bind(token, last_four).status_code == 200


def test_each_wrong_code_is_counted_and_said_and_five_end_the_link(
    phone: Telephone, world: World
) -> None:
    token = phone.link(world.card())
    phone.ask_for_code(token)
    right = phone.received_code()
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for left in range(MAX_TRIES - 1, 0, -1):
        refused = phone.bind(token, wrong)
        assert (refused.status_code, refused.get_json()["code"]) == (422, "wrong_code")
        assert str(left) in refused.get_json()["title"]
    assert phone.bind(token, wrong).get_json()["code"] == "wrong_code"
    assert phone.bind(token, right).status_code == 409
    assert phone.client.post(OPEN, json={"token": token}).status_code == 409
    assert phone.ask_for_code(token).status_code == 409
    assert _phones(world) == 0


def test_a_code_runs_out_after_ten_minutes(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    token = phone.link(world.card())
    phone.ask_for_code(token)
    clock.advance(CODE_LIFETIME)
    assert phone.bind(token, phone.received_code()).get_json()["code"] == "wrong_code"
    phone.ask_for_code(token)
    assert phone.bind(token, phone.received_code()).status_code == 200


def test_a_code_that_was_sent_again_replaces_the_one_before(phone: Telephone, world: World) -> None:
    token = phone.link(world.card())
    codes = []
    for _ in range(MAX_CODES):
        assert phone.ask_for_code(token).status_code == 200
        codes.append(phone.received_code())
    assert phone.ask_for_code(token).status_code == 409
    if codes[0] != codes[-1]:
        assert phone.bind(token, codes[0]).get_json()["code"] == "wrong_code"
    assert phone.bind(token, codes[-1]).status_code == 200


def test_a_used_an_old_and_an_unknown_link_say_the_same(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    used = phone.link(world.card())
    phone.ask_for_code(used)
    assert phone.bind(used, phone.received_code()).status_code == 200
    aged = phone.link(world.card())
    clock.advance(LINK_LIFETIME)
    answers = [
        phone.client.post(OPEN, json={"token": each}) for each in (used, aged, "x" * len(used))
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.get_json()["title"] for answer in answers}) == 1


def test_only_one_phone_gets_through_a_link_but_that_one_may_ask_again(
    phone: Telephone, world: World
) -> None:
    token = phone.link(world.card())
    phone.ask_for_code(token)
    code = phone.received_code()
    first = phone.bind(token, code)
    again = phone.bind(token, code)
    assert again.status_code == 200
    assert again.get_json()["credential"] == first.get_json()["credential"]
    stranger = Telephone(phone.client, world)
    assert stranger.bind(token, code).status_code == 404
    assert _phones(world) == 1


def test_of_eight_phones_at_once_one_gets_through(
    app: Flask, phone: Telephone, world: World
) -> None:
    token = phone.link(world.card())
    phone.ask_for_code(token)
    code = phone.received_code()
    phones = [Telephone(app.test_client(), world) for _ in range(8)]
    bodies = [each.binding(token, code) for each in phones]
    with ThreadPoolExecutor(len(phones)) as pool:
        answers = pool.map(
            lambda each, body: each.client.post(f"{OPEN}/bind", json=body).status_code,
            phones,
            bodies,
        )
    assert sorted(answers) == [200] + [404] * 7
    assert _phones(world) == 1


def test_nothing_is_signed_for_a_dead_card(phone: Telephone, world: World) -> None:
    card = world.card()
    token = phone.link(card)
    phone.ask_for_code(token)
    with world.parts.database.writing() as session:
        find_card(session, card.id).state = CardState.REVOKED
    assert phone.client.post(OPEN, json={"token": token}).status_code == 409
    assert phone.bind(token, phone.received_code()).status_code == 409
    assert _phones(world) == 0


@pytest.mark.parametrize("off_by_s", [-3600, -61, 31, 3600])
def test_a_proof_of_another_moment_binds_nothing_and_costs_no_try(
    phone: Telephone, world: World, off_by_s: int
) -> None:
    token = phone.link(world.card())
    phone.ask_for_code(token)
    code = phone.received_code()
    assert phone.bind(token, code, off_by_s=off_by_s).get_json()["code"] == "invalid"
    assert _tries(world) == 0
    assert phone.bind(token, code).status_code == 200


def test_a_proof_of_another_key_or_another_link_binds_nothing(
    phone: Telephone, world: World
) -> None:
    token, other = phone.link(world.card()), phone.link(world.card())
    phone.ask_for_code(token)
    code = phone.received_code()
    stranger = Telephone(phone.client, world)
    own, foreign = phone.binding(token, code), stranger.binding(token, code)
    mixed = [
        {**own, "phone_key": foreign["phone_key"]},
        {**own, "proof": foreign["proof"]},
        {**own, "proof": phone.binding(other, code)["proof"]},
        {**own, "phone_key": "A" * 44},
        {**own, "proof": "a.b.c"},
    ]
    for body in mixed:
        answer = phone.client.post(f"{OPEN}/bind", json=body)
        assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")
    assert _phones(world) == 0
    assert _tries(world) == 0


def test_the_message_leaves_only_when_the_code_is_kept(phone: Telephone, world: World) -> None:
    token = phone.link(world.card(mobile=MOBILE))
    phone.ask_for_code(token)
    line = json.loads(world.parts.settings.outbox.read_text(encoding="utf-8"))
    assert line["to"] == MOBILE
    assert line["code"] in line["text"]
    with world.parts.database.reading() as session:
        kept = session.scalars(select(Activation)).one()
    assert kept.code_hash is not None
    assert line["code"].encode() not in kept.code_hash
    assert token.encode() not in kept.token_hash


def test_a_second_binding_ends_the_first(phone: Telephone, world: World) -> None:
    card = world.card()
    phone.bound_to(card)
    Telephone(phone.client, world).bound_to(card)
    with world.parts.database.reading() as session:
        states = session.scalars(select(CardCredential.state).order_by(CardCredential.id)).all()
    assert states == [CredentialState.REPLACED, CredentialState.CURRENT]


def test_a_binding_that_was_ended_meanwhile_is_not_revived_by_its_link(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    card = world.card()
    token = phone.link(card)
    phone.ask_for_code(token)
    code = phone.received_code()
    phone.bind(token, code)
    with world.parts.database.writing() as session:
        end_credentials(session, session.merge(card), now=clock())
    again = phone.bind(token, code)
    assert again.get_json()["state"] == "replaced"
    assert "credential" not in again.get_json()


def _phones(world: World) -> int:
    with world.parts.database.reading() as session:
        return session.scalar(select(func.count()).select_from(CardCredential)) or 0


def _tries(world: World) -> int:
    with world.parts.database.reading() as session:
        return session.scalar(select(func.sum(Activation.code_tries))) or 0
