"""Bind again without a link: whoever reads the registered number or mail gets a code there."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager

from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardCredential, CardState
from cardholders.cards.standing import DOCUMENT, LAST_DIGITS
from cardholders.people.contact import contacts_of, parse_contact
from cardholders.people.models import Holder
from cardholders.phone.give_phone import give_phone, lock_card, read_held_key
from cardholders.phone.models import CodePurpose, OneTimeCode
from cardholders.phone.one_time_code import (
    CodeRefused,
    WrongCode,
    count_wrong,
    make_code,
    try_code,
    use_code,
)
from core.clock import shanghai_date
from core.credential.issuer_key import SigningKey
from core.encryption import Vault, token_hash
from core.errors import Conflict, InvalidInput
from core.messages.message import Message


@dataclass(frozen=True, slots=True)
class AskedCode:
    """The ticket that anybody gets, and the message, where somebody registered the contact."""

    ticket: str
    message: Message | None


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """What a phone sends: ticket, code, public key (base64url of 33 bytes) and its proof.

    `document` is the last four of the holder's document, asked for where a contact is shared.
    """

    ticket: str
    code: str
    phone_key: str
    proof: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A phone that is bound, by its credential's id, and the messages that tell the holder."""

    credential_id: int
    messages: tuple[Message, ...] = ()


class WhichHolder(Conflict):
    """The code is right, and several people registered the contact that it went to."""

    code = "which_holder"


@dataclass(frozen=True, slots=True)
class DocumentRefused(CodeRefused):
    """None of the people behind a contact has a document that ends so."""

    def as_error(self) -> WrongCode:
        """The words for it."""
        if self.tries_left == 0:
            return CodeRefused(0).as_error()
        words = gettext("证件号码末四位不对，还可再试%(left)s次", left=self.tries_left)
        return WrongCode(words, field="document")


def ask_for_code(session: Session, typed: str, *, vault: Vault, now: datetime) -> AskedCode:
    """Make a code for a contact, whether or not anybody registered it: the work is the same.

    Raises InvalidInput for what is no contact at all, TooManyCodes.
    """
    contact = parse_contact(typed)
    if contact is None:
        raise InvalidInput(
            gettext("请填手机号或邮箱；国外手机号以+和国家代码开头"), field="contact"
        )
    made = make_code(session, contact, purpose=CodePurpose.BIND, vault=vault, now=now)
    known = _live_cards(session, contact.index(vault)) != []
    return AskedCode(made.ticket, made.message if known else None)


def bind_by_code(
    session: Session,
    request: SignInRequest,
    *,
    signing_key: SigningKey,
    vault: Vault,
    telephone: str,
    now: datetime,
) -> SignedIn | CodeRefused:
    """Bind a phone to the live card of whoever reads the contact; the one before loses it.

    The same phone asking again gets the same answer. `telephone` is the office's, for the
    message to the holder. Raises InvalidInput for a key or a proof that is none, WhichHolder, and
    Conflict for a card that cannot be bound now: none of these costs the code or a try.
    """
    phone_key = read_held_key(request.phone_key, request.proof, secret=request.ticket, now=now)
    bound_before = _bound_before(session, request.ticket, phone_key)
    if bound_before is not None:
        return SignedIn(bound_before)
    kept = try_code(
        session, request.ticket, request.code, purpose=CodePurpose.BIND, vault=vault, now=now
    )
    if isinstance(kept, CodeRefused):
        return kept
    found = _live_cards(session, kept.contact_index)
    if not found:
        return count_wrong(kept)
    if len(found) > 1:
        if request.document is None:
            raise WhichHolder(gettext("这个号码登记了不止一位持卡人，请填证件号码末四位"))
        found = [each for each in found if _ends(each, request.document, vault=vault)]
    if not found:
        return DocumentRefused(count_wrong(kept).tries_left)
    if len(found) > 1:
        raise Conflict(gettext("分不清是哪一位持卡人，请打电话给人才办"))
    card = find_card(session, found[0].id)
    lock_card(session, card)
    _require_bindable(card, now=now)
    credential = give_phone(session, card, phone_key=phone_key, signing_key=signing_key, now=now)
    use_code(kept, now=now)
    kept.holder_id, kept.credential_id = card.holder_id, credential.id
    return SignedIn(credential.id, _notices(card.holder, vault=vault, telephone=telephone))


def _live_cards(session: Session, contact_index: bytes) -> list[Card]:
    """The cards of everybody with that contact, except revoked ones; a holder has one at most."""
    of_contact = or_(Holder.mobile_index == contact_index, Holder.mail_index == contact_index)
    return list(
        session.scalars(
            select(Card)
            .join(Card.holder)
            .where(of_contact, Card.state != CardState.REVOKED)
            .options(contains_eager(Card.holder))
            .order_by(Card.id)
        )
    )


def _ends(card: Card, last_four: str, *, vault: Vault) -> bool:
    document = vault.open_text(card.holder.document_sealed, purpose=DOCUMENT)
    return hmac.compare_digest(document[-LAST_DIGITS:].encode(), last_four.upper().encode())


def _require_bindable(card: Card, *, now: datetime) -> None:
    if card.state is CardState.FROZEN:
        raise Conflict(gettext("绿卡已冻结，请打电话给人才办解冻，再来绑定"))
    if card.state is not CardState.ACTIVE:
        raise Conflict(gettext("绿卡暂停使用，现在不能绑定，请打电话给人才办"))
    if shanghai_date(now) > card.expires_on:
        raise Conflict(gettext("绿卡已过有效期，不能绑定，续期请打电话给人才办"))


def _notices(holder: Holder, *, vault: Vault, telephone: str) -> tuple[Message, ...]:
    """To every contact, so that whoever stole one of them does not go unnoticed."""
    text = gettext(
        "您的晋中人才绿卡刚刚绑定到一部新手机，原来的手机不能再出示。"
        "若不是您本人操作，请马上打电话给人才办%(telephone)s。",
        telephone=telephone,
    )
    subject = gettext("晋中人才绿卡已绑定到新手机")
    return tuple(
        Message(each.address, text, channel=each.channel, subject=subject)
        for each in contacts_of(holder, vault=vault)
    )


def _bound_before(session: Session, ticket: str, phone_key: bytes) -> int | None:
    """The credential that this ticket gave to this key: its answer may have been lost."""
    return session.scalar(
        select(CardCredential.id)
        .join(OneTimeCode, OneTimeCode.credential_id == CardCredential.id)
        .where(
            OneTimeCode.ticket_hash == token_hash(ticket),
            OneTimeCode.purpose == CodePurpose.BIND,
            CardCredential.phone_key == phone_key,
        )
    )
