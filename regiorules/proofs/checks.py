"""What is proved of the rules of one rule set, over every region that the vocabulary allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import Any

from regiorules.engine.executor import Outcome
from regiorules.errors import Problem
from regiorules.facts.values import as_written
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.proofs.claims import (
    Claim,
    condition_is,
    conflicts,
    every,
    name_fails,
    name_is,
    rule_is,
    some,
)
from regiorules.proofs.exceptions import differences, not_excepted
from regiorules.proofs.finding import Finding
from regiorules.proofs.leaves import own_comparisons, written
from regiorules.proofs.prover import Answer, Prover
from regiorules.proofs.redundant import Redundancy
from regiorules.rules.expressions import Expression, bind
from regiorules.rules.model import WITHOUT_GAPS, Constraint, Knowledge, Position, Rule, by_target
from regiorules.text import listing

Step = Callable[[], Iterable[Finding]]


@frozen
class Checks:
    """
    The checks of `rules` of one rule set, in the `knowledge` that applies in one region on one day.

    `prover` looks at regions of which all is known, `partial` also at those of which little is: a rule that holds only
    where another does may still hold sooner, with fewer answers, and then adds something.
    """

    knowledge: Knowledge
    ruleset: str
    rules: frozenset[str]
    prover: Prover
    partial: Prover

    def steps(self) -> Iterator[Step]:
        """Everything there is to check, piece by piece, so that progress can be shown."""
        every_rule = by_target(self.knowledge.rules.values())
        own = [self.knowledge.rules[name] for name in sorted(self.rules)]
        redundancy = Redundancy(self.knowledge, self.rules, self.prover, self.partial)
        yield from (partial(self.rule, rule) for rule in own if not self.knowledge.is_unconditional(rule))
        for target in by_target(own):
            yield partial(redundancy.findings, every_rule[target])
            yield partial(self.conflict, target)
        yield from (partial(self.table, name) for name in self._own(self.knowledge.tables))
        constraints, positions = self.knowledge.constraints, self.knowledge.positions
        yield from (partial(self.constraint, constraints[name]) for name in self._own(constraints))
        yield from (partial(self.position, positions[name]) for name in self._own(positions))

    def _own(self, items: Mapping[str, Any]) -> Iterator[str]:
        return (name for name, each in items.items() if each.ruleset == self.ruleset)

    # --- rules -----------------------------------------------------------------------------------

    def rule(self, rule: Rule) -> Iterator[Finding]:
        """It can hold and can fail, and each comparison and each exception in it makes a difference."""
        wrong = [*self._side(rule, True, "check_never_holds"), *self._side(rule, False, "check_never_fails")]
        yield from wrong
        if not wrong:
            for key, tree in own_comparisons(rule, self._assumed):
                yield from self._leaf(rule, key, tree, True, "check_leaf_never")
                yield from self._leaf(rule, key, tree, False, "check_leaf_always")
            for tree, problem in differences(rule, self.knowledge):
                yield from self._unless(condition_is(bind(tree, self._assumed), True), problem)

    def _side(self, rule: Rule, status: bool, code: str) -> Iterator[Finding]:
        problem = Problem(code, {"name": rule.id}, rule.place, f"rules.{rule.id}")
        yield from self._unless(rule_is(rule.id, status), problem)

    def _leaf(self, rule: Rule, key: str, tree: Expression, truth: bool, code: str) -> Iterator[Finding]:
        fields = {"name": rule.id, "condition": written(tree, self.knowledge.vocabulary.facts)}
        yield from self._unless(condition_is(tree, truth), Problem(code, fields, rule.place, f"rules.{rule.id}.{key}"))

    @property
    def _assumed(self) -> Mapping[str, float]:
        return {name: each.value for name, each in self.knowledge.vocabulary.parameters.items()}

    def conflict(self, target: str) -> Iterator[Finding]:
        """A fact that rules give two values in some region."""
        if target in self.prover.disputable:
            place = self.knowledge.by_target[target][0].place
            yield from self._if(
                conflicts(target), [target], lambda found: Problem("check_conflict", self._said(target, found), place)
            )

    def _said(self, target: str, outcome: Outcome) -> dict[str, Any]:
        holding = [rule for rule in self.knowledge.by_target[target] if outcome.statuses[rule.id]]
        values = dict.fromkeys(as_written(rule.value) for rule in holding)
        return {"name": target, "values": listing(values, 20), "rules": listing([rule.id for rule in holding], 20)}

    # --- tables ----------------------------------------------------------------------------------

    def table(self, name: str) -> Iterator[Finding]:
        """Where rows give a fact a value, that none does; that no two do together is held when a table is read."""
        table = self.knowledge.tables[name]
        rows = [rule for rule in self.knowledge.rules.values() if rule.table == name]
        for target, own in by_target(rows).items():
            if table.hit not in WITHOUT_GAPS and not table.each and any(row.value is not True for row in own):
                problem = Problem("check_table_gap", {"name": name, "fact": target}, own[0].place)
                failing = [*(rule_is(row.id, False) for row in own), *not_excepted(own, self._assumed)]
                yield from self._if(every(failing), [target], _fixed(problem))

    # --- conclusions -----------------------------------------------------------------------------

    def constraint(self, constraint: Constraint) -> Iterator[Finding]:
        """A region in which it isn't so."""
        path, names = f"constraints.{constraint.id}", constraint.names
        pairs = [(names[0], each) for each in names[1:]] if constraint.excludes else combinations(names, 2)

        def together(outcome: Outcome) -> Problem:
            holding = listing([each for each in names if outcome.values.get(each) is True], 20)
            return Problem("check_together", {"name": constraint.id, "names": holding}, constraint.place, path)

        yield from self._if(some(every(name_is(each, True) for each in pair) for pair in pairs), names, together)
        if constraint.exactly_one:
            fields = {"name": constraint.id, "names": listing(names, 20)}
            problem = Problem("check_none_of", fields, constraint.place, path)
            yield from self._if(every(map(name_fails, names)), names, _fixed(problem))

    def position(self, position: Position) -> Iterator[Finding]:
        """The names of a position that no region comes to."""
        fact: Fact | None = self.knowledge.vocabulary.facts.get(position.name)
        for option in fact.option_ids if fact and not fact.asked else ():
            assert fact is not None
            fields = {"name": fact.id, "option": option, "figure": position.id}
            problem = Problem("check_position", fields, fact.place, f"facts.{fact.id}")
            yield from self._unless(name_is(fact.id, fact.encode(option)), problem)

    # --- what an answer comes to -----------------------------------------------------------------

    def _unless(self, claim: Claim, problem: Problem) -> Iterator[Finding]:
        """A problem where no region makes it so."""
        answer = self.prover.ask(claim)
        if answer.says != "some":
            yield Finding(problem, settled=answer.says == "none", proved_to=answer.proved_to)

    def _if(self, claim: Claim, names: Sequence[str], problem: Callable[[Outcome], Problem]) -> Iterator[Finding]:
        """A problem where some region makes it so; it is about these names."""
        answer: Answer = self.prover.smallest(claim)
        if answer.says != "none":
            outcome = self.prover.outcome(answer.region)
            facts = self.knowledge.vocabulary.facts
            values = {name: outcome.values.get(name) for name in names}
            follows = {name: facts[name].decode(value) if name in facts else value for name, value in values.items()}
            settled = answer.says == "some"
            yield Finding(problem(outcome), answer.region, follows, settled=settled, proved_to=answer.proved_to)


def _fixed(problem: Problem) -> Callable[[Outcome], Problem]:
    """A problem that says the same of whatever region shows it."""
    return lambda _: problem
