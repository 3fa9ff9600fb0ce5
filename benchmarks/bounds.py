"""
What has been promised of speed: each bound with the ratio that is measured, met or not met.

A figure that can't be had here (a peer isn't installed, the history isn't there) isn't measured, and the bound isn't
met by it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from benchmarks import core, stream
from benchmarks.beside import HERE
from benchmarks.contest import KNOWN, UNKNOWN, Entry
from regiorules.errors import MissingExtra

Measure = Callable[[], float | None]


@frozen
class Bound:
    """Something measured against its limit, at most or at least; `found` is None where it couldn't be measured."""

    what: str
    limit: float
    found: float | None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """None where it wasn't measured."""
        if self.found is None:
            return None
        return self.found >= self.limit if self.at_least else self.found <= self.limit


def bounds(entries: Sequence[Entry], full: bool) -> Iterator[Bound]:
    """All of them; `full` measures for as long as the promise says, which takes far longer."""
    yield from _executors(entries)
    yield from _around()
    yield from _many(full)
    yield from _start()


def _executors(entries: Sequence[Entry]) -> Iterator[Bound]:
    compiled = _least(entries, lambda each: each.engine == "our compiled executor" and each.answers == UNKNOWN)
    durable = _least(entries, lambda each: each.engine == "our durable executor" and each.answers == KNOWN)
    peers = _least(entries, lambda each: not each.ours)
    chained = _least(entries, lambda each: not each.ours and not each.written_out)
    bare = _least(entries, lambda each: each.form.startswith("C functions"))
    yield Bound("compiled, of the fastest peer in whatever form", 1 / 12, _ratio(compiled, peers))
    yield Bound("compiled, of the fastest peer whose rules read conclusions", 1 / 12, _ratio(compiled, chained))
    yield Bound("durable, of durable-rules' bare C functions", 3, _ratio(durable, bare))


def _around() -> Iterator[Bound]:
    found = core.Core()
    yield Bound("an assessment of `core` of which nothing is asked, of the executor's own time", 3, found.lazily())
    yield Bound(f"a whole assessment of `core`, of that in revision {core.REVISION}", 1 / 10, core.since())
    yield Bound("ranked questions, in runs of the executor for each fact asked", 15, found.questions())
    yield Bound("advice and its text, in whole assessments", 10, found.advice())
    yield Bound("the next answer in a session on durable, of a whole assessment", 1 / 10, _tried(found.session))
    yield Bound("64 threads at once on one durable engine, of the same work on one", 1.2, _tried(found.threads))


def _many(full: bool) -> Iterator[Bound]:
    count = 1_000_000 if full else 50_000
    yield Bound(f"{count:,} assessments on durable, in MB of memory since the first tenth", 1, _growth(count))
    yield Bound("columnar, of OpenFisca's rate in bulk", 8, _tried(lambda: _bulk(partly=False)), at_least=True)
    yield Bound(
        "columnar, partly known facts, of OpenFisca's rate", 4, _tried(lambda: _bulk(partly=True)), at_least=True
    )
    rows = stream.FULL if full else stream.ROWS
    yield Bound(f"{rows:,} rows of Parquet as a stream, in GB of memory", 2, _tried(lambda: stream.streamed(rows)[1]))


def _growth(count: int) -> float | None:
    """As `benchmarks/memory.py` says in its last line; None where it can't."""
    command = [sys.executable, "-m", "benchmarks.memory", str(count)]
    said = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False).stdout
    return float(said.splitlines()[-1].split()[0]) if said else None


def _bulk(partly: bool) -> float:
    from benchmarks.bulk import columnar_rate, openfisca_rate

    return columnar_rate(partly=partly) / openfisca_rate()


def _start() -> Iterator[Bound]:
    try:
        from benchmarks.startup import BOUNDS, results
    except ImportError:
        return
    for name, ours, theirs, most in results():
        yield Bound(f"`regiorules {name}`, of `{BOUNDS[name][1]}`", most, ours / theirs)


def _least(entries: Sequence[Entry], wanted: Callable[[Entry], bool]) -> float | None:
    return min((each.seconds for each in entries if each.seconds is not None and wanted(each)), default=None)


def _ratio(ours: float | None, theirs: float | None) -> float | None:
    return ours / theirs if ours is not None and theirs is not None else None


def _tried(measure: Measure) -> float | None:
    try:
        return measure()
    except (ImportError, MissingExtra):
        return None
