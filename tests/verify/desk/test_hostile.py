"""Bad input and other people's ids: each its own reason and words, and nothing half-written."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from cardholders.keys.models import IssuerKeyRecord
from core.accounts.roles import Role
from core.credential.digits import write_digits
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import SimulatedPhone, World
from tests.bed.world import MovableClock
from tests.core.credential.fixed import STRANGER, present_printed
from tests.verify.desk.desk_client import DeskClient, look
from tests.verify.scanning.desk_calls import count_rows
from verify.scanning.models import ClientId, QuotaSlot, UsageEntry, Void
from verify.scanning.reasons import LOOKS, Reason
from verify.scanning.words import title_of


@pytest.fixture
def hospital(world: World, client: FlaskClient) -> DeskClient:
    """An operator at a hospital's desk."""
    return DeskClient.at(world, world.desk(PartnerKind.HOSPITAL), client)


def _flip(digits: str, place: int) -> str:
    other = str((int(digits[place]) + 5) % 10)
    return digits[:place] + other + digits[place + 1 :]


Spoil = Callable[[SimulatedPhone], str]
SPOILT: dict[Reason, list[Spoil]] = {
    Reason.UNREADABLE: [
        lambda _: "",
        lambda _: "\0\N{FULLWIDTH DIGIT SEVEN}1',\"<script>alert(1)</script>",
        lambda phone: phone.digits() * 2,
        lambda _: "7" * 5000,
    ],
    Reason.PAYMENT_CODE: [lambda _: "281234567890123456", lambda _: "wxp://f2f0abc"],
    Reason.OTHER_TOKEN: [lambda _: "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."],
    Reason.TRUNCATED: [lambda phone: phone.digits()[:300], lambda _: "71"],
    Reason.MISTYPED: [lambda phone: _flip(phone.digits(), 100)],
    Reason.STALE: [lambda phone: phone.digits(phone.clock() - timedelta(minutes=5))],
    Reason.AHEAD: [lambda phone: phone.digits(phone.clock() + timedelta(minutes=5))],
    Reason.UNKNOWN_KEY: [lambda _: write_digits(present_printed(STRANGER))],
}


@pytest.mark.parametrize(
    ("reason", "spoil"),
    [(reason, spoil) for reason, spoils in SPOILT.items() for spoil in spoils],
    ids=[f"{reason}-{n}" for reason, spoils in SPOILT.items() for n in range(len(spoils))],
)
def test_each_bad_code_has_its_own_reason_words_and_line(
    world: World, hospital: DeskClient, reason: Reason, spoil: Spoil
) -> None:
    phone = world.phone(world.card())
    answer = hospital.scan(spoil(phone))
    assert look(answer) is LOOKS[reason]
    assert hospital.reasons() == [reason]
    assert title_of(reason) in answer.text
    assert "<script>alert" not in answer.text
    assert "data-redeem" not in answer.text
    assert count_rows(world, QuotaSlot) == 0
    assert count_rows(world, ClientId) == 1


def test_a_code_of_a_retired_key_is_told_to_renew(
    world: World, hospital: DeskClient, clock: MovableClock
) -> None:
    phone = world.phone(world.card())
    with world.parts.database.writing() as session:
        session.execute(update(IssuerKeyRecord).values(retired_at=datetime(2026, 1, 1, tzinfo=UTC)))
    answer = hospital.scan(phone.digits())
    assert hospital.reasons() == [Reason.RETIRED_KEY]
    assert "旧码已停用" in answer.text


def test_a_code_that_another_desk_saw_is_replayed(
    world: World, hospital: DeskClient, app: Flask
) -> None:
    digits = world.phone(world.card()).digits()
    hospital.scan(digits)
    other = DeskClient.at(world, world.desk(PartnerKind.HOSPITAL), app.test_client())
    answer = other.scan(digits)
    assert other.reasons() == [Reason.REPLAYED]
    assert "此码在别处用过" in answer.text
    assert "陈**" not in answer.text


def test_a_rebound_phone_leaves_the_old_one_replaced(world: World, hospital: DeskClient) -> None:
    card = world.card()
    old = world.phone(card)
    world.phone(card)
    assert "旧卡已换" in hospital.scan(old.digits()).text


