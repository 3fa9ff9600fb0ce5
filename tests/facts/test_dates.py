"""Dates as people write them, and what day it is in the Netherlands."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.facts import dates
from regiorules.facts.dates import day_in, days_of, read_date, read_moment, show_moment, today
from regiorules.text import Language

MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december",
    "January February March April May June July August September October November December",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "jan. feb. mrt. apr. mei jun. jul. aug. sept. okt. nov. dec.",
)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_way_to_write_a_day_names_that_day(day: date) -> None:
    """ISO and Dutch, with and without zeros, with the month as a word: all come back as the day."""
    forms = [
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day.year}-{day.month}-{day.day}",
    ]
    for words in MONTHS:
        month = words.split()[day.month - 1]
        forms += [
            f"{day.day} {month} {day.year}",
            f"{day:%d} {month.upper()} {day.year}",
            f"{day.day}-{month}-{day.year}",
        ]
    for form in forms:
        assert read_date(form) == day, form
        assert read_date(f"\u00a0{form.replace('-', chr(0x2011)).replace(' ', '  ')} ") == day, form
        assert read_date(unicodedata.normalize("NFD", form)) == day, form


@pytest.mark.parametrize(
    "text",
    [
        "31 februari 2016", "31-2-2016", "2015-02-29", "0-1-2016", "1-13-2016", "0000-01-01", "gisteren", "vandaag",
        "yesterday", "42430", "42430.0", "20160301", "2016-W09-2", "1-3-16", "2016", "maart 2016", "2016-03",
        "01/03/2016", "3/1/2016", "1 foo 2016", "2016-03-01T00:00:00", "2016-03-01 12:00", "1-3-2016 of 2-3-2016", "",
        "1 2016 3", "-1-3-2016x", "99999-01-01", "1e3-01-01",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    """Days that don't exist, words, serial numbers, two digits for a year, and slashes are refused."""
    assert read_date(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    """No text makes it fail."""
    assert read_date(text) is None or isinstance(read_date(text), date)


@given(st.datetimes(datetime(1996, 1, 1), datetime(2037, 12, 31)))
def test_without_time_zones_the_european_rule_gives_dutch_time(moment: datetime) -> None:
    """The rule that stands in for the data of time zones gives the same offset as those data."""
    now = moment.replace(tzinfo=UTC)
    assert dates._offset(now) == now.astimezone(ZoneInfo("Europe/Amsterdam")).utcoffset()


def test_today_is_the_day_in_the_netherlands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the computer stands makes no difference, nor whether it knows the time zones."""
    for missing in (False, True):
        if missing:

            def unknown(name: str) -> ZoneInfo:
                raise ZoneInfoNotFoundError(name)

            monkeypatch.setattr(dates, "ZoneInfo", unknown)
        before = datetime.now(UTC)
        assert today() in {(before + timedelta(hours=hours)).date() for hours in (1, 2)}


DAYS = pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 1, 22, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 23, 0, tzinfo=UTC), date(2026, 1, 2)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)


@DAYS
def test_a_time_is_of_the_day_in_the_netherlands(moment: datetime, day: date) -> None:
    """One that knows its zone, that is; of one that doesn't the date stands, and so does a date."""
    assert day_in(moment) == day
    assert day_in(moment.replace(tzinfo=None)) == moment.date()
    assert type(day_in(moment)) is type(day_in(day)) is date
    assert day_in(day) is day


@DAYS
def test_a_new_day_begins_at_midnight_in_the_netherlands(
    moment: datetime, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hour before midnight UTC in winter, two in summer."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)  # type: ignore[arg-type]

    monkeypatch.setattr(dates, "datetime", Clock)
    assert today() == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)), st.sampled_from(["nl", "en"]))
def test_a_moment_is_a_day_a_month_or_a_year(day: date, language: Language) -> None:
    """What is shown of it reads back as the same, in both languages; its days are those of the calendar."""
    year, month = f"{day:%Y}", f"{day:%Y-%m}"
    for iso, first, last in (
        (day.isoformat(), day, day),
        (month, day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])),
        (year, date(day.year, 1, 1), date(day.year, 12, 31)),
    ):
        assert read_moment(iso) == read_moment(show_moment(iso, language)) == iso
        assert days_of(iso) == (first, last)
    assert read_moment(f"{day.month}-{day.year}") == month


@pytest.mark.parametrize(
    ("moment", "nl", "en"),
    [
        ("2016-03-01", "1 maart 2016", "1 March 2016"),
        ("2016-03", "maart 2016", "March 2016"),
        ("2016", "2016", "2016"),
        ("voorjaar", "voorjaar", "voorjaar"),
    ],
)
def test_a_moment_as_people_say_it(moment: str, nl: str, en: str) -> None:
    """In both languages; what is no moment stands as it is."""
    assert (show_moment(moment, "nl"), show_moment(moment, "en")) == (nl, en)


@pytest.mark.parametrize("text", ["", "1216", "42430", "2016-13", "2016-3-32", "13-2016", "foo 2016", "31-2-2016"])
def test_what_is_no_moment_is_none(text: str) -> None:
    """A serial number, a month that doesn't exist, a word."""
    assert read_moment(text) is None
    assert days_of(text) is None
