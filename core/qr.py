"""Draws every QR code the server shows or prints: error correction L, a margin of four modules."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Literal

from qrcode.constants import ERROR_CORRECT_L
from qrcode.image.pil import PilImage
from qrcode.main import QRCode
from qrcode.util import QRData

MARGIN_MODULES = 4
MODE_NUMBER: Literal[1] = 1
MODE_BYTES: Literal[4] = 4
DARK = "#0b1512"
LIGHT = "#ffffff"


def _code(text: str, module_px: int = 1) -> QRCode[PilImage]:
    code = QRCode[PilImage](
        error_correction=ERROR_CORRECT_L,
        box_size=module_px,
        border=MARGIN_MODULES,
        image_factory=PilImage,
    )
    numeric = text.isascii() and text.isdigit()
    piece = QRData(text, mode=MODE_NUMBER) if numeric else QRData(text, mode=MODE_BYTES)
    code.add_data(piece, optimize=0)
    code.make(fit=True)
    return code


def qr_version(text: str) -> int:
    """Answer the smallest version (1 to 40) that holds the text; a side is 17 + 4 × it modules."""
    return _code(text).version


def qr_png(text: str, *, module_px: int) -> bytes:
    """Draw the code as a black-on-white PNG, `module_px` pixels a module, margin included."""
    picture = BytesIO()
    _code(text, module_px).make_image(fill_color="black", back_color="white").save(picture)
    return picture.getvalue()


@dataclass(frozen=True, slots=True)
class Modules:
    """A code as modules: `side` of them with the margin, and the dark runs (x, y, length)."""

    side: int
    runs: tuple[tuple[int, int, int], ...]


def qr_modules(text: str) -> Modules:
    """Answer the modules of the smallest code that holds the text."""
    rows = _code(text).get_matrix()
    runs = ((x, y, length) for y, row in enumerate(rows) for x, length in _runs(row))
    return Modules(len(rows), tuple(runs))


def qr_svg(text: str, *, label: str = "") -> str:
    """Draw the code as one SVG element: a white square with its margin and a single dark path.

    It has no size of its own (CSS gives it), no inline style, and is named `label` for
    those who cannot see it.
    """
    code = qr_modules(text)
    side = code.side
    runs = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in code.runs)
    name = f'role="img" aria-label="{_escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" {name} '
        f'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="{LIGHT}"/>'
        f'<path fill="{DARK}" d="{runs}"/></svg>'
    )


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    start = 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            yield start, length
        start += length


def _escape(text: str) -> str:
    pairs = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return "".join(pairs.get(letter, letter) for letter in text)
