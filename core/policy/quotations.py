"""Lists every place where a policy cites an article, with the words it quotes from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.policy.benefit import Benefit, Title
from core.policy.document import CardName, Contact
from core.policy.lists import Choice, GradeRule
from core.policy.model import Policy
from core.policy.places import ValuePath


@dataclass(frozen=True, slots=True)
class Quotation:
    """One citation; without `term` it cites the article and quotes nothing."""

    article: int
    article_path: ValuePath
    term: str | None
    term_path: ValuePath


def quotations(policy: Policy) -> Iterator[Quotation]:
    """Yield every citation of the policy, each with its places in the file."""
    yield _quoted(policy.contact, ("contact",))
    yield _quoted(policy.card, ("card",))
    quoting: dict[str, tuple[Title | Benefit | GradeRule | Choice, ...]] = {
        "honours": policy.honours,
        "benefits": policy.benefits,
        "grade_rules": policy.grade_rules,
        "engagement_forms": policy.engagement_forms,
        "fields": policy.fields,
        "talent_kinds": policy.talent_kinds,
        "bureaus": policy.bureaus,
    }
    for name, entries in quoting.items():
        for number, entry in enumerate(entries):
            yield _quoted(entry, (name, number))
    for number, benefit in enumerate(policy.benefits):
        yield from _inside(benefit, ("benefits", number))
    yield from _elsewhere(policy)


def _quoted(
    entry: Contact | CardName | Title | Benefit | GradeRule | Choice, path: ValuePath
) -> Quotation:
    return Quotation(entry.article, (*path, "article"), entry.term, (*path, "term"))


def _inside(benefit: Benefit, path: ValuePath) -> Iterator[Quotation]:
    terms: dict[str, list[str | None]] = {
        "conditions": [condition.term for condition in benefit.conditions],
        "notes": [note.term for note in benefit.notes],
        "rewards": [reward.term for reward in benefit.rewards],
    }
    if benefit.physician is not None:
        term = benefit.physician.term
        yield Quotation(benefit.article, (*path, "article"), term, (*path, "physician", "term"))
    for name, quoted in terms.items():
        for number, words in enumerate(quoted):
            here = (*path, name, number, "term")
            yield Quotation(benefit.article, (*path, "article"), words, here)


def _elsewhere(policy: Policy) -> Iterator[Quotation]:
    for number, criterion in enumerate(policy.criteria):
        path: ValuePath = ("criteria", number)
        words = (*path, "text", "zh")
        yield Quotation(criterion.article, (*path, "article"), criterion.text.zh, words)
    for number, ground in enumerate(policy.grounds):
        for position, article in enumerate(ground.articles):
            here: ValuePath = ("grounds", number, "articles", position)
            yield Quotation(article, here, None, here)
    for number, setting in enumerate(policy.settings):
        if setting.article is not None:
            here = ("settings", number, "article")
            yield Quotation(setting.article, here, None, here)
