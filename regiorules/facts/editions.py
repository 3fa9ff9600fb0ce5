"""
One region by several tables of regions: what comes from a table is taken from another one, what was answered stays.

A region is found in another table by its name, or else by its records: where most of those that the table knows too
stand together.  So neither a region nor a record that has another name since breaks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from attrs import evolve

from regiorules.errors import NOWHERE, Problems, UnknownName
from regiorules.facts.entries import Given
from regiorules.facts.names import find_profile
from regiorules.facts.partial import records_in
from regiorules.facts.profiles import Profile
from regiorules.facts.region import FROM_TABLE, Region, region_from_profile
from regiorules.facts.values import check_among
from regiorules.facts.vocabulary import Vocabulary
from regiorules.text import fold


def takes_from_table(region: Region, vocabulary: Vocabulary) -> bool:
    """True where the list that tables fill comes from a table, and isn't an answer of its own."""
    profile = vocabulary.profile
    return profile is not None and profile.fact in region.facts and _from_table(region.facts[profile.fact])


def by_table(region: Region, profiles: Mapping[str, Profile], vocabulary: Vocabulary) -> Region | None:
    """
    The region as another table has it; None where that doesn't have it.

    An answer that must be the key of a record, and is none in that table, is unknown there.
    """
    profile = same_region(region, profiles, vocabulary)
    if profile is None:
        return None
    new = region_from_profile(profile)
    own = {name: given for name, given in region.facts.items() if not _from_table(given)}
    told = evolve(region, facts={**new.facts, **own}, sources={**region.sources, **new.sources})
    return evolve(told, facts={name: given for name, given in told.facts.items() if _fits(name, told, vocabulary)})


def same_region(region: Region, profiles: Mapping[str, Profile], vocabulary: Vocabulary) -> Profile | None:
    """The region in a table: by its name, or else where most of its records are; None where it isn't there."""
    with suppress(UnknownName):
        return find_profile(region.name, profiles, vocabulary)
    mine = keys_of(region, vocabulary).keys()
    shared = Counter({name: len(mine & _keys(each, vocabulary)) for name, each in profiles.items()})
    best = max(shared, key=lambda name: shared[name], default="")
    return profiles[best] if shared[best] * 2 > shared.total() else None


def keys_of(region: Region, vocabulary: Vocabulary) -> dict[str, Mapping[str, object]]:
    """The records of the list that tables fill, by their keys as these are compared."""
    profile = vocabulary.profile
    given = region.facts.get(profile.fact) if profile else None
    if profile is None or given is None:
        return {}
    key = vocabulary.facts[profile.fact].key
    return {fold(str(each[key])): each for each in records_in(given.value) if key in each}


def _keys(profile: Profile, vocabulary: Vocabulary) -> set[str]:
    return set(keys_of(region_from_profile(profile), vocabulary))


def _from_table(given: Given) -> bool:
    return given.sources == (FROM_TABLE,)


def _fits(name: str, region: Region, vocabulary: Vocabulary) -> bool:
    """False for what must be the key of a record, and is none."""
    fact, given = vocabulary.facts.get(name), region.facts[name]
    records = region.facts.get(fact.among) if fact else None
    if fact is None or records is None or not records.value or given.value is None:
        return True
    problems = Problems()
    check_among(vocabulary.facts[fact.among], given.value, records.value, NOWHERE, name, problems)
    return not problems.found
