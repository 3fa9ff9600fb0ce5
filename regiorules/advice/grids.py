"""A decision table as a reader sees it: its rows, which of them hold, and what these come to."""

from __future__ import annotations

from typing import Literal

from attrs import field

from regiorules.advice.lines import ADDED
from regiorules.engine.states import RuleStatus
from regiorules.frozen import frozen

RowStatus = Literal["holds", "fails", "open", "off"]


@frozen
class RowLine:
    """
    One row: its id, what stands in its cells, and whether it holds, fails or is open.

    It is "off" where no rule of it counts, here or on this day.  `rules` are the ids of its rules, one for each column
    that it fills.
    """

    id: str
    cells: tuple[str, ...]
    status: RowStatus
    rules: tuple[str, ...] = field(default=(), metadata=ADDED)


@frozen
class OutcomeLine:
    """What a row of a table gives for one of its columns, where the row holds or is still open."""

    row: str
    value: str
    status: RuleStatus


@frozen
class ColumnOutcome:
    """All that rows give for what a column concludes, repeats too: in the order that the table asks for."""

    id: str
    title: str
    rows: tuple[OutcomeLine, ...]


@frozen
class TableLine:
    """
    A decision table with its rows in their order; `headers` are of all columns, `concludes` of the last so many.

    `hit` is what holds where several rows do.  Of a table in which the order of rows counts there are the `outcomes`.
    """

    id: str
    hit: str
    headers: tuple[str, ...]
    concludes: int
    rows: tuple[RowLine, ...]
    outcomes: tuple[ColumnOutcome, ...] = ()
