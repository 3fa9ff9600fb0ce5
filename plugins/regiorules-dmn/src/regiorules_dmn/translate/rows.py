"""Tables that give a list: every row that holds counts, in its order, and repeats are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from regiorules_dmn.model import Table
from regiorules_dmn.translate.kept import concluded, kept
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.values import ALWAYS, NEVER, Rows, Sentence, Struct, Value

if TYPE_CHECKING:
    from regiorules_dmn.translate.tables import Line


def listed(table: Table, lines: Sequence[Line], scope: Scope) -> Rows:
    """The rows in the order in which they count, each with the fact that says whether it holds."""
    return Rows(tuple(_row(table, line, scope) for line in lines))


def _row(table: Table, line: Line, scope: Scope) -> tuple[str, Value]:
    holds = _holds(line, scope)
    return holds, _value(table, line, holds, scope)


def _value(table: Table, line: Line, holds: str, scope: Scope) -> Value:
    values: dict[str, Value] = {}
    for column, each in zip(table.outputs, line.outputs, strict=True):
        own = f"{line.name} {column.name or 'output'}"
        if isinstance(each, Sentence):
            values[column.name] = concluded(each, holds or ALWAYS, scope, own, line.row.place)
        else:
            values[column.name] = kept(each, scope, own, line.row.place)
    return Struct(values) if len(values) > 1 else next(iter(values.values()))


def _holds(line: Line, scope: Scope) -> str:
    """The yes/no fact that a row holds."""
    if isinstance(line.when, bool):
        return ALWAYS if line.when else NEVER
    return scope.book.derived(line.name, "boolean", line.shown, derive=line.when.fitting(line.row.place)).fact
