"""Stopping a card: every ground has its effect, and some need two people."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cardholders.cards.credentials import issue_credential, printed_credential
from cardholders.cards.find import find_card, honours_held
from cardholders.cards.issue_card import issue_card
from cardholders.cards.models import Card, CardCredential, CardState, CredentialState
from cardholders.cards.reinstate_card import reinstate_card
from cardholders.cards.status import load_status_values
from cardholders.cards.stop_card import Stop, carry_out_approved_stop, stop_card
from core.approvals.models import Act, Proposal
from core.approvals.propose import approve, reject
from core.clock import shanghai_date
from core.credential.status_list import StatusValue
from core.errors import Conflict, Forbidden, InvalidInput
from core.policy.vocabulary import Honour
from tests.bed.factories import World


def stop(world: World, card: Card, ground: str, *, by: int, document: str = "") -> Proposal | None:
    """Stop a card on a ground."""
    with world.parts.database.writing() as session:
        return stop_card(
            session,
            card.id,
            stop=Stop(ground, document),
            policy=world.parts.policy,
            by=by,
            now=world.clock(),
        )


def approve_stop(world: World, proposal: Proposal, *, by: int) -> None:
    """Approve a proposal to stop a card."""

    def carry_out(session: object, approved: Proposal) -> None:
        carry_out_approved_stop(
            session,  # type: ignore[arg-type]
            approved,
            policy=world.parts.policy,
            now=world.clock(),
        )

    with world.parts.database.writing() as session:
        approve(session, proposal.id, by=by, now=world.clock(), carry={Act.STOP_CARD: carry_out})


def reload(world: World, card: Card) -> Card:
    """Answer the card as it is now."""
    with world.parts.database.reading() as session:
        return find_card(session, card.id)


def current_credentials(world: World, card: Card) -> list[CardCredential]:
    """Answer the card's credentials in force."""
    with world.parts.database.reading() as session:
        return list(
            session.scalars(
                select(CardCredential).where(
                    CardCredential.card_id == card.id,
                    CardCredential.state == CredentialState.CURRENT,
                )
            )
        )


def test_suspicion_suspends_at_once_for_thirty_days(world: World) -> None:
    card, officer = world.card(), world.account()
    world.phone(card)
    assert stop(world, card, "G1a", by=officer.id) is None
    stopped = reload(world, card)
    assert stopped.state is CardState.SUSPENDED
    assert stopped.suspended_until == shanghai_date(world.clock()) + timedelta(days=30)
    with world.parts.database.reading() as session:
        assert list(load_status_values(session, 0).values()) == [StatusValue.SUSPENDED]


def test_proven_falsehood_needs_its_document_and_takes_the_honour(world: World) -> None:
    card, officer = world.card(Honour.YOUCAI), world.account()
    world.phone(card)
    with pytest.raises(InvalidInput) as refused:
        stop(world, card, "G1", by=officer.id)
    assert refused.value.field == "document_number"
    stop(world, card, "G1", by=officer.id, document="演示决〔2026〕9号")
    stopped = reload(world, card)
    assert stopped.state is CardState.REVOKED
    assert honours_held(stopped.holder) == ()
    assert current_credentials(world, card) == []
    with world.parts.database.reading() as session:
        assert list(load_status_values(session, 0).values()) == [StatusValue.INVALID]


def test_a_card_issued_in_error_is_revoked_by_two_people_and_never_by_one(
    world: World,
) -> None:
    card, officer, approver = world.card(), world.account(), world.account()
    proposal = stop(world, card, "G4", by=officer.id)
    assert proposal is not None
    assert reload(world, card).state is CardState.ACTIVE
    with pytest.raises(Forbidden):
        approve_stop(world, proposal, by=officer.id)
    assert reload(world, card).state is CardState.ACTIVE
    approve_stop(world, proposal, by=approver.id)
    assert reload(world, card).state is CardState.REVOKED
    with pytest.raises(Conflict):
        approve_stop(world, proposal, by=approver.id)


