"""Tables of which one number is made: the sum, the least, the most or the number of the rows that hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from regiorules_dmn.model import Table
from regiorules_dmn.translate.book import bilingual
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.comparing import code_of
from regiorules_dmn.translate.expressions import read_value
from regiorules_dmn.translate.kept import kept
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.truths import any_of, value_of
from regiorules_dmn.translate.values import Cases, Constant, Nothing, Scalar, Value
from regiorules_dmn.words import Cannot

if TYPE_CHECKING:
    from regiorules_dmn.translate.tables import Line

_UNKNOWN = ("C<", "C>")  # which are unknown where no row holds
_HITS = {"C+": "sum", "C<": "min", "C>": "max", "C#": "count"}


def figure(table: Table, lines: Sequence[Line], type: str, scope: Scope, title: str) -> Value:
    """The number that is made of all rows that hold, or where none does the default, or nothing."""
    if len(table.outputs) != 1 or (type != "number" and table.policy != "C#"):
        raise Cannot("no_form", table.place, form=table.policy)
    rows = [(_fact(line, scope), _number(line.outputs[0], line, table)) for line in lines if line.when is not False]
    facts, default = [name for name, _ in rows], table.outputs[0].default
    if "" in facts or (default is None and table.policy in _UNKNOWN):
        return _collected(table, rows, scope.book.derived(title, "number"), scope, title)
    shown = bilingual(f"{title}, over de rijen", f"{title}, of the rows")
    inner = _collected(table, rows, scope.book.derived(f"{title} of rows", "number", shown), scope, title)
    otherwise = Nothing() if default is None else read_value(default, scope)
    some = any_of(Code(name) for name in facts)
    return Cases(((some, inner),), otherwise) if isinstance(some, Code) else otherwise


def _collected(table: Table, rows: Sequence[tuple[str, str]], fact: Scalar, scope: Scope, title: str) -> Scalar:
    """A table of the rule set, with a column for each row of this one."""
    book, own = scope.book, scope.book.rule_name(f"{title} rows")
    book.files[f"tables/{own}.csv"] = _written(rows, fact.fact)
    because = bilingual(f"Dat volgt uit de tabel {title}.", f"So it follows from the table {title}.")
    grounds = {"statements": list(scope.basis.statements), "basis": "source"}
    book.tables[own] = {"file": f"tables/{own}.csv", "hit": _HITS[table.policy], "because": because, **grounds}
    return fact


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
