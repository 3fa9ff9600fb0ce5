"""What can only be checked once all rule sets are read: references, kinds, slots, circles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import combinations, groupby
from typing import Any

from attrs import evolve, field

from regiorules.documents import Scalar, node_of
from regiorules.errors import Place, Problems
from regiorules.facts.values import read_value
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.rules.calculations import is_calculation, read_calculation
from regiorules.rules.circles import check_circles
from regiorules.rules.clashes import name_clashes
from regiorules.rules.constraints import check_constraints
from regiorules.rules.declared import SLOT, Declared, Locate, slots
from regiorules.rules.each import check_each, fields
from regiorules.rules.exceptions import composed
from regiorules.rules.influence import check_influence
from regiorules.rules.model import GRADED, Conclusion, DecisionTable, Knowledge, Rule, RuleChange
from regiorules.rules.names import Names
from regiorules.rules.overrides import OverrideChecks
from regiorules.rules.plan_checks import PlanChecks
from regiorules.rules.terms import SECTIONS
from regiorules.rules.ways import check_ways
from regiorules.text import LANGUAGES, Near, Text, exact, fold, listing

NEEDS = {"recommendation": ("steps",), "route": ("steps",), "confirmation": ("danger",)}
TERMS = {  # what is needed of a kind where the rule set has any of it
    "risk": ("severity",),
    "recommendation": ("addressee", "level", "horizon", "priority", "section"),
    "route": ("path",),
}
ONLY: dict[str, tuple[str, ...]] = {  # the kinds of conclusions that have it
    "severity": ("risk",),
    "remedies": ("risk",),
    "addressee": ("recommendation",),
    "level": ("recommendation",),
    "horizon": ("recommendation",),
    "priority": ("recommendation",),
    "section": ("recommendation",),
    "effects": ("recommendation", "route"),
    "path": ("route",),
    "danger": ("confirmation",),
}
NEEDS_OPTIONS = ("level", "choice", "set")
_COUNT = Fact("number", Text("aantal", "number"), minimum=0, whole=True)
AXES = ("level", "choice")  # from the first option to the last
SHOWN = ("level", "choice", "yes_no", "text", "number", "date")  # what names where a region stands, or who does what
CONCLUDED = ("yes_no", "level", "choice", "set", "number", "date", "text")  # the kinds of facts that rules may set


def check(knowledge: Knowledge, names: Names, locate: Locate, problems: Problems) -> Knowledge:
    """The knowledge with typed values in place; every problem goes on the list."""
    checker = _Checker(knowledge, names, locate, problems, Declared(knowledge, locate, problems, names.broken))
    name_clashes(knowledge, locate, problems)
    for fact in knowledge.vocabulary.facts.values():
        checker.fact(fact)
    for table in knowledge.tables.values():
        checker.grounds(table, "tables", table.id)
    conclusions = {key: checker.conclusion(each) for key, each in knowledge.conclusions.items()}
    rules = {key: checker.rule(each, "rules", key) for key, each in knowledge.rules.items()}
    changes = tuple(checker.change(each, rules) for each in knowledge.changes)
    checker.changed_twice()
    checker.figures()
    check_constraints(knowledge, checker.bare, checker.reference, locate, problems)
    checker.declared.check()
    PlanChecks(knowledge, locate, problems, checker.declared).check()
    overrides = OverrideChecks(knowledge, locate, problems, names.broken)
    overrides.names()
    done = evolve(knowledge, conclusions=conclusions, rules=rules, changes=changes)
    if not problems.found:  # a name that was refused would only give echoes here
        check_ways(done, problems)
        check_each(done, problems)
        check_circles(done, locate, problems)
    if not problems.found:
        overrides.bounds()
    return done if problems.found else evolve(done, rules=composed(done.rules))


@frozen
class _Checker:
    knowledge: Knowledge
    names: Names
    locate: Locate
    problems: Problems
    declared: Declared
    fillable: frozenset[str] = field(init=False)  # the facts and assumptions that a text may show
    recommendations: frozenset[str] = field(init=False)
    bare: frozenset[str] = field(init=False)  # what is concluded by its name alone
    halfway: bool = field(init=False)  # a rule may be missing that says which records a text is about

    @fillable.default
    def _fillable(self) -> frozenset[str]:
        return frozenset({*self.knowledge.vocabulary.facts, *self.knowledge.vocabulary.parameters})

    @recommendations.default
    def _recommendations(self) -> frozenset[str]:
        return frozenset(key for key, each in self.knowledge.conclusions.items() if each.kind == "recommendation")

    @bare.default
    def _bare(self) -> frozenset[str]:
        facts = self.knowledge.vocabulary.facts.items()
        return frozenset({*self.knowledge.conclusions, *(name for name, fact in facts if fact.type == "yes_no")})

    @halfway.default
    def _halfway(self) -> bool:
        return bool(self.problems.found)

    def reference(self, name: str, known: Collection[str], kind: str, place: Place, path: str) -> None:
        if name not in known and name not in self.names.broken:
            hint = Near(name, sorted(known))
            self.problems.add("unknown_reference", place, path, name=name, kind=kind, suggestion=hint)

    def statements(self, used: Iterable[str], *where: str) -> None:
        for number, name in enumerate(used):
            place = self.locate(*where, "statements", number)
            self.reference(name, self.knowledge.statements, "statement", place, f"{_path(where)}.statements")

    def slots(self, texts: Iterable[Text | None], place: Place, path: str, each: str = "") -> None:
        """Texts show facts and assumptions, and of what is about one of some records their fields."""
        facts = self.knowledge.vocabulary.facts
        known = self.fillable | fields(each, self.knowledge.vocabulary)
        every = [text for text in texts if text]
        for text in (text.say(language) for text in every for language in LANGUAGES):
            if set("{}") & set(SLOT.sub("", text)):
                self.problems.add("slot_brace", place, path, text=text)
        self.counted(every, place, path)
        for name in dict.fromkeys(name for text in every for name in slots(text)):
            if name in known or name in self.names.broken:
                continue
            records = next((other for other in facts if name in fields(other, self.knowledge.vocabulary)), "")
            if not records or records == each:
                self.problems.add("slot", place, path, name=name, suggestion=Near(name, known))
            elif not self.halfway:
                self.problems.add("slot_field", place, path, name=name, records=records)

    def counted(self, texts: Iterable[Text], place: Place, path: str) -> None:
        """A word goes by what can be counted: a number or a list."""
        facts = self.knowledge.vocabulary.facts
        named = dict.fromkeys(name for text in texts for name, counts in slots(text).items() if counts)
        for name in named:
            if name in facts and facts[name].type not in ("number", "records"):
                self.problems.add("slot_count", place, path, name=name)

    # --- facts -----------------------------------------------------------------------------

    def fact(self, fact: Fact) -> None:
        path = f"facts.{fact.id}"
        if fact.group:
            groups = self.knowledge.vocabulary.groups
            self.reference(fact.group, groups, "group", self.locate("facts", fact.id, "group"), f"{path}.group")
        if fact.asked and fact.question is None:
            self.problems.add("needs", fact.place, path, kind="fact", name="question")
        if not fact.asked and fact.question is not None:
            self.problems.add("not_for", fact.place, path, kind="derived fact", name="question")
        check_influence(fact, partial(self.locate, "facts", fact.id), self.problems)
        if fact.derive and fact.type not in ("yes_no", "number"):
            place = self.locate("facts", fact.id, "derive")
            self.problems.add("not_for", place, path, kind=fact.type, name="derive")
        for each, inside in ((fact, path), *((inner, f"{path}.fields.{inner.id}") for inner in fact.fields)):
            self.options(each, inside)
            self.texts(each, inside)
            self.bounds(each, inside)
        for inner in fact.fields:
            if inner.type == "records":
                place = self.locate("facts", fact.id, "fields", inner.id, "type")
                self.problems.add("records_nested", place, f"{path}.fields.{inner.id}")
        if fact.type == "records" and fact.key:
            fields = [each.id for each in fact.fields]
            self.reference(fact.key, fields, "field", self.locate("facts", fact.id, "key"), f"{path}.key")
        self.statements(fact.statements, "facts", fact.id)

    def options(self, fact: Fact, path: str) -> None:
        place = self.locate("facts", path.split(".")[1])
        if (fact.type in NEEDS_OPTIONS) != bool(fact.options):
            code = "needs" if fact.type in NEEDS_OPTIONS else "not_for"
            self.problems.add(code, place, path, kind=fact.type, name="scale")
        seen: dict[str, str] = {}
        for option in fact.options:
            for label in {fold(option.id), fold(option.label.nl), fold(option.label.en)}:
                if seen.setdefault(label, option.id) != option.id:
                    self.problems.add("label_twice", place, f"{path}.scale", name=label)

    def bounds(self, fact: Fact, path: str) -> None:
        """Only a number is whole and is counted in something, and has bounds, as a date has; of records the least."""
        given = {"min": fact.minimum, "max": fact.maximum, "whole": fact.whole or None, "unit": fact.unit}
        may = {"number": tuple(given), "date": ("min", "max", "whole")}.get(fact.type, ())
        for name in [name for name, value in given.items() if value is not None and name not in may]:
            place = self.locate(*path.split("."), name)
            if fact.type != "records" or name != "min":
                self.problems.add("not_for", place, path, kind=fact.type, name=name)
            else:
                read_value(_COUNT, Scalar(exact(fact.minimum or 0), place), self.problems, f"{path}.min")

    def texts(self, fact: Fact, path: str) -> None:
        where = path.split(".")
        if fact.texts and fact.type != "text":
            self.problems.add("not_for", self.locate(*where, "texts"), path, kind=fact.type, name="texts")
        for at, text in enumerate(fact.texts):
            place = self.locate(*where, "texts", at)
            if not text:
                self.problems.add("empty_text", place, f"{path}.texts")
            elif fold(text) in map(fold, fact.texts[:at]):
                self.problems.add("label_twice", place, f"{path}.texts", name=text)

    # --- conclusions -------------------------------------------------------------------------

    def conclusion(self, conclusion: Conclusion) -> Conclusion:
        path = f"conclusions.{conclusion.id}"
        for name in NEEDS.get(conclusion.kind, ()):
            if not getattr(conclusion, name):
                self.problems.add("needs", conclusion.place, path, kind=conclusion.kind, name=name)
        for name in TERMS.get(conclusion.kind, ()):
            self.declared.need(conclusion, name, path)
        for name, kinds in ONLY.items():
            if getattr(conclusion, name) and conclusion.kind not in kinds:
                place = self.locate("conclusions", conclusion.id, name)
                self.problems.add("not_for", place, path, kind=conclusion.kind, name=name)
        self.references(conclusion, path)
        self.statements(conclusion.statements, "conclusions", conclusion.id)
        each = self.knowledge.drawn_for.get(conclusion.id, "")
        self.slots(
            [conclusion.title, conclusion.text, conclusion.danger, *conclusion.steps], conclusion.place, path, each
        )
        return evolve(conclusion, effects=self.values(conclusion.effects, "conclusions", conclusion.id, "effects"))

    def references(self, conclusion: Conclusion, path: str) -> None:
        for name, kind, known in (
            ("remedies", "recommendation", self.recommendations),
            ("beside", "conclusion", self.knowledge.conclusions),
        ):
            for number, other in enumerate(getattr(conclusion, name)):
                place = self.locate("conclusions", conclusion.id, name, number)
                self.reference(other, known, kind, place, f"{path}.{name}")
        for name in ("section", *SECTIONS):
            place = self.locate("conclusions", conclusion.id, name)
            self.declared.use(getattr(conclusion, name, ""), name, place, path)

    def values(self, given: Mapping[str, Any], *where: str) -> dict[str, Any]:
        """Values of facts as written, read as the vocabulary wants them."""
        done = {}
        facts = self.knowledge.vocabulary.facts
        for name, value in given.items():
            place = self.locate(*where, name)
            self.reference(name, facts, "fact", place, _path(where))
            if name in facts:
                done[name] = read_value(facts[name], node_of(value, place), self.problems, f"{_path(where)}.{name}")
        return done

    # --- rules -------------------------------------------------------------------------------

    def rule(self, rule: Rule, *where: str) -> Rule:
        """A rule with its value read; `where` it stands: the section, the key, and what leads to it from there."""
        table = self.knowledge.tables.get(rule.table)
        if table is None:
            self.grounds(rule, *where)
        elif rule.because != table.because:
            self.slots([rule.because], rule.place, _path(where), rule.each)
        self.grade(rule, *where)
        if rule.value is True:
            self.target(rule, *where)
            return rule
        return evolve(rule, value=self.value(rule, *where))

    def target(self, rule: Rule, *where: str) -> None:
        """What is concluded by its name alone: a conclusion, or a yes/no fact."""
        place, path, facts = self.then(rule, where), f"{_path(where)}.then", self.knowledge.vocabulary.facts
        if rule.target in facts and rule.target not in self.bare:
            self.problems.add("then_which", place, path, name=rule.target)
        else:
            self.reference(rule.target, self.bare, "conclusion", place, path)

    def then(self, rule: Rule, where: Sequence[str]) -> Place:
        """The place of what a rule concludes."""
        return rule.place if rule.table else self.locate(*where, "then")

    def value(self, rule: Rule, *where: str) -> Any:
        """The value that a rule gives a fact; what stood in a table was read there."""
        before = len(self.problems.found)
        given = {rule.target: rule.value}
        if rule.target in self.knowledge.conclusions and not rule.table:
            self.problems.add("then_value", self.then(rule, where), f"{_path(where)}.then", name=rule.target)
            return None
        fact = self.knowledge.vocabulary.facts.get(rule.target)
        place, path = self.then(rule, where), _path(where)
        if not rule.table and is_calculation(fact, rule.value):
            place = self.locate(*where, "then", rule.target)
            return read_calculation(rule.value, self.names, place, f"{path}.then.{rule.target}", self.problems)
        value = (given if rule.table else self.values(given, *where, "then")).get(rule.target)
        if fact is None or len(self.problems.found) > before:
            return None
        if fact.type == "records":
            self.problems.add("not_one_of", place, path, value=fact.type, known=listing(CONCLUDED))
        elif fact.type == "text" and not fact.texts:
            self.problems.add("then_texts", place, path, name=fact.id)
        elif value is None or (fact.type == "set" and not value):
            self.problems.add("then_nothing", place, path, name=fact.id)
        return value

    def grounds(self, each: Rule | DecisionTable, *where: str) -> None:
        """What a rule rests on, or all rules of a table."""
        path = _path(where)
        if each.basis != "source" and each.why is None:
            self.problems.add("why_needed", each.place, path)
        if each.basis != "assumption" and not each.statements:
            self.problems.add("no_statements", each.place, path)
        self.statements(each.statements, *where)
        self.slots([each.because, each.why], each.place, path, each.each)

    def change(self, change: RuleChange, rules: Mapping[str, Rule]) -> RuleChange:
        """A change of a rule that exists, by one that concludes the same."""
        path = f"changes.{change.rule}"
        self.reference(change.rule, self.knowledge.rules, "rule", change.place, path)
        by = self.rule(change.by, "changes", f"{change.rule} {change.ruleset}", "replace") if change.by else None
        replaced = rules.get(change.rule)
        if by and replaced and None not in (by.value, replaced.value) and by.says != replaced.says:
            fields = {"new": by.says, "old": replaced.says}
            self.problems.add("change_target", change.place, path, name=change.rule, **fields)
        return evolve(change, by=by)

    def changed_twice(self) -> None:
        """No two rule sets may change one rule for the same region."""
        scopes = {each.id: each.applies for each in self.knowledge.rulesets}
        by_rule = groupby(sorted(self.knowledge.changes, key=_order), key=lambda each: each.rule)
        for rule, changes in by_rule:
            for other, change in combinations(changes, 2):
                if scopes[other.ruleset].meets(scopes[change.ruleset]):
                    named = f"{other.ruleset} ({other.place})"
                    self.problems.add("changed_twice", change.place, f"changes.{rule}", name=rule, other=named)

    def grade(self, rule: Rule, *where: str) -> None:
        conclusion = self.knowledge.conclusions.get(rule.target)
        if conclusion is None and rule.target not in self.knowledge.vocabulary.facts:
            return  # that it isn't there is said elsewhere
        kind = conclusion.kind if conclusion else "fact"
        for wanted, name in GRADED.items():
            value, place = getattr(rule, name), self.locate(*where, name)
            if value and kind != wanted:
                self.problems.add("not_for", place, _path(where), kind=kind, name=name)
            elif rule.table == "":  # what stands in a cell was looked up there
                self.declared.use(value, name, place, _path(where))

    # --- figures -----------------------------------------------------------------------------

    def shown(self, name: str, types: Collection[str], *where: str) -> None:
        """A figure or a topic shows a fact of a kind that it can show."""
        place, path = self.locate(*where), _path(where)
        facts = self.knowledge.vocabulary.facts
        self.reference(name, facts, "fact", place, path)
        if name in facts and facts[name].type not in types:
            known = [fact.id for fact in facts.values() if fact.type in types]
            self.problems.add("no_such_term", place, path, value=name, known=listing(known, 20))

    def figures(self) -> None:
        for position in self.knowledge.positions.values():
            for name in ("x", "y", "name"):
                other = getattr(position, name)
                if other:
                    self.shown(other, SHOWN if name == "name" else AXES, "positions", position.id, name)
            self.statements(position.statements, "positions", position.id)
        for topic in self.knowledge.topics.values():
            self.shown(topic.fact, SHOWN, "topics", topic.id, "fact")
            self.statements(topic.statements, "topics", topic.id)
        for section in self.knowledge.sections.values():
            self.statements(section.statements, "sections", section.id)
        for statement in self.knowledge.statements.values():
            place = self.locate("statements", statement.id, "section")
            known = self.knowledge.source_sections
            self.reference(statement.section, known, "source section", place, f"statements.{statement.id}")

    # --- the whole ---------------------------------------------------------------------------


def _path(where: Sequence[str]) -> str:
    """Where something stands as people read it; of a change without the rule set that makes it."""
    return ".".join(each.split(" ")[0] for each in where)


def _order(change: RuleChange) -> tuple[str, str]:
    return change.rule, change.ruleset
