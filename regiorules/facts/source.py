"""What a fact source is: a reader that turns a file into (some) facts of a region."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from attrs import evolve

from regiorules.errors import NOWHERE, InputError, Place, Problems
from regiorules.facts.entries import Given
from regiorules.facts.profiles import Profile
from regiorules.facts.region import FROM_TABLE, Region
from regiorules.facts.values import clip
from regiorules.facts.vocabulary import Vocabulary


class FactSource(Protocol):
    """
    Reads facts from a file.

    `suffixes` are the endings of whole region files that it reads (`.yaml`); a source of some facts
    only has none, and is used by its `name`: `--facts NAME=FILE`.
    """

    name: str
    suffixes: tuple[str, ...]

    def read(self, path: Path, vocabulary: Vocabulary, profiles: Mapping[str, Profile] | None) -> Region:
        """The region in the file; raises InputError with every problem and its place."""
        ...


def add_facts(
    region: Region,
    more: Region,
    place: Place = NOWHERE,
    origins: Mapping[str, str] | None = None,
    decided: Container[str] = (),
) -> Region:
    """
    The region with the facts, sources and assumptions of another reading added.

    What one reading leaves unknown the other may say, and what comes from a table of regions gives way.  Raises
    InputError for all to which both give a value, and not the same one, but for those in `decided`: the later reading
    has these.  `place` is where that reading stands, `origins` where what was there comes from, by name.
    """
    named = _apart(region, more)
    earlier, later = {**_told(region), **region.parameters}, {**_told(named), **named.parameters}
    problems = Problems()
    for name in sorted(earlier.keys() & later.keys()):
        if earlier[name] != later[name] and name not in decided:
            fields = {"name": name, "value": clip(str(later[name])), "other": clip(str(earlier[name]))}
            problems.add("fact_disagrees", place, file=(origins or {}).get(name, region.name), **fields)
    problems.stop(InputError)
    return evolve(
        region,
        facts={**region.facts, **{name: _joined(region.facts.get(name), given) for name, given in named.facts.items()}},
        sources={**region.sources, **named.sources},
        parameters={**region.parameters, **named.parameters},
    )


def _told(region: Region) -> dict[str, Any]:
    """The values that are given and known; a table of regions gives none, it is only where one starts."""
    return {
        name: given.value
        for name, given in region.facts.items()
        if given.value is not None and given.sources != (FROM_TABLE,)
    }


def _joined(one: Given | None, other: Given) -> Given:
    """A fact of two readings: with the sources of both where both say the same, else as the one that knows it."""
    if one is None or (one.value != other.value and other.value is not None):
        return other
    if one.value != other.value:
        return one
    return Given(one.value, tuple(dict.fromkeys((*one.sources, *other.sources))), one.note or other.note)


def _apart(region: Region, more: Region) -> Region:
    """The reading, with another name for each source that has the name of one that is there already."""
    names = {name: name for name in more.sources}
    for name in more.sources:
        if region.sources.get(name, more.sources[name]) != more.sources[name]:
            taken = {*region.sources, *names.values()}
            names[name] = next(new for number in count(2) if (new := f"{name}-{number}") not in taken)
    facts = {
        name: evolve(given, sources=tuple(names.get(each, each) for each in given.sources))
        for name, given in more.facts.items()
    }
    return evolve(more, facts=facts, sources={names[name]: each for name, each in more.sources.items()})
