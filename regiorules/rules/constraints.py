"""What a rule set says is so of conclusions in every region: checked for what it speaks of, and proved elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection

from regiorules.errors import Problems
from regiorules.rules.declared import Locate
from regiorules.rules.model import Knowledge
from regiorules.text import listing

KINDS = ("exactly_one", "at_most_one", "excludes")


def check_constraints(
    knowledge: Knowledge, concluded: Collection[str], refer: Callable[..., None], locate: Locate, problems: Problems
) -> None:
    """Each says one thing, of two conclusions or more."""
    for each in knowledge.constraints.values():
        path = f"constraints.{each.id}"
        said = {kind: names for kind in KINDS if (names := getattr(each, kind))}
        if len(said) != 1:
            problems.add("constraint_kind", each.place, path, known=listing(KINDS, 20))
        for kind, names in said.items():
            if len(set(names)) < max(2, len(names)):
                problems.add("constraint_names", locate("constraints", each.id, kind), f"{path}.{kind}")
            for at, name in enumerate(names):
                refer(name, concluded, "conclusion", locate("constraints", each.id, kind, at), f"{path}.{kind}")
