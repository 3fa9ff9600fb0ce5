"""The smallest region that still shows something: fact by fact, and record by record, what isn't needed is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from regiorules.facts.vocabulary import Fact

Region = Mapping[str, Any]
Record = Mapping[str, Any]


def smallest(region: Region, shows: Callable[[Region], bool], facts: Mapping[str, Fact]) -> dict[str, Any]:
    """A part of a region that shows it too, and of which nothing can be left out; many facts are tried at once."""
    found, before = dict(region), None
    while found != before:  # what went of a list may be why a fact had to stay
        before = found
        found = _with_shorter_lists(_with_fewer_facts(found, shows), shows, facts)
    return found


def _with_fewer_facts(region: Region, shows: Callable[[Region], bool]) -> dict[str, Any]:
    found = dict(region)
    step = len(found)
    while step:
        names = list(found)
        for start in range(0, len(names), step):
            left = found.keys() - set(names[start : start + step])
            without = {name: value for name, value in found.items() if name in left}
            if len(without) < len(found) and shows(without):
                found = without
        step //= 2
    return found


def _with_shorter_lists(region: Region, shows: Callable[[Region], bool], facts: Mapping[str, Fact]) -> dict[str, Any]:
    found = dict(region)
    for name, value in region.items():
        if facts[name].type == "records":
            found[name] = _shorter(value, facts[name], partial(_with, shows, found, name))
    return found


def _with(shows: Callable[[Region], bool], region: Region, name: str, value: Any) -> bool:
    return shows({**region, name: value})


def _shorter(records: Sequence[Record], fact: Fact, shows: Callable[[Sequence[Record]], bool]) -> Sequence[Record]:
    """The fewest records that show it, with the fewest fields."""
    tried = True
    while tried:
        tried = False
        for shorter in _parts(records, fact):
            if shows(shorter):
                records, tried = shorter, True
                break
    return records


def _parts(records: Sequence[Record], fact: Fact) -> Iterator[Sequence[Record]]:
    """The list without each of its records, and then without each field that it need not have."""
    if len(records) > (fact.minimum or 0):
        yield from ([*records[:at], *records[at + 1 :]] for at in reversed(range(len(records))))
    for at, record in enumerate(records):
        for field in fact.fields:
            if field.id in record and not field.required:
                without = {name: value for name, value in record.items() if name != field.id}
                yield [*records[:at], without, *records[at + 1 :]]
