"""What requests.yaml tells: benefits that holders asked for on their phones, and the answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from typing import TypeAlias
from uuid import UUID, uuid5

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy.orm import Session

from cardholders.cards.find import find_card
from cardholders.consents.consents import give_consent
from cardholders.consents.terms import ConsentPurpose, ConsentTerms
from core.clock import shanghai_date
from core.policy.vocabulary import Language
from partners.places import load_place
from verify.requests.decide import Hand, accept_request, decline_request
from verify.requests.rules import PartOfDay, Refusal, RequestState, needs_medical_consent
from verify.requests.submit import NewRequest, Terms, submit_request
from verify.requests.withdraw import withdraw_request
from verify.sample.holders import Holdings, Office
from verify.sample.moments import told_moment
from verify.sample.places import Desks
from verify.sample.sheet import read_sheet

NAMES = UUID("0f6d7a52-5a0e-4a1e-9a5b-7a1f0f2c9d31")

Turn: TypeAlias = tuple[datetime, Callable[..., None]]


@dataclass(frozen=True, slots=True)
class SampleWish:
    """One request; days are counted from the day of seeding."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    when: str
    who: str
    desk: str
    benefit: str
    day: int
    until: int | None = None
    part: PartOfDay = PartOfDay.ANY
    note: str | None = None
    language: Language = Language.ZH
    answered: str | None = None
    agreed: int | None = None
    time: str | None = None
    word: str | None = None
    withdrawn: str | None = None

    @property
    def id(self) -> UUID:
        """The id that the phone gave it."""
        return uuid5(NAMES, f"{self.when} {self.desk} {self.who} {self.benefit}")


@lru_cache(maxsize=1)
def sample_wishes() -> tuple[SampleWish, ...]:
    """Answer what requests.yaml tells."""
    return TypeAdapter(tuple[SampleWish, ...]).validate_python(read_sheet("requests"))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What requests need: who may be where, and the words that hospitals' requests agree to."""

    session: Session
    office: Office
    holdings: Holdings
    desks: Desks
    operators: Mapping[str, int]
    consents: ConsentTerms
    until: datetime

    def turns(self) -> Iterator[Turn]:
        """Answer what happens when."""
        for wish in sample_wishes():
            yield told_moment(self.until, wish.when), partial(self._ask, wish)
            if wish.answered:
                yield told_moment(self.until, wish.answered), partial(self._answer, wish)
            if wish.withdrawn:
                yield told_moment(self.until, wish.withdrawn), partial(self._withdraw, wish)

    def _ask(self, wish: SampleWish, *, now: datetime) -> None:
        opened, holding = self.desks[wish.desk], self.holdings[wish.who]
        assert holding.card is not None
        if needs_medical_consent(opened.kind):
            medical = ConsentPurpose.MEDICAL_LOG
            version = self.consents.of(medical).current.version
            give_consent(
                self.session,
                holding.holder_id,
                medical,
                version=version,
                terms=self.consents,
                now=now,
            )
        until = None if wish.until is None else self._day(wish.until)
        new = NewRequest(
            wish.id,
            wish.benefit,
            opened.desk.site_id,
            self._day(wish.day),
            wish.part,
            until,
            wish.note,
        )
        card = find_card(self.session, holding.card.id)
        terms = Terms(self.office.policy, self.consents, self.office.vault, now)
        taken = submit_request(self.session, card, new=new, language=wish.language, terms=terms)
        assert not isinstance(taken, Refusal), (wish, taken)

    def _answer(self, wish: SampleWish, *, now: datetime) -> None:
        desk_id = self.desks[wish.desk].desk.id
        place = load_place(self.session, desk_id, policy=self.office.policy, now=now)
        assert place is not None
        hand = Hand(place, self.operators[wish.desk], self.office.vault, now)
        if wish.agreed is None:
            decline_request(
                self.session, wish.id, seen=RequestState.SUBMITTED, word=wish.word, hand=hand
            )
            return
        accept_request(
            self.session,
            wish.id,
            day=self._day(wish.agreed),
            at=time.fromisoformat(wish.time) if wish.time else None,
            word=wish.word,
            hand=hand,
        )

    def _withdraw(self, wish: SampleWish, *, now: datetime) -> None:
        card = self.holdings[wish.who].card
        assert card is not None
        subject = find_card(self.session, card.id).holder.subject_key
        withdraw_request(self.session, wish.id, subject_key=subject, now=now)

    def _day(self, days: int) -> date:
        return shanghai_date(self.until) + timedelta(days=days)
