"""The interview in a process of its own, on a terminal and over pipes: answered, killed and resumed."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from regiorules.facts.entries import Given
from tests.cli.interviews import ENGINE, VOCABULARY, asked, difference, next_fact, region, shown
from tests.commands import controlled
from tests.paths import REGIONS

COLOR = re.compile(r"\x1b\[[0-9;]*m")
WAIT = 30  # seconds, for a slow machine


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
            preexec_fn=controlled if terminal else None,
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

    def press(self, key: bytes) -> str:
        """Press one key, as Ctrl-C is; what is said until the end."""
        os.write(self.writer, key)
        return clean_text(self.until_prompt())

    def until_prompt(self) -> str:
        """What is said until the next prompt, or the end; fails where nothing comes."""
        found = b""
        deadline = time.monotonic() + WAIT
        while not found.endswith(b"> "):
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
        assert found.keys() - done.keys() == region(REGIONS / "zeeland.yaml").facts.keys()
    assert len(done) == 9


CTRL_C, CTRL_D = b"\x03", b"\x04"


def only(path: Path, *names: str) -> None:
    """A file in which all is unknown but these facts, of which nothing is said."""
    skipped = [name for name, fact in VOCABULARY.facts.items() if fact.asked and name not in names]
    path.write_text("".join(["region: X\nfacts:\n", *(f"  {name}: unknown\n" for name in skipped)]), encoding="utf-8")


def test_a_whole_interview_with_rows_and_a_look_over_at_the_end(tmp_path: Path) -> None:
    """Seventy rows, a set with "en", wrong input, and a change after the last question, before it is closed."""
    path = tmp_path / "x.yaml"
    only(path, "municipalities", "cooperation_domains")
    interview = Interview(path, terminal=True)
    assert "\x1b[2m0 beantwoord, nog hooguit 2 die ertoe doen.\x1b[0m" in interview.raw
    part = interview.start
    for _ in range(2):
        if asked(part) == "cooperation_domains":
            assert "99" in interview.answer("1 en 99")
            part = interview.answer("1 en 3")
            continue
        interview.answer("rij")
        for number in range(70):
            assert "  Inwonertal> " in interview.answer(f"Plaats {number} x")
            assert f"  {number + 1}. Plaats {number} x, " in interview.answer(f"{number + 1}.000")
        part = interview.answer("klaar")
    assert "Nog iets wijzigen" in part
    assert "  1. Gemeenten: 70" in interview.answer("overzicht")
    interview.answer("1")
    assert "Rij 70: " in interview.answer("weg 70")
    interview.answer("klaar")
    assert "Nog iets wijzigen" in interview.answer("")
    interview.answer("")
    assert interview.end() == 0
    found = region(path).facts
    assert len(found["municipalities"].value) == 69
    assert found["cooperation_domains"].value == tuple(
        VOCABULARY.facts["cooperation_domains"].option_ids[at] for at in (0, 2)
    )


@pytest.mark.parametrize(("key", "code"), [(CTRL_C, 130), (CTRL_D, 0)], ids=["ctrl-c", "ctrl-d"])
@pytest.mark.parametrize("where", ["question", "row", "overview", "change"])
def test_ctrl_c_and_ctrl_d_end_it_with_the_way_on(key: bytes, code: int, where: str, tmp_path: Path) -> None:
    """Wherever it is, half a row is saved; no traceback."""
    path = tmp_path / "x.yaml"
    only(path, "municipalities")
    interview = Interview(path, terminal=True)
    interview.answer("rij")
    interview.answer("Goes")
    if where != "row":
        interview.answer("38.000")
        interview.answer("terug")
    for answer in {"overview": ["overzicht"], "change": ["overzicht", "2"]}.get(where, []):
        interview.answer(answer)
    said = interview.press(key)
    assert f"regiorules ask {path}" in said
    assert "Traceback" not in said
    assert interview.end() == code
    found = region(path).facts["municipalities"].value
    assert [each["name"] for each in found["records"]] == ["Goes"]
