"""What must fit inside one benefit: its honours, its limit, its notes and its rewards."""

from collections.abc import Iterator

from core.policy.benefit import Benefit, Limit
from core.policy.contradiction import Contradiction, repeated
from core.policy.model import Policy
from core.policy.places import ValuePath
from core.policy.vocabulary import Basis, LimitKind, RecordedAs


def of_benefit(policy: Policy, benefit: Benefit, path: ValuePath) -> Iterator[Contradiction]:
    """Yield what does not fit in one benefit, which stands at `path`."""
    conferred = {title.code for title in policy.honours}
    if not benefit.honours:
        yield Contradiction((*path, "honours"), "no honour gives this benefit", "Name one")
    for number, honour in enumerate(benefit.honours):
        if honour not in conferred:
            problem = f"{honour!s} is not among the honours"
            advice = "Add the honour or remove it here"
            yield Contradiction((*path, "honours", number), problem, advice)
    yield from repeated(benefit.honours, (*path, "honours"), "honour")
    if benefit.scannable != (benefit.partner_kind is not None):
        problem = "'scannable' and 'partner_kind' go together"
        advice = "Name the kind of partner that scans, or make it not scannable and name none"
        yield Contradiction((*path, "scannable"), problem, advice)
    if (benefit.recorded_as is RecordedAs.ASSIGNMENT) != (benefit.physician is not None):
        problem = "a benefit recorded as assignment, and no other, has a 'physician'"
        advice = "Add the least rank with its term, or remove it"
        yield Contradiction((*path, "recorded_as"), problem, advice)
    if benefit.recorded_as.lasts != (benefit.limit.kind is LimitKind.ONE_ACTIVE):
        problem = "a stay or an assignment, and nothing else, has a limit of kind one_active"
        yield Contradiction((*path, "limit", "kind"), problem, "Change the one or the other")
    yield from _of_limit(policy, benefit.limit, (*path, "limit"))
    yield from _of_notes(benefit, path)
    yield from _of_rewards(policy, benefit, path)


def _of_notes(benefit: Benefit, path: ValuePath) -> Iterator[Contradiction]:
    for number, note in enumerate(benefit.notes):
        if (note.basis is Basis.TEXT) != (note.term is not None):
            problem = "a note of basis text quotes its 'term', another note quotes none"
            advice = "Add or remove the term, or change the basis"
            yield Contradiction((*path, "notes", number, "basis"), problem, advice)


def _of_rewards(policy: Policy, benefit: Benefit, path: ValuePath) -> Iterator[Contradiction]:
    yield from repeated((r.honour for r in benefit.rewards), (*path, "rewards"), "honour")
    for honour in benefit.honours if benefit.rewards else ():
        if benefit.reward(honour) is None:
            yield Contradiction((*path, "rewards"), f"{honour!s} has no reward", "Add one")
    for number, reward in enumerate(benefit.rewards):
        here = (*path, "rewards", number)
        yield from _of_limit(policy, reward.limit, (*here, "limit"))
        if reward.honour not in benefit.honours:
            problem = f"{reward.honour!s} is paid but not entitled"
            yield Contradiction((*here, "honour"), problem, "Add it to the benefit's honours")
        if reward.yuan is not None and reward.yuan < 1:
            yield Contradiction((*here, "yuan"), "the amount is not positive", "Correct it")


def _of_limit(policy: Policy, limit: Limit, path: ValuePath) -> Iterator[Contradiction]:
    if (limit.kind is LimitKind.PER_YEAR) != (limit.times is not None):
        problem = "a limit of kind per_year, and no other, has 'times'"
        yield Contradiction((*path, "kind"), problem, "Add or remove 'times'")
    elif limit.times is not None and limit.times < 1:
        yield Contradiction((*path, "times"), "'times' is not positive", "Write 1 or more")
    if (limit.basis is Basis.OFFICE) != (limit.setting is not None):
        problem = "a limit of basis office, and no other, names its 'setting'"
        yield Contradiction((*path, "basis"), problem, "Add or remove 'setting'")
    elif limit.setting is not None:
        setting = next((each for each in policy.settings if each.code == limit.setting), None)
        if setting is None:
            problem = f"{limit.setting!r} is not among the settings"
            yield Contradiction((*path, "setting"), problem, "Add the setting")
        elif isinstance(setting.value, bool) or setting.value != limit.slots:
            problem = f"setting {setting.code!r} says {setting.value}, the limit {limit.slots}"
            yield Contradiction((*path, "setting"), problem, "Make the two agree")
