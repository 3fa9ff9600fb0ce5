"""
What two rule sets make of every region, side by side: for which regions another conclusion follows, and that for none.

Regions are those that either vocabulary allows, each fact known or unknown.  Of a difference there is the smallest
region that shows it on either side; that there is none is proved of all regions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Literal

from attrs import field

from regiorules.engine.executor import Outcome
from regiorules.frozen import frozen
from regiorules.proofs.claims import Claim
from regiorules.proofs.conditions import parts_of
from regiorules.proofs.drawn import Drawn
from regiorules.proofs.model import Model
from regiorules.proofs.prover import Answer
from regiorules.proofs.sides import Both, Side, Two
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import NEVER, Members, Scalar, Truth, all_of, any_of

Kind = Literal["status", "value", "grade", "records", "conflict"]
SECONDS = 1.0  # for one question
_STATUS = {True: "holds", False: "fails", None: "open"}


@frozen
class Difference:
    """
    A name that comes to something else; `before` and `after` are what either side makes of the smallest `region`.

    A status is holds, fails, open or absent; a value is in outer form, None where it is unknown.  Of what is drawn for
    each record `record` is the name of one for which it is so; of kind "records" is what is drawn for others, and then
    they are the list on either side, "" for the region as a whole.

    With `settled` false there may be a region that shows it, and none was found: then there is nothing in the others,
    but that with no more than `proved_to` records in each list there is none (None: nothing is proved).
    """

    name: str
    kind: Kind
    before: Any = None
    after: Any = None
    region: Mapping[str, Any] = field(factory=dict)
    settled: bool = True
    record: str = ""
    proved_to: int | None = None


Step = Callable[[], Iterable[Difference]]
Told = tuple[str, Any, Any]  # of which record, and what either side says of it
Telling = Callable[[Mapping[str, Any], tuple[Outcome, Outcome]], Told]


class Meaning:
    """Compares two sides, name by name; `apart` are the facts of which no value is one on both sides."""

    def __init__(self, old: Side, new: Side, *, seconds: float = SECONDS) -> None:
        self.old, self.new = self._sides = old, new
        self._prover = Both(old, new, seconds=seconds)
        self.apart = self._prover.apart

    def steps(self) -> Iterator[Step]:
        """Everything there is to compare, piece by piece, so that progress can be shown."""
        sides = self._sides
        conclusions = {name for side in sides for name in side.knowledge.conclusions}
        for name in sorted(conclusions):
            yield partial(self.conclusion, name)
        for name in sorted({name for side in sides for name in side.derived}):
            yield partial(self.fact, name)

    # --- conclusions -----------------------------------------------------------------------------

    def conclusion(self, name: str) -> Iterator[Difference]:
        """Where it holds on one side only; where nowhere, its grade, for what, and where it is settled sooner."""
        before, after = (side.knowledge.drawn_for.get(name, "") for side in self._sides)
        if before and before == after and before not in self.apart:
            yield from self._for_each(Drawn(name, before, self._sides))
            return
        found = [*self._gone(name, True), *self._come(name, True)]
        yield from found
        if not any(each.settled for each in found):
            yield from self._grade(name)
            if before != after:
                yield from self._found(name, "records", (self._both_hold(name),), lambda *_: ("", before, after))
            if not found and self.old.has(name) and self.new.has(name):
                yield from (*self._gone(name, False), *self._come(name, False))

    def _gone(self, name: str, truth: bool) -> Iterator[Difference]:
        """Where it is certain on the old side, and not on the new one: there the opposite, if that can be."""
        return self._found(name, "status", self._certain(name, truth, 0))

    def _come(self, name: str, truth: bool) -> Iterator[Difference]:
        return self._found(name, "status", self._certain(name, truth, 1))

    def _certain(self, name: str, truth: bool, at: int) -> tuple[Claim, Claim]:
        """It is so on the one side, and on the other the opposite is, or else at least it isn't so."""
        opposite = self._pair(
            lambda two: all_of((_side(two, at, name, truth), _side(two, 1 - at, name, not truth))),
            lambda found: found[at].values.get(name) is truth and found[1 - at].values.get(name) is (not truth),
        )
        return opposite, self._pair(
            lambda two: all_of((_side(two, at, name, truth), z3.Not(_side(two, 1 - at, name, truth)))),
            lambda found: found[at].values.get(name) is truth and found[1 - at].values.get(name) is not truth,
        )

    def _grade(self, name: str) -> Iterator[Difference]:
        if name not in self.old.knowledge.conclusions or name not in self.new.knowledge.conclusions:
            return

        def differ(two: Two) -> z3.BoolRef:
            before, after = self.old.grades(name, two.old.rules), self.new.grades(name, two.new.rules)
            known = all_of((_side(two, 0, name, True), _side(two, 1, name, True)))
            same = any_of(all_of((each, after.get(grade, NEVER))) for grade, each in before.items())
            return all_of((known, any_of((*before.values(), *after.values())), z3.Not(same)))

        def differs(found: tuple[Outcome, Outcome]) -> bool:
            before, after = found[0].values.get(name) is True, found[1].values.get(name) is True
            return before and after and self.old.grade(name, found[0]) != self.new.grade(name, found[1])

        yield from self._found(name, "grade", (self._pair(differ, differs),))

    def _both_hold(self, name: str) -> Claim:
        return self._pair(
            lambda two: all_of((_side(two, 0, name, True), _side(two, 1, name, True))),
            lambda found: all(each.values.get(name) is True for each in found),
        )

    def _for_each(self, drawn: Drawn) -> Iterator[Difference]:
        """
        Of which record it holds on one side only; where of none, its grade, and where it is settled sooner.

        It holds in a region where it does of some record, so of regions nothing is left to ask but of an unknown list.
        """
        name = drawn.name
        found = self._certain_of(drawn, True)
        yield from found
        if not any(each.settled for each in found):
            yield from self._found(name, "grade", (drawn.graded(),), partial(drawn.different, part=1))
        if not found:
            found = self._certain_of(drawn, False)
            yield from found or (each for at in (0, 1) for each in self._found(name, "status", drawn.unlisted(at)))

    def _certain_of(self, drawn: Drawn, truth: bool) -> list[Difference]:
        def told(region: Mapping[str, Any], found: tuple[Outcome, Outcome]) -> Told:
            record, before, after = drawn.different(region, found, 0)
            return record, _STATUS[before], _STATUS[after]

        return [each for at in (0, 1) for each in self._found(drawn.name, "status", drawn.certain(truth, at), told)]

    # --- facts -----------------------------------------------------------------------------------

    def fact(self, name: str) -> Iterator[Difference]:
        """Where it has another value, by each value on the old side; or where it is known sooner."""
        if not self._same(name):
            before = [each for option in self._options(name) for each in self._value(name, option, 0)]
            yield from before
            if not any(each.settled for each in before):
                yield from self._value(name, None, 1)
            yield from self._conflict(name)

    def _same(self, name: str) -> bool:
        two = self._prover.two()
        one, other = (parts_of(model.terms[name]) if name in model.terms else () for model in (two.old, two.new))
        conflicts = [model.conflicts.get(name, NEVER) for model in (two.old, two.new)]
        alike = len(one) == len(other) and all(a.eq(b) for a, b in zip(one, other, strict=True))
        return alike and self._kind(name, 0) == self._kind(name, 1) and conflicts[0].eq(conflicts[1])

    def _kind(self, name: str, at: int) -> Any:
        fact = self._sides[at].facts.get(name)
        return fact and (fact.type, fact.option_ids)

    def _options(self, name: str) -> tuple[Any, ...]:
        fact = self.old.facts.get(name)
        return fact.option_ids if fact and fact.type in ("level", "choice") else (None,)

    def _value(self, name: str, option: str | None, at: int) -> Iterator[Difference]:
        """It is known on one side (`at`), to be this option if one is given, and isn't that on the other."""
        sides = self._sides
        if name not in sides[at].facts:
            return

        def differ(two: Two) -> z3.BoolRef:
            terms = [_options_of(side, model, name) for side, model in zip(sides, (two.old, two.new), strict=True)]
            one, other = terms[at], terms[1 - at]
            chosen = {key: each for key, each in one.items() if option in (None, key)}
            return any_of(all_of((each, z3.Not(other.get(key, NEVER)))) for key, each in chosen.items())

        def differs(found: tuple[Outcome, Outcome]) -> bool:
            values = [side.value(name, each) for side, each in zip(sides, found, strict=True)]
            return values[at] is not None and option in (None, values[at]) and values[0] != values[1]

        fact = sides[at].facts[name]
        is_figure = fact.is_figure or fact.type == "text"
        formula = _figures(name, at, known=name in sides[1 - at].facts) if is_figure else differ
        yield from self._found(name, "value", (self._pair(formula, differs),))

    def _conflict(self, name: str) -> Iterator[Difference]:
        yield from (each for at in (0, 1) for each in self._found(name, "conflict", (self._conflicts(name, at),)))

    def _conflicts(self, name: str, at: int) -> Claim:
        """Rules give it two values on one side, and not on the other."""
        return self._pair(
            lambda two: all_of((_conflict(two, at, name), z3.Not(_conflict(two, 1 - at, name)))),
            lambda found: name in found[at].conflicts and name not in found[1 - at].conflicts,
        )

    # --- what an answer comes to -----------------------------------------------------------------

    def _pair(self, formula: Callable[[Any], Any], shown: Callable[[Any], bool]) -> Claim:
        return Claim(lambda two: _simple(formula(two)), shown)

    def _found(
        self, name: str, kind: Kind, claims: tuple[Claim, ...], told: Telling | None = None
    ) -> Iterator[Difference]:
        """The difference of which the last claim is what must be so, and those before it show it better."""
        two: Any = self._prover.two()
        if z3.is_false(_simple(claims[-1].formula(two))):
            return  # the formulas are the same
        answer = self._answer(claims)
        if answer.says == "unsettled":
            yield Difference(name, kind, settled=False, proved_to=answer.proved_to)
        elif answer.says == "some":
            outcomes = self._prover.outcome(answer.region)
            record, before, after = told(answer.region, outcomes) if told else self._told(name, kind, outcomes)
            yield Difference(name, kind, before, after, answer.region, record=record)

    def _told(self, name: str, kind: Kind, outcomes: tuple[Outcome, Outcome]) -> Told:
        before, after = (self._said(name, kind, side, each) for side, each in zip(self._sides, outcomes, strict=True))
        return "", before, after

    def _answer(self, claims: tuple[Claim, ...]) -> Answer:
        last = self._prover.ask(claims[-1])
        if last.says != "none":
            for claim in claims[:-1]:
                better = self._prover.smallest(claim)
                if better.says == "some":
                    return better
        return self._prover.smallest(claims[-1]) if last.says == "some" else last

    def _said(self, name: str, kind: Kind, side: Side, outcome: Outcome) -> Any:
        if not side.has(name):
            return "absent"
        if kind == "grade":
            return side.grade(name, outcome)
        if kind == "conflict":
            return name in outcome.conflicts
        value = side.value(name, outcome)
        return _STATUS[value] if kind == "status" else value


