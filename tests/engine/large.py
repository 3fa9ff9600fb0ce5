"""
Large programs, run in a process of their own: `python large.py KIND COUNT`, which says "same" or is killed.

Every kind is one that a network could choke on: as many layers, facts, constants, options, rules about one thing,
or parts in a condition as COUNT.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.executor import Outcome
from regiorules.engine.patterns import fits
from regiorules.engine.program import Program, ProgramRule, build_program
from regiorules.engine.share import LiveShare
from regiorules.rules.expressions import And, Compare, Constant, Expression, Not, OneOf, Or, Variable


def least(name: str, value: float) -> Expression:
    return Compare(">=", Variable(name), Constant(value))


def chain(count: int) -> list[Expression]:
    return [And((Variable(f"c{number - 1}"), least("f0", 1))) if number else least("f0", 1) for number in range(count)]


def wide(count: int) -> list[Expression]:
    size = max(10, count // 5)
    return [
        And(tuple(least(f"f{(number * 7 + part * 3) % size}", (number + part) % 50) for part in range(5)))
        for number in range(count)
    ]


def options(count: int) -> list[Expression]:
    return [OneOf(Variable("f0"), ("a", "a", "b", f"own {number}")) for number in range(count)]


def full(count: int) -> list[Expression]:
    """Five rules that fill a message exactly, and one that is too large for any."""
    eight, many = (Or(tuple(least(f"f{number}", 2) for number in range(size))) for size in (8, 41))
    return [many if number % 6 == 5 else eight for number in range(count)]


KINDS: dict[str, Callable[[int], list[Expression]]] = {
    "chain": chain,
    "wide": wide,
    "options": options,
    "full": full,
    "facts": lambda count: [least(f"f{number}", number % 7) for number in range(count)],
    "constants": lambda count: [least("f0", number) for number in range(count)],
    "same": lambda count: [least("f0", 1)] * count,
    "always": lambda count: [Constant(True)] * count,
    "ors": lambda count: [Or((least("f0", number), least("f1", 2), least("f1", 2))) for number in range(count)],
    "nots": lambda count: [Not(And((least("f0", number), Not(least("f1", 2))))) for number in range(count)],
    "parts": lambda count: [Or(tuple(least(f"f{number}", 4) for number in range(count)))] * 2,
}


def program(kind: str, count: int) -> Program:
    """Rules r0, r1 … which conclude c0, c1 …."""
    trees = KINDS[kind](count)
    rules = [ProgramRule(f"r{number}", tree, f"c{number}") for number, tree in enumerate(trees)]
    return build_program([f"f{number}" for number in range(count)], [rule.target for rule in rules], [], rules)


def live(built: Program, facts: dict[str, object]) -> Outcome | None:
    """What follows in a live network, with the facts told one by one; None where there is none."""
    memory = LiveShare(built).start()
    if memory is None:
        return None
    for name, value in facts.items():
        memory.tell({name: value})
    return memory.outcome()


def main(kind: str, count: int) -> None:
    """Hold both ways of driving the network against the compiled executor."""
    built = program(kind, count)
    for value in ("a", "own 3") if kind == "options" else (3, 0):
        facts: dict[str, object] = {f"f{number}": value for number in range(0, count, 2)}
        wanted = CompiledExecutor(built).run(facts)
        assert not fits(built) or DurableExecutor(built).run(facts) == wanted
        assert live(built, facts) in (None, wanted)
    sys.stdout.write("same\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
