"""Requests in every state speak one language, at the desk and on the phone."""

from datetime import timedelta

import pytest
from flask import Flask

from cardholders.cards.models import Card
from core.policy.vocabulary import Language, PartnerKind
from partners.models import Desk
from tests.bed.factories import World
from tests.bed.spoken import Piece
from tests.bed.world import MovableClock
from tests.test_languages import expect_language, foreign
from tests.verify.requests.asking import PATH, Answering, Asking
from tests.verify.scanning.desk_calls import DeskCalls
from verify.requests.rules import MOST_OPEN, Refusal, RequestState
from verify.requests.words import refusal_words

TODAY = "2026-05-20"
SHOWN = ("name", "site", "desk", "wished", "agreed")


@pytest.mark.parametrize("language", list(Language))
def test_every_state_is_told_in_one_language(
    asking: Asking,
    answering: Answering,
    world: World,
    hospital: Desk,
    clock: MovableClock,
    language: Language,
) -> None:
    policy = world.parts.policy
    asking.submitted("escort", part="morning")
    answering.accept(asking.submitted("expert_consultation"), time="09:30")
    answering.decline(asking.submitted("health_adviser"), "1234")
    asking.withdraw(asking.submitted("checkup", part="afternoon"))
    asking.submitted(day=TODAY)
    calls = DeskCalls(world, hospital)
    calls.redeem(calls.scan(asking.phone.bound.digits()).id, "appointment")
    asking.submitted(day=TODAY)
    clock.advance(timedelta(days=1))
    asking.phone.language = language
    answering.client.set_cookie("language", language)
    listed = asking.listed()
    assert {each["state"] for each in listed} == set(RequestState)
    for request in listed:
        told = [request[name] or "" for name in SHOWN]
        told += [event[name] for event in request["events"] for name in ("words", "at")]
        left = [text for text in told if foreign(Piece(text, ""), language, policy)]
        assert left == []
    expect_language(answering.client.get("/desk/requests"), language, policy)


@pytest.mark.parametrize("language", list(Language))
def test_every_refusal_and_choice_is_told_in_one_language(
    world: World, card: Card, app: Flask, language: Language
) -> None:
    house = world.desk(PartnerKind.APARTMENT)
    asking = Asking.of(world, card, house, app.test_client())
    asking.phone.language = language
    asking.submitted("apartment", until="2026-05-25")
    with app.test_request_context(f"/?language={language}"):
        words = [refusal_words(each) for each in Refusal]
    assert any(str(MOST_OPEN) in each for each in words)
    words.append(asking.listed()[0]["wished"])
    words += [each["name"] for each in asking.phone.answer(PATH)["groups"]]
    assert [each for each in words if foreign(Piece(each, ""), language, world.parts.policy)] == []
