"""Whatever a client sends is answered: any text is judged, a malformed request is a 4xx."""

import json
from collections import Counter
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy import func, select

from core.accounts.roles import (
    DEVICE_PERMISSIONS,
    PHONE_PERMISSIONS,
    ROLE_PERMISSIONS,
    Permission,
    Role,
)
from core.web.errors import PROBLEM_TYPE
from partners.models import Desk
from tests.bed.factories import World
from tests.verify.api.calls import Device
from verify.scanning.models import ClientId, UsageEntry

SCANS = "/api/v1/scans"
REDEMPTIONS = "/api/v1/redemptions"
GOOD_ID = "6f9c1d1e-7a55-4b76-9a3f-0d5c6d1a2b3c"


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "7" * 4096, "71" + "9" * 4094, "\u202e绿卡", "𠮷" * 4096, "wxp://f2f0"],
)
def test_any_text_up_to_4096_characters_is_judged(text: str, hospital: Device) -> None:
    answer = hospital.scan(text)
    assert (answer["outcome"], answer["card"], answer["benefits"]) == ("refused", None, [])
    assert answer["basis"] == "technical"
    assert answer["article"] is None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe{}", 400),
        (b"[" * 30_000, 400),
        (b'{"id": ' + b"9" * 10_000 + b', "qr": "1"}', 400),
        (b'{"id": "' + GOOD_ID.encode() + b'", "qr": "\\ud800"}', 400),
        (b'{"id": "' + GOOD_ID.encode() + b'", "qr": NaN}', 422),
        (b"[]", 422),
        (b"null", 422),
        (b'"text"', 422),
        (b" " * 70_000, 413),
        ({}, 422),
        ({"id": GOOD_ID}, 422),
        ({"qr": "1"}, 422),
        ({"id": "x" * 300, "qr": "1"}, 422),
        ({"id": None, "qr": "1"}, 422),
        ({"id": GOOD_ID + "\0", "qr": "1"}, 422),
        ({"id": GOOD_ID, "qr": "1", "presentation": "1"}, 422),
        ({"id": GOOD_ID, "qr": "7" * 4097}, 422),
        ({"id": GOOD_ID, "qr": 71}, 422),
        ({"id": GOOD_ID, "qr": ["71"]}, 422),
        ({"id": GOOD_ID, "qr": "1", "benefit": "checkup\0"}, 422),
        ({"id": GOOD_ID, "qr": "1", "benefit": "no such"}, 422),
        ({"id": GOOD_ID, "qr": "1", "benefit": "b" * 41}, 422),
        ({"id": GOOD_ID, "qr": "1", "document_checked": "yes"}, 422),
        ({"id": GOOD_ID, "qr": "1", "document_checked": 1}, 422),
    ],
)
def test_a_malformed_scan_is_a_problem_and_leaves_nothing_behind(
    body: object, status: int, world: World, hospital: Device
) -> None:
    response = hospital.post(SCANS, body)
    assert response.status_code == status
    assert response.content_type == PROBLEM_TYPE
    problem = response.get_json()
    assert problem["status"] == status
    assert problem["title"]
    assert bool(problem["errors"]) is (status == 422)
    with world.parts.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(UsageEntry)) == 0
        assert session.scalar(select(func.count()).select_from(ClientId)) == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"id": GOOD_ID, "benefit": "checkup"}, "scan"),
        ({"id": GOOD_ID, "scan": GOOD_ID}, "benefit"),
        ({"id": GOOD_ID, "scan": GOOD_ID, "benefit": "no such"}, "benefit"),
        ({"id": GOOD_ID, "scan": GOOD_ID, "benefit": "checkup", "note": "n" * 501}, "note"),
        ({"id": GOOD_ID, "scan": "1", "benefit": "checkup"}, "scan"),
    ],
)
def test_a_malformed_redemption_names_its_field(body: object, field: str, hospital: Device) -> None:
    response = hospital.post(REDEMPTIONS, body)
    assert response.status_code == 422
    assert [each["field"] for each in response.get_json()["errors"]] == [field]


