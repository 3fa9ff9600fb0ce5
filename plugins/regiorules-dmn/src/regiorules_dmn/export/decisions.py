"""What of a rule set becomes a decision, with which logic, and what can't."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter

from attrs import field, frozen, mutable

from regiorules import ExportWish, Fact, Knowledge, Problem, Rule, Text
from regiorules.errors import NOWHERE, Place
from regiorules.rules.declared import unfilled
from regiorules.rules.expressions import ParameterOf, reads, walk
from regiorules.rules.scope import Scope
from regiorules.text import exact, listing
from regiorules_dmn.export.cells import grid
from regiorules_dmn.export.feel import Inexpressible, Writer, literal
from regiorules_dmn.words import problem

_SLOT = re.compile(r"\{(\w+)[^}]*\}")
_COLLECTED = {"sum": "SUM", "min": "MIN", "max": "MAX", "count": "COUNT"}


@frozen
class Row:
    """A rule of a table: its cells, what it gives, and why."""

    cells: tuple[str, ...]
    output: str
    because: str


@frozen
class Table:
    """A decision table of one output."""

    policy: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    aggregation: str = ""
    default: str = ""


@frozen
class Made:
    """A decision: an expression or a table, what it reads, and the statements that it rests on."""

    name: str
    title: str
    type: str
    logic: str | Table
    reads: tuple[str, ...]
    statements: tuple[str, ...] = ()


@mutable
class Decisions:
    """All decisions, the facts that are input data, and what is in neither."""

    made: dict[str, Made] = field(factory=dict)
    inputs: dict[str, Fact] = field(factory=dict)
    problems: list[Problem] = field(factory=list)

    @property
    def left_out(self) -> tuple[Problem, ...]:
        """What isn't in the model, each with its place."""
        return tuple(sorted(self.problems, key=lambda each: each.place.order))


def decisions_of(knowledge: Knowledge, wish: ExportWish) -> Decisions:
    """The decisions of a rule set, each after what it reads."""
    found = Decisions()
    maker = _Maker(knowledge, wish, Writer(knowledge.vocabulary), found)
    for name in TopologicalSorter(_graph(knowledge)).static_order():
        maker.make(name)
    for info in knowledge.rulesets:
        if info.applies != Scope():
            days = (each.isoformat() for each in (info.applies.valid_from, info.applies.valid_until) if each)
            said = ", ".join((*info.applies.regions, " – ".join(days))).strip(", ")
            found.problems.append(problem("export_scope", info.applies.place, name=info.id, scope=said))
    for change in knowledge.changes:
        found.problems.append(problem("export_change", change.place, name=change.rule))
    graded = [rule for rule in knowledge.rules.values() if rule.grade and rule.target in found.made]
    if graded:
        names = listing([rule.id for rule in graded], len(graded))
        found.problems.append(problem("export_grade", graded[0].place, names=names))
    used = {name for each in found.made.values() for name in each.reads}
    facts = knowledge.vocabulary.facts.items()
    found.inputs = {name: fact for name, fact in facts if name in used and name not in found.made}
    return found


def _graph(knowledge: Knowledge) -> Mapping[str, set[str]]:
    """For everything that is concluded or assumed what it reads."""
    graph: dict[str, set[str]] = {name: set() for name in knowledge.vocabulary.parameters}
    for name, tree in knowledge.derivations.items():
        graph[name] = _names(tree)
    for target, rules in knowledge.by_target.items():
        graph[target] = {name for rule in rules for tree in rule.trees for name in _names(tree)}
    return graph


def _names(tree: object) -> set[str]:
    parameters = {each.name for each in walk(tree) if isinstance(each, ParameterOf)}  # type: ignore[arg-type]
    return {*reads(tree), *parameters}  # type: ignore[arg-type]


