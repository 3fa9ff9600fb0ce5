"""What a batch is asked to do, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from attrs import field

from regiorules.bulk.resume import State
from regiorules.engine.engine import Engine
from regiorules.errors import Problem
from regiorules.facts.profiles import Profile
from regiorules.frozen import frozen
from regiorules.text import Language

ROWS = 50_000  # of a chunk


@frozen
class Job:
    """
    What is asked: a table, what it is assessed by, and where the answers go.

    `executor` is columnar, compiled or spark, which runs on `master`.  `profiles` are known regions, that say of each
    row what its table doesn't; `lists` are second tables by the fact that they fill; `set` are facts and assumptions
    that count for every row (as with `--set`).  `columns` are the answers that are wanted (all where there are none),
    `kept` columns that go along unread, `rows` how many are read at once.
    """

    table: Path
    output: Path
    rejects: Path
    engine: Engine
    executor: str = "columnar"
    master: str = "local[2]"
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
    """
    How far a run is: rows read and rejected, and `done` of `size`; `state` says where it began.

    `day` is that whose rules count; `odd` is what is to be remarked of the whole, at the end of it.
    """

    rows: int
    rejected: int
    done: int
    size: int
    state: State
    day: date
    odd: tuple[Problem, ...] = ()
