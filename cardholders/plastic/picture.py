"""The printed card as one upright picture for the album of a holder's phone."""

from datetime import datetime
from io import BytesIO
from threading import Lock

import pypdfium2  # type: ignore[import-untyped]  # has no types
from flask_babel import lazy_gettext

from cardholders.plastic.art import PALETTES, VERMILION, WHITE
from cardholders.plastic.canvas import Box, Canvas, Pen
from cardholders.plastic.font import Weight
from cardholders.plastic.names import lay_name
from cardholders.plastic.words import PrintedCard, in_both
from core.policy.vocabulary import Honour
from core.qr import qr_modules

SIZE_PX = (1080, 1920)
MARGIN_PX = 84
MODULE_PX = 16
PAD_PX = 16
PHOTO = Box(MARGIN_PX, 440, 285, 380)
CODE_TOP_PX = 900
WITH_DOCUMENT = lazy_gettext("请与身份证件同时出示")
AS_PLASTIC = lazy_gettext("与实体卡相同，须由工作人员核对证件")

_one_at_a_time = Lock()
"""PDFium is not made for several threads."""


def wallet_png(card: PrintedCard, *, now: datetime) -> bytes:
    """Answer the picture, a PNG of SIZE_PX; a page of as many points, drawn a point a pixel."""
    canvas = Canvas(SIZE_PX, unit="pt", title=card.front.words.title.zh, now=now)
    canvas.new_page()
    _draw(canvas, card)
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(canvas.pdf())
        try:
            picture = document[0].render(scale=1).to_pil()
        finally:
            document.close()
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _draw(canvas: Canvas, card: PrintedCard) -> None:
    words = card.front.words
    palette = PALETTES[words.honours[0]]
    width, height = SIZE_PX
    right = width - MARGIN_PX
    canvas.ground(Box(0, 0, width, height), words.honours[0], size_px=SIZE_PX)
    if Honour.SPECIAL in words.honours:
        canvas.fill(Box(0, height - 28, width, 28), VERMILION)

    canvas.write(MARGIN_PX, 146, words.title.zh, Pen(58, palette.ink, tracking=0.08))
    canvas.write(MARGIN_PX, 198, words.title.en, Pen(31, palette.ink, tracking=0.02))
    number = Pen(42, palette.ink, tracking=0.04, align="right")
    canvas.write(right, 146, words.number, number)
    space = right - MARGIN_PX
    honour = Pen(104, palette.mark, Weight.BOLD, tracking=0.12)
    canvas.write(MARGIN_PX, 336, words.honour.zh, canvas.fitted(words.honour.zh, honour, space))
    small = Pen(33, palette.mark, tracking=0.02)
    canvas.write(MARGIN_PX, 390, words.honour.en, canvas.fitted(words.honour.en, small, space))

    canvas.portrait(PHOTO, card.front.photo, radius=26)
    _name_and_expiry(canvas, card, Box(PHOTO.right + 44, PHOTO.top, right - PHOTO.right - 44, 380))

    code = qr_modules(card.front.qr)
    side = code.side * MODULE_PX
    panel = Box(round((width - side) / 2), CODE_TOP_PX, side, side)
    canvas.fill(panel.grown(PAD_PX), WHITE, radius=40)
    canvas.code(panel.left, panel.top, code, module=MODULE_PX)

    together, alike = in_both(WITH_DOCUMENT), in_both(AS_PLASTIC)
    middle = width / 2
    lines = (
        (1722, together.zh, Pen(56, palette.mark, Weight.BOLD, tracking=0.06, align="centre")),
        (1772, together.en, Pen(32, palette.ink, align="centre")),
        (1828, alike.zh, Pen(30, palette.ink, align="centre")),
        (1866, alike.en, Pen(25, palette.ink, align="centre")),
    )
    for baseline, text, pen in lines:
        canvas.write(middle, baseline, text, canvas.fitted(text, pen, space))


def _name_and_expiry(canvas: Canvas, card: PrintedCard, column: Box) -> None:
    words = card.front.words
    palette = PALETTES[words.honours[0]]
    label = f"{words.until_label.zh} {words.until_label.en}"
    canvas.write(column.left, column.bottom - 62, label, Pen(31, palette.ink))
    canvas.write(column.left, column.bottom - 4, words.until, Pen(52, palette.ink, tracking=0.02))
    bold = Pen(96, palette.ink, Weight.BOLD)
    space = (column.width, column.height - 120)
    name = lay_name(words.name, canvas.face(bold), largest=96, smallest=30, space=space)
    canvas.write_lines(column.left, column.bottom - 120, name, bold)
