"""The sample data is whole, invented, true to life and made by the real use cases."""

import stat
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload
from stdnum.cn import ric

from cardholders.cards.models import Card, CardCredential, CardEvent, CardEventKind
from cardholders.cards.standing import DOCUMENT
from cardholders.people.models import DocumentType, Holder, HonourGrant, LeadingGroupDecision
from core.accounts.models import Account
from core.approvals.models import Proposal, ProposalState
from core.clock import shanghai_date
from core.policy.vocabulary import Honour, PartnerKind
from core.qr import qr_version
from partners.models import Partner, Site
from partners.standing import Standing, site_standing
from tests.bed.factories import World
from tests.bed.world import OPENING
from tests.verify.api.calls import Device
from tests.verify.sample.conftest import Town
from verify.lasting.models import AdviserAssignment, Ending, Stay
from verify.sample.people import sample_people
from verify.sample.seed import is_empty
from verify.scanning.models import EntryKind, QuotaSlot, UsageEntry, UsageNote
from verify.scanning.reasons import Reason

ROLES = {
    *("admin", "officer", "approver", "auditor", "partner_manager"),
    *("hospital_operator", "scenic_operator", "apartment_operator", "service_operator"),
}
STATES = {"active", "suspended", "frozen", "revoked", "expired"}
NAMED = {"晋中市第一人民医院"}
NAMED_SITES = NAMED | {"平遥古城", "绵山", "王家大院", "后沟古村", "乔家大院"}


@pytest.fixture
def session(town: Town) -> Iterator[Session]:
    """A look into the shared town."""
    with town.parts.database.reading() as session:
        yield session


def test_the_file_has_the_shape_that_scripts_rely_on(town: Town) -> None:
    demo = town.demo
    assert demo.keys() == {"base_url", "accounts", "devices", "cards"}
    assert demo["base_url"] == town.parts.settings.base_url
    assert demo["accounts"].keys() >= ROLES
    assert all(each.keys() == {"login", "password"} for each in demo["accounts"].values())
    assert demo["devices"].keys() == set(PartnerKind)
    for card in demo["cards"]:
        assert card.keys() == {"number", "honours", "state", "printed_qr", "activation_url"}
    assert {card["state"] for card in demo["cards"]} == STATES
    assert stat.S_IMODE(town.path.stat().st_mode) == 0o600


def test_every_honour_has_an_active_printed_card_and_every_state_a_printed_one(town: Town) -> None:
    cards = town.demo["cards"]
    printed = [card for card in cards if card["printed_qr"]]
    active = [card["honours"] for card in printed if card["state"] == "active"]
    assert all([honour] in active for honour in Honour)
    assert {card["state"] for card in printed} == STATES
    for card in printed:
        assert card["printed_qr"].isdigit()
        assert qr_version(card["printed_qr"]) <= 6
    assert any(len(card["honours"]) == 2 for card in cards)
    assert sum(card["activation_url"] is not None for card in cards) >= 3


def test_everybody_can_sign_in(town: Town) -> None:
    for account in town.demo["accounts"].values():
        answer = town.app.test_client().post("/login", data=account)
        assert answer.status_code == 302, account["login"]


def test_a_second_run_changes_nothing(town: Town) -> None:
    before = town.path.read_bytes()
    answered = town.app.test_cli_runner().invoke(args=["demo", "seed"])
    assert answered.exit_code == 0
    assert "nothing was added" in answered.output
    assert town.path.read_bytes() == before
    with town.parts.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Holder)) == len(sample_people())


def test_a_database_in_use_is_left_alone(app: Flask, world: World) -> None:
    with world.parts.database.reading() as session:
        assert is_empty(session)
    world.account()
    answered = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert "nothing was added" in answered.output
    assert not (world.parts.settings.instance_folder / "demo.json").exists()
    with world.parts.database.reading() as session:
        assert not is_empty(session)
        assert session.scalar(select(func.count()).select_from(Account)) == 1


