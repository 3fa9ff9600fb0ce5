"""A DMN model as values: what of its XML says something of decisions, each with its place."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from regiorules.errors import Place


@frozen
class Text:
    """A text with an expression in it, and where it begins."""

    text: str
    place: Place

    def at(self, offset: int) -> Place:
        """The place of a character of it."""
        before = self.text[:offset]
        if "\n" not in before:
            return self.place.shifted(offset)
        return Place(self.place.file, self.place.line + before.count("\n"), offset - before.rindex("\n"))


@frozen
class ItemType:
    """An item definition, or a part of one: what it refers to or consists of, whether it is a list, what is allowed."""

    name: str
    place: Place
    refers: str = ""
    parts: tuple[ItemType, ...] = ()
    many: bool = False
    allowed: Text | None = None


@frozen
class Literal:
    """An expression in FEEL."""

    text: Text


@frozen
class Column:
    """An input (with its expression) or an output of a table; `values` are those that are listed, in their order."""

    name: str
    place: Place
    expression: Text | None = None
    refers: str = ""
    values: Text | None = None
    default: Text | None = None


@frozen
class Row:
    """A rule of a table: a text for each input and each output, and what is said of it."""

    place: Place
    inputs: tuple[Text, ...]
    outputs: tuple[Text, ...]
    notes: tuple[str, ...] = ()


@frozen
class Table:
    """A decision table; `policy` is its letter, with the sign of an aggregation (`C+`)."""

    place: Place
    policy: str
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    rows: tuple[Row, ...]


@frozen
class Entry:
    """An entry of a context: a name and its logic; without a name it is the result."""

    name: str
    place: Place
    logic: Logic
    refers: str = ""


@frozen
class Context:
    """Entries, each of which may use those before it."""

    place: Place
    entries: tuple[Entry, ...]


@frozen
class Invocation:
    """A call of a function of the model, with what its parameters get."""

    place: Place
    function: str
    bindings: Mapping[str, Logic]


@frozen
class Conditional:
    """A boxed if, then and else."""

    place: Place
    condition: Logic
    then: Logic
    otherwise: Logic


@frozen
class Items:
    """A boxed list."""

    place: Place
    items: tuple[Logic, ...]


@frozen
class Foreign:
    """Logic of a kind that can't be said here: what it is called in DMN."""

    place: Place
    kind: str


Logic = Literal | Table | Context | Invocation | Conditional | Items | Foreign


@frozen
class Parameter:
    """A parameter of a function."""

    name: str
    refers: str
    place: Place


@frozen
class Function:
    """A business knowledge model: parameters, and the logic that uses them."""

    name: str
    place: Place
    parameters: tuple[Parameter, ...]
    logic: Logic
    refers: str = ""


@frozen
class Input:
    """Input data: its name and type, and what is said of it."""

    name: str
    place: Place
    refers: str = ""
    description: str = ""


@frozen
class Decision:
    """A decision: its logic, what it needs (names of decisions), and the knowledge sources that it rests on."""

    name: str
    place: Place
    logic: Logic | None
    refers: str = ""
    needs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    description: str = ""


@frozen
class Source:
    """A knowledge source: what it is called, and where it is found."""

    id: str
    name: str
    location: str = ""


@frozen
class Model:
    """A whole model; decisions stand in the order in which they can be worked out."""

    name: str
    place: Place
    types: Mapping[str, ItemType]
    inputs: tuple[Input, ...]
    functions: Mapping[str, Function]
    decisions: tuple[Decision, ...]
    sources: tuple[Source, ...]
