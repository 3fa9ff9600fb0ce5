"""Notes on terms: by the day that counts, only for Rivierenland, and only on what is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import regiorules_rivierenland as plugin
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from regiorules import Assessment, Engine, load, read_region, region_of
from regiorules.plugins import load_plugins
from regiorules.text import Text

KNOWLEDGE = load("core", Path(plugin.__file__).parent / "ruleset")
ENGINE = Engine(KNOWLEDGE, "compiled")
REGISTRY = load_plugins(only=(), modules={"rivierenland": plugin})
EXAMPLE = ENGINE.assess(read_region(plugin.EXAMPLE, KNOWLEDGE.vocabulary), date(2019, 6, 1))


def notes(assessment: Assessment) -> list[Text]:
    """The notes in an assessment; nothing may go wrong."""
    found, problems = REGISTRY.notes(assessment, KNOWLEDGE)
    assert problems == ()
    return [text for _, text in found]


def assess(facts: Mapping[str, Any], region: str = "Rivierenland", on: date = date(2019, 6, 1)) -> Assessment:
    """A region with these facts, by the rules of a day."""
    return ENGINE.assess(region_of({"region": region, "facts": facts}, KNOWLEDGE.vocabulary), on)


def one(on: date = date(2019, 6, 1), **agreement: Any) -> list[Text]:
    """The notes on one agreement."""
    return notes(assess({"rivierenland_agreements": [{"name": "A", **agreement}]}, on=on))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2017-12-30", []),
        ("2017-12-31", ["2014-2018: de looptijd eindigt binnen een jaar"]),
        ("2018-12-31", ["2014-2018: de looptijd eindigt binnen een jaar"]),
        ("2019-01-01", ["2014-2018: de looptijd is voorbij"]),
        ("2020-12-30", ["2014-2018: de looptijd is voorbij"]),
        ("2020-12-31", ["2014-2018: de looptijd is voorbij", "2018-2021: de looptijd eindigt binnen een jaar"]),
        ("2022-01-01", ["2014-2018: de looptijd is voorbij", "2018-2021: de looptijd is voorbij"]),
    ],
)
def test_the_notes_follow_the_day_whose_rules_count(on: str, expected: list[str]) -> None:
    """The documented accords, day by day: nothing, about to end, ended; the first to end comes first."""
    region = read_region(plugin.EXAMPLE, KNOWLEDGE.vocabulary)
    found = notes(ENGINE.assess(region, date.fromisoformat(on)))
    assert len(found) == len(expected)
    assert all(words in note.nl and f"(peildatum {on})" in note.nl for note, words in zip(found, expected, strict=True))


@given(end=st.integers(1945, 2100), on=st.dates(date(1944, 1, 1), date(2102, 12, 31)))
def test_a_term_ends_with_its_last_year(end: int, on: date) -> None:
    """By any day: over once the last year is past, about to end while its last day is at most a year away."""
    last_day = date(end, 12, 31)
    year_later = (on.year + 1, on.month, on.day)
    expected = "is over" if last_day < on else "within a year" if (end, 12, 31) <= year_later else ""
    found = one(on, end_year=end)
    assert [expected in note.en for note in found] == ([True] if expected else [])


@pytest.mark.parametrize(
    ("dated", "expected"),
    [("2019", 1), ("2018", 1), ("2017", 0), ("2017-12", 0), ("2020-12-31", 2), ("ooit", 0), ("", 0)],
)
def test_without_a_day_for_the_rules_the_date_of_the_facts_counts(dated: str, expected: int) -> None:
    """A year or a month counts from its first day; without a date there is no note, as the clock is never read."""
    assert len(notes(evolve(EXAMPLE, on="", date=dated))) == expected


def test_the_day_of_the_rules_goes_before_the_date_of_the_facts() -> None:
    """Old facts, looked at by the rules of a later day, are seen from that later day."""
    assert len(notes(evolve(EXAMPLE, date="2014"))) == len(notes(EXAMPLE)) == 1


@pytest.mark.parametrize("region", ["Zeeland", "Flevoland", "Achterhoek"])
def test_another_region_gets_no_notes(region: str) -> None:
    """Not even where its file gives agreements."""
    agreements = [
        {"name": "A", "start_year": 2010, "end_year": 2012},
        {"name": "B", "start_year": 1999, "end_year": 1950},
    ]
    facts = {"rivierenland_agreements": agreements}
    assert notes(assess(facts, region)) == []
    assert len(notes(assess(facts))) == 2


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"rivierenland_agreements": "unknown"},
        {"rivierenland_agreements": []},
        {"rivierenland_agreements": [{"name": "A"}, {"name": "B", "start_year": 2014}]},
    ],
)
def test_what_is_unknown_gets_no_note(facts: Mapping[str, Any]) -> None:
    """No agreements, no list at all, or no last year: there is nothing to say about a term."""
    assert notes(assess(facts)) == []


def test_without_the_rule_set_there_are_no_notes() -> None:
    """An assessment by core alone knows no agreements, and the plugin keeps silent."""
    core = load("core")
    assert notes(Engine(core).assess(region_of({"region": "Rivierenland"}, core.vocabulary))) == []


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("hoogstens 2017", "A: de looptijd is voorbij; zij eindigde uiterlijk in 2017 (peildatum 2019-06-01)."),
        ("2012 tot 2018", "A: de looptijd is voorbij; zij eindigde uiterlijk in 2017 "),
        ("2014-2015", "A: de looptijd is voorbij; zij eindigde uiterlijk in 2015 "),
        ("tot en met 2019", "A: de looptijd eindigt binnen een jaar, uiterlijk eind 2019, of is al voorbij "),
        ("tot en met 2021", ""),
        ("minstens 2010", ""),
    ],
)
def test_of_a_last_year_that_is_partly_known_only_what_is_certain_is_said(end: str, words: str) -> None:
    """An end that lies before the day by every year that is possible; where it may lie later nothing is said."""
    found = one(end_year=end, start_year="minstens 2000", renewal="minstens in voorbereiding")
    assert [note.nl[: len(words)] for note in found] == ([words] if words else [])
    assert all("Of er een vervolg is, is niet bekend" in note.nl and "{" not in note.en for note in found)


def test_years_that_contradict_each_other_for_certain_are_named() -> None:
    """Also where the last year isn't known exactly."""
    (note,) = one(start_year=2018, end_year="hoogstens 2014")
    assert note.nl.startswith("A: het eindjaar (hoogstens 2014) ligt voor het beginjaar (2018).")
    assert one(start_year="minstens 2018", end_year=2014)[0].nl.startswith("A: de looptijd is voorbij;")


