"""Fill an empty database with sample data, all of it invented, and say where to begin with it."""

from datetime import date, datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from cardholders.cards.find import find_card, honours_held
from cardholders.cards.models import Card
from cardholders.consents.load_terms import load_terms
from cardholders.keys.keyring import load_keys, load_signing_key
from cardholders.keys.rotate import add_signing_key
from core.accounts.models import Account
from core.clock import shanghai_date
from core.web.services import Services
from verify.sample.days import Days
from verify.sample.demo_file import Demo, DemoCard
from verify.sample.equipment import set_up_devices
from verify.sample.holders import Holding, Office, honour_people
from verify.sample.places import open_desks
from verify.sample.reports import tell_the_office
from verify.sample.staff import hire_staff, operators_by_desk
from verify.sample.visits import sample_story

OPENED = timedelta(days=400)
EXPIRED = "expired"


def is_empty(session: Session) -> bool:
    """Answer whether nobody works with this database yet."""
    return not session.scalar(select(exists(select(Account.id))))


def seed(session: Session, parts: Services, *, now: datetime) -> Demo:
    """Add everything, as if the office had worked for some 400 days until `now`."""
    since = now - OPENED
    vault, policy = parts.vault, parts.policy
    consents = load_terms(parts.settings.consents_file)
    add_signing_key(session, parts.settings.base_url, vault=vault, now=since)
    desks = open_desks(session, policy=policy, since=since, now=now)
    staff = hire_staff(session, desks, now=since)
    equipment = set_up_devices(session, desks, since=since, now=now)
    office = Office(
        officer=staff["officer"].account_id,
        approver=staff["approver"].account_id,
        signing_key=load_signing_key(session, vault=vault),
        policy=policy,
        consents=consents,
        vault=vault,
    )
    holdings = honour_people(session, office, now=now)
    Days(
        session=session,
        office=office,
        holdings=holdings,
        desks=desks,
        operators=operators_by_desk(staff),
        devices=equipment.ids,
        keys=load_keys(session),
        consents=consents,
    ).live(sample_story(), until=now)
    tell_the_office(session, vault=vault, by=office.officer, now=now)
    base_url = parts.settings.base_url.rstrip("/")
    return Demo(
        base_url=base_url,
        staff=staff,
        tokens=equipment.tokens,
        cards=[
            _demo_card(find_card(session, each.card.id), each, base_url, shanghai_date(now))
            for each in holdings.values()
            if each.card is not None
        ],
    )


def _demo_card(card: Card, holding: Holding, base_url: str, today: date) -> DemoCard:
    return DemoCard(
        number=card.number,
        honours=honours_held(card.holder) or holding.person.honours,
        state=EXPIRED if card.expires_on < today else card.state,
        printed_qr=holding.printed,
        activation_url=f"{base_url}/phone/activate#{holding.link}" if holding.link else None,
    )
