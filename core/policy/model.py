"""The policy as the rest of the software asks it: one version, whole, and never changing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from core.policy.benefit import Benefit, Title
from core.policy.document import Article, CardName, Contact, Document, Text
from core.policy.ground import Ground
from core.policy.lists import Choice, Criterion, Division, GradeRule, NumberPattern, Setting
from core.policy.vocabulary import Honour, PartnerKind

_Entry = TypeVar("_Entry")


class UnknownCodeError(LookupError):
    """The policy has no such article, honour, benefit, ground or setting."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of one city's policy; every tuple keeps the order of its file."""

    version: str
    city: Text
    document: Document
    contact: Contact
    card: CardName
    articles: tuple[Article, ...]
    honours: tuple[Title, ...]
    benefits: tuple[Benefit, ...]
    settings: tuple[Setting, ...]
    grounds: tuple[Ground, ...]
    grade_rules: tuple[GradeRule, ...]
    criteria: tuple[Criterion, ...]
    engagement_forms: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    talent_kinds: tuple[Choice, ...]
    bureaus: tuple[Choice, ...]
    divisions: tuple[Division, ...]
    document_numbers: tuple[NumberPattern, ...]

    def article(self, number: int) -> Article:
        """Return an article by its number; UnknownCodeError if it is not kept."""
        return _found(self.articles, "number", number)

    def honour(self, code: Honour) -> Title:
        """Return an honour's names; UnknownCodeError if this city does not confer it."""
        return _found(self.honours, "code", code)

    def has_benefit(self, code: str) -> bool:
        """Return whether `code`, from anywhere, names a benefit of this policy."""
        return any(benefit.code == code for benefit in self.benefits)

    def benefit(self, code: str) -> Benefit:
        """Return a benefit; UnknownCodeError if there is none (ask `has_benefit` first)."""
        return _found(self.benefits, "code", code)

    def benefits_at(self, kind: PartnerKind) -> tuple[Benefit, ...]:
        """Return what a desk of this kind may grant on a scan, in file order."""
        return tuple(b for b in self.benefits if b.scannable and b.partner_kind is kind)

    def entitled(self, honours: Collection[Honour], code: str) -> bool:
        """Return whether any of a holder's honours gives the benefit (rights are the union)."""
        return any(honour in honours for honour in self.benefit(code).honours)

    def honours_entitled(self, code: str) -> tuple[Honour, ...]:
        """Return the honours that give the benefit."""
        return self.benefit(code).honours

    def setting(self, code: str) -> Setting:
        """Return what the office set on a silent point; UnknownCodeError if there is none."""
        return _found(self.settings, "code", code)

    def ground(self, code: str) -> Ground:
        """Return a ground for stopping a card; UnknownCodeError if there is none."""
        return _found(self.grounds, "code", code)

    def grade_rule(self, kind: PartnerKind) -> GradeRule | None:
        """Return what sites of this kind must be rated, or None where nothing is asked."""
        return next((rule for rule in self.grade_rules if rule.partner_kind is kind), None)

    def covers(self, kind: PartnerKind, grade: str | None) -> bool:
        """Return whether a site of this kind with this grade today (None: none) is covered."""
        rule = self.grade_rule(kind)
        return rule is None or rule.met_by(grade)

    def criteria_for(self, honour: Honour) -> tuple[Criterion, ...]:
        """Return the criteria of which one must carry the honour; empty for one without any."""
        return tuple(criterion for criterion in self.criteria if criterion.honour is honour)


def _found(entries: Iterable[_Entry], attribute: str, wanted: object) -> _Entry:
    for entry in entries:
        if attrgetter(attribute)(entry) == wanted:
            return entry
    raise UnknownCodeError(f"the policy has no {attribute} {wanted}")
