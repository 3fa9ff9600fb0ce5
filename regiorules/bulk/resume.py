"""
The parts of an output that is being made: in a folder beside it, so that who is stopped goes on where it was.

A part counts once its note stands there, which is written last and holds the digests of what belongs to it.  What the
whole is made of (input, rules, options, version) stands in the folder too; where that is something else now, all is
made anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal

from attrs import asdict, evolve, field

from regiorules.bulk.reading.chunks import Mark
from regiorules.errors import InputError, Place, Problem
from regiorules.frozen import frozen, frozen_tuple
from regiorules.locking import only_one
from regiorules.messages.system import reason

_MADE_OF = "made-of.json"
_DAY = "day"  # beside that: on which the first run began
_CHUNK = 1 << 20

State = Literal["new", "resumed", "changed"]


@frozen
class Note:
    """
    What is known of a part: the mark behind it, its rows that were read and those rejected, its files' digests.

    `regions` are the folded names of its regions, where they join a second table.
    """

    mark: Mark
    rows: int
    rejected: int
    digests: Mapping[str, str] = field(factory=dict)
    regions: tuple[str, ...] = field(default=(), converter=frozen_tuple)


@frozen
class Parts:
    """
    The parts that are there; `state` says whether they are of an earlier run, or of one that made something else.

    `day` is that on which the first of these runs began.
    """

    folder: Path
    state: State
    notes: list[Note]
    day: date

    @property
    def mark(self) -> Mark:
        """How far the input was read."""
        return self.notes[-1].mark if self.notes else Mark()

    @property
    def rows(self) -> int:
        """The rows that were read."""
        return sum(each.rows for each in self.notes)

    @property
    def rejected(self) -> int:
        """The rows that were rejected."""
        return sum(each.rejected for each in self.notes)

    def add(self, files: Mapping[str, bytes], note: Note) -> None:
        """One more part: the content of its files by their kind; it counts once all is written."""
        digests = {kind: hashlib.sha256(content).hexdigest() for kind, content in files.items()}
        for kind, content in files.items():
            self.file(len(self.notes), kind).write_bytes(content)
        note = evolve(note, digests=digests)
        _write_note(self.file(len(self.notes), "note"), note)
        self.notes.append(note)

    def give(self, number: int, kind: str, content: bytes) -> None:
        """One more file of a part that is there."""
        self.file(number, kind).write_bytes(content)
        digests = {**self.notes[number].digests, kind: hashlib.sha256(content).hexdigest()}
        self.notes[number] = evolve(self.notes[number], digests=digests)
        _write_note(self.file(number, "note"), self.notes[number])

    def file(self, number: int, kind: str) -> Path:
        """The file of a kind of a part."""
        return self.folder / f"{number:06d}.{kind}"

    def files(self, kind: str) -> list[Path]:
        """The files of a kind of all parts that have one, in their order."""
        return [self.file(number, kind) for number, note in enumerate(self.notes) if kind in note.digests]

    def content(self, kind: str) -> Iterator[bytes]:
        """The content of those files, piece by piece."""
        for path in self.files(kind):
            with path.open("rb") as file:
                while piece := file.read(_CHUNK):
                    yield piece


@contextmanager
def parts_of(output: Path, made_of: Mapping[str, Any], day: date) -> Iterator[Parts]:
    """
    The parts of an output, held by this run, of that day, alone; nothing is left of them where the block ends well.

    Raises InputError where another run is at work on the same output.
    """
    folder = output.parent / f".{output.name}.parts"
    try:
        folder.mkdir(exist_ok=True)
        with only_one(folder / _MADE_OF, patience=0, busy="batch_busy"):
            parts = _found(folder, json.loads(json.dumps(made_of)), day)
            try:
                yield parts
            except BaseException:
                if not parts.notes:
                    _remove(folder)
                raise
            _remove(folder)
    except InputError as error:
        if error.problems[0].code == "batch_busy":
            raise InputError([Problem("batch_busy", {}, Place(str(output)))]) from None
        raise
    except OSError as cause:
        raise InputError([Problem("file_unwritable", {"why": reason(cause)}, Place(str(folder)))]) from cause


def _remove(folder: Path) -> None:
    """Take the folder away; what is left where that is broken off is of no use to a next run, and known to be."""
    (folder / _MADE_OF).unlink(missing_ok=True)
    shutil.rmtree(folder)


def _found(folder: Path, made_of: Mapping[str, Any], day: date) -> Parts:
    """What an earlier run left, as far as it is whole; nothing where it was made of something else."""
    before = _json(folder / _MADE_OF)
    if before and {name: each for name, each in before.items() if name != _DAY} == made_of:
        notes = list(_notes(folder))
        return Parts(folder, "resumed" if notes else "new", notes, date.fromisoformat(before[_DAY]))
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (folder / _MADE_OF).write_text(json.dumps({**made_of, _DAY: day.isoformat()}))
    return Parts(folder, "new" if before is None else "changed", [], day)


def _notes(folder: Path) -> Iterator[Note]:
    parts = Parts(folder, "resumed", [], date.min)
    number = 0
    while data := _json(parts.file(number, "note")):
        note = Note(**{**data, "mark": Mark(**data["mark"])})
        if any(_digest(parts.file(number, kind)) != digest for kind, digest in note.digests.items()):
            return
        yield note
        number += 1


def _write_note(path: Path, note: Note) -> None:
    aside = path.with_suffix(".aside")
    aside.write_text(json.dumps(asdict(note)))
    aside.replace(path)


def _json(path: Path) -> Any:
    """The data in a file; None where there is none, or it isn't whole."""
    with suppress(OSError, ValueError):
        return json.loads(path.read_text())
    return None


def _digest(path: Path) -> str:
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""
