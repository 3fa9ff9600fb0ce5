"""
Whether some region makes a formula true: a region that does, a proof that none does, or that it isn't settled.

The solver reckons with exact numbers and the engine with doubles, and of a list of records it looks at a few: so a
region that it finds counts only once the engine has said the same of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field

from regiorules.engine.executor import Executor, Outcome
from regiorules.engine.program import Program
from regiorules.engine.settling import one_value
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.proofs.claims import Claim
from regiorules.proofs.model import Model, model_of
from regiorules.proofs.smallest import smallest
from regiorules.proofs.solver import z3
from regiorules.proofs.world import Codes, World, texts_of

SECONDS = 5.0  # for one question
ROWS = (3, 0, 8, 20, 40)  # records in a list, in the order in which they are tried


@frozen
class Answer:
    """
    `region` has the facts (outer form) of a region that does, for "some"; "none" is proved for all regions, and
    "unsettled" is neither: then it is proved of lists of no more than `proved_to` records, None for of none.
    """

    says: Literal["some", "none", "unsettled"]
    region: Mapping[str, Any] = field(factory=dict)
    proved_to: int | None = None


NONE, UNSETTLED = Answer("none"), Answer("unsettled")


class Prover:
    """
    Answers questions about every region that a vocabulary allows, by one program and its executor.

    With `complete` all facts that are asked and don't follow from others are known in these regions; else any of them
    may be unknown.  Not for two threads at once.
    """

    def __init__(
        self,
        facts: Mapping[str, Fact],
        program: Program,
        executor: Executor,
        *,
        complete: bool = True,
        seconds: float = SECONDS,
    ) -> None:
        self.facts = facts
        self.program = program
        self.executor = executor
        self._milliseconds = int(1000 * seconds)
        self._made: dict[int | None, tuple[z3.Solver, World, Model]] = {}
        follow = {name for layer in program.layers for name in layer.by_target}
        follow |= {each.target for layer in program.layers for each in layer.derivations}
        self._known = sorted({name for name, fact in facts.items() if fact.asked} - follow) if complete else []

    def ask(self, claim: Claim) -> Answer:
        """
        Whether there is a region of which the claim is true, also by what the engine makes of it: any such region.

        Lists are tried with a few records first; that there is none is proved with whatever figures lists may have.
        """
        first = self._try(ROWS[0], claim)
        if first.says == "some" or self._never(claim):
            return first if first.says == "some" else NONE
        proved = [ROWS[0]] if first.says == "none" else []
        for rows in ROWS[1:]:
            found = self._try(rows, claim)
            if found.says == "some":
                return found
            proved += [rows] if found.says == "none" else []
        return Answer("unsettled", proved_to=max(proved, default=None))

    @property
    def disputable(self) -> frozenset[str]:
        """The names of which rules that differ are a conflict."""
        return frozenset(name for name, settle in self.program.settle.items() if one_value(settle))

    def _never(self, claim: Claim) -> bool:
        """It is proved that no region makes the formula true."""
        solver, _, model = self._solver(None)
        return bool(solver.check(claim.formula(model)) == z3.unsat)

    def _try(self, rows: int, claim: Claim) -> Answer:
        """A list of many records is first tried with as little in them as there may be, which is far easier."""
        solver, world, model = self._solver(rows)
        formula, bare = claim.formula(model), world.bare
        result = solver.check(formula, *bare) if rows > ROWS[0] else z3.unknown
        if result != z3.sat:
            result = solver.check(formula)
        if result != z3.sat:
            return NONE if result == z3.unsat else UNSETTLED
        region = world.region(solver.model())
        if not claim.shown(self.outcome(region)):
            return UNSETTLED
        return Answer("some", region)

    def smallest(self, claim: Claim) -> Answer:
        """As `ask`, with a region of which nothing can be left out."""
        found = self.ask(claim)
        if found.says != "some":
            return found
        return Answer("some", smallest(found.region, lambda each: claim.shown(self.outcome(each)), self.facts))

    def outcome(self, region: Mapping[str, Any]) -> Outcome:
        """What the engine makes of some facts in outer form."""
        return self.executor.run({name: self.facts[name].encode(value) for name, value in region.items()})

    def texts(self) -> tuple[str, ...]:
        """The texts that conditions name."""
        return texts_of(self.program, self.facts)

    def model(self, world: World) -> Model:
        """The formulas of what is asked about, in a world."""
        return model_of(self.program, world)

    def _solver(self, rows: int | None) -> tuple[z3.Solver, World, Model]:
        if rows not in self._made:
            world = World(self.facts, Codes(self.texts()), rows)
            model = self.model(world)
            solver = z3.Solver()
            solver.set("timeout", self._milliseconds)
            solver.set("random_seed", 0)
            solver.add(world.limits)
            solver.add([world.given[name] for name in self._known])
            self._made[rows] = solver, world, model
        return self._made[rows]
