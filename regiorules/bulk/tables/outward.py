"""From the inner form of columns to what people read: statuses, values, what is partly known, and conflicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from regiorules.bulk.columns.executor import CONFLICTS, STATUS, says
from regiorules.bulk.columns.forms import Form, Row, columns_of, decode
from regiorules.bulk.columns.rowwise import by_row, by_value
from regiorules.bulk.tables.inward import EPOCH
from regiorules.bulk.tables.outer import bound, bound_kind
from regiorules.engine.program import Program, ProgramRule
from regiorules.engine.settling import CONFLICT
from regiorules.facts.partial import BOUNDS, FORMS, is_partial
from regiorules.facts.possible import contradicts
from regiorules.facts.vocabulary import Fact

OWN = "="  # before a name: what was given of it, in inner form


def status(column: str) -> pl.Expr:
    """What a conclusion is: `holds`, `fails` or `open`."""
    value = pl.col(column)
    return pl.when(value).then(pl.lit("holds")).when(~value).then(pl.lit("fails")).otherwise(pl.lit("open"))


def outer(fact: Fact, form: Form, types: Mapping[str, Any], *, always: bool = False) -> dict[str, pl.Expr]:
    """
    The columns of a fact as people have them, from its inner ones in `types`.

    What is partly known has columns of its own, by its key: `always`, or where a row may have any.
    """
    used = columns_of(fact.id, form, types)
    if not used:
        keys = FORMS.get(fact.type, ()) if always else ()
        return {name: pl.lit(None, dtype=dtype) for name, dtype in _kinds(fact, keys).items()}
    partly = _partly(fact, form, used)
    found = {fact.id: _whole(fact, form, partly, types)}
    if (partly is None and not always) or fact.type not in FORMS:
        return found
    dtypes = {name: dtype for name, dtype in _kinds(fact, FORMS[fact.type]).items() if name != fact.id}
    if partly is None:
        return found | {name: pl.lit(None, dtype=dtype) for name, dtype in dtypes.items()}
    parts = by_value({name: pl.col(name) for name in used}, _said(fact, form), pl.Struct(dtypes), partly).struct
    return found | {name: parts.field(name) for name in dtypes}


def _partly(fact: Fact, form: Form, used: Sequence[str]) -> pl.Expr | None:
    """Where something is known and not all; None where that can't be."""
    name, value = fact.id, pl.col(fact.id)
    found = []
    if f"{name}.one_of" in used:
        found.append(pl.col(f"{name}.one_of").is_not_null())
    if fact.type in ("level", "choice"):
        found.append(value.bitwise_count_ones() > 1)
    if f"{name}.high" in used:
        found.append(value != pl.col(f"{name}.high"))
    if f"{name}.may" in used:
        found.append(pl.col(f"{name}.may") != 0)
    return reduce(or_, (each.fill_null(False) for each in found)) if found else None


def _whole(fact: Fact, form: Form, partly: pl.Expr | None, given: Mapping[str, Any]) -> pl.Expr:
    """The whole value; of a text as it was written, where it was given so."""
    value = pl.col(fact.id) if partly is None else pl.when(~partly).then(pl.col(fact.id))
    match fact.type:
        case "number":
            return value.cast(pl.Int64 if fact.whole else pl.Float64)
        case "date":
            return (value.cast(pl.Int32) - EPOCH).cast(pl.Date)
        case "level" | "choice":
            bits = [form.bits([option]) for option in form.options]
            return value.replace_strict(bits, list(fact.option_ids), default=None, return_dtype=pl.String)
        case "set":
            bits_of = [pl.when(value & form.bits([each]) != 0).then(pl.lit(each)) for each in form.options]
            return pl.when(value.is_not_null()).then(pl.concat_list(bits_of).list.drop_nulls())
        case "text":
            return _text(fact, value, given)
    return value


