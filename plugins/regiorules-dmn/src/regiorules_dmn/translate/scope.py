"""What the names in an expression stand for, and what the cell that it stands in is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from regiorules.errors import NOWHERE, Place
from regiorules_dmn.model import Function, Model, Text
from regiorules_dmn.translate.book import Basis, Book
from regiorules_dmn.translate.values import Value

NO_TEXT = Text("", NOWHERE)


@frozen
class Scope:
    """
    The values by their names; `text` is what is being read, `basis` what its rules rest on.

    `calls` are the functions that are being written out, so that none calls itself without end.
    """

    model: Model
    book: Book
    values: Mapping[str, Value]
    basis: Basis
    text: Text = NO_TEXT
    calls: tuple[str, ...] = ()
    parts: frozenset[str] = field(factory=frozenset)  # the names of parts of structures

    @property
    def names(self) -> Iterable[str]:
        """All that may be named."""
        return {*self.values, *self.model.functions, *self.parts}

    def place(self, at: int) -> Place:
        """The place of a character of the text."""
        return self.text.at(at)

    def reading(self, text: Text) -> Scope:
        """The same for another text."""
        return evolve(self, text=text)

    def having(self, values: Mapping[str, Value]) -> Scope:
        """The same with more values, or others under the same name."""
        return evolve(self, values={**self.values, **values})

    def inside(self, function: Function, values: Mapping[str, Value]) -> Scope:
        """Within a function: its parameters alone."""
        return evolve(self, values=values, calls=(*self.calls, function.name))


def parts_of(model: Model) -> frozenset[str]:
    """The names of all parts of structures."""
    found: set[str] = set()
    todo = list(model.types.values())
    while todo:
        each = todo.pop()
        found |= {part.name for part in each.parts}
        todo += each.parts
    return frozenset(found)
