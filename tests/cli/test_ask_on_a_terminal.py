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
from tests.cli.interviews import ENGINE, PROMPT, VOCABULARY, asked, difference, next_fact, region, shown
from tests.paths import REGIONS

COLOR = re.compile(r"\x1b\[[0-9;]*m")
WAIT = 60  # seconds, for a slow machine


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
