"""What an interview does to the file: only the lines of its answers, whoever else is at work in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regiorules.cli import prompt as asking
from regiorules.cli.given import Given
from regiorules.facts.region import read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import run

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
LAYOUT = """\
# kop
---
region:   Zeeland\t# naam
profile:  Zeeland

sources:
    krant:
        title: De krant
        date: 2016-04-13
facts: # wat bekend is
    sme_role: large       # uit het gesprek
    cooperation_domains:
    - employer_services
    - labour_market
    member_considers_leaving: {value: no, source: [krant]}   # nog na te gaan
    internal_differences:
        value: large
        note: >-
            Lange regel een twee drie
            vier vijf zes
# slot
"""


def ask(path: Path, stdin: str | bytes, *options: str) -> tuple[int, str, str]:
    return run("ask", path, "--ruleset", "core", *options, stdin=stdin)


def facts(path: Path) -> dict[str, Any]:
    return {name: given.value for name, given in read_region(path, VOCABULARY).facts.items()}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_the_lines_of_an_answer_change(end: str, tmp_path: Path) -> None:
    """Stopping at once changes nothing; one answer is one line; going back takes it away again."""
    path = tmp_path / "zeeland.yaml"
    before = LAYOUT.replace("\n", end).encode()
    path.write_bytes(before)
    assert ask(path, "stop\n")[0] == 0
    assert path.read_bytes() == before
    assert ask(path, "1\nstop\n")[0] == 0
    after = path.read_bytes().split(end.encode())
    line = next(each for each in after if each not in before.split(end.encode()))
    after.remove(line)
    assert end.encode().join(after) == before
    assert line.startswith(b"    ")
    path.write_bytes(before)
    ask(path, "1\nterug\nstop\n")
    assert path.read_bytes() == before


READABLE = [
    "region: X\nfacts:\n  sme_role:\tlarge\n",
    "region: X\t# na een tab\nfacts: {}\n",
    "region: X\nfacts: {sme_role: large, # een\n  outside_pull: no # twee\n  }\n",
    "region: X\nfacts: unknown",
    "{region: X, facts: {sme_role: large}}",
    "%YAML 1.2\n---\nregion: X\n...\n",
    "region: X\nsources:\n  a\x85b: {title: T}\nfacts:\n",
    "region: X\nfacts:\n  sme_role: |\n    large",
]


@pytest.mark.parametrize("text", READABLE)
def test_what_advise_reads_ask_can_save_in(text: str, tmp_path: Path) -> None:
    """The answer is there, and advise reads the file still."""
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    known = facts(path)
    code, _, err = ask(path, "1\nstop\n")
    assert (code, err) == (0, "")
    assert len(facts(path)) == len(known) + 1
    assert run("advise", path, "--ruleset", "core")[0] == 0


@pytest.mark.parametrize("text", ["region: X\nfacts: !!omap\n", "region: !!int X\n", "region: X\n---\nfacts: {}\n"])
def test_what_can_not_be_saved_in_is_refused_by_both(text: str, tmp_path: Path) -> None:
    """Before the first question, in one line."""
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    for command in ("ask", "advise"):
        code, out, err = run(command, path, "--ruleset", "core", stdin="1\n")
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1
    assert path.read_text(encoding="utf-8") == text


def between_answers(monkeypatch: pytest.MonkeyPatch, *actions: Callable[[], None]) -> None:
    """Let something happen to the file before each answer is read."""
    left = list(actions)
    read = asking.Prompt.read

    def disturbed(prompt: asking.Prompt, label: str = "") -> str | None:
        if left:
            left.pop(0)()
        return read(prompt, label)

    monkeypatch.setattr(asking.Prompt, "read", disturbed)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.yaml"
    path.write_text("region: X\nfacts:\n  sme_role: large\n", encoding="utf-8")
    return path


def nothing() -> None:
    """No disturbance."""


def test_what_an_editor_saves_meanwhile_is_taken_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays in the file, is said, and isn't asked any more."""

    def edited() -> None:
        path.write_text(path.read_text().replace("large", "small") + "  outside_pull: no\n", encoding="utf-8")

    between_answers(monkeypatch, nothing, edited)
    code, out, _ = ask(path, "1\n1\nstop\n")
    assert code == 0
    assert "Het bestand is intussen ook door een ander gewijzigd; dat is behouden en telt mee." in out
    found = facts(path)
    assert len(found) == 4
    assert (found["sme_role"], found["outside_pull"]) == ("small", False)


