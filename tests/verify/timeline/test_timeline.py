"""The timeline: the whole life of a card in one order, page by page, with a few statements."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from cardholders.cards.models import Card
from cardholders.cards.reinstate_card import reinstate_card
from cardholders.cards.stop_card import Stop, stop_card
from core.accounts.roles import Role
from core.policy.vocabulary import Language
from partners.models import Desk
from tests.bed.factories import World
from tests.bed.world import OPENING, MovableClock
from tests.cardholders.office.bench import signed_in, text_of
from tests.verify.api.calls import Device
from tests.verify.usage.log_lines import add_lines, line
from verify.timeline.load_timeline import TimelinePage, load_timeline
from verify.timeline.moments import Moment, Place, Shown, Source, read_place

FEW = 12


def load(
    world: World,
    card: Card,
    *,
    before: Place | None = None,
    shown: Shown = Shown.ALL,
    size: int = 50,
) -> TimelinePage:
    with world.parts.database.reading() as session:
        return load_timeline(
            session,
            card.id,
            policy=world.parts.policy,
            language=Language.ZH,
            shown=shown,
            before=before,
            size=size,
        )


def moments(page: TimelinePage) -> list[Moment]:
    return [moment for day in page.days for moment in day.moments]


def turn(world: World, card: Card, *, size: int, shown: Shown = Shown.ALL) -> list[Moment]:
    """Answer every line, page after page, each page by the address of the one before."""
    page = load(world, card, size=size, shown=shown)
    seen = moments(page)
    while page.older is not None:
        page = load(world, card, size=size, shown=shown, before=read_place(str(page.older)))
        assert page.days
        seen += moments(page)
    return seen


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    """Collect what is sent to the database."""
    sent: list[str] = []
    engine = world.parts.database.engine

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_a_whole_life_stands_in_order_and_says_who_and_why(
    world: World, client: FlaskClient, clock: MovableClock, hospital: Device
) -> None:
    officer = signed_in(world, client)
    card = world.card(name="欧阳望舒")
    clock.advance(timedelta(minutes=1))
    phone = world.phone(card)
    clock.advance(timedelta(minutes=1))
    use = hospital.scan(phone.digits(), benefit="checkup")
    clock.advance(timedelta(minutes=1))
    hospital.void(use["id"], reason="not_used")
    clock.advance(timedelta(days=1))
    parts = world.parts
    with parts.database.writing() as session:
        wanted = Stop("G6", note="借给他人")
        for _ in range(2):
            stop_card(
                session, card.id, stop=wanted, policy=parts.policy, by=officer.id, now=clock.now
            )
            clock.advance(timedelta(minutes=1))
    approver = world.account(Role.APPROVER)
    world.sign_in(client, approver)
    client.post("/office/proposals/1/approve")
    clock.advance(timedelta(minutes=1))
    hospital.scan(phone.digits())
    clock.advance(timedelta(minutes=1))
    with parts.database.writing() as session:
        reinstate_card(session, card.id, note="已核实", by=officer.id, now=clock.now)
    clock.advance(timedelta(minutes=1))
    world.phone(card)
    words = text_of(client.get(f"/office/cards/{card.id}/timeline"))
    order = [
        *("2026-05-21", "签发手机凭证", "手机凭证作废", "已恢复使用", "已核实"),
        *("扫码", "已暂停", "暂停", "提出停用，待批准", "提醒", "借给他人"),
        *("2026-05-20", "撤销 · 免费体检", "已撤销", "免费体检", "已登记"),
        *("签发手机凭证", "已发卡", "2026-01-05", "授予荣誉", "演示决〔2026〕"),
    ]
    place = 0
    for each in order:
        assert each in words[place:], (each, words[place:])
        place = words.index(each, place) + len(each)
    assert f"{officer.name}提出，{approver.name}批准" in words
    assert "2026年5月20日 10:03已撤销" in words
    assert "演示地点" in words


def test_a_page_leads_to_the_other_and_back(world: World, client: FlaskClient) -> None:
    signed_in(world, client, Role.AUDITOR)
    card = world.card()
    there, back = f"/office/cards/{card.id}/timeline", f"/office/cards/{card.id}"
    assert f'href="{there}"' in client.get(back).text
    assert f'href="{back}"' in client.get(there).text


def test_acts_and_uses_can_be_looked_at_apart(
    world: World, hospital: Device, clock: MovableClock
) -> None:
    card = world.card()
    clock.advance(timedelta(minutes=1))
    hospital.scan(world.phone(card).digits())
    whole = moments(load(world, card))
    uses = moments(load(world, card, shown=Shown.USES))
    acts = moments(load(world, card, shown=Shown.ACTS))
    assert [moment.use is not None for moment in uses] == [True]
    assert {moment.place.source for moment in acts} == {Source.HONOUR, Source.EVENT, Source.SIGNED}
    places = [moment.place for moment in uses + acts]
    assert [moment.place for moment in whole] == sorted(places, reverse=True)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_have_no_gap_and_no_line_twice(world: World, size: int) -> None:
    card, desk = world.card(), world.desk()
    world.phone(card)
    world.phone(card)  # many acts at the very moment of some uses
    lines = [line(world, desk, OPENING, card=card) for _ in range(5)]
    lines += [line(world, desk, OPENING - timedelta(days=each), card=card) for each in range(5)]
    add_lines(world, lines)
    seen = turn(world, card, size=size)
    places = [moment.place for moment in seen]
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == len(places)
    assert places == [moment.place for moment in moments(load(world, card, size=100))]
    assert sum(moment.use is not None for moment in seen) == 10


@pytest.fixture
def busy(world: World) -> tuple[Card, Desk]:
    """A card with 3,000 lines."""
    card, desk = world.card(), world.desk()
    one = line(world, desk, OPENING, card=card)
    moments = (OPENING - timedelta(hours=each) for each in range(3000))
    add_lines(world, ({**one, "received_at": at} for at in moments))
    return card, desk


def test_a_card_with_thousands_of_scans_takes_a_few_statements(
    world: World, client: FlaskClient, busy: tuple[Card, Desk]
) -> None:
    card, _ = busy
    signed_in(world, client)
    with statements(world) as sent:
        first = client.get(f"/office/cards/{card.id}/timeline")
    assert len(sent) <= FEW
    assert first.text.count("<time") == 50
    older = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert older is not None
    with statements(world) as sent:
        second = client.get(older[1].replace("&amp;", "&"))
    assert len(sent) <= FEW
    assert second.text.count("<time") == 50
    assert len(turn(world, card, size=400, shown=Shown.USES)) == 3000


@pytest.mark.parametrize(
    "query",
    [
        *("?before=x", "?before=-1-0-1", "?before=9999999999999999-4-999999999999999999"),
        *("?before=0-0-0", "?before=²-1-1", "?show=nothing", "?show=uses&before=1-9-1"),
    ],
)
def test_what_cannot_be_is_passed_over(world: World, client: FlaskClient, query: str) -> None:
    signed_in(world, client)
    card = world.card()
    assert client.get(f"/office/cards/{card.id}/timeline{query}").status_code == 200


def test_a_timeline_is_the_offices(world: World, client: FlaskClient) -> None:
    card = world.card()
    path = f"/office/cards/{card.id}/timeline"
    partner_id = world.place(world.desk()).partner_id
    for role in (Role.PARTNER_MANAGER, Role.OPERATOR):
        world.sign_in(client, world.account(role, partner_id=partner_id))
        assert client.get(path).status_code == 403
    signed_in(world, client, Role.AUDITOR)
    assert client.get("/office/cards/999/timeline").status_code == 404
