"""How rules settle a name in columns: what their statuses, and what is given, make of it (see `engine.settling`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from regiorules.bulk.columns.forms import Form
from regiorules.bulk.columns.operands import Unfit
from regiorules.engine.settling import settle_range, settle_set, settle_silent
from regiorules.frozen import frozen

Found = dict[str, pl.Expr]  # by column


@frozen
class Said:
    """Rules for a name: their statuses as columns, and what each says."""

    name: str
    form: Form
    statuses: Sequence[pl.Expr]
    values: Sequence[Any]

    def mask(self, form: Form, counts: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
        """The bits of what the rules say whose status counts."""
        bits = ((status, form.bits(_options(value))) for status, value in zip(self.statuses, self.values, strict=True))
        return reduce(or_, (_bit(counts(status), mask, form) for status, mask in bits))


def _options(value: Any) -> Iterable[Any]:
    return value if isinstance(value, frozenset) else (value,)


def _bit(when: pl.Expr, mask: int, form: Form) -> pl.Expr:
    return pl.when(when).then(pl.lit(mask, dtype=form.dtype)).otherwise(pl.lit(0, dtype=form.dtype))


def _holds(status: pl.Expr) -> pl.Expr:
    return status


def _open(status: pl.Expr) -> pl.Expr:
    return status.is_null()


def settled(said: Said, settle: Any, given: Sequence[str]) -> tuple[Found, pl.Expr | None, pl.Expr | None]:
    """
    The columns of a name, where its rules contradict each other, and in which rows a column can't say it.

    `given` are the columns that the name has already.  Raises Unfit.
    """
    if settle is settle_silent:
        return {said.name: _or_given(said.name, given, reduce(or_, said.statuses))}, None, None
    if not said.form.fits:
        raise Unfit
    if settle is settle_set:
        return _set(said, given), None, None
    if said.form.kind in ("level", "choice"):
        return *_option(said, settle is settle_range, given), None
    return _value(said, settle is settle_range, given)


def _or_given(column: str, given: Sequence[str], found: pl.Expr) -> pl.Expr:
    return pl.coalesce(pl.col(column), found) if column in given else found


def _set(said: Said, given: Sequence[str]) -> Found:
    name = said.name
    yes = said.mask(said.form, _holds)
    may = said.mask(said.form, _open) & ~yes
    if name not in given:
        return {name: yes, f"{name}.may": may}
    own = pl.col(name)
    more = pl.col(f"{name}.may") if f"{name}.may" in given else pl.when(own.is_not_null()).then(own ^ own)
    fits = (more != 0) & (yes & ~(own | more) == 0) & (own & ~(yes | may) == 0)
    return {
        name: pl.when(own.is_null()).then(yes).when(fits).then(own | yes).otherwise(own),
        f"{name}.may": pl.when(own.is_null()).then(may).when(fits).then(more & may & ~(own | yes)).otherwise(more),
    }


def _option(said: Said, ranges: bool, given: Sequence[str]) -> tuple[Found, pl.Expr]:
    """A level or choice: the mask of what rules give that hold, else of those that are left."""
    holds = said.mask(said.form, _holds)
    found, conflict = _one(said, said.form, holds, ranges)
    if said.name not in given:
        return {said.name: found}, conflict
    own = pl.col(said.name)
    both = own & found
    narrowed = pl.when(own.is_null()).then(found).when(both != 0).then(both).otherwise(own)
    return {said.name: narrowed}, conflict & (own.bitwise_count_ones() != 1).fill_null(True)


def _one(said: Said, form: Form, holds: pl.Expr, ranges: bool) -> tuple[pl.Expr, pl.Expr]:
    """The mask of the one value of the rules that hold, and where they have more than one."""
    count = holds.bitwise_count_ones()
    one = pl.when(count == 1).then(holds)
    if not ranges:
        return one, count > 1
    left, every = said.mask(form, _open), form.bits(said.values)
    return one.when((count == 0) & (left != 0) & (left != every)).then(left), count > 1


def _value(said: Said, ranges: bool, given: Sequence[str]) -> tuple[Found, pl.Expr, pl.Expr | None]:
    """A number, a text, or yes or no: one of what the rules say; some of them go row by row."""
    name = said.name
    form = Form("choice", tuple(dict.fromkeys(said.values)))
    if not form.fits:
        raise Unfit
    mask, conflict = _one(said, form, said.mask(form, _holds), ranges)
    found = pl.lit(None, dtype=said.form.dtype)
    for value in form.options:
        found = pl.when(mask == form.bits([value])).then(pl.lit(value, dtype=said.form.dtype)).otherwise(found)
    hard = (mask.bitwise_count_ones() > 1).fill_null(False) if ranges and said.form.kind != "yes_no" else None
    if name not in given:
        return _columns(said, found), conflict, hard
    own = pl.col(name)
    partly = [pl.col(each).is_not_null() for each in (f"{name}.high", f"{name}.one_of") if each in given]
    whole = own == pl.col(f"{name}.high") if f"{name}.high" in given else own.is_not_null()
    whole = whole.fill_null(False)
    lacks = ~whole & reduce(or_, [*partly, own.is_not_null()])
    hard = lacks if hard is None else lacks | (hard & ~whole)
    return _columns(said, pl.coalesce(own, found)), conflict & ~whole, hard if partly or ranges else None


def _columns(said: Said, found: pl.Expr) -> Found:
    return {said.name: found}
