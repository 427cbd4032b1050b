"""Decisions of the leading group, and the honours they give."""

from datetime import date

import pytest
from sqlalchemy import select

from cardholders.cards.credentials import to_credential
from cardholders.cards.models import CardCredential, CredentialState
from cardholders.people.grant_honour import Award, grant_honour
from cardholders.people.models import Holder, HonourGrant, LeadingGroupDecision
from cardholders.people.record_decision import record_decision
from core.errors import Conflict, DomainError, InvalidInput, NotFound
from core.policy.vocabulary import Honour
from tests.bed.factories import World


def decide(
    world: World,
    number: str = "晋中人才〔2026〕3号",
    *,
    meeting: str = "市委人才工作领导小组会议",
    on: date = date(2026, 5, 20),
) -> LeadingGroupDecision:
    officer = world.account()
    with world.parts.database.writing() as session:
        return record_decision(
            session, number, meeting=meeting, decided_on=on, by=officer.id, now=world.clock()
        )


def grant(world: World, holder: Holder, award: Award, *, decision: int) -> HonourGrant:
    with world.parts.database.writing() as session:
        return grant_honour(
            session,
            holder.id,
            decision_id=decision,
            award=award,
            policy=world.parts.policy,
            vault=world.parts.vault,
            now=world.clock(),
        )


def test_a_decision_of_today_is_recorded_without_stray_spaces(world: World) -> None:
    decision = decide(world, " 晋中人才 〔2026〕3号 ")
    assert decision.document_number == "晋中人才〔2026〕3号"
    assert decision.decided_on == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("number", "meeting", "on", "field"),
    [
        ("", "会议", date(2026, 1, 1), "document_number"),
        ("号" * 61, "会议", date(2026, 1, 1), "document_number"),
        ("1号", " ", date(2026, 1, 1), "meeting"),
        ("1号", "会议", date(2026, 5, 21), "decided_on"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_its_field(
    world: World, number: str, meeting: str, on: date, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        decide(world, number, meeting=meeting, on=on)
    assert refused.value.field == field


def test_a_document_number_is_recorded_once(world: World) -> None:
    decide(world)
    with pytest.raises(Conflict) as refused:
        decide(world)
    assert refused.value.field == "document_number"


def test_the_amount_is_the_documents(world: World) -> None:
    decision = decide(world)
    given = grant(
        world,
        world.holder(Honour.SPECIAL),
        Award(Honour.YINGCAI, "yingcai_technology"),
        decision=decision.id,
    )
    assert given.reward_yuan == 1_000_000
    assert given.granted_on == decision.decided_on


def test_the_special_prize_needs_no_criterion_and_the_decisions_amount(world: World) -> None:
    decision = decide(world)
    holder = world.holder(Honour.YINGCAI)
    prize = grant(world, holder, Award(Honour.SPECIAL, None, 2_000_000), decision=decision.id)
    assert prize.reward_yuan == 2_000_000
    with world.parts.database.reading() as session:
        ended = session.scalars(select(HonourGrant.ended_on)).all()
    assert ended == [None, None]


def test_another_title_takes_the_place_of_the_former_and_its_amount_is_typed(world: World) -> None:
    decision = decide(world)
    holder = world.holder(Honour.XIANCAI)
    raised = Award(Honour.YOUCAI, "youcai_problem", 400_000)
    assert grant(world, holder, raised, decision=decision.id).reward_yuan == 400_000
    with world.parts.database.reading() as session:
        former = session.scalars(
            select(HonourGrant).where(HonourGrant.honour == Honour.XIANCAI)
        ).one()
    assert former.ended_on == decision.decided_on


@pytest.mark.parametrize(
    ("award", "refusal", "field"),
    [
        (Award(Honour.XIANCAI), InvalidInput, "award"),
        (Award(Honour.XIANCAI, "yingcai_problem"), InvalidInput, "award"),
        (Award(Honour.SPECIAL, "xiancai_problem", 1), InvalidInput, "award"),
        (Award(Honour.SPECIAL), InvalidInput, "reward_yuan"),
        (Award(Honour.SPECIAL, None, -1), InvalidInput, "reward_yuan"),
        (Award(Honour.YOUCAI, "youcai_problem"), InvalidInput, "reward_yuan"),
        (Award(Honour.YINGCAI, "yingcai_problem", 1), Conflict, "people"),
    ],
)
def test_an_award_that_cannot_be_is_refused_with_its_field(
    world: World, award: Award, refusal: type[DomainError], field: str
) -> None:
    decision = decide(world)
    holder = world.holder(Honour.YINGCAI)
    with pytest.raises(refusal) as refused:
        grant(world, holder, award, decision=decision.id)
    assert refused.value.field == field


def test_an_amount_other_than_the_documents_is_refused(world: World) -> None:
    decision = decide(world)
    holder = world.holder(Honour.SPECIAL)
    with pytest.raises(InvalidInput, match="500,000"):
        grant(world, holder, Award(Honour.YOUCAI, "youcai_problem", 1), decision=decision.id)


def test_no_decision_no_honour(world: World) -> None:
    with pytest.raises(NotFound):
        grant(world, world.holder(), Award(Honour.SPECIAL, None, 1), decision=404)
    with pytest.raises(NotFound):
        grant(world, Holder(id=404), Award(Honour.SPECIAL, None, 1), decision=decide(world).id)


def test_a_new_honour_kills_what_was_signed_before_and_signs_the_phone_anew(
    world: World,
) -> None:
    card = world.card(Honour.XIANCAI)
    world.printed(card)
    former = world.phone(card).credential.fields
    with world.parts.database.reading() as session:
        holder = session.get_one(Holder, card.holder_id)
    raised = Award(Honour.YOUCAI, "youcai_problem", 400_000)
    grant(world, holder, raised, decision=decide(world, "晋中人才〔2026〕8号").id)
    with world.parts.database.reading() as session:
        [current] = session.scalars(
            select(CardCredential).where(CardCredential.state == CredentialState.CURRENT)
        )
    now_signed = to_credential(current).fields
    assert now_signed.honours == (Honour.YOUCAI,)
    assert now_signed.phone_key == former.phone_key
    assert now_signed.serial != former.serial
