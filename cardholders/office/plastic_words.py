"""What is in the way of printing a card, said to the office."""

from flask_babel import gettext

from cardholders.plastic.obstacles import Judged, Obstacle


def obstacle_words(judged: Judged) -> list[str]:
    """Answer all that is in the card's way, a phrase each."""
    words = {
        Obstacle.NOT_ACTIVE: gettext("卡已停用"),
        Obstacle.EXPIRED: gettext("已过有效期"),
        Obstacle.NO_HONOUR: gettext("已无有效荣誉"),
        Obstacle.NO_PHOTO: gettext("没有本人照片"),
        Obstacle.NO_GLYPH: gettext(
            "字体缺字：%(characters)s", characters=gettext("、").join(map(_named, judged.missing))
        ),
    }
    return [words[each] for each in judged.obstacles]


def refusal_words(cards: tuple[Judged, ...]) -> str:
    """Answer whose cards cannot be printed and why, in one sentence."""
    each = [
        gettext(
            "%(name)s（%(number)s）%(obstacles)s",
            name=judged.row.card.holder.name,
            number=judged.row.card.number,
            obstacles=gettext("、").join(obstacle_words(judged)),
        )
        for judged in cards
    ]
    return gettext("没有制作任何卡：%(cards)s", cards=gettext("；").join(each))


def _named(character: str) -> str:
    shown = character if character.isprintable() else ""
    return f"“{shown}”U+{ord(character):04X}"
