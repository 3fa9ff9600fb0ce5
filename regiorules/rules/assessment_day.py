"""The day that an assessment is of, in conditions: what applies on a day has that day in the place of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from regiorules.rules.expressions import AssessmentDay, Constant, Expression, changed, walk
from regiorules.rules.language import ASSESSMENT_DAY

if TYPE_CHECKING:
    from regiorules.rules.model import DecisionTable, Knowledge, Rule
    from regiorules.rules.plans import Goal, Move

T = TypeVar("T", "Goal", "Move")


def speaks_of_day(knowledge: Knowledge) -> bool:
    """True where a condition or calculation speaks of the day of the assessment."""
    return any(isinstance(each, AssessmentDay) for tree in _trees(knowledge) for each in walk(tree))


def with_day(knowledge: Knowledge, on: date) -> Knowledge:
    """The same with that day in the place of its name, in all that is judged."""
    here = _Day(on)
    return evolve(
        knowledge,
        rules={name: here.rule(each) for name, each in knowledge.rules.items()},
        derivations={name: here.tree(each) for name, each in knowledge.derivations.items()},
        goals=here.trees(knowledge.goals),
        moves=here.trees(knowledge.moves),
        tables={name: here.table(each) for name, each in knowledge.tables.items()},
    )


def _trees(knowledge: Knowledge) -> Iterator[Expression]:
    yield from (tree for rule in knowledge.every_rule() for tree in rule.trees)
    yield from knowledge.derivations.values()
    yield from (each.tree for each in knowledge.goals.values())
    yield from (each.tree for each in knowledge.moves.values())


class _Day:
    def __init__(self, on: date) -> None:
        self.day = Constant(on.toordinal(), ASSESSMENT_DAY, is_day=True)

    def tree(self, tree: Expression) -> Expression:
        return changed(tree, lambda each: self.day if isinstance(each, AssessmentDay) else each)

    def trees(self, items: Mapping[str, T]) -> dict[str, T]:
        return {name: evolve(each, tree=self.tree(each.tree)) for name, each in items.items()}

    def some(self, tree: Expression | None) -> Expression | None:
        return None if tree is None else self.tree(tree)

    def rule(self, rule: Rule) -> Rule:
        from regiorules.rules.model import Calculation

        value = rule.value
        value = evolve(value, tree=self.tree(value.tree)) if isinstance(value, Calculation) else value
        condition, exception = self.some(rule.condition), self.some(rule.exception)
        return evolve(rule, when=self.tree(rule.when), value=value, condition=condition, exception=exception)

    def table(self, table: DecisionTable) -> DecisionTable:
        conditions = tuple(map(self.tree, table.form.conditions))
        return evolve(table, form=evolve(table.form, conditions=conditions))
