"""JSON lines: a region a line, as `regiorules advise` reads one, with an `id` beside it where there is one."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
from attrs import evolve, field

from regiorules.bulk.reading.chunks import Chunk, Mark
from regiorules.bulk.reading.files import opened, size_of
from regiorules.bulk.reading.heads import DATE, ID, OWN, Heads
from regiorules.bulk.reading.rejects import Reject
from regiorules.documents import MAX_BYTES, Mapping, Scalar, as_text, parse
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.region import Region, region_of
from regiorules.facts.tables import REGION
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import frozen


@frozen
class _Lines:
    """What a chunk of lines says."""

    regions: list[Region] = field(factory=list)
    beside: list[AnyMapping[str, str]] = field(factory=list)
    rows: list[int] = field(factory=list)
    lines: list[int] = field(factory=list)
    bad: list[Reject] = field(factory=list)


class JsonLines:
    """A file with a region on each line; its facts come out as they were read, not as texts."""

    delimiter = ","

    def __init__(self, path: Path, vocabulary: Vocabulary, kept: Sequence[str] = ()) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.kept = tuple(kept)
        self.size = size_of(path)
        own = OWN if self._has_ids() else (REGION, DATE)
        self.heads = Heads({name: name for name in own}, {}, self.kept)

    def _has_ids(self) -> bool:
        """True where the first region has an id, so that all must."""
        with opened(self.path) as file:
            first = next((raw for raw in iter(lambda: file.readline(MAX_BYTES + 1), b"") if raw.strip()), b"")
        if not first:
            raise InputError([Problem("file_empty", {}, Place(str(self.path)))])
        node = parse(as_text(first, self.path), str(self.path), problems=Problems(), is_json=True)
        return isinstance(node, Mapping) and ID in node.entries

    def done(self, mark: Mark) -> int:
        """Bytes read."""
        return mark.offset

    def read(self, mark: Mark, count: int) -> Chunk | None:
        """The next lines; None at the end."""
        found, row, line, offset = _Lines(), mark.row, mark.line, mark.offset
        with opened(self.path) as file:
            file.seek(offset)
            while row < mark.row + count and (raw := file.readline(MAX_BYTES + 1)):
                line, offset = line + 1, offset + len(raw)
                if raw.strip():
                    row += 1
                    self._line(raw, row, line, found)
        return self._chunk(found, Mark(row, line, offset)) if row > mark.row else None

    def _line(self, raw: bytes, row: int, line: int, found: _Lines) -> None:
        try:
            region, beside = self._region(as_text(raw, self.path))
        except InputError as error:
            for each in error.problems:
                place = evolve(each.place, file=str(self.path), line=line, column=each.place.column or 1)
                found.bad.append(Reject(row, place, each.path, "", each))
        else:
            found.regions.append(region)
            found.beside.append(beside)
            found.rows.append(row)
            found.lines.append(line)

    def _region(self, text: str) -> tuple[Region, dict[str, str]]:
        problems = Problems()
        node = parse(text, str(self.path), problems=problems, is_json=True)
        problems.stop(InputError)
        if not isinstance(node, Mapping):
            raise InputError([Problem("expected_mapping", {}, node.place)])
        beside = {}
        for name in {ID, *self.kept} & {*self.heads.own, *self.kept}:
            if isinstance(value := node.entries.pop(name, None), Scalar):
                beside[name] = value.text
            node.keys.pop(name, None)
        region = region_of(node, self.vocabulary)
        if region.parameters:
            raise InputError([Problem("batch_parameters", {}, node.keys["parameters"])])
        return region, beside

    def _chunk(self, found: _Lines, mark: Mark) -> Chunk:
        beside = (ID, *self.kept) if ID in self.heads.own else self.kept
        columns = {
            **{name: [each.get(name) for each in found.beside] for name in beside},
            REGION: [each.name for each in found.regions],
            DATE: [each.date or None for each in found.regions],
        }
        frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
        given = [_values(each) for each in found.regions]

        def place(at: int, _: str) -> Place:
            return Place(str(self.path), found.lines[at], 1)

        return Chunk(frame, found.rows, place, mark, tuple(found.bad), given)


def _values(region: Region) -> dict[str, Any]:
    return {name: each.value for name, each in region.facts.items()}
