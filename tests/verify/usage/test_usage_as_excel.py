"""The usage log as a file: the office all of a filter, a partner its own lines and masked."""

import re
from datetime import datetime, timedelta

from flask.testing import FlaskClient

from cardholders.people.masking import mask_number
from core.accounts.roles import Role
from core.policy.vocabulary import PartnerKind
from partners.models import Desk
from tests.bed.factories import World
from tests.bed.workbooks import workbook_of
from tests.bed.world import OPENING
from tests.verify.usage.log_lines import add_lines, line, take_back
from verify.scanning.reasons import Reason

NAME = "欧阳望舒"


def manager(world: World, client: FlaskClient, desk: Desk) -> FlaskClient:
    """Answer the browser with the manager of a desk's partner signed in."""
    partner_id = world.place(desk).partner_id
    world.sign_in(client, world.account(Role.PARTNER_MANAGER, partner_id=partner_id))
    return client


def test_the_offices_file_holds_every_line_of_the_filter(world: World, client: FlaskClient) -> None:
    world.sign_in(client, world.account(Role.AUDITOR))
    hospital, gate = world.desk(), world.desk(PartnerKind.SCENIC)
    card = world.card(name=NAME)
    moments = [OPENING - timedelta(hours=each) for each in range(60)]
    add_lines(world, [line(world, hospital, at, card=card) for at in reversed(moments)])
    refused = line(world, gate, OPENING, reason=Reason.STALE, benefit=None)
    add_lines(world, [refused])
    book = workbook_of(client.get("/office/usage/export"))
    assert len(book.rows) == 61
    first = book.rows[0]
    assert first[0] == datetime(2026, 5, 20, 10, 0)  # noqa: DTZ001  # Excel knows no zones
    assert book.column("原因")[:2] == ["旧码，可能是截屏", "已登记"]
    assert set(book.column("卡号")) == {"", card.number}
    assert NAME not in "".join(book.parts.values())
    assert book.facts["日期"] == "2026-04-21 至今"
    assert "2026-04-21 至今" in client.get("/office/usage").text
    for query, count in {
        "reason=stale": 1,
        f"site={refused['site_id']}": 1,
        "division=yuci": 61 if world.parts.policy.divisions[0].code == "yuci" else 0,
        "division=nowhere&reason=nothing&site=x": 61,
        "to=2026-05-19": 49,
        "from=2026-05-20&outcome=granted": 11,
        f"q={card.number}": 60,
    }.items():
        rows = workbook_of(client.get(f"/office/usage/export?{query}")).rows
        assert len(rows) == count, query
        page = client.get(f"/office/usage?{query}").text
        whole = re.search(r'记录</span><strong class="stat-value">(\d+)', page)
        assert whole is not None
        assert int(whole[1]) == count, query


def test_a_single_cards_lines_are_shown_however_old(world: World, client: FlaskClient) -> None:
    world.sign_in(client, world.account(Role.AUDITOR))
    card, desk = world.card(), world.desk()
    add_lines(world, [line(world, desk, OPENING - timedelta(days=300), card=card)])
    assert "最近30天没有使用记录" in client.get("/office/usage").text
    page = client.get(f"/office/usage?q={card.number}").text
    assert "显示：全部时间" in page
    assert card.number in page
    assert client.get("/office/usage?from=2025-07-01").text.count("<time") == 1


def test_a_partners_file_is_its_own_and_masked(world: World, client: FlaskClient) -> None:
    own, other = world.desk(), world.desk()
    card, stranger = world.card(name=NAME), world.card()
    add_lines(
        world,
        [line(world, own, OPENING, card=card), line(world, other, OPENING, card=stranger)],
    )
    manager(world, client, own)
    for query in ("", f"?q={card.number}", f"?q={stranger.number}", "?partner=999"):
        response = client.get(f"/partner/export{query}")
        if "partner" in query:
            assert response.status_code == 404
            continue
        book = workbook_of(response)
        whole = "".join(book.parts.values())
        assert card.number not in whole
        assert stranger.number not in whole
        assert NAME not in whole
        assert world.place(other).site_name not in whole
        expected = [] if stranger.number in query else [mask_number(card.number)]
        assert book.column("卡号") == expected
    assert "单位类别" not in workbook_of(client.get("/partner/export")).headings


def test_a_partners_totals_are_its_own(world: World, client: FlaskClient) -> None:
    own, other = world.desk(), world.desk()
    mine = [line(world, own, OPENING - timedelta(minutes=each)) for each in range(3)]
    add_lines(world, mine)
    add_lines(world, [line(world, other, OPENING) for _ in range(50)])
    take_back(world, mine[:1], OPENING)
    page = manager(world, client, own).get("/partner").text
    figures = re.findall(r'<strong class="stat-value">(\d+)', page)
    assert figures == ["2", "3", "0", "1"]
    assert "2026-04-21 至今" in page
    assert '<svg class="chart"' in page
    assert re.search(r'<th scope="row" class="number">2026-05-20</th><td[^>]*>2</td>', page)


def test_another_partners_site_is_not_found(world: World, client: FlaskClient) -> None:
    own, other = world.desk(), world.desk()
    manager(world, client, own)
    for path in ("/partner", "/partner/export"):
        assert client.get(f"{path}?site={world.place(own).site_id}").status_code == 200
        assert client.get(f"{path}?site={world.place(other).site_id}").status_code == 404
    assert world.place(other).site_name not in client.get("/partner").text


def test_the_office_has_no_partners_file(world: World, client: FlaskClient) -> None:
    world.sign_in(client, world.account(Role.ADMIN))
    assert client.get("/partner/export").status_code == 403
