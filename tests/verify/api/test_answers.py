"""Scans, redemptions and voids through the API answer as the stable surface says."""

from datetime import timedelta
from uuid import uuid4

import pytest

from core.policy.vocabulary import Honour, PartnerKind
from partners.devices import revoke_device
from partners.models import Desk
from partners.models import Device as DeviceRecord
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.api.calls import Device

FIELDS = {
    *("id", "kind", "outcome", "reason", "basis", "article", "look", "title", "detail"),
    *("next_step", "basis_line", "notes", "telephone", "at", "scan", "benefit", "card"),
    *("benefits", "redemption", "earlier", "stay", "adviser", "former"),
}
CARD_FIELDS = {
    *("number", "name", "honours", "expires_on", "form"),
    *("document_type", "document_last4", "has_photo"),
}


def test_a_scan_at_a_staffed_desk_is_checked_and_shows_the_benefits(
    world: World, hospital: Device
) -> None:
    card = world.card(Honour.XIANCAI, name="欧阳望舒")
    answer = hospital.scan(world.phone(card).digits())
    assert answer.keys() == FIELDS
    assert (answer["outcome"], answer["reason"]) == ("checked", "choose_benefit")
    assert answer["card"].keys() == CARD_FIELDS
    assert (answer["card"]["number"], answer["card"]["name"]) == (card.number, "欧***")
    assert answer["card"]["honours"] == ["xiancai"]
    offered = {each["code"]: each for each in answer["benefits"]}
    assert offered["checkup"]["remaining"] == 1
    assert offered["escort"]["remaining"] is None
    assert offered["checkup"]["name"] == "免费体检"
    assert offered["health_adviser"]["reason"] == "not_entitled"
    assert answer["redemption"] is None
    assert answer["telephone"]
    assert answer["next_step"]


def test_the_token_text_is_judged_like_the_digits(world: World, hospital: Device) -> None:
    phone = world.phone(world.card())
    body = {"id": str(uuid4()), "presentation": phone.text()}
    assert hospital.post("/api/v1/scans", body).get_json()["reason"] == "choose_benefit"


def test_a_redemption_is_granted_once_a_year_and_a_void_gives_it_back(
    world: World, hospital: Device, clock: MovableClock
) -> None:
    phone = world.phone(world.card())
    granted = hospital.redeem(hospital.scan(phone.digits())["id"], "checkup")
    assert (granted["outcome"], granted["article"], granted["basis"]) == ("granted", 21, "text")
    assert granted["redemption"] == granted["id"]
    clock.advance(timedelta(minutes=1))
    second = hospital.redeem(hospital.scan(phone.digits())["id"], "checkup")
    assert (second["reason"], second["basis"], second["article"]) == (
        "already_used",
        "office",
        None,
    )
    assert second["earlier"]["where"].startswith("演示地点")
    assert hospital.void(granted["id"], reason="not_used", note="未做")["reason"] == "voided"
    clock.advance(timedelta(minutes=1))
    third = hospital.redeem(hospital.scan(phone.digits())["id"], "checkup")
    assert third["outcome"] == "granted"


def test_a_scan_may_ask_for_its_benefit_at_once(world: World, hospital: Device) -> None:
    answer = hospital.scan(world.phone(world.card()).digits(), benefit="escort")
    assert (answer["outcome"], answer["redemption"]) == ("granted", answer["id"])


def test_a_gate_grants_a_phone_at_once_and_asks_for_the_document_of_plastic(
    world: World, gate: Device
) -> None:
    card = world.card()
    assert gate.scan(world.phone(card).digits())["outcome"] == "granted"
    plastic = world.printed(world.card())
    assert gate.scan(plastic)["reason"] == "document_required"
    assert gate.scan(plastic, document_checked=True)["outcome"] == "granted"


def test_the_same_request_gets_the_same_answer_and_another_body_409(
    world: World, hospital: Device, clock: MovableClock
) -> None:
    body = {"id": str(uuid4()), "qr": world.phone(world.card()).digits(), "benefit": "checkup"}
    first = hospital.post("/api/v1/scans", body)
    clock.advance(timedelta(hours=2))
    assert hospital.post("/api/v1/scans", body).get_json() == first.get_json()
    other = hospital.post("/api/v1/scans", {**body, "benefit": "escort"})
    assert (other.status_code, other.get_json()["code"]) == (409, "conflict")
    assert other.content_type == "application/problem+json"


def test_a_card_that_opens_nothing_names_nobody(world: World, hospital: Device) -> None:
    phone = world.phone(world.card())
    world.phone(world.card())
    code = phone.digits()
    assert hospital.scan(code)["card"]["name"]
    broken = code[:-3] + str((int(code[-3]) + 1) % 10) + code[-2:]
    assert hospital.scan(broken)["card"] is None


def test_an_unknown_scan_and_an_unknown_redemption_are_answers(hospital: Device) -> None:
    assert hospital.redeem(str(uuid4()), "checkup")["reason"] == "scan_unknown"
    assert hospital.void(str(uuid4()))["reason"] == "voided"


def test_a_device_of_another_desk_cannot_redeem_the_scan(
    world: World, hospital: Device, gate: Device
) -> None:
    scan = hospital.scan(world.phone(world.card()).digits())
    assert gate.redeem(scan["id"], "scenic_admission")["reason"] == "scan_unknown"


def test_a_benefit_of_another_kind_of_desk_is_refused_with_its_article(
    world: World, hospital: Device
) -> None:
    answer = hospital.scan(world.phone(world.card()).digits(), benefit="scenic_admission")
    assert (answer["reason"], answer["article"]) == ("wrong_desk", 21)


def test_a_closed_desk_answers_403(
    world: World, hospital: Device, hospital_desk: Desk, clock: MovableClock
) -> None:
    with world.parts.database.writing() as session:
        session.get_one(Desk, hospital_desk.id).closed_at = clock.now
    response = hospital.post("/api/v1/scans", {"id": str(uuid4()), "qr": "1"})
    assert (response.status_code, response.get_json()["code"]) == (403, "forbidden")


def test_a_revoked_device_answers_401(world: World, hospital: Device, clock: MovableClock) -> None:
    assert hospital.scan("1")["reason"] == "unreadable"
    with world.parts.database.writing() as session:
        device = session.query(DeviceRecord).one()
        assert device.last_seen_at == clock.now
        revoke_device(session, device.id, now=clock.now)
    response = hospital.post("/api/v1/scans", {"id": str(uuid4()), "qr": "1"})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize("kind", list(PartnerKind))
def test_every_kind_of_desk_is_served(kind: PartnerKind, world: World, hospital: Device) -> None:
    device = Device(hospital.client, world.device_token(world.desk(kind)))
    answer = device.scan(world.phone(world.card(Honour.SPECIAL)).digits())
    assert answer["outcome"] in {"granted", "checked"}
    assert answer["benefits"]
