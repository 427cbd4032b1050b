"""Reports of holders: once for a line, only of one's own card, sealed, closed once."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from cardholders.cards.find import find_card
from cardholders.cards.models import Card
from core.errors import Conflict, DomainError, InvalidInput, NotFound
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.verify.scanning.desk_calls import DeskCalls
from verify.reports.close_report import ANSWER, close_report
from verify.reports.find_report import reports_on, wishes_of
from verify.reports.make_report import MAX_TEXT, TEXT, ReportRequest, make_report
from verify.reports.models import Report, ReportKind, ReportState
from verify.scanning.models import UsageEntry


@pytest.fixture
def card(world: World) -> Card:
    return world.card()


@pytest.fixture
def line(world: World, card: Card) -> int:
    """A line of the log that a scan of the card left."""
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    desk.scan(world.phone(card).digits())
    with world.parts.database.reading() as session:
        return session.scalars(select(UsageEntry.id)).one()


def made(world: World, card: Card, asked: ReportRequest) -> Report:
    with world.parts.database.writing() as session:
        holder = find_card(session, card.id).holder
        return make_report(session, holder, asked=asked, vault=world.parts.vault, now=world.clock())


def not_me(line: int, request_id: UUID | None = None) -> ReportRequest:
    return ReportRequest(request_id or uuid4(), ReportKind.NOT_ME, entry_id=line)


def count(world: World) -> int:
    with world.parts.database.reading() as session:
        return session.scalar(select(func.count(Report.id))) or 0


def test_a_line_is_reported_once_however_often_it_is_sent(
    world: World, card: Card, line: int
) -> None:
    asked = not_me(line)
    first = made(world, card, asked)
    assert made(world, card, asked).id == first.id
    assert made(world, card, not_me(line)).id == first.id
    assert count(world) == 1
    with world.parts.database.reading() as session:
        assert reports_on(session, first.holder_id, [line])[line].state is ReportState.OPEN
        assert reports_on(session, first.holder_id, [line + 1]) == {}


def test_nobody_reports_a_line_of_somebody_else(world: World, line: int) -> None:
    stranger = world.card()
    for wrong in (line, line + 1, None):
        with pytest.raises(NotFound):
            made(world, stranger, ReportRequest(uuid4(), ReportKind.NOT_ME, entry_id=wrong))
    assert count(world) == 0


def test_what_a_holder_writes_is_sealed_and_read_back(world: World, card: Card) -> None:
    asked = ReportRequest(uuid4(), ReportKind.CORRECTION, text="  单位名称应为演示大学  ")
    report = made(world, card, asked)
    assert report.text_sealed is not None
    assert "演示大学".encode() not in report.text_sealed
    assert world.parts.vault.open_text(report.text_sealed, purpose=TEXT) == "单位名称应为演示大学"
    erasure = made(world, card, ReportRequest(uuid4(), ReportKind.ERASURE))
    with world.parts.database.reading() as session:
        newest, older = wishes_of(session, report.holder_id)
    assert (newest.id, older.id) == (erasure.id, report.id)


@pytest.mark.parametrize("text", [None, "", " \0 ", "长" * (MAX_TEXT + 1)])
def test_a_correction_says_what_is_wrong_in_few_words(
    world: World, card: Card, text: str | None
) -> None:
    with pytest.raises(InvalidInput) as refused:
        made(world, card, ReportRequest(uuid4(), ReportKind.CORRECTION, text=text))
    assert refused.value.field == "text"


def test_an_id_stands_for_one_thing(world: World, card: Card, line: int) -> None:
    asked = ReportRequest(uuid4(), ReportKind.CORRECTION, text="姓名有误")
    made(world, card, asked)
    with pytest.raises(Conflict):
        made(world, card, replace(asked, kind=ReportKind.ERASURE))
    with pytest.raises(Conflict):
        made(world, card, not_me(line, asked.id))
    assert count(world) == 1


def test_a_report_is_closed_once_with_a_word_to_the_holder(
    world: World, card: Card, line: int
) -> None:
    officer, parts = world.account(), world.parts
    report = made(world, card, not_me(line))

    def close(words: str) -> Report:
        with parts.database.writing() as session:
            return close_report(
                session,
                report.id,
                answer=words,
                by=officer.id,
                vault=parts.vault,
                now=world.clock(),
            )

    refusal: type[DomainError]
    for words, refusal in (("  ", InvalidInput), ("长" * 501, InvalidInput)):
        with pytest.raises(refusal):
            close(words)
    closed = close("已与医院核对，请更换手机绑定")
    assert closed.state is ReportState.CLOSED
    assert closed.answer_sealed is not None
    assert parts.vault.open_text(closed.answer_sealed, purpose=ANSWER).startswith("已与医院")
    with pytest.raises(Conflict):
        close("再答一次")
