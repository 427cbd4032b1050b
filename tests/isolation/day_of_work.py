"""What a desk does in a day: scans, uses with notes, a stay or an adviser, a use taken back."""

from uuid import UUID, uuid4

from cardholders.cards.models import Card
from cardholders.keys.keyring import load_keys
from core.policy.vocabulary import PartnerKind, PhysicianRank
from partners.models import Desk
from tests.bed.factories import World
from verify.lasting.particulars import Adviser, Particulars
from verify.scanning.code import read_code
from verify.scanning.present import present
from verify.scanning.reasons import Reason
from verify.scanning.redeem import redeem
from verify.scanning.requests import (
    Occasion,
    RedemptionRequest,
    ScanRequest,
    Station,
    VoidReason,
    VoidRequest,
)
from verify.scanning.void import void_redemption

USES = {
    PartnerKind.HOSPITAL: ("checkup", "health_adviser"),
    PartnerKind.SCENIC: ("scenic_admission",),
    PartnerKind.APARTMENT: ("apartment",),
    PartnerKind.SERVICE_DESK: ("schooling",),
}


class DayOfWork:
    """One desk of a partner whose texts contain `mark`; `requests` are the ids it has used."""

    def __init__(self, world: World, desk: Desk, account_id: int, mark: str) -> None:
        self.requests: list[UUID] = []
        self._world = world
        self._place = world.place(desk)
        self._account_id = account_id
        self._mark = mark

    def use_and_keep(self, card: Card) -> None:
        """Scan a card and use what the desk gives; what lasts, lasts."""
        self._use(card, USES[self._place.kind])

    def use_and_void(self, card: Card) -> None:
        """Scan a card, use one benefit, and take it back."""
        used = self._use(card, USES[self._place.kind][:1])
        void = VoidRequest(self._new(), used, VoidReason.NOT_USED, f"{self._mark} 撤销")
        with self._world.parts.database.writing() as session:
            answer = void_redemption(session, void, occasion=self._occasion())
        assert answer.verdict.reason is Reason.VOIDED

    def _use(self, card: Card, benefits: tuple[str, ...]) -> UUID:
        scan = ScanRequest(self._new(), self._world.phone(card).digits())
        parts, occasion = self._world.parts, self._occasion()
        with parts.database.alone() as connection:
            code = read_code(scan.text, load_keys(connection), now=parts.now())
        with parts.database.writing() as session:
            answer = present(session, scan, code=code, occasion=occasion)
        if self._place.is_gate:
            assert answer.verdict.reason is Reason.GRANTED
            return scan.id
        adviser = Adviser(self._mark, self._mark, PhysicianRank.CHIEF)
        for benefit in benefits:
            use = RedemptionRequest(
                self._new(),
                scan.id,
                benefit,
                note=f"{self._mark} 备注",
                particulars=Particulars(unit=f"{self._mark} 1203", adviser=adviser),
            )
            with parts.database.writing() as session:
                answer = redeem(session, use, occasion=occasion)
            assert answer.verdict.reason is Reason.GRANTED
        return use.id

    def _new(self) -> UUID:
        self.requests.append(uuid4())
        return self.requests[-1]

    def _occasion(self) -> Occasion:
        parts = self._world.parts
        station = Station(self._place, account_id=self._account_id)
        return Occasion(station, parts.policy, parts.vault, self._world.clock())
