"""
Mutation of the rule set core: `python -m soak.rules`.

A mistake in a condition (another sign, level, number, clause or option), in what a rule concludes or how gravely, or in
an assumption (a tenth more or less); then the cases of the rule, or for an assumption those of all rules.  A condition
that gives the same answer for all values isn't another one, and counts apart.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from attrs import evolve

from regiorules.authoring.testing.scenarios import Suite, check_suite, load_scenarios
from regiorules.engine.engine import Engine
from regiorules.facts.vocabulary import Parameter
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from soak.results import keep
from tests.mistakes import Mistakes
from tests.mutants import equivalent, mutants

Made = tuple[str, bool | None]  # the rule or assumption, and whether a case noticed; None where nothing changed


def main() -> int:
    """Make every mistake, and keep the score; 1 where one goes unseen."""
    core = ruleset_folder("core")
    knowledge, suite = load_rulesets(core), load_scenarios(core)
    mistakes = Mistakes(knowledge, suite)
    kinds = {
        "conditions": list(conditions(knowledge, mistakes)),
        "outcomes": list(outcomes(knowledge, mistakes)),
        "assumptions": list(assumptions(knowledge, suite)),
    }
    keep("mutated-rules", {kind: score(made) for kind, made in kinds.items()})
    return int(any(seen is False for made in kinds.values() for _, seen in made))


def score(made: list[Made]) -> dict[str, object]:
    """How many mistakes, how many of them were noticed or change nothing, and of what the others are."""
    seen = [each for _, each in made]
    unseen = [name for name, each in made if each is False]
    return {"tried": len(made), "killed": seen.count(True), "equivalent": seen.count(None), "survivors": unseen}


def conditions(knowledge: Knowledge, mistakes: Mistakes) -> Iterator[Made]:
    """Every condition that is one mistake away."""
    for rule in knowledge.rules.values():
        passes = mistakes.answers(rule)
        for wrong in mutants(rule.when, knowledge):
            noticed = not passes(wrong)
            yield rule.id, noticed or (None if equivalent(rule.when, wrong, knowledge) else False)


def outcomes(knowledge: Knowledge, mistakes: Mistakes) -> Iterator[Made]:
    """Another target, value or grade."""
    for rule in knowledge.rules.values():
        for wrong in mistakes.wrong_outcomes(rule):
            other = evolve(knowledge, rules={**knowledge.rules, rule.id: wrong})
            yield rule.id, not all(each.passed for each in mistakes.outcome_checks(rule, other))


def assumptions(knowledge: Knowledge, suite: Suite) -> Iterator[Made]:
    """A tenth more or less, and of a small whole number one."""
    for name, parameter in knowledge.vocabulary.parameters.items():
        for value in changed(parameter):
            other = {**knowledge.vocabulary.parameters, name: evolve(parameter, value=value)}
            engine = Engine(evolve(knowledge, vocabulary=evolve(knowledge.vocabulary, parameters=other)), "compiled")
            yield f"{name} = {value:g}", not all(each.passed for each in check_suite(suite, engine))


def changed(parameter: Parameter) -> list[float]:
    """The two values beside its own."""
    step = max(1, round(parameter.value / 10)) if parameter.whole else parameter.value / 10
    return [parameter.value - step, parameter.value + step]


if __name__ == "__main__":
    sys.exit(main())
