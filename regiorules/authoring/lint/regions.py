"""What is odd about a region file that can be read: what is given and then used by nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import evolve

from regiorules.authoring.lint.used import used
from regiorules.documents import Mapping as MappingNode
from regiorules.documents import read_document
from regiorules.errors import Place, Problem
from regiorules.facts.region import FROM_TABLE, Region, odd_in
from regiorules.rules.model import Knowledge
from regiorules.rules.scopes import slip


def warnings(region: Region, path: Path, knowledge: Knowledge, regions: Iterable[str]) -> Iterator[Problem]:
    """What is odd; `regions` are the names of the profiles that there are."""
    places = _places(path)
    here = Place(str(path))
    read = used(knowledge)
    for name, given in region.facts.items():
        if name not in read and given.sources != (FROM_TABLE,):
            yield Problem("lint_fact_unread", {"name": name}, places.get(f"facts.{name}", here), f"facts.{name}")
    named = {source for given in region.facts.values() for source in given.sources}
    for name in region.sources:
        if name not in named and name != FROM_TABLE:
            yield Problem("lint_source_unused", {"name": name}, places.get(f"sources.{name}", here), f"sources.{name}")
    meant = slip(region.name, regions)
    if meant:
        yield Problem("unknown_region", {"name": region.name}, places.get("region", here), "region", suggestion=meant)
    for each in odd_in(region, knowledge.vocabulary):
        yield evolve(each, place=places.get(each.path, here))


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
