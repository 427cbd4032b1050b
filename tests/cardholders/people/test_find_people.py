"""Finding people, and the groups the office works through."""

from datetime import timedelta

import pytest

from cardholders.cards.stop_card import Stop, stop_card
from cardholders.people.find_people import (
    Group,
    PeopleAsked,
    PersonRow,
    count_group,
    find_people,
)
from cardholders.people.register_holder import register_holder
from core.clock import shanghai_date
from core.database.pages import Page
from core.policy.vocabulary import Honour
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.cardholders.people.details import details


def find(world: World, text: str = "", group: Group = Group.ALL, page: int = 1) -> Page[PersonRow]:
    with world.parts.database.reading() as session:
        return find_people(
            session,
            PeopleAsked(text, group),
            vault=world.parts.vault,
            today=shanghai_date(world.clock()),
            page=page,
        )


def names(world: World, text: str = "", group: Group = Group.ALL) -> list[str]:
    return [row.holder.name for row in find(world, text, group).rows]


def register(world: World, name: str, number: str, mobile: str) -> None:
    parts = world.parts
    wanted = details(name=name, document_number=number, mobile=mobile)
    with parts.database.writing() as session:
        register_holder(session, wanted, policy=parts.policy, vault=parts.vault, now=world.clock())


def test_a_person_is_found_by_part_of_the_name(world: World) -> None:
    world.holder(name="陈望舒")
    world.holder(name="Ada Lovelace")
    assert names(world, "望") == ["陈望舒"]
    assert names(world, "love") == ["Ada Lovelace"]
    assert names(world, "100%") == []


@pytest.mark.parametrize("text", ["000000 19900101 0018", "138 1111 1111", "+8613811111111"])
def test_documents_and_mobiles_are_found_whole_only(world: World, text: str) -> None:
    register(world, "李时雨", "000000199001010018", "13811111111")
    world.holder(name="别人")
    assert names(world, text) == ["李时雨"]
    assert names(world, text[:-1]) == []


def test_a_card_number_is_found_by_its_beginning(world: World) -> None:
    card = world.card(name="陈望舒")
    world.card(name="别人")
    assert names(world, card.number.lower()) == ["陈望舒"]
    assert len(names(world, "JZ26-")) == 2


def test_pages_hold_twenty_five_and_a_page_beyond_the_last_is_the_last(world: World) -> None:
    for number in range(27):
        world.holder(name=f"持卡人{number}")
    first, beyond = find(world), find(world, page=9)
    assert (len(first.rows), first.pages, first.total) == (25, 2, 27)
    assert first.rows[0].holder.name == "持卡人26"
    assert (len(beyond.rows), beyond.page) == (2, 2)


def test_each_group_holds_who_belongs_to_it(world: World, clock: MovableClock) -> None:
    parts = world.parts
    register(world, "无荣誉", "000000199001010018", "")
    world.holder(Honour.YOUCAI, name="无卡")
    world.card(name="未激活")
    world.phone(world.card(name="已激活"))
    stopped = world.card(name="已暂停")
    officer = world.account()
    with parts.database.writing() as session:
        stop = Stop("G1a")
        stop_card(session, stopped.id, stop=stop, policy=parts.policy, by=officer.id, now=clock.now)
    assert names(world, group=Group.NO_HONOUR) == ["无荣誉"]
    assert names(world, group=Group.NO_CARD) == ["无卡"]
    assert names(world, group=Group.NOT_ACTIVATED) == ["未激活"]
    assert names(world, group=Group.STOPPED) == ["已暂停"]
    assert names(world, group=Group.OVERDUE) == []
    clock.advance(timedelta(days=31))
    assert names(world, group=Group.OVERDUE) == ["已暂停"]
    assert names(world, group=Group.EXPIRING) == []
    clock.advance(timedelta(days=365 * 3 - 60))
    assert set(names(world, group=Group.EXPIRING)) == {"未激活", "已激活", "已暂停"}
    with parts.database.reading() as session:
        today = shanghai_date(clock.now)
        assert count_group(session, Group.EXPIRING, today=today) == 3
