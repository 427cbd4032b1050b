"""Register the invented people, honour them by decisions, and give them their cards."""

import contextlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from cardholders.cards.credentials import printed_credential, to_credential
from cardholders.cards.events import record_event
from cardholders.cards.find import find_card
from cardholders.cards.issue_card import issue_card
from cardholders.cards.models import Card, CardEventKind
from cardholders.consents.terms import ConsentPurpose, ConsentTerms
from cardholders.people.grant_honour import Award, grant_honour
from cardholders.people.keep_photo import keep_photo
from cardholders.people.models import LeadingGroupDecision
from cardholders.people.record_decision import record_decision
from cardholders.people.register_holder import register_holder
from cardholders.phone.activation import make_activation
from cardholders.phone.note_binding import note_binding
from cardholders.plastic.font import FontMissing
from cardholders.sample_portrait import draw_sample_portrait
from core.clock import shanghai_date, shanghai_year
from core.credential.digits import write_digits
from core.credential.fields import Presentation
from core.credential.issuer_key import SigningKey
from core.encryption import Vault
from core.policy.model import Policy
from core.policy.vocabulary import Honour, SettingCode
from verify.sample.moments import shanghai_moment
from verify.sample.people import Further, Person, SampleDecision, sample_decisions
from verify.sample.phones import SimulatedPhone, bind_simulated_phone

MEETING = "市委人才工作领导小组会议（演示）"
SPECIAL_YUAN = 300_000
CARDS_AFTER_DAYS = 2
LINKS_SENT_DAYS_AGO = 3
A_PERSON = timedelta(minutes=9)
AT_HOME = timedelta(hours=5)
"""From the letter to the moment when its link is opened on a phone."""
USER_AGENTS = (
    "Android 14; MicroMessenger/8.0",
    "iPhone; MicroMessenger/8.0",
    "HarmonyOS; HuaweiBrowser/15",
    "Android 13; Chrome/126",
    "iPhone; Safari/605",
)
"""What the phones' browsers call themselves, as far as anybody reads it."""


@dataclass(slots=True)
class Holding:
    """A person's card with the codes that show it, and the link that waits for a phone.

    `ready` is when the last code came about, `lost` the printed code of plastic that was lost.
    """

    person: Person
    holder_id: int
    card: Card | None = None
    phone: SimulatedPhone | None = None
    printed: str | None = None
    lost: str | None = None
    link: str | None = None
    ready: datetime | None = None


Holdings = dict[str, Holding]


@dataclass(frozen=True, slots=True)
class Office:
    """What the office works with: two people, its key, the policy, the consents and the vault."""

    officer: int
    approver: int
    signing_key: SigningKey
    policy: Policy
    consents: ConsentTerms
    vault: Vault


def honour_people(session: Session, office: Office, *, now: datetime) -> Holdings:
    """Answer everybody's holding by name, as of days before `now`, when all cards were alive."""
    holdings: Holdings = {}
    for number, each in enumerate(sample_decisions(), start=1):
        decision = _record(session, each, number, office, now=now)
        at_work = shanghai_moment(now, each.days_ago - CARDS_AFTER_DAYS, "09:00")
        for further in each.further:
            _honour_again(
                session, holdings[further.name], decision.id, further, office, now=at_work
            )
            at_work += A_PERSON
        for person in each.people:
            holdings[person.name] = _register(session, person, decision.id, office, now=at_work)
            at_work += A_PERSON
    at_work = shanghai_moment(now, LINKS_SENT_DAYS_AGO, "14:00")
    for holding in holdings.values():
        if holding.person.link and holding.card is not None:
            card = find_card(session, holding.card.id)
            holding.link = make_activation(session, card, by=office.officer, now=at_work)
            at_work += A_PERSON
    return holdings


def _record(
    session: Session, sample: SampleDecision, number: int, office: Office, *, now: datetime
) -> LeadingGroupDecision:
    decided = shanghai_moment(now, sample.days_ago, "15:00")
    return record_decision(
        session,
        f"演示人才〔{shanghai_year(decided)}〕{number}号",
        meeting=MEETING,
        decided_on=shanghai_date(decided),
        by=office.officer,
        now=shanghai_moment(now, sample.days_ago - 1, "09:30"),
    )


