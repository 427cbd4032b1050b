"""Moments of the sample's story, told from its end."""

from datetime import UTC, datetime, time, timedelta

from core.clock import SHANGHAI, shanghai_date


def shanghai_moment(until: datetime, days_ago: int, at: str) -> datetime:
    """Answer the moment `at` (HH:MM in Shanghai) so many days before the day of `until`, in UTC."""
    day = shanghai_date(until) - timedelta(days=days_ago)
    return datetime.combine(day, time.fromisoformat(at), SHANGHAI).astimezone(UTC)
