"""The office's lists sorted, and as Excel files: all of the filter, and nothing that is secret."""

import re
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from cardholders.cards.list_cards import Expiry, days_of
from cardholders.cards.models import Card
from cardholders.people.models import Holder, LeadingGroupDecision
from core.accounts.roles import Role
from core.policy.vocabulary import Honour
from tests.bed.factories import World
from tests.bed.workbooks import workbook_of
from tests.bed.world import MovableClock
from tests.cardholders.office.bench import signed_in, text_of

LISTS = ("people", "cards", "decisions", "proposals")


def links(client: FlaskClient, path: str, what: str) -> list[int]:
    """Answer the ids that a list's rows lead to, in order."""
    page = client.get(path).get_data(as_text=True)
    return [int(each) for each in re.findall(rf'<tr data-href="/office/{what}/(\d+)"', page)]


def expire(world: World, card: Card, day: date) -> None:
    """Let a card run out on a day."""
    with world.parts.database.writing() as session:
        session.merge(card).expires_on = day


@pytest.mark.parametrize("name", LISTS)
def test_every_list_leads_to_its_file_and_the_file_is_named_for_the_day(
    world: World, client: FlaskClient, name: str
) -> None:
    signed_in(world, client, Role.AUDITOR)
    card = world.card()
    officer = client.application.test_client()
    signed_in(world, officer)
    officer.post(f"/office/cards/{card.id}/stop", data={"ground": "G4"})
    assert f'href="/office/{name}/export"' in client.get(f"/office/{name}").text
    response = client.get(f"/office/{name}/export")
    assert workbook_of(response).rows
    plain = response.headers["Content-Disposition"]
    assert f"filename={name}-2026-05-20.xlsx" in plain.replace('"', "")
    assert re.search(r"[\u4e00-\u9fff]-2026-05-20\.xlsx$", unquote(plain.split("UTF-8''")[1]))
    assert response.headers["Cache-Control"] == "no-store"


