"""
Hypothesis strategies: random programs with random partial facts, some of them partly known.

`cases()` gives an engine program with facts for it: every kind of name and every kind of
expression, rules and derivations in one to four layers, exceptions to rules, values near the constants
they are compared with.  They hold an executor against another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from attrs import field
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from regiorules.authoring.testing.excepting import Excepted, draw_exceptions, with_exceptions
from regiorules.authoring.testing.values import NUMBERS, TEXTS, Kind, Name, facts, values
from regiorules.engine.program import Derivation, Program, ProgramRule, build_program
from regiorules.frozen import frozen
from regiorules.rules.expressions import (
    ALWAYS,
    Aggregate,
    AggregateName,
    And,
    Arithmetic,
    Calculate,
    Compare,
    Comparison,
    Constant,
    Contains,
    Expression,
    Field,
    Known,
    Not,
    OneOf,
    Or,
    Size,
    Variable,
)
from regiorules.rules.model import COLLECTED, Calculation, Collected
from regiorules.rules.parsing.sets import against, pairwise
from regiorules.text import fold

T = TypeVar("T")
GIVEN_KINDS: tuple[Kind, ...] = ("yes_no", "level", "choice", "set", "number", "text", "records", "records")
DERIVED_KINDS: tuple[Kind, ...] = ("yes_no", "yes_no", "level", "choice", "number", "set", "text")
COMPARISONS: tuple[Comparison, ...] = ("==", "!=", "<", "<=", ">", ">=")
ARITHMETIC: tuple[Arithmetic, ...] = ("+", "-", "*", "/", "**")
STATEMENTS: tuple[AggregateName, ...] = ("any", "all")
FIGURES: tuple[AggregateName, ...] = ("sum", "max", "min", "median", "share", "count")
OPTIONS = ("low", "middle", "high", "other")
EXPONENTS = (-2, -1, 0, 0.5, 1, 2, 3)  # besides any number, of which most powers are too large
DEPTH = 3  # of conditions: deeper adds time, not cases


@frozen
class Case:
    """
    A program in the making, with the given facts (inner form; what is absent is unknown).

    The rules have their exceptions in their conditions; `excepted` says of those that have any what these are.
    """

    names: Mapping[str, Name]
    derivations: tuple[Derivation, ...]
    rules: tuple[ProgramRule, ...]
    given: Mapping[str, Any] = field(factory=dict)
    collected: Mapping[str, Collected] = field(factory=dict)
    excepted: Mapping[str, Excepted] = field(factory=dict)

    @property
    def yes_no(self) -> frozenset[str]:
        """The names that are true or false."""
        return frozenset(name for name, each in self.names.items() if each.kind == "yes_no")

    def program(self) -> Program:
        """The program of the case."""
        options = {name: each.options for name, each in self.names.items() if each.kind in ("level", "choice")}
        return build_program(self.names, self.yes_no, self.derivations, self.rules, options, self.collected)


def cases(*, layers: int = 4) -> SearchStrategy[Case]:
    """Random programs of at most so many layers, each with random partial facts."""
    return _cases(layers)


@st.composite
def _cases(draw: DrawFn, layers: int) -> Case:
    base = [draw(_names(f"given_{number}", GIVEN_KINDS)) for number in range(draw(st.integers(1, 6)))]
    known = {each.id: each for each in base}
    derivations: list[Derivation] = []
    rules: list[ProgramRule] = []
    collected: dict[str, Collected] = {}
    exceptions: dict[str, Excepted] = {}
    has_exceptions = draw(st.booleans())
    fresh: list[Name] = []
    for layer in range(draw(st.sampled_from(range(layers, 0, -1)))):
        latest = fresh * 3  # read more often, so that layers do stand on one another
        fresh = [draw(_names(f"layer_{layer}_{number}", DERIVED_KINDS)) for number in range(draw(st.integers(1, 3)))]
        before = len(rules)
        for name in fresh:
            _derive(draw, name, [*known.values(), *latest], derivations, rules)
            if name.kind == "number" and draw(st.booleans()):
                collected[name.id] = draw(st.sampled_from(COLLECTED))
        if has_exceptions:
            unless = _Writer(draw, list(known.values())).unless
            draw_exceptions(draw, rules, before, unless, exceptions)
        known |= {each.id: each for each in fresh}
    every = with_exceptions(rules, exceptions)
    return Case(known, tuple(derivations), every, draw(facts(list(known.values()))), collected, exceptions)


@st.composite
def _names(draw: DrawFn, name: str, kinds: Sequence[Kind]) -> Name:
    kind = draw(st.sampled_from(kinds))
    if kind == "records":
        wanted = draw(st.lists(st.sampled_from((*GIVEN_KINDS[:6], "number", "number")), min_size=1, max_size=3))
        return Name(name, kind, fields=tuple(draw(_names(f"field_{each}", [each])) for each in dict.fromkeys(wanted)))
    if kind == "level":
        return Name(name, kind, tuple(range(draw(st.integers(2, 4)))))
    return Name(name, kind, OPTIONS if kind in ("choice", "set") else ())


def _derive(
    draw: DrawFn, name: Name, known: Sequence[Name], derivations: list[Derivation], rules: list[ProgramRule]
) -> None:
    """Something that derives a name: an expression, or one to four rules, that may draw it for each record."""
    writer = _Writer(draw, known)
    if name.kind == "number" and draw(st.booleans()):
        derivations.append(Derivation(name.id, writer.number(2)))
    elif name.kind == "yes_no" and draw(st.integers(0, 3)) == 0:
        derivations.append(Derivation(name.id, writer.statement(2)))
    elif name.kind in ("level", "choice") and draw(st.booleans()) and (cases := writer.every_case()):
        for number, when in enumerate(cases):
            rules.append(ProgramRule(f"{name.id}_rule_{number}", when, name.id, draw(values(name))))
    else:
        results = draw(st.sampled_from(_results(name)))
        lists = [each for each in known if each.kind == "records"] if name.kind == "yes_no" else []
        each = draw(st.sampled_from([None, None, *lists]))
        for number in range(draw(st.integers(1, 4))):
            when = Aggregate("any", each.id, writer.within(each, DEPTH)) if each else writer.statement(DEPTH)
            said = True if each else draw(results)
            if name.kind == "number" and draw(st.booleans()):
                said = Calculation("", writer.number(2))
            rules.append(ProgramRule(f"{name.id}_rule_{number}", when, name.id, said, each.id if each else ""))


def _results(name: Name) -> list[SearchStrategy[Any]]:
    """What rules say of a name: of one that is true or false, mostly only that it is true."""
    if name.kind == "yes_no":
        return [st.just(True), st.just(True), st.booleans()]
    if name.kind == "set":
        return [st.frozensets(st.sampled_from(name.options), min_size=1, max_size=2)]
    return [values(name)]


class _Writer:
    """Writes random expressions about the names that are known so far."""

    def __init__(self, draw: DrawFn, names: Sequence[Name]) -> None:
        self.draw = draw
        self.names = names
        self.record: Name | None = None  # the records that the condition looks at
        self.negative = False

    def pick(self, options: Sequence[T]) -> T:
        return self.draw(st.sampled_from(options))

    def named(self, *kinds: Kind) -> list[Name]:
        """The names of these kinds; inside a record, its fields come with them."""
        own = self.record.fields if self.record else ()
        return [each for each in (*own, *self.names) if each.kind in kinds]

    def read(self, name: Name) -> Expression:
        return Field(name.id) if self.record and name in self.record.fields else Variable(name.id)

    # --- true or false -----------------------------------------------------------------------

    def statement(self, depth: int) -> Expression:
        """A condition of at most that depth."""
        if depth and self.draw(st.integers(0, 2)):
            return self.pick([self.all_of, self.any_of, self.opposite])(depth - 1)
        return self.pick(self.leaves())()

    def all_of(self, depth: int) -> Expression:
        return And(tuple(self.statement(depth) for _ in range(self.draw(st.integers(1, 3)))))

    def any_of(self, depth: int) -> Expression:
        return Or(tuple(self.statement(depth) for _ in range(self.draw(st.integers(1, 3)))))

    def opposite(self, depth: int) -> Expression:
        self.negative = not self.negative
        inner = self.statement(depth)
        self.negative = not self.negative
        return Not(inner)

    def unless(self, each: str) -> Expression:
        """A condition that is denied, about one record of a list where one is named."""
        self.negative = True
        records = next((name for name in self.names if name.id == each), None)
        return self.within(records, 2) if records else self.statement(2)

    def leaves(self) -> list[Callable[[], Expression]]:
        """What can stand at the bottom of a condition, given the names that there are."""
        able: list[tuple[Callable[[], Expression], bool]] = [
            (self.truth, True),
            (self.bare, bool(self.named("yes_no"))),
            (self.options, bool(self.named("level", "choice"))),
            (self.option_pair, bool(self.named("level", "choice"))),
            (self.figures, True),
            (self.texts, bool(self.named("text"))),
            (self.one_of, bool(self.named("level", "choice", "text", "number"))),
            (self.contains, bool(self.named("set"))),
            (self.sets, bool(self.named("set"))),
            (self.known, bool(self.names) and not self.negative),
            (self.about_records, self.record is None and bool(self.named("records"))),
        ]
        return [leaf for leaf, possible in able if possible]

    def truth(self) -> Expression:
        return self.pick([ALWAYS, Constant(False), ALWAYS])

    def bare(self) -> Expression:
        return self.read(self.pick(self.named("yes_no")))

    def options(self) -> Expression:
        """A level or choice against one of its options, on either side."""
        name = self.pick(self.named("level", "choice"))
        return self.either_way(self.sign(name), self.read(name), Constant(self.pick(name.options)))

    def option_pair(self) -> Expression:
        """Two levels or choices with the same options against each other."""
        left = self.pick(self.named("level", "choice"))
        alike = [each for each in self.named(left.kind) if each.options == left.options]
        return Compare(self.sign(left), self.read(left), self.read(self.pick(alike)))

    def sign(self, name: Name) -> Comparison:
        return self.pick(COMPARISONS if name.kind in ("level", "number") else COMPARISONS[:2])

    def figures(self) -> Expression:
        return Compare(self.pick(COMPARISONS), self.number(1), self.number(1))

    def texts(self) -> Expression:
        name = self.pick(self.named("text"))
        other: Expression = Constant(fold(self.pick(TEXTS)))
        if self.draw(st.integers(0, 3)) == 0:
            other = self.read(self.pick(self.named("text")))
        return self.either_way(self.sign(name), self.read(name), other)

    def either_way(self, op: Comparison, left: Expression, right: Expression) -> Expression:
        return Compare(op, left, right) if self.draw(st.booleans()) else Compare(op, right, left)

    def one_of(self) -> Expression:
        name = self.pick(self.named("level", "choice", "text", "number"))
        known = {"text": tuple(map(fold, TEXTS)), "number": NUMBERS}.get(name.kind, name.options)
        return OneOf(self.read(name), tuple(self.draw(st.lists(st.sampled_from(known), max_size=3, unique=True))))

    def every_case(self) -> list[Expression]:
        """Conditions on one name of which one always holds: a level is each of its options, a number lies somewhere."""
        known = self.named("level", "choice", "number")
        if not known:
            return []
        name = self.pick(known)
        read = self.read(name)
        if name.kind != "number":
            return [Compare("==", read, Constant(option)) for option in name.options]
        low, high = sorted(self.draw(st.lists(st.sampled_from(NUMBERS), min_size=2, max_size=2, unique=True)))
        between = And((Compare(">=", read, Constant(low)), Compare("<", read, Constant(high))))
        return [Compare("<", read, Constant(low)), between, Compare(">=", read, Constant(high))]

    def contains(self) -> Expression:
        return Contains(self.read(self.pick(self.named("set"))), self.pick(OPTIONS))

    def sets(self) -> Expression:
        """A set against some of its options, or against a set."""
        first, second = self.pick(self.named("set")), self.pick(self.named("set"))
        sign = self.pick(COMPARISONS)
        if self.draw(st.booleans()):
            return against(sign, self.read(first), OPTIONS, self.draw(st.sets(st.sampled_from(OPTIONS), min_size=1)))
        return pairwise(sign, self.read(first), self.read(second), OPTIONS)

    def known(self) -> Expression:
        return Known(self.pick(self.names).id)

    def about_records(self) -> Expression:
        records = self.pick(self.named("records"))
        return Aggregate(self.pick(STATEMENTS), records.id, self.within(records))

    def within(self, records: Name, depth: int = 1) -> Expression:
        """A condition about one record, of at most that depth."""
        self.record = records
        condition = self.statement(depth)
        self.record = None
        return condition

    # --- numbers -----------------------------------------------------------------------------

    def number(self, depth: int) -> Expression:
        """An expression that gives a number."""
        if depth and self.draw(st.integers(0, 3)) == 0:
            op, left = self.pick(ARITHMETIC), self.number(depth - 1)
            small = op == "**" and self.draw(st.booleans())
            return Calculate(op, left, Constant(self.pick(EXPONENTS)) if small else self.number(depth - 1))
        if self.record is None and self.named("records") and self.draw(st.booleans()):
            return self.figure()
        if self.named("set") and self.draw(st.integers(0, 3)) == 0:
            return Size(self.read(self.pick(self.named("set"))))
        known = self.named("number")
        if known and self.draw(st.integers(0, 3)) > 0:
            return self.read(self.pick(known))
        return Constant(self.pick(NUMBERS))

    def figure(self) -> Expression:
        """A figure over records: a count, or a sum, share … of a numeric field where there is one."""
        records = self.pick(self.named("records"))
        columns = [each.id for each in records.fields if each.kind == "number"]
        function = self.pick(FIGURES) if columns else "count"
        where = (
            self.within(records) if function == "share" or (function == "count" and self.draw(st.booleans())) else None
        )
        return Aggregate(function, records.id, where, "" if function == "count" else self.pick(columns))
