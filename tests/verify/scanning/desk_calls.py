"""Calls the three use cases of a desk the way its routes do."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select

from cardholders.keys.keyring import load_keys
from partners.models import Desk
from tests.bed.factories import World
from verify.scanning.answer import Answer
from verify.scanning.models import UsageEntry
from verify.scanning.present import present
from verify.scanning.redeem import redeem
from verify.scanning.requests import (
    RedemptionRequest,
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
        with parts.database.writing() as session:
            return present(
                session,
                request,
                station=self.world.station(self.desk),
                keys=load_keys(session),
                policy=parts.policy,
                vault=parts.vault,
                now=self.world.clock(),
            )

    def redeem(
        self,
        scan: UUID,
        benefit: str,
        *,
        request_id: UUID | None = None,
        document_checked: bool = False,
    ) -> Answer:
        """Use a benefit on a scan."""
        parts = self.world.parts
        request = RedemptionRequest(request_id or uuid4(), scan, benefit, document_checked)
        with parts.database.writing() as session:
            return redeem(
                session,
                request,
                station=self.world.station(self.desk),
                policy=parts.policy,
                vault=parts.vault,
                now=self.world.clock(),
            )

    def void(self, redemption: UUID, *, request_id: UUID | None = None) -> Answer:
        """Take a use back."""
        parts = self.world.parts
        request = VoidRequest(request_id or uuid4(), redemption, VoidReason.NOT_USED)
        with parts.database.writing() as session:
            return void_redemption(
                session,
                request,
                station=self.world.station(self.desk),
                policy=parts.policy,
                vault=parts.vault,
                now=self.world.clock(),
            )

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
