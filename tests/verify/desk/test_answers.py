"""What the desk's page is answered: each result with its look, its words and its log line."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cardholders.cards.models import Card, CardState
from core.accounts.roles import Role
from core.policy.vocabulary import Honour, PartnerKind
from partners.models import DeskProfile
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.desk.desk_client import DeskClient, look
from tests.verify.scanning.desk_calls import count_rows
from verify.scanning.models import QuotaSlot, UsageEntry, UsageNote
from verify.scanning.reasons import Look, Reason
from verify.scanning.requests import VoidReason


@pytest.fixture
def hospital(world: World, client: FlaskClient) -> DeskClient:
    """An operator at a hospital's desk."""
    return DeskClient.at(world, world.desk(PartnerKind.HOSPITAL), client)


@pytest.fixture
def gate(world: World, client: FlaskClient) -> DeskClient:
    """A guard at a scenic area's gate."""
    return DeskClient.at(world, world.desk(PartnerKind.SCENIC), client)


def set_state(world: World, card: Card, state: CardState) -> None:
    """Put a card into a state."""
    with world.parts.database.writing() as session:
        session.get_one(Card, card.id).state = state


def test_desk_opens_armed_for_its_operator(hospital: DeskClient) -> None:
    page = hospital.client.get("/desk")
    assert page.status_code == 200
    assert "请扫码" in page.text
    assert 'data-screen="desk"' in page.text


def test_gate_opens_with_its_own_screen(gate: DeskClient) -> None:
    assert 'data-screen="gate"' in gate.client.get("/desk").text


def test_operator_without_a_desk_is_told_whom_to_ask(world: World, client: FlaskClient) -> None:
    partner_id = world.place(world.desk()).partner_id
    world.sign_in(client, world.account(Role.OPERATOR, partner_id=partner_id))
    page = client.get("/desk")
    assert page.status_code == 404
    assert "请联系本单位管理员" in page.text


def test_a_phone_shows_who_it_is_and_asks_to_choose(world: World, hospital: DeskClient) -> None:
    card = world.card(Honour.YOUCAI, Honour.SPECIAL)
    answer = hospital.scan(world.phone(card).digits())
    assert look(answer) is Look.CHOOSE
    for words in ("陈**", "晋中优才", "晋中市特殊贡献人才奖", "手机码", card.number, "末四位"):
        assert words in answer.text
    assert "陈望舒" not in answer.text


def test_a_use_is_granted_with_its_article_and_charges(world: World, hospital: DeskClient) -> None:
    scan = hospital.scanned(world.phone(world.card()).digits())
    answer = hospital.use(scan, "expert_consultation")
    assert look(answer) is Look.GRANTED
    assert "已登记：专家诊疗" in answer.text
    assert "第二十一条“专家诊疗”" in answer.text
    assert "费用照常" in answer.text


def test_second_checkup_says_where_and_when(
    world: World, hospital: DeskClient, clock: MovableClock, app: Flask
) -> None:
    phone = world.phone(world.card())
    assert look(hospital.use(hospital.scanned(phone.digits()), "checkup")) is Look.GRANTED
    other = DeskClient.at(world, world.desk(PartnerKind.HOSPITAL), app.test_client())
    clock.advance(timedelta(minutes=2))
    scan = other.scan(phone.digits())
    where = world.place(hospital.desk).site_name
    assert f"2026年5月20日 10:00，{where}" in scan.text
    answer = other.use(other.scanned(phone.digits()), "checkup")
    assert look(answer) is Look.USED
    assert "文件未规定，按人才办设置" in answer.text
    assert count_rows(world, QuotaSlot) == 1


def test_a_benefit_of_another_honour_is_not_entitled(world: World, hospital: DeskClient) -> None:
    scan = hospital.scanned(world.phone(world.card(Honour.XIANCAI)).digits())
    answer = hospital.use(scan, "health_adviser")
    assert look(answer) is Look.NOT_ENTITLED
    assert "不含此项" in answer.text
    assert "本处可办理" in answer.text


def test_a_benefit_of_another_desk_is_refused(world: World, hospital: DeskClient) -> None:
    scan = hospital.scanned(world.phone(world.card()).digits())
    answer = hospital.use(scan, "apartment")
    assert look(answer) is Look.NOT_ENTITLED
    assert "不在本处办理" in answer.text
    assert hospital.reasons() == [Reason.CHOOSE_BENEFIT, Reason.WRONG_DESK]


def test_plastic_waits_for_the_document_and_then_grants(world: World, hospital: DeskClient) -> None:
    scan_id = uuid4()
    asked = hospital.scan(world.printed(world.card()), request_id=scan_id)
    assert look(asked) is Look.CHOOSE
    assert "请核对证件" in asked.text
    assert "实体卡" in asked.text
    assert look(hospital.use(scan_id, "escort")) is Look.CHOOSE
    assert count_rows(world, QuotaSlot) == 0
    assert look(hospital.use(scan_id, "escort", document_checked=True)) is Look.GRANTED


def test_a_gate_grants_a_phone_at_once_to_the_holder_only(world: World, gate: DeskClient) -> None:
    phone = world.phone(world.card())
    answer = gate.scan(phone.digits())
    assert look(answer) is Look.GRANTED
    assert "请通行" in answer.text
    assert "仅限本人" in answer.text
    assert count_rows(world, QuotaSlot) == 1


