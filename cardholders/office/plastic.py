"""The two sides of a card's plastic form, with its printed credential on the front."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy.orm import Session

from cardholders.card_face import CardBack, CardFront, card_png, compose_back, compose_front
from cardholders.cards.credentials import printed_credential, to_credential
from cardholders.cards.events import record_event
from cardholders.cards.find import honours_held
from cardholders.cards.models import Card, CardEventKind
from cardholders.people.keep_photo import load_photo
from core.credential.digits import write_digits
from core.credential.fields import Presentation
from core.credential.issuer_key import SigningKey
from core.encryption import Vault
from core.errors import Conflict
from core.policy.model import Policy
from core.policy.vocabulary import Honour, SettingCode


def draw_front(
    session: Session,
    card: Card,
    *,
    policy: Policy,
    vault: Vault,
    signing_key: SigningKey,
    by: int,
    now: datetime,
) -> bytes:
    """Answer the front as a PNG (see cardholders.card_face) and note that it was printed.

    The card's words are Chinese, as the document's. Raises Conflict for a card that is not
    alive or has no photo, GlyphMissing for a name the typeface cannot write.
    """
    photo = load_photo(session, card.holder_id, vault=vault)
    if photo is None:
        raise Conflict(gettext("实体卡需要本人照片，请先上传照片"))
    record = printed_credential(session, card, signing_key=signing_key, now=now)
    face = CardFront(
        honours=_honours(card),
        title=policy.card.name.zh,
        honour_words=" · ".join(policy.honour(each).name.zh for each in _honours(card)),
        name=card.holder.name,
        number=card.number,
        until=f"有效期至 {card.expires_on.isoformat()}",
        photo=photo,
        qr=write_digits(Presentation(to_credential(record))),
    )
    png = card_png(compose_front(face))
    record_event(session, card, kind=CardEventKind.PRINTED, now=now, by=by)
    return png


def draw_back(card: Card, *, policy: Policy, base_url: str) -> bytes:
    """Answer the back as a PNG: what the card is, and a human's telephone."""
    plastic = policy.setting(SettingCode.PLASTIC_NEEDS_DOCUMENT)
    companions = policy.setting(SettingCode.COMPANIONS)
    back = CardBack(
        honours=_honours(card),
        lines=(
            f"{policy.document.number}",
            policy.contact.name.zh,
            plastic.wording.zh,
            companions.wording.zh,
        ),
        phone=policy.contact.telephone,
        url=base_url,
    )
    return card_png(compose_back(back))


def _honours(card: Card) -> tuple[Honour, ...]:
    held = honours_held(card.holder)
    if not held:
        raise Conflict(gettext("此人已无有效荣誉，不能印卡"))
    return held
