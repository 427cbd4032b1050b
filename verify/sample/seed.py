"""Fill an empty database with sample data, all of it invented, and say where to begin with it."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from cardholders.keys.keyring import load_keys, load_signing_key
from cardholders.keys.rotate import add_signing_key
from core.accounts.models import Account
from core.web.services import Services
from verify.sample.days import Days
from verify.sample.demo_file import Demo, DemoCard
from verify.sample.equipment import set_up_devices
from verify.sample.holders import Holding, Office, honour_people
from verify.sample.people import Fate
from verify.sample.places import MAIN_DESKS, open_desks
from verify.sample.staff import OPERATORS, hire_staff

OPENED = timedelta(days=400)
PUBLIC_STATES = {
    Fate.SUSPENDED: "suspended",
    Fate.REVOKED: "revoked",
    Fate.EXPIRED: "expired",
}


def is_empty(session: Session) -> bool:
    """Answer whether nobody works with this database yet."""
    return not session.scalar(select(exists(select(Account.id))))


def seed(session: Session, parts: Services, *, now: datetime) -> Demo:
    """Add everything, as if the office had worked for some 400 days until `now`."""
    since = now - OPENED
    vault, policy = parts.vault, parts.policy
    add_signing_key(session, parts.settings.base_url, vault=vault, now=since)
    desks = open_desks(session)
    staff = hire_staff(session, desks, now=since)
    equipment = set_up_devices(session, desks, since=since, now=now)
    officer = staff["officer"].account_id
    office = Office(officer, load_signing_key(session, vault=vault), policy, vault)
    holdings = honour_people(session, office, now=now)
    operators = {
        MAIN_DESKS[kind]: staff[login].account_id for kind, (login, _) in OPERATORS.items()
    }
    Days(
        session=session,
        holdings=holdings,
        desks=desks,
        operators=operators,
        devices=equipment.ids,
        keys=load_keys(session),
        policy=policy,
        vault=vault,
        officer=officer,
        shown={},
    ).live(until=now)
    base_url = parts.settings.base_url.rstrip("/")
    return Demo(
        base_url=base_url,
        staff=staff,
        tokens=equipment.tokens,
        cards=[_card(each, base_url) for each in holdings.values() if each.card is not None],
    )


def _card(holding: Holding, base_url: str) -> DemoCard:
    assert holding.card is not None
    return DemoCard(
        number=holding.card.number,
        honours=holding.person.honours,
        state=PUBLIC_STATES.get(holding.person.fate, "active"),
        printed_qr=holding.printed,
        activation_url=f"{base_url}/phone/activate#{holding.link}" if holding.link else None,
    )
