"""Everything a person's page shows."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cardholders.cards.find import honours_held
from cardholders.cards.models import Card, CardState
from cardholders.cards.standing import DOCUMENT, LAST_DIGITS
from cardholders.people.mail import MAIL
from cardholders.people.mobile import MOBILE
from cardholders.people.models import Holder, HonourGrant, Photo
from core.encryption import Vault
from core.errors import NotFound
from core.policy.vocabulary import Honour


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A holder with honours and decisions loaded; `card` is the live one, `cards` all, newest

    first. `photo_at` tells when the portrait was kept, None without one.
    """

    holder: Holder
    honours: tuple[Honour, ...]
    cards: tuple[Card, ...]
    document_last4: str
    mobile: str
    mail: str
    photo_at: datetime | None

    @property
    def card(self) -> Card | None:
        """The live card, if any."""
        live = (card for card in self.cards if card.state is not CardState.REVOKED)
        return next(live, None)


def load_person(session: Session, holder_id: int, *, vault: Vault) -> PersonPage:
    """Answer a person's page; raises NotFound."""
    decided = selectinload(Holder.honours).selectinload(HonourGrant.decision)
    holder = session.scalar(select(Holder).where(Holder.id == holder_id).options(decided))
    if holder is None:
        raise NotFound(gettext("没有这位持卡人"))
    cards = session.scalars(
        select(Card).where(Card.holder_id == holder_id).order_by(Card.id.desc())
    )
    mobile, mail = holder.mobile_sealed, holder.mail_sealed
    return PersonPage(
        holder=holder,
        honours=honours_held(holder),
        cards=tuple(cards),
        document_last4=vault.open_text(holder.document_sealed, purpose=DOCUMENT)[-LAST_DIGITS:],
        mobile=vault.open_text(mobile, purpose=MOBILE) if mobile else "",
        mail=vault.open_text(mail, purpose=MAIL) if mail else "",
        photo_at=session.scalar(select(Photo.updated_at).where(Photo.holder_id == holder_id)),
    )
