"""Whatever is sent to the phone's JSON routes: never a 500, and nothing is written."""

import json
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app import create_app
from cardholders.cards.models import Activation, CardCredential, CardEvent
from cardholders.phone.models import CodeQuota, OneTimeCode
from core.settings import Settings
from core.web.json_body import MAX_JSON_BYTES
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.cardholders.phone.activation_bed import Telephone

ROUTES = ["/phone/api/activation", "/phone/api/activation/code", "/phone/api/activation/bind"]
SIGN_IN = {"/phone/api/sign-in/code": b'"contact"', "/phone/api/sign-in/bind": b'"ticket"'}
"""The routes that are asked without a link, with what each calls the link's token."""

ALL = [*ROUTES, *SIGN_IN]
TOKEN = "t" * 32
WELL_FORMED = {"token": TOKEN, "code": "123456", "phone_key": "A" * 44, "proof": "a.b.c"}
RUBBISH: list[bytes] = [
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"{",
    b"{}",
    b"\xff\xfe",
    b"[" * 5000,
    b'{"token":' * 1000,
    json.dumps({"token": None}).encode(),
    json.dumps({"token": 1}).encode(),
    json.dumps({"token": ["x"]}).encode(),
    json.dumps({"token": ""}).encode(),
    json.dumps({"token": "\0" * 32}).encode(),
    json.dumps({"token": "' OR 1=1 --" * 3}).encode(),
    json.dumps({"token": "令" * 32}).encode(),
    b'{"token": "\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800\\ud800"}',
    json.dumps({**WELL_FORMED, "extra": 1}).encode(),
    json.dumps({**WELL_FORMED, "code": "1" * 400}).encode(),
    json.dumps({**WELL_FORMED, "code": 123456}).encode(),
    json.dumps({**WELL_FORMED, "code": "12\n456"}).encode(),
    json.dumps({**WELL_FORMED, "proof": "." * 513}).encode(),
    json.dumps({**WELL_FORMED, "phone_key": "A" * 45}).encode(),
    b'{"token": 1e400}',
    b'{"token": ' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("route", ALL)
def test_rubbish_is_a_problem_that_names_what_is_wrong(
    client: FlaskClient, world: World, route: str
) -> None:
    before = _everything(world)
    for rubbish in RUBBISH:
        raw = rubbish.replace(b'"token"', SIGN_IN.get(route, b'"token"'))
        answer = client.post(route, data=raw, content_type="application/json")
        assert answer.status_code in {400, 422}, raw[:60]
        assert answer.content_type == "application/problem+json"
        assert answer.status_code == 400 or answer.get_json()["errors"]
    assert _everything(world) == before


@pytest.mark.parametrize("route", ALL)
def test_too_much_and_another_type_are_refused_unread(client: FlaskClient, route: str) -> None:
    large = b'{"token": "' + b"t" * MAX_JSON_BYTES + b'"}'
    assert client.post(route, data=large, content_type="application/json").status_code == 413
    plain = json.dumps(WELL_FORMED).encode()
    assert client.post(route, data=plain, content_type="text/plain").status_code == 415
    assert client.post(route, data={"token": TOKEN}).status_code == 415
    assert client.get(route).status_code == 405


@hypothesis_settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=80),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from([*WELL_FORMED, "ticket", "contact", "document"])
                | st.text(max_size=8),
                inner,
            )
        ),
        max_leaves=12,
    ),
    route=st.sampled_from(ALL),
)
def test_nothing_invented_breaks_a_route(client: FlaskClient, body: object, route: str) -> None:
    raw = json.dumps(body).encode()
    assert client.post(route, data=raw, content_type="application/json").status_code < 500


def test_hostile_bindings_leave_a_link_as_it_was(client: FlaskClient, world: World) -> None:
    phone = Telephone(client, world)
    token = phone.link(world.card())
    phone.ask_for_code(token)
    code = phone.received_code()
    good = phone.binding(token, code)
    before = _everything(world)
    for name, value in {
        "phone_key": "B" * 44,
        "proof": good["proof"].replace(".", "..", 1),
        "token": "x" * 32,
        "code": "12 456",
    }.items():
        answer = client.post(f"{ROUTES[0]}/bind", json={**good, name: value})
        assert answer.status_code in {404, 422}
    assert _everything(world) == before
    assert phone.bind(token, code).status_code == 200


def test_the_limits_follow_the_link_as_well_as_the_address(
    settings: Settings, clock: MovableClock, world: World
) -> None:
    limited = create_app(settings.model_copy(update={"limits_enabled": True}), clock=clock)
    phone = Telephone(limited.test_client(), world)
    token = phone.link(world.card())
    answers = [
        phone.client.post(
            ROUTES[1], json={"token": token}, environ_base={"REMOTE_ADDR": f"192.0.2.{number}"}
        )
        for number in range(1, 5)
    ]
    limited.extensions["services"].database.engine.dispose()
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert answers[-1].get_json()["code"] == "too_many_requests"


def test_the_time_is_the_servers(client: FlaskClient, world: World) -> None:
    answer = client.get("/phone/api/time")
    told = datetime.fromtimestamp(answer.get_json()["now"] / 1000, UTC)
    assert told == world.clock()


def _everything(world: World) -> list[object]:
    with world.parts.database.reading() as session:
        counts = [
            session.scalar(select(func.count()).select_from(table))
            for table in (Activation, CardCredential, CardEvent, OneTimeCode, CodeQuota)
        ]
        links = session.execute(
            select(Activation.used_at, Activation.code_tries, Activation.code_hash)
        ).all()
    return [*counts, *map(tuple, links)]
