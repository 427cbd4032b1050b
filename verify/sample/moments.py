"""Moments of the sample's story, told from its end."""

from datetime import UTC, datetime, time, timedelta

from core.clock import SHANGHAI, shanghai_date


def shanghai_moment(until: datetime, days_ago: int, at: str) -> datetime:
    """Answer the moment `at` (HH:MM in Shanghai) so many days before the day of `until`, in UTC."""
    day = shanghai_date(until) - timedelta(days=days_ago)
    return datetime.combine(day, time.fromisoformat(at), SHANGHAI).astimezone(UTC)


def told_moment(until: datetime, when: str) -> datetime:
    """Answer the moment that a sheet writes as "13 09:12": thirteen days ago, in UTC."""
    days_ago, at = when.split()
    return shanghai_moment(until, int(days_ago), at)
