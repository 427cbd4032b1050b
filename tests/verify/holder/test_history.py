"""What a phone is told of every scan of its holder's card, on whatever card and credential."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardState
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.holder.holder_phone import HolderPhone
from tests.verify.scanning.desk_calls import DeskCalls
from verify.holder.history import load_history

PATH = "/phone/api/history"


@pytest.fixture
def card(world: World) -> Card:
    return world.card()


@pytest.fixture
def phone(world: World, card: Card, client: FlaskClient) -> HolderPhone:
    return HolderPhone.of(world, card, client)


@pytest.fixture
def desk(world: World) -> DeskCalls:
    return DeskCalls(world, world.desk(PartnerKind.HOSPITAL))


def visits(phone: HolderPhone) -> list[dict[str, Any]]:
    return [visit for day in phone.answer(PATH)["days"] for visit in day["visits"]]


def test_nothing_was_scanned_yet(phone: HolderPhone) -> None:
    assert phone.answer(PATH)["days"] == []
    assert phone.answer(PATH)["older"] is None


def test_a_visit_tells_place_time_and_what_came_of_it(
    world: World, phone: HolderPhone, desk: DeskCalls
) -> None:
    scan = desk.scan(phone.bound.digits())
    (visit,) = visits(phone)
    place = world.place(desk.desk)
    assert (visit["site"], visit["desk"]) == (place.site_name, place.desk_name)
    assert visit["time"] == "10:00"
    assert [each["words"] for each in visit["results"]] == ["已核验身份"]
    desk.redeem(scan.id, "checkup")
    desk.redeem(scan.id, "escort")
    (visit,) = visits(phone)
    assert [(each["words"], each["benefit"]) for each in visit["results"]] == [
        ("已使用", "免费体检"),
        ("已使用", "专员陪同"),
    ]


def test_a_use_that_was_undone_says_so_at_its_place(
    phone: HolderPhone, desk: DeskCalls, clock: MovableClock
) -> None:
    use = desk.redeem(desk.scan(phone.bound.digits()).id, "checkup")
    clock.advance(timedelta(minutes=7))
    assert use.redemption is not None
    desk.void(use.redemption)
    (visit,) = visits(phone)
    (result,) = visit["results"]
    assert (result["benefit"], result["annulled"]) == ("免费体检", "10:07")


def test_refusals_and_the_plastic_card_are_there_too(
    world: World, card: Card, phone: HolderPhone, desk: DeskCalls
) -> None:
    desk.scan(world.printed(card))
    with world.parts.database.writing() as session:
        find_card(session, card.id).state = CardState.FROZEN
    desk.scan(phone.bound.digits())
    newest, older = visits(phone)
    assert (newest["form"], newest["results"][0]["words"]) == ("phone", "已冻结")
    assert (older["form"], older["results"][0]["words"]) == ("printed", "须核对身份证件，没有办理")


def test_pages_follow_each_other_without_a_gap(
    world: World, card: Card, phone: HolderPhone, clock: MovableClock
) -> None:
    desks = [DeskCalls(world, world.desk(PartnerKind.HOSPITAL)) for _ in range(3)]
    for number in range(7):
        desk = desks[number % 3]
        desk.redeem(desk.scan(phone.bound.digits()).id, "escort")
        clock.advance(timedelta(hours=5))
    seen: list[int] = []
    before: int | None = None
    for _ in range(20):
        with world.parts.database.reading() as session:
            holder = find_card(session, card.id).holder
            page = load_history(session, holder, language=phone.language, before=before, size=4)
        assert all(len(visit.lines) == 2 for visit in page.visits)
        seen += [visit.first.id for visit in page.visits]
        before = page.older
        if before is None:
            break
    assert seen == [visit["entry"] for visit in visits(phone)]
    assert len(seen) == 7
    assert phone.answer(PATH, before=seen[2])["days"][0]["visits"][0]["entry"] == seen[3]


@pytest.mark.parametrize("before", ["0", "-1", "rubbish", str(2**63)])
def test_rubbish_for_a_place_is_the_newest_page(
    phone: HolderPhone, desk: DeskCalls, before: str
) -> None:
    desk.scan(phone.bound.digits())
    assert len(phone.answer(PATH, before=before)["days"]) == 1


def test_what_i_reported_stands_beside_its_visit(phone: HolderPhone, desk: DeskCalls) -> None:
    desk.scan(phone.bound.digits())
    (visit,) = visits(phone)
    assert visit["report"] is None
    body = {"id": str(uuid4()), "kind": "not_me", "entry": visit["entry"]}
    phone.post("/phone/api/reports", body)
    (visit,) = visits(phone)
    assert visit["report"]["state"] == "open"


def test_only_the_phone_that_is_bound_sees_it(
    world: World, card: Card, phone: HolderPhone, desk: DeskCalls, client: FlaskClient
) -> None:
    desk.scan(phone.bound.digits())
    stranger = HolderPhone.of(world, world.card(), client)
    assert visits(stranger) == []
    second = HolderPhone.of(world, card, client)
    refused = phone.get(PATH)
    assert (refused.status_code, refused.get_json()["code"]) == (401, "not_bound")
    assert len(visits(second)) == 1
    assert client.get(PATH).status_code == 401
