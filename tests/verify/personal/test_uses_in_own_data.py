"""Scans, uses, stays, advisers, requests and reports stand in the export of their holder alone."""

from uuid import uuid4

from flask.testing import FlaskClient

from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.cardholders.phone.activation_bed import Telephone, serial_of
from tests.cardholders.self_service.conftest import BoundPhone
from tests.verify.api.calls import Device


def bound(client: FlaskClient, world: World, name: str) -> BoundPhone:
    telephone, card = Telephone(client, world), world.card(name=name)
    return BoundPhone(telephone, card, serial_of(telephone.bound_to(card)))


def test_what_was_scanned_and_reported_is_exported_without_those_who_worked_there(
    client: FlaskClient, world: World
) -> None:
    phone, other = bound(client, world, "陈望舒"), bound(client, world, "许慎行")
    hospital = Device(client, world.device_token(world.desk(PartnerKind.HOSPITAL)))
    scan = hospital.scan(world.printed(phone.card), document_checked=True)
    hospital.redeem(scan["id"], "appointment", note="转诊", document_checked=True)
    phone.send("reports", {"id": str(uuid4()), "kind": "correction", "text": "单位已改名"})
    document = phone.ask("data/export")["export"]
    assert [each["kind"] for each in document["uses"]] == ["scan", "redemption"]
    assert document["uses"][1]["benefit"] == "appointment"
    assert document["uses"][1]["note"] == "转诊"
    assert "演示设备" not in str(document["uses"])
    assert document["reports"][0]["text"] == "单位已改名"
    facts = {each["code"]: each["facts"] for each in phone.ask("data")["groups"]}
    assert facts["uses"] == [{"label": "扫码", "value": "1次，最早一次2026-05-20", "masked": False}]
    assert facts["reports"][0]["value"] == "1件"
    strangers = other.ask("data/export")["export"]
    assert [strangers[each] for each in ("uses", "stays", "advisers", "requests", "reports")] == [
        *([],) * 5,
    ]


def test_stays_and_advisers_are_exported_with_room_and_physician(
    client: FlaskClient, world: World
) -> None:
    phone = bound(client, world, "陈望舒")
    apartment = Device(client, world.device_token(world.desk(PartnerKind.APARTMENT)))
    hospital = Device(client, world.device_token(world.desk(PartnerKind.HOSPITAL)))
    plastic = world.printed(phone.card)
    scan = apartment.scan(plastic, document_checked=True)
    apartment.redeem(scan["id"], "apartment", unit="0806", document_checked=True)
    scan = hospital.scan(plastic, document_checked=True)
    adviser = {"physician": "白仲康", "department": "心血管内科", "rank": "chief"}
    hospital.redeem(scan["id"], "health_adviser", document_checked=True, adviser=adviser)
    document = phone.ask("data/export")["export"]
    assert document["stays"][0]["unit"] == "0806"
    assert document["stays"][0]["ended_at"] is None
    assert {key: document["advisers"][0][key] for key in adviser} == adviser
    facts = {each["code"]: each["facts"] for each in phone.ask("data")["groups"]}
    assert facts["stays"][0]["value"] == "2026-05-20起"
    assert facts["advisers"][0]["value"].startswith("白仲康 · ")
