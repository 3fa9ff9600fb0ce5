"""From the columns that people give to the inner form: whole values as columns, what is partly known once a value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import polars as pl

from regiorules.bulk.columns.forms import Form, Row, encode, schema
from regiorules.bulk.columns.rowwise import by_value
from regiorules.bulk.tables.outer import value_of
from regiorules.facts.partial import FORMS
from regiorules.facts.vocabulary import Fact
from regiorules.text import fold

EPOCH = 719_163  # the inner form of 1 January 1970, from which columns count days
Get = Callable[[str], pl.Expr]  # a column, or a field of a record


def keys_of(fact: Fact, names: Collection[str]) -> list[str]:
    """The columns, of these, with what is partly known of a fact."""
    return [name for name in (f"{fact.id}.{key}" for key in FORMS.get(fact.type, ())) if name in names]


def inner(fact: Fact, form: Form, types: Mapping[str, Any], get: Get = pl.col) -> dict[str, pl.Expr]:
    """The columns of a fact in inner form, from those among `types` that it has; none where it has none."""
    keys = keys_of(fact, types)
    whole = _whole(fact, form, types, get) if fact.id in types else None
    if fact.type == "records":
        return _records(fact, form, types, get)
    if not keys:
        return {} if whole is None else {fact.id: whole}
    return _partly(fact, form, [*keys, *([fact.id] if fact.id in types else [])], whole, get)


def _partly(fact: Fact, form: Form, used: list[str], whole: pl.Expr | None, get: Get) -> dict[str, pl.Expr]:
    """Where a row has a key of what is partly known, that; else what is known whole."""
    dtypes = schema(fact.id, form)
    keys = [name for name in used if name != fact.id]
    said = pl.any_horizontal(get(name).is_not_null() for name in keys)
    if whole is not None:
        said &= get(fact.id).is_null()
    found = by_value({name: get(name) for name in keys}, _encoded(fact, form), pl.Struct(dtypes), said).struct
    wanted = dtypes if not fact.is_figure else {name: each for name, each in dtypes.items() if "one_of" not in name}
    others = {fact.id: whole}
    if fact.is_figure:
        others[f"{fact.id}.high"] = whole
    if fact.type == "set" and whole is not None:
        others[f"{fact.id}.may"] = pl.when(whole.is_not_null()).then(pl.lit(0, dtype=form.dtype))
    return {name: _either(said, found.field(name), others.get(name)) for name in wanted}


def _either(where: pl.Expr, found: pl.Expr, other: pl.Expr | None) -> pl.Expr:
    chosen = pl.when(where).then(found)
    return chosen if other is None else chosen.otherwise(other)


def _encoded(fact: Fact, form: Form) -> Callable[[Row], dict[str, Any]]:
    """From a row of keys to the inner columns of what they say."""
    start = len(fact.id) + 1

    def work(row: Row) -> dict[str, Any]:
        return encode(fact.id, form, fact.encode(value_of(fact, {name[start:]: each for name, each in row.items()})))

    return work


def _whole(fact: Fact, form: Form, types: Mapping[str, Any], get: Get) -> pl.Expr:
    value = get(fact.id)
    match fact.type:
        case "yes_no":
            return value.cast(pl.Boolean)
        case "number":
            return value.cast(pl.Float64)
        case "date":
            return _days(value, types[fact.id])
        case "text":
            return _folded(value)
        case "set":
            return _mask(value, form)
        case "level" | "choice":
            bits = [form.bits([option]) for option in form.options]
            return value.cast(pl.String).replace_strict(list(fact.option_ids), bits, return_dtype=form.dtype)
    return value


def _days(value: pl.Expr, dtype: Any) -> pl.Expr:
    """The numbers of days, of a column with dates or with days in ISO form."""
    days = value.str.to_date("%Y-%m-%d") if dtype == pl.String else value.cast(pl.Date)
    return (days.cast(pl.Int32) + EPOCH).cast(pl.Float64)


def _mask(value: pl.Expr, form: Form) -> pl.Expr:
    zero = pl.lit(0, dtype=form.dtype)
    bits = (
        pl.when(value.list.contains(option)).then(pl.lit(form.bits([option]), dtype=form.dtype)).otherwise(zero)
        for option in form.options
    )
    return pl.when(value.is_not_null()).then(pl.sum_horizontal(bits).cast(form.dtype))


def _folded(value: pl.Expr) -> pl.Expr:
    columns = {"text": value.cast(pl.String)}
    return by_value(columns, lambda row: fold(row["text"]), pl.String, value.is_not_null())


# --- records -----------------------------------------------------------------------------------


def _records(fact: Fact, form: Form, types: Mapping[str, Any], get: Get) -> dict[str, pl.Expr]:
    """The records of a list, of which there may be others where they stand under `fact.records`."""
    named = {name: each for name in (fact.id, f"{fact.id}.records") if (each := types.get(name)) is not None}
    lists = {name: each for name, each in named.items() if isinstance(each, pl.List)}
    found = {name: _list(fact, form, get(name), each) for name, each in lists.items()}
    whole, known = found.get(fact.id), found.get(f"{fact.id}.records")
    if known is None:
        return {} if whole is None else {fact.id: whole}
    more = known.is_not_null() & (known.list.len() > 0)
    if whole is None:
        return {fact.id: pl.when(more).then(known), f"{fact.id}.more": more}
    more &= whole.is_null()
    return {fact.id: pl.when(more).then(known).otherwise(whole), f"{fact.id}.more": more}


def _list(fact: Fact, form: Form, value: pl.Expr, dtype: pl.List) -> pl.Expr:
    """A list with each record in inner form: the fields that are wanted, with every column that they may have."""
    struct = dtype.inner
    types = dict(struct.to_schema()) if isinstance(struct, pl.Struct) else {}
    fields = [column.alias(name) for name, column in _fields(fact, form, types)]
    return value.list.eval(pl.struct(fields)) if fields else value.list.eval(pl.struct(pl.lit(True).alias("?")))


def _fields(fact: Fact, form: Form, types: Mapping[str, Any]) -> Iterator[tuple[str, pl.Expr]]:
    for each in fact.fields:
        if each.id in form.fields:
            part = form.fields[each.id]
            found = inner(each, part, types, lambda name: pl.element().struct.field(name))
            own = found.get(each.id)
            for column, dtype in schema(each.id, part).items():
                other = _filled(column.removeprefix(each.id), part, own)
                yield column, found.get(column, other).cast(dtype)


def _filled(ending: str, form: Form, whole: pl.Expr | None) -> pl.Expr:
    """What stands in a column for what is partly known, where all is known whole."""
    if whole is not None and ending == ".high":
        return whole
    if whole is not None and ending == ".may":
        return pl.when(whole.is_not_null()).then(pl.lit(0, dtype=form.dtype))
    return pl.lit(None)
