"""Where the policy of Jinzhong lies, and the maker of its broken copies."""

from collections.abc import Callable
from pathlib import Path

POLICY_FILE = Path(__file__).parents[3] / "policy" / "jinzhong-2023-10.yaml"

Broken = Callable[[str, str], Path]
