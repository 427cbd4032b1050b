"""What a phone sends of a request: the shape and length of every field."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from core.web.json_body import JsonBody
from core.web.row_id import LARGEST
from verify.requests.rules import PartOfDay
from verify.requests.submit import MAX_NOTE, NewRequest

Code = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_NOTE)]


class RequestBody(JsonBody):
    """A new request; `until` is the last day of a stay."""

    id: UUID
    benefit: Code
    site: Annotated[int, Field(ge=1, le=LARGEST)]
    day: date
    part: PartOfDay = PartOfDay.ANY
    until: date | None = None
    note: Note = ""

    def asked(self) -> NewRequest:
        """Answer what the use case takes."""
        note = self.note.replace("\0", "\N{REPLACEMENT CHARACTER}")
        return NewRequest(
            self.id, self.benefit, self.site, self.day, self.part, self.until, note or None
        )


class NothingMore(JsonBody):
    """A body that says nothing: the address says it all."""
