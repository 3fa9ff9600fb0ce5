"""
Whether some region makes a formula true: a region that does, a proof that none does, or that it isn't settled.

The solver reckons with exact numbers and the engine with doubles, and of a list of records it looks at a few: so a
region that it finds counts only once the engine has said the same of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import z3
from attrs import field, frozen

from regiorules.engine.executor import Executor, Outcome
from regiorules.engine.program import Program
from regiorules.facts.vocabulary import Fact
from regiorules.proofs.model import Model, model_of
from regiorules.proofs.smallest import smallest
from regiorules.proofs.world import Codes, World, texts_of

SECONDS = 5.0  # for one question
ROWS = (3, 0, 8, 20, 40)  # records in a list, in the order in which they are tried
Shows = Callable[[Outcome], bool]
Asks = Callable[[Model], z3.BoolRef]


@frozen
class Answer:
    """
    `region` has the facts (outer form) of the smallest region found, for "some"; "none" is proved for all regions,
    and "unsettled" is neither.
    """

    says: Literal["some", "none", "unsettled"]
    region: Mapping[str, Any] = field(factory=dict)


NONE, UNSETTLED = Answer("none"), Answer("unsettled")


class Prover:
    """
    Answers questions about every region that a vocabulary allows, by one program and its executor.

    All facts that are asked and don't follow from others are known in these regions.  Not for two threads at once.
    """

    def __init__(
        self, facts: Mapping[str, Fact], program: Program, executor: Executor, seconds: float = SECONDS
    ) -> None:
        self.facts = facts
        self.program = program
        self.executor = executor
        self._milliseconds = int(1000 * seconds)
        self._made: dict[int | None, tuple[z3.Solver, Model]] = {}
        follow = {name for layer in program.layers for name in layer.by_target}
        follow |= {each.target for layer in program.layers for each in layer.derivations}
        self._asked = {name for name, fact in facts.items() if fact.asked} - follow

    def ask(self, asks: Asks, shows: Shows) -> Answer:
        """
        Whether there is a region of which the formula is true, and of whose outcome `shows` says so.

        Lists are tried with a few records first; that there is none is proved with whatever figures lists may have.
        """
        first = self._try(ROWS[0], asks, shows)
        if first.says == "some" or self._never(asks):
            return first if first.says == "some" else NONE
        tried = (self._try(rows, asks, shows) for rows in ROWS[1:])
        return next((found for found in tried if found.says == "some"), UNSETTLED)

    def _never(self, asks: Asks) -> bool:
        """It is proved that no region makes the formula true."""
        solver, model = self._solver(None)
        return bool(solver.check(asks(model)) == z3.unsat)

    def _try(self, rows: int, asks: Asks, shows: Shows) -> Answer:
        solver, model = self._solver(rows)
        formula = asks(model)
        result = solver.check(formula)
        if result != z3.sat:
            return NONE if result == z3.unsat else UNSETTLED
        region = model.world.region(solver.model())
        if not shows(self.outcome(region)):
            return UNSETTLED
        return Answer("some", smallest(region, lambda each: shows(self.outcome(each)), self.facts))

    def outcome(self, region: Mapping[str, Any]) -> Outcome:
        """What the engine makes of some facts in outer form."""
        return self.executor.run({name: self.facts[name].encode(value) for name, value in region.items()})

    def _solver(self, rows: int | None) -> tuple[z3.Solver, Model]:
        if rows not in self._made:
            world = World(self.facts, Codes(texts_of(self.program, self.facts)), rows)
            model = model_of(self.program, world)
            solver = z3.Solver()
            solver.set("timeout", self._milliseconds)
            solver.set("random_seed", 0)
            solver.add(world.limits)
            solver.add([world.given[name] for name in sorted(self._asked)])
            self._made[rows] = solver, model
        return self._made[rows]
