"""A partner's manager lets devices in and shuts them out, at the partner's own desks only."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from core.accounts.roles import Role
from core.policy.vocabulary import PartnerKind
from partners.devices import invite_device
from partners.models import Desk
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.api.calls import Device

DEVICES = "/partner/devices"


@pytest.fixture
def manager(world: World, client: FlaskClient, hospital_desk: Desk) -> FlaskClient:
    """A browser in which the hospital's manager is signed in."""
    partner_id = world.place(hospital_desk).partner_id
    world.sign_in(client, world.account(Role.PARTNER_MANAGER, partner_id=partner_id))
    return client


def text_of(client: FlaskClient) -> str:
    """Answer the page of desks and devices."""
    return client.get(DEVICES).get_data(as_text=True)


def test_a_code_is_shown_once_and_pairs_a_device(manager: FlaskClient, hospital_desk: Desk) -> None:
    answer = manager.post(DEVICES, data={"desk": hospital_desk.id, "label": "  门诊 1号机 "})
    found = re.search(r"data-enrol-code[^>]*>([2-9A-Z]{12})<", answer.get_data(as_text=True))
    assert found is not None
    assert found[1] not in text_of(manager)
    assert "待接入" in text_of(manager)
    enrolled = manager.post("/api/v1/devices/enrol", json={"code": found[1]}).get_json()
    assert enrolled["device"]["label"] == "门诊 1号机"
    assert "已接入" in text_of(manager)


def test_a_revoked_device_is_out_at_once(
    manager: FlaskClient, world: World, hospital_desk: Desk
) -> None:
    device = Device(world_client(manager), world.device_token(hospital_desk))
    assert device.scan("1")["outcome"] == "refused"
    assert manager.post(f"{DEVICES}/1/revoke").status_code == 302
    assert "已停用" in text_of(manager)
    refused = device.post("/api/v1/scans", {})
    assert refused.status_code == 401


def world_client(client: FlaskClient) -> FlaskClient:
    """Answer another client of the same application, without the first one's session."""
    return client.application.test_client()


def test_a_device_that_never_enrolled_can_be_revoked(
    manager: FlaskClient, world: World, hospital_desk: Desk, clock: MovableClock
) -> None:
    with world.parts.database.writing() as session:
        code = invite_device(session, hospital_desk.id, label="平板", now=clock.now).code
    assert manager.post(f"{DEVICES}/1/revoke").status_code == 302
    assert manager.post("/api/v1/devices/enrol", json={"code": code}).status_code == 422


def test_a_code_that_ran_out_says_so(
    manager: FlaskClient, world: World, hospital_desk: Desk, clock: MovableClock
) -> None:
    with world.parts.database.writing() as session:
        invite_device(session, hospital_desk.id, label="平板", now=clock.now)
    clock.advance(timedelta(hours=2))
    assert "接入码已过期" in text_of(manager)


def test_another_partners_desk_and_device_are_not_found(manager: FlaskClient, world: World) -> None:
    other = world.desk(PartnerKind.SCENIC)
    world.device_token(other)
    assert world.place(other).site_name not in text_of(manager)
    assert manager.post(f"{DEVICES}/1/revoke").status_code == 404
    assert manager.post(DEVICES, data={"desk": other.id, "label": "x"}).status_code == 404
    device = Device(world_client(manager), world.device_token(other))
    assert device.scan("1")["outcome"] == "refused"


@pytest.mark.parametrize("desk", ["", "x", "²", "99999999999999999999", "9" * 5000, "-1", "0"])
def test_a_desk_that_cannot_be_is_not_found(desk: str, manager: FlaskClient) -> None:
    assert manager.post(DEVICES, data={"desk": desk, "label": "x"}).status_code == 404


@pytest.mark.parametrize("label", ["", "   ", "x" * 81, "a\0b", "\u202e"])
def test_a_bad_label_is_answered_beside_its_field(
    label: str, manager: FlaskClient, hospital_desk: Desk
) -> None:
    answer = manager.post(DEVICES, data={"desk": hospital_desk.id, "label": label})
    assert answer.status_code == 422
    assert "field-error" in answer.get_data(as_text=True)


def test_an_id_that_no_table_holds_is_not_found(manager: FlaskClient) -> None:
    assert manager.post(f"{DEVICES}/{2**63}/revoke").status_code == 404
    assert manager.post(f"{DEVICES}/0/revoke").status_code == 404


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.OPERATOR])
def test_nobody_else_manages_devices(
    role: Role, world: World, client: FlaskClient, hospital_desk: Desk
) -> None:
    partner_id = world.place(hospital_desk).partner_id if role is Role.OPERATOR else None
    world.sign_in(client, world.account(role, partner_id=partner_id))
    assert client.get(DEVICES).status_code == 403
    data = {"desk": hospital_desk.id, "label": "x"}
    assert client.post(DEVICES, data=data).status_code == 403
    assert client.post(f"{DEVICES}/1/revoke").status_code == 403
