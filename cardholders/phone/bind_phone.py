"""Bind a phone by an activation link: its new key gets a credential of its own."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cardholders.cards.models import Activation, CardCredential
from cardholders.phone.activation import open_link, try_link_code
from cardholders.phone.give_phone import give_phone, lock_card, read_held_key
from cardholders.phone.one_time_code import MAX_TRIES, CodeRefused, WrongCode
from core.credential.issuer_key import SigningKey
from core.encryption import Vault, token_hash
from core.errors import Conflict


@dataclass(frozen=True, slots=True)
class BindingRequest:
    """What a phone sends: the link's token, the code, its public key (base64url of 33 bytes)

    and the proof that it holds the private half.
    """

    token: str
    code: str
    phone_key: str
    proof: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A phone that is bound, by the id of the credential it got."""

    credential_id: int


@dataclass(frozen=True, slots=True)
class LinkCodeRefused(CodeRefused):
    """A wrong code at a link; none left: the link is of no use any more."""

    def as_error(self) -> WrongCode:
        """The words for it."""
        if self.tries_left == 0:
            return WrongCode(gettext("输错次数过多，请联系人才办重新发送激活链接"), field="code")
        words = gettext("验证码不对或已过期，还可再试%(left)s次", left=self.tries_left)
        return WrongCode(words, field="code")


def bind_phone(
    session: Session,
    request: BindingRequest,
    *,
    signing_key: SigningKey,
    vault: Vault,
    now: datetime,
) -> Bound | LinkCodeRefused:
    """Use the link once and for one phone; the same phone asking again gets the same answer.

    Raises NotFound for a dead link, InvalidInput for a key or a proof that is none, Conflict
    when another phone was faster.
    """
    phone_key = read_held_key(request.phone_key, request.proof, secret=request.token, now=now)
    bound_before = _bound_before(session, request.token, phone_key)
    if bound_before is not None:
        return Bound(bound_before)
    link = open_link(session, request.token, vault=vault, now=now)
    lock_card(session, link.card)
    if not try_link_code(link, request.code, vault=vault, now=now):
        return LinkCodeRefused(MAX_TRIES - link.activation.code_tries)
    used = session.execute(
        update(Activation)
        .where(Activation.id == link.activation.id, Activation.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if used.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
        raise Conflict(gettext("这个激活链接刚刚被使用"))
    credential = give_phone(
        session, link.card, phone_key=phone_key, signing_key=signing_key, now=now
    )
    return Bound(credential.id)


def _bound_before(session: Session, token: str, phone_key: bytes) -> int | None:
    """The credential that this link gave to this key: its answer may have been lost on the way."""
    return session.scalar(
        select(CardCredential.id)
        .join(Activation, Activation.card_id == CardCredential.card_id)
        .where(
            Activation.token_hash == token_hash(token),
            Activation.used_at.is_not(None),
            CardCredential.phone_key == phone_key,
        )
        .order_by(CardCredential.id.desc())
        .limit(1)
    )
