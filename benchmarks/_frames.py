"""Camera frames of real codes, good and bad, the same for everyone: all chance is seeded."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from math import cos, radians, sin
from types import MappingProxyType
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.qr import MARGIN_MODULES, qr_png, qr_version

SIDE_PX = 662
"""What static/js/desk/camera.js gives the decoder of 1280 × 720 pixels: 0.92 of the height."""

_FINER = 2
_CODE_MODULE_PX = 8
_DARKEST, _LIGHTEST = 24, 224
"""Ink and paper as a camera sees them, of 255."""
_TABLE = 120

Light = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Condition:
    """What is wrong with a frame; lengths in pixels of the frame, light in parts of 255."""

    turned_degrees: float = 0.0
    tilted: float = 0.0
    """How much shorter the far edge is than the near one."""
    coarse: int = 1
    """The picture comes from a camera of so many times fewer pixels a side."""
    blur_px: float = 0.0
    shadow: float = 1.0
    """What is left of the light on one half of the code."""
    contrast: float = 1.0
    noise: float = 3.0
    jpeg: int | None = None


_BAD = Condition(turned_degrees=20, blur_px=1.5, contrast=0.5, noise=12, jpeg=40)

CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "plain": Condition(),
        "turned 20°": Condition(turned_degrees=20),
        "tilted, far edge a tenth shorter": Condition(tilted=0.1),
        "tilted, far edge a fifth shorter": Condition(tilted=0.2),
        "camera of half the pixels": Condition(coarse=2),
        "blurred, σ 2 px": Condition(blur_px=2),
        "one half in shadow": Condition(shadow=0.35),
        "half the contrast": Condition(contrast=0.5),
        "noisy, σ 25 of 255": Condition(noise=25),
        "JPEG of quality 40": Condition(jpeg=40),
        "bad: turned, blurred, half the contrast, noisy, JPEG": _BAD,
        "worse: bad, tilted and in shadow": replace(_BAD, tilted=0.2, shadow=0.5),
    }
)


def take_frame(digits: str, condition: Condition, *, across_px: int, seed: str) -> Image.Image:
    """A grey frame of SIDE_PX with the code in it, `across_px` wide without its margin.

    Within the condition the seed decides the rest: where the code lies, which way it is turned,
    and the noise.
    """
    chance = np.random.default_rng(crc32(seed.encode()))
    light = _lay_down(digits, condition, across_px=across_px, chance=chance)
    if condition.shadow < 1:
        light = _cast_shadow(light, condition.shadow, across_px, chance)
    picture = _as_picture(light)
    if condition.coarse > 1:
        fewer = SIDE_PX // condition.coarse
        picture = picture.resize((fewer, fewer), Image.Resampling.BOX)
        picture = picture.resize((SIDE_PX, SIDE_PX), Image.Resampling.BILINEAR)
    if condition.blur_px:
        picture = picture.filter(ImageFilter.GaussianBlur(condition.blur_px))
    light = np.asarray(picture, dtype=np.float32)
    light = 128 + (light - 128) * condition.contrast
    picture = _as_picture(light + condition.noise * chance.standard_normal(light.shape, np.float32))
    return picture if condition.jpeg is None else _through_jpeg(picture, condition.jpeg)


def pixels_a_module(digits: str, across_px: int) -> float:
    """How many pixels of the frame one module of the code is wide, seen straight on."""
    return across_px / (17 + 4 * qr_version(digits))


@lru_cache(maxsize=64)
def _draw(digits: str) -> Image.Image:
    with Image.open(BytesIO(qr_png(digits, module_px=_CODE_MODULE_PX))) as png:
        return png.convert("L")


def _lay_down(
    digits: str, condition: Condition, *, across_px: int, chance: np.random.Generator
) -> Light:
    code = _draw(digits)
    modules = 17 + 4 * qr_version(digits)
    half = across_px / 2 * (modules + 2 * MARGIN_MODULES) / modules
    sign = chance.choice([-1, 1])
    turn = radians(sign * condition.turned_degrees + chance.uniform(-3, 3))
    middle = SIDE_PX / 2 + chance.uniform(-8, 8, 2)
    near, far = half * (1 + condition.tilted / 2), half * (1 - condition.tilted / 2)
    upright = [(-far, -half), (far, -half), (near, half), (-near, half)]
    corners = [
        (
            (middle[0] + x * cos(turn) - y * sin(turn)) * _FINER,
            (middle[1] + x * sin(turn) + y * cos(turn)) * _FINER,
        )
        for x, y in upright
    ]
    fine = (SIDE_PX * _FINER, SIDE_PX * _FINER)
    seen_from = _perspective(corners, code.width)
    # Beyond the paper lies the table, of a grey between ink and paper.
    laid = code.transform(
        fine, Image.Transform.PERSPECTIVE, seen_from, Image.Resampling.BILINEAR, fillcolor=_TABLE
    )
    slope = np.linspace(0.95, 1.05, SIDE_PX, dtype=np.float32)
    falling = slope[:, None] * slope[None, :]
    seen = np.asarray(laid.reduce(_FINER), dtype=np.float32) / 255
    return np.asarray((_DARKEST + seen * (_LIGHTEST - _DARKEST)) * falling)


def _perspective(corners: list[tuple[float, float]], side: int) -> list[float]:
    """The eight numbers by which Pillow finds the code's pixel of each pixel of the frame."""
    rows, found = [], []
    for (x, y), (u, v) in zip(corners, [(0, 0), (side, 0), (side, side), (0, side)], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        found += [u, v]
    return [float(number) for number in np.linalg.solve(np.array(rows), np.array(found))]


def _cast_shadow(light: Light, left: float, across_px: int, chance: np.random.Generator) -> Light:
    """Darkens one side of a line through the code; its edge is a tenth of the code wide."""
    angle = chance.uniform(0, 2 * np.pi)
    places = np.arange(SIDE_PX, dtype=np.float32) - SIDE_PX / 2
    beyond = (places[None, :] * cos(angle) + places[:, None] * sin(angle)) / (across_px / 10)
    return np.asarray(light * (left + (1 - left) * np.clip(beyond + 0.5, 0, 1)))


def _as_picture(light: Light) -> Image.Image:
    return Image.fromarray(np.clip(np.rint(light), 0, 255).astype(np.uint8))


def _through_jpeg(picture: Image.Image, quality: int) -> Image.Image:
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality)
    with Image.open(file) as seen:
        return seen.convert("L")