def test_a_gate_says_already_in(world: World, gate: DeskClient, clock: MovableClock) -> None:
    phone = world.phone(world.card())
    gate.scan(phone.digits())
    clock.advance(timedelta(minutes=3))
    answer = gate.scan(phone.digits())
    assert "已入园" in answer.text
    assert count_rows(world, QuotaSlot) == 1


def test_plastic_at_a_gate_passes_after_the_document(world: World, gate: DeskClient) -> None:
    scan_id = uuid4()
    asked = gate.scan(world.printed(world.card()), request_id=scan_id)
    assert "已核对，放行" in asked.text
    assert "请通行" not in asked.text
    passed = gate.use(scan_id, "scenic_admission", document_checked=True)
    assert look(passed) is Look.GRANTED
    assert "请通行" in passed.text


def test_a_turnstile_sends_plastic_to_the_staffed_lane(world: World, client: FlaskClient) -> None:
    desk = world.desk(PartnerKind.SCENIC, profile=DeskProfile.TURNSTILE)
    turnstile = DeskClient.at(world, desk, client)
    answer = turnstile.scan(world.printed(world.card()))
    assert "请走人工通道" in answer.text
    assert "已核对，放行" not in answer.text


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (CardState.SUSPENDED, "已暂停"),
        (CardState.FROZEN, "已冻结"),
        (CardState.REVOKED, "已注销"),
    ],
)
def test_a_stopped_card_shows_no_holder_and_no_benefit(
    world: World, hospital: DeskClient, state: CardState, word: str
) -> None:
    card = world.card()
    digits = world.phone(card).digits()
    set_state(world, card, state)
    answer = hospital.scan(digits)
    assert look(answer) is Look.STOPPED
    assert word in answer.text
    assert "陈**" not in answer.text
    assert "data-redeem" not in answer.text


def test_an_expired_card_shows_its_date(
    world: World, hospital: DeskClient, clock: MovableClock
) -> None:
    printed = world.printed(world.card())
    clock.advance(timedelta(days=3 * 366))
    answer = hospital.scan(printed)
    assert look(answer) is Look.EXPIRED
    assert "已过期" in answer.text


def test_card_that_stops_between_scan_and_tap_grants_nothing(
    world: World, hospital: DeskClient
) -> None:
    card = world.card()
    scan = hospital.scanned(world.phone(card).digits())
    set_state(world, card, CardState.REVOKED)
    answer = hospital.use(scan, "escort")
    assert look(answer) is Look.STOPPED
    assert count_rows(world, QuotaSlot) == 0


def test_tap_a_quarter_of_an_hour_later_asks_for_a_new_scan(
    world: World, hospital: DeskClient, clock: MovableClock
) -> None:
    scan = hospital.scanned(world.phone(world.card()).digits())
    clock.advance(timedelta(minutes=16))
    assert "扫码已超时" in hospital.use(scan, "escort").text


def test_undo_frees_the_slot_and_crosses_the_line_out(world: World, hospital: DeskClient) -> None:
    scan, use = hospital.scanned(world.phone(world.card()).digits()), uuid4()
    granted = hospital.use(scan, "checkup", request_id=use)
    assert f'data-void="{use}"' in granted.text
    undone = hospital.undo(use, VoidReason.WRONG_BENEFIT)
    assert look(undone) is Look.CHOOSE
    assert "已撤销" in undone.text
    assert "is-voided" in undone.text
    assert f'data-void="{use}"' not in undone.text
    assert count_rows(world, QuotaSlot) == 0


def test_yesterdays_use_cannot_be_undone(
    world: World, hospital: DeskClient, clock: MovableClock
) -> None:
    scan, use = hospital.scanned(world.phone(world.card()).digits()), uuid4()
    hospital.use(scan, "checkup", request_id=use)
    clock.advance(timedelta(days=1))
    assert "data-void" not in hospital.client.get("/desk").text
    assert "不能撤销" in hospital.undo(use).text
    assert count_rows(world, QuotaSlot) == 1


def test_same_request_again_gets_the_first_answer(world: World, hospital: DeskClient) -> None:
    scan, use = hospital.scanned(world.phone(world.card()).digits()), uuid4()
    first = hospital.use(scan, "checkup", request_id=use)
    again = hospital.use(scan, "checkup", request_id=use)
    assert look(first) is look(again) is Look.GRANTED
    assert hospital.reasons().count(Reason.GRANTED) == 1


def test_a_note_is_kept_beside_the_log(world: World, client: FlaskClient) -> None:
    service = DeskClient.at(world, world.desk(PartnerKind.SERVICE_DESK), client)
    scan = service.scanned(world.phone(world.card()).digits())
    assert look(service.use(scan, "schooling", note="三年级，明年入学")) is Look.GRANTED
    assert count_rows(world, UsageNote) == 1


def test_last_scans_of_today_are_listed_with_undo(world: World, hospital: DeskClient) -> None:
    card = world.card()
    scan, use = hospital.scanned(world.phone(card).digits()), uuid4()
    hospital.use(scan, "escort", request_id=use)
    page = hospital.client.get("/desk").text
    assert f'data-void="{use}"' in page
    assert card.number in page


def test_english_is_one_cookie_away(world: World, hospital: DeskClient) -> None:
    hospital.client.set_cookie("language", "en")
    answer = hospital.scan(world.phone(world.card()).digits())
    assert "Consultation by an expert" in answer.text


def test_log_names_the_operator(world: World, hospital: DeskClient) -> None:
    hospital.scan("nothing")
    with world.parts.database.reading() as session:
        entry = session.scalars(select(UsageEntry)).one()
    assert entry.account_id is not None
