"""Which of the regions that are known come to something else by other rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regiorules.engine.assessment import Assessment
    from regiorules.facts.region import Region
    from regiorules.rules.model import Knowledge

Pair = tuple[str, "Region", "Region"]
At = tuple["Knowledge", date]
_SUFFIXES = (".yaml", ".yml", ".json")


def known_regions(old: Knowledge, new: Knowledge, files: Iterable[Path]) -> Iterator[Pair]:
    """The regions of the newest table on both sides, and files: what each is called, and as either side reads it."""
    from regiorules.facts.profiles import built_in_profiles
    from regiorules.facts.region import read_region, region_from_profile

    before, after = (built_in_profiles(each.vocabulary) for each in (old, new))
    for name in before:
        if name in after:
            yield name, region_from_profile(before[name]), region_from_profile(after[name])
    for path in _each(files):
        yield str(path), read_region(path, old.vocabulary), read_region(path, new.vocabulary)


def _each(files: Iterable[Path]) -> Iterator[Path]:
    """The files, and those in folders."""
    for path in files:
        if path.is_dir():
            yield from sorted(each for each in path.iterdir() if each.suffix.lower() in _SUFFIXES)
        else:
            yield path


def affected(old: At, new: At, regions: Sequence[Pair]) -> dict[str, tuple[str, ...]]:
    """Of each region that is affected the names that come to something else, by what the region is called."""
    from regiorules.engine.engine import Engine

    engines = [(Engine(knowledge), day) for knowledge, day in (old, new)]
    found: dict[str, tuple[str, ...]] = {}
    for called, *pair in regions:
        said = [_said(engine.assess(each, day)) for (engine, day), each in zip(engines, pair, strict=True)]
        names = sorted(name for name in {*said[0], *said[1]} if said[0].get(name) != said[1].get(name))
        if names:
            found[called] = tuple(names)
    return found


def _said(assessment: Assessment) -> Mapping[str, Any]:
    """What is concluded of a region, and what of its facts follows from others."""
    concluded = {
        name: (each.status, each.grade, tuple((one.name, one.status, one.grade) for one in each.records))
        for name, each in assessment.conclusions.items()
        if each.status not in ("not_in_force", "not_here")
    }
    return {**{name: each.value for name, each in assessment.facts.items() if each.origin == "derived"}, **concluded}