def test_another_partners_redemption_stays_as_it_is(
    world: World, hospital: DeskClient, app: Flask
) -> None:
    use = uuid4()
    hospital.use(hospital.scanned(world.phone(world.card()).digits()), "checkup", request_id=use)
    other = DeskClient.at(world, world.desk(PartnerKind.HOSPITAL), app.test_client())
    assert other.undo(use).status_code == 404
    assert other.undo(uuid4()).status_code == 404
    assert count_rows(world, QuotaSlot) == 1
    assert count_rows(world, Void) == 0
    assert other.reasons() == []


def test_another_desks_scan_is_unknown_here(world: World, hospital: DeskClient, app: Flask) -> None:
    scan = hospital.scanned(world.phone(world.card()).digits())
    other = DeskClient.at(world, world.desk(PartnerKind.HOSPITAL), app.test_client())
    answer = other.use(scan, "escort")
    assert other.reasons() == [Reason.SCAN_UNKNOWN]
    assert "陈**" not in answer.text
    assert count_rows(world, QuotaSlot) == 0


def test_a_refused_scan_grants_nothing_later(world: World, hospital: DeskClient) -> None:
    scan = hospital.scanned("rubbish")
    assert "不能办理" in hospital.use(scan, "escort").text
    assert count_rows(world, QuotaSlot) == 0


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"id": "x"},
        {"id": str(uuid4()), "scan": "1"},
        {"id": str(uuid4()), "scan": str(uuid4()), "benefit": "x"},
        {"id": str(uuid4()), "scan": str(uuid4()), "benefit": "' OR 1=1 --"},
    ],
)
def test_a_malformed_use_is_refused_and_leaves_nothing(
    world: World, hospital: DeskClient, fields: dict[str, str]
) -> None:
    assert hospital.client.post("/desk/redemptions", data=fields).status_code == 422
    assert count_rows(world, UsageEntry) == 0
    assert count_rows(world, ClientId) == 0


def test_a_scan_without_an_id_is_refused(world: World, hospital: DeskClient) -> None:
    assert hospital.client.post("/desk/scans", data={"text": "1"}).status_code == 422
    assert count_rows(world, UsageEntry) == 0


def test_an_undo_without_one_of_the_reasons_is_refused(world: World, hospital: DeskClient) -> None:
    use = uuid4()
    hospital.use(hospital.scanned(world.phone(world.card()).digits()), "escort", request_id=use)
    assert hospital.undo(use, "because").status_code == 422
    assert count_rows(world, QuotaSlot) == 1


def test_an_id_used_for_something_else_is_a_conflict(world: World, hospital: DeskClient) -> None:
    used = hospital.scanned("one text")
    assert hospital.scan("another text", request_id=used).status_code == 409
    assert len(hospital.reasons()) == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_only_operators_have_a_desk(world: World, client: FlaskClient, role: Role) -> None:
    partner_id = world.place(world.desk()).partner_id if role is Role.PARTNER_MANAGER else None
    world.sign_in(client, world.account(role, partner_id=partner_id))
    assert client.get("/desk").status_code == 403
    for path in ("/desk/scans", "/desk/redemptions", f"/desk/redemptions/{uuid4()}/void"):
        assert client.post(path, data={"id": str(uuid4())}).status_code == 403
    assert count_rows(world, UsageEntry) == 0


def test_nobody_is_sent_to_the_door(client: FlaskClient) -> None:
    sent = client.get("/desk", headers={"Accept": "text/html"})
    assert sent.headers["Location"].startswith("/login")
    assert client.post("/desk/scans", data={}).status_code == 401


def test_every_post_asks_for_the_csrf_token(app: Flask, world: World, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    desk = DeskClient.at(world, world.desk(), client)
    assert desk.scan("1").status_code == 400
    assert desk.use(uuid4(), "escort").status_code == 400
    assert desk.undo(uuid4()).status_code == 400
    assert count_rows(world, UsageEntry) == 0


def test_nothing_of_the_scan_stays_in_the_log(world: World, hospital: DeskClient) -> None:
    hospital.scan("281234567890123456")
    with world.parts.database.reading() as session:
        entry = session.scalars(select(UsageEntry)).one()
    assert entry.subject_key is None
    assert entry.card_id is None