def test_an_empty_list_offers_no_file_but_answers_one(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    for name in LISTS:
        assert "导出Excel" not in client.get(f"/office/{name}").text
        assert workbook_of(client.get(f"/office/{name}/export")).rows == []


def test_a_file_holds_every_page_in_the_lists_own_order(world: World, client: FlaskClient) -> None:
    officer = signed_in(world, client)
    for number in range(30):
        world.holder(name=f"人{number % 7}{number:02d}")
    shown = links(client, "/office/people?sort=-name", "people")
    shown += links(client, "/office/people?sort=-name&page=2", "people")
    assert len(set(shown)) == 30
    book = workbook_of(client.get("/office/people/export?sort=-name&page=2"))
    names = book.column("姓名")
    assert names == sorted(names, reverse=True)
    with world.parts.database.reading() as session:
        by_id = {each: session.get_one(Holder, each).name for each in shown}
    assert names == [by_id[each] for each in shown]
    assert book.facts["制表人"] == officer.name
    assert book.facts["行数"] == "30"


@pytest.mark.parametrize("sort", ["", "name", "-expires", "expires", "nothing", "-", "password"])
def test_any_order_may_be_asked_for(world: World, client: FlaskClient, sort: str) -> None:
    signed_in(world, client)
    world.card()
    world.holder()
    for name in LISTS[:3]:
        assert client.get(f"/office/{name}?sort={sort}").status_code == 200
    rows = workbook_of(client.get(f"/office/people/export?sort={sort}")).column("卡号")
    if "expires" in sort:
        assert rows[-1] == ""  # who has no card comes last, upwards and downwards


def test_no_file_holds_a_document_a_mobile_or_a_mail_address(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client)
    mail = "wangshu@example.edu.cn"
    card = world.card(name="陈望舒", mobile="+8613912345678", mail=mail)
    client.post(f"/office/cards/{card.id}/stop", data={"ground": "G4"})
    client.post(f"/office/cards/{world.card().id}/stop", data={"ground": "G4"})
    secrets = ["13912345678", mail, "00000019600101"]
    for name in LISTS:
        whole = "".join(workbook_of(client.get(f"/office/{name}/export")).parts.values())
        assert not [secret for secret in secrets if secret in whole]
    with world.parts.database.reading() as session:
        holder = session.get_one(Holder, card.holder_id)
    for text in (
        "139 1234 5678",
        world.parts.vault.open_text(holder.document_sealed, purpose="holders.document"),
    ):
        for name in ("people", "cards"):
            book = workbook_of(client.get(f"/office/{name}/export", query_string={"q": text}))
            assert text not in "".join(book.parts.values())
            assert book.facts["查找"] == "一个号码（不写入文件）"
    for name in ("people", "cards"):
        book = workbook_of(client.get(f"/office/{name}/export", query_string={"q": mail}))
        assert mail not in "".join(book.parts.values())
        assert book.facts["查找"] == "一个邮箱地址（不写入文件）"
    assert workbook_of(client.get("/office/people/export?q=望")).facts["查找"] == "望"


def test_a_name_that_is_a_formula_stays_a_name(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    world.card(name="=HYPERLINK(1)")
    for name in ("people", "cards"):
        book = workbook_of(client.get(f"/office/{name}/export"))
        assert "=HYPERLINK(1)" in book.column("姓名")
        assert not re.search(r"<f[ >]", book.parts["xl/worksheets/sheet1.xml"])


def test_a_file_says_the_group_that_was_asked(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    world.card(name="有卡")
    world.holder(name="无卡")
    book = workbook_of(client.get("/office/people/export?group=no_card"))
    assert book.column("姓名") == ["无卡"]
    assert book.facts["分组"] == "有荣誉未发卡"


def test_files_speak_the_readers_language(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    world.card()
    assert workbook_of(client.get("/office/cards/export")).column("荣誉") == ["英才"]
    client.set_cookie("language", "en")
    assert "英才" not in str(workbook_of(client.get("/office/cards/export")).rows)


def test_cards_are_listed_by_how_they_stand(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    live, gone, paused, revoked = (world.card(name=name) for name in ("甲", "乙", "丙", "丁"))
    expire(world, gone, date(2026, 5, 19))
    client.post(f"/office/cards/{paused.id}/stop", data={"ground": "G1a"})
    client.post(f"/office/cards/{revoked.id}/stop", data={"ground": "G7"})
    expected = {
        "": [paused, gone, live],
        "state=active": [live],
        "state=expired": [gone],
        "state=suspended": [paused],
        "state=frozen": [],
        "state=revoked": [revoked],
        "state=all&sort=number": [live, gone, paused, revoked],
        "state=nonsense": [paused, gone, live],
        "honour=special": [],
        "honour=yingcai&sort=expires": [gone, live, paused],
        "q=乙": [gone],
        f"q={live.number[:11].lower()}": [live],
        "q=%25": [],
    }
    for query, cards in expected.items():
        found = links(client, f"/office/cards?{query}", "cards")
        assert sorted(found) == sorted(card.id for card in cards), query
        if "sort" in query:
            assert found[0] == cards[0].id
        numbers = workbook_of(client.get(f"/office/cards/export?{query}")).column("卡号")
        assert sorted(numbers) == sorted(card.number for card in cards), query
    assert "暂停" in text_of(client.get("/office/cards?state=suspended"))


def test_cards_that_run_out_this_quarter_are_found(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1)]
    cards = [world.card(Honour.YOUCAI) for _ in days]
    for card, day in zip(cards, days, strict=True):
        expire(world, card, day)
    inside = {cards[1].id, cards[2].id}
    assert set(links(client, "/office/cards?expiry=this_quarter", "cards")) == inside
    assert links(client, "/office/cards?expiry=next_quarter", "cards") == [cards[3].id]
    book = workbook_of(client.get("/office/cards/export?expiry=this_quarter&sort=expires"))
    assert book.column("有效期至") == days[1:3]
    assert book.facts["有效期至"] == "2026-04-01 至 2026-06-30"


@pytest.mark.parametrize("expiry", list(Expiry))
@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 12, 31), date(2028, 2, 29)])
def test_a_time_of_expiry_is_whole_months(expiry: Expiry, today: date) -> None:
    first, last = days_of(expiry, today=today)
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    assert (first <= today <= last) == expiry.startswith("this")


def test_decisions_are_sorted_and_counted(
    world: World, client: FlaskClient, clock: MovableClock
) -> None:
    officer = signed_in(world, client)
    world.holder(Honour.YINGCAI, Honour.SPECIAL)
    with world.parts.database.writing() as session:
        session.add(
            LeadingGroupDecision(
                meeting="甲会议",
                document_number="=甲〔2026〕9号",
                decided_on=date(2026, 5, 1),
                recorded_by=officer.id,
                recorded_at=clock.now,
            )
        )
    book = workbook_of(client.get("/office/decisions/export?sort=decided"))
    assert book.column("决定日期") == [date(2026, 1, 5), date(2026, 5, 1)]
    assert book.column("授予荣誉") == [2, 0]
    assert book.column("文号")[1] == "=甲〔2026〕9号"
    assert len(workbook_of(client.get("/office/decisions/export?q=甲")).rows) == 1


@pytest.mark.parametrize("role", [Role.PARTNER_MANAGER, Role.OPERATOR])
def test_a_partner_gets_no_file_of_the_office(
    world: World, client: FlaskClient, role: Role
) -> None:
    partner_id = world.place(world.desk()).partner_id
    world.sign_in(client, world.account(role, partner_id=partner_id))
    for name in (*LISTS, "usage"):
        assert client.get(f"/office/{name}/export").status_code == 403
