"""A fact comes about in one way: by its expression, by rules, or as one number made of all rows of a table."""

from __future__ import annotations

from regiorules.errors import Problems
from regiorules.rules.model import COLLECTED, DecisionTable, Knowledge


def check_ways(knowledge: Knowledge, problems: Problems) -> None:
    """No fact comes about in two ways; a rule that stands in no table counts along with the rows of one."""
    for name in {rule.target for rule in knowledge.rules.values()} & set(knowledge.derivations):
        problems.add("derived_twice", knowledge.vocabulary.facts[name].place, f"facts.{name}", name=name)
    first: dict[str, DecisionTable] = {}
    for table in knowledge.tables.values():
        for target in table.form.targets:
            other = first.setdefault(target, table)
            if other.hit != table.hit and {other.hit, table.hit} & {*COLLECTED}:
                fields = {"name": target, "hit": table.hit, "table": other.id, "other": other.hit}
                problems.add("table_ways", table.place, f"tables.{table.id}.hit", **fields)
