"""How far a phone's word may lie from now: old enough to be scanned, never a screenshot's age."""

from datetime import datetime
from enum import StrEnum
from math import floor

MAX_AGE_SECONDS = 60
MAX_LEAD_SECONDS = 30
"""A phone whose clock runs fast is forgiven half a minute."""


class Freshness(StrEnum):
    """Where a moment lies as seen from now."""

    FRESH = "fresh"
    STALE = "stale"
    AHEAD = "ahead"


def judge_freshness(at: int, now: datetime) -> Freshness:
    """Compare whole seconds: 60 old is fresh, 61 stale; 30 ahead is fresh, 31 ahead."""
    age = floor(now.timestamp()) - at
    if age > MAX_AGE_SECONDS:
        return Freshness.STALE
    return Freshness.AHEAD if age < -MAX_LEAD_SECONDS else Freshness.FRESH
