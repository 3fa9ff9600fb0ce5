"""Conditions of the yardstick as text in the language of a peer, with `and`, `or` and comparisons between two sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from typing import Any

from attrs import frozen

from regiorules.engine.program import Program, ProgramRule
from regiorules.rules.expressions import And, Compare, Constant, Expression, Or, Variable

Evaluate = Callable[[dict[str, Any]], Sequence[bool]]


@frozen
class Spelling:
    """How a language spells `and` and `or`."""

    both: str
    either: str

    def text(self, tree: Expression, written_out: Mapping[str, str]) -> str:
        """The condition; a name that is written out is replaced by its own condition."""
        match tree:
            case And(parts) | Or(parts):
                joint = f" {self.both if isinstance(tree, And) else self.either} "
                return f"({joint.join(self.text(part, written_out) for part in parts)})"
            case Compare(op, Variable(name), Constant(value)):
                return f"{name} {op} {value}"
            case Variable(name):
                return written_out.get(name, name)
        raise ValueError(tree)

    def listed(self, rules: Sequence[ProgramRule], written_out: Mapping[str, str]) -> str:
        """A list with the truth of each rule."""
        return f"[{', '.join(self.text(rule.when, written_out) for rule in rules)}]"

    def layers(self, program: Program, compiled: Callable[[str], Evaluate]) -> Callable[[Mapping[str, Any]], list[str]]:
        """A list a layer, with the conclusions of earlier layers as names."""
        layers = [
            (
                compiled(self.listed(layer.rules, {})),
                [each.id for each in layer.rules],
                [each.target for each in layer.rules],
            )
            for layer in program.layers
        ]

        def run(facts: Mapping[str, Any]) -> list[str]:
            known, holding = dict(facts), list[str]()
            for evaluate, ids, targets in layers:
                truths = evaluate(known)
                known.update(zip(targets, truths, strict=True))
                holding += compress(ids, truths)
            return holding

        return run

    def whole(self, program: Program, compiled: Callable[[str], Evaluate]) -> Callable[[Mapping[str, Any]], list[str]]:
        """One list for all rules, with conclusions written out."""
        rules = [rule for layer in program.layers for rule in layer.rules]
        written_out: dict[str, str] = {}
        for rule in rules:
            written_out[rule.target] = self.text(rule.when, written_out)
        evaluate, ids = compiled(self.listed(rules, written_out)), [rule.id for rule in rules]
        return lambda facts: list(compress(ids, evaluate(dict(facts))))
