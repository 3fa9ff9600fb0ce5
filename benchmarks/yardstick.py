"""
The yardstick: 100 rules in three layers over 40 facts with values 0 to 4, one assessment at a time.

Every executor's answers are held against the judges of their conditions first; then all are timed side by
side in one run, in turn, so that what else the machine does hits them alike.  The ratios are what
counts.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.measure import each, interleaved
from regiorules.engine import rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.executor import Executor
from regiorules.engine.program import Program, ProgramRule, build_program
from regiorules.rules.expressions import And, Compare, Comparison, Constant, Expression, Or, Variable

FACTS = [f"fact_{number}" for number in range(40)]
LAYERS = (40, 35, 25)  # rules
REGIONS = 50
ROUNDS = 20
SIGNS: tuple[Comparison, ...] = ("==", "<", "<=", ">", ">=")


def yardstick(chance: random.Random) -> Program:
    """The program: a rule has one to six comparisons, and from the second layer on reads an earlier conclusion."""
    rules: list[ProgramRule] = []
    earlier: list[str] = []
    for layer, size in enumerate(LAYERS):
        for number in range(size):
            parts: list[Expression] = [
                Compare(chance.choice(SIGNS), Variable(chance.choice(FACTS)), Constant(chance.randint(0, 4)))
                for _ in range(chance.randint(1, 6) - bool(earlier))
            ]
            if earlier:
                parts.append(Variable(chance.choice(earlier)))
            join = Or if chance.random() < 0.5 else And
            rules.append(ProgramRule(f"r{layer}_{number}", join(tuple(parts)), f"c{layer}_{number}"))
        earlier += [rule.target for rule in rules[-size:]]
    return build_program(FACTS, [rule.target for rule in rules], [], rules)


def region(chance: random.Random) -> dict[str, Any]:
    """Facts of one region; a fifth is unknown."""
    return {name: chance.randint(0, 4) for name in FACTS if chance.random() > 0.2}


def walk(program: Program) -> Callable[[Mapping[str, Any]], Mapping[str, bool | None]]:
    """The judges of the conditions, one by one, layer by layer; every target has one rule."""

    def run(given: Mapping[str, Any]) -> Mapping[str, bool | None]:
        values, statuses = dict(given), {}
        for layer in program.layers:
            for rule in layer.rules:
                statuses[rule.id] = values[rule.target] = rule.judge.value(values)
        return statuses

    return run


def complete(chance: random.Random, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The same facts, with what is unknown made up: for engines that have to know everything."""
    return {name: facts[name] if name in facts else chance.randint(0, 4) for name in FACTS}


def holding(executor: Executor) -> Callable[[Mapping[str, Any]], list[str]]:
    """From facts to the ids of the rules that hold: what every engine is asked for."""

    def run(given: Mapping[str, Any]) -> list[str]:
        return executor.run(given).holding()

    return run


def asked(executor: Executor) -> Callable[[Mapping[str, Any]], Any]:
    """A run of which all is asked, as an outcome may be made lazily."""

    def run(given: Mapping[str, Any]) -> Any:
        outcome = executor.run(given)
        return outcome.statuses, outcome.values, outcome.conflicts

    return run


def executors(program: Program) -> dict[str, Executor]:
    """Our executors of one case, by name; durable only where it is installed."""
    made: dict[str, Executor] = {"compiled": CompiledExecutor(program)}
    if rete.available():
        made["durable"] = DurableExecutor(program)
    return made


def check(executor: Executor, program: Program, cases: Sequence[Mapping[str, Any]]) -> None:
    """Raises AssertionError where an executor gives other statuses than the judges do."""
    walked = walk(program)
    wrong = [facts for facts in cases if dict(executor.run(facts).statuses) != walked(facts)]
    assert not wrong, f"{executor.name} differs from the judges"


def main() -> None:
    """Check, time, print."""
    chance = random.Random(39)
    program = yardstick(chance)
    regions = [region(chance) for _ in range(REGIONS)]
    subjects = {"judges": each(walk(program), regions)}
    for name, executor in executors(program).items():
        check(executor, program, regions)
        subjects[name] = each(asked(executor), regions)
    times = interleaved(subjects, ROUNDS)
    print(f"{len(program.rules)} rules, {len(FACTS)} facts, {REGIONS} regions, medians of {ROUNDS} rounds")
    for name, found in sorted(times.items(), key=lambda item: item[1]):
        print(f"{name:12} {found / REGIONS * 1e6:8.1f} us an assessment   {found / min(times.values()):6.1f} x")


if __name__ == "__main__":
    main()
