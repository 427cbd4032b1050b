"""The lists of guests and of health advisers as Excel files: names and numbers masked."""

from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import gettext
from flask_babel.speaklater import LazyString

from cardholders.people.masking import mask_number
from core.clock import shanghai_date
from core.spreadsheet import CellKind, Column
from verify.lasting.facts import AdviserSeen, StaySeen, nights
from verify.lasting.lists import LastingLine
from verify.lasting.models import Ending
from verify.lasting.words import ASSIGNMENT_ENDINGS, RANKS, STAY_ENDINGS


def stay_columns(now: datetime) -> tuple[Column[LastingLine], ...]:
    """Answer the columns of the list of guests."""

    def unit(line: LastingLine) -> str | None:
        return line.facts.unit if isinstance(line.facts, StaySeen) else None

    def counted(line: LastingLine) -> int:
        return nights(line.facts.began_at, line.facts.ended_at or now)

    return (
        *_holder(),
        Column(gettext("房号"), unit, 12),
        Column(gettext("入住"), _began, 13, CellKind.DAY),
        Column(gettext("结束"), _ended, 13, CellKind.DAY),
        Column(gettext("晚数"), counted, 8, CellKind.NUMBER),
        Column(gettext("怎样结束"), lambda line: _ending(line, STAY_ENDINGS), 16),
    )


def adviser_columns() -> tuple[Column[LastingLine], ...]:
    """Answer the columns of the list of health advisers."""

    def of_adviser(line: LastingLine) -> AdviserSeen:
        assert isinstance(line.facts, AdviserSeen)
        return line.facts

    return (
        *_holder(),
        Column(gettext("医师姓名"), lambda line: of_adviser(line).physician),
        Column(gettext("科室"), lambda line: of_adviser(line).department, 20),
        Column(gettext("职称"), lambda line: str(RANKS[of_adviser(line).rank]), 20),
        Column(gettext("开始"), _began, 13, CellKind.DAY),
        Column(gettext("结束"), _ended, 13, CellKind.DAY),
        Column(gettext("怎样结束"), lambda line: _ending(line, ASSIGNMENT_ENDINGS), 18),
    )


def _holder() -> tuple[Column[LastingLine], ...]:
    return (
        Column(gettext("持卡人"), lambda line: line.name or gettext("已删除")),
        Column(gettext("卡号"), lambda line: mask_number(line.card_number or "-")),
    )


def _began(line: LastingLine) -> date:
    return shanghai_date(line.facts.began_at)


def _ended(line: LastingLine) -> date | None:
    return shanghai_date(line.facts.ended_at) if line.facts.ended_at else None


def _ending(line: LastingLine, words: Mapping[Ending, LazyString]) -> str | None:
    return str(words[line.facts.ending]) if line.facts.ending else None
