"""One way for every list to become an Excel file: columns described once, rows streamed."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from tempfile import TemporaryDirectory
from typing import BinaryIO, Generic, TypeAlias, TypeVar
from unicodedata import category

from flask_babel import gettext
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.clock import SHANGHAI
from core.errors import InvalidInput

MOST_ROWS = 50_000
"""How many rows a file may hold; a longer list is refused whole, never cut."""
SHEET_NAME_LENGTH = 31
NOT_IN_SHEET_NAMES = str.maketrans("[]:*?/\\'", "        ")
OPTIONS: dict[str, object] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

Row = TypeVar("Row")
Cell: TypeAlias = str | int | date | datetime | None


class CellKind(StrEnum):
    """What a column holds; days and moments become dates that Excel sorts and filters."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"


TEXT_FORMAT = 49
"""Excel's own number of the format "@", text."""
NOT_IN_XML = frozenset({"Cc", "Cs"})
NONCHARACTERS = "\ufffe\uffff"


# A text cell is marked as text for good: editing it in Excel makes no formula of it either.
FORMATS: dict[CellKind, dict[str, object]] = {
    CellKind.TEXT: {"num_format": TEXT_FORMAT, "quote_prefix": True, "valign": "top"},
    CellKind.NUMBER: {"num_format": "#,##0", "valign": "top"},
    CellKind.DAY: {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
    CellKind.MOMENT: {"num_format": "yyyy-mm-dd hh:mm", "align": "left", "valign": "top"},
}
HEADING = {**FORMATS[CellKind.TEXT], "bold": True, "bg_color": "#E3E8E5", "bottom": 1}


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a list: its heading, what of a row stands in it, its width in characters.

    A moment is aware and is shown in Shanghai time; None leaves the cell empty.
    """

    heading: str
    value: Callable[[Row], Cell]
    width: int = 16
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class About:
    """What the last sheet says of the list: its title, what was filtered, when and by whom."""

    title: str
    filters: Sequence[tuple[str, str]]
    made_at: datetime
    made_by: str


def write_spreadsheet(
    file: BinaryIO, columns: Sequence[Column[Row]], *, rows: Iterable[Row], about: About
) -> int:
    """Write the rows as an .xlsx file and answer how many there were.

    Text stays text whatever it begins with. Raises InvalidInput for more rows than MOST_ROWS.
    """
    with (
        TemporaryDirectory() as folder,
        closing(Workbook(file, OPTIONS | {"tmpdir": folder})) as book,
    ):
        book.set_properties(
            {"title": about.title, "author": about.made_by, "created": about.made_at}
        )
        heading = book.add_format(HEADING)
        count = _write_rows(book, columns, rows=rows, name=about.title, heading=heading)
        _write_about(book, about, count, heading)
    return count


def too_many_words() -> str:
    """Answer why a list is too long for one file, and what to do about it."""
    return gettext("一个文件最多%(most)s行，请缩小范围后再导出", most=f"{MOST_ROWS:,}")


def _write_rows(
    book: Workbook,
    columns: Sequence[Column[Row]],
    *,
    rows: Iterable[Row],
    name: str,
    heading: Format,
) -> int:
    formats = {kind: book.add_format(look) for kind, look in FORMATS.items()}
    sheet = book.add_worksheet(_sheet_name(name))
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.heading, heading)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise InvalidInput(too_many_words())
        for number, column in enumerate(columns):
            _write_cell(sheet, (count, number), column.value(row), formats[column.kind])
    sheet.autofilter(0, 0, count, len(columns) - 1)
    return count


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: Cell, look: Format) -> None:
    line, number = place
    match value:
        case None | "":
            pass
        case str():
            sheet.write_string(line, number, _plain(value), look)
        case datetime():
            naive = value.astimezone(SHANGHAI).replace(tzinfo=None)
            sheet.write_datetime(line, number, naive, look)
        case date():
            sheet.write_datetime(line, number, datetime.combine(value, time.min), look)
        case int():
            sheet.write_number(line, number, value, look)


def _plain(text: str) -> str:
    return "".join(each if _is_kept(each) else "�" for each in text)


def _is_kept(sign: str) -> bool:
    return sign in "\n\t" or not (category(sign) in NOT_IN_XML or sign in NONCHARACTERS)


def _write_about(book: Workbook, about: About, count: int, heading: Format) -> None:
    text = book.add_format(FORMATS[CellKind.TEXT])
    moment = about.made_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    filters = list(about.filters) or [(gettext("筛选"), gettext("无，全部列出"))]
    lines = [
        (gettext("列表"), about.title),
        *filters,
        (gettext("行数"), f"{count:,}"),
        (gettext("制表时间"), gettext("%(moment)s（北京时间）", moment=moment)),
        (gettext("制表人"), about.made_by),
    ]
    sheet = book.add_worksheet(_sheet_name(gettext("制表说明")))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 60)
    for number, (name, value) in enumerate(lines):
        sheet.write_string(number, 0, _plain(name), heading)
        sheet.write_string(number, 1, _plain(value), text)


def _sheet_name(title: str) -> str:
    return title.translate(NOT_IN_SHEET_NAMES)[:SHEET_NAME_LENGTH]
