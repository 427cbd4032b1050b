"""Loads a policy file, or stops with the line that is wrong and what to do about it."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from core.policy.consistency import contradictions
from core.policy.errors import Place, PolicyError
from core.policy.model import Policy
from core.policy.places import PlacedValues, ValuePath, read_placed_values

__all__ = ["PolicyError", "load_policy", "take_shape"]

_POLICY = TypeAdapter(Policy)
_Shape = TypeVar("_Shape")


def load_policy(path: Path) -> Policy:
    """Return the policy that the file holds; PolicyError, naming the first fault's line, if none.

    The file is read strictly: no unknown key, no key twice, no number in place of a word; then
    its parts are held against each other (`core.policy.consistency`).
    """
    placed = read_placed_values(path)
    policy = take_shape(placed, _POLICY)
    faults = [(placed.place(fault.path), fault) for fault in contradictions(policy)]
    if faults:
        place, fault = min(faults, key=lambda found: found[0])
        raise PolicyError(path, place, fault.problem, advice=fault.advice)
    return policy


def take_shape(placed: PlacedValues, shape: TypeAdapter[_Shape]) -> _Shape:
    """Return a file's values as `shape` has them; PolicyError, naming the line, where they do not
    fit: no unknown key, nothing missing, no number in place of a word.
    """
    try:
        return shape.validate_json(json.dumps(placed.root), strict=True, extra="forbid")
    except ValidationError as error:
        raise _first(placed, error) from error


def _first(placed: PlacedValues, error: ValidationError) -> PolicyError:
    """Turn whichever fault of shape stands first in the file into a PolicyError.

    A missing key comes last of all: it is most often a misspelt one.
    """
    details = error.errors(include_url=False)
    detail = min(details, key=lambda each: (each["type"] == "missing", _place(placed, each)))
    place = _place(placed, detail)
    path = detail["loc"]
    match detail["type"]:
        case "missing":
            problem, advice = f"{path[-1]!r} is missing here", f"Add {path[-1]!r}"
        case "unexpected_keyword_argument":
            problem = f"{path[-1]!r} is no key that is known here"
            advice = "Correct its spelling or remove it"
        case "enum":
            problem = f"{_name(placed, path)!r} cannot be {detail['input']!r}"
            advice = f"Use one of {detail['ctx']['expected']}"
        case _:
            problem = f"{_name(placed, path)!r} does not fit"
            advice = " or ".join(d["msg"] for d in details if _place(placed, d) == place)
    return PolicyError(placed.file, place, problem, advice=advice)


def _place(placed: PlacedValues, detail: ErrorDetails) -> Place:
    if detail["type"] == "unexpected_keyword_argument":
        return placed.key_place(detail["loc"])
    return placed.place(detail["loc"])


def _name(placed: PlacedValues, path: ValuePath) -> str:
    """Return the innermost key of the file on the way to `path`."""
    keys = [path[:end] for end in range(1, len(path) + 1) if path[:end] in placed.keys]
    return str(keys[-1][-1]) if keys else "the policy"
