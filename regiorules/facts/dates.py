"""
Dates as people write them, and the day that it is in the Netherlands.

A date is ISO (`2016-03-01`) or Dutch (`1-3-2016`, `1 maart 2016`); in English its month may be a word.
Slashes are no date here: `3/1/2016` is another day in Dutch than in American English.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from regiorules.text import fold

_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("maart", "mrt", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_NUMBER_OF = {word: number for number, words in enumerate(_MONTHS, 1) for word in words}
_ISO = re.compile("([0-9]{4}) ([0-9]{1,2}) ([0-9]{1,2})")
_DUTCH = re.compile(r"([0-9]{1,2}) ([0-9]{1,2}|[a-z]+\.?) ([0-9]{4})")


def read_date(text: str) -> date | None:
    """The day that a text names; None where it names none, `31 februari` included."""
    plain = fold(text)  # hyphens and spaces of every kind are one space
    if found := _ISO.fullmatch(plain):
        return _day(*found.groups())
    if found := _DUTCH.fullmatch(plain):
        return _day(*reversed(found.groups()))
    return None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _NUMBER_OF.get(month.rstrip("."), 0)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def today() -> date:
    """The day that it is now in the Netherlands, wherever the computer stands."""
    return datetime.now(_zone()).date()


def _zone() -> tzinfo:
    """Dutch time; where the machine has no time zones, by the rule that holds in Europe since 1996."""
    try:
        return ZoneInfo("Europe/Amsterdam")
    except ZoneInfoNotFoundError:
        return timezone(_offset(datetime.now(UTC)))


def _offset(now: datetime) -> timedelta:
    """Summer time lasts from the last Sunday of March until that of October, both at one o'clock UTC."""
    begin, end = (_last_sunday(now.year, month) for month in (3, 10))
    return timedelta(hours=2 if begin <= now < end else 1)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=last.isoweekday() % 7)
