"""What is odd about a region file that can be read: what is given and then used by nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from regiorules.documents import Mapping as MappingNode
from regiorules.documents import read_document
from regiorules.errors import Place, Problem
from regiorules.facts.region import Region
from regiorules.lint.used import used
from regiorules.rules.model import Knowledge

_PROFILE = "profile"  # the source that a profile brings along
_ALMOST = 0.85  # likeness of names from which one is a slip of the pen: Oost-Brabant isn't West-Brabant


def warnings(region: Region, path: Path, knowledge: Knowledge, regions: Iterable[str]) -> Iterator[Problem]:
    """What is odd; `regions` are the names of the profiles that there are."""
    places = _places(path)
    here = Place(str(path))
    read = used(knowledge)
    for name, given in region.facts.items():
        if name not in read and given.sources != (_PROFILE,):
            yield Problem("lint_fact_unread", {"name": name}, places.get(f"facts.{name}", here), f"facts.{name}")
    named = {source for given in region.facts.values() for source in given.sources}
    for name in region.sources:
        if name not in named and name != _PROFILE:
            yield Problem("lint_source_unused", {"name": name}, places.get(f"sources.{name}", here), f"sources.{name}")
    meant = _slip(region.name, regions)
    if meant:
        yield Problem("unknown_region", {"name": region.name}, places.get("region", here), "region", suggestion=meant)


def _slip(name: str, known: Iterable[str]) -> str | None:
    """The region that is meant by a name that is almost its name; `Oost-Groningen` is a region of its own."""
    folded = {each.casefold(): each for each in known}
    mine = name.casefold()
    if mine in folded or any(each in mine or mine in each for each in folded):
        return None
    likeness = {SequenceMatcher(None, mine, each).ratio(): each for each in folded}
    best = max(likeness, default=0.0)
    return folded[likeness[best]] if best >= _ALMOST else None


def _places(path: Path) -> Mapping[str, Place]:
    """Where keys stand in a region file that is text; in a workbook there are none."""
    found: dict[str, Place] = {}
    document = read_document(path) if path.suffix.lower() in (".yaml", ".yml", ".json") else None
    if isinstance(document, MappingNode):
        found |= document.keys
        for name, part in document.entries.items():
            if isinstance(part, MappingNode):
                found |= {f"{name}.{key}": place for key, place in part.keys.items()}
    return found
