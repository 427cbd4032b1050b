"""Sign a credential of a live card, end one, and give it back in its exact form."""

import secrets
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import update
from sqlalchemy.orm import Session

from cardholders.cards.find import current_credential, honours_held
from cardholders.cards.models import Card, CardCredential, CardState, CredentialState
from core.clock import shanghai_date
from core.credential.fields import Credential, CredentialFields, CredentialForm
from core.credential.issuer_key import SigningKey
from core.credential.sign import sign_credential
from core.errors import Conflict
from core.policy.vocabulary import Honour

SERIAL_BITS = 48
_UNSIGNED = b"\0" * 64


def issue_credential(
    session: Session,
    card: Card,
    *,
    phone_key: bytes | None,
    signing_key: SigningKey,
    now: datetime,
    phone_label: str | None = None,
) -> CardCredential:
    """Sign a new credential and end the card's former one of the same form.

    `phone_key` binds it to a phone (33 bytes, compressed P-256); without one it is the printed
    credential. Raises Conflict for a card that is not alive: nothing is ever signed for a dead
    one.
    """
    require_alive(card, now=now)
    form = CredentialForm.PRINTED if phone_key is None else CredentialForm.PHONE
    end_credentials(session, card, form=form, now=now)
    record = CardCredential(
        serial=secrets.randbits(SERIAL_BITS),
        card_id=card.id,
        form=form,
        state=CredentialState.CURRENT,
        key_number=signing_key.key.number,
        honours=_mask(honours_held(card.holder)),
        issued_on=shanghai_date(now),
        expires_on=card.expires_on,
        phone_key=phone_key,
        phone_label=phone_label,
        signature=_UNSIGNED,
        created_at=now,
    )
    session.add(record)
    session.flush()
    _sign(record, signing_key)
    session.flush()
    return record


def refresh_credential(
    session: Session, record: CardCredential, card: Card, *, signing_key: SigningKey, now: datetime
) -> CardCredential:
    """Answer a phone's credential as it should be now.

    Under a newer key it is signed again in place, so the one on the phone stays good meanwhile;
    after a change of honours or expiry the old one dies and a new one takes over.
    """
    if not _says_what_holds(record, card):
        return issue_credential(
            session,
            card,
            phone_key=record.phone_key,
            phone_label=record.phone_label,
            signing_key=signing_key,
            now=now,
        )
    if record.key_number != signing_key.key.number:
        record.key_number = signing_key.key.number
        _sign(record, signing_key)
        session.flush()
    return record


def is_up_to_date(record: CardCredential, card: Card, *, key_number: int) -> bool:
    """Answer whether a refresh under that signing key would change nothing."""
    return record.key_number == key_number and _says_what_holds(record, card)


def end_credentials(
    session: Session, card: Card, *, now: datetime, form: CredentialForm | None = None
) -> None:
    """End the credentials in force on a card, of one form or of both; there is no way back."""
    ending = update(CardCredential).where(
        CardCredential.card_id == card.id, CardCredential.state == CredentialState.CURRENT
    )
    if form is not None:
        ending = ending.where(CardCredential.form == form)
    session.execute(ending.values(state=CredentialState.REPLACED, replaced_at=now))


def printed_credential(
    session: Session, card: Card, *, signing_key: SigningKey, now: datetime
) -> CardCredential:
    """Answer the card's printed credential, signing the first one; a reprint is the same one."""
    require_alive(card, now=now)
    standing = current_credential(session, card, CredentialForm.PRINTED)
    if standing is not None:
        return refresh_credential(session, standing, card, signing_key=signing_key, now=now)
    return issue_credential(session, card, phone_key=None, signing_key=signing_key, now=now)


def to_credential(record: CardCredential) -> Credential:
    """Answer the credential that a record keeps."""
    return Credential(_fields(record), record.signature)


def require_alive(card: Card, *, now: datetime) -> None:
    """Raise Conflict unless the card is active and has not run out."""
    if card.state is not CardState.ACTIVE:
        raise Conflict(gettext("此卡已停用，不能签发凭证"))
    if shanghai_date(now) > card.expires_on:
        raise Conflict(gettext("此卡已过有效期，不能签发凭证"))


def _says_what_holds(record: CardCredential, card: Card) -> bool:
    held = _mask(honours_held(card.holder))
    return record.honours == held and record.expires_on == card.expires_on


def _sign(record: CardCredential, signing_key: SigningKey) -> None:
    record.signature = sign_credential(_fields(record), signing_key).signature


def _fields(record: CardCredential) -> CredentialFields:
    return CredentialFields(
        key_number=record.key_number,
        serial=record.serial,
        honours=tuple(each for bit, each in enumerate(Honour) if record.honours >> bit & 1),
        issued_on=record.issued_on,
        expires_on=record.expires_on,
        status_index=record.id,
        phone_key=record.phone_key,
    )


def _mask(honours: tuple[Honour, ...]) -> int:
    return sum(1 << bit for bit, each in enumerate(Honour) if each in honours)
