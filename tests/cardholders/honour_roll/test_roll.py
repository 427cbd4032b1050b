"""The roll names whoever agreed, for the honours they hold, and nobody else."""

from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select

from cardholders.cards.models import Card
from cardholders.consents.consents import give_consent, withdraw_consent
from cardholders.consents.load_terms import consent_terms
from cardholders.consents.terms import ConsentPurpose
from cardholders.people.models import HonourGrant
from core.policy.vocabulary import Honour
from tests.bed.factories import World

ROLL = ConsentPurpose.HONOUR_ROLL


def agree(world: World, card: Card) -> None:
    with world.parts.database.writing() as session:
        terms, now = consent_terms(), world.clock()
        give_consent(session, card.holder_id, ROLL, version=1, terms=terms, now=now)


def test_nobody_is_named_who_did_not_agree(world: World, client: FlaskClient) -> None:
    world.card(name="陈望舒")
    page = client.get("/honour-roll")
    assert page.status_code == 200
    assert "还没有人上榜" in page.text
    assert "典型宣传" in page.text
    assert "陈望舒" not in page.text
    assert "noindex" not in page.text


def test_whoever_agreed_is_named_with_honours_and_year_and_no_more(
    world: World, client: FlaskClient
) -> None:
    agree(world, world.card(Honour.YINGCAI, Honour.SPECIAL, name="欧阳清扬"))
    agree(world, world.card(Honour.XIANCAI, name="<b>Maria</b>"))
    page = client.get("/honour-roll").text
    assert page.count("欧阳清扬") == 1
    assert page.index("欧阳清扬") < page.index("&lt;b&gt;Maria")
    assert "晋中英才" in page
    assert "晋中市特殊贡献人才奖" in page
    assert ">2026<" in page
    assert "演示企业" not in page
    assert "JZ26" not in page
    client.set_cookie("language", "en")
    assert "Jinzhong Yingcai" in client.get("/honour-roll").text


def test_a_consent_withdrawn_and_an_honour_lost_take_the_name_off_at_once(
    world: World, client: FlaskClient
) -> None:
    first, second = world.card(name="陈望舒"), world.card(name="许慎行")
    for card in (first, second):
        agree(world, card)
    with world.parts.database.writing() as session:
        terms, now = consent_terms(), world.clock()
        withdraw_consent(session, first.holder_id, ROLL, terms=terms, now=now)
        lost = select(HonourGrant).where(HonourGrant.holder_id == second.holder_id)
        session.scalars(lost).one().ended_on = date(2026, 5, 1)
    page = client.get("/honour-roll").text
    assert "陈望舒" not in page
    assert "许慎行" not in page


def test_the_front_page_leads_there(client: FlaskClient) -> None:
    assert 'href="/honour-roll"' in client.get("/").text
