"""The ground of a printed card: each honour's colours and a fine rosette."""

import math
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from core.policy.vocabulary import Honour

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
VERMILION: Colour = (182, 60, 48)
ROSETTE_RINGS = ((0.395, 0.16, 12, 10), (0.26, 0.20, 8, 8), (0.14, 0.28, 6, 6))
ROSETTE_SHARE = 0.20
FINE = 2
JPEG_QUALITY = 93


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one face: the ground runs from `start` to `end`, `mark` writes the honour."""

    start: Colour
    end: Colour
    ink: Colour
    mark: Colour


PALETTES: dict[Honour, Palette] = {
    Honour.YINGCAI: Palette((23, 88, 74), (12, 51, 42), WHITE, (224, 195, 130)),
    Honour.YOUCAI: Palette((42, 127, 108), (26, 85, 71), WHITE, WHITE),
    Honour.XIANCAI: Palette((188, 215, 205), (134, 176, 161), (20, 33, 28), (12, 51, 42)),
    Honour.SPECIAL: Palette((58, 51, 46), (28, 25, 22), (248, 242, 234), (241, 223, 198)),
}


def diagonal_gradient(size: tuple[int, int], start: Colour, end: Colour) -> Image.Image:
    """Answer an RGB picture that runs from `start` at the top left to `end` at the bottom right."""
    width, height = size
    ramp = Image.linear_gradient("L").transform(
        size,
        Image.Transform.AFFINE,
        (0, 0, 128, 127.5 / width, 127.5 / height, 0),
        Image.Resampling.BILINEAR,
    )
    return Image.composite(Image.new("RGB", size, end), Image.new("RGB", size, start), ramp)


def _rosette(side: int) -> Image.Image:
    """Answer the mask of a rosette: bundles of one closed curve, each turned a little."""
    mask = Image.new("L", (side * FINE, side * FINE))
    draw = ImageDraw.Draw(mask)
    middle = side * FINE / 2
    for radius, swing, petals, copies in ROSETTE_RINGS:
        for copy in range(copies):
            shift = 2 * math.pi * copy / copies
            points = []
            for step in range(361):
                turn = math.radians(step)
                reach = side * FINE * radius * (1 + swing * math.cos(petals * turn + shift))
                points.append((middle + reach * math.cos(turn), middle + reach * math.sin(turn)))
            draw.line(points, fill=round(255 * ROSETTE_SHARE), width=FINE + 1, joint="curve")
    return mask.resize((side, side), Image.Resampling.LANCZOS)


def card_ground(size: tuple[int, int], honour: Honour) -> Image.Image:
    """Answer the empty face of an honour (RGB, `size` pixels)."""
    width, _ = size
    palette = PALETTES[honour]
    picture = diagonal_gradient(size, palette.start, palette.end)
    side = round(min(size) * 1.3)
    mark = Image.new("RGB", (side, side), palette.mark)
    picture.paste(mark, (width - round(side * 0.62), -round(side * 0.42)), _rosette(side))
    return picture


@lru_cache(maxsize=16)
def ground_jpeg(size: tuple[int, int], honour: Honour) -> bytes:
    """Answer the same as a JPEG without loss of colour resolution."""
    file = BytesIO()
    card_ground(size, honour).save(file, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return file.getvalue()


def mixed(colour: Colour, other: Colour, share: float) -> Colour:
    """Answer `colour` with a share (0 to 1) of another in it."""
    red, green, blue = (
        round(one + (two - one) * share) for one, two in zip(colour, other, strict=True)
    )
    return red, green, blue
