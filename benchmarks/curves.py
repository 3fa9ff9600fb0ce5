"""
How it grows: over rules, facts, layers and regions, for every executor and for what stands around them.

The exponent is the slope through the largest three sizes: time is a constant times size to this, so that 1 is a
straight line and 0 a flat one.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from attrs import frozen

from benchmarks import made
from benchmarks.measure import each, exponent, interleaved
from benchmarks.whole import everything
from benchmarks.yardstick import asked
from regiorules import Engine, Region, make_advice
from regiorules.engine import patterns, rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.program import Program
from regiorules.rules.model import Knowledge

SECONDS = 3.0  # for the rounds of one size, at least three rounds
MOST_ROUNDS = 30  # Python makes code quicker once it has run some eight times
LONG = 5.0  # seconds
ROWS = 1_000  # that the columnar executor takes where the others take one region
USUAL = {"rules": 100, "facts": 40, "layers": 3, "regions": 1}
AXES: Mapping[str, Sequence[int]] = {
    "rules": (10, 100, 1_000, 10_000),
    "facts": (10, 100, 1_000, 5_000),
    "layers": (1, 5, 50, 500),
    "regions": (1, 10, 100, 1_000),
}
MORE = {"facts": {"rules": 2_000}, "layers": {"rules": 1_000}}  # so many rules that all facts are read
Actions = dict[str, Callable[[], Any]]


@frozen
class Curve:
    """The seconds of one subject at the sizes of an axis; only as far as it could be run."""

    axis: str
    subject: str
    times: Mapping[int, float]

    @property
    def exponent(self) -> float | None:
        """The slope through the largest three sizes; None where there are fewer."""
        sizes = list(self.times)[-3:]
        return exponent(sizes, [self.times[size] for size in sizes]) if len(sizes) == 3 else None


def curves(axis: str) -> list[Curve]:
    """Every subject along one axis."""
    found: dict[str, dict[int, float]] = {}
    for size in AXES[axis]:
        for subject, seconds in _measured({**USUAL, **MORE.get(axis, {}), axis: size}).items():
            found.setdefault(subject, {})[size] = seconds
    return [Curve(axis, subject, times) for subject, times in found.items()]


def _measured(sizes: Mapping[str, int]) -> dict[str, float]:
    knowledge, chance = made.knowledge(sizes["rules"], sizes["facts"], sizes["layers"]), random.Random(39)
    regions = [made.region(knowledge, chance) for _ in range(sizes["regions"])]
    gc.freeze()  # else Python looks through all rules for circles every so often, which isn't our work
    try:
        return _timed(dict(_actions(knowledge, regions)))
    finally:
        gc.unfreeze()


def _timed(actions: Actions) -> dict[str, float]:
    """The least of some times; of what takes long the first."""
    first = interleaved(actions, 1)
    quick = {name: action for name, action in actions.items() if first[name] < LONG}
    rounds = int(SECONDS / sum(first[name] for name in quick))
    return first | interleaved(quick, min(max(rounds, 3), MOST_ROUNDS), of=min)


def _actions(knowledge: Knowledge, regions: Sequence[Region]) -> Iterator[tuple[str, Callable[[], Any]]]:
    engine = Engine(knowledge, "compiled")
    program, given = engine.prepare(regions[0]).program, [engine.given(region) for region in regions]
    yield "compiled", each(asked(CompiledExecutor(program)), given)
    if rete.available() and patterns.fits(program):
        with suppress(rete.TooMuch):
            yield "durable", each(asked(DurableExecutor(program)), given)
    with suppress(ImportError):
        yield f"columnar, {ROWS:,} rows a region", _columnar(program, given)
    yield "assessment", each(lambda region: everything(engine.assess(region)), regions)
    yield "advice", each(lambda region: make_advice(engine.assess(region), knowledge), regions)


def _columnar(program: Program, given: Sequence[Mapping[str, Any]]) -> Callable[[], Any]:
    import polars

    from regiorules.bulk.columns.executor import ColumnarExecutor

    facts = [name for name in program.names if name not in program.yes_no]
    frame = polars.DataFrame({name: [each.get(name) for each in given] * ROWS for name in facts}).lazy()
    executor = ColumnarExecutor(program)
    return lambda: executor.run(frame).collect()


def main() -> None:
    """Print every curve."""
    for axis in AXES:
        for curve in curves(axis):
            times = " ".join(f"{size:,}: {1e3 * seconds:,.2f} ms" for size, seconds in curve.times.items())
            print(f"{axis:8} {curve.subject:30} {times} exponent {curve.exponent}", flush=True)


if __name__ == "__main__":
    main()
