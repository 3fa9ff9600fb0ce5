"""CLIPS, through clipspy: facts with slots, rules that assert conclusions, and the Rete network that chains them."""

from __future__ import annotations

import clips

from benchmarks.peers import Facts, Run
from regiorules.engine.program import Program, ProgramRule
from regiorules.rules.expressions import And, Compare, Constant, Expression, Variable


def rules(program: Program) -> Run:
    """A fact with a slot a fact; each rule asserts its conclusion and adds its id to a text, which is read once."""
    facts = [name for name in program.names if name not in program.yes_no]
    read = {name for rule in program.rules.values() for name in _conclusions(rule)}
    made = clips.Environment()
    made.build(f"(deftemplate region {' '.join(f'(slot {name})' for name in facts)})")
    made.build('(defglobal ?*holding* = "")')
    for layer in program.layers:
        for rule in layer.rules:
            conclude = f"(assert ({rule.target}))" if rule.target in read else ""
            body = f'{conclude} (bind ?*holding* (str-cat ?*holding* "{rule.id} "))'
            made.build(f"(defrule {rule.id} {_pattern(rule)} => {body})")
    template, holding = made.find_template("region"), made.find_global("holding")

    def run(given: Facts) -> set[str]:
        made.reset()
        template.assert_fact(**given)
        made.run()
        return set(holding.value.split())

    return run


def _conclusions(rule: ProgramRule) -> list[str]:
    return [part.name for part in rule.when.parts if isinstance(part, Variable)]


def _pattern(rule: ProgramRule) -> str:
    """Conclusions are facts of their own; the comparisons are constraints on slots of one fact."""
    comparisons = [part for part in rule.when.parts if isinstance(part, Compare)]
    every = isinstance(rule.when, And)
    slots = (_each(comparisons) if every else _any(comparisons)) if comparisons else ""
    patterns = [f"({name})" for name in _conclusions(rule)] + ([f"(region {slots})"] if slots else [])
    return patterns[0] if len(patterns) == 1 else f"({'and' if every else 'or'} {' '.join(patterns)})"


def _each(comparisons: list[Compare]) -> str:
    by_slot: dict[str, list[str]] = {}
    for each in comparisons:
        by_slot.setdefault(each.left.name, []).append(f"&:{_test(each)}")
    return " ".join(f"({slot} ?{slot}{''.join(tests)})" for slot, tests in by_slot.items())


def _any(comparisons: list[Compare]) -> str:
    *slots, last = sorted({each.left.name for each in comparisons})
    tests = [_test(each) for each in comparisons]
    either = tests[0] if len(tests) == 1 else f"(or {' '.join(tests)})"
    return " ".join([*(f"({slot} ?{slot})" for slot in slots), f"({last} ?{last}&:{either})"])


def _test(tree: Expression) -> str:
    match tree:
        case Compare(op, Variable(name), Constant(value)):
            return f"({'=' if op == '==' else op} ?{name} {value})"
    raise ValueError(tree)
