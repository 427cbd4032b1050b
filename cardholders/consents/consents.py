"""Give a consent, withdraw it, and ask whether one is in force."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from cardholders.consents.models import Consent
from cardholders.consents.terms import ConsentKind, ConsentPurpose, ConsentTerms
from cardholders.people.models import Holder
from core.errors import Conflict, DomainError


class ConsentNeeded(DomainError):
    """What is asked for needs a consent that the holder has not given, or has withdrawn."""

    status = 403
    code = "consent_needed"


def holds_consent(
    session: Session, holder_id: int, purpose: ConsentPurpose, *, terms: ConsentTerms
) -> bool:
    """Answer whether a consent is in force: standing, and to words that still hold."""
    standing = select(Consent.id).where(
        Consent.holder_id == holder_id,
        Consent.purpose == purpose,
        Consent.version >= terms.of(purpose).oldest_in_force,
        Consent.withdrawn_at.is_(None),
    )
    return bool(session.scalar(select(exists(standing))))


def require_consent(
    session: Session, holder_id: int, purpose: ConsentPurpose, *, terms: ConsentTerms
) -> None:
    """Raise ConsentNeeded unless a consent is in force; the phone then asks for it."""
    if not holds_consent(session, holder_id, purpose, terms=terms):
        raise ConsentNeeded(gettext("办理前需要您单独同意"))


def give_consent(
    session: Session,
    holder_id: int,
    purpose: ConsentPurpose,
    *,
    version: int,
    terms: ConsentTerms,
    now: datetime,
) -> None:
    """Record a consent to today's words, or that the notice was read; once given it stays given.

    Raises Conflict for other words than today's: nobody agrees to what was not shown.
    """
    if version != terms.of(purpose).current.version:
        raise Conflict(gettext("说明刚刚更新，请看过新的再决定"))
    _record(session, holder_id, purpose, version=version, now=now)


def note_notice(
    session: Session, holder_id: int, *, version: int, terms: ConsentTerms, now: datetime
) -> None:
    """Record that the notice was shown when the card was activated.

    A page that a phone had kept may show an older version: then that is what was shown. One
    that there never was is not recorded.
    """
    notice = ConsentPurpose.SERVICE_NOTICE
    if version in {each.version for each in terms.of(notice).versions}:
        _record(session, holder_id, notice, version=version, now=now)


def _record(
    session: Session, holder_id: int, purpose: ConsentPurpose, *, version: int, now: datetime
) -> None:
    _lock_holder(session, holder_id)
    standing = session.scalar(
        select(Consent).where(
            Consent.holder_id == holder_id,
            Consent.purpose == purpose,
            Consent.withdrawn_at.is_(None),
        )
    )
    if standing is not None and standing.version >= version:
        return
    if standing is not None:
        standing.withdrawn_at = now
        session.flush()
    session.add(Consent(holder_id=holder_id, purpose=purpose, version=version, given_at=now))
    session.flush()


def withdraw_consent(
    session: Session,
    holder_id: int,
    purpose: ConsentPurpose,
    *,
    terms: ConsentTerms,
    now: datetime,
) -> None:
    """End a consent from now on (PIPL, article 15); what was done under it stays lawful.

    Withdrawn twice is withdrawn. Raises Conflict for a notice, which nobody consented to.
    """
    if terms.of(purpose).kind is ConsentKind.NOTICE:
        raise Conflict(gettext("告知不能撤回，可要求更正或删除"))
    session.execute(
        update(Consent)
        .where(
            Consent.holder_id == holder_id,
            Consent.purpose == purpose,
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )


def _lock_holder(session: Session, holder_id: int) -> None:
    session.execute(select(Holder.id).where(Holder.id == holder_id).with_for_update())
