"""Calls the four use cases of a desk the way its routes do."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select

from cardholders.keys.keyring import load_keys
from partners.models import Desk
from tests.bed.factories import World
from verify.lasting.particulars import Particulars
from verify.scanning.answer import Answer
from verify.scanning.code import read_code
from verify.scanning.models import UsageEntry
from verify.scanning.present import present
from verify.scanning.redeem import redeem
from verify.scanning.release import release_use
from verify.scanning.requests import (
    NO_PARTICULARS,
    Occasion,
    RedemptionRequest,
    ReleaseRequest,
    ScanRequest,
    VoidReason,
    VoidRequest,
)
from verify.scanning.void import void_redemption


@dataclass
class DeskCalls:
    """One desk of a world."""

    world: World
    desk: Desk

    def scan(
        self,
        text: str,
        *,
        request_id: UUID | None = None,
        benefit: str | None = None,
        document_checked: bool = False,
    ) -> Answer:
        """Scan a text."""
        parts = self.world.parts
        request = ScanRequest(request_id or uuid4(), text, benefit, document_checked)
        with parts.database.alone() as connection:
            code = read_code(text, load_keys(connection), now=self.occasion().now)
        with parts.database.writing() as session:
            return present(session, request, code=code, occasion=self.occasion())

    def redeem(
        self,
        scan: UUID,
        benefit: str,
        *,
        request_id: UUID | None = None,
        document_checked: bool = False,
        particulars: Particulars = NO_PARTICULARS,
    ) -> Answer:
        """Use a benefit on a scan."""
        request = RedemptionRequest(
            request_id or uuid4(), scan, benefit, document_checked, particulars=particulars
        )
        with self.world.parts.database.writing() as session:
            return redeem(session, request, occasion=self.occasion())

    def void(self, redemption: UUID, *, request_id: UUID | None = None) -> Answer:
        """Take a use back."""
        request = VoidRequest(request_id or uuid4(), redemption, VoidReason.NOT_USED)
        with self.world.parts.database.writing() as session:
            return void_redemption(session, request, occasion=self.occasion())

    def release(self, redemption: UUID, *, request_id: UUID | None = None) -> Answer:
        """End a stay or an assignment."""
        request = ReleaseRequest(request_id or uuid4(), redemption)
        with self.world.parts.database.writing() as session:
            return release_use(session, request, occasion=self.occasion())

    def occasion(self) -> Occasion:
        """Answer what the desk's requests are judged by now."""
        parts = self.world.parts
        station = self.world.station(self.desk)
        return Occasion(station, parts.policy, parts.vault, self.world.clock())

    def log(self) -> list[UsageEntry]:
        """Answer the desk's lines of the usage log, oldest first."""
        with self.world.parts.database.reading() as session:
            lines = session.scalars(
                select(UsageEntry).where(UsageEntry.desk_id == self.desk.id).order_by(UsageEntry.id)
            )
            return list(lines)


def count_rows(world: World, model: type) -> int:
    """Answer how many rows a table has."""
    with world.parts.database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0
