"""What keeps a card from being printed, found for a whole batch before anything is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.cards.list_cards import CardRow
from cardholders.cards.models import CardState
from cardholders.people.models import Photo
from cardholders.plastic.font import Weight, find_card_font
from cardholders.plastic.words import FrontWords, back_words, front_words
from core.policy.model import Policy


class Obstacle(StrEnum):
    """Why a card cannot be printed."""

    NOT_ACTIVE = "not_active"
    EXPIRED = "expired"
    NO_HONOUR = "no_honour"
    NO_PHOTO = "no_photo"
    NO_GLYPH = "no_glyph"


@dataclass(frozen=True, slots=True)
class Judged:
    """A card, its words, and what keeps it from being printed.

    `missing` are the characters that the typeface lacks; `words` is None without an honour.
    """

    row: CardRow
    words: FrontWords | None
    obstacles: tuple[Obstacle, ...]
    missing: tuple[str, ...] = ()


def judge_cards(
    session: Session, rows: Sequence[CardRow], *, policy: Policy, today: date
) -> list[Judged]:
    """Answer every card with all that is in its way, in the same order. Raises FontMissing."""
    holders = [row.card.holder_id for row in rows]
    shown = set(session.scalars(select(Photo.holder_id).where(Photo.holder_id.in_(holders))))
    return [
        _judge(row, policy=policy, today=today, has_photo=row.card.holder_id in shown)
        for row in rows
    ]


def _judge(row: CardRow, *, policy: Policy, today: date, has_photo: bool) -> Judged:
    words = front_words(row.card, row.honours, policy=policy) if row.honours else None
    missing = _missing(words, policy) if words else ()
    found = {
        Obstacle.NOT_ACTIVE: row.card.state is not CardState.ACTIVE,
        Obstacle.EXPIRED: row.card.expires_on < today,
        Obstacle.NO_HONOUR: words is None,
        Obstacle.NO_PHOTO: not has_photo,
        Obstacle.NO_GLYPH: bool(missing),
    }
    return Judged(row, words, tuple(each for each, holds in found.items() if holds), missing)


def _missing(words: FrontWords, policy: Policy) -> tuple[str, ...]:
    texts = (*words.texts(), *back_words(words.honours, policy=policy, base_url="").texts())
    found = [c for weight in Weight for c in find_card_font(weight).missing_from(texts)]
    return tuple(dict.fromkeys(found))
