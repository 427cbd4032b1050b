"""Cards as PDF files: one of card size, front and back, or A4 sheets of ten for both sides."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext

from cardholders.plastic.art import Colour
from cardholders.plastic.canvas import Canvas, Pen
from cardholders.plastic.face import CARD_MM, draw_back, draw_front
from cardholders.plastic.words import PrintedCard

A4_MM = (210.0, 297.0)
COLUMNS, ROWS = 2, 5
A_SHEET = COLUMNS * ROWS
BLEED_MM = 1.0
GAP_MM = 2 * BLEED_MM
MARK_MM = 4.0
MARK_AWAY_MM = BLEED_MM + 0.6
RULER_MM = 50.0
BLACK: Colour = (0, 0, 0)


def card_pdf(card: PrintedCard, *, now: datetime) -> bytes:
    """Answer a card of CR80 size on two pages, the front and the back."""
    canvas = Canvas(CARD_MM, unit="mm", title=card.front.words.title.zh, now=now)
    canvas.new_page()
    draw_front(canvas, card.front)
    canvas.new_page()
    draw_back(canvas, card.back)
    return canvas.pdf()


def sheets_pdf(cards: Sequence[PrintedCard], *, now: datetime) -> bytes:
    """Answer A4 pages of ten cards by turns: fronts, then their backs, mirrored.

    Printed on both sides and turned over the long edge, each back lies behind its front.
    """
    canvas = Canvas(A4_MM, unit="mm", title=cards[0].front.words.title.zh, now=now)
    sheets = -(-len(cards) // A_SHEET)
    for number in range(1, sheets + 1):
        sheet = cards[(number - 1) * A_SHEET : number * A_SHEET]
        front = gettext("第%(number)s/%(sheets)s张 · 正面", number=number, sheets=sheets)
        _begin_page(canvas, front)
        for slot, card in enumerate(sheet):
            with canvas.at(*place_of(slot)):
                draw_front(canvas, card.front, bleed=BLEED_MM)
        back = gettext("第%(number)s/%(sheets)s张 · 背面", number=number, sheets=sheets)
        _begin_page(canvas, back)
        for slot, card in enumerate(sheet):
            with canvas.at(*place_of(slot, back=True)):
                draw_back(canvas, card.back, bleed=BLEED_MM)
    return canvas.pdf()


def place_of(slot: int, *, back: bool = False) -> tuple[float, float]:
    """Answer left and top (mm) of one of the ten places; the back's is mirrored."""
    row, column = divmod(slot, COLUMNS)
    left = _first(0, COLUMNS) + column * (CARD_MM[0] + GAP_MM)
    top = _first(1, ROWS) + row * (CARD_MM[1] + GAP_MM)
    return (A4_MM[0] - left - CARD_MM[0] if back else left), top


def _first(axis: int, count: int) -> float:
    taken = count * CARD_MM[axis] + (count - 1) * GAP_MM
    return (A4_MM[axis] - taken) / 2


def _begin_page(canvas: Canvas, caption: str) -> None:
    canvas.new_page()
    width, height = A4_MM
    for column in range(COLUMNS):
        left, top = place_of(column)
        for x in (left, left + CARD_MM[0]):
            canvas.hairline((x, top - MARK_AWAY_MM - MARK_MM), (x, top - MARK_AWAY_MM))
            below = height - top + MARK_AWAY_MM
            canvas.hairline((x, below), (x, below + MARK_MM))
    for row in range(ROWS):
        left, top = place_of(row * COLUMNS)
        for y in (top, top + CARD_MM[1]):
            canvas.hairline((left - MARK_AWAY_MM - MARK_MM, y), (left - MARK_AWAY_MM, y))
            beyond = width - left + MARK_AWAY_MM
            canvas.hairline((beyond, y), (beyond + MARK_MM, y))
    left, foot = place_of(0)[0] + 4, height - 5.2
    canvas.hairline((left, foot), (left + RULER_MM, foot))
    for x in (left, left + RULER_MM):
        canvas.hairline((x, foot - 0.8), (x, foot + 0.8))
    words = gettext(
        "此线长%(length)s毫米，否则请按实际大小(100%%)打印；双面沿长边翻转", length=round(RULER_MM)
    )
    small = Pen(2.2, BLACK)
    space = width / 2 - BLEED_MM - left - RULER_MM - 1
    canvas.write(left + RULER_MM + 2, foot + 0.8, caption, canvas.fitted(caption, small, space))
    canvas.write(width / 2 + 3, foot + 0.8, words, canvas.fitted(words, small, CARD_MM[0] - 6))
