"""From the keys of a rule, as they stand in a file, to the rule."""

from __future__ import annotations

from typing import Any

from regiorules.errors import Place, Problems
from regiorules.rules.conditions import parse_condition
from regiorules.rules.expressions import Expression, some
from regiorules.rules.model import Rule
from regiorules.rules.names import Names
from regiorules.rules.sections import RuleShape


def rule_of(key: str, shape: RuleShape, when: Expression, target: str, value: Any, ruleset: str, place: Place) -> Rule:
    """The rule with this condition, which may be about one record, and with this outcome."""
    return Rule(
        id=key,
        text=" ".join(shape.when.split()),
        when=some(shape.each, when),
        target=target,
        value=value,
        because=shape.because,
        statements=shape.statements,
        basis=shape.basis,
        why=shape.why,
        severity=shape.severity,
        strength=shape.strength,
        ruleset=ruleset,
        valid_from=shape.valid_from,
        valid_until=shape.valid_until,
        each=shape.each,
        overrides=shape.overrides,
        place=place,
    )


def read_unless(text: str, about: Names | None, place: Place, path: str, problems: Problems) -> Expression | None:
    """The tree of an exception; None where there is none, and where it is wrong (then `problems` grows)."""
    return parse_condition(text, about, place, path, problems, unless=True) if text and about else None
