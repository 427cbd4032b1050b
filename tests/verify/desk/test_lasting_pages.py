"""The lists beside the desk: who stays, whom the physicians advise, and how each of them ends."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cardholders.cards.models import Card, CardState
from cardholders.people.masking import mask_number
from cardholders.people.models import HonourGrant
from core.accounts.roles import Role
from core.policy.vocabulary import Honour, PartnerKind, PhysicianRank
from tests.bed.factories import World
from tests.bed.workbooks import workbook_of
from tests.bed.world import MovableClock
from tests.verify.desk.desk_client import DeskClient, look
from verify.lasting.facts import nights
from verify.lasting.models import AdviserAssignment, Stay
from verify.scanning.reasons import Look, Reason

DOCTOR = {"physician": "白仲康", "department": "心血管内科", "rank": PhysicianRank.CHIEF.value}


@pytest.fixture
def house(world: World, client: FlaskClient) -> DeskClient:
    """An operator at an apartment's desk."""
    return DeskClient.at(world, world.desk(PartnerKind.APARTMENT), client)


@pytest.fixture
def hospital(world: World, client: FlaskClient) -> DeskClient:
    """An operator at a hospital's desk."""
    return DeskClient.at(world, world.desk(PartnerKind.HOSPITAL), client)


def arrive(desk: DeskClient, card: Card, **asked: str) -> UUID:
    """Check the holder of a card in, and answer the redemption."""
    redemption = uuid4()
    scan = desk.scanned(desk.world.phone(card).digits())
    desk.use(scan, "apartment", request_id=redemption, asked=asked)
    return redemption


def test_a_guest_is_listed_with_masked_name_room_day_and_nights(
    world: World, house: DeskClient, clock: MovableClock
) -> None:
    card = world.card()
    arrive(house, card, unit="1203")
    clock.advance(timedelta(days=2))
    page = house.client.get("/desk/stays").text
    for words in (
        "陈**",
        card.number,
        "1203",
        "2026-05-20",
        'class="is-number">2</td>',
    ):
        assert words in page
    assert "陈望舒" not in page


def test_nights_are_counted_by_the_shanghai_calendar() -> None:
    late = datetime(2026, 5, 20, 15, 59, tzinfo=UTC)
    assert nights(late, late + timedelta(minutes=2)) == 1
    assert nights(late + timedelta(minutes=1), late + timedelta(hours=23)) == 0


def test_a_granted_check_in_shows_its_room(world: World, house: DeskClient) -> None:
    scan = house.scanned(world.phone(world.card()).digits())
    answer = house.use(scan, "apartment", asked={"unit": "1203"})
    assert look(answer) is Look.GRANTED
    assert "房号：1203" in answer.text
    assert "就近保障" in answer.text


def test_the_room_can_be_added_and_corrected(world: World, house: DeskClient) -> None:
    stay = arrive(house, world.card())
    assert "未填" in house.client.get("/desk/stays").text
    for unit in ("0802", "0803"):
        saved = house.client.post(
            f"/desk/stays/{stay}/unit", data={"unit": unit}, follow_redirects=True
        )
        assert unit in saved.text
    assert "0802" not in saved.text


def test_check_out_ends_the_stay_and_says_so(
    world: World, house: DeskClient, clock: MovableClock
) -> None:
    stay = arrive(house, world.card(), unit="1203")
    clock.advance(timedelta(days=3))
    page = house.end(f"/desk/stays/{stay}/check-out").text
    assert "现在没有人在住" in page
    assert page.count("已退房") == 2
    assert house.reasons()[-1] is Reason.RELEASED
    again = house.end(f"/desk/stays/{stay}/check-out").text
    assert "这次入住已经结束" in again


@pytest.mark.parametrize(
    ("state", "words"),
    [(CardState.REVOKED, "绿卡已注销"), (CardState.SUSPENDED, "绿卡已暂停")],
)
def test_a_card_that_stops_during_the_stay_is_shown_and_throws_nobody_out(
    world: World, house: DeskClient, state: CardState, words: str
) -> None:
    card = world.card()
    arrive(house, card, unit="1203")
    with world.parts.database.writing() as session:
        session.get_one(Card, card.id).state = state
    page = house.client.get("/desk/stays").text
    for each in (words, "1203", "现在在住（1）", "入住随荣誉、不随卡"):
        assert each in page


def test_an_expired_card_and_an_ended_honour_are_shown(
    world: World, house: DeskClient, clock: MovableClock
) -> None:
    card = world.card()
    arrive(house, card)
    clock.advance(timedelta(days=3 * 366))
    assert "绿卡已过期" in house.client.get("/desk/stays").text
    with world.parts.database.writing() as session:
        for grant in session.scalars(select(HonourGrant)):
            grant.ended_on = clock.now.date()
    assert "荣誉已终止" in house.client.get("/desk/stays").text


def test_a_stay_elsewhere_is_told_with_place_and_day_and_can_be_ended(
    world: World, house: DeskClient, clock: MovableClock, app: Flask
) -> None:
    card = world.card()
    arrive(house, card, unit="1203")
    clock.advance(timedelta(days=1))
    other = DeskClient.at(world, world.desk(PartnerKind.APARTMENT), app.test_client())
    phone = world.phone(card)
    scan = uuid4()
    asked = other.scan(phone.digits(), request_id=scan).text
    where = world.place(house.desk).site_name
    assert f"正在使用：{where}，自2026-05-20起" in asked
    assert "结束原入住并在此办理入住" in asked
    refused = other.use(scan, "apartment", asked={"unit": "0507"})
    assert look(refused) is Look.USED
    assert "结束原入住并在此办理入住" in refused.text
    moved = other.use(scan, "apartment", asked={"unit": "0507", "end_former": "1"})
    assert look(moved) is Look.GRANTED
    assert f"原来的登记已结束（{where}，自2026-05-20起）" in moved.text
    former = house.client.get("/desk/stays").text
    assert "已在别处入住" in former
    assert world.place(other.desk).site_name not in former
    assert house.reasons()[-1] is Reason.ENDED_ELSEWHERE