def _simple(formula: z3.BoolRef) -> z3.BoolRef:
    return z3.simplify(formula)


def _side(two: Two, at: int, name: str, truth: bool) -> z3.BoolRef:
    term = (two.old, two.new)[at].terms.get(name)
    if not isinstance(term, Truth):
        return NEVER
    return term.yes if truth else term.no


def _conflict(two: Two, at: int, name: str) -> z3.BoolRef:
    return (two.old, two.new)[at].conflicts.get(name, NEVER)


def _options_of(side: Side, model: Model, name: str) -> dict[Any, z3.BoolRef]:
    """Of each value that a name may have, where it has that one; of a set where each option is in it or isn't."""
    term, fact = model.terms.get(name), side.facts.get(name)
    match term:
        case Truth(yes, no):
            return {True: yes, False: no}
        case Members(has):
            said = ((option, each) for option, each in has.items())
            return {(o, truth): part for o, each in said for truth, part in ((True, each.yes), (False, each.no))}
        case Scalar(known, value) if fact and fact.type in ("level", "choice"):
            codes = [fact.encode(each) for each in fact.option_ids]
            ranks = [each if isinstance(each, int) else model.world.codes.code(each) for each in codes]
            return {o: all_of((known, value == rank)) for o, rank in zip(fact.option_ids, ranks, strict=True)}
    return {}


def _figures(name: str, at: int, *, known: bool) -> Callable[[Two], z3.BoolRef]:
    """A number or text is known on one side, and on the other it is unknown or another one."""

    def differ(two: Two) -> z3.BoolRef:
        one, other = ((two.old, two.new)[each].terms.get(name) for each in (at, 1 - at))
        if not isinstance(one, Scalar) or not known or not isinstance(other, Scalar):
            return one.known if isinstance(one, Scalar) else NEVER
        return all_of((one.known, z3.Not(all_of((other.known, one.value == other.value)))))

    return differ
