"""Finds the Chinese typeface that cards are printed in, and refuses names it cannot write."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

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


class GlyphMissing(DomainError):
    """The typeface has no sign for a character; `character` is the first one it lacks."""

    code = "glyph_missing"

    def __init__(self, character: str) -> None:
        words = gettext("字体缺少“%(character)s”字，不能印卡", character=character)
        super().__init__(words)
        self.character = character


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face: the file, its place in a collection, and the code points it can write."""

    path: Path
    index: int
    code_points: frozenset[int]

    def at(self, size_px: int) -> ImageFont.FreeTypeFont:
        """Answer the face at an em of `size_px` pixels."""
        return ImageFont.truetype(str(self.path), size_px, index=self.index)


@lru_cache(maxsize=4)
def find_card_font(
    weight: Weight = Weight.REGULAR, folders: tuple[Path, ...] = FONT_FOLDERS
) -> FontFile:
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
            return FontFile(path, 0, frozenset(font.getBestCmap()))
    with TTCollection(str(path), lazy=True) as collection:
        families = [str(font["name"].getDebugName(1)) for font in collection]
        index = next((i for i, family in enumerate(families) if " SC" in family), 0)
        return FontFile(path, index, frozenset(collection[index].getBestCmap()))


def require_glyphs(texts: Iterable[str], font: FontFile) -> None:
    """Raise GlyphMissing for the first character that the face cannot write."""
    for text in texts:
        for character in text:
            if ord(character) not in font.code_points:
                raise GlyphMissing(character)
