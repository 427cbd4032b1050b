"""Live through the sample's last weeks: every scan goes through the real use cases, in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from cardholders.consents.terms import ConsentTerms
from core.clock import shanghai_date
from core.credential.issuer_key import IssuerKey
from partners.device_caller import mark_seen
from partners.places import Place, load_place
from verify.sample.cards_at_work import act_on_card, answer_proposal, equip_again
from verify.sample.codes import Codes
from verify.sample.holders import Holdings, Office
from verify.sample.holders_at_home import act_on_own_card
from verify.sample.moments import told_moment
from verify.sample.ordinary import ordinary_visits
from verify.sample.places import Desks
from verify.sample.visits import OfficeAct, OwnAct, Story, Visit
from verify.sample.wishes import Turn, Wishes
from verify.scanning.answer import Answer
from verify.scanning.code import read_code
from verify.scanning.present import present
from verify.scanning.reasons import Outcome
from verify.scanning.redeem import redeem
from verify.scanning.release import release_use
from verify.scanning.requests import (
    Occasion,
    RedemptionRequest,
    ReleaseRequest,
    ScanRequest,
    Station,
    VoidReason,
    VoidRequest,
)
from verify.scanning.void import void_redemption

NAMES = UUID("4d0b1f3e-6a52-4c1c-9a86-0b0a52a7e5d1")
A_TAP = timedelta(seconds=20)
REGRET = timedelta(minutes=6)
PEACE = timedelta(minutes=15)
"""Nothing happens this long before the end: no gate is "already in" for who begins there."""


@dataclass(slots=True)
class Days:
    """What the days need: who may be where, the keys, and what has come of each visit so far."""

    session: Session
    office: Office
    holdings: Holdings
    desks: Desks
    operators: Mapping[str, int]
    devices: Mapping[str, int]
    keys: Mapping[int, IssuerKey]
    consents: ConsentTerms
    _codes: Codes = field(init=False)
    _scans: dict[Visit, Answer] = field(init=False, default_factory=dict)
    _uses: dict[Visit, UUID] = field(init=False, default_factory=dict)
    _places: dict[tuple[str, date], Place] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with nothing shown."""
        self._codes = Codes(self.holdings)

    def live(self, story: Story, *, until: datetime) -> None:
        """Let everything happen that lies before `until`, each thing at its own moment."""
        visits = [*story.visits, *ordinary_visits(self.holdings, story, until=until)]
        turns = [turn for visit in visits for turn in self._turns(visit, until)]
        turns += [turn for act in story.office for turn in self._office_turns(act, until)]
        turns += self._wishes(until).turns()
        turns += [self._own_turn(act, until) for act in story.own]
        for moment, act_now in sorted(turns, key=lambda turn: turn[0]):
            if moment < until - PEACE:
                act_now(now=moment)

    def _wishes(self, until: datetime) -> Wishes:
        return Wishes(
            session=self.session,
            office=self.office,
            holdings=self.holdings,
            desks=self.desks,
            operators=self.operators,
            consents=self.consents,
            until=until,
        )

    def _turns(self, visit: Visit, until: datetime) -> Iterator[Turn]:
        arrived = told_moment(until, visit.when)
        yield arrived, partial(self._scan, visit)
        for taps, benefit in enumerate(visit.benefits, start=1):
            yield arrived + A_TAP * taps, partial(self._use, visit, benefit)
        if visit.undone:
            yield arrived + REGRET, partial(self._take_back, visit)
        if visit.left:
            yield told_moment(until, visit.left), partial(self._release, visit)

    def _office_turns(self, act: OfficeAct, until: datetime) -> Iterator[Turn]:
        told = {act.when: act_on_card, act.second: answer_proposal, act.again: equip_again}
        for when, carry_out in told.items():
            if when:
                yield (
                    told_moment(until, when),
                    partial(
                        carry_out, self.session, act, holdings=self.holdings, office=self.office
                    ),
                )

    def _own_turn(self, act: OwnAct, until: datetime) -> Turn:
        carry_out = partial(
            act_on_own_card, self.session, act, holdings=self.holdings, office=self.office
        )
        return told_moment(until, act.when), carry_out

    def _scan(self, visit: Visit, *, now: datetime) -> None:
        request = ScanRequest(
            _id(visit, "scan"),
            self._codes.of(visit, now=now),
            document_checked=visit.document,
        )
        code = read_code(request.text, self.keys, now=now)
        self._scans[visit] = present(
            self.session, request, code=code, occasion=self._occasion(visit, now)
        )

    def _use(self, visit: Visit, benefit: str, *, now: datetime) -> None:
        scan = self._scans[visit]
        if scan.verdict.outcome is Outcome.REFUSED:
            return
        request = RedemptionRequest(
            _id(visit, benefit),
            scan.id,
            benefit,
            document_checked=visit.document,
            note=visit.note,
            particulars=visit.particulars,
        )
        answer = redeem(self.session, request, occasion=self._occasion(visit, now))
        if answer.redemption is not None:
            self._uses[visit] = answer.redemption

    def _take_back(self, visit: Visit, *, now: datetime) -> None:
        request = VoidRequest(_id(visit, "void"), self._uses[visit], VoidReason.NOT_USED)
        void_redemption(self.session, request, occasion=self._occasion(visit, now))

    def _release(self, visit: Visit, *, now: datetime) -> None:
        request = ReleaseRequest(_id(visit, "release"), self._uses[visit])
        release_use(self.session, request, occasion=self._occasion(visit, now))

    def _occasion(self, visit: Visit, now: datetime) -> Occasion:
        return Occasion(self._station(visit, now), self.office.policy, self.office.vault, now)

    def _station(self, visit: Visit, now: datetime) -> Station:
        place = self._place(visit.desk, now)
        if visit.by_system or place.is_gate or visit.desk not in self.operators:
            device_id = self.devices[visit.desk]
            mark_seen(self.session, device_id, now=now)
            return Station(place, device_id=device_id)
        return Station(place, account_id=self.operators[visit.desk])

    def _place(self, code: str, now: datetime) -> Place:
        """Answer the desk as it is that day; nothing of a desk changes within one."""
        key = code, shanghai_date(now)
        if key not in self._places:
            desk_id = self.desks[code].desk.id
            place = load_place(self.session, desk_id, policy=self.office.policy, now=now)
            assert place is not None
            self._places[key] = place
        return self._places[key]


def _id(visit: Visit, act: str) -> UUID:
    return uuid5(NAMES, f"{visit.when} {visit.desk} {visit.who} {act}")
