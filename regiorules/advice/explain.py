"""
Why a conclusion holds, doesn't hold, or is open: the proof as a tree, down to the given facts.

The tree is data: renderers only read it.  It is made from an assessment alone, so that an
assessment that was kept as JSON is explained the same way years later.
"""

from __future__ import annotations

from typing import Any, Literal

from attrs import frozen

from regiorules.advice.conditions import ConditionWords
from regiorules.advice.model import SourceLine, StatementLine
from regiorules.advice.wording import Wording
from regiorules.engine.assessment import Assessment, FactState, RuleSetUsed
from regiorules.engine.kleene import evaluate
from regiorules.errors import unknown_name
from regiorules.facts.vocabulary import Fact
from regiorules.rules.expressions import Aggregate as AggregateTree
from regiorules.rules.expressions import And, Expression, Not, Or, assumes, bind, reads, walk
from regiorules.rules.model import Knowledge, Rule
from regiorules.text import Language

StepKind = Literal["conclusion", "rule", "all", "any", "not", "condition", "fact", "assumption", "record"]
FORMAT = "regiorules-explanation/1"
_STATUS = {True: "holds", False: "fails", None: "open"}


@frozen
class Step:
    """
    One step of a proof.

    `status` is holds, fails or open; of a fact given, derived or unknown; of an assumption "assumed";
    of a rule that another rule set switched off "off".  `value` is what was seen, `wanted` the
    condition in the rule's own words; `decisive` marks the first condition on which a rule fails.
    `ruleset` is that of a rule or of its change, `note` the reason for the change (of a fact: the
    note given with it), `valid` the days between which a rule is in force.
    """

    kind: StepKind
    id: str
    text: str
    status: str
    value: str = ""
    wanted: str = ""
    decisive: bool = False
    basis: str = ""
    why: str = ""
    note: str = ""
    ruleset: str = ""
    valid: str = ""
    statements: tuple[StatementLine, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    steps: tuple[Step, ...] = ()


@frozen
class Waiting:
    """A fact that could still settle something; `question` is "" for one that isn't asked."""

    id: str
    title: str
    question: str


@frozen
class Explanation:
    """
    The answer to "why?" about one conclusion or fact (then `kind` is "").

    `on` is the day whose rules were used, "" where no rule depends on the day; `waits_for` are the
    facts that could still settle it.
    """

    region: str
    on: str
    language: Language
    id: str
    kind: str
    status: str
    grade: str
    proof: Step
    waits_for: tuple[Waiting, ...]
    rulesets: tuple[RuleSetUsed, ...]
    format: str = FORMAT


def explain(assessment: Assessment, knowledge: Knowledge, name: str, language: Language = "nl") -> Explanation:
    """
    Why a conclusion (or a fact) is what it is.

    Raises UnknownName for a name that is neither, with the nearest one.
    """
    explainer = _Explainer(assessment, knowledge, language)
    knowledge = explainer.knowledge
    if name in knowledge.conclusions:
        proof = explainer.conclusion(name)
        state = assessment.conclusions[name]
        kind = explainer.wording.label(knowledge.conclusions[name].kind)
        grade, waits = explainer.wording.label(state.grade), state.waits_for
    elif name in knowledge.vocabulary.facts:
        proof = explainer.fact(name)
        kind, grade, waits = "", "", assessment.facts[name].waits_for
    else:
        raise unknown_name("unknown_conclusion", name, [*knowledge.conclusions, *knowledge.vocabulary.facts])
    return Explanation(
        assessment.region,
        assessment.on,
        language,
        name,
        kind,
        proof.status,
        grade,
        proof,
        tuple(explainer.waiting(each) for each in waits),
        assessment.rulesets,
    )


class _Explainer:
    def __init__(self, assessment: Assessment, knowledge: Knowledge, language: Language) -> None:
        self.assessment = assessment
        self.every = knowledge
        self.knowledge = assessment.used(knowledge)
        self.wording = Wording(assessment, self.knowledge, language)
        self.words = ConditionWords(self.wording)
        self.seen: set[str] = set()  # what was proved above isn't proved again
        facts = knowledge.vocabulary.facts
        self.values: dict[str, Any] = {
            name: facts[name].encode(state.value) for name, state in assessment.facts.items()
        }
        truths = {"holds": True, "fails": False, "open": None}
        self.values |= {name: truths[state.status] for name, state in assessment.conclusions.items()}

    def truth(self, tree: Expression) -> bool | None:
        value: bool | None = evaluate(bind(tree, self.assessment.parameters), self.values)
        return value

    def waiting(self, name: str) -> Waiting:
        fact = self.knowledge.vocabulary.facts[name]
        return Waiting(name, self.wording.title(name), self.wording.say(fact.question))

    # --- conclusions and rules -----------------------------------------------------------------

    def conclusion(self, name: str) -> Step:
        state = self.assessment.conclusions[name]
        again = name in self.seen
        self.seen.add(name)
        conclusion = self.knowledge.conclusions[name]
        chosen = state.rules if state.status == "holds" else [rule.id for rule in self.knowledge.rules_for(name)]
        return Step(
            "conclusion",
            name,
            self.words.quoted(name),
            state.status,
            value=self.wording.label(state.status),
            statements=() if again else self.statements(conclusion.statements),
            steps=() if again else (*(self.rule(self.knowledge.rules[each]) for each in chosen), *self.off(name)),
        )

    def off(self, target: str) -> tuple[Step, ...]:
        """The rules for a conclusion that a rule set switched off, each with its reason."""
        return tuple(
            Step("rule", name, "", "off", note=self.wording.say(change.reason), ruleset=change.ruleset)
            for name, change in self.knowledge.off.items()
            if self.every.rules[name].target == target
        )

    def rule(self, rule: Rule) -> Step:
        status = self.assessment.rules[rule.id].status
        days = (rule.valid_from, rule.valid_until)
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
            valid="/".join(day.isoformat() if day else "…" for day in days) if any(days) else "",
            statements=self.statements(rule.statements),
            steps=(self.condition(rule.when, first=status == "fails"),),
        )

    def statements(self, names: tuple[str, ...]) -> tuple[StatementLine, ...]:
        lines = []
        for name in names:
            statement = self.knowledge.statements[name]
            section = self.knowledge.source_sections[statement.section]
            lines.append(StatementLine(name, self.wording.say(section), self.wording.say(statement.text)))
        return tuple(lines)

    # --- conditions ----------------------------------------------------------------------------

    def condition(self, tree: Expression, *, first: bool) -> Step:
        """A condition; `first`: on the way to the first part that makes the rule fail."""
        truth = self.truth(tree)
        match tree:
            case And(parts):
                return self.combined("all", tree, parts, truth, first)
            case Or(parts):
                return self.combined("any", tree, parts, truth, first)
            case Not(part) if isinstance(part, And | Or):
                inner = self.condition(part, first=False)
                return Step("not", "", self.words.say(tree), str(_STATUS[truth]), decisive=first, steps=(inner,))
        steps = [self.assumption(name) for name in sorted(assumes(tree))]
        steps += [self.read(name) for name in sorted(reads(tree))]
        seen = ", ".join(f"{self.wording.title(name)}: {self.shown(name)}" for name in sorted(reads(tree)))
        return Step(
            "condition", "", self.words.say(tree), str(_STATUS[truth]), value=seen, decisive=first, steps=tuple(steps)
        )

    def combined(
        self, kind: StepKind, tree: Expression, parts: tuple[Expression, ...], truth: bool | None, first: bool
    ) -> Step:
        steps = []
        pending = first
        for part in parts:
            fails = self.truth(part) is False
            steps.append(self.condition(part, first=pending and fails))
            pending = pending and not (fails and kind == "all")  # of an `any` that fails, every part counts
        return Step(kind, "", self.words.say(tree), str(_STATUS[truth]), steps=tuple(steps))

    def shown(self, name: str) -> str:
        if name in self.assessment.conclusions:
            return self.wording.label(self.assessment.conclusions[name].status)
        return self.wording.value(name)

    def read(self, name: str) -> Step:
        return self.conclusion(name) if name in self.assessment.conclusions else self.fact(name)

    def assumption(self, name: str) -> Step:
        parameter = self.knowledge.vocabulary.parameters[name]
        value = self.wording.quantity(self.assessment.parameters[name], parameter.unit)
        why = self.wording.say(parameter.why)
        return Step("assumption", name, self.wording.title(name), "assumed", value, basis="assumption", why=why)

    # --- facts -----------------------------------------------------------------------------------

    def fact(self, name: str) -> Step:
        state = self.assessment.facts[name]
        again = name in self.seen
        self.seen.add(name)
        sources = [self.assessment.sources[each] for each in state.sources]
        return Step(
            "fact",
            name,
            self.wording.title(name),
            state.origin,
            value=self.wording.value(name),
            wanted=" ".join(self.knowledge.vocabulary.facts[name].derive.split()),
            note=state.note.get(self.wording.language, ""),
            sources=tuple(
                SourceLine(key, each.title, each.url, each.date)
                for key, each in zip(state.sources, sources, strict=True)
            ),
            steps=() if again or state.origin == "given" else self.derivation(name, state),
        )

    def derivation(self, name: str, state: FactState) -> tuple[Step, ...]:
        tree = self.knowledge.derivations.get(name)
        if tree is None:
            chosen = state.rules or [rule.id for rule in self.knowledge.rules_for(name)]
            return tuple(self.rule(self.knowledge.rules[each]) for each in chosen)
        steps = [self.assumption(each) for each in sorted(assumes(tree))]
        steps += [self.read(each) for each in sorted(reads(tree))]
        return (*steps, *self.records(tree))

    def records(self, tree: Expression) -> tuple[Step, ...]:
        """The records that a figure counts."""
        steps = []
        for each in walk(tree):
            if isinstance(each, AggregateTree) and each.where is not None:
                fact = self.knowledge.vocabulary.facts[each.records]
                where = bind(each.where, self.assessment.parameters)
                for record in self.values.get(each.records) or ():
                    if evaluate(where, self.values, record):
                        steps.append(self.record(fact, record))
        return tuple(steps)

    def record(self, fact: Fact, record: dict[str, Any]) -> Step:
        name = str(record.get(fact.key, "")) if fact.key else ""
        language = self.wording.language
        parts = [
            f"{each.title.say(language).lower()} {each.show(each.decode(record.get(each.id)), language)}"
            for each in fact.fields
            if each.id != fact.key
        ]
        return Step("record", name, name or self.wording.title(fact.id), "holds", ", ".join(parts))
