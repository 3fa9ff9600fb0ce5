"""A decision table as it stands for one region: which of its rows hold, and what these come to in order."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.advice.conditions import ConditionWords
from regiorules.advice.grids import ColumnOutcome, OutcomeLine, RowLine, RowStatus, TableLine
from regiorules.advice.steps import Step
from regiorules.advice.wording import Wording
from regiorules.engine.states import RuleStatus
from regiorules.facts.saying import YES
from regiorules.rules.model import GRADED, IN_ORDER, DecisionTable, Rule, TableRow
from regiorules.rules.tables.order import rank_of


def tables_in(proof: Step, wording: Wording) -> tuple[TableLine, ...]:
    """The tables of which rows stand in a proof, in the order in which they do."""
    rules = wording.knowledge.rules
    named = dict.fromkeys(rules[each].table for each in _rules(proof) if each in rules)
    tables = (wording.knowledge.tables[name] for name in named if name)
    return tuple(table_line(each, wording) for each in tables if each.form.rows)


def tables_deciding(wording: Wording) -> Iterator[TableLine]:
    """The tables of which some row holds."""
    holding = {name for name, state in wording.assessment.rules.items() if state.status == "holds"}
    for table in wording.knowledge.tables.values():
        if any(holding & {*row.rules} for row in table.form.rows):
            yield table_line(table, wording)


def _rules(step: Step) -> Iterator[str]:
    if step.kind == "rule":
        yield step.id
    for each in step.steps:
        yield from _rules(each)


def table_line(table: DecisionTable, wording: Wording) -> TableLine:
    """A table as it stands by the assessment of a wording, in its language."""
    words, form = ConditionWords(wording), table.form
    record = wording.knowledge.vocabulary.facts.get(table.each)
    headers = [words.say(tree, record) for tree in form.conditions]
    headers += [wording.title(name) for name in form.targets]
    rows = tuple(_row(each, wording) for each in form.rows)
    outcomes = tuple(_outcomes(table, wording)) if table.hit in IN_ORDER else ()
    return TableLine(table.id, table.hit, tuple(headers), len(form.targets), rows, outcomes)


def _row(row: TableRow, wording: Wording) -> RowLine:
    return RowLine(row.id, row.cells, _status(row, wording), tuple(filter(None, row.rules)))


def _status(row: TableRow, wording: Wording) -> RowStatus:
    """What is so of some rule of a row, holds before open before fails."""
    known = wording.assessment.rules
    found = {known[name].status for name in row.rules if name in known}
    every: tuple[RuleStatus, ...] = ("holds", "open", "fails")
    return next((status for status in every if status in found), "off")


def _outcomes(table: DecisionTable, wording: Wording) -> Iterator[ColumnOutcome]:
    for at, name in enumerate(table.form.targets):
        counting = [row for row in table.form.rows if _counts(row, at, wording)]
        rules = [(row.id, wording.knowledge.rules[row.rules[at]]) for row in counting]
        if table.hit == "output_order":
            rules.sort(key=lambda pair: _rank(pair[1], wording))
        rows = tuple(
            OutcomeLine(row, _value(rule, wording), wording.assessment.rules[rule.id].status) for row, rule in rules
        )
        yield ColumnOutcome(name, wording.title(name), rows)


def _counts(row: TableRow, at: int, wording: Wording) -> bool:
    state = wording.assessment.rules.get(row.rules[at])
    return state is not None and state.status != "fails"


def _rank(rule: Rule, wording: Wording) -> int:
    fact = wording.knowledge.vocabulary.facts.get(rule.target)
    kind = "" if fact else wording.knowledge.conclusions[rule.target].kind
    return rank_of(fact, rule.value, wording.knowledge.grades(kind), rule.grade)


def _value(rule: Rule, wording: Wording) -> str:
    """What a rule says, as a person reads it."""
    fact = wording.knowledge.vocabulary.facts.get(rule.target)
    if fact is not None:
        return fact.show(rule.value, wording.language)
    kind = GRADED.get(wording.knowledge.conclusions[rule.target].kind, "")
    return wording.term(kind, rule.grade) or YES.say(wording.language)
