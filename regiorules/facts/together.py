"""What was known of a fact together with what is told of it later."""

from __future__ import annotations

from typing import Any

from regiorules.facts.partial import is_partial
from regiorules.facts.possible import both
from regiorules.facts.vocabulary import Fact


def together(fact: Fact, known: Any, told: Any) -> Any:
    """
    What is possible by both (outer values); None where nothing is.

    A list that was known in part is told anew: who names its records names all that are known now.
    """
    if not is_partial(known) or fact.type == "records":
        return told
    before, now = fact.encode(known), fact.encode(told)
    found = both(before, now)
    if found is None or found == now:
        return None if found is None else told
    if found == before:
        return known
    if fact.type != "text":
        return fact.decode(found)
    left = tuple(each for each in told["one_of"] if before.holds(fact.encode(each)))  # as they are spelled
    return {"one_of": left} if len(left) > 1 else left[0]
