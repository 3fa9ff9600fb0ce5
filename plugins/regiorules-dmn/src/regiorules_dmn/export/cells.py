"""The conditions of rules as cells of a table: a column for each fact, and for what can't be parted so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiorules.rules.expressions import MIRRORED, And, Compare, Constant, Expression, Not, OneOf, ParameterOf, Variable
from regiorules_dmn.export.feel import Writer, constant, literal

ANYTHING = "-"


def grid(conditions: Sequence[Expression], writer: Writer) -> tuple[list[str], list[list[str]]]:
    """The columns, and for each condition its cells under them; raises Inexpressible."""
    rows = [_row(each, writer) for each in conditions]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return columns, [[row.get(column, ANYTHING) for column in columns] for row in rows]


def _row(condition: Expression, writer: Writer) -> dict[str, str]:
    """The cells of a condition, by column; what asks twice of one column stands in one of its own."""
    found: dict[str, str] = {}
    for part in _parts(condition):
        column, cell = _asked(part, writer)
        if column in found:
            column, cell = writer.write(part), "true"
        found[column] = cell
    return found


def _parts(condition: Expression) -> Iterator[Expression]:
    if isinstance(condition, And):
        for part in condition.parts:
            yield from _parts(part)
    elif condition != Constant(True):
        yield condition


def _asked(part: Expression, writer: Writer) -> tuple[str, str]:
    """The column and the cell of one part of a condition."""
    match part:
        case Variable(name):
            return name, "true"
        case Not(Variable(name)):
            return name, "false"
        case Compare(op, Variable(name), Constant() as value):
            return name, _compared(op, name, value, writer)
        case Compare(op, Variable(name), ParameterOf(parameter)):
            return name, parameter if op == "==" else f"not({parameter})" if op == "!=" else f"{op} {parameter}"
        case Compare(op, ParameterOf(parameter), Variable(name)):
            return _asked(Compare(MIRRORED[op], Variable(name), ParameterOf(parameter)), writer)
        case OneOf(Variable(name)):
            return name, ", ".join(literal(each) for each in writer.options(part))
    return writer.write(part), "true"


def _compared(op: str, name: str, value: Constant, writer: Writer) -> str:
    fact = writer.vocabulary.facts.get(name)
    if fact is not None and fact.type == "level":
        whole = writer.levels(op, Variable(name), value, fact).text
        return whole.removeprefix(f"{name} ").removeprefix("= ").removeprefix("in (").removesuffix(")")
    said = constant(value, fact)
    return {"==": said, "!=": f"not({said})"}.get(op, f"{op} {said}")
