"""Sign, note and hand over what a batch of printed cards shows, or say what is in its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from cardholders.cards.credentials import printed_credential, to_credential
from cardholders.cards.events import record_event
from cardholders.cards.list_cards import load_rows
from cardholders.cards.models import CardEventKind
from cardholders.people.keep_photo import load_photo
from cardholders.plastic.obstacles import Judged, judge_cards
from cardholders.plastic.words import CardFront, PrintedCard, back_words
from core.clock import shanghai_date
from core.credential.digits import write_digits
from core.credential.fields import Presentation
from core.credential.issuer_key import SigningKey
from core.encryption import Vault
from core.policy.model import Policy

MOST_CARDS = 200
"""As many as one request draws in some seconds."""


@dataclass(frozen=True, slots=True)
class Unprintable:
    """Nothing was signed or noted: these cards have something in their way, all that there is."""

    cards: tuple[Judged, ...]


def print_cards(
    session: Session,
    ids: Sequence[int],
    *,
    policy: Policy,
    vault: Vault,
    signing_key: SigningKey,
    base_url: str,
    by: int,
    now: datetime,
    form: CardEventKind = CardEventKind.PRINTED,
) -> tuple[PrintedCard, ...] | Unprintable:
    """Answer the cards of these ids (unknown ones left out), each signed and noted as made.

    `form` says what is made of them: plastic, or a picture. All or none: one card that cannot
    be printed refuses them all. They are drawn after the commit: that takes a while. Raises
    FontMissing before anything else.
    """
    judged = judge_cards(
        session, load_rows(session, list(ids)), policy=policy, today=shanghai_date(now)
    )
    hindered = tuple(each for each in judged if each.obstacles)
    if hindered:
        return Unprintable(hindered)
    made = []
    for each in judged:
        card = each.row.card
        photo = load_photo(session, card.holder_id, vault=vault)
        assert each.words is not None
        assert photo is not None, "judged to have one in this transaction"
        record = printed_credential(session, card, signing_key=signing_key, now=now)
        record_event(session, card, kind=form, now=now, by=by)
        front = CardFront(each.words, photo, write_digits(Presentation(to_credential(record))))
        back = back_words(each.words.honours, policy=policy, base_url=base_url)
        made.append(PrintedCard(front, back))
    return tuple(made)
