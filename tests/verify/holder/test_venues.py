"""Where a card may be shown: what is covered today, what is not any more and from when."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.policy.vocabulary import Language, PartnerKind
from partners.models import Desk, Site, SiteGrade
from partners.open_desk import close_desk
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.holder.holder_phone import HolderPhone

PATH = "/phone/api/venues"


@pytest.fixture
def phone(world: World, client: FlaskClient) -> HolderPhone:
    return HolderPhone.of(world, world.card(), client)


def listed(phone: HolderPhone) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.answer(PATH)["venues"]
    return found


def ends(world: World, desk: Desk, day: date) -> None:
    with world.parts.database.writing() as session:
        for grade in session.query(SiteGrade).filter_by(site_id=world.place(desk).site_id):
            grade.valid_until = day


def test_every_open_place_is_listed_with_its_grade_and_telephone(
    world: World, phone: HolderPhone
) -> None:
    for kind in (PartnerKind.SERVICE_DESK, PartnerKind.SCENIC, PartnerKind.HOSPITAL):
        world.desk(kind)
    found = listed(phone)
    assert [each["kind"] for each in found] == ["hospital", "scenic", "service_desk"]
    assert [each["grade"] for each in found] == ["三甲", "5A", None]
    assert found[0]["division_name"] == world.parts.policy.divisions[0].name.zh
    assert found[0]["telephone"] == "0354-000 0000"
    assert all(each["covered"] and each["remark"] is None for each in found)


def test_a_grade_that_ended_is_said_with_its_day_and_comes_last(
    world: World, phone: HolderPhone, clock: MovableClock
) -> None:
    lost = world.desk(PartnerKind.HOSPITAL)
    ends(world, lost, date(2026, 5, 21))
    world.desk(PartnerKind.SCENIC)
    first, _ = listed(phone)
    assert (first["covered"], first["remark"]) == (True, "2026-05-21起将不再适用")
    clock.advance(timedelta(days=1))
    last = listed(phone)[-1]
    assert (last["kind"], last["covered"], last["grade"]) == ("hospital", False, None)
    assert last["remark"] == "自2026-05-21起不再适用"


def test_what_never_had_a_grade_or_has_no_open_desk_is_not_promised(
    world: World, phone: HolderPhone, clock: MovableClock
) -> None:
    world.desk(PartnerKind.SCENIC, grade=None)
    closed = world.desk(PartnerKind.APARTMENT)
    with world.parts.database.writing() as session:
        close_desk(session, closed.id, now=clock())
    assert listed(phone) == []


def test_an_address_and_a_word_on_reservations_are_said_in_the_readers_language(
    world: World, phone: HolderPhone
) -> None:
    desk = world.desk(PartnerKind.SCENIC)
    with world.parts.database.writing() as session:
        site = session.get_one(Site, world.place(desk).site_id)
        site.address, site.address_en = "演示路1号", "1 Sample Road"
        site.reservation, site.reservation_en = "提前一天预约", "Book a day ahead"
    (zh,) = listed(phone)
    phone.language = Language.EN
    (en,) = listed(phone)
    assert (zh["address"], zh["reservation"]) == ("演示路1号", "提前一天预约")
    assert (en["address"], en["reservation"]) == ("1 Sample Road", "Book a day ahead")


def test_a_phone_that_is_bound_no_more_is_told_nothing(world: World, client: FlaskClient) -> None:
    card = world.card()
    first = HolderPhone.of(world, card, client)
    HolderPhone.of(world, card, client)
    assert first.get(PATH).status_code == 401
