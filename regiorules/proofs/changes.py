"""
The smallest changes in facts that can be influenced by which what is wanted of a region comes true.

The vocabulary says which facts can be influenced, and with what effort; a step on a scale, an option of a set or
another answer takes that effort once.  What isn't known stays as it is.  Every way that is found is assessed anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Any, Literal, cast

from attrs import evolve

from regiorules.engine.compiled import compiled
from regiorules.engine.executor import Executor, Outcome
from regiorules.engine.program import Program
from regiorules.facts.possible import Partly, is_known
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.proofs.claims import Claim, every, name_fails, name_is
from regiorules.proofs.model import Model, model_of
from regiorules.proofs.prover import Prover
from regiorules.proofs.solver import z3
from regiorules.proofs.steady import Around, behind, blurred, reached, steadied
from regiorules.proofs.terms import Members, Scalar, Truth
from regiorules.proofs.world import Codes, World, texts_of

EFFORT: Mapping[str, int] = {"low": 1, "medium": 2, "high": 4}
SECONDS = 4.0  # for one question
LIMIT = 5
_TRIES = 60  # ways that come out otherwise than reckoned, before it is given up


@frozen
class Goal:
    """What is wanted: a conclusion or fact gets a value (inner form), or a conclusion certainly fails (`avoid`)."""

    name: str
    value: Any = True
    avoid: bool = False

    @property
    def claim(self) -> Claim:
        """The goal as it is asked and shown."""
        return name_fails(self.name) if self.avoid else name_is(self.name, self.value)


@frozen
class Change:
    """A fact that becomes something else, in outer form; `before` is None for one that is unknown now."""

    fact: str
    before: Any
    after: Any
    effort: int


@frozen
class Way:
    """Changes that together do it, and none of which can be missed; with their effort together."""

    changes: tuple[Change, ...]
    effort: int


@frozen
class Ways:
    """
    `says` "reached" where it is so already, "found" with all smallest ways (the first of them, where there are `more`),
    "none" where it is proved that there is none, and "unsettled" where neither.

    With `answered` the ways also suppose answers to what isn't known now.  Where there is none, `clash` are two goals
    that aren't both so in any region, if there are two such.
    """

    says: Literal["reached", "found", "none", "unsettled"]
    ways: tuple[Way, ...] = ()
    more: bool = False
    answered: bool = False
    clash: tuple[Goal, ...] = ()


class Changing:
    """Looks for ways in one region: `given` are its facts in inner form, `program` the rules that apply there."""

    def __init__(self, facts: Mapping[str, Fact], program: Program, given: Mapping[str, Any]) -> None:
        self.facts = facts
        self.program = program
        self.given = dict(given)
        self.executor: Executor = compiled(program)

    @cached_property
    def outcome(self) -> Outcome:
        """What the engine makes of the region as it is."""
        return self.executor.run(self.given)

    def ways(self, goals: Sequence[Goal], limit: int = LIMIT, seconds: float = SECONDS) -> Ways:
        """The smallest ways to all goals at once; where there is none, those that answers to open questions open."""
        claim = every(goal.claim for goal in goals)
        if claim.shown(self.outcome):
            return Ways("reached")
        found = self._search(claim, goals, limit, seconds, answered=False)
        if found.says != "none":
            return found
        more = self._search(claim, goals, limit, seconds, answered=True)
        return more if more.says == "found" else evolve(found, clash=self._clash(goals))

    def _clash(self, goals: Sequence[Goal]) -> tuple[Goal, ...]:
        """The first two goals of which each is so in some region, and never both."""
        prover = Prover(self.facts, self.program, self.executor)
        some = [goal for goal in goals if prover.ask(goal.claim).says == "some"] if len(goals) > 1 else []
        pairs = ((one, two) for one, two in combinations(some, 2))
        return next((pair for pair in pairs if prover.ask(every(each.claim for each in pair)).says == "none"), ())

    def _search(self, claim: Claim, goals: Sequence[Goal], limit: int, seconds: float, *, answered: bool) -> Ways:
        wanted = behind(self.program, (goal.name for goal in goals))
        efforts = {name: effort for name, effort in self._efforts(answered=answered).items() if name in wanted}
        search = _Search(self, wanted, efforts, claim, seconds)
        ways: list[Way] = []
        more, settled = False, True
        for way in search.smallest():
            if way is None:
                settled = False
            elif len(ways) == limit:
                more = True
                break
            else:
                ways.append(way)
        says: Any = "found" if ways else "none" if settled and search.exact else "unsettled"
        return Ways(says, tuple(ways), more, answered)

    def _efforts(self, *, answered: bool) -> dict[str, int]:
        """What a change of each fact takes; an answer counts for more than all that can be done."""
        found = {name: EFFORT[fact.influence] for name, fact in self.facts.items() if fact.influence and fact.asked}
        if answered:
            most = 1 + sum(effort * max(1, len(self.facts[name].option_ids)) for name, effort in found.items())
            others = (name for name, fact in self.facts.items() if fact.asked and fact.type != "records")
            unknown = {name: most for name in others if self.given.get(name) is None}
            found = {**unknown, **found}
        return found

    def with_changes(self, changed: Mapping[str, Any]) -> Outcome:
        """What the engine makes of the region with other facts (outer form)."""
        return self.executor.run({**self.given, **{name: self.facts[name].encode(v) for name, v in changed.items()}})


class _Search:
    """One search: what may change is free, all else is as it is."""

    def __init__(
        self, region: Changing, wanted: frozenset[str], efforts: Mapping[str, int], claim: Claim, seconds: float
    ) -> None:
        self.region = region
        self.efforts = efforts
        self.claim = claim
        facts = {name: region.facts[name] for name in efforts}
        whole = frozenset(name for name, value in region.given.items() if is_known(value))
        free = reached(region.program, facts, whole)
        program = steadied(region.program, region.outcome, facts.keys(), free, wanted)
        self.world = World(facts, Codes(texts_of(program, region.facts)), None)
        self.around = Around(self.world, region.facts, program.names, region.outcome)
        self.model: Model = model_of(program, cast(World, self.around))
        self.exact = not blurred(program, self._partly(wanted))
        self.costs = {name: self._cost(name) for name in facts}
        self.solver = z3.Solver()
        self.solver.set("timeout", int(1000 * seconds))
        self.solver.set("random_seed", 0)
        self.solver.add(self.world.limits)
        self.solver.add([self.world.given[name] for name in facts if region.given.get(name) is not None])
        self.solver.add([part for name in facts for part in self._forward(name)])
        self.solver.add(claim.formula(self.model))

    def _partly(self, wanted: frozenset[str]) -> frozenset[str]:
        """What is partly known, which the formulas take for unknown where it is read with something else."""
        values = self.region.outcome.values
        return frozenset(name for name in wanted & values.keys() if isinstance(values[name], Partly))

    def _forward(self, name: str) -> Iterator[z3.BoolRef]:
        """That a fact doesn't become worse, where the vocabulary says which way is better."""
        fact, term = self.region.facts[name], self.world.terms[name]
        value: Any = self.region.given.get(name)
        if fact.towards and is_known(value):
            if isinstance(term, Truth) and value is (fact.towards == "up"):
                yield term.yes if value else term.no
            elif isinstance(term, Scalar):
                yield term.value >= value if fact.towards == "up" else term.value <= value

    # --- what it takes ---------------------------------------------------------------------------

    def _cost(self, name: str) -> z3.ArithRef:
        """The effort of what a fact becomes."""
        effort = self.efforts[name]
        value: Any = self.region.given.get(name)
        if not is_known(value):
            return z3.If(self.world.given[name], z3.IntVal(effort), z3.IntVal(0))
        fact, term = self.region.facts[name], self.world.terms[name]
        if isinstance(term, Members):
            return z3.Sum(
                [z3.IntVal(0), *(_if(has.no if o in value else has.yes, effort) for o, has in term.has.items())]
            )
        if isinstance(term, Truth):
            return _if(term.no if value else term.yes, effort)
        assert isinstance(term, Scalar)
        now = self.around.codes.code(value) if isinstance(value, str) else value
        if fact.type == "level":
            return effort * z3.If(term.value >= now, term.value - now, now - term.value)
        return _if(term.value != now, effort)

    def smallest(self) -> Iterator[Way | None]:
        """The ways that take least, each assessed anew; None where the solver doesn't know, or reckoned wrongly."""
        total = z3.Sum([z3.IntVal(0), *self.costs.values()])
        for _ in range(_TRIES):
            least = self._least(total)
            if least is None:
                return
            found = False
            for way in self._each(total == least) if least >= 0 else (None,):
                found = found or way is not None
                yield way
            if found or least < 0:
                return

    def _each(self, limit: z3.BoolRef) -> Iterator[Way | None]:
        while (result := self.solver.check(limit)) == z3.sat:
            way, same = self._read(self.solver.model())
            self.solver.add(z3.Not(z3.And(same)))
            yield way
        if result == z3.unknown:
            yield None

    def _least(self, total: z3.ArithRef) -> int | None:
        """The least effort; None where nothing does it, below 0 where the solver doesn't know."""
        least, limit = None, z3.BoolVal(True)
        while (result := self.solver.check(limit)) == z3.sat:
            least = self.solver.model().eval(total, model_completion=True).as_long()
            limit = total < least
        return -1 if result == z3.unknown else least

    # --- what it comes to ------------------------------------------------------------------------

    def _read(self, model: z3.ModelRef) -> tuple[Way | None, list[z3.BoolRef]]:
        """The way of a model, None where the engine says otherwise; with what makes it this one."""
        region, facts = self.world.region(model), self.region.facts
        efforts = {name: model.eval(cost, model_completion=True).as_long() for name, cost in self.costs.items()}
        names = [name for name, effort in efforts.items() if effort]
        changes = tuple(
            Change(name, facts[name].decode(self.region.given.get(name)), region[name], efforts[name]) for name in names
        )
        shown = self.claim.shown(self.region.with_changes({each.fact: each.after for each in changes}))
        way = Way(changes, sum(efforts[name] for name in names)) if shown else None
        return way, [part for name in names for part in self._same(name, model)]

    def _same(self, name: str, model: z3.ModelRef) -> Iterator[z3.BoolRef]:
        """That a fact becomes what it does in a model; of a figure or text only that it becomes something else."""
        term = self.world.terms[name]
        yield self.costs[name] > 0
        fact = self.region.facts[name]
        if fact.is_figure or fact.type == "text":
            return
        parts = [term.value] if isinstance(term, Scalar) else []
        parts += [term.yes] if isinstance(term, Truth) else []
        parts += [each.yes for each in term.has.values()] if isinstance(term, Members) else []
        yield from (part == model.eval(part, model_completion=True) for part in parts)


def _if(changed: z3.BoolRef, effort: int) -> z3.ArithRef:
    return z3.If(changed, z3.IntVal(effort), z3.IntVal(0))
