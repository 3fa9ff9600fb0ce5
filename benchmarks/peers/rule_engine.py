"""rule-engine: an expression language in Python."""

from __future__ import annotations

import rule_engine

from benchmarks.peers import Facts, Run
from benchmarks.peers.spelling import Spelling
from regiorules.engine.program import Program

LANGUAGE = Spelling("and", "or")


def layers(program: Program) -> Run:
    """An expression a layer."""
    return LANGUAGE.layers(program, lambda text: rule_engine.Rule(text).evaluate)


def rules(program: Program) -> Run:
    """A rule a rule, layer by layer."""
    made = [
        (rule.id, rule.target, rule_engine.Rule(LANGUAGE.text(rule.when, {})))
        for layer in program.layers
        for rule in layer.rules
    ]

    def run(facts: Facts) -> list[str]:
        known, holding = dict(facts), list[str]()
        for name, target, rule in made:
            known[target] = rule.matches(known)
            if known[target]:
                holding.append(name)
        return holding

    return run