def test_nobody_in_it_exists(town: Town, session: Session) -> None:
    for holder in session.scalars(select(Holder)):
        number = town.parts.vault.open_text(holder.document_sealed, purpose=DOCUMENT)
        if holder.document_type is DocumentType.RESIDENT_ID:
            assert number.startswith("000000")
            assert number[-1] == ric.calc_check_digit(number)
        else:
            assert number.startswith("X")
        assert holder.home_unit.endswith("（演示）")
        assert holder.host_employer.endswith("（演示）")
    partners = session.scalars(select(Partner.name)).all()
    assert all(name in NAMED or "演示）" in name for name in partners)
    sites = session.scalars(select(Site.name)).all()
    assert all(name in NAMED_SITES or "（演示）" in name for name in sites)
    physicians = session.scalars(select(AdviserAssignment.physician))
    assert all(name.endswith("（演示）") for name in physicians)


def test_sites_stand_in_every_way_that_a_dated_grade_can(town: Town, session: Session) -> None:
    sites = session.scalars(
        select(Site).options(selectinload(Site.grades), selectinload(Site.partner))
    ).all()
    found = {
        site.name: site_standing(
            town.parts.policy, site.partner.kind, grades=site.grades, today=shanghai_date(OPENING)
        )
        for site in sites
    }
    assert found["乔家大院"].standing is Standing.ENDED
    assert {each.standing for each in found.values()} >= {
        *(Standing.COVERED, Standing.ENDING, Standing.BEGINNING, Standing.ENDED),
    }
    soon = [each.day for each in found.values() if each.standing is not Standing.ENDED and each.day]
    assert all(timedelta() < day - shanghai_date(OPENING) <= timedelta(days=60) for day in soon)


def test_the_weeks_hold_uses_of_everything_and_refusals_of_each_kind(session: Session) -> None:
    lines = session.scalars(select(UsageEntry).order_by(UsageEntry.id)).all()
    moments = [line.received_at for line in lines]
    assert moments == sorted(moments)
    assert moments[-1] < OPENING
    assert moments[-1] - moments[0] > timedelta(weeks=5)
    assert len(lines) >= 400
    assert {line.reason for line in lines} >= {
        *(Reason.GRANTED, Reason.ALREADY_IN, Reason.CHOOSE_BENEFIT, Reason.DOCUMENT_REQUIRED),
        *(Reason.ALREADY_USED, Reason.ALREADY_ACTIVE, Reason.NOT_ENTITLED, Reason.REPLAYED),
        *(Reason.SUSPENDED, Reason.REVOKED, Reason.EXPIRED, Reason.REPLACED, Reason.STALE),
        *(Reason.MISTYPED, Reason.TRUNCATED, Reason.PAYMENT_CODE, Reason.SITE_NOT_COVERED),
        *(Reason.FORGED, Reason.RANK_TOO_LOW, Reason.DETAILS_REQUIRED, Reason.RELEASED),
        *(Reason.ENDED_ELSEWHERE, Reason.VOIDED),
    }
    assert {line.kind for line in lines} == set(EntryKind)
    granted = {line.benefit for line in lines if line.reason is Reason.GRANTED}
    assert len(granted) == 13
    assert len({line.site_id for line in lines}) >= 15
    assert len(session.scalars(select(UsageNote.entry_id)).all()) > 20


def test_a_checkup_is_refused_where_another_hospital_gave_it(session: Session) -> None:
    def places(reason: Reason) -> Select[object, int]:
        return select(UsageEntry.subject_key, UsageEntry.partner_id).where(
            UsageEntry.benefit == "checkup", UsageEntry.reason == reason
        )

    given = {row.subject_key: row.partner_id for row in session.execute(places(Reason.GRANTED))}
    refused = session.execute(places(Reason.ALREADY_USED)).all()
    assert any(given[subject_key] != partner_id for subject_key, partner_id in refused)