def test_of_an_incomplete_list_the_known_agreements_count() -> None:
    """Others may have ended too, but nothing is known of them."""
    told = {"rivierenland_agreements": [{"name": "A", "end_year": 2018}, "en andere"]}
    assert [note.nl[:24] for note in notes(assess(told))] == ["A: de looptijd is voorbi"]


def test_contradicting_years_are_named_and_nothing_is_said_of_the_term() -> None:
    """The note names the agreement and its years, on whichever day, and doesn't call it ended."""
    for on in (date(2010, 1, 1), date(2030, 1, 1)):
        (note,) = one(on, start_year=2018, end_year=2014)
        assert note.nl.startswith("A: het eindjaar (2014) ligt voor het beginjaar (2018).")
        assert note.en.startswith("A: its last year (2014) comes before its first (2018).")
        assert "is voorbij;" not in note.nl


@pytest.mark.parametrize(
    ("renewal", "words"),
    [
        (None, "Of er een vervolg is, is niet bekend"),
        ("none", "Een vervolg is niet voorbereid"),
        ("prepared", "Een vervolg is in voorbereiding"),
        ("concluded", "Er is een vervolg gesloten"),
    ],
)
def test_a_note_says_what_follows(renewal: str | None, words: str) -> None:
    """Unknown, not prepared, prepared and concluded each ask for something else."""
    (note,) = one(end_year=2018, renewal=renewal)
    assert words in note.nl


def test_a_note_names_parties_and_follow_up_in_both_languages() -> None:
    """Parties by name and the follow-up in words; a name with braces stays as it is."""
    agreement = {
        "name": "Akkoord {x}",
        "parties": "gemeente en {ondernemers}",
        "end_year": 2018,
        "follow_up": "reported",
    }
    (note,) = notes(assess({"rivierenland_agreements": [agreement]}))
    assert "Akkoord {x}: " in note.nl
    assert "Partijen: gemeente en {ondernemers}. Opvolging: verslag gedaan." in note.nl
    assert "Parties: gemeente en {ondernemers}. Follow-up: reported." in note.en
