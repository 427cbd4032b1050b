"""What is to happen: cards, each wanted by several hospitals at once, and in what order."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from core.policy.vocabulary import PartnerKind
from tests.bed.factories import SimulatedPhone, World

CHECKUP = "checkup"
HOSPITALS = 16
CONTESTANTS = 8
PRINTED_EVERY = 3
AT_ONCE_EVERY = 4


@dataclass(frozen=True, slots=True)
class DeskAtWork:
    """A desk of a hospital of its own, and the token of its device."""

    desk_id: int
    token: str


@dataclass(slots=True)
class ContestedCard:
    """A card that several desks want to redeem the one check-up of: on a phone or printed."""

    subject_key: UUID
    phone: SimulatedPhone | None
    printed: str | None
    _shown: set[int] = field(default_factory=set)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def digits(self) -> str:
        """Answer what its QR says now: a phone never shows the proof of one second twice."""
        if self.phone is None:
            assert self.printed is not None
            return self.printed
        with self._turn:
            second = int(self.phone.clock().timestamp())
            while second in self._shown:
                second -= 1
            self._shown.add(second)
        return self.phone.digits(datetime.fromtimestamp(second, UTC))

    @property
    def document_checked(self) -> bool:
        """Whether the desk compares the identity document: it must for a printed card."""
        return self.printed is not None


@dataclass(frozen=True, slots=True)
class Visit:
    """One desk's try to redeem the check-up; `at_once` asks for it with the scan itself."""

    card: ContestedCard
    desk: DeskAtWork
    at_once: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The cards, and the visits in the order in which clients draw them."""

    cards: tuple[ContestedCard, ...]
    visits: tuple[Visit, ...]


def make_plan(world: World, *, redemptions: int) -> Plan:
    """Issue cards for that many redemptions, eight desks to a card, one after the other.

    Every third card is printed; every fourth try redeems with the scan itself.
    """
    desks = []
    for _ in range(HOSPITALS):
        desk = world.desk(PartnerKind.HOSPITAL)
        desks.append(DeskAtWork(desk.id, world.device_token(desk)))
    cards = tuple(_card(world, number) for number in range(redemptions // CONTESTANTS))
    visits = tuple(
        Visit(
            card,
            desks[(number + turn) % HOSPITALS],
            at_once=(number + turn) % AT_ONCE_EVERY == 0,
        )
        for number, card in enumerate(cards)
        for turn in range(CONTESTANTS)
    )
    return Plan(cards, visits)


def _card(world: World, number: int) -> ContestedCard:
    card = world.card()
    subject_key = card.holder.subject_key
    if number % PRINTED_EVERY == 0:
        return ContestedCard(subject_key, None, world.printed(card))
    return ContestedCard(subject_key, world.phone(card), None)