def test_stays_begin_and_end_and_some_last(session: Session) -> None:
    for kind, benefit in ((Stay, "apartment"), (AdviserAssignment, "health_adviser")):
        records = session.execute(
            select(kind.subject_key, kind.began_at, kind.ended_at, kind.ending)
        ).all()
        open_now = {each.subject_key for each in records if each.ended_at is None}
        slots = session.scalars(
            select(QuotaSlot.subject_key).where(QuotaSlot.benefit == benefit)
        ).all()
        assert sorted(slots) == sorted(open_now)
        assert len(open_now) >= 2
        assert any(each.ending is Ending.LEFT for each in records)
        assert all(each.ended_at is None or each.ended_at > each.began_at for each in records)
    endings = set(session.scalars(select(Stay.ending)))
    assert endings == {None, *Ending}
    revoked_during = (
        select(Stay.id)
        .join(Holder, Holder.subject_key == Stay.subject_key)
        .join(Card, Card.holder_id == Holder.id)
        .join(CardEvent, CardEvent.card_id == Card.id)
        .where(
            CardEvent.kind == CardEventKind.REVOKED,
            CardEvent.at > Stay.began_at,
            CardEvent.at < Stay.ended_at,
        )
    )
    assert session.scalars(revoked_during).all()
    ranks = set(session.scalars(select(AdviserAssignment.rank)))
    assert len(ranks) >= 2


def test_cards_have_lived_through_everything_and_in_order(session: Session) -> None:
    events = session.scalars(select(CardEvent).order_by(CardEvent.id)).all()
    assert {event.kind for event in events} == set(CardEventKind)
    for card_id in {event.card_id for event in events}:
        moments = [event.at for event in events if event.card_id == card_id]
        assert moments == sorted(moments)
    states = Counter(session.scalars(select(Proposal.state)))
    assert states[ProposalState.OPEN] == 1
    assert set(states) == set(ProposalState)


def test_decisions_name_few_and_many_and_somebody_twice(session: Session) -> None:
    decisions = session.scalars(select(LeadingGroupDecision)).all()
    assert len(decisions) >= 5
    assert len({each.document_number for each in decisions}) == len(decisions)
    grants = session.scalars(select(HonourGrant)).all()
    held = Counter(grant.holder_id for grant in grants if grant.ended_on is None)
    assert max(held.values()) == 2
    turns = Counter(
        holder_id for holder_id, _ in {(each.holder_id, each.decision_id) for each in grants}
    )
    assert sum(count == 2 for count in turns.values()) >= 2
    raised = [grant for grant in grants if grant.ended_on is not None]
    assert {each.honour for each in raised} >= {Honour.XIANCAI}


def test_only_public_halves_of_phone_keys_are_kept(town: Town, session: Session) -> None:
    keys = session.scalars(select(CardCredential.phone_key)).all()
    cards = session.scalars(select(Card)).all()
    assert len({key for key in keys if key}) >= 8
    assert len({card.number for card in cards}) == len(cards) == len(town.demo["cards"])


def test_the_tokens_and_the_printed_codes_work_and_nothing_scarce_is_used(own_town: Town) -> None:
    demo = own_town.demo
    client = own_town.app.test_client()
    devices = {kind: Device(client, token) for kind, token in demo["devices"].items()}

    def scan(kind: str, state: str, honour: Honour) -> str:
        code = next(
            card["printed_qr"]
            for card in demo["cards"]
            if card["state"] == state and honour in card["honours"] and card["printed_qr"]
        )
        reason: str = devices[kind].scan(code, document_checked=True)["reason"]
        return reason

    for honour in Honour:
        assert scan("scenic", "active", honour) == "granted"
        assert scan("hospital", "active", honour) == "choose_benefit"
    assert scan("apartment", "suspended", Honour.XIANCAI) == "suspended"
    assert scan("hospital", "frozen", Honour.YOUCAI) == "frozen"
    assert scan("service_desk", "revoked", Honour.YOUCAI) == "revoked"
    assert scan("hospital", "expired", Honour.XIANCAI) == "expired"
    for card in demo["cards"]:
        if card["state"] == "active" and card["printed_qr"]:
            for kind, benefit in (("hospital", "checkup"), ("apartment", "apartment")):
                seen = devices[kind].scan(card["printed_qr"], document_checked=True)
                left = {each["code"]: each["remaining"] for each in seen["benefits"]}
                assert left[benefit] == 1, card["number"]
