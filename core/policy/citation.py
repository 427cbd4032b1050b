"""What an answer may cite: the article for a right, the office's setting for a silent point."""

from dataclasses import dataclass

from core.policy.document import Text
from core.policy.model import Policy
from core.policy.vocabulary import Basis, Honour


@dataclass(frozen=True, slots=True)
class Citation:
    """The basis of one answer.

    TEXT carries the article and its quoted term; OFFICE the setting and its wording, and never an
    article: what the office set must not be shown as the document's.
    """

    basis: Basis
    article: int | None = None
    term: str | None = None
    setting: str | None = None
    wording: Text | None = None


@dataclass(frozen=True, slots=True)
class BenefitBasis:
    """What an answer about a benefit cites: why it is due at all, and why no more of it is."""

    entitlement: Citation
    limit: Citation


def benefit_basis(policy: Policy, code: str, *, honour: Honour | None = None) -> BenefitBasis:
    """Return what answers about a benefit cite; UnknownCodeError if there is no such benefit.

    `honour` matters for the reward alone, where each honour has its own term and limit.
    """
    benefit = policy.benefit(code)
    reward = None if honour is None else benefit.reward(honour)
    term, limit = (reward or benefit).term, (reward or benefit).limit
    entitlement = Citation(Basis.TEXT, article=benefit.article, term=term)
    if limit.setting is None:
        return BenefitBasis(entitlement, entitlement)
    return BenefitBasis(entitlement, setting_citation(policy, limit.setting))


def setting_citation(policy: Policy, code: str) -> Citation:
    """Return what an answer that rests on a setting cites; UnknownCodeError if there is none."""
    setting = policy.setting(code)
    return Citation(Basis.OFFICE, setting=setting.code, wording=setting.wording)
