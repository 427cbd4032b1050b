"""A holder's phone asks for a benefit at a site."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask_babel import gettext
from pydantic_core import to_json
from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.find import honours_held
from cardholders.cards.models import Card, CardState
from cardholders.consents.consents import holds_consent
from cardholders.consents.terms import ConsentPurpose, ConsentTerms
from cardholders.people.models import Holder
from core.clock import shanghai_date
from core.database.insert_once import insert_once
from core.encryption import Vault
from core.errors import Conflict
from core.policy.model import Policy
from core.policy.vocabulary import Language
from partners.models import Site
from verify.requests.events import lapse_past, note_state
from verify.requests.models import HolderRequest
from verify.requests.rules import (
    OPEN,
    Applicant,
    PartOfDay,
    Refusal,
    RequestState,
    Wish,
    judge_wish,
)
from verify.requests.sites import find_site

NOTE = "requests.note"
MAX_NOTE = 500


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What the phone sends; `until` belongs to a stay."""

    id: UUID
    benefit: str
    site: int
    day: date
    part: PartOfDay = PartOfDay.ANY
    until: date | None = None
    note: str | None = None

    @property
    def body_hash(self) -> bytes:
        """The SHA-256 of everything the request says, 32 bytes."""
        said = (self.id, self.benefit, self.site, self.day, self.part, self.until, self.note)
        return hashlib.sha256(to_json(said)).digest()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a request is judged by."""

    policy: Policy
    consents: ConsentTerms
    vault: Vault
    now: datetime


def submit_request(
    session: Session, card: Card, *, new: NewRequest, language: Language, terms: Terms
) -> HolderRequest | Refusal:
    """Take a request of the card's holder, or answer why not; `card` has its holder loaded.

    The same request again is answered with what became of it; raises Conflict when its id was
    used for something else.
    """
    subject = card.holder.subject_key
    # One at a time for each holder: what is open is counted before it is added to.
    session.execute(select(Holder.id).where(Holder.id == card.holder_id).with_for_update())
    earlier = _find_earlier(session, new, subject)
    if earlier is not None:
        return earlier
    if not terms.policy.has_benefit(new.benefit):
        return Refusal.NOT_REQUESTED
    lapse_past(session, subject, now=terms.now)
    wish = Wish(terms.policy.benefit(new.benefit), new.day, new.until)
    refusal = judge_wish(
        wish,
        _applicant(session, card, terms),
        find_site(session, new.site, policy=terms.policy, day=new.day),
        policy=terms.policy,
        today=shanghai_date(terms.now),
    )
    if refusal is not None:
        return refusal
    if not _insert(session, card, new=new, language=language, terms=terms):
        raise Conflict(gettext("这个编号已用于另一次请求，请换一个新编号"))
    note_state(session, [new.id], RequestState.SUBMITTED, now=terms.now)
    return session.get_one(HolderRequest, new.id)


def _find_earlier(session: Session, new: NewRequest, subject: UUID) -> HolderRequest | None:
    earlier = session.get(HolderRequest, new.id)
    if earlier is None:
        return None
    if earlier.subject_key != subject or earlier.body_hash != new.body_hash:
        raise Conflict(gettext("这个编号已用于另一次请求，请换一个新编号"))
    return earlier


def _applicant(session: Session, card: Card, terms: Terms) -> Applicant:
    opened = session.execute(
        select(HolderRequest.benefit, HolderRequest.site_id).where(
            HolderRequest.subject_key == card.holder.subject_key, HolderRequest.state.in_(OPEN)
        )
    )
    return Applicant(
        honours=honours_held(card.holder),
        card_in_use=card.state is CardState.ACTIVE,
        card_until=card.expires_on,
        opened=frozenset((benefit, site_id) for benefit, site_id in opened),
        medical_consent=holds_consent(
            session, card.holder_id, ConsentPurpose.MEDICAL_LOG, terms=terms.consents
        ),
    )


def _insert(
    session: Session, card: Card, *, new: NewRequest, language: Language, terms: Terms
) -> bool:
    return insert_once(
        session,
        HolderRequest,
        id=new.id,
        body_hash=new.body_hash,
        subject_key=card.holder.subject_key,
        card_id=card.id,
        benefit=new.benefit,
        partner_id=session.get_one(Site, new.site).partner_id,
        site_id=new.site,
        wished_day=new.day,
        wished_until=new.until,
        part=new.part,
        note_sealed=terms.vault.seal_text(new.note, purpose=NOTE) if new.note else None,
        language=language,
        created_at=terms.now,
        state=RequestState.SUBMITTED,
        first_day=new.day,
        last_day=new.until or new.day,
    )
