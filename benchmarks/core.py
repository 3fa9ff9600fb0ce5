"""
What stands around the executors, on `core` and the regions of the examples: assessment, questions, advice, session.

All ratios are of subjects that take turns in one run.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import cached_property
from typing import Any

from benchmarks.beside import HERE, Worker, archived, medians
from benchmarks.measure import each, interleaved
from benchmarks.whole import everything, regions
from regiorules import Engine, Session, load, make_advice, rank_questions, render_advice

REVISION = "f7bf8ac"  # when the bounds were set
ROUNDS = 30
THREADS = 64


class Core:
    """`core`, its engines and regions, made once."""

    def __init__(self) -> None:
        self.knowledge = load("core")
        self.regions = regions(self.knowledge)
        self.compiled = Engine(self.knowledge, "compiled")

    @cached_property
    def durable(self) -> Engine:
        """Raises MissingExtra where durable-rules isn't installed."""
        return Engine(self.knowledge, "durable")

    def times(self, **actions: Callable[[Any], Any]) -> tuple[float, ...]:
        """The median seconds of each action on one region."""
        found = interleaved({name: each(run, self.regions) for name, run in actions.items()}, ROUNDS)
        return tuple(found[name] / len(self.regions) for name in actions)

    def run(self, region: Any) -> Any:
        """The executor alone; what the region gives it is made beforehand."""
        return self._prepared[region.name]()

    @cached_property
    def _prepared(self) -> dict[str, Callable[[], Any]]:
        def ready(region: Any) -> Callable[[], Any]:
            run, given = self.compiled.prepare(region).executor.run, self.compiled.given(region)
            return lambda: run(given)

        return {region.name: ready(region) for region in self.regions}

    def whole(self, region: Any) -> None:
        """An assessment of which everything is asked."""
        everything(self.compiled.assess(region))

    def lazily(self) -> float:
        """How many times the executor's own time an assessment takes of which nothing is asked."""
        assessed, ran = self.times(assess=self.compiled.assess, run=self.run)
        return assessed / ran

    def questions(self) -> float:
        """How many runs of the executor ranking the questions takes, with the assessment, for each fact asked."""

        def ranked(region: Any) -> Any:
            return rank_questions(self.compiled.assess(region), self.knowledge)

        asked = sum(len(ranked(region)) for region in self.regions) / len(self.regions)
        took, ran = self.times(rank=ranked, run=self.run)
        return took / ran / asked

    def advice(self) -> float:
        """How many whole assessments an advice takes, with its assessment and its text."""

        def written(region: Any) -> Any:
            return render_advice(make_advice(self.compiled.assess(region), self.knowledge))

        took, assessed = self.times(advice=written, whole=self.whole)
        return took / assessed

    def session(self) -> float:
        """A session's next answer, with the assessment that it gives, as a part of a whole assessment on durable."""
        region = self.regions[0]
        open_facts = [each for each in rank_questions(self.compiled.assess(region), self.knowledge) if each.answers]
        answers = [(each.fact, each.answers[0].value) for each in open_facts[:10]]
        under_way: list[Session] = []

        def tell() -> None:
            for fact, value in answers:
                under_way[0].tell(fact, value)

        actions: dict[str, Callable[[], Any]] = {
            "begin": lambda: under_way.append(Session(self.durable, region)),
            "tell": tell,
            "end": lambda: under_way.pop().close(),
            "assess": lambda: everything(self.durable.assess(region)),
        }
        found = interleaved(actions, ROUNDS)
        return found["tell"] / len(answers) / found["assess"]

    def threads(self) -> float:
        """How many times longer the same assessments take on 64 threads at once than on one, on one durable engine."""
        region, runs = self.regions[0], 4

        def some() -> None:
            for _ in range(runs):
                self.durable.assess(region)

        def at_once() -> None:
            started = [threading.Thread(target=some) for _ in range(THREADS)]
            for thread in started:
                thread.start()
            for thread in started:
                thread.join()

        actions = {"at once": at_once, "alone": each(lambda _: some(), range(THREADS))}
        found = interleaved(actions, 3, clock=time.perf_counter)
        return found["at once"] / found["alone"]


def since(revision: str = REVISION) -> float | None:
    """A whole assessment as a part of what it took in a revision; None where the history isn't there."""
    with archived(revision) as then:
        if then is None:
            return None
        script = str(HERE / "benchmarks" / "whole.py")
        with Worker(HERE, script) as ours, Worker(then, script) as theirs:
            now, before = medians([ours, theirs], ROUNDS)
    return now / before


def main() -> None:
    """Print all ratios."""
    core = Core()
    for measure in (core.lazily, core.questions, core.advice, core.session, core.threads, since):
        print(f"{measure.__name__:12} {measure() or float('nan'):8.2f}  {measure.__doc__}", flush=True)


if __name__ == "__main__":
    main()
