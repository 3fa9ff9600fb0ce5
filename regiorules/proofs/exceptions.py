"""What is proved of exceptions: each makes a difference somewhere, and what they leave open is no gap in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from regiorules.errors import Problem
from regiorules.proofs.claims import Claim, condition_is, rule_is
from regiorules.rules.exceptions import Overriding, beside
from regiorules.rules.expressions import Expression, Or, bind
from regiorules.rules.model import Knowledge, Rule


def differences(rule: Rule, knowledge: Knowledge) -> Iterator[tuple[Expression, Problem]]:
    """For each exception of a rule, or by it, the condition that is true where it makes a difference, and else what."""
    if rule.exception is not None:
        problem = Problem("check_unless_idle", {"name": rule.id}, rule.place, f"rules.{rule.id}.unless")
        yield beside(rule, rule.exception), problem
    over = Overriding(knowledge.rules)
    for name in rule.overrides:
        generals = [knowledge.rules[name]] if name in knowledge.rules else over.rows(name)
        if generals:
            problem = Problem(
                "check_override_idle", {"name": rule.id, "other": name}, rule.place, f"rules.{rule.id}.overrides"
            )
            yield Or(tuple(over.both(each, rule) for each in generals)), problem


def not_excepted(rows: Sequence[Rule], parameters: Mapping[str, float]) -> Iterator[Claim]:
    """No exception to the rows of a table holds."""
    specials = dict.fromkeys(name for row in rows for name in row.overridden_by)
    yield from (rule_is(name, False) for name in specials)
    if rows[0].exception is not None:
        yield condition_is(bind(rows[0].exception, parameters), False)
