"""What the tests of printed cards share: a card's two sides, and a PDF's pages as pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2  # type: ignore[import-untyped]  # has no types
import zxingcpp
from PIL import Image

from cardholders.plastic.words import CardBack, CardFront, FrontWords, PrintedCard
from cardholders.sample_portrait import draw_sample_portrait
from core.credential.digits import write_digits
from core.policy.document import Text
from core.policy.vocabulary import Honour
from tests.core.credential.fixed import present_printed

NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
URL = "https://greencard.example.cn/card"
LONG_NAME = "Alexander Konstantin von Hohenberg-Schwarzenfels zu Ehrenbreitstein"
UNWRITABLE = "\U0003134a"
FOUR = ((Honour.YINGCAI,), (Honour.YOUCAI,), (Honour.XIANCAI,), (Honour.SPECIAL,))
HONOURS = (*FOUR, (Honour.YINGCAI, Honour.SPECIAL))


def a_card(
    serial: int = 1,
    *,
    name: str = "陈望舒",
    honours: tuple[Honour, ...] = (Honour.YINGCAI,),
    number: str = "JZ26-000123-7",
) -> PrintedCard:
    """Answer a card whose code is a signed printed credential of that serial."""
    title = Text(zh="晋中人才绿卡", en="Jinzhong Talent Green Card")
    words = FrontWords(
        honours=honours,
        title=title,
        honour=Text(zh="晋中英才", en="Jinzhong Yingcai"),
        name=name,
        number=number,
        until_label=Text(zh="有效期至", en="Valid until"),
        until="2029-06-30",
    )
    back = CardBack(
        honours=honours,
        title=title,
        lines=(Text(zh="仅限本人", en="Holder only"),),
        url_hint=Text(zh="扫码了解此卡", en="About this card"),
        office=Text(zh="人才办", en="Talent office"),
        phone="0354-000 0000",
        url=URL,
    )
    digits = write_digits(present_printed(serial=serial))
    return PrintedCard(CardFront(words, draw_sample_portrait("陈"), digits), back)


def with_code(card: PrintedCard, digits: str) -> PrintedCard:
    """Answer the card with another code."""
    return replace(card, front=replace(card.front, qr=digits))


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    yield document
    document.close()


def size_mm(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Answer the size of a page."""
    width, height = page.get_size()
    return width / 72 * 25.4, height / 72 * 25.4


def text_of(page: pypdfium2.PdfPage) -> str:
    """Answer the text of a page, a line a line; PDFium calls a hyphen at an end U+FFFE."""
    words = page.get_textpage()
    text: str = words.get_text_range().replace("\r\n", "\n").replace("\ufffe", "-\n")
    words.close()
    return text


def picture_of(page: pypdfium2.PdfPage, dpi: float) -> Image.Image:
    """Answer a page as a printer of so many dots an inch sees it."""
    picture: Image.Image = page.render(scale=dpi / 72).to_pil().convert("L")
    return picture


def codes_on(picture: Image.Image) -> list[str]:
    """Answer what the codes on a picture say."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def rows_of_dark(picture: Image.Image, code: zxingcpp.Barcode) -> tuple[int, int, int, int]:
    """Answer the box of a code's dark modules, in pixels: left, top, right, bottom."""
    place = code.position
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    left, right = min(c.x for c in corners) - 3, max(c.x for c in corners) + 3
    top, bottom = min(c.y for c in corners) - 3, max(c.y for c in corners) + 3
    dark = picture.crop((left, top, right, bottom)).point(lambda value: 255 * (value < 128))
    box = dark.getbbox()
    assert box is not None
    return left + box[0], top + box[1], left + box[2], top + box[3]
