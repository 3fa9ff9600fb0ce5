"""The interview: over a pipe and on a terminal, killed and resumed, and what it writes."""

from __future__ import annotations

import difflib
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.advice.labels import LABELS
from regiorules.advice.questions import weight
from regiorules.advice.session import Session
from regiorules.advice.wording import Wording
from regiorules.cli.ask import _COMMANDS
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.region import Given, Region, read_region
from regiorules.facts.save import save_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import run
from tests.paths import REGIONS

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
ENGINE = Engine(KNOWLEDGE, "compiled")
EXAMPLES = REGIONS
PROMPT = "Antwoord> "
BY_QUESTION = {fact.question.nl: fact for fact in VOCABULARY.facts.values() if fact.question}
COLOR = re.compile(r"\x1b\[[0-9;]*m")
WAIT = 60  # seconds, for a slow machine


@pytest.fixture
def zeeland(tmp_path: Path) -> Path:
    return copy("zeeland", tmp_path)


def copy(name: str, folder: Path) -> Path:
    path = folder / f"{name}.yaml"
    path.write_bytes((EXAMPLES / path.name).read_bytes())
    return path


def ask(path: Path, *answers: object, options: tuple[object, ...] = ()) -> tuple[int, str, str]:
    """An interview over a pipe, that ends where the answers do."""
    stdin = "".join(f"{answer}\n" for answer in answers)
    return run("ask", path, "--ruleset", "core", *options, stdin=stdin)


def region(path: Path) -> Region:
    return read_region(path, VOCABULARY)


def next_fact(path: Path) -> str:
    """The question that an interview with this file begins with."""
    return next_fact_after(region(path))


def next_fact_after(known: Region) -> str:
    skipped = frozenset(name for name, each in known.facts.items() if each.value is None)
    question = Session(KNOWLEDGE, known, "compiled").next_question(skip=skipped)
    assert question is not None
    return question.fact


# --- what became certain -----------------------------------------------------------------------------


def difference(before: Assessment, after: Assessment) -> tuple[list[str], list[str]]:
    """What became certain, and what no longer is, from two fresh assessments, in the words of the interview."""
    wording = Wording(after, KNOWLEDGE, "nl")
    certain, undone = [], []
    for name, state in after.conclusions.items():
        line = f"{wording.label(KNOWLEDGE.conclusions[name].kind)}: {wording.title(name)}"
        if state.status == before.conclusions[name].status:
            continue
        if state.status == "open":
            undone.append(line)
        else:
            certain.append(f"{line} — {wording.label(state.grade or state.status)}")
    return certain, undone


def shown(part: str) -> tuple[list[str], list[str]]:
    """What a step of the interview says became certain, and what no longer is."""
    found = []
    for label in ("Nu zeker", "Niet meer zeker"):
        found.append([line.split(f"{label}: ", 1)[1] for line in part.splitlines() if f"  {label}: " in line])
    return found[0], found[1]


def asked(part: str) -> str:
    """The fact that a step of the interview asks for; "" where it doesn't."""
    return next((BY_QUESTION[line].id for line in part.splitlines() if line in BY_QUESTION), "")


class Interview:
    """An interview in a process of its own, on a pseudo-terminal or over pipes, one answer at a time."""

    def __init__(self, path: Path, *, terminal: bool, options: tuple[str, ...] = ("--ruleset", "core")) -> None:
        own, its = pty.openpty() if terminal else (-1, -1)
        command = [sys.executable, "-m", "regiorules", "ask", str(path), *options]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("REGIORULES")}
        self.process = subprocess.Popen(
            command,
            stdin=its if terminal else subprocess.PIPE,
            stdout=its if terminal else subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**clean, "REGIORULES_PLUGINS": "", "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
        )
        if terminal:
            os.close(its)
            self.reader = self.writer = own
        else:
            assert self.process.stdin
            assert self.process.stdout
            self.reader, self.writer = self.process.stdout.fileno(), self.process.stdin.fileno()
        self.raw = self.until_prompt()
        self.start = clean_text(self.raw)

    def answer(self, text: str) -> str:
        """Give an answer; what is said until the next prompt or the end."""
        os.write(self.writer, f"{text}\n".encode())
        return clean_text(self.until_prompt())

    def until_prompt(self) -> str:
        """What is said until the next prompt, or the end; fails where nothing comes."""
        found = b""
        deadline = time.monotonic() + WAIT
        while not found.endswith(PROMPT.encode()):
            assert select.select([self.reader], [], [], deadline - time.monotonic())[0], found.decode()
            try:
                part = os.read(self.reader, 65536)
            except OSError:  # the end of a terminal
                part = b""
            if not part:
                break
            found += part
        return found.decode()

    def kill(self) -> None:
        """SIGKILL, with no time to do anything."""
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(WAIT) == -signal.SIGKILL
        self.close()

    def end(self) -> int:
        """The exit code."""
        code = self.process.wait(WAIT)
        self.close()
        return code

    def close(self) -> None:
        """Close what was opened."""
        if self.process.stdin and self.process.stdout:
            self.process.stdin.close()
            self.process.stdout.close()
        else:
            os.close(self.reader)


