"""Dates as facts: how people give them, whole and in part, and how they are shown and read back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.documents import Scalar
from regiorules.errors import Problems
from regiorules.facts.given import read_given, typed
from regiorules.facts.said import in_words
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import freeze
from regiorules.rules.load import load_rulesets
from regiorules.text import Text
from tests.partly import partly
from tests.paths import DATA

START = load_rulesets(DATA / "dated").vocabulary.facts["start"]
ANY = Fact("date", Text("dag", "day"), id="day")
WHOLE = {"2026-01-01": "2026-01-01", "1-1-2026": "2026-01-01", "1 januari 2026": "2026-01-01"}
IN_PART = {
    "na 2024": {"at_least": "2025-01-01"},
    "after March 2026": {"at_least": "2026-04-01"},
    "vanaf 2024": {"at_least": "2024-01-01"},
    "1-3-2024 of later": {"at_least": "2024-03-01"},
    "voor 2024": {"at_most": "2023-12-31"},
    "before 2 January 2024": {"at_most": "2024-01-01"},
    "tot 2024": {"at_most": "2023-12-31"},
    "t/m 2024": {"at_most": "2024-12-31"},
    "up to and including 2024": {"at_most": "2024-12-31"},
    "maart 2026": {"at_least": "2026-03-01", "at_most": "2026-03-31"},
    "2026-02": {"at_least": "2026-02-01", "at_most": "2026-02-28"},
    "2024": {"at_least": "2024-01-01", "at_most": "2024-12-31"},
    "tussen 1-1-2024 en 31-12-2024": {"at_least": "2024-01-01", "at_most": "2024-12-31"},
    "1-1-2024 - 31-3-2024": {"at_least": "2024-01-01", "at_most": "2024-03-31"},
    "van 2023 tot 2025": {"at_least": "2023-01-01", "at_most": "2024-12-31"},
    "{at_least: 2024, less_than: 1-7-2024}": {"at_least": "2024-01-01", "at_most": "2024-06-30"},
}
WRONG = {
    "2025-02-30": "not_date",
    "31-11-2025": "not_date",
    "3/1/2025": "not_date",
    "vandaag": "not_date",
    "45000": "not_date",
    "2019-12-31": "out_of_range",
    "1-1-2036": "out_of_range",
    "tussen 2025 en 2024": "nothing_left",
    "voor 2020": "nothing_left",
}


def read(fact: Fact, text: str) -> tuple[Any, list[str]]:
    """What a text says of a fact, and the codes of what is wrong with it."""
    problems = Problems()
    value = read_given(fact, typed(fact, text, problems), problems, "")
    return value, [each.code for each in problems.found]


@pytest.mark.parametrize("text", WHOLE)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    """ISO, and as the Dutch write it; its inner form is the number of the day."""
    assert read(START, text) == (WHOLE[text], [])
    assert START.encode(WHOLE[text]) == date(2026, 1, 1).toordinal()


@pytest.mark.parametrize("text", IN_PART)
def test_what_is_partly_known_is_a_first_and_a_last_day(text: str) -> None:
    """A month or a year begins with its first day and ends with its last."""
    assert read(ANY, text) == (IN_PART[text], [])


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_day_is_refused(text: str) -> None:
    """Days that don't exist, that lie outside the bounds, or that leave nothing."""
    assert read(START, text) == (None, [WRONG[text]])


@settings(max_examples=200, deadline=None)
@given(data=st.data(), language=st.sampled_from(["nl", "en"]), fact=st.sampled_from([START, ANY]))
def test_what_is_said_of_a_date_reads_back(data: st.DataObject, language: Any, fact: Fact) -> None:
    """Every span of days has words, and those mean that span; both forms are one."""
    value = data.draw(partly(fact))
    said = in_words(fact, value, language)
    assert said
    assert freeze(read(fact, said)[0]) == freeze(value) == freeze(fact.decode(fact.encode(value)))


@given(st.dates(), st.sampled_from(["nl", "en"]))
def test_every_day_is_shown_and_read_back(day: date, language: Any) -> None:
    """From the first day of the year 1 until the last of 9999."""
    if day.year >= 1000:
        assert read(ANY, ANY.show(day.isoformat(), language)) == (day.isoformat(), [])
    assert ANY.decode(ANY.encode(day.isoformat())) == day.isoformat()


def test_words_for_dates_change_nothing_for_other_facts() -> None:
    """`NaN` is no number after N."""
    number = Fact("number", Text("getal", "number"))
    assert read(number, "NaN") == (None, ["not_finite"])

    assert read_given(number, Scalar("na 5"), Problems(), "") == {"more_than": 5}
