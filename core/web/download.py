"""A list as an Excel download: dated, named in the reader's language, with who made it inside."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import TypeVar
from urllib.parse import quote

from flask import Response, send_file

from core.accounts.callers import current_account
from core.clock import shanghai_date
from core.spreadsheet import About, Column, write_spreadsheet
from core.web.services import services

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = TypeVar("Row")


def send_spreadsheet(
    title: str,
    columns: Sequence[Column[Row]],
    *,
    rows: Iterable[Row],
    file_name: str,
    filters: Sequence[tuple[str, str]] = (),
) -> Response:
    """Answer the rows as a download; call it while the session that yields them is open.

    `file_name` is ASCII, for browsers that read no other (RFC 6266, appendix D); the title in
    the reader's language stands beside it (RFC 8187). `filters` are named values: what was
    asked for. Raises InvalidInput for a list that is too long.
    """
    now = services().now()
    about = About(title, filters, made_at=now, made_by=current_account().name)
    with ExitStack() as unsent:
        file = unsent.enter_context(TemporaryFile())
        write_spreadsheet(file, columns, rows=rows, about=about)
        file.seek(0)
        response = send_file(file, mimetype=XLSX, etag=False)
        unsent.pop_all()
    response.headers["Cache-Control"] = "no-store"  # a sent file may be cached unless it says so
    day = shanghai_date(now).isoformat()
    in_words = quote(f"{title}-{day}.xlsx", safe="")
    response.headers.set(
        "Content-Disposition",
        "attachment",
        filename=f"{file_name}-{day}.xlsx",
        **{"filename*": f"UTF-8''{in_words}"},
    )
    return response
