"""Find people by name, by exact document, mobile or mail, or by card number, page by page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from cardholders.cards.find import honours_held
from cardholders.cards.models import Card, CardCredential, CardState, CredentialState
from cardholders.cards.standing import DOCUMENT
from cardholders.people.document import compact_document
from cardholders.people.mail import MAIL, parse_mail
from cardholders.people.mobile import MOBILE, parse_mobile
from cardholders.people.models import Holder, HonourGrant
from core.credential.fields import CredentialForm
from core.database.ordering import Orderable, ordering
from core.database.pages import Page, every_row, turn_to
from core.encryption import Vault
from core.policy.vocabulary import Honour

_Columns = TypeVarTuple("_Columns")
EXPIRING_DAYS = 60
ORDERS: Mapping[str, Orderable] = MappingProxyType(
    {
        "name": Holder.name,
        "employer": Holder.host_employer,
        "card": Card.number,
        "expires": Card.expires_on,
        "registered": Holder.id,
    }
)


class Group(StrEnum):
    """Groups of people the office works through."""

    ALL = "all"
    NO_HONOUR = "no_honour"
    NO_CARD = "no_card"
    NOT_ACTIVATED = "not_activated"
    EXPIRING = "expiring"
    OVERDUE = "overdue"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list: the holder, the honours held now, the newest card, revoked or not."""

    holder: Holder
    honours: tuple[Honour, ...]
    card: Card | None


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """Whom to find: the text, the group, and the order (a key of ORDERS, - before it for down)."""

    text: str = ""
    group: Group = Group.ALL
    sort: str = ""


def find_people(
    session: Session,
    asked: PeopleAsked,
    *,
    vault: Vault,
    today: date,
    page: int = 1,
) -> Page[PersonRow]:
    """Answer a page of the people of a group whom the text finds, the newest first unless asked."""
    found = _in_order(asked, vault, today)
    return turn_to(session, page, found=found, load=partial(load_rows, session))


def every_person(
    session: Session, asked: PeopleAsked, *, vault: Vault, today: date, most: int
) -> Iterator[PersonRow]:
    """Answer all of them in the same order, one after another, `most` at most."""
    found = _in_order(asked, vault, today)
    return every_row(session, found=found, load=partial(load_rows, session), most=most)


def load_rows(session: Session, holder_ids: list[int]) -> tuple[PersonRow, ...]:
    """Answer the lines of these people, in this order, honours loaded."""
    newest = select(func.max(Card.id)).where(Card.holder_id == Holder.id).correlate(Holder)
    loaded = session.execute(
        select(Holder, Card)
        .outerjoin(Card, Card.id == newest.scalar_subquery())
        .where(Holder.id.in_(holder_ids))
        .options(selectinload(Holder.honours))
    )
    rows = {holder.id: PersonRow(holder, honours_held(holder), card) for holder, card in loaded}
    return tuple(rows[each] for each in holder_ids if each in rows)


def count_group(session: Session, group: Group, *, today: date) -> int:
    """Answer how many people a group has."""
    found = _with_card(select(func.count(Holder.id))).where(in_group(group, today=today))
    return session.scalar(found) or 0


def in_group(group: Group, *, today: date) -> ColumnElement[bool]:
    """Answer the condition of a group; the live card, if any, is joined."""
    honoured = exists().where(HonourGrant.holder_id == Holder.id, HonourGrant.ended_on.is_(None))
    bound = exists().where(
        CardCredential.card_id == Card.id,
        CardCredential.form == CredentialForm.PHONE,
        CardCredential.state == CredentialState.CURRENT,
    )
    running = and_(Card.state == CardState.ACTIVE, Card.expires_on >= today)
    match group:
        case Group.ALL:
            return Holder.id.is_not(None)
        case Group.NO_HONOUR:
            return ~honoured
        case Group.NO_CARD:
            return and_(honoured, Card.id.is_(None))
        case Group.NOT_ACTIVATED:
            return and_(running, ~bound)
        case Group.EXPIRING:
            return and_(
                Card.expires_on >= today, Card.expires_on <= today + timedelta(days=EXPIRING_DAYS)
            )
        case Group.OVERDUE:
            return and_(Card.state == CardState.SUSPENDED, Card.suspended_until < today)
        case Group.STOPPED:
            return Card.state.in_([CardState.SUSPENDED, CardState.FROZEN])


def _found(asked: PeopleAsked, vault: Vault, today: date) -> Select[int]:
    found = _with_card(select(Holder.id)).where(in_group(asked.group, today=today))
    wanted = asked.text.replace("\0", "").strip()
    return found.where(_matches(wanted, vault)) if wanted else found


def _in_order(asked: PeopleAsked, vault: Vault, today: date) -> Select[int]:
    found = _found(asked, vault, today)
    return found.order_by(*ordering(asked.sort, ORDERS, otherwise="-registered", last=Holder.id))


def _with_card(statement: Select[*_Columns]) -> Select[*_Columns]:
    live = and_(Card.holder_id == Holder.id, Card.state != CardState.REVOKED)
    return statement.select_from(Holder).outerjoin(Card, live)


def _matches(text: str, vault: Vault) -> ColumnElement[bool]:
    number = compact_document(text)
    mobile = parse_mobile(text)
    mail = parse_mail(text)
    ways = [
        Holder.name.icontains(text, autoescape=True),
        Holder.document_index == vault.index(number, purpose=DOCUMENT),
        exists()
        .where(Card.holder_id == Holder.id, Card.number.startswith(text.upper(), autoescape=True))
        .correlate(Holder),
    ]
    if mobile is not None:
        ways.append(Holder.mobile_index == vault.index(mobile, purpose=MOBILE))
    if mail is not None:
        ways.append(Holder.mail_index == vault.index(mail, purpose=MAIL))
    return or_(*ways)
