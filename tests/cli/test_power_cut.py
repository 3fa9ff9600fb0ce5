"""
Every command that writes, killed with -9 at any moment: an old or a new file, never half a one.

What lies about then is taken away by the next run, which writes what an undisturbed one does.  A moment is one act on a
file, or a time; REGIORULES_MOMENTS says how many of either are tried for each command, of one only the act.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import frozen

from tests.killing import Killing
from tests.paths import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
MOMENTS = int(os.environ.get("REGIORULES_MOMENTS", "1"))
ZEELAND = ROOT / "examples" / "regions" / "zeeland.yaml"
TABLE = ROOT / "examples" / "batch" / "regions.csv"


@frozen
class Writer:
    """A command line, what is typed, and what lies in the folder before; it writes `output`, and into a cache."""

    words: tuple[str, ...]
    output: str
    typed: str = ""
    before: tuple[tuple[Path, str], ...] = ()
    cache: str = ""

    def run(self, killing: Killing, folder: Path, *, act: int = 0, after: float = 0) -> int:
        """Its exit code: -9 where it was killed."""
        return killing.run(self.words, folder, stdin=self.typed, cache=self.cache, act=act, after=after)


WRITERS = {
    "advise": Writer(("advise", str(ZEELAND), "--output", "note.md"), "note.md"),
    "cache": Writer(("advise", str(ZEELAND), "--output", "note.json"), "note.json", cache="cache"),
    "questionnaire": Writer(("questionnaire", "--region", "Zeeland", "--output", "scan.xlsx"), "scan.xlsx"),
    "ask": Writer(("ask", "region.yaml"), "region.yaml", "1\n\n2\n\n1\n\nstop\n", ((ZEELAND, "region.yaml"),)),
    "batch": Writer(("batch", "in.csv", "--output", "out.csv", "--rows", "2"), "out.csv", "", ((TABLE, "in.csv"),)),
    "figure": Writer(("figure", str(ZEELAND), "4", "--output", "figure.svg"), "figure.svg"),
}


@pytest.fixture(scope="module")
def killing() -> Iterator[Killing]:
    with Killing() as found:
        yield found


@pytest.fixture(params=WRITERS)
def writer(request: pytest.FixtureRequest) -> Writer:
    return WRITERS[request.param]


def fresh(folder: Path, writer: Writer) -> Path:
    """The folder as it is before, with nothing of a run before it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for source, name in writer.before:
        shutil.copy(source, folder / name)
    return folder


def contents(folder: Path) -> dict[str, object]:
    """What all files below a folder hold, hidden ones too."""
    return {str(path.relative_to(folder)): held(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def held(path: Path) -> object:
    """The bytes of a file; of a workbook those of its parts without the time; of what is kept in a cache nothing."""
    if path.suffix == ".kept":
        return None
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}


def moments(killing: Killing, writer: Writer, folder: Path) -> Iterator[tuple[int, float]]:
    """Acts on a file, and times within a run: as many of either as are asked, of the acts at most all."""
    begun = time.monotonic()
    writer.run(killing, fresh(folder, writer))
    took = time.monotonic() - begun
    acts = writer.run(killing, fresh(folder, writer), act=-1)
    assert acts > 1
    yield from ((act, 0) for act in random.sample(range(1, acts + 1), min(acts, MOMENTS)))
    yield from ((0, random.uniform(0.001, took)) for _ in range(MOMENTS if MOMENTS > 1 else 0))


def test_there_is_an_old_or_a_new_file_and_the_next_run_clears_up(
    killing: Killing, writer: Writer, tmp_path: Path, record_property: Callable[[str, int], None]
) -> None:
    """Whatever the moment: what is read is as it was, and after another run all is as if nothing had happened."""
    old = contents(fresh(tmp_path / "at", writer))
    writer.run(killing, tmp_path / "at")
    new = contents(tmp_path / "at")
    killed = 0
    for act, after in list(moments(killing, writer, tmp_path / "count")):
        folder = fresh(tmp_path / "at", writer)
        killed += writer.run(killing, folder, act=act, after=after) == -9
        found = contents(folder)
        whole_or_old(
            found.pop(writer.output, None), old.get(writer.output), new[writer.output], answers=bool(writer.typed)
        )
        assert {name: found.get(name) for name in old if name != writer.output} == without(old, writer.output)
        writer.run(killing, folder)
        again = contents(folder)
        assert again.keys() == new.keys(), (act, after)
        assert again == new or writer.typed, (act, after)
    assert killed
    record_property("moments", killed)


def without(files: dict[str, object], name: str) -> dict[str, object]:
    """All files but one."""
    return {each: held for each, held in files.items() if each != name}


def whole_or_old(found: object, old: object, new: object, *, answers: bool) -> None:
    """What was written is the old file or the new one; of answers that are kept one by one also one between."""
    if answers and isinstance(found, bytes) and isinstance(new, bytes):
        assert found.endswith(b"\n")
        assert set(found.splitlines()) <= set(new.splitlines()) | set(
            old.splitlines() if isinstance(old, bytes) else ()
        )
    else:
        assert found in (old, new)
