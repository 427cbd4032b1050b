"""Consents by signed request: given to today's words, withdrawn, and what each counts for."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cardholders.cards.models import Card
from cardholders.consents.consents import ConsentNeeded, holds_consent, require_consent
from cardholders.consents.load_terms import EXTENSION, consent_terms
from cardholders.consents.models import Consent
from cardholders.consents.terms import ConsentPurpose, ConsentTerms
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.cardholders.phone.activation_bed import Telephone, serial_of

PATH = "/phone/api/consents"
MEDICAL = ConsentPurpose.MEDICAL_LOG


@pytest.fixture
def card(world: World) -> Card:
    return world.card()


@pytest.fixture
def phone(client: FlaskClient, world: World) -> Telephone:
    return Telephone(client, world)


@pytest.fixture
def serial(phone: Telephone, card: Card) -> int:
    return serial_of(phone.bound_to(card))


def body(purpose: ConsentPurpose = MEDICAL, *, given: bool, version: int = 1) -> dict[str, Any]:
    return {"purpose": purpose, "version": version, "given": given}


def holds(world: World, card: Card, terms: ConsentTerms | None = None) -> bool:
    with world.parts.database.reading() as session:
        return holds_consent(session, card.holder_id, MEDICAL, terms=terms or consent_terms())


def shown(phone: Telephone, serial: int, purpose: ConsentPurpose = MEDICAL) -> dict[str, Any]:
    purposes: list[dict[str, Any]] = phone.ask(serial, PATH).get_json()["purposes"]
    return next(each for each in purposes if each["purpose"] == purpose)


def test_a_consent_is_given_and_withdrawn_and_its_history_is_kept(
    phone: Telephone, world: World, card: Card, serial: int, clock: MovableClock
) -> None:
    assert shown(phone, serial)["in_force"] is False
    with world.parts.database.reading() as session, pytest.raises(ConsentNeeded):
        require_consent(session, card.holder_id, MEDICAL, terms=consent_terms())
    assert phone.send(serial, PATH, body(given=True)).status_code == 200
    assert phone.send(serial, PATH, body(given=True)).status_code == 200
    assert holds(world, card)
    assert shown(phone, serial)["given_on"] == "2026-05-20"
    clock.advance(timedelta(days=1))
    assert phone.send(serial, PATH, body(given=False)).status_code == 200
    assert phone.send(serial, PATH, body(given=False)).status_code == 200
    assert not holds(world, card)
    assert shown(phone, serial)["withdrawn_on"] == "2026-05-21"
    assert phone.send(serial, PATH, body(given=True)).status_code == 200
    assert holds(world, card)
    with world.parts.database.reading() as session:
        kept = session.scalars(select(Consent).order_by(Consent.id)).all()
    assert [each.withdrawn_at is None for each in kept] == [False, True]


def test_new_words_that_matter_end_a_consent_and_small_ones_do_not(
    phone: Telephone, world: World, card: Card, serial: int
) -> None:
    phone.send(serial, PATH, body(given=True))
    assert holds(world, card, with_version(asks_again=False))
    assert not holds(world, card, with_version(asks_again=True))


def test_only_the_words_of_today_can_be_agreed_to(
    phone: Telephone, world: World, card: Card, serial: int
) -> None:
    assert phone.send(serial, PATH, body(given=True, version=2)).status_code == 409
    assert not holds(world, card)
    phone.send(serial, PATH, body(given=True))
    phone.client.application.extensions[EXTENSION] = with_version(asks_again=True)
    assert shown(phone, serial)["in_force"] is False
    assert phone.send(serial, PATH, body(given=True)).status_code == 409
    assert phone.send(serial, PATH, body(given=True, version=2)).status_code == 200
    assert shown(phone, serial)["given_version"] == 2


def test_the_notice_is_not_withdrawn(phone: Telephone, serial: int) -> None:
    notice = ConsentPurpose.SERVICE_NOTICE
    assert phone.send(serial, PATH, body(notice, given=True)).status_code == 200
    assert phone.send(serial, PATH, body(notice, given=False)).status_code == 409
    assert shown(phone, serial, notice)["in_force"] is True


def test_a_replayed_request_and_a_replaced_phone_change_nothing(
    phone: Telephone, world: World, card: Card, serial: int
) -> None:
    assert phone.send(serial, PATH, body(given=True), jti="a" * 32).status_code == 200
    assert phone.send(serial, PATH, body(given=False)).status_code == 200
    replayed = phone.send(serial, PATH, body(given=True), jti="a" * 32)
    assert (replayed.status_code, replayed.get_json()["code"]) == (409, "already_spent")
    assert not holds(world, card)
    Telephone(phone.client, world).bound_to(card)
    for answer in (phone.ask(serial, PATH), phone.send(serial, PATH, body(given=True))):
        assert (answer.status_code, answer.get_json()["code"]) == (401, "not_bound")
    assert not holds(world, card)


def test_the_words_come_in_the_language_asked_for(phone: Telephone, serial: int) -> None:
    english = phone.ask(serial, PATH, language="en").get_json()["purposes"]
    assert english[0]["title"] == "How your information is used"
    assert phone.ask(serial, PATH).get_json()["purposes"][0]["title"] == "个人信息告知"


@pytest.mark.parametrize(
    "change",
    [{"purpose": "advertising"}, {"version": 0}, {"version": "1"}, {"given": 1}, {"holder": 7}],
)
def test_a_body_of_another_shape_is_refused(
    phone: Telephone, serial: int, change: dict[str, Any]
) -> None:
    assert phone.send(serial, PATH, {**body(given=True), **change}).status_code == 422


def with_version(*, asks_again: bool) -> ConsentTerms:
    """Today's terms with a second version of the medical purpose's words."""
    medical = consent_terms().of(MEDICAL)
    second = replace(medical.current, version=2, asks_again=asks_again)
    return ConsentTerms(
        tuple(
            replace(each, versions=(*each.versions, second)) if each is medical else each
            for each in consent_terms().purposes
        )
    )
