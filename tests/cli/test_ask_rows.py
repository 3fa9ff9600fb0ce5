"""The interview fills in lists row by row: added, changed, taken out, and never lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.interviews import PROMPT, VOCABULARY, ask, asked, region

PLACES, EVENTS = "municipalities", "cooperation_history"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.yaml"


def only(path: Path, name: str, known: str = "", *others: str) -> None:
    """A file in which all is unknown but this fact, of which something may be known, and others."""
    skipped = [each for each, fact in VOCABULARY.facts.items() if fact.asked and each not in (name, *others)]
    lines = ["region: X", "facts:", *(f"  {each}: unknown" for each in skipped)]
    path.write_text("\n".join([*lines, *([f"  {name}: {known}"] if known else []), ""]), encoding="utf-8")


def rows(path: Path, *answers: str, language: str = "nl") -> str:
    """What the interview says from the first row on."""
    code, out, err = ask(path, "rij", *answers, options=("--lang", language))
    assert (code, err) == (0, "")
    return out.partition("Rij voor rij" if language == "nl" else "Row by row")[2]


def value(path: Path, name: str = PLACES) -> Any:
    return region(path).facts[name].value if name in region(path).facts else None


def place(name: str, population: Any = None) -> dict[str, Any]:
    return {"name": name, "population": population}


def test_fields_are_asked_one_by_one_and_done_makes_it_complete(path: Path) -> None:
    """A name, then its number; a row in one line too; the question isn't asked again."""
    only(path, PLACES)
    out = rows(path, "Goes", "38.000", "Tholen 25.000", "Hulst", "", "klaar")
    assert out.index("Rij 1: Naam> ") < out.index("  Inwonertal> ") < out.index("Rij 2: Naam> ")
    assert value(path) == (place("Goes", 38000), place("Tholen", 25000), place("Hulst"))
    assert "Klaar: " in out


def test_a_choice_in_a_row_is_by_number_and_what_must_be_known_is_asked_again(path: Path) -> None:
    """An event without a year; a kind that isn't known can't be; a slip is asked again."""
    only(path, EVENTS)
    out = rows(path, "soms", "?", "", "9", "2", "Een \u202e gesprek", "2016", "overeenkomst", "", "en andere")
    assert "soms is geen getal" in out
    assert "Soort gebeurtenis kan niet onbekend blijven" in out
    assert "9 is geen waarde van Soort gebeurtenis" in out
    assert "\u202e" not in out
    found = value(path, EVENTS)
    kinds = next(each for each in VOCABULARY.facts[EVENTS].fields if each.id == "kind").option_ids
    assert not found["complete"]
    assert [(each["year"], each["kind"]) for each in found["records"]] == [(None, kinds[1]), (2016, kinds[0])]


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        (("Goes",), ["Goes"]),
        (("Goes", "38.000"), ["Goes"]),
        (("Goes", "38.000", "Tholen"), ["Goes", "Tholen"]),
        (("Goes", "38.000", "Tholen", "veel"), ["Goes", "Tholen"]),
        (("Goes", "stop"), ["Goes"]),
    ],
)
def test_whenever_it_ends_what_was_typed_is_saved(answers: tuple[str, ...], names: list[str], path: Path) -> None:
    """In a list that isn't complete: that is only said by who says that it is done."""
    only(path, PLACES)
    assert "Gestopt; ga verder met: " in rows(path, *answers)
    found = value(path)
    assert not found["complete"]
    assert [each["name"] for each in found["records"]] == names


def test_rows_are_changed_and_taken_out(path: Path) -> None:
    """By number; Enter leaves a field as it is; a number that no row has is said."""
    only(path, PLACES, "[{name: Goes, population: 38000}, {name: Tholen, population: 25000}, en andere]")
    out = rows(path, "1", "", "meer dan 30.000", "2", "Hulst", "?", "3", "weg 9", "weg 1", "lijst", "terug", "stop")
    assert "  1. Goes, 38.000\n  2. Tholen, 25.000\n" in out
    assert "  1. Goes, meer dan 30.000\n" in out
    assert out.count("Er is geen rij ") == 2
    assert value(path)["records"] == (place("Hulst"),)
    assert asked(out.partition("weg")[2].split(PROMPT)[0]) == PLACES  # back at the question, with what is known so far
    assert "Tot nu toe: [{name: Hulst" in out


