"""Time: aware UTC inside, Asia/Shanghai at the edge; nobody reads the clock but create_app's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Answer the present moment, aware, in UTC."""
    return datetime.now(UTC)


def shanghai_date(moment: datetime) -> date:
    """Answer the calendar day it is in Jinzhong at that moment."""
    return moment.astimezone(SHANGHAI).date()


def shanghai_year(moment: datetime) -> int:
    """Answer the calendar year it is in Jinzhong: the period of every yearly limit."""
    return shanghai_date(moment).year


def start_of_day(day: date) -> datetime:
    """Answer the moment a Jinzhong day begins, in UTC."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Answer the moment a Jinzhong day is over, in UTC: the next day's first moment."""
    return start_of_day(day + timedelta(days=1))
