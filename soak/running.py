"""Running a part of the soak until its time is over, and reading what it did."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from attrs import field, frozen

from soak.parts import Part
from soak.results import RESULTS, ROOT, keep

EXAMPLES = re.compile(r"(\d+) passing(?: examples|, \d+ failing)")  # of Hypothesis' statistics
ENDLESS = 1800  # seconds over its time after which a part hangs


@frozen
class Ran:
    """What became of a part: how often it ran, its seconds, and what its tests tell."""

    name: str
    failed: bool = False
    rounds: int = 0
    seconds: float = 0
    tests: int = 0
    examples: int = 0
    noted: Mapping[str, int] = field(factory=Counter)
    skipped: Mapping[str, int] = field(factory=Counter)

    def and_then(self, other: Ran) -> Ran:
        """Both rounds together; what is skipped is skipped each time."""
        return Ran(
            self.name,
            self.failed or other.failed,
            self.rounds + other.rounds,
            self.seconds + other.seconds,
            self.tests + other.tests,
            self.examples + other.examples,
            Counter(self.noted) + Counter(other.noted),
            other.skipped,
        )

    @property
    def summary(self) -> str:
        """In a few words."""
        told = {
            "rounds": self.rounds if self.rounds > 1 else 0,
            "tests": self.tests,
            "examples": self.examples,
            **self.noted,
        }
        return ", ".join(f"{count:,} {what}" for what, count in told.items() if count)


def run(part: Part, seconds: float) -> Ran:
    """Run a part once, and one that is `again` until its time is over; keep what it did."""
    print(f"\n=== {part.name}: {part.about} ({seconds:.0f} s)", flush=True)
    ran, until = Ran(part.name), time.monotonic() + seconds
    while not ran.rounds or (part.again and not ran.failed and time.monotonic() < until):
        ran = ran.and_then(_once(part, seconds))
    told = {name: getattr(ran, name) for name in ("failed", "rounds", "seconds", "tests", "examples")}
    keep(f"part-{part.name}", {**told, **ran.noted, "skipped": dict(ran.skipped), "day": time.strftime("%Y-%m-%d")})
    return ran


def _once(part: Part, seconds: float) -> Ran:
    report = RESULTS / f"{part.name}.xml"
    RESULTS.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-m", *shlex.split(part.words.format(seconds=int(seconds)))]
    if part.counts:
        words += ["-q", "-p", "no:cacheprovider", "--hypothesis-show-statistics", f"--junitxml={report}"]
    begun = time.monotonic()
    code, told = _watched(words, {**os.environ, **part.environment}, seconds + ENDLESS)
    took = time.monotonic() - begun
    examples = sum(map(int, EXAMPLES.findall(told)))
    if code or not part.counts:
        sys.stdout.write(told[-8000:])
    found = _tests(report) if part.counts and report.exists() else (0, Counter(), Counter())
    return Ran(part.name, code != 0, 1, took, found[0], examples, *found[1:])


def _watched(words: list[str], environment: dict[str, str], most: float) -> tuple[int, str]:
    """The exit code and what was said; what takes longer, or is interrupted, is stopped with all it started."""
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            told, _ = process.communicate(timeout=most)
        except BaseException as ended:
            os.killpg(process.pid, signal.SIGKILL)
            if not isinstance(ended, subprocess.TimeoutExpired):
                raise
            return 1, f"it didn't end within {most:.0f} seconds\n{process.communicate()[0]}"
    return process.returncode, told


def _tests(report: Path) -> tuple[int, Counter[str], Counter[str]]:
    """How many tests passed, what they noted (`record_property`), and how many were skipped for each reason."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    skipped = [_reason(each) for case in cases for each in case.iter("skipped")]
    noted: Counter[str] = Counter()
    for each in (found for case in cases for found in case.iter("property")):
        noted[each.get("name", "")] += int(each.get("value", 0))
    return len(cases) - len(skipped), noted, Counter(skipped)


def _reason(skipped: ElementTree.Element) -> str:
    """Why a test was skipped; of a whole file that stands in the text."""
    of_a_file = re.search(r"Skipped: (.*?)['\"]\)", skipped.text or "")
    return of_a_file[1] if of_a_file else skipped.get("message") or ""