def _register(
    session: Session, person: Person, decision_id: int, office: Office, *, now: datetime
) -> Holding:
    holder = register_holder(
        session, person.details(), policy=office.policy, vault=office.vault, now=now
    )
    # Without a typeface on the machine the sample does without the portrait.
    with contextlib.suppress(FontMissing):
        portrait = draw_sample_portrait(person.name)
        keep_photo(session, holder.id, raw=portrait, vault=office.vault, now=now)
    holding = Holding(person, holder.id)
    for honour in person.honours:
        award = _award(honour, office.policy, turn=holder.id)
        _grant(session, holding, decision_id, award, office, now=now)
    if not person.card:
        return holding
    policy = office.policy if person.months is None else _valid_for(person.months, office.policy)
    issued = now + timedelta(minutes=3)
    holding.card = issue_card(session, holder.id, policy=policy, by=office.officer, now=issued)
    equip(session, holding, office, now=issued + timedelta(minutes=2))
    return holding


def _honour_again(
    session: Session,
    holding: Holding,
    decision_id: int,
    further: Further,
    office: Office,
    *,
    now: datetime,
) -> None:
    """Give another honour: the phone fetches its new credential by itself."""
    award = _award(further.honour, office.policy, turn=holding.holder_id)
    award = replace(award, reward_yuan=further.reward_yuan)
    _grant(session, holding, decision_id, award, office, now=now)
    if holding.phone is not None and holding.card is not None:
        holding.phone = holding.phone.fetch(session, find_card(session, holding.card.id))


def _grant(
    session: Session,
    holding: Holding,
    decision_id: int,
    award: Award,
    office: Office,
    *,
    now: datetime,
) -> None:
    grant_honour(
        session,
        holding.holder_id,
        decision_id=decision_id,
        award=award,
        policy=office.policy,
        vault=office.vault,
        now=now,
    )


def equip(session: Session, holding: Holding, office: Office, *, now: datetime) -> None:
    """Print the card and bind the phone, whichever of them the person has."""
    assert holding.card is not None
    card = find_card(session, holding.card.id)
    if holding.person.printed:
        record = printed_credential(session, card, signing_key=office.signing_key, now=now)
        holding.printed = write_digits(Presentation(to_credential(record)))
        # Drawing the plastic takes a second each: the sample only notes that it was done.
        record_event(session, card, kind=CardEventKind.PRINTED, now=now, by=office.officer)
        if not holding.person.phone:
            # Who binds no phone may carry a picture of the plastic in one.
            record_event(session, card, kind=CardEventKind.PICTURE_MADE, now=now, by=office.officer)
        holding.ready = now
    if holding.person.phone:
        at_home = now + AT_HOME
        holding.phone = bind_simulated_phone(
            session,
            card,
            signing_key=office.signing_key,
            by=office.officer,
            vault=office.vault,
            now=at_home,
        )
        _note(session, holding, office, now=at_home)
        holding.ready = at_home


def _note(session: Session, holding: Holding, office: Office, *, now: datetime) -> None:
    """What the page tells and notes when the card is activated on it."""
    assert holding.phone is not None
    note_binding(
        session,
        holding.phone.credential.fields.status_index,
        user_agent=USER_AGENTS[holding.holder_id % len(USER_AGENTS)],
        terms=office.consents,
        now=now,
        notice_version=office.consents.of(ConsentPurpose.SERVICE_NOTICE).current.version,
    )


def _award(honour: Honour, policy: Policy, *, turn: int) -> Award:
    criteria = policy.criteria_for(honour)
    if honour is Honour.SPECIAL:
        return Award(honour, reward_yuan=SPECIAL_YUAN)
    return Award(honour, criterion=criteria[turn % len(criteria)].code)


def _valid_for(months: int, policy: Policy) -> Policy:
    """The policy as if the office had set another validity before."""
    settings = tuple(
        replace(each, value=months) if each.code == SettingCode.CARD_VALIDITY else each
        for each in policy.settings
    )
    return replace(policy, settings=settings)
