"""The chapters of a book, each with its entries in the order of the rule set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from regiorules.advice.labels import LABELS
from regiorules.book.facts import facts, parameters
from regiorules.book.model import Entry, Line, Link, Table
from regiorules.book.shelf import Shelf
from regiorules.book.tables import tables
from regiorules.book.used import looks_at
from regiorules.rules.model import Conclusion, Rule
from regiorules.rules.plans import Goal, Move


def statements(shelf: Shelf) -> Iterator[Entry]:
    """What the source says, each with the rules that rest on it beside it."""
    for each in shelf.own(shelf.knowledge.statements):
        section = shelf.say(shelf.knowledge.source_sections.get(each.section))
        own = [rule for rule in shelf.rules if each.id in rule.statements]
        rows = tuple((Link(rule.id, f"rule-{rule.id}"), Link(rule.text), shelf.concluded(rule)) for rule in own)
        header = tuple(map(shelf.word, ("says_source", "when", "then")))
        elsewhere = (where.split() for where in shelf.coverage.elsewhere.get(each.id, ()))
        also = [Link(name, f"{kind}-{name}") for kind, name in elsewhere]
        lines = (*shelf.lines("section", [section]), *shelf.lines("also", also))
        text = shelf.say(each.text)
        yield Entry(f"statement-{each.id}", each.id, "", text, lines, Table(header, rows) if rows else None)


def conclusions(shelf: Shelf) -> Iterator[Entry]:
    """What can follow, from which rules, and what follows from it in turn."""
    risks = shelf.knowledge.conclusions
    for each in shelf.own(shelf.knowledge.conclusions):
        against = [name for name, risk in risks.items() if each.id in risk.remedies]
        lines = (
            shelf.line("kind", *_kind(each, shelf)),
            *shelf.lines("concluded_by", shelf.links("rule", (rule.id for rule in shelf.knowledge.rules_for(each.id)))),
            *_users(each.id, shelf),
            *shelf.lines("remedies", shelf.links("conclusion", each.remedies)),
            *shelf.lines("remedy_of", shelf.links("conclusion", against)),
            *shelf.lines("says", shelf.links("statement", each.statements)),
        )
        yield Entry(f"conclusion-{each.id}", shelf.say(each.title), each.id, shelf.say(each.text), lines)


def _kind(each: Conclusion, shelf: Shelf) -> list[str]:
    grade = shelf.term("severity", each.severity) if each.severity else ""
    return list(filter(None, (shelf.say(LABELS[each.kind]), grade)))


def _users(name: str, shelf: Shelf, lead: str = "used_by") -> Iterator[Line]:
    users = shelf.links("rule", shelf.used.rules.get(name, ()))
    yield from shelf.lines(lead, [*users, *map(shelf.link, shelf.used.facts.get(name, ()))])


def rules(shelf: Shelf) -> Iterator[Entry]:
    """Each rule: when it holds, what it says and why, what it looks at, and who looks at what it says."""
    for rule in shelf.rules:
        lines = (*_meaning(rule, shelf), *_ground(rule, shelf), *_around(rule, shelf))
        yield Entry(f"rule-{rule.id}", rule.id, "", shelf.say(rule.because), lines)


def _meaning(rule: Rule, shelf: Shelf) -> Iterator[Line]:
    yield from shelf.lines("each", [shelf.link(rule.each)] if rule.each else [])
    yield shelf.line("when", Link(rule.text))
    yield from shelf.lines("unless", [Link(rule.unless)] if rule.unless else [])
    yield shelf.line("then", shelf.concluded(rule))
    yield from shelf.lines("severity", [shelf.term("severity", rule.severity)])
    yield from shelf.lines("strength", [shelf.term("strength", rule.strength)])


def _ground(rule: Rule, shelf: Shelf) -> Iterator[Line]:
    yield shelf.line("basis", shelf.say(LABELS[rule.basis]))
    yield from shelf.lines("why", [shelf.say(rule.why)])
    yield from shelf.lines("says", shelf.links("statement", rule.statements))
    yield from shelf.lines("in_force", [shelf.period(rule)])
    yield from shelf.lines("changed", [shelf.say(rule.changed)])


def _around(rule: Rule, shelf: Shelf) -> Iterator[Line]:
    yield from shelf.lines("overrides", map(shelf.rule_or_table, rule.overrides))
    names = {rule.id, rule.table} - {""}
    before = [each.id for each in shelf.rules if names & {*each.overrides}]
    yield from shelf.lines("overridden", shelf.links("rule", before))
    yield from shelf.lines("reads", map(shelf.link, looks_at(rule)))
    yield from _users(rule.target, shelf, "leads_on")
    yield from shelf.lines("table", shelf.links("table", [rule.table] if rule.table else []))
    if tried := shelf.tried.get(rule.id):
        yield shelf.line("tried", shelf.word("times", holds=tried.holds, fails=tried.fails))
        yield from shelf.lines("stories", tried.stories)


def goals(shelf: Shelf) -> Iterator[Entry]:
    """Where a region wants to be."""
    for each in shelf.own(shelf.knowledge.goals):
        lines = (shelf.line("when", Link(each.text)), *_rests(each, shelf))
        yield Entry(f"goal-{each.id}", shelf.say(each.title), each.id, shelf.say(each.why), lines)


def moves(shelf: Shelf) -> Iterator[Entry]:
    """What following a recommendation takes."""
    for each in shelf.own(shelf.knowledge.moves):
        lines = (
            *shelf.lines("recommendation", shelf.links("conclusion", [each.id])),
            shelf.line("presupposes", Link(each.text)),
            shelf.line("months", str(each.months)),
            *shelf.lines("agree", [shelf.term("addressee", name) for name in each.agree]),
            *_rests(each, shelf),
        )
        title = shelf.say(shelf.knowledge.conclusions[each.id].title)
        yield Entry(f"move-{each.id}", title, each.id, shelf.say(each.why), lines)


def _rests(each: Goal | Move, shelf: Shelf) -> Iterator[Line]:
    yield shelf.line("basis", shelf.say(LABELS[each.basis]))
    yield from shelf.lines("says", shelf.links("statement", each.statements))


def history(shelf: Shelf) -> Iterator[Entry]:
    """What has a beginning or an end, or was changed; and what this rule set changes of others."""
    for rule in shelf.rules:
        if rule.valid_from or rule.valid_until or rule.changed:
            lines = (
                *shelf.lines("rules", shelf.links("rule", [rule.id])),
                *shelf.lines("in_force", [shelf.period(rule)]),
            )
            yield Entry(f"history-{rule.id}", rule.id, "", shelf.say(rule.changed), lines)
    for each in shelf.knowledge.changes:
        if each.ruleset == shelf.ruleset:
            lines = tuple(shelf.lines("replaces" if each.by else "switches_off", shelf.links("rule", [each.rule])))
            yield Entry(f"change-{each.rule}", each.rule, "", shelf.say(each.reason), lines)


CHAPTERS: Mapping[str, Callable[[Shelf], Iterator[Entry]]] = {
    "statements": statements,
    "conclusions": conclusions,
    "rules": rules,
    "tables": tables,
    "goals": goals,
    "moves": moves,
    "facts": facts,
    "parameters": parameters,
    "history": history,
}
