"""Reads a page as people do: what it shows or says aloud, each piece with its language."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

SILENT = frozenset({"script", "style"})
VOID = frozenset(
    {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
SAID = frozenset({"aria-label", "alt", "placeholder", "title"})
SAID_BY_SCRIPT = (
    "data-confirm",
    "data-count",
    "data-kept",
    "data-label",
    "data-malformed",
    "data-unreachable",
    "data-wait",
    "data-words-",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a page, spaces joined; `language` is that of the nearest `lang`, zh or en."""

    text: str
    language: str


def read_pieces(page: str) -> list[Piece]:
    """Answer every text of a page in order: title, words, labels, what its scripts will say."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.pieces


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        around = self._open[-1][1] if self._open else ""
        language = named["lang"].split("-")[0] if "lang" in named else around
        for text in _said(named):
            self._keep(text, language)
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1][0] != tag:
            self._open.pop()
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] not in SILENT:
            self._keep(data, self._open[-1][1])

    def _keep(self, text: str, language: str) -> None:
        if words := " ".join(text.split()):
            self.pieces.append(Piece(words, language))


def _said(named: dict[str, str]) -> Iterator[str]:
    for name, value in named.items():
        if name in SAID or name.startswith(SAID_BY_SCRIPT):
            yield value
