"""What a phone is told of its holder's benefits: counted as desks count, with the words' basis."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardState
from cardholders.people.models import HonourGrant
from core.policy.vocabulary import Honour, PartnerKind, PhysicianRank
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.holder.holder_phone import HolderPhone
from tests.verify.scanning.desk_calls import DeskCalls
from verify.lasting.particulars import Adviser, Particulars
from verify.scanning.requests import NO_PARTICULARS

PATH = "/phone/api/benefits"


@pytest.fixture
def card(world: World) -> Card:
    return world.card(Honour.YINGCAI)


@pytest.fixture
def phone(world: World, card: Card, client: FlaskClient) -> HolderPhone:
    return HolderPhone.of(world, card, client)


def told(phone: HolderPhone) -> dict[str, Any]:
    return {each["code"]: each for each in phone.answer(PATH)["benefits"]}


def used(
    world: World,
    phone: HolderPhone,
    kind: PartnerKind,
    benefit: str,
    particulars: Particulars = NO_PARTICULARS,
) -> DeskCalls:
    desk = DeskCalls(world, world.desk(kind))
    scan = desk.scan(phone.bound.digits())
    assert desk.redeem(scan.id, benefit, particulars=particulars).verdict.grants
    return desk


def test_a_holder_has_what_the_honours_give_and_no_more(
    world: World, phone: HolderPhone, client: FlaskClient
) -> None:
    mine = told(phone)
    assert mine["reward"]["left"] == "1,000,000元"
    assert mine["checkup"]["left"] == "今年还可用1次"
    assert mine["escort"]["left"] == "次数不限"
    assert "monthly_visit" not in mine  # long-term cooperation only
    other = told(HolderPhone.of(world, world.card(Honour.XIANCAI), client))
    assert set(mine) - set(other) == {"health_adviser"}
    assert other["reward"]["article"]["term"] == "10 万元"


def test_each_cites_its_article_and_marks_what_the_office_set(phone: HolderPhone) -> None:
    mine = told(phone)
    assert mine["checkup"]["article"]["term"] == "免费体检"
    assert mine["checkup"]["article"]["name"] == "市办发〔2023〕10号 第二十一条"
    assert mine["checkup"]["settings"] == ["免费体检每个自然年1次，各医院合并计算"]
    assert mine["reward"]["settings"] == []
    assert "仅限本人，不含随行人员，不另发家属卡" in mine["scenic_admission"]["settings"]


def test_a_used_one_says_when_and_where_until_the_year_turns(
    world: World, phone: HolderPhone, clock: MovableClock
) -> None:
    desk = used(world, phone, PartnerKind.HOSPITAL, "checkup")
    spent = told(phone)["checkup"]
    place = world.place(desk.desk).site_name
    assert (spent["used"], spent["left"]) == (True, f"已用过：2026年5月20日 10:00，{place}")
    clock.now = clock.now.replace(year=2027)
    assert told(phone)["checkup"]["left"] == "今年还可用1次"


def test_what_lasts_names_its_place_and_its_physician(
    world: World, phone: HolderPhone, clock: MovableClock
) -> None:
    adviser = Particulars(adviser=Adviser("李演示", "心内科", PhysicianRank.CHIEF))
    used(world, phone, PartnerKind.HOSPITAL, "health_adviser", adviser)
    clock.advance(timedelta(minutes=1))
    stay = used(world, phone, PartnerKind.APARTMENT, "apartment", Particulars(unit="3-502"))
    mine = told(phone)
    assert mine["health_adviser"]["facts"] == "医师：李演示，心内科，主任医师（正高）"
    assert mine["apartment"]["facts"] == "房号：3-502"
    assert mine["apartment"]["left"].startswith(
        f"正在使用：{world.place(stay.desk).site_name}，自2026-05-20起"
    )


@pytest.mark.parametrize("state", [CardState.FROZEN, CardState.SUSPENDED])
def test_with_a_stopped_card_what_hangs_on_it_rests_and_the_honour_goes_on(
    world: World, card: Card, phone: HolderPhone, state: CardState
) -> None:
    with world.parts.database.writing() as session:
        find_card(session, card.id).state = state
    mine = told(phone)
    assert mine["checkup"]["rests"] is not None
    assert mine["scenic_admission"]["rests"] is not None
    assert mine["apartment"]["rests"] is None
    assert mine["apartment"]["by_honour"]


def test_an_expired_card_rests_as_well(card: Card, phone: HolderPhone, clock: MovableClock) -> None:
    clock.now += timedelta(days=(card.expires_on - clock.now.date()).days + 1)
    assert told(phone)["checkup"]["rests"] == "绿卡已过有效期，换发后照常"


def test_an_honour_that_ended_gives_nothing(world: World, phone: HolderPhone) -> None:
    with world.parts.database.writing() as session:
        session.scalars(select(HonourGrant)).one().ended_on = date(2026, 5, 1)
    assert phone.answer(PATH)["benefits"] == []


def test_long_term_cooperation_brings_the_monthly_visit(
    world: World, card: Card, phone: HolderPhone
) -> None:
    with world.parts.database.writing() as session:
        find_card(session, card.id).holder.long_term = True
    assert told(phone)["monthly_visit"]["left"] == "每月一次"


def test_nobody_else_is_told_what_i_used(
    world: World, card: Card, phone: HolderPhone, client: FlaskClient
) -> None:
    used(world, phone, PartnerKind.HOSPITAL, "checkup")
    stranger = HolderPhone.of(world, world.card(Honour.YINGCAI), client)
    assert told(stranger)["checkup"]["left"] == "今年还可用1次"
    HolderPhone.of(world, card, client)
    assert phone.get(PATH).status_code == 401
