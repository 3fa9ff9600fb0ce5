"""
The yardstick in bulk: columns of Polars beside OpenFisca Core, a table of many cases at a time.

Both answer the same cases as the judges of the conditions do, before anything is timed.  OpenFisca knows true and false
only, so its facts are all known; of ours a fifth is unknown, or, `partly`, a fifth lies between two numbers and a tenth
is unknown.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import polars as pl

from benchmarks.yardstick import FACTS, walk, yardstick
from regiorules.bulk.columns.executor import FAST, STATUS, ColumnarExecutor
from regiorules.bulk.tables.frames import assess_frame
from regiorules.engine.engine import Engine
from regiorules.engine.program import Program
from regiorules.facts.possible import spanning
from regiorules.facts.region import read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.bulk.rows import table as regions_table
from tests.paths import REGIONS

ROWS = 1_000_000
ROUNDS = 9
CORE_ROWS = 50_000
CHECKED = 200  # rows that are held against the judges
SEED = 39


def columnar_rate(partly: bool = False) -> float:
    """Assessments a second through Polars, three-valued; of facts that are partly known as pairs of columns."""
    return rates()["partly" if partly else "three-valued"]


def openfisca_rate() -> float:
    """Assessments a second through OpenFisca, true or false; raises ImportError where it isn't installed."""
    return rates()["openfisca"]


@cache
def rates() -> dict[str, float]:
    """The rate of each, timed in turn, so that what else the machine does hits them alike."""
    program = yardstick(random.Random(SEED))
    subjects = {
        "three-valued": _columnar(program, partly=False),
        "partly": _columnar(program, partly=True),
        "openfisca": _openfisca(program),
    }
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(ROUNDS):
        for name, work in subjects.items():
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    return {name: ROWS / statistics.median(found) for name, found in times.items()}


def core_cost(*, partly: bool = False) -> float:
    """Seconds of one core for one assessment with all of `core`, from a table to its answers, as a stream."""
    engine = Engine(load_rulesets(ruleset_folder("core")), "compiled")
    facts = engine.knowledge.vocabulary
    regions = [read_region(path, facts) for path in sorted(REGIONS.glob("*.yaml"))]
    frame = pl.concat([regions_table(regions, facts, partly=partly)] * (CORE_ROWS // len(regions)))
    lazy = assess_frame(engine, frame.lazy())
    times = []
    for _ in range(3):
        start = time.process_time()
        lazy.collect(optimizations=FAST, engine="streaming")
        times.append(time.process_time() - start)
    return statistics.median(times) / len(frame)


def _columnar(program: Program, *, partly: bool) -> Callable[[], Any]:
    executor = ColumnarExecutor(program)
    frame = table(ROWS, partly=partly)
    _check(executor.run(frame.head(CHECKED).lazy()).collect(), program)
    lazy = executor.run(frame.lazy()).select(STATUS + name for name in program.rules)
    return lambda: lazy.collect(optimizations=FAST)


def _openfisca(program: Program) -> Callable[[], Any]:
    from benchmarks.peers.openfisca import columns

    run, judge = columns(program), walk(program)
    frame = table(ROWS, known=True)
    facts = {name: frame[name].cast(pl.Int32).to_numpy() for name in FACTS}
    found = run({name: values[:CHECKED] for name, values in facts.items()})
    for at, row in enumerate(frame.head(CHECKED).iter_rows(named=True)):
        assert {name: bool(values[at]) for name, values in found.items()} == judge(row)
    return lambda: run(facts)


def table(rows: int, *, known: bool = False, partly: bool = False) -> pl.DataFrame:
    """Random cases of the yardstick: values 0 to 4, small, as Polars is fastest with small columns."""
    chance = random.Random(SEED)
    return pl.DataFrame([column for name in FACTS for column in _fact(name, rows, chance.random(), known, partly)])


def _fact(name: str, rows: int, seed: float, known: bool, partly: bool) -> Sequence[pl.Series]:
    drawn = pl.select(pl.int_range(rows, dtype=pl.UInt32).hash(int(seed * 2**32))).to_series()
    value, dice, more = drawn % 5, drawn // 5 % 10, drawn // 50 % 3
    frame = pl.DataFrame({"value": value, "dice": dice, "more": more})
    unknown = pl.lit(known) | (pl.col("dice") >= (1 if partly else 2))
    low = pl.when(unknown).then(pl.col("value")).cast(pl.UInt8).alias(name)
    if not partly:
        return [frame.select(low).to_series()]
    wider = pl.col("value") + pl.when(pl.col("dice") >= 8).then(pl.col("more")).otherwise(0)
    high = pl.when(unknown).then(wider).cast(pl.UInt8).alias(f"{name}.high")
    return frame.select(low, high).get_columns()


def _check(found: pl.DataFrame, program: Program) -> None:
    judge = walk(program)
    for row in found.iter_rows(named=True):
        facts = {name: row[name] for name in FACTS}
        if f"{FACTS[0]}.high" in row:
            facts = {name: low if low is None else spanning(low, row[f"{name}.high"]) for name, low in facts.items()}
        assert {name: row[STATUS + name] for name in program.rules} == judge(facts)


def main() -> None:
    """Print the rates and their ratios."""
    peer = openfisca_rate()
    print(f"{ROWS:,} cases, median of {ROUNDS} rounds\nOpenFisca Core, two-valued {peer:14,.0f} a second")
    for what, partly in (("three-valued", False), ("partly known", True)):
        rate = columnar_rate(partly)
        print(f"columns, {what} {rate:18,.0f} a second {rate / peer:8.1f} x")
    for what, partly in (("known or unknown", False), ("with columns for partly known", True)):
        cost = core_cost(partly=partly)
        print(f"core, {what}: {cost * 1e6:.1f} us of a core, {cost * 1e9 / 3600:.1f} core hours a billion")


if __name__ == "__main__":
    main()
