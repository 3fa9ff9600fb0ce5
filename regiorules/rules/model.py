"""What a rule set holds.  All of it is data; nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Protocol, TypeVar, cast, get_args

from attrs import evolve, field

from regiorules.errors import NOWHERE, Place
from regiorules.facts.values import as_written
from regiorules.facts.vocabulary import Fact, Parameter, Vocabulary
from regiorules.frozen import FrozenDict, freeze, frozen, frozen_dict
from regiorules.memo import Memo
from regiorules.rules.assessment_day import speaks_of_day, with_day
from regiorules.rules.catalogue import Conclusion as Conclusion
from regiorules.rules.catalogue import ConclusionKind as ConclusionKind
from regiorules.rules.catalogue import Constraint as Constraint
from regiorules.rules.catalogue import Position as Position
from regiorules.rules.catalogue import Section as Section
from regiorules.rules.catalogue import Statement as Statement
from regiorules.rules.catalogue import Topic as Topic
from regiorules.rules.exceptions import composed
from regiorules.rules.expressions import ALWAYS, Expression, reads
from regiorules.rules.info import RuleSetInfo as RuleSetInfo
from regiorules.rules.info import RuleSource as RuleSource
from regiorules.rules.plans import Basis as Basis
from regiorules.rules.plans import Goal, Move
from regiorules.rules.scope import Scope as Scope
from regiorules.rules.scope import in_force as in_force
from regiorules.rules.terms import Term
from regiorules.text import Text

HitPolicy = Literal[
    "unique", "any", "first", "priority", "collect", "rule_order", "output_order", "sum", "min", "max", "count"
]
Collected = Literal["sum", "min", "max", "count"]
COLLECTED: tuple[Collected, ...] = get_args(Collected)  # the hit policies that make one number of all rows that hold
IN_ORDER: tuple[HitPolicy, ...] = ("rule_order", "output_order")  # those of which the order of the rows counts
WITHOUT_GAPS: tuple[HitPolicy, ...] = ("collect", *IN_ORDER, "sum", "count")  # where no row holds, nothing lacks
OneOrMore = Annotated[tuple[str, ...], "one or more"]  # in a file a name, or a list of names


class _Concluding(Protocol):
    @property
    def target(self) -> str: ...


RuleT = TypeVar("RuleT", bound=_Concluding)
T = TypeVar("T", "Conclusion", "Position", "Topic", "Section", "Constraint", Goal, Move, Term)
GRADED: Mapping[str, str] = {
    "risk": "severity",
    "route": "strength",
}  # the kinds that come in grades, and of which scale


@frozen
class Calculation:
    """What a rule gives a fact that is a number, where that is worked out: as it is written, and its tree."""

    text: str = field(eq=False)
    tree: Expression

    def __str__(self) -> str:
        return self.text


@frozen
class Rule:
    """
    One rule: when the condition is true, the target gets the value.

    `target` is a conclusion (value True) or a fact (value in outer form, or a `Calculation`); `severity` and `strength`
    are terms of the rule set.  With `each`, the id of a list of records, the condition as written is about one record,
    and the target, a conclusion, is drawn for each record of which it is true; `when` says that it is true of some one.
    `text` is the condition as written, `when` the tree of all that it takes; `table` is the
    decision table that the rule is a row of.

    With exceptions `when` says these too (see `rules.exceptions`), and `condition` is the tree of `text` alone.
    `unless` is an exception as written and `exception` its tree; `overrides` are the rules, or tables, before which
    this one goes, and `overridden_by` those that go before it, of all that count with it.
    """

    id: str
    text: str
    when: Expression
    target: str
    value: Any = field(converter=freeze)
    because: Text
    statements: tuple[str, ...]
    basis: Basis
    why: Text | None = None
    severity: str = ""
    strength: str = ""
    ruleset: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    changed: Text | None = None
    table: str = ""
    each: str = ""
    unless: str = ""
    overrides: tuple[str, ...] = ()
    condition: Expression | None = None
    exception: Expression | None = None
    overridden_by: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, eq=False)

    @property
    def says(self) -> str:
        """What it concludes, as it is written: `risk`, or `fact: value`."""
        return self.target if self.value is True else f"{self.target}: {as_written(self.value)}"

    @property
    def plain(self) -> Any:
        """The value that it gives, as data: a calculation as it is written."""
        return self.value.text if isinstance(self.value, Calculation) else self.value

    @property
    def trees(self) -> tuple[Expression, ...]:
        """Its condition, and what it works out."""
        return (self.when, self.value.tree) if isinstance(self.value, Calculation) else (self.when,)

    @property
    def reads(self) -> frozenset[str]:
        """The facts and conclusions in its condition, and in what it works out."""
        return frozenset().union(*map(reads, self.trees))

    @property
    def grade(self) -> str:
        """The severity or strength that it gives its conclusion, "" for that of the conclusion itself."""
        return self.severity or self.strength


@frozen
class TableRow:
    """
    A row of a table as its file has it: its id, and its cells under the headers.

    `rules` has for each conclusion the id of its rule, "" where the cell under it is empty.
    """

    id: str
    cells: tuple[str, ...]
    rules: tuple[str, ...]


@frozen
class TableForm:
    """What stands in a table: what its columns ask, what they conclude, and the rows in their order."""

    conditions: tuple[Expression, ...] = ()
    targets: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()


@frozen
class DecisionTable:
    """
    Rules as the rows of a CSV or XLSX file, which stands beside the YAML file that declares them.

    `hit` says what holds where several rows do: with `unique` no two rows can, with `any` two that do say the same,
    with `first` the first of them counts and with `priority` that of which the outcome goes before, with `collect` all
    do, and with `IN_ORDER` in their order too; with one of `COLLECTED` a number is made of all of them.  `because` is
    for the rows without a text of their own; the rest holds for every row.  With `each` its rows are about one record;
    `unless` and `overrides` are as of a rule.  `form` is what stands in the file.
    """

    file: str
    basis: Basis
    hit: HitPolicy = "unique"
    sheet: str = ""
    because: Text | None = None
    statements: tuple[str, ...] = ()
    why: Text | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    each: str = ""
    unless: str = ""
    overrides: OneOrMore = ()
    id: str = ""
    ruleset: str = ""
    form: TableForm = TableForm()
    place: Place = field(default=NOWHERE, eq=False)


@frozen
class RuleChange:
    """A rule set replaces a rule of another one, or (without `by`) switches it off; and says why."""

    rule: str
    reason: Text
    ruleset: str
    by: Rule | None = None
    place: Place = field(default=NOWHERE, eq=False)


def by_target(rules: Iterable[RuleT]) -> dict[str, tuple[RuleT, ...]]:
    """The rules for each fact or conclusion, in their order."""
    found: dict[str, list[RuleT]] = {}
    for rule in rules:
        found.setdefault(rule.target, []).append(rule)
    return {target: tuple(own) for target, own in found.items()}


def _of(items: Mapping[str, T], rulesets: Set[str]) -> dict[str, T]:
    """The items that belong to these rule sets."""
    return {name: each for name, each in items.items() if each.ruleset in rulesets}


@frozen
class Knowledge:
    """
    One or more rule sets, read, checked and put together.

    `derivations` gives the tree of every fact with a `derive`; `changes` are what rule sets change
    of each other's rules.  `at` gives what applies to one region on one day: there the changes
    have been made, and `off` holds the rules that were switched off.  The rows of `tables` are rules.
    A plan leads to the `goals`, by recommendations; `moves` says by the id of each what following it takes.
    """

    rulesets: tuple[RuleSetInfo, ...]
    vocabulary: Vocabulary
    conclusions: Mapping[str, Conclusion] = field(converter=frozen_dict)
    rules: Mapping[str, Rule] = field(converter=frozen_dict)
    derivations: Mapping[str, Expression] = field(factory=FrozenDict, converter=frozen_dict)
    statements: Mapping[str, Statement] = field(factory=FrozenDict, converter=frozen_dict)
    source_sections: Mapping[str, Text] = field(factory=FrozenDict, converter=frozen_dict)
    positions: Mapping[str, Position] = field(factory=FrozenDict, converter=frozen_dict)
    topics: Mapping[str, Topic] = field(factory=FrozenDict, converter=frozen_dict)
    sections: Mapping[str, Section] = field(factory=FrozenDict, converter=frozen_dict)
    constraints: Mapping[str, Constraint] = field(factory=FrozenDict, converter=frozen_dict)
    changes: tuple[RuleChange, ...] = ()
    off: Mapping[str, RuleChange] = field(factory=FrozenDict, converter=frozen_dict)
    tables: Mapping[str, DecisionTable] = field(factory=FrozenDict, converter=frozen_dict)
    terms: Mapping[str, Mapping[str, Term]] = field(factory=FrozenDict, converter=frozen_dict)
    goals: Mapping[str, Goal] = field(factory=FrozenDict, converter=frozen_dict)
    moves: Mapping[str, Move] = field(factory=FrozenDict, converter=frozen_dict)
    drawn_for: Mapping[str, str] = field(init=False, eq=False, repr=False)  # by what is concluded: for each of which

    memo: Memo = field(factory=Memo, init=False, eq=False, repr=False)  # what is worked out of it
    speaks_of_day: bool = field(init=False, eq=False, repr=False)  # a condition speaks of the day of the assessment
    varies: bool = field(init=False, eq=False, repr=False)  # it depends on the region or the day which rules apply

    @speaks_of_day.default
    def _speaks_of_day(self) -> bool:
        return speaks_of_day(self)

    @varies.default
    def _varies(self) -> bool:
        scoped = any(each.applies != Scope() for each in self.rulesets)
        valued = any(each.varies for each in self.vocabulary.parameters.values())
        dated = any(rule.valid_from or rule.valid_until for rule in self.rules.values())
        return scoped or valued or dated or self.speaks_of_day or bool(self.changes)

    @drawn_for.default
    def _drawn_for(self) -> Mapping[str, str]:
        return FrozenDict({rule.target: rule.each for rule in self.every_rule() if rule.each})

    @property
    def by_target(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules for each fact or conclusion, in their order."""
        return self.memo.of("by_target", lambda: by_target(self.rules.values()))

    @property
    def collected(self) -> Mapping[str, Collected]:
        """The facts of which one number is made of all rules that hold, each with how."""
        tables = [each for each in self.tables.values() if each.hit in COLLECTED]
        return {target: cast("Collected", each.hit) for each in tables for target in each.form.targets}

    def grades(self, kind: str) -> tuple[str, ...]:
        """The severities of a risk, or the strengths of a route, from low to high; none for another kind."""
        return tuple(self.terms.get(GRADED.get(kind, ""), ()))

    def grade(self, conclusion: str, rules: Iterable[Rule]) -> str:
        """The highest severity or strength that these rules give a conclusion; "" where it has none."""
        known = self.conclusions[conclusion]
        given = {rule.grade or known.severity for rule in rules}
        return next((grade for grade in reversed(self.grades(known.kind)) if grade in given), "")

    @property
    def regional(self) -> tuple[str, ...]:
        """The regions for which a rule set, or a value of an assumption, is that isn't for all."""
        scoped = (name for each in self.rulesets for name in each.applies.regions)
        valued = (name for each in self.vocabulary.parameters.values() for name in each.regions)
        return tuple(dict.fromkeys((*scoped, *valued)))

    def is_dated(self, region: str) -> bool:
        """True where it depends on the day which rules apply in that region."""
        return self.speaks_of_day or bool(self.days(region))

    def days(self, region: str) -> tuple[date, ...]:
        """The days from which other rules, or values of assumptions, count in that region than before, in order."""
        here = {each.id: each.applies for each in self.rulesets if each.applies.covers(region)}
        scopes: list[Scope | Rule] = [*here.values(), *(rule for rule in self.every_rule() if rule.ruleset in here)]
        first = {each.valid_from for each in scopes if each.valid_from and each.valid_from > date.min}
        last = {each.valid_until for each in scopes if each.valid_until and each.valid_until < date.max}
        called = self.vocabulary.called(region)
        valued = {day for each in self.vocabulary.parameters.values() for day in each.days(called)}
        return tuple(sorted(first | valued | {day + timedelta(days=1) for day in last}))

    def at(self, region: str, on: date) -> Knowledge:
        """What applies to a region on a day: its rule sets, changes made, rules in force, with that day in them."""
        if not self.varies:
            return self
        sets = (each.id for each in self.rulesets if each.applies.holds(region, on))
        return self.only(sets, on).valued(region, on).with_day(on)

    def valued(self, region: str, on: date) -> Knowledge:
        """The same with the values that assumptions have in a region on a day; itself where these don't vary."""
        varying = [each for each in self.vocabulary.parameters.values() if each.varies]
        called = self.vocabulary.called(region) if varying else frozenset[str]()
        key = ("valued", *(each.at(called, on).dated for each in varying))
        return self.memo.of(key, lambda: evolve(self, vocabulary=self.vocabulary.at(region, on))) if varying else self

    def with_day(self, on: date) -> Knowledge:
        """The same with that day in the place of the day of the assessment; itself where no condition speaks of it."""
        return self.memo.of(("of_day", on), lambda: with_day(self, on)) if self.speaks_of_day else self

    def only(self, rulesets: Iterable[str], on: date | None) -> Knowledge:
        """These rule sets alone, with their changes made, and of the rules those in force on a day (None: all)."""
        sets = frozenset(rulesets)
        found = self.memo.of(("only", sets, on), lambda: self._only(sets, on))
        return found.memo.of(("only", sets, on), lambda: found)  # asked the same again it is itself, and not made anew

    def _only(self, sets: Set[str], on: date | None) -> Knowledge:
        changes = {each.rule: each for each in self.changes if each.ruleset in sets}
        rules = {}
        for name, rule in self.rules.items():
            change = changes.get(name)
            used = change.by if change else rule
            counts = used and used.ruleset in sets
            if used and counts and (on is None or in_force(on, used.valid_from, used.valid_until)):
                rules[name] = used
        return evolve(
            self,
            rulesets=tuple(each for each in self.rulesets if each.id in sets),
            rules=composed(rules),
            conclusions=_of(self.conclusions, sets),
            positions=_of(self.positions, sets),
            topics=_of(self.topics, sets),
            sections=_of(self.sections, sets),
            goals=_of(self.goals, sets),
            moves=_of(self.moves, sets),
            constraints=_of(self.constraints, sets),
            terms={name: _of(terms, sets) for name, terms in self.terms.items()},
            changes=(),
            off={**self.off, **{name: each for name, each in changes.items() if each.by is None}},
        )

    def vocabulary_of(self, region: str, on: date, given: Iterable[str] = ()) -> Vocabulary:
        """The facts and assumptions that matter for a region on a day, with those that are `given` already."""
        applied = {each.id for each in self.at(region, on).rulesets}
        kept = set(given)

        def matters(each: Fact | Parameter) -> bool:
            return each.ruleset in applied or each.id in kept

        facts, parameters = self.vocabulary.facts, self.vocabulary.at(region, on).parameters
        return evolve(
            self.vocabulary,
            facts={name: fact for name, fact in facts.items() if matters(fact)},
            parameters={name: each for name, each in parameters.items() if matters(each)},
        )

    def replacements(self, ruleset: str) -> dict[str, Rule]:
        """The rules that one rule set puts in the place of those of others, by id."""
        return {each.rule: each.by for each in self.changes if each.by and each.ruleset == ruleset}

    def every_rule(self) -> Iterator[Rule]:
        """The rules, and those that rule sets put in the place of others."""
        yield from self.rules.values()
        yield from (change.by for change in self.changes if change.by)

    def rules_for(self, target: str) -> tuple[Rule, ...]:
        """The rules that conclude `target`, by id."""
        return tuple(rule for _, rule in sorted(self.rules.items()) if rule.target == target)

    def is_unconditional(self, rule: Rule) -> bool:
        """True for a rule that always holds."""
        return rule.when == ALWAYS
