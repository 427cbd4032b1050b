"""Register the invented people, honour them by decisions, and give them their cards."""

import contextlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from cardholders.card_font import FontMissing, GlyphMissing
from cardholders.cards.credentials import printed_credential, to_credential
from cardholders.cards.find import find_card
from cardholders.cards.issue_card import issue_card
from cardholders.cards.models import Card
from cardholders.people.grant_honour import Award, grant_honour
from cardholders.people.keep_photo import keep_photo
from cardholders.people.record_decision import record_decision
from cardholders.people.register_holder import register_holder
from cardholders.phone.activation import make_activation
from cardholders.sample_portrait import draw_sample_portrait
from core.clock import shanghai_date, shanghai_year
from core.credential.digits import write_digits
from core.credential.fields import Presentation
from core.credential.issuer_key import SigningKey
from core.encryption import Vault
from core.policy.model import Policy
from core.policy.vocabulary import Honour, SettingCode
from verify.sample.moments import shanghai_moment
from verify.sample.people import PEOPLE, Fate, Person
from verify.sample.phones import SimulatedPhone, bind_simulated_phone

MEETING = "市委人才工作领导小组会议（演示）"
SPECIAL_YUAN = 300_000
EARLIER_VALIDITY_MONTHS = 12
ROUNDS = {1: 395, 2: 150, 3: 24}
"""How many days ago each decision was made; cards follow two days later."""
CARDS_AFTER_DAYS = 2
LINKS_SENT_DAYS_AGO = 3
A_PERSON = timedelta(minutes=9)


@dataclass(slots=True)
class Holding:
    """A person's card with the codes that show it, and the link that waits for a phone."""

    person: Person
    card: Card | None = None
    phone: SimulatedPhone | None = None
    printed: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """What the office works with: its officer, keys, policy and vault."""

    officer: int
    signing_key: SigningKey
    policy: Policy
    vault: Vault


def honour_people(session: Session, office: Office, *, now: datetime) -> dict[str, Holding]:
    """Answer everybody's holding by name, as of days before `now`, when all cards were alive."""
    holdings: dict[str, Holding] = {}
    for number, days_ago in ROUNDS.items():
        decided = shanghai_moment(now, days_ago, "15:00")
        decision = record_decision(
            session,
            f"演示人才〔{shanghai_year(decided)}〕{number}号",
            meeting=MEETING,
            decided_on=shanghai_date(decided),
            by=office.officer,
            now=shanghai_moment(now, days_ago - 1, "09:30"),
        )
        at_work = shanghai_moment(now, days_ago - CARDS_AFTER_DAYS, "09:00")
        for person in PEOPLE:
            if person.round == number:
                holdings[person.name] = _register(session, person, decision.id, office, now=at_work)
                at_work += A_PERSON
    at_work = shanghai_moment(now, LINKS_SENT_DAYS_AGO, "14:00")
    for holding in holdings.values():
        if holding.person.fate is Fate.LINK_OPEN and holding.card is not None:
            card = find_card(session, holding.card.id)
            holding.link = make_activation(session, card, by=office.officer, now=at_work)
            at_work += A_PERSON
    return holdings


def _register(
    session: Session, person: Person, decision_id: int, office: Office, *, now: datetime
) -> Holding:
    holder = register_holder(
        session, person.details(), policy=office.policy, vault=office.vault, now=now
    )
    # Without a Chinese typeface on the machine the sample does without portraits.
    with contextlib.suppress(FontMissing, GlyphMissing):
        portrait = draw_sample_portrait(person.name)
        keep_photo(session, holder.id, raw=portrait, vault=office.vault, now=now)
    for honour in person.honours:
        award = _award(honour, office.policy, turn=holder.id)
        grant_honour(
            session,
            holder.id,
            decision_id=decision_id,
            award=award,
            policy=office.policy,
            vault=office.vault,
            now=now,
        )
    if person.fate in {Fate.NO_CARD, Fate.NO_HONOUR}:
        return Holding(person)
    policy = office.policy
    if person.fate is Fate.EXPIRED:
        policy = _earlier_policy(policy)
    issued = now + timedelta(minutes=3)
    card = issue_card(session, holder.id, policy=policy, by=office.officer, now=issued)
    return _equip(session, Holding(person, card), office, now=issued + timedelta(minutes=2))


def _equip(session: Session, holding: Holding, office: Office, *, now: datetime) -> Holding:
    assert holding.card is not None
    card = find_card(session, holding.card.id)
    if holding.person.printed:
        record = printed_credential(session, card, signing_key=office.signing_key, now=now)
        holding.printed = write_digits(Presentation(to_credential(record)))
    if holding.person.phone:
        holding.phone = bind_simulated_phone(
            session,
            card,
            signing_key=office.signing_key,
            by=office.officer,
            vault=office.vault,
            now=now + timedelta(hours=5),
        )
    return holding


def _award(honour: Honour, policy: Policy, *, turn: int) -> Award:
    criteria = policy.criteria_for(honour)
    if honour is Honour.SPECIAL:
        return Award(honour, reward_yuan=SPECIAL_YUAN)
    return Award(honour, criterion=criteria[turn % len(criteria)].code)


def _earlier_policy(policy: Policy) -> Policy:
    """The policy as if the office had set a shorter validity before: such a card has run out."""
    settings = tuple(
        replace(each, value=EARLIER_VALIDITY_MONTHS)
        if each.code == SettingCode.CARD_VALIDITY
        else each
        for each in policy.settings
    )
    return replace(policy, settings=settings)
