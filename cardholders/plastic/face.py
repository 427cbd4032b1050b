"""The two sides of a card (CR80, 85.60 × 53.98 mm), drawn in millimetres on any page."""

from functools import lru_cache

from cardholders.plastic.art import PALETTES, VERMILION, WHITE, Palette, mixed
from cardholders.plastic.canvas import Box, Canvas, Pen
from cardholders.plastic.font import Weight
from cardholders.plastic.names import lay_name, wrap
from cardholders.plastic.words import CardBack, CardFront
from core.policy.document import Text
from core.policy.vocabulary import Honour
from core.qr import Modules, qr_modules

CARD_MM = (85.60, 53.98)
"""ISO/IEC 7810, ID-1."""
DOT_MM = 25.4 / 300
"""A dot of a card printer; the modules are whole dots, so that no printer has to round them."""
MODULE_MM = 8 * DOT_MM
URL_MODULE_MM = 6 * DOT_MM
GROUND_DPI = 600
MARGIN_MM = 4.5
PAD_MM = 0.6
"""White beyond a code's quiet zone, so that the round corners cost nothing of it."""
EDGE_MM = 1.4
HINT_MM = 23.5
PHOTO = Box(MARGIN_MM, 26.7, 17.1, 22.8)
NAME_LARGEST_MM, NAME_SMALLEST_MM = 5.2, 1.9
UNTIL_MM = 7.0
"""The height that the expiry takes at the foot of the name's column."""


def draw_front(canvas: Canvas, front: CardFront, *, bleed: float = 0) -> None:
    """Draw the front from the canvas' origin, its ground `bleed` mm over the edges."""
    words = front.words
    palette = PALETTES[words.honours[0]]
    _ground(canvas, words.honours, bleed)
    right, foot = CARD_MM[0] - MARGIN_MM, CARD_MM[1] - MARGIN_MM

    code = qr_modules(front.qr)
    side = code.side * MODULE_MM
    panel = Box(right - side, foot - side, side, side)
    canvas.fill(panel.grown(PAD_MM), WHITE, radius=1.6)
    canvas.code(panel.left, panel.top, code, module=MODULE_MM)

    _title(canvas, words.title, palette)
    number = Pen(3.3, palette.ink, tracking=0.05, align="right")
    canvas.write(right + PAD_MM, 8.1, words.number, number)
    space = panel.left - PAD_MM - MARGIN_MM - 1.5
    honour = Pen(6.6, palette.mark, Weight.BOLD, tracking=0.12)
    canvas.write(MARGIN_MM, 20.4, words.honour.zh, canvas.fitted(words.honour.zh, honour, space))
    small = Pen(1.9, palette.mark, tracking=0.02)
    canvas.write(MARGIN_MM, 23.8, words.honour.en, canvas.fitted(words.honour.en, small, space))

    canvas.portrait(PHOTO, front.photo, radius=1.5)
    left = PHOTO.right + 2.2
    _name_and_expiry(canvas, front, Box(left, PHOTO.top, panel.left - PAD_MM - 1.4 - left, 22.8))


def draw_back(canvas: Canvas, back: CardBack, *, bleed: float = 0) -> None:
    """Draw the back from the canvas' origin, its ground `bleed` mm over the edges."""
    palette = PALETTES[back.honours[0]]
    quiet = _quiet(palette)
    _ground(canvas, back.honours, bleed)
    right, foot = CARD_MM[0] - MARGIN_MM, CARD_MM[1] - MARGIN_MM

    code = _url_code(back.url)
    side = code.side * URL_MODULE_MM
    panel = Box(right - side, foot - side, side, side)
    canvas.fill(panel.grown(PAD_MM), WHITE, radius=1.4)
    canvas.code(panel.left, panel.top, code, module=URL_MODULE_MM)
    for baseline, hint, size in ((-4.1, back.url_hint.zh, 2.5), (-1.5, back.url_hint.en, 1.7)):
        pen = canvas.fitted(hint, Pen(size, palette.ink, align="right"), HINT_MM)
        canvas.write(right + PAD_MM, panel.top + baseline, hint, pen)

    _title(canvas, back.title, palette)
    space = panel.left - PAD_MM - 3 - MARGIN_MM
    ink, small = Pen(2.6, palette.ink), Pen(1.75, quiet)
    baseline = 17.4
    for line in back.lines:
        for text, pen in ((line.zh, ink), (line.en, small)):
            for part in wrap(text, canvas.face(pen), space / pen.size):
                canvas.write(MARGIN_MM, baseline, part, canvas.fitted(part, pen, space))
                baseline += 2.6
        baseline += 1.5
    canvas.write(MARGIN_MM, foot - 7.4, back.office.zh, canvas.fitted(back.office.zh, ink, space))
    canvas.write(MARGIN_MM, foot - 5.0, back.office.en, canvas.fitted(back.office.en, small, space))
    phone = Pen(4.2, palette.mark, Weight.BOLD, tracking=0.02)
    canvas.write(MARGIN_MM, foot, back.phone, canvas.fitted(back.phone, phone, space))


@lru_cache(maxsize=4)
def _url_code(url: str) -> Modules:
    """The same on the back of every card."""
    return qr_modules(url)


def _ground(canvas: Canvas, honours: tuple[Honour, ...], bleed: float) -> None:
    width, height = CARD_MM
    whole = Box(0, 0, width, height).grown(bleed)
    dots = GROUND_DPI / 25.4
    size_px = (round(whole.width * dots), round(whole.height * dots))
    canvas.ground(whole, honours[0], size_px=size_px)
    if Honour.SPECIAL in honours:
        canvas.fill(Box(-bleed, height - EDGE_MM, whole.width, EDGE_MM + bleed), VERMILION)


def _title(canvas: Canvas, title: Text, palette: Palette) -> None:
    canvas.write(MARGIN_MM, 8.1, title.zh, Pen(3.7, palette.ink, tracking=0.08))
    canvas.write(MARGIN_MM, 11.1, title.en, Pen(1.9, _quiet(palette), tracking=0.02))


def _quiet(palette: Palette) -> tuple[int, int, int]:
    return mixed(palette.ink, palette.start, 0.12)


def _name_and_expiry(canvas: Canvas, front: CardFront, column: Box) -> None:
    words = front.words
    palette = PALETTES[words.honours[0]]
    label = f"{words.until_label.zh} {words.until_label.en}"
    small = canvas.fitted(label, Pen(1.9, _quiet(palette)), column.width)
    canvas.write(column.left, column.bottom - 3.7, label, small)
    canvas.write(
        column.left, column.bottom - 0.2, words.until, Pen(3.1, palette.ink, tracking=0.02)
    )
    pen = Pen(NAME_LARGEST_MM, palette.ink, Weight.BOLD)
    space = (column.width, column.height - UNTIL_MM)
    name = lay_name(
        words.name,
        canvas.face(pen),
        largest=NAME_LARGEST_MM,
        smallest=NAME_SMALLEST_MM,
        space=space,
    )
    canvas.write_lines(column.left, column.bottom - UNTIL_MM, name, pen)