def test_another_house_sees_no_guest_and_touches_none(
    world: World, house: DeskClient, app: Flask
) -> None:
    card = world.card()
    stay = arrive(house, card, unit="1203")
    other = DeskClient.at(world, world.desk(PartnerKind.APARTMENT), app.test_client())
    assert card.number not in other.client.get("/desk/stays").text
    assert "不是本单位登记的" in other.end(f"/desk/stays/{stay}/check-out").text
    renamed = other.client.post(f"/desk/stays/{stay}/unit", data={"unit": "1"})
    assert renamed.status_code == 404
    with world.parts.database.reading() as session:
        assert session.scalars(select(Stay.ended_at)).all() == [None]


def test_an_adviser_is_listed_and_ended(world: World, hospital: DeskClient) -> None:
    use = uuid4()
    scan = hospital.scanned(world.phone(world.card()).digits())
    granted = hospital.use(scan, "health_adviser", request_id=use, asked=DOCTOR)
    assert look(granted) is Look.GRANTED
    assert "医师：白仲康，心血管内科，主任医师（正高）" in granted.text
    page = hospital.client.get("/desk/advisers").text
    for words in ("陈**", "白仲康", "心血管内科", "主任医师（正高）"):
        assert words in page
    assert "现在没有配备健康顾问" in hospital.end(f"/desk/advisers/{use}/end").text
    with world.parts.database.reading() as session:
        assert session.scalars(select(AdviserAssignment.ended_at)).all() != [None]


def test_a_rank_below_associate_chief_is_refused_with_the_articles_words(
    world: World, hospital: DeskClient
) -> None:
    scan = hospital.scanned(world.phone(world.card()).digits())
    low = hospital.use(scan, "health_adviser", asked=DOCTOR | {"rank": "attending"})
    assert look(low) is Look.NOT_ENTITLED
    assert "第二十一条“副高职称以上”" in low.text
    unnamed = hospital.use(scan, "health_adviser", asked=DOCTOR | {"physician": " "})
    assert look(unnamed) is Look.CHOOSE
    assert "请填写医师" in unnamed.text


def test_the_list_of_guests_is_given_out_with_names_and_numbers_masked(
    world: World, house: DeskClient
) -> None:
    card = world.card()
    arrive(house, card, unit="1203")
    book = workbook_of(house.client.get("/desk/stays/export"))
    assert book.column("房号") == ["1203"]
    assert book.column("持卡人") == ["陈**"]
    assert book.column("卡号") == [mask_number(card.number)]


def test_the_list_of_advisers_is_given_out(world: World, hospital: DeskClient) -> None:
    scan = hospital.scanned(world.phone(world.card()).digits())
    hospital.use(scan, "health_adviser", request_id=uuid4(), asked=DOCTOR)
    book = workbook_of(hospital.client.get("/desk/advisers/export"))
    assert book.column("医师姓名") == ["白仲康"]
    assert book.column("职称") == ["主任医师（正高）"]


@pytest.mark.parametrize("kind", list(PartnerKind))
def test_lists_are_linked_and_open_only_at_desks_of_their_kind(
    world: World, client: FlaskClient, kind: PartnerKind
) -> None:
    desk = DeskClient.at(world, world.desk(kind), client)
    page = desk.client.get("/desk").text
    for path, own in (("stays", PartnerKind.APARTMENT), ("advisers", PartnerKind.HOSPITAL)):
        assert (f'href="/desk/{path}"' in page) is (kind is own)
        assert desk.client.get(f"/desk/{path}").status_code == (200 if kind is own else 404)
    if kind is not PartnerKind.APARTMENT:
        ended = desk.client.post(f"/desk/stays/{uuid4()}/check-out", data={"id": str(uuid4())})
        assert ended.status_code == 404


def test_a_malformed_end_is_refused(house: DeskClient) -> None:
    assert (
        house.client.post(f"/desk/stays/{uuid4()}/check-out", data={"id": "x"}).status_code == 422
    )


@pytest.mark.parametrize("role", [Role.PARTNER_MANAGER, Role.OFFICER, Role.AUDITOR])
def test_only_operators_see_the_lists(world: World, client: FlaskClient, role: Role) -> None:
    manager = role is Role.PARTNER_MANAGER
    partner_id = world.place(world.desk()).partner_id if manager else None
    world.sign_in(client, world.account(role, partner_id=partner_id))
    assert client.get("/desk/stays").status_code == client.get("/desk/advisers").status_code == 403


def test_the_title_review_is_granted_with_its_note_and_promises_no_fast_track(
    world: World, client: FlaskClient
) -> None:
    desk = DeskClient.at(world, world.desk(PartnerKind.SERVICE_DESK), client)
    scan = uuid4()
    offered = desk.scan(world.phone(world.card(Honour.XIANCAI)).digits(), request_id=scan)
    note = "“直通车”和破格申报仅适用于符合条件的，以职称评审部门审核为准"
    assert note in offered.text
    granted = desk.use(scan, "title_review", note="材料已收")
    assert look(granted) is Look.GRANTED
    assert note in granted.text
    assert "第二十二条" in granted.text
