"""What is written down beside a binding: the kind of phone, and the notice that was shown."""

from datetime import datetime

from sqlalchemy.orm import Session

from cardholders.cards.models import Card, CardCredential
from cardholders.consents.consents import note_notice
from cardholders.consents.terms import ConsentTerms
from cardholders.phone.phone_label import phone_label


def note_binding(
    session: Session,
    credential_id: int,
    *,
    user_agent: str,
    terms: ConsentTerms,
    now: datetime,
    notice_version: int | None = None,
) -> None:
    """Label the phone by its browser, and record the notice where one was shown."""
    credential = session.get_one(CardCredential, credential_id)
    credential.phone_label = phone_label(user_agent)
    if notice_version is not None:
        holder_id = session.get_one(Card, credential.card_id).holder_id
        note_notice(session, holder_id, version=notice_version, terms=terms, now=now)
