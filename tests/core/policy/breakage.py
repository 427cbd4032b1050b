"""One way to break the policy file, and what the loader must then say."""

from typing import NamedTuple

import pytest

from core.policy.load import PolicyError, load_policy
from tests.core.policy.jinzhong import Broken


class Break(NamedTuple):
    """One passage replaced by another; `at` begins the text that the error must point at."""

    passage: str
    replacement: str
    at: str
    problem: str
    advice: str


def check(broken: Broken, breakage: Break) -> None:
    """Break the file and hold the error's place, problem and advice against what is expected."""
    file = broken(breakage.passage, breakage.replacement)
    with pytest.raises(PolicyError) as caught:
        load_policy(file)
    error = caught.value
    lines = file.read_text(encoding="utf-8").splitlines()[error.place.line - 1 :]
    assert "\n".join(lines)[error.place.column - 1 :].startswith(breakage.at), str(error)
    assert breakage.problem in error.problem
    assert breakage.advice in error.advice
    assert str(error).startswith(f"{file}:{error.place.line}:{error.place.column}: ")
