"""Two sides that are compared: what applies on each, and a prover that answers questions about both at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from regiorules.engine.compiled import compiled
from regiorules.engine.executor import Executor, Outcome
from regiorules.engine.program import Program, program_of
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.proofs.model import Model, model_of
from regiorules.proofs.order import About, in_order
from regiorules.proofs.prover import Prover
from regiorules.proofs.shared import Seen, given_to, shared_facts
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import NEVER, Truth, all_of, any_of
from regiorules.proofs.world import Row, Rows, World, texts_of
from regiorules.rules.model import Knowledge


@frozen
class Side:
    """What applies on one side: the `knowledge` for a region and a day, its program, and what runs it."""

    knowledge: Knowledge
    program: Program
    executor: Executor

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Its vocabulary."""
        return self.knowledge.vocabulary.facts

    def outcome(self, region: Mapping[str, Any]) -> Outcome:
        """What it makes of facts in outer form; those that it doesn't know are unknown to it."""
        return self.executor.run(given_to(self.facts, region))

    def value(self, name: str, outcome: Outcome) -> Any:
        """What a name comes to, in outer form; None is unknown."""
        value = outcome.values.get(name)
        return self.facts[name].decode(value) if name in self.facts else value

    def grade(self, name: str, outcome: Outcome) -> str:
        """The grade of a conclusion that holds; "" where it has none."""
        if name not in self.knowledge.conclusions or outcome.values.get(name) is not True:
            return ""
        rules = self.knowledge.by_target.get(name, ())
        return self.knowledge.grade(name, [rule for rule in rules if outcome.statuses[rule.id]])

    def grades(self, name: str, truths: Mapping[str, Truth]) -> dict[str, z3.BoolRef]:
        """Of each grade that a conclusion may have where it has that one, by what its rules come to."""
        rules, found, higher = self.knowledge.by_target.get(name, ()), dict[str, z3.BoolRef](), NEVER
        for grade in reversed(self.knowledge.grades(self.knowledge.conclusions[name].kind)):
            own = any_of(truths[r.id].yes for r in rules if self.knowledge.grade(name, [r]) == grade)
            found[grade] = all_of((own, z3.Not(higher)))
            higher = any_of((own, higher))
        return found

    def has(self, name: str) -> bool:
        """It is concluded or derived here."""
        return name in self.knowledge.conclusions or name in self.derived

    @property
    def derived(self) -> frozenset[str]:
        """The facts that follow from others."""
        return frozenset({*self.knowledge.by_target, *self.knowledge.derivations} & self.facts.keys())


def side_of(knowledge: Knowledge) -> Side:
    """One side, by what applies there; the assumptions have the values that the rule set gives them."""
    program = program_of(knowledge, {name: each.value for name, each in knowledge.vocabulary.parameters.items()})
    return Side(knowledge, program, compiled(program))


@frozen
class Two:
    """
    The formulas of either side, in one world.

    Of a list of any length `seen` has one record as either side sees it, which may be any of those that the
    vocabulary allows; `limits` says what it allows.
    """

    old: Model
    new: Model
    seen: tuple[Seen, Seen]
    limits: tuple[z3.BoolRef, ...] = ()

    def rows(self, at: int, records: str) -> tuple[Row, ...]:
        """The records of a list on one side."""
        term = self.seen[at].terms.get(records)
        return term.rows or () if isinstance(term, Rows) else ()


class Both(Prover):
    """Answers questions about what two sides make of one region."""

    def __init__(self, old: Side, new: Side, *, seconds: float) -> None:
        facts, self.apart = shared_facts(old.facts, new.facts)
        super().__init__(facts, old.program, old.executor, complete=False, seconds=seconds)
        self.old, self.new = old, new

    def texts(self) -> tuple[str, ...]:
        """The texts that conditions on either side name."""
        sides = ((side.program, side.facts) for side in (self.old, self.new))
        options = {
            option for fact in self.facts.values() for each in (fact, *fact.fields) for option in each.option_ids
        }
        return tuple(sorted({text for program, facts in sides for text in texts_of(program, facts)} - options))

    def model(self, world: World) -> Any:
        """The formulas of either side, as `Two`."""
        seen = self._seen(world)
        old, new = (
            model_of(side.program, cast(World, each)) for side, each in zip((self.old, self.new), seen, strict=True)
        )
        if world.rows is not None:
            return Two(old, new, seen)
        any_row = World(self.facts, world.codes, 1, "any ")
        two = Two(old, new, self._seen(any_row), tuple(any_row.limits))
        world.limits.extend(self._order(two, world))
        return two

    def _seen(self, world: World) -> tuple[Seen, Seen]:
        return Seen(world, self.old.facts, "old"), Seen(world, self.new.facts, "new")

    def _order(self, two: Two, world: World) -> Iterator[z3.BoolRef]:
        """What is so of figures on either side beside each other, whatever is in a list."""
        least = frozenset(name for name, fact in self.facts.items() if fact.minimum)
        models = zip((two.old, two.new), two.seen, strict=True)
        old, new = (About(model, _rows(each), least) for model, each in models)
        return in_order(old, new, [*world.limits, *two.limits])

    def outcome(self, region: Mapping[str, Any]) -> Any:
        """What either side makes of some facts in outer form, as a pair."""
        return self.old.outcome(region), self.new.outcome(region)

    def two(self) -> Two:
        """The formulas for whatever lists there may be."""
        found: Any = self._solver(None)[2]
        return found  # type: ignore[no-any-return]


def _rows(seen: Seen) -> dict[str, Row]:
    """The first record of each list."""
    lists = ((name, term.rows) for name, term in seen.terms.items() if isinstance(term, Rows))
    return {name: rows[0] for name, rows in lists if rows}