def clean_text(text: str) -> str:
    return COLOR.sub("", text).replace("\r\n", "\n")


# --- an interview of Zeeland ---------------------------------------------------------------------------


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_an_interview_says_what_fresh_assessments_say(terminal: bool, zeeland: Path) -> None:
    """
    A number, a Dutch label, a wrong answer, why, back, don't know and stop: each is understood, the lines "Nu zeker"
    are the difference between fresh assessments, and the file holds what was answered.
    """
    interview = Interview(zeeland, terminal=terminal)
    assert f"Antwoorden worden bewaard in {zeeland}." in interview.start
    assert ("\x1b[1m" in interview.raw) is terminal
    before = ENGINE.assess(region(zeeland))
    fact = VOCABULARY.facts[asked(interview.start)]
    assert fact.id == next_fact(zeeland)
    assert all(f"  {number}. {each.label.nl}" in interview.start for number, each in enumerate(fact.options, 1))

    part = interview.answer("1")  # by number
    assert region(zeeland).facts[fact.id].value == fact.option_ids[0]
    after = ENGINE.assess(region(zeeland))
    assert shown(part) == difference(before, after) != ([], [])

    second = VOCABULARY.facts[asked(part)]
    wrong = interview.answer("misschien wel")
    assert f"misschien wel is geen waarde van {second.title.nl}; kies uit: {second.options[0].label.nl}, " in wrong
    assert asked(wrong) == ""
    assert second.id not in region(zeeland).facts

    why = interview.answer("waarom")
    waiting = [name for name, state in after.conclusions.items() if second.id in state.waits_for]
    assert len([line for line in why.splitlines() if line.startswith("  - ")]) == len(waiting) > 0
    assert "Bij het antwoord" in why

    part = interview.answer(second.options[1].label.nl.upper())  # by label, in any case
    assert region(zeeland).facts[second.id].value == second.option_ids[1]
    assert shown(part) == difference(after, later := ENGINE.assess(region(zeeland)))

    part = interview.answer("terug")
    assert asked(part) == second.id
    assert second.id not in region(zeeland).facts
    assert shown(part) == difference(later, after)

    part = interview.answer("?")
    assert region(zeeland).facts[second.id] == Given(None)
    assert shown(part) == ([], [])
    assert asked(part) not in ("", fact.id, second.id)

    part = interview.answer("stop")
    assert f"Gestopt; ga verder met: regiorules ask {zeeland}" in part
    assert interview.end() == 0


@pytest.mark.parametrize("engine", ["auto", "compiled"])
def test_every_step_to_the_end_is_the_difference_of_fresh_assessments(engine: str, zeeland: Path) -> None:
    """
    Always answering 1 (or ?, where the answers aren't listed): each step says what follows by a fresh assessment, no
    question comes twice, and it closes by itself when nothing open depends on a question any more.
    """
    code, out, err = ask(zeeland, *["1", "?"] * 200, options=("--engine", engine))
    assert (code, err) == (0, "")
    told = region(EXAMPLES / "zeeland.yaml")
    final = region(zeeland)
    before = ENGINE.assess(told)
    parts = out.split(PROMPT)
    questions = [name for name in map(asked, parts) if name]
    assert len(questions) == len(set(questions)) > 20
    pending = asked(parts[0])
    for part in parts[1:]:
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
    assert [name for name in left if weight(KNOWLEDGE.conclusions[name])] == []


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
    words = {word for each in _COMMANDS.values() for word in each}
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
    assert out.endswith(f"Gestopt; ga verder met: regiorules ask {zeeland}\n")
    assert zeeland.read_text() == (EXAMPLES / "zeeland.yaml").read_text()


def test_a_list_with_a_gap_is_not_asked_away(tmp_path: Path) -> None:
    """Municipalities of which a population is unknown stay as they are; the closing line speaks of gaps."""
    path = tmp_path / "regio.yaml"
    path.write_text("region: Regio\nfacts:\n  municipalities:\n    - {name: Dorp}\n    - {name: Stad, population: 9}\n")
    _, out, _ = ask(path, *["?"] * 200)
    assert "of van gaten in een lijst." in out
    assert not re.search(r"Haal het daar weg \([^)]*municipalities\b", out)
    assert "    - {name: Dorp}\n    - {name: Stad, population: 9}\n" in path.read_text()


