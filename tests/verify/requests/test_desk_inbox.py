"""The inbox of a desk: its own site's requests, answered once, and told to the holder."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardState
from cardholders.people.masking import mask_number
from core.accounts.roles import Role
from core.messages.message import Channel, Message
from core.messages.sender import SendFailed
from core.policy.vocabulary import Language, PartnerKind
from core.web.services import EXTENSION
from partners.models import Desk
from tests.bed.factories import World
from tests.bed.workbooks import workbook_of
from tests.bed.world import MovableClock
from tests.verify.requests.asking import Answering, Asking, history, state_of
from verify.requests.models import HolderRequest
from verify.requests.rules import RequestState


def last_message(world: World) -> dict[str, str]:
    outbox = world.parts.settings.outbox
    message: dict[str, str] = json.loads(outbox.read_text(encoding="utf-8").splitlines()[-1])
    return message


def test_a_wish_stands_in_the_inbox_with_a_masked_name(
    asking: Asking, answering: Answering, card: Card
) -> None:
    assert "没有等答复的申请" in answering.page()
    asking.submitted(note="骨科，膝盖", part="afternoon")
    page = answering.page()
    for words in ("陈**", card.number, "预约就诊", "2026-05-22，下午", "骨科，膝盖", "等答复（1）"):
        assert words in page
    assert "陈望舒" not in page


def test_accepting_tells_the_holder_day_time_word_and_who(
    asking: Asking, answering: Answering, world: World, hospital: Desk
) -> None:
    request_id = asking.submitted()
    page = answering.accept(request_id, "2026-05-23", time="09:30", word="请空腹到二楼").text
    assert "已答应，持卡人会收到通知" in page
    assert "2026-05-23 09:30" in page
    (listed,) = asking.listed()
    assert listed["state"] == "accepted"
    assert listed["agreed"] == "2026-05-23 09:30"
    assert listed["word"] == "请空腹到二楼"
    assert listed["desk"] == world.place(hospital).desk_name
    assert history(world, request_id) == [RequestState.SUBMITTED, RequestState.ACCEPTED]


def test_declining_needs_a_word(asking: Asking, answering: Answering, world: World) -> None:
    request_id = asking.submitted()
    assert answering.decline(request_id, " ").status_code == 422
    assert state_of(world, request_id) is RequestState.SUBMITTED
    assert "已回复未能安排" in answering.decline(request_id, "当天停诊，请改周五").text
    (listed,) = asking.listed()
    assert (listed["state"], listed["word"]) == ("declined", "当天停诊，请改周五")
    assert listed["agreed"] is None


@pytest.mark.parametrize("day", ["2026-05-19", "2027-05-21", "", "soon"])
def test_a_day_past_or_far_is_not_agreed(
    asking: Asking, answering: Answering, world: World, day: str
) -> None:
    request_id = asking.submitted()
    assert answering.accept(request_id, day).status_code == 422
    assert answering.accept(request_id, time="half past").status_code == 422
    assert state_of(world, request_id) is RequestState.SUBMITTED


def test_an_agreed_request_can_be_called_off_by_who_has_seen_it(
    asking: Asking, answering: Answering, world: World
) -> None:
    request_id = asking.submitted()
    answering.accept(request_id)
    assert "刚刚已有变化" in answering.decline(request_id).text
    assert state_of(world, request_id) is RequestState.ACCEPTED
    answering.decline(request_id, "医生出差", seen="accepted")
    assert state_of(world, request_id) is RequestState.DECLINED
    assert "刚刚已有变化" in answering.accept(request_id).text
    assert answering.decline(request_id, seen="withdrawn").status_code == 422


def test_what_the_holder_withdrew_is_no_longer_answered(
    asking: Asking, answering: Answering, world: World
) -> None:
    request_id = asking.submitted()
    asking.withdraw(request_id)
    assert "刚刚已有变化" in answering.accept(request_id).text
    assert state_of(world, request_id) is RequestState.WITHDRAWN


def test_the_message_speaks_the_holders_language_and_names_no_place(
    asking: Asking, answering: Answering, world: World
) -> None:
    answering.client.set_cookie("language", "en")
    answering.accept(asking.submitted())
    message = last_message(world)
    assert message["to"] == "+8613800000000"
    assert "已答应" in message["text"]
    assert "就诊" not in message["text"]
    assert "演示地点" not in message["text"]
    asking.phone.language = Language.EN
    request_id = asking.submitted("escort")
    with world.parts.database.reading() as session:
        assert session.get_one(HolderRequest, request_id).language is Language.EN


def test_a_message_that_cannot_be_sent_undoes_nothing(
    asking: Asking, answering: Answering, world: World, app: Flask
) -> None:
    class Broken:
        tried: Message | None = None

        def send(self, message: Message) -> None:
            self.tried = message
            raise SendFailed(Channel.SMS)

    sender = Broken()
    request_id = asking.submitted()
    object.__setattr__(app.extensions[EXTENSION], "sender", sender)
    assert "已答应" in answering.accept(request_id).text
    assert sender.tried is not None
    assert asking.listed()[0]["state"] == "accepted"


def test_another_site_sees_nothing_and_answers_nothing(
    asking: Asking, answering: Answering, world: World, app: Flask, card: Card
) -> None:
    request_id = asking.submitted()
    other = Answering.at(world, world.desk(PartnerKind.HOSPITAL), app.test_client())
    assert card.number not in other.page()
    assert other.accept(request_id).status_code == other.accept(uuid4()).status_code == 404
    assert other.decline(request_id).status_code == 404
    assert state_of(world, request_id) is RequestState.SUBMITTED


def test_what_waits_is_counted_in_the_navigation_and_at_the_desk(
    asking: Asking, answering: Answering
) -> None:
    assert 'class="frame-count"' not in answering.page()
    request_id = asking.submitted()
    asking.submitted("checkup")
    assert '<span class="frame-count">2</span>' in answering.page()
    assert "预约和申请（2）" in answering.client.get("/desk").text
    answering.accept(request_id)
    assert '<span class="frame-count">1</span>' in answering.page()


def test_a_scenic_area_has_no_inbox(world: World, client: FlaskClient) -> None:
    world.sign_in(client, world.operator(world.desk(PartnerKind.SCENIC)))
    assert client.get("/desk/requests").status_code == 404
    assert "/desk/requests" not in client.get("/desk").text
    assert client.post(f"/desk/requests/{uuid4()}/decline", data={"word": "x"}).status_code == 404


@pytest.mark.parametrize("role", [Role.PARTNER_MANAGER, Role.OFFICER, Role.AUDITOR])
def test_only_operators_see_requests(world: World, client: FlaskClient, role: Role) -> None:
    partner_id = world.place(world.desk()).partner_id if role is Role.PARTNER_MANAGER else None
    world.sign_in(client, world.account(role, partner_id=partner_id))
    assert client.get("/desk/requests").status_code == 403


def test_the_desk_is_told_of_a_stopped_card(
    asking: Asking, answering: Answering, world: World, card: Card
) -> None:
    asking.submitted()
    with world.parts.database.writing() as session:
        find_card(session, card.id).state = CardState.FROZEN
    assert "绿卡已冻结" in answering.page()


def test_what_lapsed_is_listed_among_the_closed(
    asking: Asking, answering: Answering, clock: MovableClock
) -> None:
    request_id = asking.submitted()
    clock.advance(timedelta(days=3))
    page = answering.page()
    assert "没有等答复的申请" in page
    assert "日期已过" in page
    assert "刚刚已有变化" in answering.accept(request_id, "2026-05-25").text
    clock.advance(timedelta(days=40))
    assert "日期已过" not in answering.page()


def test_a_stay_keeps_its_last_day(world: World, card: Card, app: Flask) -> None:
    house = world.desk(PartnerKind.APARTMENT)
    asking = Asking.of(world, card, house, app.test_client())
    answering = Answering.at(world, house, app.test_client())
    request_id = asking.submitted("apartment", until="2026-05-25")
    assert "2026-05-22至2026-05-25" in answering.page()
    answering.accept(request_id, "2026-05-23")
    assert asking.listed()[0]["agreed"] == "2026-05-23至2026-05-25"


def test_the_list_is_given_out_with_names_and_numbers_masked(
    asking: Asking, answering: Answering, card: Card
) -> None:
    asking.submitted(note="=1+1")
    answering.accept(UUID(asking.listed()[0]["id"]), time="09:30", word="请空腹")
    book = workbook_of(answering.client.get("/desk/requests/export"))
    assert book.column("持卡人") == ["陈**"]
    assert book.column("卡号") == [mask_number(card.number)]
    assert book.column("备注") == ["=1+1"]
    assert book.column("时间") == ["09:30"]
    assert book.column("状态") == ["已答应"]
