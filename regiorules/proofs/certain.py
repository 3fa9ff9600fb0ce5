"""
What is certain in spite of the unknown: a conclusion that is open, and comes to the same whatever the answers are.

Every completion counts: each fact that is asked gets some value that is possible by what is known of it.  Rule by rule
such a conclusion stays open, as where one rule takes an answer and another the opposite.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from regiorules.engine.compiled import compiled
from regiorules.engine.executor import Outcome
from regiorules.engine.program import Program
from regiorules.facts.possible import Held, Incomplete, Some, Span, is_known
from regiorules.facts.vocabulary import Fact
from regiorules.proofs.model import Model, model_of
from regiorules.proofs.solver import z3
from regiorules.proofs.steady import Around, behind, reached, steadied
from regiorules.proofs.terms import Members, Scalar, Truth, number
from regiorules.proofs.world import Codes, World, texts_of

WORK = 2_000_000  # what the solver may do for one question; not a time, so that every machine says the same
_SAMPLES = 12  # completions that the engine is asked about
_FAR = 10**6  # how far beyond its one bound a number is tried


class Completions:
    """The completions of one region: `given` are its facts in inner form, `program` the rules that apply there."""

    def __init__(self, facts: Mapping[str, Fact], program: Program, given: Mapping[str, Any]) -> None:
        self.facts = facts
        self.program = program
        self.given = {name: value for name, value in given.items() if value is not None}
        self.run = compiled(program).run

    def certain(self, names: Iterable[str]) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
        """
        Those of these conclusions that come to the same in every completion: which, whether it holds, and the facts
        that suffice for it.
        """
        outcome = self.run(self.given)
        open_ = [name for name in names if outcome.values.get(name) is None]
        shared = _Question(self, self.given, outcome, open_) if open_ else None
        for name in open_:
            status = shared.status(name) if shared else None
            if status is not None and self._agrees(name, status):
                yield name, status, self._enough(name, status)

    def _enough(self, name: str, status: bool) -> tuple[str, ...]:
        """The facts of which none can be missed: without it, it isn't certain any more."""
        wanted = behind(self.program, [name])
        kept = {each: value for each, value in self.given.items() if each in wanted}
        for fact in sorted(kept):
            less = {each: value for each, value in kept.items() if each != fact}
            outcome = self.run(less)
            value = outcome.values.get(name)
            if value is status or (value is None and _Question(self, less, outcome, [name]).status(name) is status):
                kept = less
        return tuple(sorted(kept))

    # --- the engine is asked too -----------------------------------------------------------------

    def _agrees(self, name: str, status: bool) -> bool:
        """The engine never says the opposite, of a few completions."""
        draw = random.Random(0)  # noqa: S311
        found = (self.run({**self.given, **self._drawn(draw)}).values.get(name) for _ in range(_SAMPLES))
        return all(value is not (not status) for value in found)

    def _drawn(self, draw: random.Random) -> dict[str, Any]:
        asked = (
            (name, fact) for name, fact in self.facts.items() if fact.asked and fact.type not in ("records", "text")
        )
        open_ = [(name, fact) for name, fact in asked if not is_known(self.given.get(name))]
        return {name: _value(fact, self.given.get(name), draw) for name, fact in open_}


class _Question:
    """What some conclusions come to in every completion of some facts."""

    def __init__(self, region: Completions, given: Mapping[str, Any], outcome: Outcome, names: Iterable[str]) -> None:
        wanted = behind(region.program, names)
        free = {n: f for n, f in region.facts.items() if n in wanted and f.asked and not is_known(given.get(n))}
        whole = frozenset(name for name, value in given.items() if is_known(value))
        reach = reached(region.program, free, whole)
        program = steadied(region.program, outcome, free.keys(), reach, wanted)
        self.world = World(free, Codes(texts_of(program, region.facts)), None)
        self.model: Model = model_of(program, cast(World, Around(self.world, region.facts, program.names, outcome)))
        self.solver = z3.Solver()
        self.solver.set("rlimit", WORK)
        self.solver.set("random_seed", 0)
        self.solver.add(self.world.limits)
        self.solver.add(list(self.world.given.values()))
        for name in free:
            self.solver.add(list(self._possible(name, given.get(name))))

    def status(self, name: str) -> bool | None:
        """True or False where it is that in every completion; None where it isn't, or where that isn't settled."""
        term = self.model.terms[name]
        assert isinstance(term, Truth)
        for truth, side in ((True, term.yes), (False, term.no)):
            if self.solver.check(z3.Not(side)) == z3.unsat:
                return truth
        return None

    def _possible(self, name: str, value: Any) -> Iterator[z3.BoolRef]:
        """What is partly known of a fact."""
        term: Any = self.world.terms[name]
        codes = self.world.codes
        if isinstance(value, Span) and isinstance(term, Scalar):
            yield from (term.value >= number(each) for each in (value.low,) if abs(each) != float("inf"))
            yield from (term.value <= number(each) for each in (value.high,) if abs(each) != float("inf"))
        elif isinstance(value, Some) and isinstance(term, Scalar):
            values = [codes.code(each) if isinstance(each, str) else each for each in sorted(value.values)]
            yield z3.Or([term.value == each for each in values])
        elif isinstance(value, Held) and isinstance(term, Members):
            yield from (term.has[option].yes for option in sorted(value.yes))
            yield from (has.no for option, has in term.has.items() if value.lacks(option))


def _value(fact: Fact, known: Any, draw: random.Random) -> Any:
    """Any value (inner form) of a fact that is possible by what is known of it."""
    match known:
        case Some(values):
            return draw.choice(sorted(values))
        case Held(yes, may):
            return yes | {option for option in sorted(may) if draw.random() < 0.5}
        case Incomplete():
            return known
    if fact.type == "yes_no":
        return draw.random() < 0.5
    if fact.type == "set":
        return frozenset(option for option in fact.option_ids if draw.random() < 0.5)
    if not fact.is_figure:
        return fact.encode(draw.choice(fact.option_ids))
    low = known.low if isinstance(known, Span) else float("-inf")
    high = known.high if isinstance(known, Span) else float("inf")
    low, high = max(low, fact.limits[0]), min(high, fact.limits[1])
    low, high = _or_far(low, high - _FAR), _or_far(high, _or_far(low, 0) + _FAR)
    return draw.randint(int(low), int(high)) if fact.whole else draw.uniform(low, high)


def _or_far(bound: float, otherwise: float) -> float:
    """A bound, or where it is infinite something else; 0 where that is as well."""
    return next((each for each in (bound, otherwise) if abs(each) != float("inf")), 0)
