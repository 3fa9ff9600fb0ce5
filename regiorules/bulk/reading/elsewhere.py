"""What rows get from elsewhere: known regions, second tables, and what counts for every row."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from regiorules.bulk.job import Job
from regiorules.bulk.reading.among import named
from regiorules.bulk.reading.chunks import Piece
from regiorules.bulk.reading.heads import ID, Heads
from regiorules.bulk.reading.ids import IDS, Seen
from regiorules.bulk.reading.lists import Lists, read_lists
from regiorules.bulk.reading.starts import Starts
from regiorules.bulk.resume import Parts
from regiorules.bulk.tables.outer import columns_of, to_columns
from regiorules.errors import Place, Problem
from regiorules.facts.region import Region
from regiorules.facts.tables import REGION
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import frozen
from regiorules.text import fold, listing


@frozen
class Elsewhere:
    """What a job adds to the rows of a table."""

    vocabulary: Vocabulary
    heads: Heads
    starts: Starts | None
    lists: tuple[Lists, ...]
    told: Region

    @classmethod
    def of(cls, job: Job, heads: Heads) -> Elsewhere:
        """All that is asked to be added; raises InputError or UnknownName for what can't be."""
        vocabulary = job.engine.knowledge.vocabulary
        lists = tuple(read_lists(name, path, vocabulary, heads) for name, path in job.lists.items())
        facts = frozenset({*heads.facts, *job.lists})
        starts = Starts(job.profiles, vocabulary, facts) if job.profiles is not None else None
        return cls(vocabulary, heads, starts, lists, Region("").set(job.set, vocabulary))

    def added(self, piece: Piece) -> Piece:
        """The piece with all of it, without the rows that can't have it."""
        if self.starts:
            piece = self.starts.join(piece, self.heads.own[REGION])
        frame = piece.frame
        for each in self.lists:
            frame = each.join(frame)
        for name, given in self.told.facts.items():
            columns = to_columns(self.vocabulary.facts[name], [given.value])
            frame = frame.drop(columns_of(self.vocabulary.facts[name], frame.columns))
            frame = frame.with_columns(pl.lit(each).first().alias(each.name) for each in columns)
        return named(Piece(frame, piece.rows, piece.place, piece.rejects), self.vocabulary, self._joining)

    @property
    def _joining(self) -> dict[str, str]:
        """The facts that come from another table, each with the column that joins it."""
        starts = self.starts.facts if self.starts else ()
        joined = {**dict.fromkeys(starts, REGION), **{each.fact.id: each.by for each in self.lists}}
        return {name: by for name, by in joined.items() if name not in self.told.facts}

    def regions(self, piece: Piece) -> tuple[str, ...]:
        """The folded names of the regions of a piece, where they join a second table."""
        if all(each.by != REGION for each in self.lists):
            return ()
        return tuple(sorted({fold(name) for name in piece.frame[REGION].unique()}))

    def odd(self, parts: Parts) -> Iterator[Problem]:
        """What of the second tables belongs to no row, as where a name is wrong; with rows missing, nobody knows."""
        for each in self.lists if not parts.rejected else ():
            if unused := each.unused(_keys(parts, each.by)):
                fields = {"count": len(unused), "known": listing(unused)}
                yield Problem("batch_unused", fields, Place(str(each.file)))


def _keys(parts: Parts, by: str) -> set[str]:
    """All that joins."""
    return {*Seen(parts.files(IDS)).ids} if by == ID else {name for note in parts.notes for name in note.regions}
