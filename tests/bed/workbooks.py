"""Excel files read back: by another code base than the writer's, and as the XML they are."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Workbook:
    """What a file says: headings and rows of its list, and the facts of its last sheet."""

    content: bytes

    @property
    def headings(self) -> list[str]:
        return self._sheet(0)[0]

    @property
    def rows(self) -> list[list[Any]]:
        return self._sheet(0)[1:]

    @property
    def facts(self) -> dict[str, str]:
        return dict(self._sheet(-1))

    def column(self, heading: str) -> list[Any]:
        """Answer one column of the list."""
        place = self.headings.index(heading)
        return [row[place] for row in self.rows]

    @property
    def parts(self) -> dict[str, str]:
        """Every file inside, as text."""
        with zipfile.ZipFile(BytesIO(self.content)) as inside:
            return {name: inside.read(name).decode() for name in inside.namelist()}

    def _sheet(self, number: int) -> list[list[Any]]:
        book = CalamineWorkbook.from_filelike(BytesIO(self.content))
        return book.get_sheet_by_name(book.sheet_names[number]).to_python()


def workbook_of(response: TestResponse) -> Workbook:
    """Answer the file that a response carries."""
    assert response.status_code == 200, response.text
    assert response.mimetype == XLSX
    return Workbook(response.data)
