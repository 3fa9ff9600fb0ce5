"""
How the executors grow with the number of rules: seconds of the processor to make one and to run it, and exponents.

An exponent of 1 is a straight line; it comes from the smallest and the largest count.  Answers are held against one
another first.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

from regiorules.engine import patterns, rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.program import Program, ProgramRule, build_program
from regiorules.rules.expressions import And, Compare, Constant, Expression, Variable

COUNTS = (1250, 2500, 5000, 10_000)
SHAPES: dict[str, Callable[[int, int], Expression]] = {
    "own facts": lambda number, count: least(f"f{number}", number % 7),
    "a chain": lambda number, count: And((Variable(f"c{number - 1}"), least("f0", 1))) if number else least("f0", 1),
    "two facts": lambda number, count: And(tuple(least(f"f{(7 * number + 3 * part) % count}", 2) for part in range(2))),
}


def least(name: str, value: float) -> Expression:
    """The fact is at least this."""
    return Compare(">=", Variable(name), Constant(value))


def program(shape: str, count: int) -> Program:
    """So many rules of one shape."""
    trees = [SHAPES[shape](number, count) for number in range(count)]
    rules = [ProgramRule(f"r{number}", tree, f"c{number}") for number, tree in enumerate(trees)]
    return build_program([f"f{number}" for number in range(count)], [rule.target for rule in rules], [], rules)


def spent(action: Callable[[], Any]) -> tuple[Any, float]:
    """What the action gives, and the seconds of the processor it took."""
    start = time.process_time()
    return action(), time.process_time() - start


def main() -> None:
    """Check, time, print a table."""
    makers: dict[str, Any] = {"compiled": CompiledExecutor}
    if rete.available():
        makers["durable"] = DurableExecutor
    print("| rules | executor | what | " + " | ".join(map(str, COUNTS)) + " | exponent |")
    print("|" + " --- |" * (len(COUNTS) + 4))
    for shape in SHAPES:
        times: dict[tuple[str, str], list[float]] = {}
        for count in COUNTS:
            built, given = program(shape, count), {f"f{number}": 3 for number in range(count)}
            assert patterns.fits(built)
            outcomes = []
            for name, make in makers.items():
                executor, making = spent(lambda make=make, built=built: make(built))
                outcome, running = spent(lambda executor=executor, given=given: executor.run(given))
                outcomes.append(outcome)
                times.setdefault((name, "make"), []).append(making)
                times.setdefault((name, "run"), []).append(running)
            assert all(outcome == outcomes[0] for outcome in outcomes)
        for (name, what), found in times.items():
            exponent = math.log(found[-1] / found[0]) / math.log(COUNTS[-1] / COUNTS[0])
            shown = " | ".join(f"{1000 * each:.1f}" for each in found)
            print(f"| {shape} | {name} | {what} (ms) | {shown} | {exponent:.2f} |")


if __name__ == "__main__":
    main()
