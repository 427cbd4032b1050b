"""Breaks a name into lines, as large as they fit; also eighty characters fit somehow."""

import re
from dataclasses import dataclass

from cardholders.plastic.font import FontFile

LEADING = 1.24
STEPS = 24
ONE_LINE_ABOVE = 0.72
"""The share of the largest size above which a name stands on one line or not at all."""
BREAKS = re.compile(r"(?<=[·•‧‐-])|(?= )")


@dataclass(frozen=True, slots=True)
class Lines:
    """A text in lines; `size` is the em, in the unit of the space it was laid in."""

    lines: tuple[str, ...]
    size: float

    @property
    def leading(self) -> float:
        """How far one line stands from the next."""
        return self.size * LEADING


def lay_name(
    name: str, font: FontFile, *, largest: float, smallest: float, space: tuple[float, float]
) -> Lines:
    """Break a name between words, after hyphens and middle dots; within a word only at `smallest`.

    `space` is width and height, all in one unit.
    """
    width, height = space
    for step in range(STEPS + 1):
        size = largest - (largest - smallest) * step / STEPS
        lines = wrap(name, font, width / size)
        one = len(lines) == 1
        fits = max(map(font.width, lines)) * size <= width and len(lines) * size * LEADING <= height
        if fits and (one or size <= largest * ONE_LINE_ABOVE):
            return Lines(lines, size)
    return Lines(_cut(name, font, width / smallest), smallest)


def wrap(text: str, font: FontFile, width: float) -> tuple[str, ...]:
    """Break a text where it may be broken, in lines of at most so many ems if that is possible."""
    lines = [""]
    for piece in BREAKS.split(text):
        if lines[-1] and font.width(lines[-1] + piece) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return tuple(lines)


def _cut(text: str, font: FontFile, width: float) -> tuple[str, ...]:
    lines = [""]
    for character in text:
        if font.width(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return tuple(lines)
