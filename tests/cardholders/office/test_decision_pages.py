"""Decisions on the office's pages, and honours given by them."""

import pytest
from flask.testing import FlaskClient

from core.accounts.roles import Role
from core.policy.vocabulary import Honour
from tests.bed.factories import World
from tests.cardholders.office.bench import PERSON, expect_error, signed_in, text_of

DECISION = {
    "meeting": "市委人才工作领导小组2026年第2次会议",
    "document_number": "晋中人才〔2026〕3号",
    "decided_on": "2026-05-06",
}


def decide(client: FlaskClient) -> str:
    return client.post("/office/decisions/new", data=DECISION).headers["Location"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("meeting", "", "请填写"),
        ("document_number", "", "请填写"),
        ("document_number", "号" * 61, "60字"),
        ("decided_on", "", "请填写"),
        ("decided_on", "昨天", "年-月-日"),
        ("decided_on", "2026-05-21", "不能晚于今天"),
    ],
)
def test_an_error_in_a_decision_stands_beside_its_field(
    world: World, client: FlaskClient, field: str, value: str, words: str
) -> None:
    signed_in(world, client)
    page = client.post("/office/decisions/new", data={**DECISION, field: value})
    expect_error(page, field, words)


def test_a_document_number_is_taken_once(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    assert "会议" in text_of(client.get(decide(client)))
    again = client.post("/office/decisions/new", data=DECISION)
    expect_error(again, "document_number", "登记过", status=409)
    assert "晋中人才〔2026〕3号" in text_of(client.get("/office/decisions?q=2026〕3"))
    assert "没有找到" in text_of(client.get("/office/decisions?q=nothing"))


def test_several_people_are_honoured_by_one_decision(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    urls = [
        client.post("/office/people/new", data=PERSON).headers["Location"],
        client.post(
            "/office/people/new",
            data={
                **PERSON,
                "name": "Ada",
                "document_type": "passport",
                "document_number": "X1234567",
            },
        ).headers["Location"],
    ]
    people = [url.rsplit("/", 1)[1] for url in urls]
    decision = decide(client)
    chosen = text_of(client.get(f"{decision}?person={people[0]}&q=ada"))
    assert "欧阳静姝" in chosen
    assert "Ada" in chosen
    award = {"people": people, "award": "youcai_problem"}
    done = client.post(f"{decision}/honours", data=award, follow_redirects=True)
    assert "已授予2人" in text_of(done)
    assert "500,000" in text_of(done)
    assert "解决关键技术难题" in text_of(client.get(urls[1]))


@pytest.mark.parametrize(
    ("award", "field", "words", "status"),
    [
        ({"people": [], "award": "youcai_problem"}, "people", "至少选择一位", 422),
        ({"award": ""}, "award", "请选择荣誉", 422),
        ({"award": "yingcai"}, "award", "请选择荣誉", 422),
        ({"award": "special"}, "reward_yuan", "请按决定文件填写", 422),
        ({"award": "special", "reward_yuan": "许多"}, "reward_yuan", "整数金额", 422),
        ({"award": "special", "reward_yuan": "9" * 12}, "reward_yuan", "1亿元", 422),
        ({"award": "xiancai_problem"}, "people", "已有此荣誉", 409),
    ],
)
def test_an_error_in_an_award_stands_beside_its_field(
    world: World,
    client: FlaskClient,
    award: dict[str, object],
    field: str,
    words: str,
    status: int,
) -> None:
    signed_in(world, client)
    holder = world.holder(Honour.XIANCAI)
    page = client.post(f"{decide(client)}/honours", data={"people": [holder.id], **award})
    expect_error(page, field, words, status=status)


def test_when_one_of_several_cannot_be_honoured_nobody_is(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client)
    new, held = world.holder(Honour.SPECIAL), world.holder(Honour.YOUCAI)
    decision = decide(client)
    award = {"people": [new.id, held.id], "award": "youcai_problem"}
    expect_error(client.post(f"{decision}/honours", data=award), "people", "已有此荣誉", status=409)
    assert "还没有授予任何人" in text_of(client.get(decision))


def test_approvers_read_decisions_and_record_none(world: World, client: FlaskClient) -> None:
    signed_in(world, client, Role.APPROVER)
    assert client.get("/office/decisions").status_code == 200
    assert client.get("/office/decisions/new").status_code == 403
    assert client.post("/office/decisions/new", data=DECISION).status_code == 403
    assert client.post("/office/decisions/1/honours").status_code == 403
    assert client.get("/office/decisions/404").status_code == 404
