"""A table of regions assessed from file to file, chunk by chunk; stopped and started again it goes on where it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from attrs import field, frozen

import regiorules
from regiorules.bulk.among import named
from regiorules.bulk.answers import Answers
from regiorules.bulk.by_row import assess_rows
from regiorules.bulk.files import digest_of
from regiorules.bulk.heads import ID
from regiorules.bulk.ids import IDS, Seen, ids_content
from regiorules.bulk.lists import Lists, read_lists
from regiorules.bulk.outer import columns_of, to_columns
from regiorules.bulk.reading import Piece, Table, Typing, open_table
from regiorules.bulk.rejects import rejects_head, rejects_text
from regiorules.bulk.resume import Parts, State, parts_of
from regiorules.bulk.starts import Starts
from regiorules.bulk.writing import DATA, Csv, Format, JsonLines, Parquet
from regiorules.engine.engine import Engine
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.dates import day_in, today
from regiorules.facts.profiles import Profile
from regiorules.facts.region import Region
from regiorules.facts.tables import REGION
from regiorules.text import Language
from regiorules.writing import check_target, write_pieces

REJECTS = "rejects"
ROWS = 50_000  # of a chunk
Assess = Callable[[Engine, pl.DataFrame, date, Mapping[str, float]], pl.DataFrame]
ENGINES: Mapping[str, Assess] = {"compiled": assess_rows}


@frozen
class Job:
    """
    What is asked: a table, what it is assessed by, and where the answers go.

    `profiles` are known regions, that say of each row what its table doesn't; `lists` are second tables by the fact
    that they fill; `set` are facts and assumptions that count for every row (as with `--set`).  `columns` are the
    answers that are wanted (all where there are none), `kept` columns that go along unread, `rows` how many are read
    at once.
    """

    table: Path
    output: Path
    rejects: Path
    engine: Engine
    executor: str = "columnar"
    on: date | None = None
    profiles: Mapping[str, Profile] | None = None
    lists: Mapping[str, Path] = field(factory=dict)
    set: Mapping[str, str] = field(factory=dict)
    columns: Sequence[str] = ()
    kept: Sequence[str] = ()
    rows: int = ROWS
    language: Language = "nl"


@frozen
class Step:
    """How far a run is: rows read and rejected, and `done` of `size`; `state` says where it began."""

    rows: int
    rejected: int
    done: int
    size: int
    state: State


def _nobody(step: Step) -> None:
    """Nobody hears of it."""


def run(job: Job, hear: Callable[[Step], None] = _nobody, begin: Callable[[Step], None] = _nobody) -> Step:
    """
    Do it; `begin` hears of where it starts, and `hear` of each step from there on. Gives the last.

    The rows that can't be used are in a table of rejects afterwards, which is there only where there are any.  Raises
    InputError or UnknownName for what can't be read, chosen or written, MissingExtra without openpyxl for XLSX.
    """
    check_target(job.rejects)
    work = _Work.of(job)
    with parts_of(job.output, work.made_of) as parts:
        step = work.step(parts)
        begin(step)
        hear(step)
        for _ in work.fill(parts):
            step = work.step(parts)
            hear(step)
        work.finish(parts)
    return step


@frozen
class _Work:
    """A job with all that is needed for it at hand."""

    job: Job
    table: Table
    lists: tuple[Lists, ...]
    format: Format
    starts: Starts | None
    told: Region
    day: date

    @classmethod
    def of(cls, job: Job) -> _Work:
        knowledge = job.engine.knowledge
        table = open_table(job.table, knowledge.vocabulary, job.kept)
        lists = tuple(read_lists(name, path, knowledge.vocabulary, table.heads) for name, path in job.lists.items())
        answers = Answers.of(knowledge, table.heads, job.columns)
        told = Region("").set(job.set, knowledge.vocabulary)
        day = (day_in(job.on) if job.on else None) or today()
        facts = frozenset({*table.heads.facts, *job.lists})
        starts = Starts(job.profiles, knowledge.vocabulary, facts) if job.profiles is not None else None
        return cls(job, table, lists, format_of(job.output, answers, table), starts, told, day)

    @property
    def made_of(self) -> dict[str, Any]:
        """All that the output depends on."""
        job = self.job
        return {
            "version": [regiorules.__version__, pl.__version__],
            "input": digest_of(job.table),
            "lists": {name: digest_of(path) for name, path in job.lists.items()},
            "profiles": self.starts.digest if self.starts else "",
            "rulesets": [[each.id, each.version, each.digest] for each in job.engine.knowledge.rulesets],
            "executor": job.executor,
            "on": self.day.isoformat(),
            "set": dict(job.set),
            "columns": list(job.columns),
            "kept": list(job.kept),
            "rows": job.rows,
            "names": [str(job.table), str(job.output)],
            "language": job.language,
        }

    def step(self, parts: Parts) -> Step:
        return Step(parts.rows, parts.rejected, self.table.done(parts.mark), self.table.size, parts.state)

    def fill(self, parts: Parts) -> Iterator[None]:
        """Make the parts that aren't there yet."""
        typing = Typing(self.table.heads, self.job.engine.knowledge.vocabulary)
        seen = Seen(parts.files(IDS))
        while chunk := self.table.read(parts.mark, self.job.rows):
            piece = self.whole(typing.piece(chunk))
            if ID in self.table.heads.own:
                piece = seen.once(piece, self.table.heads.own[ID])
            parts.add(self.files(piece), chunk.mark, chunk.count, len({each.row for each in piece.rejects}))
            yield

    def whole(self, piece: Piece) -> Piece:
        """The piece with what comes from elsewhere: second tables, and what counts for every row."""
        if self.starts:
            piece = self.starts.join(piece, self.table.heads.own[REGION])
        frame = piece.frame
        facts = self.job.engine.knowledge.vocabulary.facts
        for each in self.lists:
            frame = each.join(frame)
        for name, given in self.told.facts.items():
            columns = to_columns(facts[name], [given.value])
            frame = frame.drop(columns_of(facts[name], frame.columns))
            frame = frame.with_columns(pl.lit(each).first().alias(each.name) for each in columns)
        return named(Piece(frame, piece.rows, piece.place, piece.rejects), self.job.engine.knowledge.vocabulary)

    def files(self, piece: Piece) -> dict[str, bytes]:
        """The files of a part, by their kind."""
        assess = ENGINES[self.job.executor]
        found = {DATA: self.format.part(assess(self.job.engine, piece.frame, self.day, self.told.parameters))}
        if piece.rejects:
            found[REJECTS] = rejects_text(piece.rejects, self.job.language).encode()
        if ID in self.table.heads.own:
            found[IDS] = ids_content(piece)
        return found

    def finish(self, parts: Parts) -> None:
        """Put the parts together; the answers come last, for whoever waits for them."""
        if parts.rejected:
            write_pieces(self.job.rejects, self._rejects(parts))
        elif _is_of_rejects(self.job.rejects):
            self.job.rejects.unlink()
        write_pieces(self.job.output, self.format.whole(parts))

    @staticmethod
    def _rejects(parts: Parts) -> Iterator[bytes]:
        yield rejects_head()
        yield from parts.content(REJECTS)


def format_of(output: Path, answers: Answers, table: Table) -> Format:
    """The format of a file, by its suffix; raises InputError for another."""
    suffix = output.suffix.lower()
    if suffix == ".xlsx":
        from regiorules.bulk.sheet import Sheet
        from regiorules.facts.workbook.layout import openpyxl

        openpyxl()
        return Sheet(answers)
    kinds: dict[str, Callable[[], Format]] = {
        ".csv": lambda: Csv(answers, getattr(table, "delimiter", ",")),
        ".tsv": lambda: Csv(answers, "\t"),
        ".parquet": lambda: Parquet(answers),
        ".jsonl": lambda: JsonLines(answers),
        ".ndjson": lambda: JsonLines(answers),
    }
    if suffix not in kinds:
        fields = {"suffix": suffix or output.name, "known": ", ".join([*kinds, ".xlsx"])}
        raise InputError([Problem("batch_format", fields, Place(str(output)))])
    return kinds[suffix]()


def _is_of_rejects(path: Path) -> bool:
    """True for a file of rejects of an earlier run."""
    if not os.path.isfile(path):
        return False
    with path.open("rb") as file:
        return file.readline() == rejects_head()
