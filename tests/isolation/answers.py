"""An answer without what differs by itself, so that two answers can be held side by side."""

import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from tests.bed.workbooks import XLSX
from tests.isolation.declared import ARGUMENTS, NO_IDS, QUERIES, IdKind

UUIDS = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MASKED = re.compile(r"JZ\d\d-\*+\d-\d")
TOKEN = re.compile(r'(?<=name="csrf_token" value=")[^"]*')
LINK = re.compile(r'(?:href|action|src|formaction)="([^"]*)"')
SHUT = frozenset({401, 403, 404})
SIGN_IN = "/login"


@dataclass(frozen=True)
class Said:
    """What a caller hears: the status, where it leads, and the words that stand there."""

    status: int
    location: str
    text: str

    @property
    def refuses(self) -> bool:
        """Whether it shuts the door in one of the three ways, or leads to the sign-in page."""
        return self.status in SHUT or urlsplit(self.location).path == SIGN_IN

    def without(self, ids: Collection[str]) -> "Said":
        """Answer the same without the ids that were sent, also masked, all UUIDs, form tokens."""
        sent = "|".join(re.escape(each) for each in ids)
        known = re.compile(rf"(?<![\w-])({sent})(?![\w-])")

        def plain(text: str) -> str:
            return TOKEN.sub(
                "TOKEN", MASKED.sub("ID", UUIDS.sub("ID", known.sub("ID", unquote_plus(text))))
            )

        return Said(self.status, plain(self.location), plain(self.text))


def said(response: TestResponse, *, landed: TestResponse | None = None) -> Said:
    """Answer what a response says; `landed` is the page that a redirect leads to."""
    text = text_of(response) + (text_of(landed) if landed else "")
    return Said(response.status_code, response.headers.get("Location", ""), text)


def text_of(response: TestResponse) -> str:
    """Answer the body as text, an Excel file's sheets as their XML."""
    if response.mimetype != XLSX:
        return response.get_data().decode(errors="replace")
    with zipfile.ZipFile(BytesIO(response.data)) as inside:
        sheets = [name for name in inside.namelist() if name.startswith("xl/")]
        return "\n".join(inside.read(name).decode() for name in sheets)


def linked_ids(app: Flask, page: str) -> Iterator[tuple[IdKind, str]]:
    """Answer the ids in the addresses that a page leads to."""
    addresses = app.url_map.bind("localhost")
    for link in dict.fromkeys(LINK.findall(page)):
        parts = urlsplit(unescape(link))
        for method in ("GET", "POST"):
            try:
                endpoint, values = addresses.match(parts.path, method=method)
            except (HTTPException, RequestRedirect):
                continue
            for name, value in values.items():
                kind = ARGUMENTS[name]
                if kind is not None:
                    yield kind, str(value)
            fields = QUERIES.get(endpoint, NO_IDS).ids
            yield from (
                (fields[name], text) for name, text in parse_qsl(parts.query) if name in fields
            )
