"""The sample data is whole, invented, true to life and made by the real use cases."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from stdnum.cn import ric

from cardholders.cards.models import Card, CardCredential
from cardholders.cards.standing import DOCUMENT
from cardholders.people.models import DocumentType, Holder
from core.accounts.models import Account
from core.approvals.models import Proposal
from core.policy.vocabulary import Honour, PartnerKind
from core.qr import qr_version
from core.web.services import Services
from partners.models import Partner, Site
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.api.calls import Device
from verify.sample.people import PEOPLE
from verify.sample.seed import is_empty
from verify.scanning.models import EntryKind, UsageEntry
from verify.scanning.reasons import Reason

ROLES = {
    *("admin", "officer", "approver", "auditor", "partner_manager"),
    *("hospital_operator", "scenic_operator", "apartment_operator", "service_operator"),
}
STATES = {"active", "suspended", "revoked", "expired"}


@pytest.fixture
def demo_path(app: Flask, world: World) -> Path:
    """Where the sample data says where to begin, after seeding."""
    answered = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert answered.exit_code == 0, answered.output
    return world.parts.settings.instance_folder / "demo.json"


@pytest.fixture
def demo(demo_path: Path) -> dict[str, Any]:
    """What instance/demo.json says."""
    content: dict[str, Any] = json.loads(demo_path.read_text(encoding="utf-8"))
    return content


@pytest.fixture
def parts(world: World) -> Services:
    """The application's parts."""
    return world.parts


def test_the_file_has_the_shape_that_scripts_rely_on(
    demo: dict[str, Any], demo_path: Path, parts: Services
) -> None:
    assert demo.keys() == {"base_url", "accounts", "devices", "cards"}
    assert demo["base_url"] == parts.settings.base_url
    assert demo["accounts"].keys() == ROLES
    assert all(each.keys() == {"login", "password"} for each in demo["accounts"].values())
    assert demo["devices"].keys() == set(PartnerKind)
    for card in demo["cards"]:
        assert card.keys() == {"number", "honours", "state", "printed_qr", "activation_url"}
    assert {card["state"] for card in demo["cards"]} == STATES
    assert stat.S_IMODE(demo_path.stat().st_mode) == 0o600


def test_every_honour_has_an_active_printed_card_and_every_state_a_printed_one(
    demo: dict[str, Any],
) -> None:
    printed = [card for card in demo["cards"] if card["printed_qr"]]
    active = [card["honours"] for card in printed if card["state"] == "active"]
    assert all([honour] in active for honour in Honour)
    assert {card["state"] for card in printed} == STATES
    for card in printed:
        assert card["printed_qr"].isdigit()
        assert qr_version(card["printed_qr"]) <= 6
    assert any(len(card["honours"]) == 2 for card in demo["cards"])
    assert sum(card["activation_url"] is not None for card in demo["cards"]) >= 3


def test_everybody_can_sign_in(demo: dict[str, Any], app: Flask) -> None:
    for account in demo["accounts"].values():
        answer = app.test_client().post("/login", data=account)
        assert answer.status_code == 302, account["login"]


def test_a_second_run_changes_nothing(demo_path: Path, app: Flask, parts: Services) -> None:
    before = demo_path.read_bytes()
    answered = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert answered.exit_code == 0
    assert "nothing was added" in answered.output
    assert demo_path.read_bytes() == before
    with parts.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Holder)) == len(PEOPLE)


def test_a_database_in_use_is_left_alone(app: Flask, world: World) -> None:
    world.account()
    answered = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert "nothing was added" in answered.output
    assert not (world.parts.settings.instance_folder / "demo.json").exists()