def test_a_malformed_void_is_a_problem(hospital: Device) -> None:
    path = f"{REDEMPTIONS}/{GOOD_ID}/void"
    assert hospital.post(path, {"id": str(uuid4()), "reason": "because"}).status_code == 422
    assert hospital.post(path, {"reason": "other"}).status_code == 422
    assert hospital.post(f"{REDEMPTIONS}/1/void", {"id": str(uuid4())}).status_code == 404


def test_a_body_that_is_not_json_is_415(hospital: Device) -> None:
    response = hospital.client.post(
        SCANS, data={"qr": "1"}, headers={"Authorization": f"Bearer {hospital.token}"}
    )
    assert (response.status_code, response.content_type) == (415, PROBLEM_TYPE)


@pytest.mark.parametrize("authorization", [None, "Bearer", "Bearer x", "Basic x", "Bearer é"])
def test_without_a_device_token_every_route_is_401(
    authorization: str | None, hospital: Device
) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    for path in (SCANS, REDEMPTIONS, f"{REDEMPTIONS}/{GOOD_ID}/void"):
        response = hospital.client.post(path, json={}, headers=headers)
        assert (response.status_code, response.content_type) == (401, PROBLEM_TYPE)


@pytest.mark.parametrize("role", list(Role))
def test_no_session_authenticates_an_api_call(
    role: Role, world: World, hospital: Device, hospital_desk: Desk
) -> None:
    partner = world.place(hospital_desk).partner_id
    ours = role in {Role.OPERATOR, Role.PARTNER_MANAGER}
    account = world.account(role, partner_id=partner if ours else None)
    world.sign_in(hospital.client, account)
    body = {"id": str(uuid4()), "qr": "1"}
    for path in (SCANS, REDEMPTIONS, f"{REDEMPTIONS}/{GOOD_ID}/void"):
        response = hospital.client.post(path, json=body)
        assert (response.status_code, response.content_type) == (403, PROBLEM_TYPE)


def test_the_api_asks_for_no_csrf_token(app: Flask, hospital: Device) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert hospital.scan("no code of ours")["reason"] == "unreadable"
    enrolled = hospital.post("/api/v1/devices/enrol", {"code": "x"})
    assert (enrolled.status_code, enrolled.get_json()["code"]) == (422, "invalid")


def test_only_devices_hold_the_permission_of_the_api() -> None:
    assert Permission.API_SCAN in DEVICE_PERMISSIONS
    assert Permission.API_SCAN not in PHONE_PERMISSIONS
    assert not [r for r, given in ROLE_PERMISSIONS.items() if Permission.API_SCAN in given]


def test_an_unknown_address_and_a_wrong_method_are_problems(hospital: Device) -> None:
    for path, method, status in (("/api/v1/nothing", "POST", 404), (SCANS, "GET", 405)):
        response = hospital.client.open(path, method=method)
        assert (response.status_code, response.content_type) == (status, PROBLEM_TYPE)


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    body=strategies.recursive(
        strategies.none() | strategies.booleans() | strategies.integers() | strategies.text(),
        lambda inner: (
            strategies.lists(inner, max_size=4)
            | strategies.dictionaries(
                strategies.sampled_from(
                    ["id", "qr", "presentation", "benefit", "document_checked", "scan", "note"]
                ),
                inner | strategies.uuids().map(str),
                max_size=7,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_makes_the_server_fail(body: object, hospital: Device) -> None:
    answered: Counter[int] = Counter()
    for path in (SCANS, REDEMPTIONS, f"{REDEMPTIONS}/{uuid4()}/void"):
        content = json.dumps(body, ensure_ascii=True).encode()
        answered[hospital.post(path, content).status_code] += 1
    assert all(status == 200 or 400 <= status < 500 for status in answered)
