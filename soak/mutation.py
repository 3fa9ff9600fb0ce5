"""
Mutation of the engine, the rules and the advice: `python -m soak.mutation [ROOM…] [--seconds N] [--seed N]`.

One mistake at a time, drawn with a fixed seed from all that `soak.mutants` can make, in a process that has never seen
the module without it; there the tests that reach the line run, those of the room first and the quickest of them first,
until one fails, with ten examples of each property.  Which tests reach a line, and how long they take, is measured
first, within the seconds.  A mistake on a line that none of them reaches survives.

What was noticed in an earlier run, in a module that is still the same, isn't tried again, and what wasn't is tried
first: the scores are of all runs together.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Any, NoReturn

from attrs import evolve, frozen

from soak.mutants import Mutant, mutants, mutated
from soak.reached import Reached
from soak.results import ROOT, keep, results

ROOMS = ("engine", "rules", "advice")
MOST = 20.0  # seconds of tests for one mutant


@frozen
class Tried:
    """A mutant in a file of the package; the tests for it; and whether one of them failed (None: not yet tried)."""

    path: Path
    mutant: Mutant
    tests: tuple[str, ...]
    seconds: float
    killed: bool | None = None

    @property
    def room(self) -> str:
        """The package within the package in which the file is."""
        return self.path.relative_to(ROOT).parts[1]

    @property
    def key(self) -> str:
        """By which it is known in another run: the mistake, in this very module."""
        return f"{self} ({self.mutant.node} of {digest(self.path)})"

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.mutant.line}: {self.mutant.kind}"


def main() -> None:
    """Try mutants as long as is asked, and keep the scores."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rooms", nargs="*", default=ROOMS)
    asked.add_argument("--seconds", type=float, default=240)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    until = time.monotonic() + options.seconds
    reached = Reached.measure(options.rooms)
    _prepare()
    every = list(_drawn(options.rooms, reached, random.Random(options.seed)))
    before = _before(options.rooms)
    known = before | {each.key: bool(each.killed) for each in _all(iter(left(every, before)), until)}
    for room in options.rooms:
        tried = [evolve(each, killed=known[each.key]) for each in every if each.room == room and each.key in known]
        keep(f"mutation-{room}", _score(tried))
        keep(f"tried-{room}", {each.key: each.killed for each in tried}, said=False)


def candidates(room: str, reached: Reached) -> Iterator[Tried]:
    """Every mutant of the modules of a room that are as they were, but those on lines that only importing reaches."""
    for path in sorted(ROOT.glob(f"regiorules/{room}/**/*.py")):
        for mutant in mutants(path.read_text("utf-8")):
            tests = reached.tests(path, mutant.line, f"tests/{room}/", MOST)
            if tests is not None:
                yield Tried(path, mutant, tests, sum(map(reached.seconds, tests)))


def left(every: Sequence[Tried], before: Mapping[str, bool]) -> list[Tried]:
    """What is left to try after earlier runs: what wasn't noticed in these, and then what is new."""
    return sorted((each for each in every if not before.get(each.key)), key=lambda each: each.key not in before)


def _drawn(rooms: Sequence[str], reached: Reached, chance: random.Random) -> Iterator[Tried]:
    """The mutants in the order of chance, each room in its turn."""
    orders = [list(candidates(room, reached)) for room in rooms]
    for each in orders:
        chance.shuffle(each)
    for number in range(max(map(len, orders))):
        yield from (each[number] for each in orders if number < len(each))


def _before(rooms: Sequence[str]) -> dict[str, bool]:
    """What came of each mistake in earlier runs, by its key."""
    found = results()
    return {key: killed for room in rooms for key, killed in found.get(f"tried-{room}", {}).items()}


@cache
def digest(path: Path) -> str:
    """What a module has, in short."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _all(drawn: Iterator[Tried], until: float) -> Iterator[Tried]:
    """What came of each, as many at a time as there are cores, until the time is over."""
    running: dict[int, Tried] = {}
    for each in drawn:
        if time.monotonic() > until:
            break
        if not each.tests:
            yield _said(evolve(each, killed=False))
            continue
        running[_fork(each)] = each
        if len(running) >= (os.cpu_count() or 1):
            yield _ended(running)
    while running:
        yield _ended(running)


def _ended(running: dict[int, Tried]) -> Tried:
    child, status = os.wait()
    return _said(evolve(running.pop(child), killed=os.waitstatus_to_exitcode(status) != 0))


def _said(tried: Tried) -> Tried:
    if not tried.killed:
        sys.stdout.write(f"survives: {tried}{'' if tried.tests else ' (no test reaches it)'}\n")
        sys.stdout.flush()
    return tried


def _score(tried: Sequence[Tried]) -> dict[str, Any]:
    """How many were killed, what kinds survive, and where."""
    left = [each for each in tried if not each.killed]
    return {
        "tried": len(tried),
        "killed": len(tried) - len(left),
        "kinds": dict(Counter(each.mutant.kind for each in left).most_common()),
        "survivors": sorted(map(str, left)),
    }


# --- one mutant in a process of its own ----------------------------------------------------------


def _prepare() -> None:
    """Import what all of them need, but nothing of the package itself."""
    import cattrs  # noqa: F401
    import click  # noqa: F401
    import hypothesis  # noqa: F401
    import jinja2  # noqa: F401
    import pytest  # noqa: F401
    import rich  # noqa: F401
    import yaml  # noqa: F401

    os.environ |= {"CI": "1", "REGIORULES_CACHE": ""}
    assert "regiorules" not in sys.modules


def _fork(tried: Tried) -> int:
    """The process in which the tests of a mutant run; it ends with 0 where none of them fails."""
    sys.stdout.flush()
    child = os.fork()
    return child or _child(tried)


def _child(tried: Tried) -> NoReturn:
    import pytest

    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(0, signal.SIGKILL))
    signal.alarm(int(20 + 4 * tried.seconds))  # it turns in circles, and a test that doesn't end has noticed
    name = ".".join(tried.path.relative_to(ROOT).with_suffix("").parts)
    sys.meta_path.insert(0, _Finder(name, tried.path, mutated(tried.path.read_text("utf-8"), tried.mutant)))
    options = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "soak.few"]
    code = pytest.main([*options, *tried.tests])
    os._exit(int(code))


class _Finder:
    """Finds one module, with the mistake in it."""

    def __init__(self, name: str, path: Path, tree: Any) -> None:
        self.name, self.path = name, path
        self.code = compile(tree, str(path), "exec")

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """That module's; of others nothing is known here."""
        if name != self.name:
            return None
        return spec_from_file_location(name, self.path, loader=_Loader(name, str(self.path), self.code))


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        """The code with the mistake, whatever is kept beside the file."""
        return self.code


if __name__ == "__main__":
    main()
