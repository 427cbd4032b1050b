"""What the card is on: this phone and those before it, the plastic; each ended by its holder."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from cardholders.cards.models import CardEventKind
from cardholders.cards.status import load_status_values
from cardholders.office.load_card import load_events
from cardholders.phone.phone_label import phone_label, show_phone_label
from core.credential.status_list import StatusValue
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.cardholders.phone.activation_bed import Telephone, serial_of
from tests.cardholders.self_service.conftest import BoundPhone
from tests.verify.api.calls import Device


def test_phones_are_listed_from_when_to_when(
    client: FlaskClient, world: World, clock: MovableClock
) -> None:
    card = world.card()
    first = Telephone(client, world)
    first.bound_to(card)
    clock.advance(timedelta(days=2))
    second = Telephone(client, world)
    now = BoundPhone(second, card, serial_of(second.bound_to(card)))
    answer = now.ask("devices")
    assert answer["phone"]["since"] == "2026年5月22日 10:00"
    (former,) = answer["former"]
    assert (former["since"], former["to"]) == ("2026年5月20日 10:00", "2026年5月22日 10:00")
    assert answer["plastic"] is None


def test_reporting_plastic_lost_ends_it_and_the_phone_goes_on(phone: BoundPhone) -> None:
    world = phone.world
    plastic = world.printed(phone.card)
    gate = Device(phone.telephone.client, world.device_token(world.desk(PartnerKind.HOSPITAL)))
    assert gate.scan(plastic, document_checked=True)["reason"] == "choose_benefit"
    assert phone.ask("devices")["plastic"] == "2026-05-20"
    assert phone.send("devices/plastic/lost").status_code == 200
    assert phone.send("devices/plastic/lost").status_code == 200
    assert gate.scan(plastic, document_checked=True)["reason"] == "replaced"
    assert phone.ask("devices")["plastic"] is None
    assert phone.ask("card")["state"] == "active"
    assert phone.events().count(CardEventKind.PLASTIC_LOST) == 1
    with world.parts.database.reading() as session:
        (newest, *_) = load_events(session, phone.card.id, policy=world.parts.policy)
        assert newest.ground is not None
        assert newest.ground.code == "G5"
        assert set(load_status_values(session, 0).values()) == {StatusValue.INVALID}


def test_an_unbound_phone_is_told_nothing_more_and_can_be_bound_again(phone: BoundPhone) -> None:
    plastic = phone.world.printed(phone.card)
    assert phone.send("devices/unbind").status_code == 200
    assert phone.send("devices/unbind").status_code == 401
    assert phone.telephone.ask_for_card(phone.serial).get_json()["state"] == "replaced"
    assert phone.events()[-1] is CardEventKind.PHONE_UNBOUND
    hospital = phone.world.desk(PartnerKind.HOSPITAL)
    desk = Device(phone.telephone.client, phone.world.device_token(hospital))
    assert desk.scan(plastic, document_checked=True)["reason"] == "choose_benefit"
    again = phone.telephone.bound_to(phone.card)
    assert again["state"] == "active"


@pytest.mark.parametrize(
    ("user_agent", "label", "shown"),
    [
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                " (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49"
            ),
            "iphone wechat",
            "iPhone · 微信",
        ),
        (
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
                " Chrome/126.0.0.0 Mobile Safari/537.36"
            ),
            "android chrome",
            "安卓手机 · Chrome",
        ),
        ("curl/8.5.0", None, "手机"),
        ("Mozilla/5.0 (Linux; Android 14) Somebody's own", "android other", "安卓手机"),
    ],
)
def test_a_phone_is_known_by_two_words(user_agent: str, label: str | None, shown: str) -> None:
    assert phone_label(user_agent) == label
    assert show_phone_label(label) == shown