def test_one_open_proposal_a_card_and_a_rejected_one_makes_room(world: World) -> None:
    card, officer, approver = world.card(), world.account(), world.account()
    proposal = stop(world, card, "G4", by=officer.id)
    assert proposal is not None
    with pytest.raises(Conflict):
        stop(world, card, "G4", by=approver.id)
    with world.parts.database.writing() as session:
        reject(session, proposal.id, by=approver.id, now=world.clock())
    assert stop(world, card, "G4", by=approver.id) is not None


def test_misuse_warns_first_and_the_second_time_asks_for_a_second_person(
    world: World,
) -> None:
    card, officer, approver = world.card(), world.account(), world.account()
    assert stop(world, card, "G6", by=officer.id) is None
    assert reload(world, card).state is CardState.ACTIVE
    proposal = stop(world, card, "G6", by=officer.id)
    assert proposal is not None
    approve_stop(world, proposal, by=approver.id)
    assert reload(world, card).state is CardState.SUSPENDED


def test_a_lost_card_lives_on_with_new_credentials_only(world: World) -> None:
    card, officer = world.card(), world.account()
    before = world.printed(card)
    stop(world, card, "G5", by=officer.id)
    assert reload(world, card).state is CardState.ACTIVE
    assert current_credentials(world, card) == []
    assert world.printed(card) != before


def test_own_request_ends_the_card_and_keeps_the_honour(world: World) -> None:
    card, officer = world.card(), world.account()
    stop(world, card, "G7", by=officer.id)
    stopped = reload(world, card)
    assert (stopped.state, honours_held(stopped.holder)) == (
        CardState.REVOKED,
        (Honour.YINGCAI,),
    )


def test_death_ends_the_card_the_same_day(world: World) -> None:
    card, officer = world.card(), world.account()
    world.phone(card)
    stop(world, card, "G8", by=officer.id)
    assert reload(world, card).expires_on < shanghai_date(world.clock())
    assert current_credentials(world, card) == []


def test_nothing_is_ever_signed_for_a_card_that_is_not_alive(world: World) -> None:
    card, officer, signing_key = world.card(), world.account(), world.signing_key()
    world.printed(card)
    stop(world, card, "G1a", by=officer.id)
    with world.parts.database.writing() as session:
        stopped = find_card(session, card.id)
        with pytest.raises(Conflict):
            issue_credential(
                session, stopped, phone_key=None, signing_key=signing_key, now=world.clock()
            )
        with pytest.raises(Conflict):
            printed_credential(session, stopped, signing_key=signing_key, now=world.clock())


def test_reinstating_never_revives_a_credential_that_was_replaced(world: World) -> None:
    card, officer = world.card(), world.account()
    world.phone(card)
    world.phone(card)
    stop(world, card, "G3", by=officer.id)
    with world.parts.database.writing() as session:
        with pytest.raises(InvalidInput):
            reinstate_card(session, card.id, note=" ", by=officer.id, now=world.clock())
        reinstate_card(session, card.id, note="复核通过", by=officer.id, now=world.clock())
    with world.parts.database.reading() as session:
        assert list(load_status_values(session, 0).values()) == [StatusValue.INVALID]
    assert len(current_credentials(world, card)) == 1


def test_revoked_then_issued_anew_gives_another_card_and_the_old_stays_dead(
    world: World,
) -> None:
    card, officer = world.card(), world.account()
    world.printed(card)
    stop(world, card, "G7", by=officer.id)
    with world.parts.database.writing() as session:
        second = issue_card(
            session,
            card.holder_id,
            policy=world.parts.policy,
            by=officer.id,
            now=world.clock(),
        )
    assert second.number != card.number
    world.printed(second)
    with world.parts.database.reading() as session:
        assert list(load_status_values(session, 0).values()) == [StatusValue.INVALID]
