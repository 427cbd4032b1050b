"""Excel files: text stays text, moments are Shanghai dates, and nothing is cut in silence."""

import re
import tempfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InvalidInput
from core.spreadsheet import MOST_ROWS, About, Cell, CellKind, Column, write_spreadsheet
from tests.bed.workbooks import Workbook

APP = Flask(__name__)
Babel(APP, default_locale="zh")
NOW = datetime(2026, 5, 20, 16, 30, tzinfo=UTC)  # half past midnight of the 21st in Jinzhong
# What no XML file can hold.
NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
HOSTILE = (
    *("=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "\r=1", " =1"),
    *("=cmd|' /C calc'!A0", "{=1}", "http://example.org", "internal:Sheet1!A1", "mailto:a@b"),
    *(
        "007",
        "1e5",
        "TRUE",
        "#REF!",
        "_x0041_",
        "<f>1</f>",
        "]]>&amp;",
        '"',
        "䶮𠮷",
        "a\x01b",
        "王　五",
    ),
)


def written(
    rows: Iterable[Cell], kind: CellKind = CellKind.TEXT, *, about: About | None = None
) -> Workbook:
    """Answer a file of one column."""
    file = BytesIO()
    column: Column[Cell] = Column("内容", lambda row: row, kind=kind)
    facts = about or About("名单", (), made_at=NOW, made_by="王")
    with APP.app_context():
        write_spreadsheet(file, [column], rows=rows, about=facts)
    return Workbook(file.getvalue())


def test_what_looks_like_a_formula_stays_text() -> None:
    book = written(HOSTILE)
    assert [row[0] for row in book.rows] == [NO_TEXT.sub("�", text) for text in HOSTILE]
    sheet = book.parts["xl/worksheets/sheet1.xml"]
    assert not re.search(r"<f[ >]", sheet)
    assert set(re.findall(r'<c r="A\d+" s="\d+" t="(\w+)"', sheet)) == {"inlineStr"}
    assert sheet.count("<c ") == len(HOSTILE) + 1
    assert "<hyperlink" not in sheet
    assert not [name for name in book.parts if "/worksheets/_rels/" in name]


def test_a_text_cell_is_text_for_good() -> None:
    styles = written(["=1+1"]).parts["xl/styles.xml"]
    # Format 49 is "@": typed anew in Excel it still makes no formula.
    assert re.search(r'<xf numFmtId="49"[^>]*quotePrefix="1"', styles)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_text_comes_back_and_none_becomes_a_formula(texts: list[str]) -> None:
    book = written(texts)
    assert not re.search(r"<f[ >]", book.parts["xl/worksheets/sheet1.xml"])
    back = [row[0] for row in book.rows]
    shown = [NO_TEXT.sub("�", text) for text in texts]
    while shown and not shown[-1]:
        shown.pop()  # a reader sees no empty cells after the last full one
    assert back[: len(shown)] == shown


def test_hostile_words_about_the_list_stay_text_too() -> None:
    about = About("=名单[1]/?", [("=查找", "=1+1")], made_at=NOW, made_by="@王")
    book = written(["x"], about=about)
    assert book.facts["=查找"] == "=1+1"
    assert book.facts["制表人"] == "@王"
    assert not re.search(r"<f[ >]", "".join(book.parts.values()))


def test_moments_are_shanghai_dates_and_days_are_days() -> None:
    assert written([NOW, None], CellKind.MOMENT).rows[0] == [datetime(2026, 5, 21, 0, 30)]  # noqa: DTZ001
    assert written([date(2026, 5, 20)], CellKind.DAY).rows == [[date(2026, 5, 20)]]
    assert written([0, 1234567], CellKind.NUMBER).rows == [[0], [1234567]]


def test_the_headings_stay_in_sight_and_can_be_filtered() -> None:
    sheet = written(["a", "b"]).parts["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:A3"/>' in sheet


def test_the_last_sheet_says_what_was_asked_when_and_by_whom() -> None:
    about = About("名单", [("分组", "暂停")], made_at=NOW, made_by="王")
    facts = written(["a", "b"], about=about).facts
    assert facts == {
        "列表": "名单",
        "分组": "暂停",
        "行数": "2",
        "制表时间": "2026-05-21 00:30（北京时间）",
        "制表人": "王",
    }
    assert written([]).facts["筛选"] == "无，全部列出"


def test_a_list_that_is_too_long_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(InvalidInput, match="缩小范围"):
        written("x" for _ in range(MOST_ROWS + 1))
    assert list(tmp_path.iterdir()) == []  # rows hold names: none is left behind
    assert len(written("x" for _ in range(MOST_ROWS)).rows) == MOST_ROWS
