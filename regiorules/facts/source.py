"""What a fact source is: a reader that turns a file into (some) facts of a region."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from attrs import evolve

from regiorules.facts.profiles import Profile
from regiorules.facts.region import Region
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


def add_facts(region: Region, more: Region) -> Region:
    """The region with the facts, sources and assumptions of another reading added; the later reading wins."""
    return evolve(
        region,
        facts={**region.facts, **more.facts},
        sources={**region.sources, **more.sources},
        parameters={**region.parameters, **more.parameters},
    )
