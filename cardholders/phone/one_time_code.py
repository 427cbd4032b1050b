"""One-time codes: made, kept as hashes, sent, tried five times within ten minutes, used once."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cardholders.people.contact import Contact
from cardholders.phone.code_quota import DAY, give_back_quota, take_quota
from cardholders.phone.models import CodePurpose, OneTimeCode
from core.encryption import Vault, token_hash
from core.errors import DomainError
from core.messages.message import Message

CODE_LIFETIME = timedelta(minutes=10)
CODE_DIGITS = 6
MAX_TRIES = 5
TICKET_BYTES = 24
FIELD = "code"


class WrongCode(DomainError):
    """The code does not match, has run out, or was tried too often."""

    code = "wrong_code"


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """A wrong code, whose count is to be committed; none left: it needs another code.

    Of an unknown ticket, a used, old or spent code none are left either: they all say the same.
    """

    tries_left: int

    def as_error(self) -> WrongCode:
        """The words for it."""
        if self.tries_left == 0:
            return WrongCode(gettext("这个验证码不能再用，请重新获取"), field=FIELD)
        words = gettext("验证码不对，还可再试%(left)s次", left=self.tries_left)
        return WrongCode(words, field=FIELD)


@dataclass(frozen=True, slots=True)
class MadeCode:
    """The secret ticket for whoever asked, and the message to send once this is committed."""

    ticket: str
    message: Message


def make_code(
    session: Session,
    contact: Contact,
    *,
    purpose: CodePurpose,
    vault: Vault,
    now: datetime,
    holder_id: int | None = None,
) -> MadeCode:
    """Make a code for a contact, its holder being named where it is known who asks.

    Raises TooManyCodes. The work is the same whether anybody registered the contact.
    """
    session.execute(delete(OneTimeCode).where(OneTimeCode.made_at <= now - DAY))
    contact_index = contact.index(vault)
    take_quota(session, contact_index, now=now)
    ticket, code = secrets.token_urlsafe(TICKET_BYTES), fresh_code()
    session.add(
        OneTimeCode(
            ticket_hash=token_hash(ticket),
            purpose=purpose,
            contact_index=contact_index,
            holder_id=holder_id,
            code_hash=hash_code(ticket, code, vault=vault),
            made_at=now,
        )
    )
    session.flush()
    return MadeCode(ticket, code_message(contact, code, purpose=purpose))


def forget_sending(session: Session, ticket: str) -> None:
    """Count a code no longer that nobody took for delivery (SendFailed); it may be asked for anew.

    The code itself stays good: it may have arrived although the gateway's answer did not.
    """
    kept = _find(session, ticket)
    if kept is not None:
        give_back_quota(session, kept.contact_index)


def try_code(
    session: Session,
    ticket: str,
    code: str,
    *,
    purpose: CodePurpose,
    vault: Vault,
    now: datetime,
) -> OneTimeCode | CodeRefused:
    """Answer the code that a ticket stands for, locked, or count a wrong one.

    The caller commits the count also when the answer is no, and calls `use_code` when all else
    is right. Another one's code is as wrong as any: `holder_id` is the caller's to compare.
    """
    kept = _find(session, ticket)
    given = hash_code(ticket, code, vault=vault)
    dead = (
        kept is None
        or kept.purpose is not purpose
        or kept.used_at is not None
        or kept.tries >= MAX_TRIES
        or now >= kept.made_at + CODE_LIFETIME
    )
    if kept is None or dead:
        return CodeRefused(0)
    if not hmac.compare_digest(kept.code_hash, given):
        return count_wrong(kept)
    return kept


def count_wrong(kept: OneTimeCode) -> CodeRefused:
    """Count a wrong answer against a code, also where more than the code was asked for."""
    kept.tries += 1
    return CodeRefused(MAX_TRIES - kept.tries)


def use_code(kept: OneTimeCode, *, now: datetime) -> None:
    """End a code that did its work."""
    kept.used_at = now


def fresh_code() -> str:
    """Answer six random digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def hash_code(ticket: str, code: str, *, vault: Vault) -> bytes:
    """Answer the keyed hash, 32 bytes, of a code under its ticket: a stolen one tells nothing."""
    return vault.index(f"{ticket}:{code}", purpose="one_time_codes.code")


def code_message(contact: Contact, code: str, *, purpose: CodePurpose) -> Message:
    """Answer the message that carries a code and says what it is for."""
    minutes = int(CODE_LIFETIME.total_seconds() // 60)
    words = {"code": code, "minutes": minutes}
    match purpose:
        case CodePurpose.BIND:
            text = gettext(
                "验证码 %(code)s，用于把晋中人才绿卡绑定到一部手机，"
                "%(minutes)s分钟内有效。请勿告诉他人。",
                **words,
            )
        case CodePurpose.UNFREEZE:
            text = gettext(
                "验证码 %(code)s，用于解冻晋中人才绿卡，%(minutes)s分钟内有效。请勿告诉他人。",
                **words,
            )
    subject = gettext("晋中人才绿卡验证码")
    return Message(contact.address, text, code, channel=contact.channel, subject=subject)


def _find(session: Session, ticket: str) -> OneTimeCode | None:
    return session.scalar(
        select(OneTimeCode).where(OneTimeCode.ticket_hash == token_hash(ticket)).with_for_update()
    )
