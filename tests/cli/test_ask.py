"""The interview: what each step of it says, against fresh assessments, to the end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve

from regiorules.advice.labels import LABELS
from regiorules.advice.questions import weights_of
from regiorules.advice.session import Session
from regiorules.cli.interview import COMMANDS
from tests.cli.interviews import (
    ENGINE,
    KNOWLEDGE,
    PROMPT,
    VOCABULARY,
    added,
    ask,
    asked,
    copy,
    difference,
    region,
    shown,
)
from tests.commands import run
from tests.paths import REGIONS


@pytest.mark.parametrize("engine", ["auto", "compiled"])
def test_every_step_to_the_end_is_the_difference_of_fresh_assessments(engine: str, zeeland: Path) -> None:
    """
    Always answering 1 (or ?, where the answers aren't listed): each step says what follows by a fresh assessment, no
    question comes twice, and it closes by itself when nothing open depends on a question any more.
    """
    code, out, err = ask(zeeland, *["1", "?"] * 200, options=("--engine", engine))
    assert (code, err) == (0, "")
    told = region(REGIONS / "zeeland.yaml")
    final = region(zeeland)
    before = ENGINE.assess(told)
    parts = out.split(PROMPT)
    questions = [name for name in map(asked, parts) if name]
    assert len(questions) == len(set(questions)) > 20
    pending = asked(parts[0])
    for part in parts[1:]:
        if not asked(part) and part is not parts[-1]:
            continue  # no answer to this question: it is asked again
        told = evolve(told, facts={**told.facts, pending: final.facts[pending]})
        after = ENGINE.assess(told)
        assert shown(part) == difference(before, after)
        before, pending = after, asked(part)
    assert pending == ""
    assert "Klaar: " in parts[-1]
    assert f"Het advies: regiorules advise {zeeland}" in parts[-1]
    assert told.facts == final.facts
    again = ask(zeeland)
    assert again[0] == 0
    assert PROMPT not in again[1]
    assert "Klaar: " in again[1]


def test_an_interview_in_which_nothing_is_skipped_ends_with_nothing_open(tmp_path: Path) -> None:
    """With a real answer to every question the closing line says so, and every weighed conclusion is settled."""
    path = copy("zeeland", tmp_path)
    path.write_text(re.sub(r"(?m)^  \w+: unknown\n", "", path.read_text()))
    answered = region(path).facts
    answers: list[str] = []
    session = Session(KNOWLEDGE, region(path), "compiled")
    while question := session.next_question():
        fact = VOCABULARY.facts[question.fact]
        assert fact.type != "records", "an interview can't ask this"
        answers.append("3" if fact.type == "number" else "1")
        value = 3 if fact.type == "number" else fact.option_ids[:1] if fact.type == "set" else question.answers[0].value
        session.tell(fact.id, value)
    code, out, _ = ask(path, *answers)
    assert code == 0
    assert "Klaar: geen open conclusie hangt nog van een vraag af." in out
    assert "als onbekend staat" not in out
    assert {name: each for name, each in region(path).facts.items() if name not in answered} == {
        name: each for name, each in session.region.facts.items() if name not in answered
    }
    state = ENGINE.assess(region(path))
    left = [name for name, each in state.conclusions.items() if each.status == "open"]
    assert [name for name in left if weights_of(KNOWLEDGE)[name]] == []


def test_going_back_further_and_back_from_nothing(zeeland: Path) -> None:
    """Back twice takes two answers back and asks the earlier one again; with none left it says so."""
    original = zeeland.read_text()
    code, out, _ = ask(zeeland, "terug", "1", "1", "terug", "back", "terug", "2")
    assert code == 0
    parts = out.split(PROMPT)
    assert "Er is geen eerdere vraag." in parts[1]
    first, second = asked(parts[0]), asked(parts[2])
    assert [asked(part) for part in parts[4:6]] == [second, first]
    assert "Er is geen eerdere vraag." in parts[6]
    assert region(zeeland).facts[first].value == VOCABULARY.facts[first].option_ids[1]
    assert added(original, zeeland.read_text()) == [f"  {first}: {VOCABULARY.facts[first].option_ids[1]}"]


def test_no_command_is_also_an_answer() -> None:
    """No label or id of an answer is one of the words with which an interview is steered."""
    words = {word for each in COMMANDS.values() for word in each}
    for fact in VOCABULARY.facts.values():
        for option in fact.options:
            assert not words & {option.id, option.label.nl.casefold(), option.label.en.casefold()}


def test_an_english_interview(zeeland: Path) -> None:
    """The same, in English."""
    code, out, _ = ask(zeeland, "why", "?", "quit", options=("--lang", "en"))
    assert code == 0
    assert "Answers are saved in" in out
    assert "This question helps to decide" in out
    assert "Nothing new is certain by this." in out
    assert f"Stopped; go on with: regiorules ask {zeeland}" in out


@pytest.mark.parametrize("stdin", [b"", b"\n\n", b"\xff\xfe\n", b"\x00\n", b"9\n-1\n0\n"])
def test_what_is_no_answer_changes_nothing(stdin: bytes, zeeland: Path) -> None:
    """Nothing, empty lines, bytes that are no text, numbers that aren't listed: it stops with the way on."""
    code, out, err = run("ask", zeeland, "--ruleset", "core", stdin=stdin)
    assert (code, err) == (0, "")
    assert out.endswith(f"Gestopt; ga verder met: regiorules ask {zeeland} --ruleset core\n")
    assert zeeland.read_text() == (REGIONS / "zeeland.yaml").read_text()


def test_a_list_with_a_gap_is_not_asked_away(tmp_path: Path) -> None:
    """Municipalities of which a population is unknown stay as they are; the closing line speaks of gaps."""
    path = tmp_path / "regio.yaml"
    path.write_text("region: Regio\nfacts:\n  municipalities:\n    - {name: Dorp}\n    - {name: Stad, population: 9}\n")
    _, out, _ = ask(path, *["?"] * 200)
    assert "of van gaten in een lijst." in out
    assert not re.search(r"Haal het daar weg \([^)]*municipalities\b", out)
    assert "    - {name: Dorp}\n    - {name: Stad, population: 9}\n" in path.read_text()


def test_labels_exist_for_all_that_is_shown() -> None:
    """Every kind and status that an interview can show has its word."""
    for each in KNOWLEDGE.conclusions.values():
        assert each.kind in LABELS
    assert {"holds", "fails", "open"} <= LABELS.keys()