# --- killed and resumed --------------------------------------------------------------------------------


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_a_killed_interview_loses_nothing(terminal: bool, zeeland: Path) -> None:
    """
    Killed after any answer the file is whole, with every answer so far; the next interview goes on with another
    question, and never asks one again that was answered or skipped.
    """
    done: dict[str, Any] = {}
    for number in range(4):
        interview = Interview(zeeland, terminal=terminal)
        part = interview.start
        for answer in ["1", "?", "2"][: number + 1]:
            fact = VOCABULARY.facts[asked(part)]
            assert fact.id not in done
            assert fact.id == next_fact(zeeland)
            part = interview.answer(answer)
            done[fact.id] = None if answer == "?" else (True, False)[int(answer) - 1]
            if fact.options and answer != "?":
                done[fact.id] = fact.option_ids[int(answer) - 1]
        interview.kill()
        found = region(zeeland).facts
        assert {name: found[name].value for name in done} == done
        assert found.keys() - done.keys() == region(EXAMPLES / "zeeland.yaml").facts.keys()
    assert len(done) == 9


# --- files ----------------------------------------------------------------------------------------------


def added(before: str, after: str) -> list[str]:
    """The lines that were added; none may have gone."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    assert [line for line in lines if line.startswith("-")] == []
    return [line[1:] for line in lines if line.startswith("+")]


def test_comments_and_everything_else_survive(tmp_path: Path) -> None:
    """In a copy of Flevoland only the answered keys are added, at the end; after going back it is as it was."""
    path = copy("flevoland", tmp_path)
    original = path.read_text()
    first = next_fact(path)
    ask(path, "1")
    assert added(original, path.read_text()) == [f"  {first}: {VOCABULARY.facts[first].option_ids[0]}"]
    path.write_text(original)
    ask(path, "1", "terug")
    assert path.read_text() == original


def test_a_changed_answer_changes_its_own_line(tmp_path: Path) -> None:
    """A fact that stood there as unknown gets its value in place, and its comment stays."""
    path = copy("flevoland", tmp_path)
    text = path.read_text().replace("sme_role: unknown", "sme_role: unknown  # nog vragen")
    path.write_text(text)
    save_region(path, region(path).tell(VOCABULARY, sme_role="large", outside_pull=True), {"sme_role": True})
    assert path.read_text() == text.replace("sme_role: unknown", "sme_role: large")


AWKWARD = """\
---
# een regio
region: 'Regio'
date: 13-4-2016
sources:
  site: {title: "Site: nieuws", url: 12:30, date: 2016-04}
  long: {title: LONG}

parameters: {large_city: 9.0e4}
facts:
  sme_role: ~
  centre_municipality: null  # niet bekend
  member_considers_leaving: Yes
"""


def test_what_looks_like_something_else_stays_as_it_is(tmp_path: Path) -> None:
    """A date that is none, a number with an exponent, nulls, quotes, long lines, the start of the document."""
    path = tmp_path / "regio.yaml"
    text = AWKWARD.replace("LONG", " ".join(["lang"] * 60))
    path.write_text(text)
    code, _, err = ask(path, "?")
    assert (code, err) == (0, "")
    assert len(added(text, path.read_text())) == 1


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    """A file with CRLF keeps it, in the lines that are added too."""
    path = tmp_path / "regio.yaml"
    path.write_bytes(b"region: Regio\r\nfacts:\r\n  sme_role: large\r\n")
    ask(path, "?")
    lines = path.read_bytes().split(b"\r\n")
    assert len(lines) == 5
    assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize("text", ["region: Regio\n", "region: Regio\nfacts:\n", "region: Regio\nfacts: {}\n"])
def test_a_file_without_facts_gets_them(text: str, tmp_path: Path) -> None:
    """No facts, none yet, or an empty block: the first answer makes them."""
    path = tmp_path / "regio.yml"
    path.write_text(text)
    first = next_fact(path)
    ask(path, "1")
    assert list(region(path).facts) == [first]


def test_a_json_file_stays_json(tmp_path: Path) -> None:
    """Answers go in as JSON, "don't know" as null, and it resumes."""
    path = tmp_path / "regio.json"
    path.write_text(json.dumps({"region": "Regio", "facts": {"sme_role": {"value": "large"}}}))
    first = next_fact(path)
    _, out, _ = ask(path, "1", "?")
    second = asked(out.split(PROMPT)[1])
    facts = json.loads(path.read_text())["facts"]
    assert facts == {"sme_role": {"value": "large"}, first: VOCABULARY.facts[first].option_ids[0], second: None}
    code, out, err = ask(path, "stop")
    assert (code, err) == (0, "")
    assert asked(out.split(PROMPT)[0]) not in ("", first, second)


@pytest.mark.parametrize("name", ["antwoorden.yaml", "antwoorden.json"])
def test_output_leaves_the_region_alone_and_is_resumed(name: str, zeeland: Path) -> None:
    """`--output` gets the whole region with the answers; asked again, the interview goes on in it."""
    target = zeeland.parent / name
    options = ("--output", target)
    _, out, _ = ask(zeeland, "1", "2", options=options)
    first, second = asked(out.split(PROMPT)[0]), asked(out.split(PROMPT)[1])
    assert zeeland.read_text() == (EXAMPLES / "zeeland.yaml").read_text()
    saved = region(target)
    assert saved.retract(first).retract(second) == region(zeeland)
    _, out, _ = ask(zeeland, "?", options=options)
    assert asked(out.split(PROMPT)[0]) == next_fact_after(saved)
    assert len(region(target).facts) == len(saved.facts) + 1


def test_output_about_another_region_is_refused(zeeland: Path) -> None:
    """Answers about one region never end up in the file of another."""
    other = copy("flevoland", zeeland.parent)
    code, _, err = ask(zeeland, "1", options=("--output", other))
    assert (code, err) == (2, f"{other}: dit bestand gaat over Flevoland; kies een ander bestand met --output\n")
    assert other.read_text() == (EXAMPLES / "flevoland.yaml").read_text()


def test_a_region_by_name_gets_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--region` makes a file after the name of the region; the second time it goes on in that."""
    monkeypatch.chdir(tmp_path)
    for expected in (1, 2):
        code, _, err = run("ask", "--region", "zuid-holland centraal", "--ruleset", "core", stdin="1\n")
        assert (code, err) == (0, "")
        assert [path.name for path in tmp_path.iterdir()] == ["zuid-holland-centraal.yaml"]
        assert len(region(tmp_path / "zuid-holland-centraal.yaml").facts) == 1 + expected


