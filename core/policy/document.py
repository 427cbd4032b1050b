"""The document itself: its words in two languages, its articles and who explains it."""

from dataclasses import dataclass
from datetime import date

from core.policy.vocabulary import Language, PolicyStatus


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese, which rules, and in English."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the words in `language`."""
        return self.en if language is Language.EN else self.zh


@dataclass(frozen=True, slots=True)
class Source:
    """The kept copy of the document's text, beside the policy file, and its SHA-256 in hex."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """The document that the policy version puts into data."""

    number: str
    title: Text
    issued_on: date
    status: PolicyStatus
    source: Source


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `text.zh` is the document's own words, a line for each paragraph."""

    number: int
    heading: Text
    text: Text

    def contains(self, term: str) -> bool:
        """Return whether `term` stands literally in the Chinese text."""
        return term in self.text.zh.replace("\n", "")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who explains the document (article 26); shown wherever a silent point is shown."""

    name: Text
    telephone: str
    article: int
    term: str


@dataclass(frozen=True, slots=True)
class CardName:
    """What the card is called, and the article that creates it."""

    name: Text
    article: int
    term: str
