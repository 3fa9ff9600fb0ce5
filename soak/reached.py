"""
Which tests of some rooms reach a line, and how long each takes.

They are run for it, with ten examples of each property, unless nothing has changed since they were.  Of a file that was
changed after they began nothing is known.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from attrs import frozen

from soak.results import ROOT

FOLDER = ROOT / "build" / "reached"


@frozen
class Reached:
    """The tests by file and line (from 1), and the seconds of each test."""

    lines: Mapping[Path, Mapping[int, frozenset[str]]]
    times: Mapping[tuple[str, str], float]
    failing: frozenset[tuple[str, str]] = frozenset()  # as they fail without a mistake too, they tell nothing

    @classmethod
    def measure(cls, rooms: Sequence[str]) -> Reached:
        """What the tests of these rooms reach, failing ones too."""
        from coverage import CoverageData

        if not _is_measured(rooms):
            _run(rooms)
        data = CoverageData(str(FOLDER / "data"))
        data.read()
        report = ElementTree.parse(FOLDER / "tests.xml")
        (suite,) = report.iter("testsuite")
        began = datetime.fromisoformat(suite.attrib["timestamp"]).timestamp()
        return cls(
            {
                Path(name): {line: _tests(contexts) for line, contexts in data.contexts_by_lineno(name).items()}
                for name in data.measured_files()
                if Path(name).stat().st_mtime < began
            },
            _times(report),
            frozenset(_name(case) for case in report.iter("testcase") if case.find("failure") is not None),
        )

    def seconds(self, test: str) -> float:
        """How long a test took; a moment for one that nothing is known of."""
        return self.times.get(_spelled(test), 0.1)

    def tests(self, path: Path, line: int, room: str, most: float) -> tuple[str, ...] | None:
        """The tests that reach a line, those of a room first, the quickest first; None where only importing does."""
        known = self.lines[path].get(line, frozenset()) if path in self.lines else {""}
        if known == {""}:
            return None
        found = {each for each in known - {""} if _spelled(each) not in self.failing}
        return _within(
            sorted(found, key=lambda each: (not each.startswith(room), self.seconds(each), each)), self.seconds, most
        )


def _is_measured(rooms: Sequence[str]) -> bool:
    """True where the tests of these rooms ran after all that there is was written."""
    data, known = FOLDER / "data", FOLDER / "rooms"
    if not (data.exists() and known.exists() and known.read_text("utf-8").split() == list(rooms)):
        return False
    read = (path for room in ("regiorules", "tests", "soak") for path in ROOT.glob(f"{room}/**/*.*"))
    return max(path.stat().st_mtime for path in read if path.suffix != ".pyc") < known.stat().st_mtime


def _run(rooms: Sequence[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    words = ["-q", "-n", "auto", "-p", "no:cacheprovider", "-p", "soak.few", f"--junitxml={FOLDER}/tests.xml"]
    words += ["--cov", "--cov-context=test", "--cov-report=", *(f"tests/{room}" for room in rooms)]
    environment = {**os.environ, "CI": "1", "COVERAGE_FILE": f"{FOLDER}/data"}
    subprocess.run([sys.executable, "-m", "pytest", *words], cwd=ROOT, env=environment, check=False)
    (FOLDER / "rooms").write_text(" ".join(rooms), "utf-8")


def _within(tests: list[str], seconds: Callable[[str], float], most: float) -> tuple[str, ...]:
    """The first of them, as many as take that long together; at least one where there is one."""
    sums = list(accumulate(map(seconds, tests)))
    return tuple(test for test, until in zip(tests, sums, strict=True) if until <= max(most, sums[0]))


def _tests(contexts: Iterable[str]) -> frozenset[str]:
    """The names of tests, by which pytest finds them; empty is what ran outside any."""
    return frozenset(each.rpartition("|")[0] for each in contexts)


@cache
def _spelled(test: str) -> tuple[str, str]:
    """A test as JUnit has it: the module, and the name."""
    path, _, name = test.partition(".py::")
    return path.replace("/", "."), name


def _times(report: ElementTree.ElementTree[Any]) -> Mapping[tuple[str, str], float]:
    return {_name(case): float(case.get("time", 0)) for case in report.iter("testcase")}


def _name(case: ElementTree.Element) -> tuple[str, str]:
    return case.get("classname", ""), case.get("name", "")
