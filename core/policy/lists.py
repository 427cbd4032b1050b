"""The lists that forms and statistics offer, the required grades and the office's settings."""

from dataclasses import dataclass

from core.policy.document import Text
from core.policy.vocabulary import Basis, DivisionKind, Honour, PartnerKind, SettingUnit


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list that the document gives, in its own term."""

    code: str
    name: Text
    article: int
    term: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the criteria of which any single one carries an honour; `text.zh` is quoted."""

    code: str
    honour: Honour
    article: int
    text: Text


@dataclass(frozen=True, slots=True)
class Grade:
    """A rating that a site can hold, as its certificate writes it."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class GradeRule:
    """The grades of which a site of this kind must hold one on the day of the visit."""

    partner_kind: PartnerKind
    article: int
    term: str
    grades: tuple[Grade, ...]

    def met_by(self, grade: str | None) -> bool:
        """Return whether a site with this grade (None: without any) is covered."""
        return any(grade == required.code for required in self.grades)


@dataclass(frozen=True, slots=True)
class Division:
    """A county, district, city or zone under the city."""

    code: str
    name: Text
    kind: DivisionKind


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """What a document number usually looks like: a hint beside the field, never a lock."""

    name: Text
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A point on which the document is silent and the talent office decides.

    `value` is counted in `unit`; True or False for a switch; None where no number is set.
    `article` is the one that is silent, where there is such a one: it is never cited as saying so.
    """

    code: str
    value: bool | int | None
    unit: SettingUnit
    basis: Basis
    wording: Text
    article: int | None = None

    @property
    def number(self) -> int:
        """The value as a number; TypeError if this setting holds none."""
        if self.value is None or isinstance(self.value, bool):
            raise TypeError(f"setting {self.code} holds no number")
        return self.value

    @property
    def is_on(self) -> bool:
        """The value of a switch; TypeError if this setting is none."""
        if not isinstance(self.value, bool):
            raise TypeError(f"setting {self.code} is no switch")
        return self.value
