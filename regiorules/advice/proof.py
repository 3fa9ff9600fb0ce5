"""The steps of a proof: from a conclusion or a fact, through rules and their conditions, to the given facts."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from attrs import evolve

from regiorules.advice.conditions import ConditionWords
from regiorules.advice.excepting import exceptions, parts_of
from regiorules.advice.model import SourceLine, StatementLine
from regiorules.advice.outcomes import Outcomes
from regiorules.advice.steps import Elsewhere, Step, StepKind
from regiorules.advice.subjects import Subject
from regiorules.advice.undefined import why_undefined
from regiorules.advice.wording import OTHERS, Wording
from regiorules.engine.coherence import ABSENT
from regiorules.engine.each import about_one, record_name
from regiorules.engine.judgement import Judge
from regiorules.engine.states import ConclusionState, FactState, RecordState
from regiorules.facts.partial import is_partial, records_in
from regiorules.facts.saying import UNKNOWN
from regiorules.facts.vocabulary import Fact
from regiorules.rules.expressions import (
    Aggregate,
    And,
    Constant,
    Expression,
    Field,
    Not,
    Or,
    assumes,
    reads,
    walk,
)
from regiorules.rules.model import Calculation, Rule
from regiorules.rules.standing import Unused

MAX_DEPTH = 32  # of steps; some eight conclusions, each resting on the next: deeper, a line of text has no room left
_STATUS = {True: "holds", False: "fails", None: "open"}


def proof_of(name: str, wording: Wording) -> Step:
    """Why a conclusion or a fact is what it is, about the assessment and in the language of a wording."""
    return _Prover(wording).read(name)


class _Prover:
    """Makes the steps of one proof; what was proved above isn't proved again."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.assessment = wording.assessment
        self.knowledge = self.wording.knowledge
        self.standing = self.wording.standing
        self.words = ConditionWords(self.wording)
        self.parameters = self.wording.parameters
        self.values = self.wording.values
        self.rules_for: dict[str, list[Rule]] = {}
        for _, rule in sorted(self.knowledge.rules.items()):
            self.rules_for.setdefault(rule.target, []).append(rule)
        self.depth = 0
        self.seen: set[str] = set()  # what was proved above isn't proved again

    @contextmanager
    def saying(self, wording: Wording) -> Iterator[None]:
        """Steps in the words of a wording that speaks of one record, of any, or of none."""
        before = self.wording, self.words
        self.wording, self.words = wording, ConditionWords(wording)
        yield
        self.wording, self.words = before

    def below(self, name: str, steps: Callable[[], Iterable[Step]]) -> tuple[tuple[Step, ...], Elsewhere]:
        """The steps below what is named; none where they stand above already, or would stand too deep."""
        if name in self.seen:
            return (), "above"
        if self.depth >= MAX_DEPTH:
            return (), "apart"
        self.seen.add(name)
        self.depth += 1
        made = tuple(steps())
        self.depth -= 1
        return made, ""

    # --- conclusions and rules -----------------------------------------------------------------

    def conclusion(self, name: str) -> Step:
        state = self.wording.conclusion(name)
        conclusion = self.wording.every.conclusions[name]
        steps, elsewhere = self.below(name, lambda: self.why(name, state))
        return Step(
            "conclusion",
            name,
            self.words.quoted(name),
            state.status,
            value=self.wording.label(state.status),
            statements=self.statements(conclusion.statements) if not elsewhere else (),
            steps=steps,
            elsewhere=elsewhere if self.has_rules(name) else "",
            **self.bounds(conclusion.ruleset),
        )

    def has_rules(self, name: str) -> bool:
        return bool(self.rules_for.get(name) or self.standing.rules(name))

    def why(self, name: str, state: ConclusionState) -> Iterator[Step]:
        """The rules for a conclusion; for one that is drawn for each record the records, each with the rules."""
        if not state.records:
            yield from self.rules(name, state.status, state.rules)
            return
        for each, wording in self.wording.each(name):
            with self.saying(wording):
                step = self.drawn(each)
            yield step
        yield from self.others(self.wording.fact(self.wording.every.drawn_for[name]).value)
        yield from self.absent(name, state.status)

    def drawn(self, state: ConclusionState | RecordState) -> Step:
        """The record that is spoken of, for which a conclusion holds or is open."""
        subject = self.wording.subject
        assert subject is not None
        assert subject.record is not None
        self.depth += 1
        steps = tuple(self.rule(self.knowledge.rules[each]) for each in state.rules)
        self.depth -= 1
        return evolve(self.record(subject.fact, subject.record), status=state.status, steps=steps)

    def rules(self, target: str, status: str, holding: Iterable[str]) -> Iterator[Step]:
        """The rules for a target: those that make it hold, or else all; then those that don't count here."""
        chosen = [self.knowledge.rules[each] for each in holding] if status == "holds" else self.rules_for.get(target)
        for rule in chosen or ():
            with self.saying(self.wording.drawn_for(rule.each)):
                step = self.rule(rule)
            yield step
        yield from self.absent(target, status)

    def absent(self, target: str, status: str) -> Iterator[Step]:
        """The rules for a target that don't count here."""
        for unused in self.standing.rules(target):
            if unused.off or status in ABSENT or (status != "holds" and unused.why == "not_in_force"):
                with self.saying(self.wording.drawn_for(unused.rule.each)):
                    step = self.unused(unused)
                yield step

    def unused(self, unused: Unused) -> Step:
        """A rule that isn't in force on this day, isn't for this region, or was switched off."""
        rule = unused.rule
        if unused.off:
            return Step(
                "rule", rule.id, "", "off", note=self.wording.say(unused.off.reason), ruleset=unused.off.ruleset
            )
        return Step(
            "rule",
            rule.id,
            self.wording.say(rule.because),
            unused.why,
            value=self.wording.label(unused.why),
            wanted=rule.text,
            basis=rule.basis,
            ruleset=rule.ruleset,
            valid=_days(unused.scope.valid_from, unused.scope.valid_until),
            regions=unused.scope.regions if unused.why == "not_here" else (),
            statements=self.statements(rule.statements),
        )

    def bounds(self, ruleset: str) -> dict[str, Any]:
        """Where and when a rule set applies, where it doesn't here."""
        absent, scope = self.standing.ruleset(ruleset), self.standing.scope(ruleset)
        if absent is None:
            return {}
        regions = scope.regions if absent == "not_here" else ()
        return {"regions": regions, "valid": _days(scope.valid_from, scope.valid_until), "ruleset": ruleset}

    def rule(self, rule: Rule) -> Step:
        """A rule with its condition; one about each record for the record that is spoken of, or else for all."""
        subject = self.wording.subject
        one = bool(rule.each) and subject is not None and subject.record is not None
        status = _STATUS[self.wording.judgement(about_one(rule.when) if one else rule.when).value]
        parts = parts_of(rule, self.knowledge, one=one)
        self.depth += 1
        condition = self.condition(parts.when, first=status == "fails")
        excepted = tuple(exceptions(self, rule, parts, decisive=condition.status != "fails"))
        self.depth -= 1
        refuted = self.refuted(parts.when) if rule.each and not one and condition.status == "fails" else ()
        return Step(
            "rule",
            rule.id,
            self.wording.say(rule.because),
            status,
            value=self.wording.label(status),
            wanted=rule.text,
            basis=rule.basis,
            why=self.wording.say(rule.why),
            note=self.wording.say(rule.changed),
            ruleset=rule.ruleset,
            valid=_days(rule.valid_from, rule.valid_until),
            statements=self.statements(rule.statements),
            steps=(condition, *refuted, *excepted, *(self.worked_out(rule) if status != "fails" else ())),
        )

    def worked_out(self, rule: Rule) -> Iterator[Step]:
        """What a rule gives a number: what it works out, and how; where it is one of more that count a number too."""
        tree = rule.value.tree if isinstance(rule.value, Calculation) else Constant(rule.value)
        if tree != Constant(rule.value) or rule.target in self.knowledge.collected:
            judged = self.wording.judgement(tree)
            fact = self.knowledge.vocabulary.facts[rule.target]
            value = fact.measure(fact.decode(judged.value), self.wording.language)
            yield Step(
                "calculation",
                rule.target,
                self.words.say(tree) if isinstance(rule.value, Calculation) else value,
                "derived" if judged.value is not None else "unknown",
                value=value,
                wanted=str(rule.value),
                problem=why_undefined(judged, self.wording),
                steps=tuple(self.inside(tree)),
            )

    def refuted(self, when: Expression) -> Iterator[Step]:
        """The records of which none is as a rule asks, with the fields that it asks of; none where it asks of none."""
        assert isinstance(when, Aggregate)
        fields = {each.name for each in walk(when) if isinstance(each, Field)}
        fact = self.knowledge.vocabulary.facts[when.records]
        for record in records_in(self.wording.fact(when.records).value) if fields else ():
            yield evolve(self.record(fact, record, fields), status="fails")

    def statements(self, names: tuple[str, ...]) -> tuple[StatementLine, ...]:
        lines = []
        for name in names:
            statement = self.knowledge.statements[name]
            section = self.knowledge.source_sections[statement.section]
            lines.append(StatementLine(name, self.wording.say(section), self.wording.say(statement.text)))
        return tuple(lines)

    # --- conditions ----------------------------------------------------------------------------

    def condition(self, tree: Expression, *, first: bool) -> Step:
        """A condition; `first`: where it fails, it leads to the first part that makes the rule fail."""
        self.depth += 1
        step = self.said(tree, first)
        self.depth -= 1
        return step

    def said(self, tree: Expression, first: bool) -> Step:
        judgement = self.wording.judgement(tree)
        status = _STATUS[judgement.value]
        first = first and judgement.value is False
        match tree:
            case And(parts):
                return self.combined("all", tree, parts, status, first)
            case Or(parts):
                return self.combined("any", tree, parts, status, first)
            case Not(part) if isinstance(part, And | Or):
                inner = self.condition(part, first=False)
                return Step("not", "", self.words.say(tree), status, decisive=first, steps=(inner,))
        steps = [self.assumption(name) for name in sorted(assumes(tree))]
        steps += [self.read(name) for name in sorted(reads(tree))]
        seen = ", ".join(f"{self.wording.title(name)}: {self.shown(name)}" for name in sorted(reads(tree)))
        return Step(
            "condition",
            "",
            self.words.say(tree),
            status,
            value=seen,
            decisive=first,
            problem=why_undefined(judgement, self.wording),
            steps=tuple(steps),
            outcome=Outcomes(self.words).say(tree, judgement.value),
        )

    def combined(
        self, kind: StepKind, tree: Expression, parts: tuple[Expression, ...], status: str, first: bool
    ) -> Step:
        steps = []
        pending = first
        for part in parts:
            steps.append(self.condition(part, first=pending))
            if kind == "all" and steps[-1].status == "fails":  # of an `any` that fails, every part counts
                pending = False
        return Step(kind, "", self.words.say(tree), status, steps=tuple(steps))

    def shown(self, name: str) -> str:
        if name in self.wording.every.conclusions:
            return self.wording.label(self.wording.conclusion(name).status)
        return self.wording.value(name)

    def read(self, name: str) -> Step:
        """What a condition reads: of the record that is spoken of, or of the region."""
        if self.wording.subject and name in self.wording.subject.fields:
            return self.field(name, self.wording.subject)
        with self.saying(self.wording.about(None)):
            return self.conclusion(name) if name in self.wording.every.conclusions else self.fact(name)

    def field(self, name: str, subject: Subject) -> Step:
        known = subject.value(name) is not None
        return Step("fact", name, self.wording.title(name), "given" if known else "unknown", self.wording.value(name))

    def assumption(self, name: str) -> Step:
        parameter = self.knowledge.vocabulary.parameters[name]
        value = self.wording.assumed(name)
        why = self.wording.say(parameter.why)
        return Step("assumption", name, self.wording.title(name), "assumed", value, basis="assumption", why=why)

    # --- facts -----------------------------------------------------------------------------------

    def fact(self, name: str) -> Step:
        state = self.wording.fact(name)
        fact = self.knowledge.vocabulary.facts[name]
        sources = [(key, self.assessment.sources[key]) for key in state.sources if key in self.assessment.sources]
        tree = self.knowledge.derivations.get(name) if state.origin != "given" else None
        collected = self.knowledge.collected.get(name, "") if state.origin == "derived" else ""
        steps, elsewhere = (
            self.below(name, lambda: self.derivation(name, state)) if state.origin != "given" else ((), "")
        )
        return Step(
            "fact",
            name,
            self.wording.title(name),
            state.origin,
            value=fact.measure(state.value, self.wording.language),
            wanted=self.wording.label(collected) if collected else " ".join(fact.derive.split()),
            note=state.note.get(self.wording.language, ""),
            problem=why_undefined(self.wording.judgement(tree), self.wording) if tree is not None else "",
            sources=tuple(SourceLine(key, each.title, each.url, each.date) for key, each in sources),
            steps=steps,
            elsewhere=elsewhere if tree is not None or self.has_rules(name) else "",
            **self.bounds(fact.ruleset),
        )

    def derivation(self, name: str, state: FactState) -> Iterator[Step]:
        tree = self.knowledge.derivations.get(name)
        if tree is None:
            by_some = state.rules and not self.by_all(name)
            status = "holds" if by_some else state.origin  # what is left out has its reason too
            yield from self.rules(name, status, state.rules)
        else:
            yield from self.inside(tree)

    def by_all(self, name: str) -> bool:
        """True for a fact of which all rules matter: a set, or a number that is made of all that hold."""
        return self.knowledge.vocabulary.facts[name].type == "set" or name in self.knowledge.collected

    def inside(self, tree: Expression) -> Iterator[Step]:
        """What a calculation reads: assumptions, facts, and the records that it counts."""
        self.depth += 1
        for each in sorted(assumes(tree)):
            yield self.assumption(each)
        for each in sorted(reads(tree)):
            yield self.read(each)
        yield from self.records(tree)
        self.depth -= 1

    def records(self, tree: Expression) -> tuple[Step, ...]:
        """The records that a figure counts, and those that it may count."""
        steps = []
        for each in walk(tree):
            if isinstance(each, Aggregate) and each.where is not None:
                fact, value = self.knowledge.vocabulary.facts[each.records], self.wording.fact(each.records).value
                where = Judge(each.where, self.parameters)
                for record, inner in zip(records_in(value), self.values.get(each.records) or (), strict=True):
                    counts = where.value(self.values, inner)
                    if counts is not False:
                        steps.append(evolve(self.record(fact, record), status=_STATUS[counts]))
                steps += self.others(value)
        return tuple(steps)

    def others(self, value: Any) -> Iterator[Step]:
        """The records that a list may hold beside those that are known."""
        if is_partial(value):
            language = self.wording.language
            yield Step("record", "", OTHERS.say(language), "open", UNKNOWN.say(language))

    def record(self, fact: Fact, record: Mapping[str, Any], fields: Container[str] | None = None) -> Step:
        """A record with its fields, or some of them."""
        name = record_name(fact, record) if fact.key else ""
        language = self.wording.language
        parts = [
            f"{each.title.say(language).lower()} {each.show(record.get(each.id), language)}"
            for each in fact.fields
            if each.id != fact.key and (fields is None or each.id in fields)
        ]
        return Step("record", name, name or self.wording.title(fact.id), "holds", ", ".join(parts))


def _days(first: date | None, last: date | None) -> str:
    return "/".join(day.isoformat() if day else "…" for day in (first, last)) if first or last else ""
