"""
Dates as people write them, and the day that it is in the Netherlands.

A date is ISO (`2016-03-01`) or Dutch (`1-3-2016`, `1 maart 2016`); in English its month may be a word.
Slashes are no date here: `3/1/2016` is another day in Dutch than in American English.
A moment is a day, or only its month (`2016-03`) or its year (`2016`); that is how dates of facts are kept.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NewType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from regiorules.patterns import pattern
from regiorules.text import Language, fold

Moment = NewType("Moment", str)
NO_DATE = Moment("")
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
FIRST_IN_A_SHEET = "1900-03-01"  # workbooks know dates since 1900, with a mistake in February
_MONTHS = (  # in Dutch, short, in English, short
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("maart", "mrt", "march", "mar"),
    ("april", "apr", "april"),
    ("mei", "mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "september", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov", "november"),
    ("december", "dec", "december"),
)
_NUMBER_OF = {word: number for number, words in enumerate(_MONTHS, 1) for word in words}
_YEAR = pattern("(?:19|20|21)[0-9]{2}")
_MONTH = pattern(r"(?P<iso>[0-9]{4}) (?P<number>[0-9]{2})|(?P<month>[0-9]{1,2}|[a-z]+\.?) (?P<year>[0-9]{4})")
_ISO = pattern("([0-9]{4}) ([0-9]{1,2}) ([0-9]{1,2})")
_DUTCH = pattern(r"([0-9]{1,2}) ([0-9]{1,2}|[a-z]+\.?) ([0-9]{4})")


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


@lru_cache(1_000)  # the same few are read over and over
def read_moment(text: str) -> Moment | None:
    """A day, a month or a year in ISO form (`2016-03-01`, `2016-03`, `2016`); None where the text is none of these."""
    if day := read_date(text):
        return Moment(day.isoformat())
    plain = fold(text)
    if _YEAR.fullmatch(plain):
        return Moment(plain)
    if found := _MONTH.fullmatch(plain):
        first = _day(found["iso"] or found["year"], found["number"] or found["month"], "1")
        return Moment(first.isoformat()[:7]) if first else None
    return None


def days_of(moment: str) -> tuple[date, date] | None:
    """The first and the last day of a moment; None where the text is none."""
    iso = read_moment(moment)
    if iso is None:
        return None
    first = date.fromisoformat(f"{iso}-01-01"[:10])
    if len(iso) == len("2016-03-01"):
        return first, first
    months = 1 if len(iso) == len("2016-03") else 12
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first, date(year, month + 1, 1) - timedelta(days=1)


def number_of(iso: str) -> int:
    """The number of a day in ISO form, counted from 1 on the first day of the year 1."""
    return date.fromisoformat(iso).toordinal()


def day_of(number: float) -> str:
    """The day of that number in ISO form."""
    return date.fromordinal(int(number)).isoformat()


def months_between(start: float, end: float) -> float:
    """
    The whole months from one day to another, by their numbers; below zero where the second is before the first.

    A month is whole on the same day of the next one, as FEEL and the calendar of Java have it: of the 31st that is the
    1st after a shorter month.  Without end it is where an end is infinite, and no number where both are.
    """
    if not (math.isfinite(start) and math.isfinite(end)):
        return end - start
    first, last = sorted((int(start), int(end)))
    one, other = date.fromordinal(first), date.fromordinal(last)
    months = (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day)
    return months if start <= end else -months


def in_a_sheet(text: str) -> bool:
    """True for a day in ISO form that a workbook has a date for."""
    return len(text) == len(FIRST_IN_A_SHEET) and text[:1].isdigit() and text >= FIRST_IN_A_SHEET


def moment_of(first: str, last: str) -> Moment | None:
    """The year or the month that has these as its first and last day (ISO form); None where none has."""
    ends = (date.fromisoformat(first), date.fromisoformat(last))
    return next((Moment(iso) for iso in (first[:4], first[:7]) if days_of(iso) == ends), None)


def show_moment(moment: str, language: Language) -> str:
    """A moment as people say it: `1 maart 2016`, `maart 2016`, `2016`; a text that is none as it stands."""
    iso = read_moment(moment)
    if iso is None:
        return moment
    year, *rest = iso.split("-")
    words = _MONTHS[int(rest[0]) - 1] if rest else ()
    month = [words[2].capitalize() if language == "en" else words[0]] if words else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])


def today() -> date:
    """The day that it is now in the Netherlands, wherever the computer stands."""
    return datetime.now(_zone()).date()


def day_in(moment: date) -> date:
    """The day of a date, or of a time: of one that knows its zone the day that it then is in the Netherlands."""
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(_zone()) if moment.tzinfo else moment).date()


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
