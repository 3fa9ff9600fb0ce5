"""
The inner form of columns: which columns a name has, and from a row of them to values of the engine and back.

| a name that is | has | and where it may be partly known |
| --- | --- | --- |
| yes or no | `x`: Boolean | |
| a level or choice | `x`: a bit for each option that is possible | the same |
| a number or date | `x`: Float64 or whole | `x` (least) and `x.high` (most), where an end may be infinite |
| a set | `x`: a bit for each option in it | `x.may`: a bit for each that may be in it too |
| a text | `x`: String | `x.one_of`: List(String) |
| records | `x`: List(Struct), with the columns of each field | `x.more`: there may be others |

Unknown is null everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import polars as pl
from attrs import field

from regiorules.engine.program import Program
from regiorules.facts.possible import Held, Incomplete, Some, Span, held, spanning
from regiorules.facts.vocabulary import Fact, FactType
from regiorules.frozen import FrozenDict, frozen

Row = Mapping[str, Any]
_OPTIONED = ("level", "choice", "set")
_MOST_OPTIONS = 62  # bits of a mask, and one to spare
_SIZES = ((7, pl.UInt8), (15, pl.UInt16), (31, pl.UInt32), (_MOST_OPTIONS, pl.UInt64))


@frozen
class Form:
    """What a name is; `options` are in inner form (ranks or ids), `fields` those of a record."""

    kind: FactType
    options: tuple[Any, ...] = ()
    fields: Mapping[str, Form] = field(factory=FrozenDict)

    def bits(self, values: Iterable[Any]) -> int:
        """The mask of these options; what is no option has no bit."""
        wanted = set(values)
        return sum(1 << place for place, option in enumerate(self.options) if option in wanted)

    def named(self, mask: int) -> frozenset[Any]:
        """The options of a mask."""
        return frozenset(option for place, option in enumerate(self.options) if mask >> place & 1)

    @property
    def dtype(self) -> Any:
        """The type of the column `x`, where this is no list of records."""
        if self.kind in _OPTIONED:
            return next(dtype for most, dtype in _SIZES if len(self.options) <= most)
        return {"yes_no": pl.Boolean, "number": pl.Float64, "text": pl.String}[self.kind]

    @property
    def fits(self) -> bool:
        """True where there is a bit for every option."""
        return len(self.options) <= _MOST_OPTIONS


def form_of(fact: Fact) -> Form:
    """The form of a fact, or of a field of a record."""
    options = tuple(map(fact.encode, fact.option_ids)) if fact.type != "set" else fact.option_ids
    return Form("number" if fact.is_figure else fact.type, options, {each.id: form_of(each) for each in fact.fields})


def forms_of(program: Program, known: Mapping[str, Form]) -> dict[str, Form]:
    """The form of every name of a program; one that isn't known is yes or no, has options, or is a number."""
    return {name: known.get(name) or _form(program, name) for name in program.names}


def _form(program: Program, name: str) -> Form:
    if name in program.yes_no:
        return Form("yes_no")
    return Form("choice", tuple(program.options[name])) if program.options.get(name) else Form("number")


def columns_of(name: str, form: Form, columns: Collection[str]) -> list[str]:
    """The columns that a name has, of these."""
    every = [name, *(f"{name}.{part}" for part in ("high", "may", "one_of", "more"))]
    return [each for each in every if each in columns]


def decode(name: str, form: Form, row: Row) -> Any:
    """The value of a name in a row, as the engine has it; None where it is unknown."""
    return _DECODE[form.kind](name, form, row)


def _plain(name: str, form: Form, row: Row) -> Any:
    return row.get(name)


def _number(name: str, form: Form, row: Row) -> Any:
    if row.get(f"{name}.one_of"):
        return Some(frozenset(row[f"{name}.one_of"]))
    low, high = row.get(name), row.get(f"{name}.high")
    if high is None:
        return low
    return None if low is None else spanning(low, high)


def _text(name: str, form: Form, row: Row) -> Any:
    some = row.get(f"{name}.one_of")
    return Some(frozenset(some)) if some else row.get(name)


def _option(name: str, form: Form, row: Row) -> Any:
    if row.get(name) is None:
        return None
    found = form.named(row[name])
    return Some(found) if len(found) > 1 else next(iter(found))


def _members(name: str, form: Form, row: Row) -> Any:
    if row.get(name) is None:
        return None
    return held(form.named(row[name]), form.named(row.get(f"{name}.may") or 0))


def _records(name: str, form: Form, row: Row) -> Any:
    if row.get(name) is None:
        return None
    records = ({field: decode(field, part, each) for field, part in form.fields.items()} for each in row[name])
    return (Incomplete if row.get(f"{name}.more") else tuple)(records)


_DECODE: Mapping[str, Callable[[str, Form, Row], Any]] = {
    "yes_no": _plain,
    "number": _number,
    "text": _text,
    "level": _option,
    "choice": _option,
    "set": _members,
    "records": _records,
}


def encode(name: str, form: Form, value: Any) -> dict[str, Any]:
    """The columns of a value of the engine, as `decode` reads them."""
    match value:
        case None:
            return {name: None}
        case Span(low, high):
            return {name: low, f"{name}.high": high}
        case Some(values) if form.kind in ("number", "text"):
            return {name: None, f"{name}.one_of": sorted(values)}
        case Some(values):
            return {name: form.bits(values)}
        case Held(yes, may):
            return {name: form.bits(yes), f"{name}.may": form.bits(may)}
    match form.kind:
        case "number":
            return {name: value, f"{name}.high": value}
        case "set":
            return {name: form.bits(value), f"{name}.may": 0}
        case "level" | "choice":
            return {name: form.bits([value])}
        case "records":
            parts = [_record(form, each) for each in value]
            return {name: parts, f"{name}.more": isinstance(value, Incomplete)}
    return {name: value}


def _record(form: Form, record: Row) -> dict[str, Any]:
    return {
        column: each
        for name, part in form.fields.items()
        for column, each in encode(name, part, record.get(name)).items()
    }


def schema(name: str, form: Form, *, partly: bool = True) -> dict[str, Any]:
    """The columns of a name with their types: those of whatever is partly known too, or of whole values alone."""
    if form.kind == "records":
        fields = {column: kind for part, each in form.fields.items() for column, kind in schema(part, each).items()}
        return {name: pl.List(pl.Struct(fields)), **({f"{name}.more": pl.Boolean} if partly else {})}
    found = {name: form.dtype}
    if partly and form.kind == "number":
        found |= {f"{name}.high": form.dtype}
    if partly and form.kind == "set":
        found |= {f"{name}.may": form.dtype}
    if partly and form.kind in ("number", "text"):
        found |= {f"{name}.one_of": pl.List(form.dtype)}
    return found
