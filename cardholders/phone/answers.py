"""What a phone is answered, as JSON: the card in both languages, the credential, the time."""

import base64
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.credentials import to_credential
from cardholders.cards.find import honours_held
from cardholders.cards.models import Card
from cardholders.people.keep_photo import load_photo
from cardholders.people.masking import mask_name
from cardholders.people.models import Photo
from cardholders.phone.activation import OpenedLink
from cardholders.phone.standing import PhoneStanding, PhoneState
from core.credential.issuer_key import describe_key
from core.credential.tokens import credential_jwt
from core.encryption import Vault
from core.policy.model import Policy

Json = dict[str, Any]


def milliseconds(moment: datetime) -> int:
    """Milliseconds since the epoch, as JavaScript counts time."""
    return int(moment.timestamp() * 1000)


def link_answer(link: OpenedLink, *, policy: Policy, now: datetime) -> Json:
    """Whose link it is, masked: whoever holds a forwarded link learns no more than this."""
    return {
        "now": milliseconds(now),
        "code_kind": link.code_kind,
        "contact": None if link.contact is None else link.contact.masked,
        "card": {
            "name": mask_name(link.card.holder.name),
            "honours": _honours(link.card, policy),
        },
    }


def standing_answer(
    session: Session,
    standing: PhoneStanding,
    *,
    policy: Policy,
    vault: Vault,
    now: datetime,
    known_photo: int | None = None,
) -> Json:
    """How the phone stands. The photo is left out when the phone has that version already."""
    answer: Json = {"now": milliseconds(now), "state": standing.state}
    if standing.state in {PhoneState.REVOKED, PhoneState.REPLACED}:
        return answer
    answer["card"] = _card(session, standing.card, policy, vault, known_photo)
    if standing.credential is not None and standing.key is not None:
        answer["credential"] = {
            "jwt": credential_jwt(to_credential(standing.credential), standing.key),
            "key": describe_key(standing.key),
            "serial": standing.credential.serial,
        }
    return answer


def _card(
    session: Session, card: Card, policy: Policy, vault: Vault, known_photo: int | None
) -> Json:
    view: Json = {
        "name": card.holder.name,
        "number": card.number,
        "honours": _honours(card, policy),
        "expires_on": card.expires_on.isoformat(),
        "photo_version": None,
    }
    updated_at = session.scalar(select(Photo.updated_at).where(Photo.holder_id == card.holder_id))
    if updated_at is None:
        return view
    view["photo_version"] = milliseconds(updated_at.astimezone(UTC))
    if view["photo_version"] != known_photo:
        jpeg = load_photo(session, card.holder_id, vault=vault) or b""
        view["photo"] = f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
    return view


def _honours(card: Card, policy: Policy) -> list[Json]:
    titles = [policy.honour(code) for code in honours_held(card.holder)]
    return [
        {
            "code": title.code,
            "name": {"zh": title.name.zh, "en": title.name.en},
            "short": {"zh": title.short.zh, "en": title.short.en},
        }
        for title in titles
    ]
