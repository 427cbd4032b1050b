"""What a phone may send about its holder's uses: the shape and length of every field."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from core.web.json_body import JsonBody
from verify.reports.make_report import MAX_TEXT
from verify.reports.models import ReportKind

LAST_LINE = 2**53 - 1
"""The largest whole number that JavaScript holds."""


class ReportBody(JsonBody):
    """A report: `entry` is the line of the history that a not_me is about."""

    id: UUID
    kind: ReportKind
    entry: Annotated[int, Field(ge=1, le=LAST_LINE)] | None = None
    text: Annotated[str, StringConstraints(max_length=MAX_TEXT)] | None = None
