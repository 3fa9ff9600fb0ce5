"""What an advice rests on: its rule sets, their assumptions and statements, and where two values met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiorules.advice.held import Held
from regiorules.advice.model import FactLine, RuleSetLine, StatementLine
from regiorules.advice.reasons import Reasons
from regiorules.advice.wording import Wording
from regiorules.text import Text

_RESTING = ("route", "risk", "recommendation", "confirmation")  # conclusions that stand in an advice with their reasons
_TWO_VALUES = {
    "given": Text(
        "{fact}: opgegeven als {given}, maar uit de regels volgt {values} ({rules}); de opgave is gebruikt",
        "{fact}: given as {given}, but the rules give {values} ({rules}); what was given is used",
    ),
    "rules": Text(
        "{fact}: de regels geven tegelijk {values} ({rules}); het feit blijft onbekend",
        "{fact}: the rules give {values} at once ({rules}); the fact stays unknown",
    ),
}


def conflicts(wording: Wording) -> Iterator[str]:
    """The facts of which rules give another value than was given, or more than one."""
    for each in wording.assessment.conflicts:
        fact = wording.knowledge.vocabulary.facts[each.fact]
        given = fact.show(wording.assessment.value(each.fact), wording.language)
        shown = [fact.show(value, wording.language) for value in each.values]
        text = _TWO_VALUES["given" if each.given else "rules"].say(wording.language)
        values = ", ".join(value for value in shown if not each.given or value != given)
        because = (wording.say(wording.knowledge.rules[name].because) for name in each.rules)
        rules = "; ".join(dict.fromkeys(text.rstrip(".") for text in because))
        yield text.format(fact=wording.title(each.fact), given=given, values=values, rules=rules)


def assumptions(wording: Wording) -> Iterator[FactLine]:
    """The assumptions of the rule sets that apply here."""
    applied = {each.id for each in wording.knowledge.rulesets}
    for name, each in wording.knowledge.vocabulary.parameters.items():
        if each.ruleset in applied:
            yield FactLine(name, wording.title(name), wording.assumed(name))


def statements(wording: Wording, why: Reasons, held: Iterable[Held]) -> Iterator[StatementLine]:
    """The statements of the source that the places, the division and the conclusions that hold rest on."""
    used = {*_used(wording, why, held)}
    for name, statement in wording.knowledge.statements.items():
        if name in used:
            section = wording.knowledge.source_sections.get(statement.section)
            yield StatementLine(name, wording.say(section), wording.say(statement.text))


def _used(wording: Wording, why: Reasons, held: Iterable[Held]) -> Iterator[str]:
    for topic in wording.knowledge.topics.values():
        for reason in why.reasons(wording.assessment.facts[topic.fact].rules):
            yield from reason.statements
    for figure in wording.knowledge.positions.values():
        if wording.assessment.value(figure.name) is not None:
            yield from figure.statements
    for each in held:
        if each.conclusion.kind in _RESTING:
            for reason in why.reasons(each.state.rules, each.wording):
                yield from reason.statements


def rulesets(wording: Wording) -> Iterator[RuleSetLine]:
    """The rule sets that apply here, each with its source."""
    for each in wording.knowledge.rulesets:
        source = (each.source.publisher, wording.say(each.source.title), each.source.url)
        yield RuleSetLine(each.id, each.version, wording.say(each.title), ", ".join(filter(None, source)))
