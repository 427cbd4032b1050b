"""Composes the two sides of a plastic card (CR80, 85.6 × 54 mm) as pictures of 300 dots an inch."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, ImageOps

from cardholders.card_art import PALETTES, WHITE, card_ground
from cardholders.card_font import FontFile, Weight, find_card_font, require_glyphs
from core.policy.vocabulary import Honour
from core.qr import MARGIN_MODULES, qr_png, qr_version

DPI = 300
CARD_SIZE_PX = (1011, 638)
MARGIN_PX = 56
MODULE_PX = 6
"""Six dots are 0.508 mm: no module of a printed code is smaller than half a millimetre."""
PHOTO_SIZE_PX = (204, 272)
GAP_PX = 28
NAME_PX = 60
ONE_LINE_ABOVE_PX = 52
SMALLEST_NAME_PX = 30
MOST_NAME_LINES = 3


@dataclass(frozen=True, slots=True)
class CardFront:
    """What the front says; every word comes ready from the caller, `honours` gives the colours.

    `photo` is a prepared JPEG (see cardholders.photo), `qr` the digits of a printed credential.
    """

    honours: tuple[Honour, ...]
    title: str
    honour_words: str
    name: str
    number: str
    until: str
    photo: bytes
    qr: str


@dataclass(frozen=True, slots=True)
class CardBack:
    """What the back says: the address where the card is explained, and a human's telephone."""

    honours: tuple[Honour, ...]
    lines: tuple[str, ...]
    phone: str
    url: str


def compose_front(front: CardFront) -> Image.Image:
    """Draw the front, RGB, CARD_SIZE_PX.

    Raises GlyphMissing (naming the character) before anything is drawn, FontMissing without a
    typeface, ValueError when the code is too dense for the space at MODULE_PX.
    """
    regular, bold = find_card_font(Weight.REGULAR), find_card_font(Weight.BOLD)
    require_glyphs((front.title, front.number, front.until), regular)
    require_glyphs((front.name, front.honour_words), bold)
    code = _code(front.qr, MODULE_PX)
    width, height = CARD_SIZE_PX
    if code.width > height - 2 * MARGIN_PX - 200:
        raise ValueError("the code is too dense for a card")
    palette = PALETTES[front.honours[0]]
    picture = card_ground(CARD_SIZE_PX, front.honours)
    draw = ImageDraw.Draw(picture)
    foot = height - MARGIN_PX

    draw.text((MARGIN_PX, MARGIN_PX + 32), front.title, palette.ink, regular.at(36), "ls")
    right = width - MARGIN_PX
    draw.text((right, MARGIN_PX + 32), front.number, palette.ink, regular.at(36), "rs")
    honour_font = _fitting(bold, front.honour_words, 84, right - MARGIN_PX)
    draw.text((MARGIN_PX, MARGIN_PX + 74), front.honour_words, palette.mark, honour_font, "lt")

    panel = _panel(code)
    picture.paste(panel, (right - panel.width, foot - panel.height), _rounded(panel.size, 20))
    photo = _photo(front.photo)
    picture.paste(photo, (MARGIN_PX, foot - photo.height), _rounded(photo.size, 22))

    text_left = MARGIN_PX + photo.width + GAP_PX
    space = right - panel.width - GAP_PX - text_left
    until_font = _fitting(regular, front.until, 32, space)
    draw.text((text_left, foot), front.until, palette.ink, until_font, "ls")
    lines, name_font = _name_lines(bold, front.name, space)
    name = "\n".join(lines)
    draw.multiline_text((text_left, foot - 62), name, palette.ink, name_font, "ld", 6)
    return picture


def compose_back(back: CardBack) -> Image.Image:
    """Draw the back, RGB, CARD_SIZE_PX: lines at the left, a code of the address at the right.

    Raises GlyphMissing before anything is drawn, FontMissing without a typeface.
    """
    regular, bold = find_card_font(Weight.REGULAR), find_card_font(Weight.BOLD)
    require_glyphs(back.lines, regular)
    require_glyphs((back.phone,), bold)
    palette = PALETTES[back.honours[0]]
    picture = card_ground(CARD_SIZE_PX, back.honours)
    draw = ImageDraw.Draw(picture)
    width, height = CARD_SIZE_PX
    panel = _panel(_code(back.url, MODULE_PX))
    left, top = width - MARGIN_PX - panel.width, height - MARGIN_PX - panel.height
    picture.paste(panel, (left, top), _rounded(panel.size, 20))
    for row, line in enumerate(back.lines):
        font = _fitting(regular, line, 30, left - MARGIN_PX - GAP_PX)
        draw.text((MARGIN_PX, MARGIN_PX + row * 54), line, palette.ink, font, "lt")
    phone_font = _fitting(bold, back.phone, 48, left - MARGIN_PX - GAP_PX)
    draw.text((MARGIN_PX, height - MARGIN_PX), back.phone, palette.mark, phone_font, "ls")
    return picture


def card_png(picture: Image.Image) -> bytes:
    """Answer a composed side as a PNG that knows its 300 dots an inch."""
    file = BytesIO()
    picture.save(file, "PNG", dpi=(DPI, DPI))
    return file.getvalue()


def _code(text: str, module_px: int) -> Image.Image:
    with Image.open(BytesIO(qr_png(text, module_px=module_px))) as code:
        picture = code.convert("RGB")
    modules = 17 + 4 * qr_version(text) + 2 * MARGIN_MODULES
    if picture.width != modules * module_px:
        raise ValueError("the code lost its margin")
    return picture


def _panel(code: Image.Image) -> Image.Image:
    """Put a little more white around a code, so that rounding its corners costs no margin."""
    return ImageOps.expand(code, 6, WHITE)


def _photo(raw: bytes) -> Image.Image:
    with Image.open(BytesIO(raw), formats=["JPEG"]) as photo:
        return ImageOps.fit(photo.convert("RGB"), PHOTO_SIZE_PX)


def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    large = Image.new("L", (size[0] * 4, size[1] * 4))
    box = (0, 0, large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, radius * 4, fill=255)
    return large.resize(size, Image.Resampling.LANCZOS)


def _fitting(font: FontFile, text: str, size_px: int, space_px: float) -> ImageFont.FreeTypeFont:
    while size_px > SMALLEST_NAME_PX // 2 and font.at(size_px).getlength(text) > space_px:
        size_px -= 2
    return font.at(size_px)


def _name_lines(
    font: FontFile, name: str, space_px: float
) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Break a name into up to three lines, as large as they fit."""
    words = name.split() or [name]
    for size_px in range(NAME_PX, SMALLEST_NAME_PX - 1, -2):
        face = font.at(size_px)
        lines = _wrap(words, face, space_px)
        most = 1 if size_px > ONE_LINE_ABOVE_PX else MOST_NAME_LINES
        if len(lines) <= most and _widest(lines, face) <= space_px:
            return lines, face
    face = font.at(SMALLEST_NAME_PX)
    per_line = max(1, int(space_px // SMALLEST_NAME_PX))
    return [name[start : start + per_line] for start in range(0, len(name), per_line)][:4], face


def _widest(lines: list[str], face: ImageFont.FreeTypeFont) -> float:
    return max(face.getlength(line) for line in lines)


def _wrap(words: list[str], face: ImageFont.FreeTypeFont, space_px: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if face.getlength(longer) <= space_px:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
