"""No decision, no card; one card a person; numbers that show a slip of the pen."""

from datetime import date

import pytest

from cardholders.cards.issue_card import issue_card
from cardholders.cards.number import is_number, write_number
from cardholders.people.models import HonourGrant
from core.errors import Conflict
from tests.bed.factories import World


def test_a_card_is_valid_for_the_offices_thirty_six_months(world: World) -> None:
    card = world.card()
    assert (card.issued_on, card.expires_on) == (date(2026, 5, 20), date(2029, 5, 19))
    assert is_number(card.number)


def test_without_a_decision_there_is_no_card(world: World) -> None:
    holder = world.holder()
    with world.parts.database.writing() as session:
        session.query(HonourGrant).delete()
    with world.parts.database.writing() as session, pytest.raises(Conflict):
        issue_card(session, holder.id, policy=world.parts.policy, by=1, now=world.clock())


def test_a_person_has_one_live_card(world: World) -> None:
    card = world.card()
    with world.parts.database.writing() as session, pytest.raises(Conflict):
        issue_card(session, card.holder_id, policy=world.parts.policy, by=1, now=world.clock())


def test_every_single_wrong_digit_of_a_number_shows() -> None:
    number = write_number(date(2026, 5, 20), 123)
    assert number == "JZ26-000123-" + number[-1]
    for place, digit in enumerate(number):
        for wrong in set("0123456789") - {digit}:
            if digit.isdigit():
                assert not is_number(number[:place] + wrong + number[place + 1 :])