def test_nobody_in_it_exists(demo: dict[str, Any], parts: Services) -> None:
    with parts.database.reading() as session:
        holders = session.scalars(select(Holder)).all()
        partners = session.scalars(select(Partner.name)).all()
    for holder in holders:
        number = parts.vault.open_text(holder.document_sealed, purpose=DOCUMENT)
        if holder.document_type is DocumentType.RESIDENT_ID:
            assert number.startswith("000000")
            assert number[-1] == ric.calc_check_digit(number)
        else:
            assert number.startswith("X")
        assert holder.home_unit.endswith("（演示）")
        assert holder.host_employer.endswith("（演示）")
    named = {"晋中市第一人民医院"}
    assert all(name in named or "（演示）" in name for name in partners)


def test_the_days_hold_grants_and_refusals_of_many_reasons_and_end_before_now(
    demo: dict[str, Any], parts: Services, clock: MovableClock
) -> None:
    with parts.database.reading() as session:
        lines = session.scalars(select(UsageEntry).order_by(UsageEntry.id)).all()
        kinds = set(session.scalars(select(Partner.kind)))
        waiting = session.scalar(select(func.count()).select_from(Proposal))
    moments = [line.received_at for line in lines]
    assert moments == sorted(moments)
    assert moments[-1] < clock.now
    assert kinds == set(PartnerKind)
    assert waiting == 1
    assert {line.reason for line in lines} >= {
        *(Reason.GRANTED, Reason.ALREADY_IN, Reason.CHOOSE_BENEFIT, Reason.DOCUMENT_REQUIRED),
        *(Reason.ALREADY_USED, Reason.ALREADY_ACTIVE, Reason.NOT_ENTITLED, Reason.REPLAYED),
        *(Reason.SUSPENDED, Reason.REVOKED, Reason.EXPIRED, Reason.STALE, Reason.FORGED),
        *(Reason.MISTYPED, Reason.TRUNCATED, Reason.PAYMENT_CODE, Reason.SITE_NOT_COVERED),
    }
    assert sum(line.kind is EntryKind.VOID for line in lines) == 2


def test_the_tokens_and_the_printed_codes_work(demo: dict[str, Any], client: FlaskClient) -> None:
    def scan(kind: str, state: str, honour: Honour) -> str:
        code = next(
            card["printed_qr"]
            for card in demo["cards"]
            if card["state"] == state and honour in card["honours"] and card["printed_qr"]
        )
        device = Device(client, demo["devices"][kind])
        reason: str = device.scan(code, document_checked=True)["reason"]
        return reason

    for honour in Honour:
        assert scan("scenic", "active", honour) == "granted"
        assert scan("hospital", "active", honour) == "choose_benefit"
    assert scan("apartment", "suspended", Honour.XIANCAI) == "suspended"
    assert scan("service_desk", "revoked", Honour.YOUCAI) == "revoked"
    assert scan("hospital", "expired", Honour.XIANCAI) == "expired"


def test_those_with_an_active_printed_card_still_have_their_checkup(
    demo: dict[str, Any], client: FlaskClient
) -> None:
    hospital = Device(client, demo["devices"]["hospital"])
    for card in demo["cards"]:
        if card["state"] == "active" and card["printed_qr"]:
            seen = hospital.scan(card["printed_qr"], document_checked=True)
            left = {each["code"]: each["remaining"] for each in seen["benefits"]}
            assert left["checkup"] == 1, card["number"]


def test_only_public_halves_of_phone_keys_are_kept(demo: dict[str, Any], parts: Services) -> None:
    with parts.database.reading() as session:
        keys = session.scalars(select(CardCredential.phone_key)).all()
        cards = session.scalars(select(Card)).all()
        lost = session.scalars(select(Site).where(Site.name == "乔家大院")).one()
    assert len({key for key in keys if key}) >= 8
    assert len({card.number for card in cards}) == len(cards) == len(demo["cards"])
    assert lost.division == "qixian"


def test_the_sample_needs_an_empty_database(parts: Services, world: World) -> None:
    with parts.database.reading() as session:
        assert is_empty(session)
    world.account()
    with parts.database.reading() as session:
        assert not is_empty(session)
        assert session.scalar(select(func.count()).select_from(Account)) == 1
