"""What an expression of a model is in a rule set: a fact or a calculation, a constant, cases, a structure or a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from regiorules_dmn.translate.codes import Code

NUMBERS = {  # types that are counted, and in what
    "number": "",
    "time": "seconds after midnight",
    "date and time": "seconds since 1970 (UTC)",
    "days and time duration": "seconds",
    "years and months duration": "months",
}


@frozen
class Scalar:
    """
    One value: the code that gives it, and its type (`number`, `string`, `boolean`, `date` …).

    `fact` is the fact that it is, where it is one and no more; `calculated` says that it is worked out.
    """

    code: Code
    type: str
    fact: str = ""
    calculated: bool = False


@frozen
class Constant:
    """A value that stands in the model: a number as it is written, a text, true or false, a date."""

    value: str | bool | date
    type: str


@frozen
class Sentence:
    """A text that is put together of texts and values; as a conclusion of the rule set it has a name."""

    parts: tuple[str | Scalar, ...]
    conclusion: str = ""


@frozen
class Nothing:
    """null."""


@frozen
class Cases:
    """Values under conditions: the first whose condition holds; none where none does, unless there is `otherwise`."""

    branches: tuple[tuple[Code, Value], ...]
    otherwise: Value


@frozen
class Struct:
    """A structure; `rule` and its values are those of a row of a table where it comes from one."""

    fields: Mapping[str, Value]


@frozen
class Records:
    """
    A list that is given: the fact, and what an item is in the language of its fields.

    `where` is what is asked of the items, after a filter.
    """

    fact: str
    item: Value
    where: Code | None = None


@frozen
class Options:
    """A list of texts of which the rule set knows all: a set."""

    fact: str
    options: Mapping[str, str]  # the id of each text


@frozen
class Figures:
    """A part of every item of a list: what aggregates are taken of."""

    records: Records
    field: str


@frozen
class Portion:
    """The sum of a part of the items of a list, of which a share can be taken."""

    figures: Figures
    where: Code


@frozen
class Several:
    """A list whose items stand in the model."""

    items: tuple[Value, ...]


@frozen
class Span:
    """What lies between two ends; None is an open end."""

    low: Value | None
    high: Value | None
    with_low: bool
    with_high: bool


ALWAYS, NEVER = "always", ""  # in the place of the fact that says whether a row holds


@frozen
class Rows:
    """The outcome of a table that gives a list: for each row its rule, and what it gives."""

    rows: tuple[tuple[str, Value], ...] = field(factory=tuple)


@frozen
class Unsaid:
    """A value of the model that isn't in the rule set, as it can't be said."""


Value = (
    Scalar
    | Sentence
    | Constant
    | Nothing
    | Cases
    | Struct
    | Records
    | Options
    | Figures
    | Portion
    | Several
    | Span
    | Rows
    | Unsaid
)


def type_of(value: Value) -> str:
    """The type of a value, "" for one that has several parts, or none."""
    if isinstance(value, Scalar | Constant):
        return value.type
    if isinstance(value, Sentence):
        return "string"
    if isinstance(value, Cases):
        inside = [each for _, each in value.branches] + [value.otherwise]
        return next((type_of(each) for each in inside if not isinstance(each, Nothing)), "")
    return ""


def facts_in(value: Value) -> tuple[str, ...]:
    """The facts that a value is."""
    match value:
        case Scalar(fact=fact):
            return (fact,) if fact else ()
        case Struct(fields):
            return tuple(fact for each in fields.values() for fact in facts_in(each))
        case Rows(rows):
            return tuple(fact for fact, _ in rows)
    return ()


def said(value: Any) -> str:
    """A value as a message names it."""
    return value.code.text if isinstance(value, Scalar) else str(getattr(value, "value", type(value).__name__))
