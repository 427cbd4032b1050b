"""Loads a policy file, or stops with the line that is wrong and what to do about it."""

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from core.policy.consistency import contradictions
from core.policy.errors import PolicyError
from core.policy.model import Policy
from core.policy.places import PlacedValues, read_placed_values

__all__ = ["PolicyError", "load_policy"]

_POLICY = TypeAdapter(Policy)


def load_policy(path: Path) -> Policy:
    """Return the policy that the file holds; PolicyError, naming the first fault's line, if none.

    The file is read strictly: no unknown key, no key twice, no number in place of a word; then
    its parts are held against each other (`core.policy.consistency`).
    """
    placed = read_placed_values(path)
    try:
        policy = _POLICY.validate_json(json.dumps(placed.root), strict=True, extra="forbid")
    except ValidationError as error:
        raise _first(placed, error) from error
    faults = [(placed.place(fault.path), fault) for fault in contradictions(policy)]
    if faults:
        place, fault = min(faults, key=lambda found: found[0])
        raise PolicyError(path, place, fault.problem, advice=fault.advice)
    return policy


def _first(placed: PlacedValues, error: ValidationError) -> PolicyError:
    """Turn whichever fault of shape stands first in the file into a PolicyError."""
    found = error.errors(include_url=False)
    detail = min(found, key=lambda each: placed.key_place(each["loc"]))
    path = detail["loc"]
    problem, advice = _words(detail)
    unknown = detail["type"] == "unexpected_keyword_argument"
    place = placed.key_place(path) if unknown else placed.place(path)
    return PolicyError(placed.file, place, problem, advice=advice)


def _words(detail: ErrorDetails) -> tuple[str, str]:
    name = next((step for step in reversed(detail["loc"]) if isinstance(step, str)), "the policy")
    match detail["type"]:
        case "missing":
            return f"{name!r} is missing here", f"Add {name!r}"
        case "unexpected_keyword_argument":
            return f"{name!r} is no key that is known here", "Correct its spelling or remove it"
        case "enum":
            expected = detail["ctx"]["expected"]
            return f"{name!r} cannot be {detail['input']!r}", f"Use one of {expected}"
        case _:
            return f"{name!r} does not fit", f"{detail['msg']}"
