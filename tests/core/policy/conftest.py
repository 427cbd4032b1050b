"""The policy of Jinzhong, loaded once, and copies of its file to break."""

from pathlib import Path

import pytest

from core.policy.load import load_policy
from core.policy.model import Policy
from tests.core.policy.jinzhong import POLICY_FILE, Broken


@pytest.fixture(scope="session")
def policy_file() -> Path:
    return POLICY_FILE


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(POLICY_FILE)


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    """A copy of the policy file in which one passage, which stands there once, is replaced."""

    def write(passage: str, replacement: str) -> Path:
        text = POLICY_FILE.read_text(encoding="utf-8")
        assert text.count(passage) == 1, f"{passage!r} stands there {text.count(passage)} times"
        copy = tmp_path / "policy.yaml"
        copy.write_text(text.replace(passage, replacement), encoding="utf-8")
        return copy

    return write
