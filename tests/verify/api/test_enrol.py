"""Devices enrol with a one-time code: it pairs exactly one, and is not to be guessed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from core.encryption import token_hash
from core.settings import Settings
from partners.devices import invite_device
from partners.models import Desk, Device
from tests.bed.factories import World
from tests.bed.world import MovableClock
from verify.api.device_routes import ATTEMPTS

ENROL = "/api/v1/devices/enrol"
AT_ONCE = 20


@pytest.fixture
def code(world: World, hospital_desk: Desk, clock: MovableClock) -> str:
    """A one-time code for a device at the hospital's desk."""
    with world.parts.database.writing() as session:
        return invite_device(session, hospital_desk.id, label="门诊1号机", now=clock.now).code


def test_a_device_gets_its_token_once_and_only_its_hash_is_kept(
    code: str, client: FlaskClient, world: World, hospital_desk: Desk
) -> None:
    answer = client.post(ENROL, json={"code": code.lower()}).get_json()
    assert answer["device"]["label"] == "门诊1号机"
    assert answer["desk"]["id"] == hospital_desk.id
    assert answer["desk"]["kind"] == "hospital"
    with world.parts.database.reading() as session:
        device = session.scalars(select(Device)).one()
    assert device.token_hash == token_hash(answer["token"])
    assert device.code_hash is None
    again = client.post(ENROL, json={"code": code})
    assert (again.status_code, again.content_type) == (422, "application/problem+json")


def test_twenty_devices_with_one_code_at_once_and_one_wins(code: str, app: Flask) -> None:
    start = Barrier(AT_ONCE)

    def attempt(_number: int) -> int:
        # The bed's own client watches for lost writes, and 19 others are rolled back meanwhile.
        client = FlaskClient(app, app.response_class)
        start.wait()
        return client.post(ENROL, json={"code": code}).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = sorted(pool.map(attempt, range(AT_ONCE)))
    assert answered == [200] + [422] * (AT_ONCE - 1)


def test_a_code_runs_out_after_an_hour(code: str, client: FlaskClient, clock: MovableClock) -> None:
    clock.advance(timedelta(hours=1))
    assert client.post(ENROL, json={"code": code}).status_code == 422


def test_a_code_for_a_closed_desk_pairs_nothing(
    code: str, client: FlaskClient, world: World, hospital_desk: Desk, clock: MovableClock
) -> None:
    with world.parts.database.writing() as session:
        session.get_one(Desk, hospital_desk.id).closed_at = clock.now
    assert client.post(ENROL, json={"code": code}).status_code == 403
    with world.parts.database.reading() as session:
        assert session.scalars(select(Device)).one().token_hash is None


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": 1}, {"code": "x" * 65}, []])
def test_a_malformed_enrolment_is_422(body: object, client: FlaskClient) -> None:
    assert client.post(ENROL, json=body).status_code == 422


def test_guessing_is_limited(settings: Settings, clock: MovableClock) -> None:
    limited = create_app(settings.model_copy(update={"limits_enabled": True}), clock=clock)
    client = limited.test_client()
    tries = int(ATTEMPTS.split()[0])
    # The minute may turn over once while we try: then the count starts anew.
    answered = [client.post(ENROL, json={"code": "x"}) for _ in range(2 * tries + 1)]
    evaluated = [each for each in answered if each.status_code == 422]
    refused = [each for each in answered if each.status_code == 429]
    assert len(evaluated) + len(refused) == len(answered)
    assert refused
    assert refused[0].content_type == "application/problem+json"
    limited.extensions["services"].database.engine.dispose()
