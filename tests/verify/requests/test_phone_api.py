"""Requests by signed request: once, for the holder alone, and answered in words when refused."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardState
from core.policy.vocabulary import Honour, Language, PartnerKind
from partners.models import Desk, DeskProfile, Site, SiteGrade
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.holder.holder_phone import HolderPhone
from tests.verify.requests.asking import CONSENT, DAY, PATH, Asking, history, state_of
from verify.requests.models import HolderRequest
from verify.requests.rules import RequestState


def count(world: World) -> int:
    with world.parts.database.reading() as session:
        return session.scalar(select(func.count()).select_from(HolderRequest)) or 0


def test_a_request_is_taken_and_listed_with_who_has_it_in_hand(
    asking: Asking, world: World, hospital: Desk
) -> None:
    asking.submitted(note="骨科，膝盖", part="morning")
    (listed,) = asking.listed()
    place = world.place(hospital)
    assert listed["name"] == "预约就诊"
    assert (listed["state"], listed["open"]) == ("submitted", True)
    assert (listed["site"], listed["desk"]) == (place.site_name, None)
    assert listed["telephone"] == "0354-000 0000"
    assert listed["wished"] == "2026-05-22，上午"
    assert listed["note"] == "骨科，膝盖"
    assert [each["words"] for each in listed["events"]] == ["提交申请"]


def test_the_same_request_again_gets_the_same_answer_and_counts_once(
    asking: Asking, world: World
) -> None:
    body = asking.body(note="骨科")
    first = asking.phone.post(PATH, body).get_json()
    assert asking.phone.post(PATH, body).get_json() == first
    assert count(world) == 1
    changed = asking.phone.post(PATH, {**body, "note": "内科"})
    assert changed.status_code == 409
    assert (count(world), asking.listed()[0]["note"]) == (1, "骨科")


def test_an_id_that_another_holder_used_is_refused(
    asking: Asking, world: World, app: Flask, hospital: Desk
) -> None:
    body = asking.body()
    asking.phone.post(PATH, body)
    other = Asking.of(world, world.card(), hospital, app.test_client())
    assert other.phone.post(PATH, body).status_code == 409
    assert other.listed() == []


def test_a_signature_counts_once(asking: Asking, world: World) -> None:
    headers = asking.phone.signed("POST", PATH)
    assert asking.phone.post(PATH, asking.body(), headers).status_code == 200
    assert asking.phone.post(PATH, asking.body("checkup"), headers).status_code == 409
    assert count(world) == 1


def test_the_note_is_sealed(asking: Asking, world: World) -> None:
    request_id = asking.submitted(note="骨科，膝盖")
    with world.parts.database.reading() as session:
        sealed = session.get_one(HolderRequest, request_id).note_sealed
    assert sealed is not None
    assert "骨科".encode() not in sealed


def test_a_hospital_needs_the_consent_and_then_goes_on(
    world: World, card: Card, hospital: Desk, app: Flask
) -> None:
    asking = Asking(world, hospital, HolderPhone.of(world, card, app.test_client()))
    refused = asking.submit()
    assert refused["refused"] == "consent_needed"
    assert "单独同意" in refused["words"]
    asked = asking.phone.answer(PATH)["consent"]
    assert asked["points"]
    agreed = {"purpose": asked["purpose"], "version": asked["version"], "given": True}
    assert agreed == CONSENT
    asking.phone.post("/phone/api/consents", agreed)
    assert asking.phone.answer(PATH)["consent"] is None
    asking.submitted()


def test_refusals_are_answers_in_words_and_leave_nothing(asking: Asking, world: World) -> None:
    apartment = world.desk(PartnerKind.APARTMENT)
    ungraded = world.desk(PartnerKind.HOSPITAL, grade="二级")
    gate = world.desk(PartnerKind.APARTMENT, profile=DeskProfile.GATE)
    refusals = {
        "not_requested": asking.submit("scenic_admission"),
        "day_past": asking.submit(day="2026-05-19"),
        "day_too_far": asking.submit(day="2027-05-21"),
        "wrong_site": asking.submit(site=apartment.site_id),
        "site_not_covered": asking.submit(site=ungraded.site_id),
        "until_wrong": asking.submit("apartment", site=apartment.site_id),
    }
    for code, answer in refusals.items():
        assert answer["refused"] == code
        assert answer["words"]
    nobody_there = asking.submit("apartment", site=gate.site_id, until="2026-05-23")
    assert nobody_there["refused"] == "wrong_site"
    assert count(world) == 0


def test_a_grade_counts_on_the_wished_day(asking: Asking, world: World) -> None:
    later = world.desk(PartnerKind.HOSPITAL, grade=None)
    with world.parts.database.writing() as session:
        grade = SiteGrade(site_id=later.site_id, grade="三甲", valid_from=date(2026, 6, 1))
        session.add(grade)
    assert asking.submit(site=later.site_id)["refused"] == "site_not_covered"
    asking.submitted(site=later.site_id, day="2026-06-01")


def test_one_open_request_for_a_benefit_at_a_site(asking: Asking, world: World) -> None:
    first = asking.submitted()
    assert asking.submit()["refused"] == "already_open"
    asking.submitted("escort")
    asking.submitted(site=world.desk(PartnerKind.HOSPITAL).site_id)
    assert asking.withdraw(first).status_code == 200
    asking.submitted()


def test_ten_may_be_open(asking: Asking, world: World) -> None:
    for _ in range(10):
        asking.submitted(site=world.desk(PartnerKind.HOSPITAL).site_id)
    refused = asking.submit()
    assert refused["refused"] == "too_many_open"
    assert "10份" in refused["words"]


@pytest.mark.parametrize("state", [CardState.SUSPENDED, CardState.FROZEN])
def test_a_stopped_card_asks_for_what_the_honour_gives(
    asking: Asking, world: World, card: Card, state: CardState
) -> None:
    with world.parts.database.writing() as session:
        find_card(session, card.id).state = state
    assert asking.submit()["refused"] == "card_stopped"
    asking.submitted("schooling", site=world.desk(PartnerKind.SERVICE_DESK).site_id)


def test_withdrawn_stays_withdrawn_and_shows_when(
    asking: Asking, world: World, clock: MovableClock
) -> None:
    request_id = asking.submitted()
    clock.advance(timedelta(hours=1))
    assert asking.withdraw(request_id).status_code == 200
    assert asking.withdraw(request_id).status_code == 200
    assert history(world, request_id) == [RequestState.SUBMITTED, RequestState.WITHDRAWN]
    (listed,) = asking.listed()
    assert (listed["state"], listed["open"]) == ("withdrawn", False)
    assert listed["events"][1]["at"].endswith("11:00")


def test_a_day_that_is_over_lets_the_request_lapse(
    asking: Asking, world: World, clock: MovableClock
) -> None:
    first = asking.submitted()
    clock.advance(timedelta(days=3))
    assert asking.listed()[0]["state"] == "lapsed"
    asking.submitted(day="2026-05-24")
    assert state_of(world, first) is RequestState.LAPSED
    assert asking.withdraw(first).status_code == 409


def test_another_holders_request_is_none(
    asking: Asking, world: World, app: Flask, hospital: Desk
) -> None:
    request_id = asking.submitted()
    other = Asking.of(world, world.card(), hospital, app.test_client())
    assert other.listed() == []
    strange = other.withdraw(request_id)
    unknown = other.withdraw(uuid4())
    assert strange.status_code == unknown.status_code == 404
    assert strange.get_json()["title"] == unknown.get_json()["title"]
    assert state_of(world, request_id) is RequestState.SUBMITTED


def test_a_replaced_phone_learns_nothing_and_asks_nothing(
    asking: Asking, world: World, card: Card
) -> None:
    request_id = asking.submitted()
    world.phone(card)
    for answer in (
        asking.phone.get(PATH),
        asking.phone.post(PATH, asking.body("escort")),
        asking.withdraw(request_id),
    ):
        assert answer.status_code == 401
        assert "预约" not in answer.text
    assert (count(world), state_of(world, request_id)) == (1, RequestState.SUBMITTED)


def test_the_new_phone_goes_on_with_what_the_old_one_asked(
    asking: Asking, world: World, card: Card, hospital: Desk, app: Flask
) -> None:
    request_id = asking.submitted()
    again = Asking.of(world, card, hospital, app.test_client())
    assert [each["id"] for each in again.listed()] == [str(request_id)]
    assert again.withdraw(request_id).status_code == 200


def test_sites_of_the_holders_own_county_come_first(asking: Asking, world: World) -> None:
    far = asking.desk
    with world.parts.database.writing() as session:
        session.get_one(Site, far.site_id).division = "jiexiu"
    near = world.desk(PartnerKind.HOSPITAL)
    world.desk(PartnerKind.HOSPITAL, grade="二级")
    groups = {each["kind"]: each for each in asking.phone.answer(PATH)["groups"]}
    sites = groups["hospital"]["sites"]
    assert [each["id"] for each in sites] == [near.site_id, far.site_id]
    assert [each["division"] for each in sites] == ["榆次区", "介休市"]


def test_only_what_the_honours_give_is_offered(world: World, hospital: Desk, app: Flask) -> None:
    asking = Asking.of(world, world.card(Honour.XIANCAI), hospital, app.test_client())
    (group,) = (each for each in asking.phone.answer(PATH)["groups"] if each["kind"] == "hospital")
    codes = [each["code"] for each in group["benefits"]]
    assert codes == ["appointment", "escort", "expert_consultation", "checkup"]


def test_the_answer_speaks_the_phones_language(asking: Asking, world: World) -> None:
    asking.phone.language = Language.EN
    asking.submitted(part="any")
    (listed,) = asking.listed()
    assert listed["name"] == "Appointment"
    assert listed["site"].startswith("Sample site")


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "tomorrow"},
        {"id": "1"},
        {"site": 0},
        {"site": 2**40},
        {"part": "night"},
        {"note": "字" * 501},
        {"benefit": "'; drop"},
        {"more": 1},
    ],
)
def test_a_malformed_body_is_refused(
    asking: Asking, world: World, wrong: dict[str, object]
) -> None:
    assert asking.phone.post(PATH, asking.body() | wrong).status_code == 422
    assert count(world) == 0


def test_a_benefit_that_no_policy_knows_is_refused(asking: Asking) -> None:
    assert asking.submit("unheard_of")["refused"] == "not_requested"


def test_the_last_character_of_a_long_note_is_kept(asking: Asking) -> None:
    asking.submitted(note="字" * 500)
    assert asking.listed()[0]["note"] == "字" * 500
    assert DAY in asking.listed()[0]["wished"]
