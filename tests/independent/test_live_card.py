"""Libraries of others verify a live card by nothing but what the running server publishes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from cardholders.cards.models import Card
from cardholders.cards.reinstate_card import reinstate_card
from cardholders.cards.stop_card import Stop, carry_out_approved_stop, stop_card
from cardholders.keys.keyring import load_keys
from cardholders.keys.rotate import add_signing_key, retire_key
from core.approvals.models import Act, Proposal
from core.approvals.propose import approve
from core.credential import es256
from core.credential.digits import write_digits
from core.credential.fields import Presentation
from core.credential.read import read
from core.credential.sign import sign_credential
from core.credential.tokens import presentation_text
from core.policy.vocabulary import Honour
from tests.bed.factories import World
from tests.bed.node import run_script
from tests.cardholders.phone.conftest import House

VERIFIER = Path(__file__).with_name("verifier.js")
VALID, INVALID, SUSPENDED = 0, 1, 2
BAD_SIGNATURE = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"
UNKNOWN_KEY = "ERR_JWKS_NO_MATCHING_KEY"
BAD_CLAIM = "ERR_JWT_CLAIM_VALIDATION_FAILED"


def verify(house: House, *presentations: str) -> Any:
    """What the libraries say of each presentation, in their order."""
    asked = {"issuer": house.server.base_url, "presentations": presentations}
    return run_script(VERIFIER, asked)


def as_tokens(world: World, digits: str) -> str:
    """The tokens that a scanner rebuilds from the digits of a QR."""
    with world.parts.database.reading() as session:
        keys = load_keys(session)
    shown = read(digits, keys)
    assert isinstance(shown, Presentation)
    return presentation_text(shown, keys[shown.credential.fields.key_number])


def stop(world: World, card: Card, ground: str) -> None:
    """Stop the card on a ground; where two people must agree, the second one does."""
    parts, officer, approver = world.parts, world.account(), world.account()
    now = world.clock()
    with parts.database.writing() as session:
        proposal = stop_card(
            session, card.id, stop=Stop(ground), policy=parts.policy, by=officer.id, now=now
        )

    def carry_out(session: Session, approved: Proposal) -> None:
        carry_out_approved_stop(session, approved, policy=parts.policy, now=now)

    if proposal is not None:
        with parts.database.writing() as session:
            approve(session, proposal.id, by=approver.id, now=now, carry={Act.STOP_CARD: carry_out})


def test_what_a_phone_and_plastic_show_is_verified_by_the_published_keys(house: House) -> None:
    world = house.world
    card = world.card(Honour.YINGCAI, Honour.SPECIAL)
    old, phone, printed = world.phone(card), world.phone(card), world.printed(card)
    shown = phone.present()
    assert shown.proof is not None
    texts = [as_tokens(world, write_digits(shown)), as_tokens(world, printed)]
    by_phone, by_plastic, by_old = verify(house, *texts, old.text())
    assert by_phone["serial"] == f"{phone.credential.fields.serial:012x}"
    assert by_phone["proof_at"] == shown.proof.at
    assert by_plastic["proof_at"] is None
    assert len({by_phone["serial"], by_plastic["serial"], by_old["serial"]}) == 3
    assert by_phone["honours"] == by_plastic["honours"] == ["yingcai", "special"]
    assert (by_phone["status"], by_plastic["status"]) == (VALID, VALID)
    assert by_old["status"] == INVALID  # its key was replaced by the newer phone's


def test_the_published_list_follows_a_card_from_suspension_to_revocation(house: House) -> None:
    world = house.world
    card, other = world.card(), world.card()
    shown = [world.phone(card).text(), as_tokens(world, world.printed(card))]
    shown.append(world.phone(other).text())

    def statuses() -> list[int]:
        return [said["status"] for said in verify(house, *shown)]

    assert statuses() == [VALID, VALID, VALID]
    stop(world, card, "G1a")
    assert statuses() == [SUSPENDED, SUSPENDED, VALID]
    with world.parts.database.writing() as session:
        reinstate_card(session, card.id, note="查无此事", by=world.account().id, now=world.clock())
    assert statuses() == [VALID, VALID, VALID]
    stop(world, card, "G4")
    assert statuses() == [INVALID, INVALID, VALID]


def test_a_wrong_key_and_a_token_in_the_wrong_place_are_refused(house: House) -> None:
    world = house.world
    phone, other = world.phone(world.card()), world.phone(world.card())
    fields = phone.credential.fields
    credential, proof = phone.text().split("~")
    thief = replace(phone, private_key=es256.generate())
    forger = replace(world.signing_key(), private_key=es256.generate())
    forged = replace(phone, credential=sign_credential(fields, forger))
    stranger = replace(forger.key, kid="stranger")
    # The same key bound to another credential: only the hash tells its proofs apart.
    twice = replace(phone, credential=other.credential)
    key = world.signing_key()
    elsewhere = replace(key, key=replace(key.key, issuer="http://elsewhere.example"))
    moved = replace(phone, credential=sign_credential(fields, elsewhere), issuer=elsewhere.key)
    expected = {
        phone.text(): None,
        thief.text(): BAD_SIGNATURE,
        forged.text(): BAD_SIGNATURE,
        replace(forged, issuer=stranger).text(): UNKNOWN_KEY,
        f"{proof}~{proof}": BAD_SIGNATURE,
        f"{credential}~{credential}": BAD_SIGNATURE,
        f"{credential}~{twice.text().split('~')[1]}": BAD_CLAIM,
        moved.text(): BAD_CLAIM,
    }
    refusals = [said.get("refused") for said in verify(house, *expected)]
    assert refusals == list(expected.values())


def test_a_retired_key_leaves_the_published_keys_and_takes_its_cards_along(house: House) -> None:
    world, parts = house.world, house.parts
    old = world.phone(world.card())
    with parts.database.writing() as session:
        add_signing_key(session, house.server.base_url, vault=parts.vault, now=world.clock())
    new = world.phone(world.card())
    assert old.issuer != new.issuer
    assert [said["status"] for said in verify(house, old.text(), new.text())] == [VALID, VALID]
    with parts.database.writing() as session:
        retire_key(session, old.issuer.number, at=world.clock())
    by_old, by_new = verify(house, old.text(), new.text())
    assert by_old == {"refused": UNKNOWN_KEY}
    assert by_new["status"] == VALID
