"""What stops the start when a policy file cannot be used: where it breaks, why, what to do."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column count from 1."""

    line: int
    column: int


class PolicyError(ValueError):
    """A policy file cannot be used; the message names file, line, column and the remedy."""

    def __init__(self, file: Path, place: Place, problem: str, *, advice: str) -> None:
        super().__init__(f"{file}:{place.line}:{place.column}: {problem}. {advice}.")
        self.file = file
        self.place = place
        self.problem = problem
        self.advice = advice
