"""Live through the sample's last days: every scan goes through the real use cases, in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from cardholders.cards.stop_card import Stop, stop_card
from core.credential.issuer_key import IssuerKey
from core.encryption import Vault
from core.policy.model import Policy
from core.policy.vocabulary import PhysicianRank
from partners.device_caller import mark_seen
from partners.models import Desk
from partners.places import load_place
from verify.lasting.particulars import Adviser, Particulars
from verify.sample.holders import Holding
from verify.sample.moments import shanghai_moment
from verify.sample.people import Fate
from verify.sample.places import SampleDesk
from verify.sample.visits import VISITS, Shown, Visit
from verify.scanning.answer import Answer
from verify.scanning.present import present
from verify.scanning.reasons import Outcome
from verify.scanning.redeem import redeem
from verify.scanning.requests import (
    NO_PARTICULARS,
    Occasion,
    RedemptionRequest,
    ScanRequest,
    Station,
    VoidReason,
    VoidRequest,
)
from verify.scanning.void import void_redemption

NAMES = UUID("4d0b1f3e-6a52-4c1c-9a86-0b0a52a7e5d1")
SCREENSHOT_AGE = timedelta(minutes=3)
PAYMENT_CODE = "134826590731846205"
OTHER_CODE = "https://example.invalid/ticket/20931"
CUT_AFTER = 300
STOPS: Mapping[Fate, tuple[int, str, Stop]] = {
    Fate.REVOKED: (7, "17:40", Stop("G7", note="本人来信申请（演示）")),
    Fate.SUSPENDED: (5, "17:10", Stop("G1a", note="材料核查中（演示）")),
    Fate.TO_BE_APPROVED: (2, "16:50", Stop("G4", note="姓名与决定不一致，待核（演示）")),
}
"""How many days ago, and when, each of these fates came about, and by which act."""

PARTICULARS: Mapping[str, Particulars] = {
    "apartment": Particulars(unit="1203"),
    "health_adviser": Particulars(
        adviser=Adviser("白仲康（演示）", "心血管内科", PhysicianRank.ASSOCIATE_CHIEF)
    ),
}
"""What these benefits ask for besides."""


@dataclass(slots=True)
class Days:
    """What the days need; `shown` remembers the last code of each person."""

    session: Session
    holdings: dict[str, Holding]
    desks: dict[SampleDesk, Desk]
    operators: dict[SampleDesk, int]
    devices: dict[SampleDesk, int]
    keys: Mapping[int, IssuerKey]
    policy: Policy
    vault: Vault
    officer: int
    shown: dict[str, str]

    def live(self, *, until: datetime) -> None:
        """Let everything happen that lies before `until`."""
        stops = [
            (shanghai_moment(until, days_ago, at), fate, stop)
            for fate, (days_ago, at, stop) in STOPS.items()
        ]
        for visit in VISITS:
            now = shanghai_moment(until, visit.days_ago, visit.at)
            for each in [stop for stop in stops if stop[0] <= now]:
                stops.remove(each)
                self._stop(each[1], each[2], now=each[0])
            if now + timedelta(minutes=10) < until:
                self._visit(visit, now=now)

    def _stop(self, fate: Fate, stop: Stop, *, now: datetime) -> None:
        for holding in self.holdings.values():
            if holding.person.fate is fate and holding.card is not None:
                stop_card(
                    self.session,
                    holding.card.id,
                    stop=stop,
                    policy=self.policy,
                    by=self.officer,
                    now=now,
                )

    def _visit(self, visit: Visit, *, now: datetime) -> None:
        station = self._station(visit, now=now)
        name = f"{visit.days_ago} {visit.at} {visit.desk}"
        scan = present(
            self.session,
            ScanRequest(
                uuid5(NAMES, name),
                self._code(visit, now=now),
                document_checked=visit.document_checked,
            ),
            keys=self.keys,
            occasion=self._occasion(station, now),
        )
        last: Answer | None = None
        for turn, benefit in enumerate(visit.benefits, start=1):
            if scan.verdict.outcome is Outcome.REFUSED:
                break
            last = redeem(
                self.session,
                RedemptionRequest(
                    uuid5(NAMES, f"{name} {benefit}"),
                    scan.id,
                    benefit,
                    document_checked=visit.document_checked,
                    particulars=PARTICULARS.get(benefit, NO_PARTICULARS),
                ),
                occasion=self._occasion(station, now + timedelta(seconds=20 * turn)),
            )
        if visit.undone and last is not None and last.redemption is not None:
            void_redemption(
                self.session,
                VoidRequest(uuid5(NAMES, f"{name} void"), last.redemption, VoidReason.NOT_USED),
                occasion=self._occasion(station, now + timedelta(minutes=6)),
            )

    def _occasion(self, station: Station, now: datetime) -> Occasion:
        return Occasion(station, self.policy, self.vault, now)

    def _station(self, visit: Visit, *, now: datetime) -> Station:
        desk_id = self.desks[visit.desk].id
        place = load_place(self.session, desk_id, policy=self.policy, now=now)
        assert place is not None
        if visit.by_system or place.is_gate or visit.desk not in self.operators:
            device_id = self.devices[visit.desk]
            mark_seen(self.session, device_id, now=now)
            return Station(place, device_id=device_id)
        return Station(place, account_id=self.operators[visit.desk])

    def _code(self, visit: Visit, *, now: datetime) -> str:
        holding = self.holdings.get(visit.who)
        phone = holding.phone if holding else None
        match visit.shown:
            case Shown.PAYMENT_CODE:
                return PAYMENT_CODE
            case Shown.NOTHING_OF_OURS:
                return OTHER_CODE
            case Shown.TRUNCATED:
                return max(self.shown.values(), key=len)[:CUT_AFTER]
            case Shown.PASSED_ON:
                return self.shown[visit.who]
            case Shown.PRINTED:
                assert holding is not None
                assert holding.printed is not None
                return holding.printed
        assert phone is not None
        match visit.shown:
            case Shown.SCREENSHOT:
                return phone.digits(now - SCREENSHOT_AGE)
            case Shown.FORGED:
                return phone.forged_digits(now)
            case Shown.MISTYPED:
                code = phone.digits(now)
                return code[:-1] + str((int(code[-1]) + 1) % 10)
            case _:
                self.shown[visit.who] = phone.digits(now)
                return self.shown[visit.who]
