"""Finds the Chinese typeface that cards are printed in, and says what it cannot write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from flask_babel import gettext
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]  # has no types
from PIL import ImageFont

from core.errors import DomainError

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
)


class Weight(StrEnum):
    """The two weights of a card; the value is the file's and the face's own word."""

    REGULAR = "Regular"
    BOLD = "Bold"


class FontMissing(DomainError):
    """This server has no Chinese typeface to print with."""

    status = 503
    code = "font_missing"


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face: the file, its place in a collection, and the width of each character it has.

    `advances` goes from code point to width, in ems.
    """

    path: Path
    index: int
    advances: Mapping[int, float]

    def at(self, size_px: int) -> ImageFont.FreeTypeFont:
        """Answer the face at an em of `size_px` pixels."""
        return ImageFont.truetype(str(self.path), size_px, index=self.index)

    def width(self, text: str) -> float:
        """Answer how wide a text is, in ems; every character of it must be in the face."""
        return sum(self.advances[ord(character)] for character in text)

    def missing_from(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Answer the characters that the face cannot write, each once, as they come."""
        characters = dict.fromkeys(character for text in texts for character in text)
        return tuple(each for each in characters if ord(each) not in self.advances)


@lru_cache(maxsize=4)
def find_card_font(weight: Weight, folders: tuple[Path, ...] = FONT_FOLDERS) -> FontFile:
    """Find Noto Sans CJK (or Source Han Sans), simplified Chinese. Raises FontMissing."""
    names = (
        f"NotoSansCJK-{weight}.ttc",
        f"NotoSansCJKsc-{weight}.otf",
        f"NotoSansSC-{weight}.otf",
        f"NotoSansSC-{weight}.ttf",
        f"SourceHanSansSC-{weight}.otf",
        f"SourceHanSansCN-{weight}.otf",
    )
    for name in names:
        for folder in folders:
            for path in sorted(folder.rglob(name)) if folder.is_dir() else ():
                return _read_font(path)
    raise FontMissing(gettext("服务器没有中文字体，请安装 fonts-noto-cjk"))


def _read_font(path: Path) -> FontFile:
    if path.suffix != ".ttc":
        with TTFont(path, lazy=True) as font:
            return FontFile(path, 0, _advances(font))
    with TTCollection(str(path), lazy=True) as collection:
        families = [str(font["name"].getDebugName(1)) for font in collection]
        index = next((i for i, family in enumerate(families) if " SC" in family), 0)
        return FontFile(path, index, _advances(collection[index]))


def _advances(font: TTFont) -> Mapping[int, float]:
    em, widths = font["head"].unitsPerEm, font["hmtx"].metrics
    glyphs = font.getBestCmap().items()
    return MappingProxyType({point: widths[glyph][0] / em for point, glyph in glyphs})
