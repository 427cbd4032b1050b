"""Two parts of a policy that do not fit together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.policy.places import ValuePath


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two parts of a policy that do not fit: where, why, and what to do."""

    path: ValuePath
    problem: str
    advice: str


def repeated(codes: Iterable[object], path: ValuePath, key: str) -> Iterator[Contradiction]:
    """Yield each code that stands in the list at `path` again; `key` is what it is called."""
    before: Counter[object] = Counter()
    for number, code in enumerate(codes):
        if before[code]:
            problem = f"{key} {str(code)!r} stands here a second time"
            advice = f"Remove it, or give it another {key}"
            yield Contradiction((*path, number, key), problem, advice)
        before[code] += 1
