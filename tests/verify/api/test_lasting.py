"""Stays and advisers through the API: optional fields, answers with facts, an end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.api.calls import Device, Json

DOCTOR = {"physician": " 白仲康 ", "department": "心血管内科", "rank": "chief"}


@pytest.fixture
def house(world: World, app: Flask) -> Device:
    """A device at an apartment's desk."""
    return Device(app.test_client(), world.device_token(world.desk(PartnerKind.APARTMENT)))


def release(device: Device, redemption: str) -> Json:
    """End a stay or an assignment."""
    response = device.post(f"/api/v1/redemptions/{redemption}/release", {"id": str(uuid4())})
    assert response.status_code == 200, response.text
    answer: Json = response.get_json()
    return answer


def test_a_stay_begins_and_ends_with_its_facts(
    world: World, house: Device, clock: MovableClock
) -> None:
    scan = house.scan(world.phone(world.card()).digits())
    granted = house.redeem(scan["id"], "apartment", unit="1203")
    assert granted["outcome"] == "granted"
    assert granted["stay"] == {
        "unit": "1203",
        "began_at": granted["at"],
        "ended_at": None,
        "ending": None,
    }
    clock.advance(timedelta(days=5))
    ended = release(house, granted["id"])
    assert (ended["kind"], ended["outcome"], ended["reason"]) == ("release", "checked", "released")
    assert (ended["stay"]["ending"], ended["stay"]["ended_at"]) == ("left", ended["at"])
    assert release(house, granted["id"])["reason"] == "not_active"


def test_the_body_of_before_still_checks_in(world: World, house: Device) -> None:
    scan = house.scan(world.phone(world.card()).digits())
    granted = house.redeem(scan["id"], "apartment")
    assert (granted["reason"], granted["stay"]["unit"]) == ("granted", None)


def test_a_former_stay_is_told_and_ended_when_asked(
    world: World, house: Device, app: Flask, clock: MovableClock
) -> None:
    phone = world.phone(world.card())
    first = house.redeem(house.scan(phone.digits())["id"], "apartment")
    clock.advance(timedelta(minutes=1))
    other = Device(app.test_client(), world.device_token(world.desk(PartnerKind.APARTMENT)))
    scan = other.scan(phone.digits())
    assert scan["benefits"][0]["reason"] == "already_active"
    assert scan["benefits"][0]["earlier"]["at"] == first["at"]
    moved = other.redeem(scan["id"], "apartment", end_former=True)
    assert (moved["outcome"], moved["former"]["at"]) == ("granted", first["at"])
    assert release(house, first["id"])["reason"] == "not_active"


def test_an_adviser_is_asked_for_judged_and_answered(world: World, hospital: Device) -> None:
    scan = hospital.scan(world.phone(world.card()).digits())["id"]
    asked = hospital.redeem(scan, "health_adviser")
    assert (asked["outcome"], asked["reason"]) == ("checked", "details_required")
    low = hospital.redeem(scan, "health_adviser", adviser=DOCTOR | {"rank": "resident"})
    assert (low["outcome"], low["reason"], low["basis"], low["article"]) == (
        *("refused", "rank_too_low", "text"),
        21,
    )
    granted = hospital.redeem(scan, "health_adviser", adviser=DOCTOR)
    assert granted["adviser"]["physician"] == "白仲康"
    assert granted["stay"] is None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"unit": "u" * 41}, "unit"),
        ({"unit": " "}, "unit"),
        ({"end_former": "yes"}, "end_former"),
        ({"adviser": {}}, "adviser.physician"),
        ({"adviser": DOCTOR | {"rank": "professor"}}, "adviser.rank"),
        ({"adviser": DOCTOR | {"department": "d" * 61}}, "adviser.department"),
    ],
)
def test_malformed_particulars_name_their_field(
    hospital: Device, more: dict[str, object], field: str
) -> None:
    body = {"id": str(uuid4()), "scan": str(uuid4()), "benefit": "health_adviser", **more}
    response = hospital.post("/api/v1/redemptions", body)
    assert response.status_code == 422
    assert response.get_json()["errors"][0]["field"] == field


def test_another_partners_device_ends_nothing(world: World, house: Device, app: Flask) -> None:
    granted = house.redeem(house.scan(world.phone(world.card()).digits())["id"], "apartment")
    other = Device(app.test_client(), world.device_token(world.desk(PartnerKind.APARTMENT)))
    answer = release(other, granted["id"])
    assert (answer["reason"], answer["stay"], answer["benefit"]) == ("not_active", None, None)
    assert release(house, granted["id"])["reason"] == "released"
