"""
Assessments that were made before anything was known in part.

What lacked in a list made every figure of it unknown, and a set was unknown until all rules for it were settled.  Now
there are bounds, so that the same facts tell more.  That such an assessment says less makes it no less right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from regiorules.engine.judgement import Judge
from regiorules.facts.possible import is_partly
from regiorules.rules.expressions import Aggregate, Expression, Field, walk

if TYPE_CHECKING:
    from regiorules.engine.assessment import Assessment
    from regiorules.rules.model import Knowledge


def older(
    assessment: Assessment,
    used: Knowledge,
    values: Mapping[str, Any],
    parameters: Mapping[str, float],
    settled: Callable[[str], Any],
) -> set[str]:
    """
    The rules and facts that an assessment of the first form leaves open, and of which these rules now tell more.

    `values` are those of the assessment in inner form; `settled` gives what the rules for a fact make of it by theirs.
    """
    if assessment.partly:
        return set()
    known = used.vocabulary.facts
    unknown = {name for name, each in assessment.facts.items() if each.origin == "unknown" and name in known}
    trees = {name: rule.when for name, rule in used.rules.items() if assessment.rules[name].status == "open"}
    trees |= {name: tree for name, tree in used.derivations.items() if name in unknown}
    held = {rule.target for name, rule in used.rules.items() if assessment.rules[name].status == "holds"}
    return {name for name in unknown if _more(settled(name), name in held)} | {
        name
        for name, tree in trees.items()
        if any(_lacks(each, assessment.facts[each.records].value) for each in _figures(tree))
        and Judge(tree, parameters).value(values) is not None
    }


def _more(value: Any, held: bool) -> bool:
    """True for a value of which something is known, or that is the one that is left of several though no rule holds."""
    return is_partly(value) or not (held or value is None or value is False)


def _figures(tree: Expression) -> list[Aggregate]:
    """What is counted or calculated of lists."""
    return [each for each in walk(tree) if isinstance(each, Aggregate) and each.function not in ("all", "any")]


def _lacks(figure: Aggregate, records: Any) -> bool:
    """True where a figure needs something of a record that isn't known."""
    asked = {each.name for each in walk(figure) if isinstance(each, Field)} | ({figure.of} if figure.of else set())
    return any(record.get(name) is None for record in records or () for name in asked)
