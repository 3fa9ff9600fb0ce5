"""
What two sides draw for each record of a list.

In a list of so many records each of them is looked at.  In a list of any length it is one record, whichever it may be,
and the figures of its list are free: more than is possible, so that what differs for no such record differs for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from regiorules.engine.each import judged, of_one, record_name
from regiorules.engine.executor import Outcome
from regiorules.frozen import frozen
from regiorules.proofs.claims import Claim
from regiorules.proofs.conditions import Conditions
from regiorules.proofs.sides import Side, Two
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import NEVER, Truth, all_of, any_of, either
from regiorules.proofs.world import Row, Rows
from regiorules.rules.expressions import And

Said = tuple[bool | None, str]  # of one record: whether it holds, and with which grade
Pair = tuple[Outcome, Outcome]
Truths = Mapping[str, Truth]  # of one record: of each rule
_NOT_SAID: Said = (False, "")


@frozen
class Drawn:
    """What is concluded under one name for each record of the list `records`, on either side."""

    name: str
    records: str
    sides: tuple[Side, Side]

    def certain(self, truth: bool, at: int) -> tuple[Claim, Claim]:
        """Of some record it is so on one side, and on the other the opposite is, or else at least it isn't so."""
        opposite = self._some(
            lambda both: all_of((_is(both[at], truth), _is(both[1 - at], not truth))),
            lambda said: said[at][0] is truth and said[1 - at][0] is (not truth),
        )
        return opposite, self._some(
            lambda both: all_of((_is(both[at], truth), z3.Not(_is(both[1 - at], truth)))),
            lambda said: said[at][0] is truth and said[1 - at][0] is not truth,
        )

    def graded(self) -> Claim:
        """Of some record it holds on both sides, with another grade."""
        return self._some(self._regraded, lambda said: said[0][0] is said[1][0] is True and said[0][1] != said[1][1])

    def unlisted(self, at: int) -> tuple[Claim]:
        """While the list isn't known, it certainly doesn't hold on one side, and on the other it may."""
        name, records = self.name, self.records

        def formula(two: Two) -> z3.BoolRef:
            terms = [model.terms[name] for model in (two.old, two.new)]
            no = [each.no if isinstance(each, Truth) else NEVER for each in terms]
            return all_of((z3.Not(two.old.terms[records].known), no[at], z3.Not(no[1 - at])))

        def shown(found: Pair) -> bool:
            known = found[0].values.get(records) is not None
            return not known and found[at].values.get(name) is False and found[1 - at].values.get(name) is not False

        return (Claim(formula, shown),)  # type: ignore[arg-type]

    def different(self, region: Mapping[str, Any], found: Pair, part: int) -> tuple[str, Any, Any]:
        """The first record of a region of which either side says something else: its name, and this part of either."""
        before, after = self._said(found)
        for place, record in enumerate(region[self.records]):
            one, other = before.get(place, _NOT_SAID)[part], after.get(place, _NOT_SAID)[part]
            if one != other:
                return record_name(self.sides[0].facts[self.records], record), one, other
        raise AssertionError(self.name)

    # --- as formulas -----------------------------------------------------------------------------

    def _some(
        self, formula: Callable[[tuple[Truths, Truths]], z3.BoolRef], shows: Callable[[tuple[Said, Said]], bool]
    ) -> Claim:
        """There is a record of which the formula is true, and of which the engine says what it must."""

        def shown(found: Pair) -> bool:
            before, after = self._said(found)
            places = before.keys() | after.keys()
            return any(shows((before.get(each, _NOT_SAID), after.get(each, _NOT_SAID))) for each in places)

        return Claim(
            lambda two: any_of(all_of((there, formula(both))) for there, both in self._each(two)),  # type: ignore[arg-type]
            shown,  # type: ignore[arg-type]
        )

    def _each(self, two: Two) -> Iterator[tuple[z3.BoolRef, tuple[Truths, Truths]]]:
        """Of each record where it is there, and what the rules of either side say of it."""
        term = two.old.terms.get(self.records)
        known = term.known if isinstance(term, Rows) else NEVER
        for one, other in zip(two.rows(0, self.records), two.rows(1, self.records), strict=True):
            truths = self._truths(two, 0, one), self._truths(two, 1, other)
            yield all_of((known, one.there, *two.limits)), truths

    def _truths(self, two: Two, at: int, row: Row) -> Truths:
        model, side = (two.old, two.new)[at], self.sides[at]
        conditions = Conditions(model.terms, model.world.codes, row)
        rules = (side.program.rules[rule.id] for rule in side.knowledge.by_target.get(self.name, ()))
        found = ((rule.id, of_one(rule.when)) for rule in rules)
        return {rule: conditions.truth(And((where, *beside))) for rule, (_, where, beside) in found}

    def _regraded(self, both: tuple[Truths, Truths]) -> z3.BoolRef:
        before, after = (side.grades(self.name, truths) for side, truths in zip(self.sides, both, strict=True))
        same = any_of(all_of((each, after.get(grade, NEVER))) for grade, each in before.items())
        return all_of(
            (_is(both[0], True), _is(both[1], True), any_of((*before.values(), *after.values())), z3.Not(same))
        )

    # --- by the engine ---------------------------------------------------------------------------

    def _said(self, found: Pair) -> list[dict[int, Said]]:
        """Of each side, by place, the records for which it holds or may."""
        return [dict(self._records(side, each)) for side, each in zip(self.sides, found, strict=True)]

    def _records(self, side: Side, outcome: Outcome) -> Iterator[tuple[int, Said]]:
        rules = {rule.id: rule for rule in side.knowledge.by_target.get(self.name, ())}
        conditions = {name: side.program.rules[name].about_one for name in rules}
        for place, holds, names in judged(conditions, self.records, outcome.values):
            grade = side.knowledge.grade(self.name, [rules[each] for each in names]) if holds else ""
            yield place, (holds, grade)


def _is(truths: Truths, truth: bool) -> z3.BoolRef:
    """What the rules together say of a record is so."""
    found = either(truths.values())
    return found.yes if truth else found.no
