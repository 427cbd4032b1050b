"""A card as an electronic licence: the fields that GB/T 36903-2018 asks of one."""

from dataclasses import dataclass
from datetime import date

from cardholders.cards.models import Card
from cardholders.people.models import DocumentType
from core.policy.model import Policy

_DOCUMENT_CODES = {DocumentType.RESIDENT_ID: "111", DocumentType.PASSPORT: "414"}


@dataclass(frozen=True, slots=True)
class LicenceFields:
    """Licence type, number, whose it is, who issued it on what basis, and how long it holds.

    `subject_code_type` is the document's code of GA/T 2000.156 (111 identity card, 414 passport).
    """

    type_name: str
    number: str
    subject: str
    subject_code: str
    subject_code_type: str
    issuer: str
    basis: str
    issued_on: date
    valid_from: date
    valid_until: date


def licence_fields(card: Card, document_number: str, *, policy: Policy) -> LicenceFields:
    """Answer the licence fields of a card whose holder is loaded."""
    return LicenceFields(
        type_name=policy.card.name.zh,
        number=card.number,
        subject=card.holder.name,
        subject_code=document_number,
        subject_code_type=_DOCUMENT_CODES[card.holder.document_type],
        issuer=policy.contact.name.zh,
        basis=f"{policy.document.number}《{policy.document.title.zh}》",
        issued_on=card.issued_on,
        valid_from=card.issued_on,
        valid_until=card.expires_on,
    )
