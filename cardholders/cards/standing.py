"""What the issuer knows of a credential that was presented: card, holder, honours."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from cardholders.cards.models import Card, CardCredential, CardState, CredentialState
from cardholders.people.models import DocumentType, Holder, HonourGrant, Photo
from core.credential.fields import CredentialForm, in_order
from core.database.base import table_of
from core.encryption import Vault
from core.policy.vocabulary import Honour

DOCUMENT = "holders.document"
LAST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """A credential of ours as the database knows it at the moment of a scan."""

    credential_id: int
    serial: int
    form: CredentialForm
    is_current: bool
    card_id: int
    card_number: str
    card_state: CardState
    expires_on: date
    subject_key: UUID
    holder_id: int
    name: str
    document_type: DocumentType
    document_last4: str
    has_photo: bool
    honours: tuple[Honour, ...]


_CREDENTIALS, _CARDS, _HOLDERS, _PHOTOS, _HONOURS = (
    table_of(each) for each in (CardCredential, Card, Holder, Photo, HonourGrant)
)
_STANDING = (
    select(
        _CREDENTIALS.c.id,
        _CREDENTIALS.c.serial,
        _CREDENTIALS.c.form,
        _CREDENTIALS.c.state,
        _CARDS.c.id.label("card_id"),
        _CARDS.c.number,
        _CARDS.c.state.label("card_state"),
        _CARDS.c.expires_on,
        _HOLDERS.c.id.label("holder_id"),
        _HOLDERS.c.subject_key,
        _HOLDERS.c.name,
        _HOLDERS.c.document_type,
        _HOLDERS.c.document_sealed,
        _PHOTOS.c.holder_id.label("photo"),
        _HONOURS.c.honour,
    )
    .join(_CARDS, _CARDS.c.id == _CREDENTIALS.c.card_id)
    .join(_HOLDERS, _HOLDERS.c.id == _CARDS.c.holder_id)
    .outerjoin(_PHOTOS, _PHOTOS.c.holder_id == _HOLDERS.c.id)
    .outerjoin(_HONOURS, (_HONOURS.c.holder_id == _HOLDERS.c.id) & (_HONOURS.c.ended_on.is_(None)))
)
_BY_SERIAL = _STANDING.where(_CREDENTIALS.c.serial == bindparam("which"))
_BY_ID = _STANDING.where(_CREDENTIALS.c.id == bindparam("which"))


def load_standing(session: Session, serial: int, *, vault: Vault) -> Standing | None:
    """Answer what stands behind a credential's serial, or None when the issuer has none."""
    return _load(session, _BY_SERIAL, which=serial, vault=vault)


def load_standing_of(
    session: Session, credential_id: int | None, *, vault: Vault
) -> Standing | None:
    """Answer what stands behind a credential that a log line names, or None."""
    if credential_id is None:
        return None
    return _load(session, _BY_ID, which=credential_id, vault=vault)


def _load(session: Session, statement: Select[Any], *, which: int, vault: Vault) -> Standing | None:
    rows = session.connection().execute(statement, {"which": which}).all()
    if not rows:
        return None
    first = rows[0]
    return Standing(
        credential_id=first.id,
        serial=first.serial,
        form=first.form,
        is_current=first.state is CredentialState.CURRENT,
        card_id=first.card_id,
        card_number=first.number,
        card_state=first.card_state,
        expires_on=first.expires_on,
        subject_key=first.subject_key,
        holder_id=first.holder_id,
        name=first.name,
        document_type=first.document_type,
        document_last4=vault.open_text(first.document_sealed, purpose=DOCUMENT)[-LAST_DIGITS:],
        has_photo=first.photo is not None,
        honours=in_order(tuple(row.honour for row in rows)),
    )