def test_a_whole_list_stays_whole_and_keeps_its_source(path: Path) -> None:
    """In the overview: a row that is changed leaves the list complete, with the source and the note of the list."""
    only(path, PLACES, "{value: [{name: Goes, population: 38000}], source: krant, note: geteld}", "sme_role")
    path.write_text(path.read_text() + "sources: {krant: {title: De krant}}\n")
    code, _, err = ask(path, "overzicht", "1", "Tholen 25.000", "1", "Goes", "39.000", "klaar", "", "stop")
    assert (code, err) == (0, "")
    given = region(path).facts[PLACES]
    assert given.value == (place("Goes", 39000), place("Tholen", 25000))
    assert (given.sources, given.note["nl"]) == (("krant",), "geteld")


def test_the_same_row_twice_is_said_and_left_out(path: Path) -> None:
    """The row that is there stays; another can be typed."""
    only(path, PLACES)
    out = rows(path, "Goes 38.000", "goes", "Goes 9", "Tholen", "?", "klaar")
    assert out.count("staat er twee keer in") == 2
    assert [each["name"] for each in value(path)] == ["Goes", "Tholen"]


def test_done_with_too_few_rows_is_refused(path: Path) -> None:
    """A list that must have one has no less; none at all is an answer only where it may be."""
    only(path, PLACES)
    out = rows(path, "klaar", "stop")
    assert "Er zijn nog geen rijen." in out
    assert value(path) is None
    only(path, EVENTS)
    rows(path, "geen")
    assert value(path, EVENTS) == ()


def test_leaving_a_row_leaves_it_as_far_as_it_was(path: Path) -> None:
    """`terug` in a row goes back to the list, and in the list to the question."""
    only(path, PLACES)
    out = rows(path, "Goes", "terug", "lijst", "terug", "terug", "stop")
    assert "  1. Goes\n" in out
    assert value(path) is None  # the second `terug` at the question takes the list back


def test_a_long_list_is_filled_in_to_the_end(path: Path) -> None:
    """Sixty rows and more, each with two fields."""
    only(path, PLACES)
    typed = [text for number in range(70) for text in (f"Plaats {chr(65 + number % 26)}{number}x", f"{number + 1}.000")]
    rows(path, *typed, "klaar")
    found = value(path)
    assert len(found) == 70
    assert found[69]["population"] == 70_000


def test_in_english(path: Path) -> None:
    """The same words."""
    only(path, PLACES)
    out = rows(path, "Goes", "38,000", "delete 1", "Tholen", "don't know", "done", language="en")
    assert "Row 1: Name> " in out
    assert [each["name"] for each in value(path)] == ["Tholen"]


def test_rows_where_there_is_no_list(path: Path) -> None:
    """It is said, and the question waits."""
    only(path, "sme_role")
    assert "Deze vraag gaat niet over een lijst." in ask(path, "rij", "1")[1]
    assert value(path, "sme_role") is not None


def test_commands_are_no_rows_and_no_figures(path: Path) -> None:
    """The word that fills in rows shows them here; in the middle of a row that comes first."""
    only(path, PLACES)
    out = rows(path, "Goes", "klaar", "38.000", "rij", "klaar")
    assert "Vul eerst deze rij in: Inwonertal" in out
    assert value(path) == (place("Goes", 38000),)


def test_a_list_of_a_table_that_is_changed_says_that_the_table_is_no_source_any_more(path: Path) -> None:
    """It isn't what the table says; left as it was it still is."""
    only(path, PLACES, "", "sme_role")
    path.write_text(path.read_text().replace("region: X", "profile: Zeeland"))
    code, out, _ = ask(path, "overzicht", "1", "weg 1", "klaar", "", "stop")
    assert code == 0
    assert out.count("Bij het vorige antwoord hoorde: bron: ") == 1
    assert region(path).facts[PLACES].sources == ()
    path.write_text(path.read_text().replace("profile: Zeeland", "profile: Flevoland").partition("  municipalities")[0])
    _, out, _ = ask(path, "overzicht", "1", "terug", "", "stop")
    assert "Bij het vorige antwoord hoorde" not in out
