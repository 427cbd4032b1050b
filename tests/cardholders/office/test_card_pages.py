"""A card on the office's pages: issued, activated by letter, printed."""

import re

from flask.testing import FlaskClient

from cardholders.phone.activation import open_link
from core.accounts.roles import Role
from core.errors import NotFound
from core.policy.vocabulary import Honour
from tests.bed.factories import World
from tests.cardholders.office.bench import PERSON, signed_in, text_of


def test_no_decision_no_card(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    url = client.post("/office/people/new", data=PERSON).headers["Location"]
    assert "发卡</button>" not in client.get(url).get_data(as_text=True)
    page = client.post(f"{url}/card", follow_redirects=True)
    assert "没有人才工作领导小组的决定，不能发卡" in text_of(page)


def test_a_card_is_issued_once_and_shows_its_licence(world: World, client: FlaskClient) -> None:
    officer = signed_in(world, client)
    holder = world.holder(Honour.YINGCAI, Honour.SPECIAL, name="陈望舒")
    page = client.post(f"/office/people/{holder.id}/card", follow_redirects=True)
    words = text_of(page)
    assert "JZ26-000001-" in words
    assert "英才 · 特殊贡献" in words
    assert "2026-05-20 至 2029-05-19" in words
    assert "市办发〔2023〕10号" in words
    assert f"经办：{officer.name}" in words
    again = client.post(f"/office/people/{holder.id}/card", follow_redirects=True)
    assert "一人一卡" in text_of(again)


def test_the_letter_works_once_shown_and_ends_the_one_before(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client)
    card = world.card()
    tokens = []
    for _ in range(2):
        letter = client.post(f"/office/cards/{card.id}/letter").get_data(as_text=True)
        found = re.search(r"http://localhost:8000/phone/activate#([\w-]+)", letter)
        assert found is not None
        tokens.append(found[1])
        assert "<svg" in letter
    assert "待激活" in text_of(client.get(f"/office/cards/{card.id}"))
    with world.parts.database.writing() as session:
        assert (
            open_link(session, tokens[1], vault=world.parts.vault, now=world.clock()).card.id
            == card.id
        )
        try:
            open_link(session, tokens[0], vault=world.parts.vault, now=world.clock())
        except NotFound:
            return
    raise AssertionError("the first letter still works")


def test_only_who_issues_cards_makes_letters(world: World, client: FlaskClient) -> None:
    url = f"/office/cards/{world.card().id}"
    signed_in(world, client, Role.AUDITOR)
    assert client.get(url).status_code == 200
    assert client.post(f"{url}/letter").status_code == 403
    assert client.get(f"{url}/stop").status_code == 403
    assert client.post(f"{url}/reinstate").status_code == 403
    assert client.get("/office/cards/404").status_code == 404
