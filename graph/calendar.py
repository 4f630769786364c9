"""Days counted: calendar days, and working days by the public holidays of Kazakhstan.

Working days come from the ``holidays`` package, days off that were moved to other days included, as far as it knows
them.
"""

from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

CALENDAR, WORKING = "calendar", "working"
"""Kinds of days, as ``Commencement.dayKind`` has them."""


def day_after(first: date, days: int, kind: str) -> date:
    """The day after so many days have passed, of which ``first`` is the first that counts; 0 days give ``first``."""
    if days == 0:
        return first
    if kind == CALENDAR:
        return first + timedelta(days)
    return _holidays().get_nth_working_day(first - timedelta(1), days) + timedelta(1)


@cache
def _holidays() -> HolidayBase:
    return country_holidays("KZ")