def _text(fact: Fact, value: pl.Expr, given: Mapping[str, Any]) -> pl.Expr:
    spelled = by_value({"text": value}, lambda row: fact.decode(row["text"]), pl.String, value.is_not_null())
    if OWN + fact.id not in given:
        return spelled
    return pl.when(value == pl.col(OWN + fact.id)).then(pl.col(f"{OWN}{OWN}{fact.id}")).otherwise(spelled)


def _said(fact: Fact, form: Form) -> Callable[[Row], dict[str, Any]]:
    def work(row: Row) -> dict[str, Any]:
        value = fact.decode(decode(fact.id, form, row))
        said = value if is_partial(value) else {}
        cells = {key: list(part) if isinstance(part, tuple) else bound(fact, part) for key, part in said.items()}
        return {f"{fact.id}.{key}": part for key, part in cells.items()}

    return work


def _kinds(fact: Fact, keys: Sequence[str]) -> dict[str, Any]:
    """The types of the columns of a fact: the whole value, and these keys."""
    number: Any = pl.Int64 if fact.whole else pl.Float64
    kinds = {"number": number, "date": pl.Date, "yes_no": pl.Boolean, "set": pl.List(pl.String)}
    found = {fact.id: kinds.get(fact.type, pl.String)}
    for key in keys:
        found[f"{fact.id}.{key}"] = bound_kind(fact) if key in BOUNDS else pl.List(pl.String)
    return found


# --- conflicts -----------------------------------------------------------------------------------


def conflict(
    program: Program, forms: Mapping[str, Form], name: str, rules: Sequence[ProgramRule], types: Mapping[str, Any]
) -> pl.Expr:
    """The name, where its rules give it two values, or another than is given."""
    if any(rule.works_out for rule in rules):
        return pl.when(_worked_out(program, forms, name, rules, types)).then(pl.lit(name))
    form = forms[name]
    found = [pl.col(CONFLICTS + name).fill_null(False)] if CONFLICTS + name in types else []
    if OWN + name in types:
        found += [_against(form, name, rule, types).fill_null(False) for rule in rules]
        found.append(_differ(rules))
    return pl.when(reduce(or_, found)).then(pl.lit(name)) if found else pl.lit(None, dtype=pl.String)


def _worked_out(
    program: Program, forms: Mapping[str, Form], name: str, rules: Sequence[ProgramRule], types: Mapping[str, Any]
) -> pl.Expr:
    """Where no number is all that rules work out that hold, or is what they do and what is given."""
    names = [*says(rules), OWN + name]
    known = {**forms, **{STATUS + rule.id: Form("yes_no") for rule in rules}, OWN + name: forms[name]}

    def work(values: Row) -> bool:
        every = [rule.said(values) for rule in rules if values.get(STATUS + rule.id)]
        said = [value for value in every if value is not None]
        against = contradicts(values.get(OWN + name), said)
        return against or program.settle[name]([(True, value) for value in said]) is CONFLICT

    return by_row(names, known, types, work, pl.Boolean, pl.lit(True))


def _differ(rules: Sequence[ProgramRule]) -> pl.Expr:
    """Where rules that hold say more than one thing."""
    values = list(dict.fromkeys(rule.value for rule in rules))
    holds = [
        reduce(or_, (pl.col(STATUS + rule.id).fill_null(False) for rule in rules if rule.value == value))
        for value in values
    ]
    found: pl.Expr = pl.sum_horizontal(holds).gt(1)
    return found


def _against(form: Form, name: str, rule: ProgramRule, types: Mapping[str, Any]) -> pl.Expr:
    """Where a rule holds and its value isn't possible by what is given."""
    own, holds = pl.col(OWN + name), pl.col(STATUS + rule.id)
    if form.kind in ("level", "choice"):
        return holds & (own & form.bits([rule.value])).eq(0)
    if f"{OWN}{name}.high" in types:
        return holds & (own.gt(rule.value) | pl.col(f"{OWN}{name}.high").lt(rule.value))
    differs: pl.Expr = holds & (own != pl.lit(rule.value))
    some = f"{OWN}{name}.one_of"
    if some not in types:
        return differs
    return differs.fill_null(False) | (holds & ~pl.col(some).list.contains(rule.value))
