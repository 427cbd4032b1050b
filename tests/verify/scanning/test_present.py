"""What a scan is answered: identity, refusals each with its own reason, gates, replays."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cardholders.cards.models import Card, CardState
from core.errors import Conflict
from core.policy.vocabulary import Basis, Honour, PartnerKind
from partners.models import Desk, DeskProfile
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.scanning.desk_calls import DeskCalls, count_rows
from verify.scanning.models import ClientId, EntryKind, QuotaSlot, UsageEntry
from verify.scanning.reasons import Outcome, Reason


@pytest.fixture
def hospital(world: World) -> DeskCalls:
    """A staffed desk of a hospital."""
    return DeskCalls(world, world.desk(PartnerKind.HOSPITAL))


@pytest.fixture
def gate(world: World) -> DeskCalls:
    """A gate of a scenic area."""
    return DeskCalls(world, world.desk(PartnerKind.SCENIC))


def set_state(world: World, card: Card, state: CardState) -> None:
    """Put a card into a state directly."""
    with world.parts.database.writing() as session:
        session.get_one(Card, card.id).state = state


def test_phone_scan_at_a_hospital_shows_who_it_is_and_what_they_may_use(
    world: World, hospital: DeskCalls
) -> None:
    answer = hospital.scan(world.phone(world.card(Honour.YOUCAI)).digits())
    assert (answer.verdict.outcome, answer.verdict.reason) == (
        Outcome.CHECKED,
        Reason.CHOOSE_BENEFIT,
    )
    assert answer.card is not None
    assert answer.card.name == "陈**"
    by_code = {each.code: each for each in answer.benefits}
    assert by_code["checkup"].remaining == 1
    assert by_code["escort"].remaining is None
    assert by_code["health_adviser"].verdict.reason is Reason.NOT_ENTITLED
    assert by_code["health_adviser"].remaining == 0


def test_token_text_is_judged_like_its_digits(world: World, hospital: DeskCalls) -> None:
    phone = world.phone(world.card())
    assert hospital.scan(phone.text()).verdict.reason is Reason.CHOOSE_BENEFIT


def test_every_scan_leaves_one_line_and_an_unknown_one_names_no_card(
    world: World, hospital: DeskCalls
) -> None:
    card = world.card()
    hospital.scan(world.phone(card).digits())
    hospital.scan("6" * 30)
    known, unknown = hospital.log()
    assert (known.card_id, known.outcome) == (card.id, Outcome.CHECKED)
    assert (unknown.card_id, unknown.subject_key, unknown.reason) == (
        None,
        None,
        Reason.UNREADABLE,
    )


def test_gate_grants_at_once_and_a_second_pass_within_the_window_is_already_in(
    world: World, gate: DeskCalls, clock: MovableClock
) -> None:
    phone = world.phone(world.card())
    first = gate.scan(phone.digits())
    assert (first.verdict.reason, first.redemption) == (Reason.GRANTED, first.id)
    assert (first.verdict.basis, first.verdict.article) == (Basis.TEXT, 21)
    clock.advance(timedelta(minutes=9))
    again = gate.scan(phone.digits())
    assert (again.verdict.reason, again.redemption) == (Reason.ALREADY_IN, first.id)
    assert again.verdict.basis is Basis.OFFICE
    clock.advance(timedelta(minutes=10))
    assert gate.scan(phone.digits()).verdict.reason is Reason.GRANTED
    assert count_rows(world, QuotaSlot) == 2


def test_another_gate_of_the_same_area_is_a_new_use(
    world: World, gate: DeskCalls, clock: MovableClock
) -> None:
    second = Desk(
        site_id=gate.desk.site_id, name="南门", name_en="South gate", profile=DeskProfile.GATE
    )
    with world.parts.database.writing() as session:
        session.add(second)
    phone = world.phone(world.card())
    assert gate.scan(phone.digits()).verdict.reason is Reason.GRANTED
    clock.advance(timedelta(minutes=1))
    assert DeskCalls(world, second).scan(phone.digits()).verdict.reason is Reason.GRANTED
    clock.advance(timedelta(minutes=1))
    assert gate.scan(phone.digits()).verdict.reason is Reason.ALREADY_IN
    assert count_rows(world, QuotaSlot) == 2


def test_a_gate_gives_admission_and_nothing_else(world: World, gate: DeskCalls) -> None:
    phone = world.phone(world.card())
    assert [each.code for each in gate.scan(phone.digits()).benefits] == ["scenic_admission"]
    other = gate.scan(world.phone(world.card()).digits(), benefit="checkup")
    assert other.verdict.reason is Reason.WRONG_DESK


def test_printed_card_waits_for_the_document_and_never_opens_a_turnstile(
    world: World, gate: DeskCalls
) -> None:
    digits = world.printed(world.card())
    waiting = gate.scan(digits)
    assert (waiting.verdict.outcome, waiting.verdict.reason) == (
        Outcome.CHECKED,
        Reason.DOCUMENT_REQUIRED,
    )
    assert waiting.card is not None
    assert waiting.card.document_last4 is not None
    admitted = gate.redeem(waiting.id, "scenic_admission", document_checked=True)
    assert admitted.verdict.reason is Reason.GRANTED
    turnstile = DeskCalls(world, world.desk(PartnerKind.SCENIC, profile=DeskProfile.TURNSTILE))
    shut = turnstile.scan(digits, document_checked=True)
    assert shut.verdict.reason is Reason.DOCUMENT_REQUIRED


def test_same_code_at_the_same_desk_is_answered_again_and_elsewhere_is_a_replay(
    world: World, hospital: DeskCalls
) -> None:
    code = world.phone(world.card()).digits()
    first = hospital.scan(code)
    hospital.redeem(first.id, "escort")
    again = hospital.scan(code)
    assert again.verdict.reason is Reason.CHOOSE_BENEFIT
    assert hospital.redeem(again.id, "escort").verdict.reason is Reason.SAME_USE
    assert count_rows(world, QuotaSlot) == 1
    elsewhere = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    assert elsewhere.scan(code).verdict.reason is Reason.REPLAYED


def test_codes_from_61_seconds_ago_or_31_ahead_are_refused(
    world: World, hospital: DeskCalls, clock: MovableClock
) -> None:
    phone = world.phone(world.card())
    old = phone.digits(clock.now - timedelta(seconds=61))
    early = phone.digits(clock.now + timedelta(seconds=31))
    assert hospital.scan(old).verdict.reason is Reason.STALE
    assert hospital.scan(early).verdict.reason is Reason.AHEAD


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (CardState.SUSPENDED, Reason.SUSPENDED),
        (CardState.FROZEN, Reason.FROZEN),
        (CardState.REVOKED, Reason.REVOKED),
    ],
)
def test_a_stopped_card_is_refused_without_its_holders_name(
    world: World, hospital: DeskCalls, state: CardState, reason: Reason
) -> None:
    card = world.card()
    phone = world.phone(card)
    set_state(world, card, state)
    answer = hospital.scan(phone.digits())
    assert (answer.verdict.outcome, answer.verdict.reason) == (Outcome.REFUSED, reason)
    assert answer.card is not None
    assert (answer.card.name, answer.card.document_last4) == (None, None)
    assert answer.benefits == ()


def test_status_is_judged_anew_when_the_same_code_comes_again(
    world: World, hospital: DeskCalls
) -> None:
    card = world.card()
    code = world.phone(card).digits()
    scan = hospital.scan(code)
    set_state(world, card, CardState.SUSPENDED)
    assert hospital.scan(code).verdict.reason is Reason.SUSPENDED
    assert hospital.redeem(scan.id, "escort").verdict.reason is Reason.SUSPENDED


def test_binding_another_phone_ends_the_first(world: World, hospital: DeskCalls) -> None:
    card = world.card()
    first, second = world.phone(card), world.phone(card)
    assert hospital.scan(first.digits()).verdict.reason is Reason.REPLACED
    assert hospital.scan(second.digits()).verdict.reason is Reason.CHOOSE_BENEFIT


def test_the_last_day_counts_and_the_day_after_is_expired(
    world: World, hospital: DeskCalls, clock: MovableClock
) -> None:
    card = world.card()
    phone = world.phone(card)
    clock.now = clock.now.replace(year=2029, month=5, day=19, hour=15, minute=59)
    assert hospital.scan(phone.digits()).verdict.reason is Reason.CHOOSE_BENEFIT
    clock.advance(timedelta(minutes=2))
    assert hospital.scan(phone.digits()).verdict.reason is Reason.EXPIRED


def test_a_hospital_that_is_not_grade_three_a_today_gives_nothing(
    world: World, clock: MovableClock
) -> None:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL, grade="三乙"))
    answer = desk.scan(world.phone(world.card()).digits())
    assert (answer.verdict.reason, answer.verdict.basis, answer.verdict.article) == (
        Reason.SITE_NOT_COVERED,
        Basis.TEXT,
        21,
    )


def test_a_benefit_of_another_kind_of_desk_is_refused(world: World, hospital: DeskCalls) -> None:
    scan = hospital.scan(world.phone(world.card()).digits())
    assert hospital.redeem(scan.id, "apartment").verdict.reason is Reason.WRONG_DESK


def test_a_key_of_nobody_and_a_retired_key_have_reasons_of_their_own(
    world: World, hospital: DeskCalls, clock: MovableClock
) -> None:
    from cardholders.keys.rotate import add_signing_key, retire_key

    code = world.printed(world.card())
    with world.parts.database.writing() as session:
        add_signing_key(session, "http://localhost:8000", vault=world.parts.vault, now=clock.now)
        retire_key(session, 1, at=clock.now + timedelta(minutes=1))
    assert hospital.scan(code).verdict.reason is Reason.DOCUMENT_REQUIRED
    clock.advance(timedelta(minutes=1))
    assert hospital.scan(code).verdict.reason is Reason.RETIRED_KEY


def test_the_same_request_gets_the_same_answer_and_another_body_is_a_conflict(
    world: World, gate: DeskCalls
) -> None:
    phone = world.phone(world.card())
    code, request_id = phone.digits(), uuid4()
    first = gate.scan(code, request_id=request_id)
    assert gate.scan(code, request_id=request_id) == first
    assert count_rows(world, UsageEntry) == 1
    with pytest.raises(Conflict):
        gate.scan("something else", request_id=request_id)
    assert count_rows(world, UsageEntry) == count_rows(world, ClientId) == 1


def test_ids_belong_to_a_desk(world: World, gate: DeskCalls) -> None:
    other = DeskCalls(world, world.desk(PartnerKind.SCENIC))
    request_id = uuid4()
    gate.scan("1", request_id=request_id)
    assert other.scan("2", request_id=request_id).kind is EntryKind.SCAN
