"""Codes by mail, and codes that nobody took: the holder is told and has lost nothing."""

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from cardholders.phone.activation import MAX_CODES
from core.settings import Settings, SmsBy
from tests.bed.factories import World
from tests.bed.sms_gateway import ACCEPTED, TOKEN, Gateway, answering, hang_up
from tests.cardholders.phone.activation_bed import Telephone


@pytest.fixture
def settings(settings: Settings, sms_gateway: Gateway) -> Settings:
    """An installation that sends through the gateway, limits and all."""
    return settings.model_copy(
        update={
            "limits_enabled": True,
            "sms_sender": SmsBy.GATEWAY,
            "sms_gateway_url": sms_gateway.url,
            "sms_gateway_token": SecretStr(TOKEN),
        }
    )


@pytest.fixture
def phone(client: FlaskClient, world: World) -> Telephone:
    return Telephone(client, world)


def test_a_failed_sending_is_told_and_uses_up_no_code(
    phone: Telephone, world: World, sms_gateway: Gateway
) -> None:
    token = phone.link(world.card())
    sms_gateway.answer = answering(500)
    for _ in range(MAX_CODES + 1):
        failed = phone.ask_for_code(token)
        assert (failed.status_code, failed.mimetype) == (503, "application/problem+json")
        assert failed.get_json()["code"] == "not_sent"
        assert failed.get_json()["title"] == "短信暂时发不出去，请稍后再试，或打电话给人才办"
    sms_gateway.answer = answering(200, ACCEPTED)
    assert phone.ask_for_code(token).status_code == 200
    assert phone.bind(token, sms_gateway.received[-1].body["code"]).status_code == 200


def test_a_code_that_arrived_although_the_answer_did_not_is_good(
    phone: Telephone, world: World, sms_gateway: Gateway
) -> None:
    token = phone.link(world.card())
    sms_gateway.answer = hang_up
    assert phone.ask_for_code(token).status_code == 503
    (got,) = sms_gateway.received
    assert phone.bind(token, got.body["code"]).status_code == 200


def test_who_has_a_mail_address_alone_gets_the_code_there(
    phone: Telephone, world: World, sms_gateway: Gateway
) -> None:
    token = phone.link(world.card(mobile=None, mail="maria.keller@musterstadt.example"))
    opened = phone.client.post("/phone/api/activation", json={"token": token})
    assert opened.get_json()["contact"] == "m***@musterstadt.example"
    assert phone.ask_for_code(token).status_code == 200
    assert phone.bind(token, phone.received_code()).status_code == 200
    assert sms_gateway.received == []