@pytest.mark.parametrize("name", ["scan.xlsx", "scan.csv", "scan"])
def test_another_kind_of_file_is_refused_and_left_alone(name: str, zeeland: Path) -> None:
    """Answers aren't saved in a workbook (or anything but YAML and JSON): one line, and not a byte is changed."""
    target = zeeland.parent / name
    target.write_bytes(b"PK\x03\x04 not YAML")
    for options in (("ask", target), ("ask", zeeland, "--output", target)):
        code, _, err = run(*options, "--ruleset", "core", stdin="1\n")
        assert code == 2
        assert len(err.splitlines()) == 1
        assert target.read_bytes() == b"PK\x03\x04 not YAML"
    target.unlink()
    code, out, err = run("ask", zeeland, "--output", target, "--ruleset", "core", stdin="1\n")
    assert (code, out) == (2, "")
    known = "(wel in: .yaml, .yml, .json); kies een ander bestand met --output"
    assert err == f"{target}: hierin kunnen geen antwoorden bewaard worden {known}\n"
    assert not target.exists()


def unwritable(folder: Path) -> Iterator[Path]:
    yield folder / "bestaat-niet" / "x.yaml"
    (folder / "een-map.yaml").mkdir()
    yield folder / "een-map.yaml"


def test_an_unwritable_place_is_one_line(zeeland: Path) -> None:
    """Before the first question: a folder that isn't there, or a folder in the place of the file."""
    for target in unwritable(zeeland.parent):
        code, out, err = ask(zeeland, "1", options=("--output", target))
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1
        assert err.startswith(str(target))
    assert sorted(path.name for path in zeeland.parent.iterdir()) == ["een-map.yaml", "zeeland.yaml"]


TEXTS = st.one_of(
    st.sampled_from(
        ["null", "~", "Unknown", "onbekend", "yes", "12", "1e5", "2016-01-01", "- x", "a: b", "#", "'", "{"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40).filter(str.strip),
)


@settings(max_examples=150, deadline=None, database=None)
@given(text=TEXTS)
def test_any_text_that_can_be_answered_can_be_read_back(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Quotes, signs, words like `null`: what the session took, the saved file gives back, in YAML and in JSON."""
    folder = tmp_path_factory.mktemp("texts")
    start = Region("Regio")
    told = start.tell(VOCABULARY, centre_municipality=text)
    for name in ("a.yaml", "a.json"):
        save_region(folder / name, start, {})
        save_region(folder / name, told, {"centre_municipality": True})
        assert region(folder / name) == told


def test_labels_exist_for_all_that_is_shown() -> None:
    """Every kind, status and grade that an interview can show has its word."""
    for each in KNOWLEDGE.conclusions.values():
        assert each.kind in LABELS
    assert {"holds", "fails", "open", "watch", "medium", "high", "possible", "strong"} <= LABELS.keys()
