"""The activation link and the one-time code that lets exactly one phone bind itself to a card."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cardholders.cards.credentials import require_alive
from cardholders.cards.events import record_event
from cardholders.cards.find import find_card
from cardholders.cards.models import Activation, Card, CardEventKind
from cardholders.cards.standing import DOCUMENT, LAST_DIGITS
from cardholders.people.contact import Contact, contacts_of
from cardholders.phone.models import CodePurpose
from cardholders.phone.one_time_code import (
    CODE_LIFETIME,
    MAX_TRIES,
    code_message,
    fresh_code,
    hash_code,
)
from core.encryption import Vault, token_hash
from core.errors import Conflict, NotFound
from core.messages.message import Channel, Message

LINK_LIFETIME = timedelta(days=30)
MAX_CODES = 5


class CodeKind(StrEnum):
    """What the holder types: a code sent to a registered contact, or the document's last four."""

    MOBILE = "mobile"
    MAIL = "mail"
    DOCUMENT = "document"


_OF_CHANNEL = {Channel.SMS: CodeKind.MOBILE, Channel.MAIL: CodeKind.MAIL}


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """An activation link that still works, with its card and where its code is sent."""

    activation: Activation
    card: Card
    contact: Contact | None

    @property
    def code_kind(self) -> CodeKind:
        """What this holder has to type."""
        return CodeKind.DOCUMENT if self.contact is None else _OF_CHANNEL[self.contact.channel]


def make_activation(session: Session, card: Card, *, by: int, now: datetime) -> str:
    """Answer the secret token of a new link; every earlier link of the card ends."""
    require_alive(card, now=now)
    session.execute(select(Card.id).where(Card.id == card.id).with_for_update())
    session.execute(
        update(Activation)
        .where(Activation.card_id == card.id, Activation.used_at.is_(None))
        .values(used_at=now)
    )
    token = secrets.token_urlsafe(24)
    session.add(
        Activation(
            card_id=card.id,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + LINK_LIFETIME,
        )
    )
    record_event(session, card, kind=CardEventKind.LINK_MADE, now=now, by=by)
    session.flush()
    return token


def open_link(session: Session, token: str, *, vault: Vault, now: datetime) -> OpenedLink:
    """Answer what a link leads to, consuming nothing.

    Raises NotFound when it works no more, Conflict after too many wrong codes or for a dead card.
    """
    activation = session.scalar(
        select(Activation).where(Activation.token_hash == token_hash(token)).with_for_update()
    )
    if activation is None or activation.used_at is not None or activation.expires_at <= now:
        raise NotFound(gettext("这个激活链接已失效，可以用登记的手机号或邮箱绑定"))
    if activation.code_tries >= MAX_TRIES:
        raise Conflict(gettext("输错次数过多，请联系人才办重新发送激活链接"))
    card = find_card(session, activation.card_id)
    require_alive(card, now=now)
    return OpenedLink(activation, card, next(iter(contacts_of(card.holder, vault=vault)), None))


def send_code(session: Session, token: str, *, vault: Vault, now: datetime) -> Message:
    """Make a fresh code and answer the message to send once this is committed.

    Raises Conflict when no contact is registered, or too many codes were asked for.
    """
    link = open_link(session, token, vault=vault, now=now)
    if link.contact is None:
        raise Conflict(gettext("没有登记手机号或邮箱，请输入证件号码末四位"))
    if link.activation.codes_sent >= MAX_CODES:
        raise Conflict(gettext("验证码发送次数已用完，请联系人才办重新发送激活链接"))
    code = fresh_code()
    link.activation.code_hash = _code_hash(link.activation, code, vault)
    link.activation.code_expires_at = now + CODE_LIFETIME
    link.activation.codes_sent += 1
    return code_message(link.contact, code, purpose=CodePurpose.BIND)


def forget_link_sending(session: Session, token: str) -> None:
    """Count a code no longer that nobody took for delivery (SendFailed); it stays good."""
    session.execute(
        update(Activation)
        .where(Activation.token_hash == token_hash(token), Activation.codes_sent > 0)
        .values(codes_sent=Activation.codes_sent - 1)
    )


def try_link_code(link: OpenedLink, code: str, *, vault: Vault, now: datetime) -> bool:
    """Compare a code and count a wrong one; after five wrong ones the link needs a new one.

    The caller commits the count also when the answer is no.
    """
    activation = link.activation
    if link.code_kind is CodeKind.DOCUMENT:
        document = vault.open_text(link.card.holder.document_sealed, purpose=DOCUMENT)
        good = hmac.compare_digest(code.upper().encode(), document[-LAST_DIGITS:].encode())
    else:
        expected, until = activation.code_hash, activation.code_expires_at
        good = (
            expected is not None
            and until is not None
            and now < until
            and hmac.compare_digest(expected, _code_hash(activation, code, vault))
        )
    if not good:
        activation.code_tries += 1
    return good


def _code_hash(activation: Activation, code: str, vault: Vault) -> bytes:
    return hash_code(f"activation {activation.id}", code, vault=vault)
