"""The yardstick with everyone on it: our executors and their peers, checked first and then timed by turns."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from benchmarks.measure import each, interleaved
from benchmarks.peers import Run, forms
from benchmarks.peers import check as check_peer
from benchmarks.yardstick import REGIONS, check, complete, executors, holding, region, yardstick

ROUNDS = 25
UNKNOWN = "three-valued, a fifth unknown"
KNOWN = "three-valued, all known"
TWO = "two-valued, all known"


@frozen
class Entry:
    """An engine in one form; `seconds` of one assessment are None where the engine isn't installed."""

    engine: str
    form: str
    answers: str
    seconds: float | None
    ours: bool = False

    @property
    def written_out(self) -> bool:
        """True where the conclusions were written out by hand, so that no rule reads another's."""
        return "written out" in self.form


def contest() -> list[Entry]:
    """All engines that are installed, timed, the fastest first; then those that aren't."""
    chance = random.Random(39)
    program = yardstick(chance)
    some = [region(chance) for _ in range(REGIONS)]
    whole = [complete(chance, facts) for facts in some]
    subjects: dict[Entry, tuple[Run, Sequence[Mapping[str, Any]]]] = {}
    for name, executor in executors(program).items():
        for cases, answers in ((some, UNKNOWN), (whole, KNOWN)):
            check(executor, program, cases)
            subjects[Entry(f"our {name} executor", "statuses of all rules", answers, 0, True)] = (
                holding(executor),
                cases,
            )
    absent = []
    for peer, form, run in forms(program):
        if run is None:
            absent.append(Entry(peer, form, TWO, None))
            continue
        check_peer(f"{peer}, {form}", run, program, whole)
        subjects[Entry(peer, form, TWO, 0)] = run, whole
    return [*_timed(subjects), *absent]


def _timed(subjects: Mapping[Entry, tuple[Run, Sequence[Mapping[str, Any]]]]) -> list[Entry]:
    by_number = dict(enumerate(subjects))
    actions = {str(number): each(*subjects[entry]) for number, entry in by_number.items()}
    times = interleaved(actions, ROUNDS)
    found = [(times[str(number)] / REGIONS, entry) for number, entry in by_number.items()]
    return [
        Entry(entry.engine, entry.form, entry.answers, seconds, entry.ours)
        for seconds, entry in sorted(found, key=lambda each: each[0])
    ]
