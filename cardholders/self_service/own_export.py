"""What the issuer keeps about a holder, whole, as JSON: codes as they are kept, times in UTC."""

import base64

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cardholders.cards.models import Card, CardCredential, CardEvent
from cardholders.cards.standing import DOCUMENT
from cardholders.consents.models import Consent
from cardholders.people.contact import contacts_of
from cardholders.people.keep_photo import load_photo
from cardholders.people.models import HonourGrant
from cardholders.self_service.personal_data import Json, Subject


def export_person(session: Session, subject: Subject) -> Json:
    """Answer who the holder is, with document, contacts and portrait in clear."""
    holder, vault = subject.holder, subject.vault
    photo = load_photo(session, holder.id, vault=vault)
    return {
        "name": holder.name,
        "document_type": holder.document_type,
        "document_number": vault.open_text(holder.document_sealed, purpose=DOCUMENT),
        "nationality": holder.nationality,
        "contacts": [
            {"channel": each.channel, "address": each.address}
            for each in contacts_of(holder, vault=vault)
        ],
        "host_employer": holder.host_employer,
        "home_unit": holder.home_unit,
        "engagement_form": holder.engagement_form,
        "talent_kind": holder.talent_kind,
        "field": holder.field,
        "division": holder.division,
        "long_term": holder.long_term,
        "registered_at": holder.registered_at.isoformat(),
        "photo_jpeg": None if photo is None else base64.b64encode(photo).decode(),
    }


def export_honours(session: Session, subject: Subject) -> list[Json]:
    """Answer each honour with its decision and reward."""
    grants = session.scalars(
        select(HonourGrant)
        .where(HonourGrant.holder_id == subject.holder.id)
        .options(selectinload(HonourGrant.decision))
        .order_by(HonourGrant.id)
    )
    return [
        {
            "honour": each.honour,
            "criterion": each.criterion,
            "reward_yuan": each.reward_yuan,
            "granted_on": each.granted_on.isoformat(),
            "ended_on": each.ended_on.isoformat() if each.ended_on else None,
            "decision": {
                "meeting": each.decision.meeting,
                "document_number": each.decision.document_number,
                "decided_on": each.decision.decided_on.isoformat(),
            },
        }
        for each in grants
    ]


def export_cards(session: Session, subject: Subject) -> list[Json]:
    """Answer each card with its credentials and its life; who acted at the office is left out."""
    cards = session.scalars(
        select(Card)
        .where(Card.holder_id == subject.holder.id)
        .options(selectinload(Card.credentials), selectinload(Card.events))
        .order_by(Card.id)
    )
    return [
        {
            "number": each.number,
            "state": each.state,
            "issued_on": each.issued_on.isoformat(),
            "expires_on": each.expires_on.isoformat(),
            "credentials": [_credential(credential) for credential in each.credentials],
            "events": [_event(event) for event in each.events],
        }
        for each in cards
    ]


def export_consents(session: Session, subject: Subject) -> list[Json]:
    """Answer every consent, those that were withdrawn too."""
    given = select(Consent).where(Consent.holder_id == subject.holder.id).order_by(Consent.id)
    return [
        {
            "purpose": each.purpose,
            "version": each.version,
            "given_at": each.given_at.isoformat(),
            "withdrawn_at": each.withdrawn_at.isoformat() if each.withdrawn_at else None,
        }
        for each in session.scalars(given)
    ]


def _credential(credential: CardCredential) -> Json:
    return {
        "serial": f"{credential.serial:012x}",
        "form": credential.form,
        "state": credential.state,
        "phone": credential.phone_label,
        "created_at": credential.created_at.isoformat(),
        "replaced_at": credential.replaced_at.isoformat() if credential.replaced_at else None,
    }


def _event(event: CardEvent) -> Json:
    return {"kind": event.kind, "at": event.at.isoformat(), "ground": event.ground}
