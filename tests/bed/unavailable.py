"""The one line with which the bed fails where a real part cannot be had; it never skips."""

from typing import NoReturn

import pytest


def unavailable(what: str, *, how: str) -> NoReturn:
    """Fails the test that asked, without a trace: what is missing and how to get it."""
    pytest.fail(f"{what} is not to be had here. {how}", pytrace=False)
