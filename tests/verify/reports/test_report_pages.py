"""The office reads what holders reported, finds it among its tasks, answers, and is done."""

from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cardholders.cards.find import find_card
from cardholders.cards.models import Card
from core.accounts.roles import Role
from core.policy.vocabulary import Honour, PartnerKind
from tests.bed.factories import World
from tests.bed.workbooks import workbook_of
from tests.verify.holder.holder_phone import HolderPhone
from tests.verify.scanning.desk_calls import DeskCalls
from verify.reports.make_report import ReportRequest, make_report
from verify.reports.models import Report, ReportKind
from verify.scanning.models import UsageEntry

HOSTILE = '<script>alert("x")</script>'


@pytest.fixture
def card(world: World) -> Card:
    return world.card(Honour.YINGCAI, name="沈知远")


@pytest.fixture
def reported(world: World, card: Card) -> Report:
    """A scan of the card that its holder said was not them."""
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    desk.redeem(desk.scan(world.phone(card).digits()).id, "checkup")
    with world.parts.database.reading() as session:
        line = session.scalars(select(func.min(UsageEntry.id))).one()
    return add(world, card, ReportKind.NOT_ME, entry_id=line)


def add(
    world: World,
    card: Card,
    kind: ReportKind,
    *,
    entry_id: int | None = None,
    text: str | None = None,
) -> Report:
    asked = ReportRequest(uuid4(), kind, entry_id, text)
    with world.parts.database.writing() as session:
        holder = find_card(session, card.id).holder
        return make_report(session, holder, asked=asked, vault=world.parts.vault, now=world.clock())


@pytest.fixture
def officer(world: World, client: FlaskClient) -> FlaskClient:
    world.sign_in(client, world.account(Role.OFFICER))
    return client


def test_the_home_page_counts_what_waits_and_leads_there(
    world: World, officer: FlaskClient, card: Card, reported: Report
) -> None:
    add(world, card, ReportKind.ERASURE)
    home = officer.get("/office").text
    assert "持卡人反映待答复" in home
    assert "<strong>2</strong>" in home
    page = officer.get("/office/reports?state=open").text
    assert page.count("沈知远") == 2
    assert "不是本人" in page


def test_a_report_shows_its_line_and_is_answered_once(
    app: Flask, world: World, officer: FlaskClient, card: Card, reported: Report
) -> None:
    address = f"/office/reports/{reported.id}"
    page = officer.get(address).text
    for part in (
        "演示地点",
        "手机凭证",
        "身份有效",
        "已登记",
        "免费体检",
        f"/office/cards/{card.id}/timeline",
        card.number,
    ):
        assert part in page
    refused = officer.post(address, data={"answer": " "})
    assert (refused.status_code, "请写一句给持卡人的答复" in refused.text) == (422, True)
    assert officer.post(address, data={"answer": f"已查清{HOSTILE}"}).status_code == 302
    closed = officer.get(address).text
    assert "已查清" in closed
    assert HOSTILE not in closed
    assert officer.post(address, data={"answer": "再答"}).status_code == 409
    phone = HolderPhone.of(world, card, app.test_client())
    (day,) = phone.answer("/phone/api/history")["days"]
    assert day["visits"][0]["report"]["answer"] == f"已查清{HOSTILE}"


def test_open_ones_come_first_and_filters_narrow_the_list_and_the_file(
    world: World, officer: FlaskClient, card: Card, reported: Report
) -> None:
    officer.post(f"/office/reports/{reported.id}", data={"answer": "已查清"})
    other = world.card(name="=cmd|'/c'!A1")
    add(world, other, ReportKind.CORRECTION, text="姓名有误")
    page = officer.get("/office/reports").text
    assert page.index("要求更正</td>") < page.index("不是本人</td>")
    narrowed = officer.get("/office/reports?q=沈知").text
    assert "要求更正</td>" not in narrowed
    assert "没有符合条件的反映" in officer.get("/office/reports?q=%00nobody").text
    assert card.number in officer.get(f"/office/reports?q={card.number[:6]}").text
    book = workbook_of(officer.get("/office/reports/export?state=open"))
    assert book.column("事由") == ["要求更正"]
    assert not any("姓名有误" in part for part in book.parts.values())


def test_an_auditor_reads_and_answers_nothing(
    world: World, client: FlaskClient, reported: Report
) -> None:
    world.sign_in(client, world.account(Role.AUDITOR))
    page = client.get(f"/office/reports/{reported.id}")
    assert page.status_code == 200
    assert "<textarea" not in page.text
    assert client.post(f"/office/reports/{reported.id}", data={"answer": "好"}).status_code == 403
    assert client.get("/office/reports/999").status_code == 404
