"""
Whole assessments of `core` by whatever RegioRules is on the path: the seconds of one for each line that comes in.

It imports nothing beside itself, and asks for everything that an assessment says, so that a RegioRules that writes
assessments down lazily has to do all of the work.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import regiorules

REGIONS = ("flevoland", "zeeland")  # each checkout has its own file of them
TIMES = 10  # in a round, so that little of it is a process that wakes up


def everything(assessment: Any) -> None:
    """Ask what each fact, rule and conclusion rests on and waits for."""
    for states in (assessment.facts, assessment.rules, assessment.conclusions):
        for state in states.values():
            _ = state.rests_on, state.waits_for


def regions(knowledge: Any) -> list[Any]:
    """The regions that are assessed."""
    folder = Path(regiorules.__file__).parent.parent / "examples" / "regions"
    return [regiorules.read_region(folder / f"{name}.yaml", knowledge.vocabulary) for name in REGIONS]


def main() -> None:
    """A round for each line."""
    knowledge = regiorules.load("core")
    engine, cases = regiorules.Engine(knowledge, "compiled"), regions(knowledge)
    for _ in sys.stdin:
        start = time.process_time()
        for case in cases * TIMES:
            everything(engine.assess(case))
        print((time.process_time() - start) / len(cases) / TIMES, flush=True)


if __name__ == "__main__":
    main()
