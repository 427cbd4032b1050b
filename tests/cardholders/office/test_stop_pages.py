"""Cards stopped and put back into force, alone and by two people."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cardholders.cards.models import Card, CardState
from core.accounts.roles import Role
from core.approvals.models import Proposal
from tests.bed.factories import World
from tests.cardholders.office.bench import expect_error, signed_in, text_of


def state(world: World, card: Card) -> CardState:
    with world.parts.database.reading() as session:
        return session.scalars(select(Card.state).where(Card.id == card.id)).one()


def propose(world: World, client: FlaskClient, card: Card) -> int:
    wanted = {"ground": "G4", "note": "登记信息录错"}
    assert client.post(f"/office/cards/{card.id}/stop", data=wanted).status_code == 302
    with world.parts.database.reading() as session:
        return session.scalars(select(Proposal.id)).one()


def test_the_preview_speaks_in_the_grounds_own_words_and_counts_what_ends(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client)
    card = world.card()
    world.phone(card)
    world.printed(card)
    words = text_of(client.get(f"/office/cards/{card.id}/stop"))
    assert "立即暂停30天，可续期，待领导小组决定" in words
    assert "1 个手机凭证和 1 个实体卡凭证立即停用，恢复后继续有效" in words
    assert "1 个手机凭证和 1 个实体卡凭证立即作废" in words


def test_one_officer_suspends_at_once_and_reinstates_with_a_reason(
    world: World, client: FlaskClient
) -> None:
    officer = signed_in(world, client)
    card = world.card()
    url = f"/office/cards/{card.id}"
    page = client.post(f"{url}/stop", data={"ground": "G1a"}, follow_redirects=True)
    assert state(world, card) is CardState.SUSPENDED
    assert "暂停至2026-06-19" in text_of(page)
    assert f"涉嫌虚假，核查中 经办：{officer.name}" in text_of(page)
    expect_error(client.post(f"{url}/reinstate", data={"note": " "}), "note", "理由")
    client.post(f"{url}/reinstate", data={"note": "核查无误"})
    assert state(world, card) is CardState.ACTIVE
    assert "备注：核查无误" in text_of(client.get(url))
    late = client.post(f"{url}/reinstate", data={"note": "再来一次"})
    assert late.status_code == 409
    assert "没有暂停" in text_of(late)


@pytest.mark.parametrize(
    ("wanted", "field", "words"),
    [
        ({}, "ground", "请选择停用事由"),
        ({"ground": "G99"}, "ground", "请选择停用事由"),
        ({"ground": "G1"}, "document_number", "文号"),
        ({"ground": "G1a", "note": "长" * 501}, "note", "500字"),
    ],
)
def test_an_error_stands_beside_its_field_and_the_card_stays(
    world: World, client: FlaskClient, wanted: dict[str, str], field: str, words: str
) -> None:
    signed_in(world, client)
    card = world.card()
    expect_error(client.post(f"/office/cards/{card.id}/stop", data=wanted), field, words)
    assert state(world, card) is CardState.ACTIVE


def test_a_card_issued_in_error_is_revoked_by_two_people(world: World, client: FlaskClient) -> None:
    officer = signed_in(world, client)
    card = world.card(name="陈望舒")
    proposal = propose(world, client, card)
    assert state(world, card) is CardState.ACTIVE
    assert "撤回申请" in text_of(client.get(f"/office/cards/{card.id}"))
    approver = signed_in(world, client, Role.APPROVER)
    waiting = text_of(client.get("/office/proposals"))
    assert f"{officer.name}提出" in waiting
    assert "陈望舒" in waiting
    done = client.post(f"/office/proposals/{proposal}/approve", follow_redirects=True)
    assert state(world, card) is CardState.REVOKED
    assert f"{officer.name}提出，{approver.name}批准" in text_of(done)
    late = client.post(f"/office/proposals/{proposal}/reject")
    assert late.status_code == 409


def test_one_person_alone_can_neither_approve_nor_reject_but_withdraw(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client, Role.ADMIN)
    card = world.card()
    proposal = propose(world, client, card)
    url = f"/office/proposals/{proposal}"
    assert client.post(f"{url}/approve").status_code == 403
    assert client.post(f"{url}/reject").status_code == 403
    again = client.post(f"/office/cards/{card.id}/stop", data={"ground": "G4"})
    assert again.status_code == 409
    assert "待批准" in text_of(again)
    assert client.post(f"{url}/withdraw").status_code == 302
    assert state(world, card) is CardState.ACTIVE
    assert "停用申请退回" in text_of(client.get(f"/office/cards/{card.id}"))


def test_roles_without_the_right_decide_nothing(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    card = world.card()
    url = f"/office/proposals/{propose(world, client, card)}"
    signed_in(world, client)
    assert client.post(f"{url}/approve").status_code == 403
    assert client.post(f"{url}/reject").status_code == 403
    assert client.post(f"{url}/withdraw").status_code == 403
    signed_in(world, client, Role.AUDITOR)
    assert client.post(f"{url}/withdraw").status_code == 403
    signed_in(world, client, Role.APPROVER)
    assert client.post("/office/proposals/404/reject").status_code == 404
    assert client.post(f"{url}/reject").status_code == 302
    assert state(world, card) is CardState.ACTIVE


def test_misuse_is_warned_first_and_needs_two_people_the_second_time(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client)
    card = world.card()
    url = f"/office/cards/{card.id}/stop"
    assert "只记录提醒" in text_of(client.get(url))
    client.post(url, data={"ground": "G6"})
    assert state(world, card) is CardState.ACTIVE
    assert "只记录提醒" not in text_of(client.get(url))
    client.post(url, data={"ground": "G6"})
    assert state(world, card) is CardState.ACTIVE
    assert "须由另一位工作人员批准后生效" in text_of(client.get(f"/office/cards/{card.id}"))


def test_a_revoked_card_offers_no_way_back(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    card = world.card()
    wanted = {"ground": "G1", "document_number": "晋中人才〔2026〕9号"}
    page = client.post(f"/office/cards/{card.id}/stop", data=wanted, follow_redirects=True)
    assert state(world, card) is CardState.REVOKED
    assert "晋中人才〔2026〕9号" in text_of(page)
    assert "不能恢复" in text_of(page)
    refused = client.post(f"/office/cards/{card.id}/letter")
    assert refused.status_code == 409
