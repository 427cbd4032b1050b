"""A PDF that cards are drawn on: real text in the embedded typeface, codes as vectors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Literal

from fpdf import FPDF
from fpdf.enums import Duplex
from fpdf.prefs import ViewerPreferences

from cardholders.plastic.art import WHITE, Colour, ground_jpeg
from cardholders.plastic.font import FontFile, Weight, find_card_font
from cardholders.plastic.names import Lines
from core.policy.vocabulary import Honour
from core.qr import Modules

FAMILY = "card"
STYLES: dict[Weight, Literal["", "B"]] = {Weight.REGULAR: "", Weight.BOLD: "B"}
CURVE = 0.5523
"""How far the handles of a Bézier curve reach that draws a quarter of a circle of radius 1."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How a text is set: `size` is the em, `tracking` what is added after each letter, in ems."""

    size: float
    colour: Colour
    weight: Weight = Weight.REGULAR
    tracking: float = 0
    align: Literal["left", "right", "centre"] = "left"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page, from its top left corner, in the unit of the page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def grown(self, by: float) -> "Box":
        """Answer the box with so much more on each side."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)


class _Paper(FPDF):
    def operators(self, words: str) -> None:
        """Write PDF operators to the page (PDF 32000-1, 8.5)."""
        self._out(words)


class Canvas:
    """Pages of one size (`unit` is mm, or pt where a page becomes a picture).

    Everything is placed in that unit from `origin`, which `at` moves. Raises FontMissing
    without a typeface. What is written must be in the typeface: see FontFile.missing_from.
    """

    def __init__(
        self, size: tuple[float, float], *, unit: Literal["mm", "pt"], title: str, now: datetime
    ) -> None:
        self._faces = {weight: find_card_font(weight) for weight in Weight}
        self._paper = _Paper(unit=unit, format=size)
        self._paper.set_auto_page_break(auto=False)
        self._paper.set_title(title)
        self._paper.set_lang("zh-CN")
        self._paper.set_creation_date(now)
        self._paper.viewer_preferences = ViewerPreferences(
            display_doc_title=True, print_scaling="None", duplex=Duplex.DUPLEX_FLIP_LONG_EDGE
        )
        for weight, face in self._faces.items():
            index = face.index
            self._paper.add_font(FAMILY, STYLES[weight], face.path, collection_font_number=index)
        self.origin = (0.0, 0.0)

    def new_page(self) -> None:
        """Begin the next page."""
        self._paper.add_page()

    def pdf(self) -> bytes:
        """Answer the finished file."""
        return bytes(self._paper.output())

    @contextmanager
    def at(self, left: float, top: float) -> Iterator[None]:
        """Place what is drawn inside from that point of the page."""
        before, self.origin = self.origin, (left, top)
        yield
        self.origin = before

    def face(self, pen: Pen) -> FontFile:
        """Answer the typeface a pen writes in."""
        return self._faces[pen.weight]

    def width(self, text: str, pen: Pen) -> float:
        """Answer how wide a text stands, the last letter's tracking left out."""
        ems = self.face(pen).width(text) + pen.tracking * max(0, len(text) - 1)
        return ems * pen.size

    def fitted(self, text: str, pen: Pen, space: float) -> Pen:
        """Answer the pen, smaller where the text would be wider than the space."""
        return replace(pen, size=pen.size * min(1, space / max(self.width(text, pen), 1e-6)))

    def write(self, left: float, baseline: float, text: str, pen: Pen) -> None:
        """Set one line; `left` is its right end or its middle where the pen aligns so."""
        width = self.width(text, pen)
        left -= {"left": 0.0, "right": width, "centre": width / 2}[pen.align]
        x, y = self._point(left, baseline)
        self._paper.set_font(FAMILY, STYLES[pen.weight], pen.size * self._paper.k)
        self._paper.set_text_color(*pen.colour)
        self._paper.operators(f"BT {pen.tracking * pen.size * self._paper.k:.4f} Tc ET")
        self._paper.text(x, y, text)

    def write_lines(self, left: float, last: float, laid: Lines, pen: Pen) -> None:
        """Set lines of a name in its own size, the last of them on the baseline `last`."""
        pen = replace(pen, size=laid.size)
        for above, line in zip(range(len(laid.lines) - 1, -1, -1), laid.lines, strict=True):
            self.write(left, last - above * laid.leading, line, pen)

    def fill(self, box: Box, colour: Colour, *, radius: float = 0) -> None:
        """Fill a box, its corners rounded."""
        self._paper.operators(f"q {_rgb(colour)} {self._outline(box, radius)} f Q")

    def ground(self, box: Box, honour: Honour, *, size_px: tuple[int, int]) -> None:
        """Lay an honour's ground over a box, as a picture of so many pixels."""
        x, y = self.origin[0] + box.left, self.origin[1] + box.top
        picture = BytesIO(ground_jpeg(size_px, honour))
        self._paper.image(picture, x, y, box.width, box.height)

    def portrait(self, box: Box, jpeg: bytes, *, radius: float) -> None:
        """Put a photo in a box of its proportions, its corners rounded."""
        x, y = self.origin[0] + box.left, self.origin[1] + box.top
        self._paper.operators(f"q {self._outline(box, radius)} W n")
        self._paper.image(BytesIO(jpeg), x, y, box.width, box.height)
        self._paper.operators("Q")

    def code(self, left: float, top: float, code: Modules, *, module: float) -> None:
        """Draw a code on white, quiet zone included.

        Every module is `module` wide, in one path without seams.
        """
        side = code.side * module
        self.fill(Box(left, top, side, side), WHITE)
        path = []
        for x, y, length in code.runs:
            corner_x, corner_y = self._pdf(left + x * module, top + (y + 1) * module)
            size = f"{length * module * self._paper.k:.4f} {module * self._paper.k:.4f}"
            path.append(f"{corner_x:.4f} {corner_y:.4f} {size} re")
        self._paper.operators(f"q 0 g {' '.join(path)} f Q")

    def hairline(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a black line of a quarter of a point."""
        (from_x, from_y), (to_x, to_y) = self._pdf(*start), self._pdf(*end)
        path = f"{from_x:.4f} {from_y:.4f} m {to_x:.4f} {to_y:.4f} l"
        self._paper.operators(f"q 0 G 0.25 w {path} S Q")

    def _point(self, left: float, top: float) -> tuple[float, float]:
        return self.origin[0] + left, self.origin[1] + top

    def _pdf(self, left: float, top: float) -> tuple[float, float]:
        x, y = self._point(left, top)
        return x * self._paper.k, (self._paper.h - y) * self._paper.k

    def _outline(self, box: Box, radius: float) -> str:
        left, top = self._pdf(box.left, box.top)
        right, bottom = self._pdf(box.right, box.bottom)
        if not radius:
            return f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re"
        round_ = radius * self._paper.k
        near = round_ * (1 - CURVE)
        steps = (
            (left + round_, top, "m"),
            (right - round_, top, "l"),
            (right - near, top, right, top - near, right, top - round_, "c"),
            (right, bottom + round_, "l"),
            (right, bottom + near, right - near, bottom, right - round_, bottom, "c"),
            (left + round_, bottom, "l"),
            (left + near, bottom, left, bottom + near, left, bottom + round_, "c"),
            (left, top - round_, "l"),
            (left, top - near, left + near, top, left + round_, top, "c"),
        )
        words = (f"{part:.4f}" if isinstance(part, float) else part for s in steps for part in s)
        return " ".join([*words, "h"])


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part / 255:.4f}" for part in colour) + " rg"
