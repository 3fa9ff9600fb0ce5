"""Decision tables: each row becomes rules, and the hit policy says what goes before what."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from regiorules_dmn.feel.parser import parse_tests
from regiorules_dmn.model import Column, Row, Table
from regiorules_dmn.translate.book import Shown, bilingual, said
from regiorules_dmn.translate.expressions import read_value
from regiorules_dmn.translate.figures import figure
from regiorules_dmn.translate.kept import give, kept
from regiorules_dmn.translate.rows import listed
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.tests import cell
from regiorules_dmn.translate.truths import Truth, all_of, any_of, denied, value_of
from regiorules_dmn.translate.types import type_of_reference
from regiorules_dmn.translate.values import Constant, Nothing, Scalar, Struct, Value, type_of
from regiorules_dmn.words import Cannot

_POLICIES = ("U", "A", "P", "F", "C", "R", "O", "C+", "C<", "C>", "C#")


@frozen
class Line:
    """A row that was read: when it holds, and what it gives, output by output."""

    row: Row
    when: Truth
    outputs: tuple[Value, ...]
    title: str
    at: int

    @property
    def name(self) -> str:
        """What its facts and rules are called after."""
        return f"{self.title} {self.at}"

    @property
    def shown(self) -> Shown:
        """The title of its facts."""
        return bilingual(f"{self.title}, rij {self.at}", f"{self.title}, row {self.at}")

    @property
    def because(self) -> Shown:
        """What its rules say: the annotation of the row, or which row it is."""
        if self.row.notes:
            return said(" ".join(self.row.notes))
        return bilingual(f"Rij {self.at} van {self.title}.", f"Row {self.at} of {self.title}.")


def outcome(table: Table, scope: Scope, title: str, refers: str) -> Value:
    """What a table comes to; raises Cannot for what a rule set can't say of it."""
    if table.policy not in _POLICIES:
        raise Cannot("hit_policy", table.place, name=table.policy)
    inputs = [_column(each, scope) for each in table.inputs]
    lines = [_line(table, row, inputs, scope, title, at) for at, row in enumerate(table.rows, 1)]
    types = [_type(table, at, lines, scope, refers) for at in range(len(table.outputs))]
    if len(table.policy) == 2:
        return figure(table, lines, types[0], scope, title)
    if table.policy in ("C", "R", "O"):
        return listed(table, _prioritised(table, lines, scope) if table.policy == "O" else lines, scope, title)
    return _single(table, lines, types, scope, title)


def _column(column: Column, scope: Scope) -> Value:
    assert column.expression is not None
    value = read_value(column.expression, scope)
    if type_of(value) == "boolean":  # a statement stands in the conditions themselves
        return value
    found = kept(value, scope, f"{scope.basis.decision} {column.name}", column.place)
    if column.values is not None and isinstance(found, Scalar) and found.type == "string" and found.fact:
        _close(found.fact, column, scope)
    return found


def _close(fact: str, column: Column, scope: Scope) -> None:
    """A text is one of those that its column lists."""
    assert column.values is not None
    listed = [each for each in _order(column, scope) if isinstance(each, Constant)]
    for each in listed:
        scope.book.may_be(fact, str(each.value), column.values.place)
    if listed:
        scope.book.closed.add(fact)


def _line(table: Table, row: Row, inputs: Sequence[Value], scope: Scope, title: str, at: int) -> Line:
    if len(row.inputs) != len(inputs) or len(row.outputs) != len(table.outputs):
        wanted, found = len(inputs) + len(table.outputs), len(row.inputs) + len(row.outputs)
        raise Cannot("cells", row.place, wanted=wanted, found=found)
    when = all_of(cell(text, value, scope) for text, value in zip(row.inputs, inputs, strict=True))
    outputs = tuple(read_value(each, scope) if each.text.strip() else Nothing() for each in row.outputs)
    return Line(row, when, outputs, title, at)


def _type(table: Table, at: int, lines: Sequence[Line], scope: Scope, refers: str) -> str:
    """The type of an output: that of its cells, or else the one that is declared."""
    found = next((type_of(line.outputs[at]) for line in lines if type_of(line.outputs[at])), "")
    declared = type_of_reference(scope.model, table.outputs[at].refers or refers)
    if found:
        return found
    if not declared.name:
        raise Cannot("no_type", table.outputs[at].place, name=table.outputs[at].name)
    return declared.name


# --- one row counts ----------------------------------------------------------------------------


def _single(table: Table, lines: Sequence[Line], types: Sequence[str], scope: Scope, title: str) -> Value:
    """The facts that the outputs are; one row counts for all of them."""
    ordered = _prioritised(table, lines, scope) if table.policy == "P" else list(lines)
    defaults = [None if each.default is None else read_value(each.default, scope) for each in table.outputs]
    if table.policy in ("F", "P") or any(each is not None for each in defaults):
        ordered = [_named(line, scope) for line in ordered]
    found: dict[str, Value] = {}
    for at, (column, kind) in enumerate(zip(table.outputs, types, strict=True)):
        own = f"{title} {column.name}" if len(table.outputs) > 1 else title
        found[column.name] = _output(table, ordered, at, scope.book.derived(own, kind), scope, own, defaults[at])
    return Struct(found) if len(table.outputs) > 1 else next(iter(found.values()))


def _output(
    table: Table, lines: Sequence[Line], at: int, fact: Scalar, scope: Scope, title: str, default: Value | None
) -> Scalar:
    """One output of the rows, in the order in which they go before each other."""
    for number, line in enumerate(lines):
        before = lines[:number] if table.policy in ("F", "P") else ()
        others = [denied(each.when) for each in before if each.outputs != line.outputs]
        when = all_of([line.when, *others])
        own = f"{title} {line.at}"
        give(fact, line.outputs[at], when, scope, own, line.row.place, line.because)
    if default is not None:
        when = denied(any_of(each.when for each in lines))
        because = bilingual(f"Geen rij van {title} geldt.", f"No row of {title} holds.")
        give(fact, default, when, scope, f"{title} default", table.place, because)
    return fact


def _named(line: Line, scope: Scope) -> Line:
    """A row whose condition has a name of its own, so that other rows can speak of it."""
    if isinstance(line.when, bool):
        return line
    found = kept(value_of(line.when), scope, line.name, line.row.place, line.shown)
    return evolve(line, when=found.code) if isinstance(found, Scalar) else line


def _prioritised(table: Table, lines: Sequence[Line], scope: Scope) -> list[Line]:
    """The rows by the order of the values that their outputs list; rows of the same rank stay in theirs."""
    orders = [_order(each, scope) for each in table.outputs]
    if not any(orders):
        raise Cannot("priorities", table.place)
    return sorted(lines, key=lambda line: [_rank(each, own) for each, own in zip(line.outputs, orders, strict=True)])


def _order(column: Column, scope: Scope) -> list[Value]:
    if column.values is None:
        return []
    tests = parse_tests(column.values, ()).tests
    from regiorules_dmn.translate.expressions import value_of as constant

    return [constant(each.value, scope.reading(column.values)) for each in tests]


def _rank(value: Value, order: Sequence[Value]) -> int:
    return order.index(value) if value in order else len(order)
