"""An operator's session at a desk, without a browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from partners.models import Desk
from tests.bed.factories import World
from verify.scanning.models import UsageEntry
from verify.scanning.reasons import Look, Reason
from verify.scanning.requests import VoidReason


@dataclass
class DeskClient:
    """Sends what the desk's page sends."""

    world: World
    desk: Desk
    client: FlaskClient

    @classmethod
    def at(cls, world: World, desk: Desk, client: FlaskClient) -> "DeskClient":
        """Sign a new operator in at a desk."""
        world.sign_in(client, world.operator(desk))
        return cls(world, desk, client)

    def scan(self, text: str, *, request_id: UUID | None = None) -> TestResponse:
        """Scan a text."""
        fields = {"id": str(request_id or uuid4()), "text": text}
        return self.client.post("/desk/scans", data=fields)

    def use(
        self,
        scan: UUID,
        benefit: str,
        *,
        request_id: UUID | None = None,
        document_checked: bool = False,
        note: str = "",
        asked: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """Tap a benefit; `asked` is what its form asks for."""
        fields = {
            "id": str(request_id or uuid4()),
            "scan": str(scan),
            "benefit": benefit,
            "document_checked": "1" if document_checked else "0",
            "note": note,
            **(asked or {}),
        }
        return self.client.post("/desk/redemptions", data=fields)

    def end(self, path: str) -> TestResponse:
        """Confirm the end of a stay or an assignment on its list, and follow to the list."""
        return self.client.post(path, data={"id": str(uuid4())}, follow_redirects=True)

    def undo(self, redemption: UUID, reason: str = VoidReason.NOT_USED) -> TestResponse:
        """Take a use back."""
        fields = {"id": str(uuid4()), "reason": reason}
        return self.client.post(f"/desk/redemptions/{redemption}/void", data=fields)

    def scanned(self, text: str) -> UUID:
        """Scan and answer the scan's id."""
        request_id = uuid4()
        assert self.scan(text, request_id=request_id).status_code == 200
        return request_id

    def reasons(self) -> list[Reason]:
        """Answer the reasons in this desk's log, oldest first."""
        with self.world.parts.database.reading() as session:
            return list(
                session.scalars(
                    select(UsageEntry.reason)
                    .where(UsageEntry.desk_id == self.desk.id)
                    .order_by(UsageEntry.id)
                )
            )


def look(response: TestResponse) -> Look:
    """Answer the look of an answer; the page and the header agree on it."""
    assert response.status_code == 200
    told = Look(response.headers["X-Look"])
    assert f'data-look="{told}"' in response.text
    return told
