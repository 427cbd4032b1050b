"""What a holder is asked: each purpose in its versions, on which law it rests, what follows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.policy.document import Text


class ConsentPurpose(StrEnum):
    """What personal information is used for beyond the card itself, or the notice about all of it.

    The medical log is sensitive personal information and needs a consent of its own.
    """

    SERVICE_NOTICE = "service_notice"
    MEDICAL_LOG = "medical_log"
    HONOUR_ROLL = "honour_roll"


class ConsentKind(StrEnum):
    """A notice is taken note of and stays; a consent is given, and can be withdrawn."""

    NOTICE = "notice"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class LawReference:
    """A law and its articles, in words that a reader can look up."""

    name: Text
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TermsVersion:
    """The words that a consent was given to. `asks_again`: consents to earlier words end with it.

    `points` are the plain sentences, in order; the `summary` says the same in one.
    """

    version: int
    since: date
    asks_again: bool
    summary: Text
    points: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PurposeTerms:
    """One purpose: when it is asked for, what it rests on, its words from the first to today's.

    `article` is the policy's own, where one is concerned; `withdrawal` says what withdrawing does
    (on a notice: how to object).
    """

    code: ConsentPurpose
    kind: ConsentKind
    title: Text
    asked: Text
    law: LawReference
    withdrawal: Text
    versions: tuple[TermsVersion, ...]
    article: int | None = None

    @property
    def current(self) -> TermsVersion:
        """The words as they are asked today."""
        return self.versions[-1]

    @property
    def oldest_in_force(self) -> int:
        """The first version whose consents still hold."""
        return max(each.version for each in self.versions if each.asks_again)


@dataclass(frozen=True, slots=True)
class ConsentTerms:
    """All purposes, in the order in which they are shown."""

    purposes: tuple[PurposeTerms, ...]

    def of(self, purpose: ConsentPurpose) -> PurposeTerms:
        """Answer a purpose's terms; every purpose has some."""
        return next(each for each in self.purposes if each.code is purpose)
