"""What a rule set says of facts that can be influenced, checked."""

from __future__ import annotations

from collections.abc import Callable

from regiorules.errors import Place, Problems
from regiorules.facts.vocabulary import Fact


def check_influence(fact: Fact, locate: Callable[[str], Place], problems: Problems) -> None:
    """What can be influenced is asked, and no list; what has a better end (`towards`) can be influenced."""
    path = f"facts.{fact.id}"
    if fact.influence and (fact.type == "records" or not fact.asked):
        kind = fact.type if fact.asked else "derived fact"
        problems.add("not_for", locate("influence"), path, kind=kind, name="influence")
    if fact.towards and fact.type not in ("level", "yes_no"):
        problems.add("not_for", locate("towards"), path, kind=fact.type, name="towards")
    elif fact.towards and not fact.influence:
        problems.add("needs", locate("towards"), path, kind="fact", name="influence")
