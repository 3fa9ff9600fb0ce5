"""All checks of one rule set: in its own region where it has one, and on every day from which other rules count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from attrs import evolve

from regiorules.engine.compiled import compiled
from regiorules.engine.program import program_of
from regiorules.proofs.checks import Checks, Step
from regiorules.proofs.finding import Finding
from regiorules.proofs.prover import Prover
from regiorules.rules.model import Knowledge
from regiorules.rules.versions import problems_in_time


def steps(knowledge: Knowledge, ruleset: str, on: date) -> Iterator[Step]:
    """
    Everything that is checked of a rule set, piece by piece, by the rules of a day and of every day that differs.

    The assumptions have the values that the rule set gives them on that day, in each region that has its own too.
    What is wrong on several days is found on the first of them alone.
    """
    yield lambda: map(Finding, problems_in_time(knowledge, ruleset))
    info = next(each for each in knowledge.rulesets if each.id == ruleset)
    valued = (name for each in knowledge.vocabulary.parameters.values() for name in each.regions)
    seen: set[tuple[str, tuple[float, ...]]] = set()
    said: set[str] = set()
    regions = (*(info.applies.regions[:1] or ("",)), *filter(info.applies.covers, valued))
    for region, day in _where(knowledge, regions, on):
        here = knowledge.at(region, day)
        values = tuple(each.value for each in here.vocabulary.parameters.values())
        fresh = {(name, values) for name, rule in here.rules.items() if rule.ruleset == ruleset} - seen
        if fresh:
            seen |= fresh
            own = _checks(here, ruleset, frozenset(name for name, _ in fresh)).steps()
            yield from (partial(_new, step, said, region, day if knowledge.varies else None) for step in own)


def _new(step: Step, said: set[str], region: str, on: date | None) -> Iterator[Finding]:
    """What is found there and then, and wasn't before."""
    for found in step():
        text = f"{found.problem.say('en')} {found.settled}"
        if text not in said:
            said.add(text)
            yield evolve(found, of=region, on=on)


def _where(knowledge: Knowledge, regions: Iterable[str], on: date) -> Iterator[tuple[str, date]]:
    """Each region on the day itself, and on every day from which something else counts there."""
    for region in dict.fromkeys(regions):
        yield region, on
        yield from ((region, day) for day in knowledge.days(region) if day != on)


def _checks(knowledge: Knowledge, ruleset: str, rules: frozenset[str]) -> Checks:
    facts = knowledge.vocabulary.facts
    program = program_of(knowledge, {name: each.value for name, each in knowledge.vocabulary.parameters.items()})
    executor = compiled(program)
    return Checks(
        knowledge,
        ruleset,
        rules,
        Prover(facts, program, executor),
        Prover(facts, program, executor, complete=False),
    )
