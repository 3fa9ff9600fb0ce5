"""Tables of which one number is made: the sum, the least, the most or the number of the rows that hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from regiorules_dmn.model import Table
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.comparing import code_of
from regiorules_dmn.translate.expressions import read_value
from regiorules_dmn.translate.kept import kept
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.truths import any_of, denied, value_of
from regiorules_dmn.translate.values import Constant, Scalar, Value
from regiorules_dmn.words import Cannot

if TYPE_CHECKING:
    from regiorules_dmn.translate.tables import Line

_HITS = {"C+": "sum", "C<": "min", "C>": "max", "C#": "count"}


def figure(table: Table, lines: Sequence[Line], type: str, scope: Scope, title: str) -> Scalar:
    """The number that is made of all rows that hold: a table of the rule set, a column for each row."""
    if len(table.outputs) != 1 or (type != "number" and table.policy != "C#"):
        raise Cannot("no_form", table.place, form=table.policy)
    fact = scope.book.derived(title, "number")
    rows = [(_fact(line, scope), _number(line.outputs[0], line, table)) for line in lines if line.when is not False]
    rows += _default(table, [name for name, _ in rows], scope, title)
    book, own = scope.book, scope.book.rule_name(f"{title} rows")
    book.files[f"tables/{own}.csv"] = _written(rows, fact.fact)
    because = {"nl": f"Dat volgt uit de tabel {title}.", "en": f"So it follows from the table {title}."}
    grounds = {"statements": list(scope.basis.statements), "basis": "source"}
    hit = _HITS[table.policy]
    book.tables[own] = {"file": f"tables/{own}.csv", "hit": hit, "because": because, **grounds}
    return fact


def _default(table: Table, facts: Sequence[str], scope: Scope, title: str) -> list[tuple[str, str]]:
    """A row for where none of the others holds."""
    default = table.outputs[0].default
    value = read_value(default, scope) if default is not None else None
    if not isinstance(value, Constant) or "" in facts:
        return []
    none = denied(any_of(Code(name) for name in facts))
    shown = {"nl": f"{title}, geen rij", "en": f"{title}, no row"}
    found = kept(value_of(none), scope, f"{title} no row", table.place, shown)
    return [(found.code.text, code_of(value).text)] if isinstance(found, Scalar) else []


def _fact(line: Line, scope: Scope) -> str:
    """The fact that says whether a row holds; "" for one that always does."""
    found = kept(value_of(line.when), scope, line.name, line.row.place, line.shown)
    return found.code.text if isinstance(found, Scalar) else ""


def _number(value: Value, line: Line, table: Table) -> str:
    if table.policy == "C#":
        return "x"
    if not isinstance(value, Constant):
        raise Cannot("no_single", line.row.place, name=getattr(value, "code", Code("?")).text)
    return code_of(value).text


def _written(rows: Sequence[tuple[str, str]], target: str) -> bytes:
    """A CSV file with a column for each fact, in which each row asks for its own."""
    names = list(dict.fromkeys(name for name, _ in rows if name))
    lines = [[*names, f"→ {target}"]]
    lines += [[*("yes" if name == each else "-" for each in names), number] for name, number in rows]
    return "".join(",".join(line) + "\n" for line in lines).encode()
