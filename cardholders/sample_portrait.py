"""Draws a portrait for an invented person: a quiet tile with the first character of the name."""

from io import BytesIO

from PIL import ImageDraw

from cardholders.photo import JPEG_QUALITY, PHOTO_SIZE_PX
from cardholders.plastic.art import Colour, diagonal_gradient
from cardholders.plastic.font import Weight, find_card_font

TONES: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((217, 231, 225), (169, 198, 187), (44, 74, 64)),
    ((226, 229, 221), (187, 194, 175), (66, 71, 52)),
    ((219, 228, 232), (171, 189, 198), (45, 66, 77)),
    ((234, 227, 217), (203, 188, 166), (82, 67, 45)),
)
"""Start and end of the ground, and the colour of the character."""


def draw_sample_portrait(name: str) -> bytes:
    """Answer a JPEG of 480 × 640 pixels; the same name always gives the same tile.

    A character that the typeface lacks is left out. Raises FontMissing without a typeface.
    """
    character = name.strip()[:1].upper()
    font = find_card_font(Weight.REGULAR)
    character = "" if font.missing_from((character,)) else character
    start, end, ink = TONES[sum(map(ord, name)) % len(TONES)]
    picture = diagonal_gradient(PHOTO_SIZE_PX, start, end)
    width, height = PHOTO_SIZE_PX
    face = font.at(round(height * 0.34))
    ImageDraw.Draw(picture).text((width / 2, height / 2), character, ink, face, "mm")
    file = BytesIO()
    picture.save(file, "JPEG", quality=JPEG_QUALITY)
    return file.getvalue()