@frozen
class _Maker:
    knowledge: Knowledge
    wish: ExportWish
    writer: Writer
    found: Decisions

    def make(self, name: str) -> None:
        """The decision of this name, if it is one; what can't be said of it is noted."""
        try:
            made = self.decision(name)
        except Inexpressible:
            self.leave_out("export_inexpressible", self.place(name), name=name)
            return
        if made is not None:
            self.found.made[name] = made

    def decision(self, name: str) -> Made | None:
        vocabulary = self.knowledge.vocabulary
        if name in vocabulary.parameters:
            parameter = vocabulary.parameters[name]
            title = parameter.title.say(self.wish.language)
            return Made(name, title, "number", exact(parameter.value), ())
        if name in self.knowledge.derivations:
            tree = self.knowledge.derivations[name]
            fact = vocabulary.facts[name]
            title = fact.title.say(self.wish.language)
            return Made(
                name, title, feel_type(fact), self.writer.write(tree), tuple(sorted(_names(tree))), fact.statements
            )
        rules = self.knowledge.by_target.get(name, ())
        return self.table(name, rules) if rules else None

    def place(self, name: str) -> Place:
        rules = self.knowledge.by_target.get(name, ())
        facts = self.knowledge.vocabulary.facts
        return rules[0].place if rules else facts[name].place if name in facts else NOWHERE

    def leave_out(self, code: str, place: Place, **fields: object) -> None:
        self.found.problems.append(problem(code, place, **fields))

    # --- tables ----------------------------------------------------------------------------------

    def table(self, name: str, rules: Sequence[Rule]) -> Made:
        fact = self.knowledge.vocabulary.facts.get(name)
        kept = [rule for rule in rules if self.timeless(rule)]
        columns, cells = grid([rule.when for rule in kept], self.writer)
        rows = [
            Row(tuple(own), output, self.said(rule.because))
            for rule, own in zip(kept, cells, strict=True)
            for output in self.outputs(rule, fact)
        ]
        policy, aggregation = self.policy(name, fact)
        default = "false" if self.silent(rules, fact) else ""
        table = Table(policy, tuple(columns), tuple(rows), aggregation, default)
        title = fact.title if fact is not None else self.knowledge.conclusions[name].title
        self.about(name, fact, kept)
        read = sorted({each for rule in kept for tree in rule.trees for each in _names(tree)})
        statements = tuple(dict.fromkeys(each for rule in kept for each in rule.statements))
        kind = feel_type(fact) if fact is not None else "boolean"
        return Made(name, unfilled(title.say(self.wish.language)), kind, table, tuple(read), statements)

    def said(self, text: Text) -> str:
        """A text without what a rule set fills in: the title of that stands in its place."""
        facts, parameters = self.knowledge.vocabulary.facts, self.knowledge.vocabulary.parameters

        def title(found: re.Match[str]) -> str:
            named = facts.get(found[1]) or parameters.get(found[1])
            return f"[{named.title.say(self.wish.language) if named else found[1]}]"

        return _SLOT.sub(title, text.say(self.wish.language))

    def timeless(self, rule: Rule) -> bool:
        """True for a rule that is in force on every day; others are named."""
        if rule.valid_from is None and rule.valid_until is None:
            return True
        self.leave_out("export_dates", rule.place, name=rule.id)
        return False

    def about(self, name: str, fact: Fact | None, rules: Iterable[Rule]) -> None:
        """Name what of a table isn't said in it."""
        if fact is not None and fact.asked:
            self.leave_out("export_asked", fact.place, name=name)
        for rule in rules:
            if rule.each:
                self.leave_out("export_each", rule.place, name=rule.id, records=rule.each)

    def policy(self, name: str, fact: Fact | None) -> tuple[str, str]:
        collected = self.knowledge.collected.get(name)
        if collected is not None:
            return "COLLECT", _COLLECTED[collected]
        return ("COLLECT" if fact is not None and fact.type == "set" else "ANY"), ""

    def silent(self, rules: Iterable[Rule], fact: Fact | None) -> bool:
        """True where it is no unless some rule says yes."""
        return (fact is None or fact.type == "yes_no") and all(rule.value is True for rule in rules)

    def outputs(self, rule: Rule, fact: Fact | None) -> Iterator[str]:
        """What a rule gives, in FEEL; of a set option by option."""
        trees = rule.trees[1:]
        if trees:
            yield self.writer.write(trees[0])
        elif isinstance(rule.value, tuple | list):
            yield from map(literal, rule.value)
        elif fact is not None and fact.type == "date":
            yield f"date({literal(rule.value)})"
        else:
            yield literal(rule.value)


def bounds(fact: Fact) -> str:
    """The bounds of a number as a test, "" for one without."""
    low, high = (None if each is None else exact(each) for each in (fact.minimum, fact.maximum))
    if low is not None and high is not None:
        return f"[{low}..{high}]"
    return f">= {low}" if low is not None else f"<= {high}" if high is not None else ""


def feel_type(fact: Fact) -> str:
    """The type of a fact: one of FEEL, or one that the model defines."""
    if fact.type == "number" and bounds(fact):
        return f"t_{fact.id}"
    plain = {"yes_no": "boolean", "number": "number", "text": "string", "date": "date"}
    return plain.get(fact.type, f"t_{fact.id}")
