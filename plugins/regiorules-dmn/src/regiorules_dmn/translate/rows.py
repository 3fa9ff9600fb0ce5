"""Tables that give a list: every row that holds counts, in its order, and repeats are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from regiorules.errors import Place
from regiorules_dmn.model import Table
from regiorules_dmn.translate.book import Shown, bilingual
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.expressions import read_value
from regiorules_dmn.translate.kept import concluded, kept
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.truths import Truth, any_of, denied
from regiorules_dmn.translate.values import ALWAYS, NEVER, Nothing, Rows, Sentence, Struct, Value

if TYPE_CHECKING:
    from regiorules_dmn.translate.tables import Line


def listed(table: Table, lines: Sequence[Line], scope: Scope, title: str) -> Rows:
    """The rows in the order in which they count, each with the fact that says whether it holds; then what else."""
    found = [_row(table, line, scope) for line in lines]
    return Rows((*found, *_otherwise(table, [holds for holds, _ in found], scope, title)))


def _row(table: Table, line: Line, scope: Scope) -> tuple[str, Value]:
    holds = _holds(line.when, line.name, line.shown, scope, line.row.place)
    return holds, _value(table, line.outputs, holds, scope, line.name, line.row.place)


def _otherwise(table: Table, rows: Sequence[str], scope: Scope, title: str) -> Iterator[tuple[str, Value]]:
    """One row more, which holds where no other does, for outputs that then have something."""
    if all(each.default is None for each in table.outputs):
        return
    name, shown = f"{title} default", bilingual(f"{title}, als geen rij geldt", f"{title}, where no row holds")
    none = denied(any_of(holds == ALWAYS or Code(holds) for holds in rows if holds != NEVER))
    holds = _holds(none, name, shown, scope, table.place)
    given = [Nothing() if each.default is None else read_value(each.default, scope) for each in table.outputs]
    yield holds, _value(table, given, holds, scope, name, table.place)


def _value(table: Table, outputs: Sequence[Value], holds: str, scope: Scope, name: str, place: Place) -> Value:
    values: dict[str, Value] = {}
    for column, each in zip(table.outputs, outputs, strict=True):
        own = f"{name} {column.name or 'output'}"
        if isinstance(each, Sentence):
            values[column.name] = concluded(each, holds or ALWAYS, scope, own, place)
        else:
            values[column.name] = kept(each, scope, own, place)
    return Struct(values) if len(values) > 1 else next(iter(values.values()))


def _holds(when: Truth, name: str, shown: Shown, scope: Scope, place: Place) -> str:
    """The yes/no fact that a row holds."""
    if isinstance(when, bool):
        return ALWAYS if when else NEVER
    return scope.book.derived(name, "boolean", shown, derive=when.fitting(place)).fact
