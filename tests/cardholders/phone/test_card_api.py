"""The signed request: a phone learns how its card stands, dead or alive, and gets what is new."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cardholders.cards.find import find_card
from cardholders.cards.models import CardCredential, CardState
from cardholders.keys.rotate import add_signing_key
from cardholders.people.keep_photo import keep_photo
from cardholders.people.models import HonourGrant
from cardholders.sample_portrait import draw_sample_portrait
from core.policy.vocabulary import Honour
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.cardholders.phone.activation_bed import Telephone, serial_of

PATH = "/phone/api/card"


@pytest.fixture
def phone(client: FlaskClient, world: World) -> Telephone:
    return Telephone(client, world)


def test_a_bound_phone_sees_its_own_card(phone: Telephone, world: World) -> None:
    card = world.card(Honour.YOUCAI)
    bound = phone.bound_to(card)
    answer = phone.ask_for_card(serial_of(bound))
    assert answer.status_code == 200
    assert answer.get_json() == bound
    assert answer.get_json()["card"]["honours"][0]["name"] == {
        "zh": "晋中优才",
        "en": "Jinzhong Youcai",
    }
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_changed_honour_brings_a_new_credential_once(phone: Telephone, world: World) -> None:
    card = world.card(Honour.YINGCAI, Honour.SPECIAL)
    before = phone.bound_to(card)
    with world.parts.database.writing() as session:
        grant = session.scalars(
            select(HonourGrant).where(HonourGrant.honour == Honour.SPECIAL)
        ).one()
        grant.ended_on = date(2026, 5, 1)
    after = phone.ask_for_card(serial_of(before)).get_json()
    assert serial_of(after) != serial_of(before)
    assert [each["code"] for each in after["card"]["honours"]] == ["yingcai"]
    # Its answer may be lost on the way: the old serial goes on leading to the new credential.
    assert phone.ask_for_card(serial_of(before)).get_json() == after
    assert phone.ask_for_card(serial_of(after)).get_json() == after
    with world.parts.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CardCredential)) == 2


def test_a_newer_key_signs_the_same_credential_again(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    before = phone.bound_to(world.card())
    with world.parts.database.writing() as session:
        base_url = world.parts.settings.base_url
        add_signing_key(session, base_url, vault=world.parts.vault, now=clock())
    after = phone.ask_for_card(serial_of(before)).get_json()
    assert serial_of(after) == serial_of(before)
    assert after["credential"]["key"]["number"] == before["credential"]["key"]["number"] + 1


@pytest.mark.parametrize(
    ("state", "parts"),
    [
        (CardState.SUSPENDED, {"now", "state", "card"}),
        (CardState.FROZEN, {"now", "state", "card"}),
        (CardState.REVOKED, {"now", "state"}),
    ],
)
def test_a_dead_card_is_a_plain_answer_without_credential_or_ground(
    phone: Telephone, world: World, state: CardState, parts: set[str]
) -> None:
    card = world.card()
    bound = phone.bound_to(card)
    with world.parts.database.writing() as session:
        find_card(session, card.id).state = state
    answer = phone.ask_for_card(serial_of(bound))
    assert answer.status_code == 200
    assert answer.get_json()["state"] == state
    assert set(answer.get_json()) == parts
    with world.parts.database.writing() as session:
        find_card(session, card.id).state = CardState.ACTIVE
    assert phone.ask_for_card(serial_of(bound)).get_json()["state"] == "active"


def test_an_expired_card_says_so(phone: Telephone, world: World, clock: MovableClock) -> None:
    card = world.card()
    bound = phone.bound_to(card)
    clock.now += timedelta(days=(card.expires_on - clock.now.date()).days)
    assert phone.ask_for_card(serial_of(bound)).get_json()["state"] == "active"
    clock.advance(timedelta(days=1))
    answer = phone.ask_for_card(serial_of(bound)).get_json()
    assert answer["state"] == "expired"
    assert "credential" not in answer


def test_the_phone_before_the_second_is_told_that_it_was_replaced(
    phone: Telephone, world: World
) -> None:
    card = world.card()
    first = phone.bound_to(card)
    second_phone = Telephone(phone.client, world)
    second = second_phone.bound_to(card)
    answer = phone.ask_for_card(serial_of(first)).get_json()
    assert answer["state"] == "replaced"
    assert set(answer) == {"now", "state"}
    assert second_phone.ask_for_card(serial_of(second)).get_json()["state"] == "active"


def test_the_photo_comes_once(phone: Telephone, world: World, clock: MovableClock) -> None:
    card = world.card()
    with world.parts.database.writing() as session:
        raw = draw_sample_portrait("陈望舒")
        keep_photo(session, card.holder_id, raw=raw, vault=world.parts.vault, now=clock())
    view = phone.bound_to(card)
    assert view["card"]["photo"].startswith("data:image/jpeg;base64,/9j/")
    version = view["card"]["photo_version"]
    again = phone.ask_for_card(serial_of(view), f"?photo={version}").get_json()
    assert "photo" not in again["card"]
    assert again["card"]["photo_version"] == version
    assert "photo" in phone.ask_for_card(serial_of(view), "?photo=rubbish").get_json()["card"]


def test_a_request_that_the_key_did_not_sign_now_for_this_is_unknown(
    phone: Telephone, world: World
) -> None:
    serial = serial_of(phone.bound_to(world.card()))
    stranger = Telephone(phone.client, world)
    own = phone.signed(serial, PATH)["Authorization"]
    refused = [
        {},
        stranger.signed(serial, PATH),
        phone.signed(serial + 1, PATH),
        phone.signed(serial, "/phone/api/time"),
        phone.signed(serial, PATH, method="POST"),
        phone.signed(serial, PATH, off_by_s=-61),
        phone.signed(serial, PATH, off_by_s=31),
        {"Authorization": own.replace("Phone ", "Bearer ")},
        {"Authorization": own[:-2]},
        {"Authorization": f"{own}="},
        {"Authorization": "Phone"},
        {"Authorization": "Phone " + "a" * 5000},
        {"Authorization": "Phone a.b.c"},
    ]
    for headers in refused:
        answer = phone.client.get(PATH, headers={"Accept": "application/json", **headers})
        assert answer.status_code == 401, headers
        assert answer.get_json()["code"] == "unauthenticated"


def test_a_printed_credential_signs_nothing(phone: Telephone, world: World) -> None:
    world.printed(world.card())
    with world.parts.database.reading() as session:
        serial = session.scalars(select(CardCredential.serial)).one()
    answer = phone.client.get(
        PATH, headers={"Accept": "application/json", **phone.signed(serial, PATH)}
    )
    assert answer.status_code == 401
