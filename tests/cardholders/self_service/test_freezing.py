"""A holder freezes at once and unfreezes with a code; what the office stopped stays stopped."""

from datetime import timedelta

import pytest

from cardholders.cards.find import find_card
from cardholders.cards.models import CardEventKind, CardState
from cardholders.cards.status import load_status_values
from core.accounts.roles import Role
from core.credential.status_list import StatusValue
from tests.bed.world import MovableClock
from tests.cardholders.phone.activation_bed import Telephone, serial_of
from tests.cardholders.self_service.conftest import BoundPhone

FREEZE = "devices/freeze"


def ask_for_code(phone: BoundPhone) -> str:
    answer = phone.send("unfreeze/code", {"channel": "sms"})
    assert answer.status_code == 200, answer.text
    return str(answer.get_json()["ticket"])


def unfreeze(phone: BoundPhone, ticket: str, code: str | None = None) -> int:
    body = {"ticket": ticket, "code": code or phone.telephone.received_code()}
    return phone.send("unfreeze", body).status_code


def set_state(phone: BoundPhone, state: CardState) -> None:
    with phone.world.parts.database.writing() as session:
        find_card(session, phone.card.id).state = state


def test_a_frozen_card_rests_on_every_list_until_the_code_comes_back(phone: BoundPhone) -> None:
    phone.world.printed(phone.card)
    assert phone.send(FREEZE).status_code == 200
    assert phone.send(FREEZE).status_code == 200
    assert phone.state() is CardState.FROZEN
    assert phone.ask("devices")["state"] == "frozen"
    assert phone.ask("card")["state"] == "frozen"
    with phone.world.parts.database.reading() as session:
        assert set(load_status_values(session, 0).values()) == {StatusValue.SUSPENDED}
    assert unfreeze(phone, ask_for_code(phone)) == 200
    assert phone.state() is CardState.ACTIVE
    assert phone.ask("card")["state"] == "active"
    assert phone.events()[-2:] == [CardEventKind.FROZEN, CardEventKind.UNFROZEN]
    with phone.world.parts.database.reading() as session:
        assert load_status_values(session, 0) == {}


@pytest.mark.parametrize("state", [CardState.SUSPENDED, CardState.REVOKED])
def test_what_the_office_stopped_is_neither_frozen_nor_unfrozen(
    phone: BoundPhone, state: CardState
) -> None:
    phone.send(FREEZE)
    ticket = ask_for_code(phone)
    set_state(phone, state)
    assert phone.send(FREEZE).status_code == 409
    assert unfreeze(phone, ticket) == 409
    assert phone.state() is state


def test_the_office_puts_a_frozen_card_back(phone: BoundPhone) -> None:
    phone.send(FREEZE)
    office, page = phone.telephone.client, f"/office/cards/{phone.card.id}"
    phone.world.sign_in(office, phone.world.account(Role.OFFICER))
    assert f'href="{page}/reinstate"' in office.get(page).text
    assert "本人冻结" in office.get(page).text
    assert office.post(f"{page}/reinstate", data={"note": "本人来电"}).status_code == 302
    assert phone.state() is CardState.ACTIVE
    assert phone.events()[-1] is CardEventKind.REINSTATED


def test_a_code_is_good_five_times_ten_minutes_and_for_its_own_phone(
    phone: BoundPhone, clock: MovableClock
) -> None:
    phone.send(FREEZE)
    ticket = ask_for_code(phone)
    right = phone.telephone.received_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    assert [unfreeze(phone, ticket, wrong) for _ in range(5)] == [422] * 5
    assert unfreeze(phone, ticket, right) == 422
    clock.advance(timedelta(minutes=1))
    late = ask_for_code(phone)
    clock.advance(timedelta(minutes=10))
    assert unfreeze(phone, late) == 422
    assert phone.state() is CardState.FROZEN


def test_another_holders_code_unfreezes_nothing(phone: BoundPhone) -> None:
    phone.send(FREEZE)
    ticket = ask_for_code(phone)
    code = phone.telephone.received_code()
    world, telephone = phone.world, Telephone(phone.telephone.client, phone.world)
    card = world.card(name="许慎行", mobile="+8613900000001")
    stranger = BoundPhone(telephone, card, serial_of(telephone.bound_to(card)))
    assert stranger.send(FREEZE).status_code == 200
    assert unfreeze(stranger, ticket, code) == 422
    assert stranger.state() is CardState.FROZEN
    assert unfreeze(phone, ticket, code) == 200


def test_without_that_contact_only_the_office_unfreezes(phone: BoundPhone) -> None:
    phone.send(FREEZE)
    assert phone.ask("devices")["contacts"] == [{"channel": "sms", "masked": "+86138****0000"}]
    assert phone.send("unfreeze/code", {"channel": "mail"}).status_code == 409


def test_a_replayed_request_and_a_replaced_phone_are_refused(phone: BoundPhone) -> None:
    assert phone.send(FREEZE, jti="f" * 32).status_code == 200
    assert unfreeze(phone, ask_for_code(phone)) == 200
    replayed = phone.send(FREEZE, jti="f" * 32)
    assert (replayed.status_code, replayed.get_json()["code"]) == (409, "already_spent")
    assert phone.state() is CardState.ACTIVE
    phone.world.phone(phone.card)
    for path in (FREEZE, "devices/unbind", "devices/plastic/lost"):
        answer = phone.send(path)
        assert (answer.status_code, answer.get_json()["code"]) == (401, "not_bound"), path
    assert phone.state() is CardState.ACTIVE
