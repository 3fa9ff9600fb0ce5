"""Functions: figures and statements about records, the size of a set, months, and whether something is known."""

from __future__ import annotations

import ast
from collections.abc import Collection
from typing import Any

from regiorules.facts.vocabulary import Fact
from regiorules.rules import typed
from regiorules.rules.expressions import Expression, Known
from regiorules.rules.language import CLOCKS, FORMS
from regiorules.rules.parsing.texts import WRONG
from regiorules.rules.parsing.words import Words
from regiorules.rules.typed import Typed
from regiorules.text import Near, listing


class Calling(Words):
    """
    Reads functions.

    Where what it says is `negative` nothing may be asked to be known; `unless` is where that is by where it stands.
    """

    negative = False
    unless = False

    def call(self, name: str, arguments: list[ast.expr], node: ast.Call) -> Typed:
        """A function with its arguments; of what is no function the nearest that is."""
        if name in CLOCKS:
            return self.wrong("expr_now", node, name=name)
        if name not in FORMS:
            return self.wrong("expr_function", node, name=name, known=listing(FORMS, 20), suggestion=Near(name, FORMS))
        if name == "known":
            return self.known(arguments, node)
        if name == "size":
            return self.size(arguments, node)
        if name == "months_between":
            return self.months_between(arguments, node)
        low, high = {"count": (1, 2), "share": (3, 3)}.get(name, (2, 2))
        if self.records is not None:
            return self.wrong("expr_nested", node, name=name)
        if not low <= len(arguments) <= high or not isinstance(arguments[0], ast.Name):
            return self.wrong("expr_arguments", node, name=name, form=FORMS[name])
        records = self.names.vocabulary.facts.get(arguments[0].id)
        if records is None or records.type != "records":
            if arguments[0].id in self.names.broken:
                return WRONG
            return self.wrong("expr_records", arguments[0], name=arguments[0].id)
        return self.aggregate(name, records, arguments[1:])

    def known(self, arguments: list[ast.expr], node: ast.Call) -> Typed:
        """`known(x)`, where nothing denies it: what isn't known may still become so."""
        if len(arguments) != 1 or not isinstance(arguments[0], ast.Name):
            return self.wrong("expr_arguments", node, name="known", form=FORMS["known"])
        if self.negative:
            return self.wrong("expr_unless_known" if self.unless else "expr_not_known", node)
        name = arguments[0].id
        if name not in self.names.vocabulary.facts and name not in self.names.conclusions:
            return self.name(name, arguments[0])
        return Typed(Known(name), "yes_no")

    def size(self, arguments: list[ast.expr], node: ast.Call) -> Typed:
        """`size(x)`, of a set."""
        if len(arguments) != 1:
            return self.wrong("expr_arguments", node, name="size", form=FORMS["size"])
        found = self.value(arguments[0])
        if found.kind not in ("set", "wrong"):
            return self.wrong("expr_set", arguments[0], text=self.source(arguments[0]))
        return found if found.kind == "wrong" else typed.of_size(found)

    def months_between(self, arguments: list[ast.expr], node: ast.Call) -> Typed:
        """`months_between(x, y)`, of two days."""
        if len(arguments) != 2:
            return self.wrong("expr_arguments", node, name="months_between", form=FORMS["months_between"])
        days = [self.one_day(each) for each in arguments]
        return WRONG if any(each.kind == "wrong" for each in days) else typed.of_months(*days)

    def aggregate(self, name: Any, records: Fact, rest: list[ast.expr]) -> Typed:
        """A figure or a statement about the records of a list, with what stands behind its name."""
        where: Expression | None = None
        field = ""
        if name in ("count", "any", "all", "share") and rest:
            self.records = records
            where = self.statement(rest[0])
            self.records = None
        if name in ("sum", "max", "min", "median", "share"):
            field = self.field(records, rest[-1], ("number", "date") if name in ("max", "min") else ("number",))
        return typed.of_aggregate(name, records, where, field)

    def field(self, records: Fact, node: ast.expr, types: Collection[str]) -> str:
        """The field of a record that a figure is about, which is of one of these types."""
        numbers = [each.id for each in records.fields if each.type in types]
        name = node.id if isinstance(node, ast.Name) else self.source(node)
        if name not in numbers:
            known = listing(numbers)
            self.wrong("expr_field", node, name=name, records=records.id, known=known, suggestion=Near(name, numbers))
        return name
