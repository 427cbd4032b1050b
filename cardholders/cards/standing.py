"""What the issuer knows of a credential that was presented: card, holder, honours."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from cardholders.cards.models import Card, CardCredential, CardState, CredentialState
from cardholders.people.models import DocumentType, Holder, HonourGrant, Photo
from core.credential.fields import CredentialForm, in_order
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


def load_standing(session: Session, serial: int, *, vault: Vault) -> Standing | None:
    """Answer what stands behind a credential's serial, or None when the issuer has none."""
    return _load(session, CardCredential.serial == serial, vault)


def load_standing_of(
    session: Session, credential_id: int | None, *, vault: Vault
) -> Standing | None:
    """Answer what stands behind a credential that a log line names, or None."""
    if credential_id is None:
        return None
    return _load(session, CardCredential.id == credential_id, vault)


def _load(session: Session, which: ColumnElement[bool], vault: Vault) -> Standing | None:
    rows = session.execute(
        select(
            CardCredential.id,
            CardCredential.serial,
            CardCredential.form,
            CardCredential.state,
            Card.id.label("card_id"),
            Card.number,
            Card.state.label("card_state"),
            Card.expires_on,
            Holder.id.label("holder_id"),
            Holder.subject_key,
            Holder.name,
            Holder.document_type,
            Holder.document_sealed,
            Photo.holder_id.label("photo"),
            HonourGrant.honour,
        )
        .join(Card, Card.id == CardCredential.card_id)
        .join(Holder, Holder.id == Card.holder_id)
        .outerjoin(Photo, Photo.holder_id == Holder.id)
        .outerjoin(
            HonourGrant,
            (HonourGrant.holder_id == Holder.id) & (HonourGrant.ended_on.is_(None)),
        )
        .where(which)
    ).all()
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
