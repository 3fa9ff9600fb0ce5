"""The fact source `postcodes`: from a postcode table to the fact that the rules speak of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from regiorules.errors import InputError, Problem
from regiorules.facts.entries import Given
from regiorules.facts.profiles import Profile
from regiorules.facts.region import Region, Source
from regiorules.facts.vocabulary import Vocabulary
from regiorules.text import Text
from regiorules_friesland.areas import records
from regiorules_friesland.table import read_table

FACT = "friesland_service_areas"
_SOURCE = "friesland_postcodes"
_NOT_LOADED = Text(
    "de rule set friesland is niet geladen; laat --ruleset weg, of geef ook --ruleset friesland",
    "the rule set friesland isn't loaded; leave out --ruleset, or give --ruleset friesland as well",
)


class PostcodeTable:
    """The source behind `--facts postcodes=FILE.csv`."""

    name = "postcodes"
    suffixes: tuple[str, ...] = ()

    def read(self, path: Path, vocabulary: Vocabulary, profiles: Mapping[str, Profile] | None) -> Region:
        """The areas in the table; raises InputError with every problem in it."""
        if FACT not in vocabulary.facts:
            raise InputError([Problem.of(_NOT_LOADED, path="--facts postcodes")])
        return Region(
            "",
            {FACT: Given(records(read_table(path)), (_SOURCE,))},
            {_SOURCE: Source(f"Postcodetabel {path.name}")},
        )
