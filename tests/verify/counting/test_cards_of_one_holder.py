"""A limit is the holder's: no other card, phone or printed form of theirs buys a second use."""

from collections import Counter
from datetime import timedelta
from functools import partial

from cardholders.cards.find import find_card
from cardholders.cards.issue_card import issue_card
from cardholders.cards.models import Card, CardState
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.counting.at_once import at_once
from tests.verify.scanning.desk_calls import DeskCalls, count_rows
from verify.scanning.models import QuotaSlot
from verify.scanning.reasons import Reason

DESKS = 16


def replace_card(world: World, card: Card) -> Card:
    """Revoke the card and issue another to the same holder."""
    officer = world.account()
    with world.parts.database.writing() as session:
        find_card(session, card.id).state = CardState.REVOKED
        session.flush()
        return issue_card(
            session, card.holder_id, policy=world.parts.policy, by=officer.id, now=world.clock()
        )


def test_a_new_card_buys_no_second_checkup(world: World) -> None:
    old = world.card()
    first, second = (DeskCalls(world, world.desk(PartnerKind.HOSPITAL)) for _ in range(2))
    granted = first.scan(world.phone(old).digits(), benefit="checkup")
    assert granted.verdict.reason is Reason.GRANTED
    new = replace_card(world, old)
    assert new.number != old.number
    phone = world.phone(new)
    refused = second.scan(phone.digits(), benefit="checkup")
    assert refused.verdict.reason is Reason.ALREADY_USED
    assert refused.verdict.earlier is not None
    assert refused.verdict.earlier.where == world.place(first.desk).site_name
    plastic = second.scan(world.printed(new), benefit="checkup", document_checked=True)
    assert plastic.verdict.reason is Reason.ALREADY_USED


def test_a_use_of_the_old_card_can_be_voided_for_the_new_one(world: World) -> None:
    old = world.card()
    first, second = (DeskCalls(world, world.desk(PartnerKind.HOSPITAL)) for _ in range(2))
    granted = first.scan(world.phone(old).digits(), benefit="checkup")
    phone = world.phone(replace_card(world, old))
    assert first.void(granted.id).verdict.reason is Reason.VOIDED
    assert second.scan(phone.digits(), benefit="checkup").verdict.reason is Reason.GRANTED
    assert count_rows(world, QuotaSlot) == 1


def test_phone_and_plastic_of_one_card_get_one_checkup_between_them(
    world: World, clock: MovableClock
) -> None:
    card = world.card()
    phone, plastic = world.phone(card), world.printed(card)
    asking = []
    for number in range(DESKS):
        desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
        code = phone.digits(clock.now - timedelta(seconds=number)) if number % 2 else plastic
        asking.append(partial(desk.scan, code, benefit="checkup", document_checked=True))
    reasons = Counter(answer.verdict.reason for answer in at_once(asking))
    assert reasons == {Reason.GRANTED: 1, Reason.ALREADY_USED: DESKS - 1}
    assert count_rows(world, QuotaSlot) == 1