def first_question(path: Path, folder: Path) -> str:
    """The fact that an interview with this file begins with."""
    trial = folder / "proef.yaml"
    trial.write_bytes(path.read_bytes())
    ask(trial, "?\nstop\n")
    (name,) = facts(trial).keys() - facts(path).keys()
    return name


def test_an_answer_that_was_given_otherwise_is_shown_and_kept(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer of the other stays; the interview says what it is, and goes on with the next question."""
    name = first_question(path, tmp_path)
    fact = VOCABULARY.facts[name]
    value = fact.option_ids[1] if fact.options else "no"

    def answered() -> None:
        path.write_text(path.read_text() + f"  {name}: {value}\n", encoding="utf-8")

    between_answers(monkeypatch, answered)
    code, out, _ = ask(path, "1\n?\nstop\n")
    assert code == 0
    assert f"{path}: {name} is in dit bestand intussen anders ingevuld" in out
    assert f"In het bestand staat nu: {fact.show(value if fact.options else False, 'nl')}." in out
    found = facts(path)
    assert found[name] == (value if fact.options else False)
    assert list(found.values()).count(None) == 1


def test_a_file_that_is_broken_meanwhile_can_be_mended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question is asked again until the answer is in the file; stopping before that is an error."""
    whole = path.read_text()

    def broken() -> None:
        path.write_text(whole + "]", encoding="utf-8")

    def mended() -> None:
        path.write_text(whole, encoding="utf-8")

    with monkeypatch.context() as patched:
        between_answers(patched, broken, mended)
        code, out, err = ask(path, "1\n1\nstop\n")
        assert (code, err) == (0, "")
        assert out.count("x.yaml:4:1: ") == 1
    assert len(facts(path)) == 2
    path.write_text(whole, encoding="utf-8")
    between_answers(monkeypatch, broken)
    code, _, err = ask(path, "1\nstop\n")
    assert code == 2
    assert err.startswith(f"{path}:4:1: ")


def test_an_editor_that_saves_an_old_copy_does_not_undo_an_answer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither before the next answer nor at the end."""
    whole = path.read_text()

    def restored() -> None:
        path.write_text(whole, encoding="utf-8")

    between_answers(monkeypatch, nothing, restored, restored)
    assert ask(path, "1\n1\nstop\n")[0] == 0
    assert len(facts(path)) == 3


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp850", "cp437", "utf-16", "utf-8"])
def test_any_window_can_hold_an_interview(encoding: str, path: Path) -> None:
    """No traceback whatever it can't show, and the answers are saved."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REGIORULES")}
    done = subprocess.run(
        [sys.executable, "-m", "regiorules", "ask", str(path), "--ruleset", "core"],
        input=b"1\n?\nwaarom\nstop\n",
        capture_output=True,
        check=False,
        env={**clean, "REGIORULES_PLUGINS": "", "PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert len(facts(path)) == 3


@pytest.mark.parametrize(
    ("line", "encoding", "text"),
    [
        ("Súdwest".encode(), "ascii", "Súdwest"),
        ("Súdwest".encode("latin-1"), "latin-1", "Súdwest"),
        ("Súdwest".encode("cp437"), "cp437", "Súdwest"),
        (b"S\xfa", "utf-8", None),
        (b"S\xfa", "ascii", None),
    ],
)
def test_an_answer_is_read_as_the_window_writes_it(
    line: bytes, encoding: str, text: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """UTF-8, else what the terminal says that it writes; never a sign in the place of what was typed."""

    class Window:
        """Standard input of that encoding."""

    Window.encoding = encoding  # type: ignore[attr-defined]
    monkeypatch.setattr(asking.sys, "stdin", Window)
    assert asking.decoded(line) == text


def test_an_answer_that_is_no_text_is_said_and_asked_again(path: Path) -> None:
    """The next answer counts."""
    code, out, _ = ask(path, b"\xff\xfe\n1\nstop\n")
    assert code == 0
    assert "Dit antwoord is niet te lezen als tekst" in out
    assert len(facts(path)) == 2


def test_what_is_saved_while_the_interview_begins_counts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the rules takes a moment, in which another interview may save: its answer isn't asked for again."""
    name = first_question(path, path.parent)
    machine = Given.machine

    def slow(given: Given) -> Any:
        with path.open("a", encoding="utf-8") as more:
            more.write(f"  {name}: unknown\n")
        return machine(given)

    monkeypatch.setattr(Given, "machine", slow)
    assert ask(path, "1\nstop\n")[0] == 0
    found = facts(path)
    assert found[name] is None
    assert len(found) == 3
