"""The office's home says what is to do; the policy page marks what the document does not say."""

from datetime import timedelta

from flask.testing import FlaskClient

from core.accounts.roles import Role
from core.policy.vocabulary import Basis
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.cardholders.office.bench import signed_in, text_of


def test_an_empty_office_says_where_to_begin(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    assert "从第一位人才开始" in text_of(client.get("/office"))


def test_home_counts_what_needs_somebody_and_leads_there(
    world: World, client: FlaskClient, clock: MovableClock
) -> None:
    signed_in(world, client)
    world.holder(name="无卡")
    stopped = world.card(name="暂停")
    client.post(f"/office/cards/{stopped.id}/stop", data={"ground": "G1a"})
    proposed = world.card(name="待批")
    client.post(f"/office/cards/{proposed.id}/stop", data={"ground": "G4"})
    clock.advance(timedelta(days=31))
    home = client.get("/office")
    words = text_of(home)
    assert "停用申请待批准 1" in words
    assert "有荣誉，还没有发卡 1" in words
    assert "已发卡，手机还没有激活 1" in words
    assert "暂停期已满，须复核 1" in words
    assert "60天内到期 0" in words
    for target in ("/office/proposals", "/office/people?group=overdue"):
        assert f'href="{target}"' in home.get_data(as_text=True)
        assert client.get(target).status_code == 200


def test_an_officer_signs_in_to_the_office(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    assert client.get("/login").headers["Location"] == "/office"


def test_every_silent_point_is_marked_as_the_offices(world: World, client: FlaskClient) -> None:
    signed_in(world, client, Role.AUDITOR)
    page = client.get("/office/policy")
    words = text_of(page)
    policy = world.parts.policy
    silent = [each for each in policy.settings if each.basis is Basis.OFFICE]
    assert all(setting.wording.zh in words for setting in silent)
    assert words.count("文件未规定，按人才办设置") > len(silent)
    for article in policy.articles:
        assert f'id="article-{article.number}"' in page.get_data(as_text=True)
    assert "凭荣誉享受" in words
    assert policy.contact.telephone in words
