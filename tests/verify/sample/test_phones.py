"""The sample's simulated phone is a phone to the verifier, and its code stays small."""

from datetime import timedelta

from cardholders.cards.find import find_card
from core.qr import qr_version
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.api.calls import Device
from verify.sample.phones import SimulatedPhone, bind_simulated_phone
from verify.scanning.reasons import Reason


def bound(world: World, clock: MovableClock, *, mobile: str | None) -> SimulatedPhone:
    """Answer a simulated phone bound to a new card."""
    card = world.card(mobile=mobile)
    officer = world.account()
    signing_key = world.signing_key()
    with world.parts.database.writing() as session:
        return bind_simulated_phone(
            session,
            find_card(session, card.id),
            signing_key=signing_key,
            by=officer.id,
            vault=world.parts.vault,
            now=clock.now,
        )


def test_its_code_opens_a_gate_and_fits_version_9(
    world: World, clock: MovableClock, gate: Device
) -> None:
    code = bound(world, clock, mobile="+8613800000000").digits(clock.now)
    assert qr_version(code) <= 9
    assert gate.scan(code)["outcome"] == "granted"


def test_without_a_telephone_it_binds_by_the_document(
    world: World, clock: MovableClock, gate: Device
) -> None:
    phone = bound(world, clock, mobile=None)
    assert gate.scan(phone.digits(clock.now))["outcome"] == "granted"


def test_an_old_code_is_stale_and_a_made_up_one_forged(
    world: World, clock: MovableClock, gate: Device
) -> None:
    phone = bound(world, clock, mobile=None)
    old = phone.digits(clock.now - timedelta(minutes=3))
    assert gate.scan(old)["reason"] == Reason.STALE
    assert gate.scan(phone.forged_digits(clock.now))["reason"] == Reason.FORGED
