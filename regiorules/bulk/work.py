"""A table of regions assessed from file to file, chunk by chunk; stopped and started again it goes on where it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from attrs import evolve

import regiorules
from regiorules.bulk.executors import EXECUTORS, SPARK
from regiorules.bulk.job import Job, Step
from regiorules.bulk.reading.chunks import Chunk, Mark, Piece, Table, Typing, open_table
from regiorules.bulk.reading.elsewhere import Elsewhere
from regiorules.bulk.reading.files import digest_of, stamp_of
from regiorules.bulk.reading.heads import ID
from regiorules.bulk.reading.ids import IDS, Seen, ids_content
from regiorules.bulk.reading.rejects import rejects_head, rejects_text
from regiorules.bulk.resume import Note, Parts, parts_of
from regiorules.bulk.spread import TYPED, spread, typed_content
from regiorules.bulk.writing.answers import Answers
from regiorules.bulk.writing.formats import format_of
from regiorules.bulk.writing.parts import DATA, Format
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.dates import day_in, today
from regiorules.frozen import frozen
from regiorules.writing import check_target, write_pieces

REJECTS = "rejects"


def _nobody(step: Step) -> None:
    """Nobody hears of it."""


def run(job: Job, hear: Callable[[Step], None] = _nobody, begin: Callable[[Step], None] = _nobody) -> Step:
    """
    Do it; `begin` hears of where it starts, and `hear` of each step from there on. Gives the last.

    The rows that can't be used are in a table of rejects afterwards, which is there only where there are any.  Raises
    InputError or UnknownName for what can't be read, chosen or written, MissingExtra without openpyxl for XLSX.
    """
    check_target(job.rejects)
    work = Work.of(job)
    before = stamp_of(job.table)
    with parts_of(job.output, work.made_of, work.day) as parts:
        work = evolve(work, day=parts.day)  # of rules that change overnight all rows get the same
        step = work.step(parts)
        begin(step)
        hear(step)
        for _ in work.fill(parts):
            step = work.step(parts)
            hear(step)
        work.spread(parts)
        if stamp_of(job.table) != before:
            raise InputError([Problem("batch_changed", {}, Place(str(job.table)))])
        odd = tuple(work.more.odd(parts))
        work.finish(parts)
    return evolve(step, odd=odd)


@frozen
class Work:
    """A job with all that is needed for it at hand."""

    job: Job
    table: Table
    more: Elsewhere
    format: Format
    day: date

    @classmethod
    def of(cls, job: Job) -> Work:
        """The work for a job; raises InputError or UnknownName for what can't be done."""
        knowledge = job.engine.knowledge
        table = open_table(job.table, knowledge.vocabulary, job.kept)
        more = Elsewhere.of(job, table.heads)
        answers = Answers.of(knowledge, table.heads, job.columns)
        day = (day_in(job.on) if job.on else None) or today()
        return cls(job, table, more, format_of(job.output, answers, table), day)

    @property
    def made_of(self) -> dict[str, Any]:
        """All that the output depends on."""
        job = self.job
        return {
            "version": [regiorules.__version__, pl.__version__],
            "input": digest_of(job.table),
            "lists": {name: digest_of(path) for name, path in job.lists.items()},
            "profiles": self.more.starts.digest if self.more.starts else "",
            "rulesets": [[each.id, each.version, each.digest] for each in job.engine.knowledge.rulesets],
            "executor": job.executor,
            "on": str(job.on or ""),
            "set": dict(job.set),
            "columns": list(job.columns),
            "kept": list(job.kept),
            "rows": job.rows,
            "names": [str(job.table), str(job.output)],
            "language": job.language,
        }

    def step(self, parts: Parts) -> Step:
        """How far it is."""
        done = self.table.done(parts.mark)
        return Step(parts.rows, parts.rejected, done, self.table.size, parts.state, parts.day)

    def fill(self, parts: Parts) -> Iterator[None]:
        """Make the parts that aren't there yet."""
        typing = Typing(self.table.heads, self.job.engine.knowledge.vocabulary)
        seen = Seen(parts.files(IDS))
        while chunk := self.table.read(parts.mark, self.job.rows) or self._nothing(parts):
            piece = self.more.added(typing.piece(chunk))
            if ID in self.table.heads.own:
                piece = seen.once(piece, self.table.heads.own[ID])
            rejected = len({each.row for each in piece.rejects})
            parts.add(self.files(piece), Note(chunk.mark, chunk.count, rejected, regions=self.more.regions(piece)))
            yield

    def _nothing(self, parts: Parts) -> Chunk | None:
        """No rows, as the one part of a table without any."""
        heads = self.table.heads
        names = (*heads.own.values(), *(head for each in heads.facts.values() for head in each), *heads.kept)
        frame = pl.DataFrame(schema=dict.fromkeys(names, pl.String))
        return None if parts.notes else Chunk(frame, (), lambda *_: Place(str(self.job.table)), Mark())

    def files(self, piece: Piece) -> dict[str, bytes]:
        """The files of a part, by their kind."""
        if self.job.executor == SPARK:
            found = {TYPED: typed_content(piece.frame, pl.Series(piece.rows, dtype=pl.Int64))}
        else:
            assess = EXECUTORS[self.job.executor]
            found = {DATA: self.format.part(assess(self.job.engine, piece.frame, self.day, self.more.told.parameters))}
        if piece.rejects:
            found[REJECTS] = rejects_text(piece.rejects, self.job.language, self.table.delimiter).encode()
        if ID in self.table.heads.own:
            found[IDS] = ids_content(piece)
        return found

    def spread(self, parts: Parts) -> None:
        """Have Spark assess the parts, where that is asked."""
        if self.job.executor == SPARK:
            knowledge, write = self.job.engine.knowledge, self.format.part
            spread(parts, self.job.master, knowledge, self.day, self.more.told.parameters, write)

    def finish(self, parts: Parts) -> None:
        """Put the parts together; the answers come last, for whoever waits for them."""
        if parts.rejected:
            write_pieces(self.job.rejects, self._rejects(parts))
        elif _is_of_rejects(self.job.rejects):
            self.job.rejects.unlink()
        write_pieces(self.job.output, self.format.whole(parts))

    def _rejects(self, parts: Parts) -> Iterator[bytes]:
        yield rejects_head(self.table.delimiter)
        yield from parts.content(REJECTS)


def _is_of_rejects(path: Path) -> bool:
    """True for a file of rejects of an earlier run."""
    if not os.path.isfile(path):
        return False
    with path.open("rb") as file:
        return file.readline() in map(rejects_head, ",;\t|")
