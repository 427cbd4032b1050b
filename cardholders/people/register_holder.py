"""Register a talent as a holder, and correct what is written down about one."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from flask_babel import gettext
from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cardholders.cards.standing import DOCUMENT
from cardholders.people.details import CheckedDetails, HolderDetails, check_details
from cardholders.people.mail import MAIL
from cardholders.people.mobile import MOBILE
from cardholders.people.models import Holder
from core.clock import shanghai_date
from core.database.insert_once import insert_once
from core.encryption import Vault
from core.errors import Conflict, NotFound
from core.policy.model import Policy


class AlreadyRegistered(Conflict):
    """The document belongs to a holder who is registered already: `holder_id`."""

    code = "already_registered"

    def __init__(self, holder: Holder) -> None:
        words = gettext("此证件已登记，持卡人为%(name)s", name=holder.name)
        super().__init__(words, field="document_number")
        self.holder_id = holder.id


def register_holder(
    session: Session, details: HolderDetails, *, policy: Policy, vault: Vault, now: datetime
) -> Holder:
    """Add a holder.

    Raises InvalidInput with the field that is wrong, AlreadyRegistered for a known document.
    """
    checked = check_details(details, policy=policy, today=shanghai_date(now))
    sealed = _seal(checked, vault)
    mine = insert_once(
        session, Holder, subject_key=uuid4(), registered_at=now, **checked.columns, **sealed
    )
    holder = _find(session, Holder.document_index == sealed["document_index"])
    if not mine:
        raise AlreadyRegistered(holder)
    return holder


def edit_holder(
    session: Session,
    holder_id: int,
    *,
    details: HolderDetails,
    policy: Policy,
    vault: Vault,
    now: datetime,
) -> Holder:
    """Replace what is written down about a holder; raises as `register_holder`, and NotFound.

    An empty document number keeps the one that is known, which no page shows in full.
    """
    holder = _find(session, Holder.id == holder_id)
    if not details.document_number.strip():
        known = vault.open_text(holder.document_sealed, purpose=DOCUMENT)
        details = replace(details, document_number=known)
    checked = check_details(details, policy=policy, today=shanghai_date(now))
    sealed = _seal(checked, vault)
    index = sealed["document_index"]
    try:
        with session.begin_nested():
            for column, value in {**checked.columns, **sealed}.items():
                setattr(holder, column, value)
    except IntegrityError:
        raise AlreadyRegistered(_find(session, Holder.document_index == index)) from None
    return holder


def _seal(checked: CheckedDetails, vault: Vault) -> dict[str, bytes | None]:
    document, mobile, mail = checked.document_number, checked.mobile, checked.mail
    return {
        "document_sealed": vault.seal_text(document, purpose=DOCUMENT),
        "document_index": vault.index(document, purpose=DOCUMENT),
        "mobile_sealed": vault.seal_text(mobile, purpose=MOBILE) if mobile else None,
        "mobile_index": vault.index(mobile, purpose=MOBILE) if mobile else None,
        "mail_sealed": vault.seal_text(mail, purpose=MAIL) if mail else None,
        "mail_index": vault.index(mail, purpose=MAIL) if mail else None,
    }


def _find(session: Session, which: ColumnElement[bool]) -> Holder:
    holder = session.scalar(select(Holder).where(which))
    if holder is None:
        raise NotFound(gettext("没有这位持卡人"))
    return holder
