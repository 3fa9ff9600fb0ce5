"""Regions of which the facts are partly known: random ones, each made from a region that is a completion of it."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from regiorules.facts.entries import Given
from regiorules.facts.possible import Held, Incomplete, Some, spanning
from regiorules.facts.region import Region
from regiorules.facts.vocabulary import Fact, Vocabulary


def _apart(fact: Fact, value: float, draw: st.DrawFn) -> Any:
    low, high = (draw(st.sampled_from([0, 1, 10, abs(value) / 2 + 1])) for _ in "lh")
    least = -1e12 if fact.minimum is None else fact.minimum
    most = 1e12 if fact.maximum is None else fact.maximum
    bounds = max(least, value - low), min(most, value + high)
    return spanning(*map(int, bounds)) if fact.whole else spanning(*bounds)


def _among(fact: Fact, value: Any, draw: st.DrawFn) -> Any:
    every = [fact.encode(each) for each in fact.option_ids or fact.texts]
    chosen = frozenset({value, *draw(st.sets(st.sampled_from(every)))})
    return None if len(chosen) == len(every) else Some(chosen) if len(chosen) > 1 else value


def _of_records(fact: Fact, records: tuple[Any, ...], draw: st.DrawFn) -> Any:
    by_id = {each.id: each for each in fact.fields}
    kept = [
        {
            name: part if name == fact.key or by_id[name].required else draw(blurred(by_id[name], part))
            for name, part in record.items()
        }
        for record in records
        if draw(st.booleans())
    ]
    if len(kept) == len(records) and draw(st.booleans()):
        return tuple(kept)
    return Incomplete(kept) if kept else None


@st.composite
def blurred(draw: st.DrawFn, fact: Fact, value: Any) -> Any:
    """What may be known of a fact with this value (inner form): all of it, a part, or nothing."""
    how = draw(st.sampled_from(["whole", "partly", "partly", "unknown"]))
    if value is None or how == "whole":
        return value
    if how == "unknown" or fact.type == "yes_no":
        return None
    if fact.type == "text" and not fact.texts:
        return Some(frozenset({value, "elders"}))
    if fact.type == "records":
        return _of_records(fact, value, draw)
    if fact.type == "number":
        return _apart(fact, value, draw)
    if fact.type == "set":
        left = frozenset(draw(st.sets(st.sampled_from(fact.option_ids))))
        yes, may = value - left, left
        return value if not may else None if not yes and len(may) == len(fact.option_ids) else Held(yes, may)
    return _among(fact, value, draw)


@st.composite
def blurring(draw: st.DrawFn, whole: Region, vocabulary: Vocabulary) -> Region:
    """A region of which this one is a completion: less is known of some facts."""
    facts = {}
    for name, given in whole.facts.items():
        fact = vocabulary.facts[name]
        value = fact.decode(draw(blurred(fact, fact.encode(given.value))))
        if value is not None:
            facts[name] = Given(value)
    return evolve(whole, facts=facts)
