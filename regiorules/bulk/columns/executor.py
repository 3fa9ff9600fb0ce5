"""
The columnar executor: rules as columns of Polars, lazily, for many regions at once.

Each layer adds the columns of its rules and of what they settle; unknown is null, and Kleene's logic is Polars' own.
What a column can't say goes row by row through the engine's own functions: the answers are those of compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import polars as pl

from regiorules.bulk.columns.figures import FIELD, PAIR, Figure, pair
from regiorules.bulk.columns.forms import Form, columns_of, encode, forms_of, schema
from regiorules.bulk.columns.kept import KEPT, Kept, uses
from regiorules.bulk.columns.operands import Number, Operand, Unfit
from regiorules.bulk.columns.rowwise import by_row
from regiorules.bulk.columns.settled import Said, settled
from regiorules.bulk.columns.translate import Translator
from regiorules.bulk.columns.truths import Doubtful, Truth
from regiorules.engine.judgement import Judge
from regiorules.engine.program import Derivation, Layer, Program, ProgramRule
from regiorules.engine.settling import COLLECT, CONFLICT, Settle, one_value, settle_calculated, settle_silent
from regiorules.facts.possible import is_known, narrowed
from regiorules.rules.expressions import Aggregate, Field, reads

STATUS = "?"  # before the id of a rule: the column of its status
CONFLICTS = "!"  # before a name: whether its rules contradict each other
# Only what nobody asks for is left out.  What rules have in common is kept already, and nothing is filtered or sorted:
# to look for it costs more than it brings.
FAST = pl.QueryOptFlags.none()
FAST.projection_pushdown = True


class ColumnarExecutor:
    """
    Runs a program on columns; `forms` say what its names are (see `forms`), where the program doesn't.

    Made anew for each program; may be used from any thread and be pickled.
    """

    name = "columnar"

    def __init__(self, program: Program, forms: Mapping[str, Form] | None = None) -> None:
        self.program = program
        self.forms = forms_of(program, forms or {})
        self.uses = uses(program)

    def run(self, frame: pl.LazyFrame, partly: Collection[str] | None = None) -> pl.LazyFrame:
        """
        The frame with what follows, lazily: `?rule` for each status, `!name` for conflicts, and the names settled.

        The columns of the facts are in the inner form (see `forms`).  `partly` are the levels and choices of which a
        row may have more than one; all of them, unless it is given.
        """
        return _Run(self, frame, partly).frame()


class _Run:
    """One frame on its way through the layers."""

    def __init__(self, made: ColumnarExecutor, frame: pl.LazyFrame, partly: Collection[str] | None) -> None:
        self.program, self.forms = made.program, made.forms
        self.lazy = frame
        self.columns: dict[str, Any] = dict(frame.collect_schema())
        optioned = {name for name, form in self.forms.items() if form.kind in ("level", "choice")}
        self.partly = optioned & set(self.columns) if partly is None else set(partly)
        self.figures: dict[Aggregate, Operand | None] = {}
        self.kept = Kept(made.uses)

    def frame(self) -> pl.LazyFrame:
        """The frame behind the last layer."""
        for layer in self.program.layers:
            self.layer(layer)
        return self.lazy.drop(name for name in self.columns if name.startswith(KEPT))

    def layer(self, layer: Layer) -> None:
        """The columns of a layer: figures first, then statuses, and what they settle."""
        derived: dict[str, pl.Expr] = {}
        for each in layer.derivations:
            derived |= self.derived(each)
        statuses = {STATUS + rule.id: self.status(rule) for rule in layer.rules}
        self.add(*self.kept.take(), derived | statuses)
        settled: dict[str, pl.Expr] = {}
        for target, rules in layer.by_target.items():
            settled |= self.settled(target, rules)
        self.add(*self.kept.take(), settled)

    def add(self, *steps: Mapping[str, pl.Expr]) -> None:
        """These columns, from here on; those of each step may read those of the one before."""
        for found in filter(None, steps):
            self.lazy = self.lazy.with_columns(**found)
            self.columns |= dict.fromkeys(found, pl.Unknown())  # numbers may be whole, or not

    # --- conditions --------------------------------------------------------------------------

    def status(self, rule: ProgramRule) -> pl.Expr:
        """The column of a rule."""
        translator = self.translator()
        try:
            found = translator.truth(rule.when)
        except Unfit:
            return self.judged(rule.judge, pl.Boolean, pl.lit(True), lambda value: value)
        if not translator.hard:
            return self.kept.say(STATUS + rule.id, found)
        hard = _any(translator.hard)
        judged = self.judged(rule.judge, pl.Boolean, hard, lambda value: value)
        return pl.when(hard).then(judged).otherwise(found.column)

    def translator(self) -> Translator:
        return Translator(self.forms, self.columns, self.figure, self.partly, self.kept)

    def judged(self, judge: Judge, dtype: Any, hard: pl.Expr, written: Callable[[Any], Any]) -> pl.Expr:
        """What a tree gives, row by row."""
        names = sorted(reads(judge.tree))
        return by_row(names, self.forms, self.columns, lambda values: written(judge.value(values)), dtype, hard)

    def figure(self, tree: Aggregate) -> Operand | None:
        """A figure about records, in a column of its own."""
        if tree not in self.figures:
            self.figures[tree] = self._figure(tree)
        return self.figures[tree]

    def _figure(self, tree: Aggregate) -> Operand | None:
        if tree.records not in self.columns:
            return None
        try:
            made = self._of_records(tree).column(self.columns)
        except Unfit:
            made = self._by_row(tree)
        found = self.kept.once(tree, made)
        if tree.function in ("any", "all"):
            return Truth(found)
        return Number(found.struct.field("x"), found.struct.field("x.high"), whole=True)

    def _of_records(self, tree: Aggregate) -> Figure:
        """A figure with what it asks of each record; raises Unfit."""
        fields = {FIELD + name: form for name, form in self.forms[tree.records].fields.items()}
        types = {column: kind for name, form in fields.items() for column, kind in schema(name, form).items()}
        forms, partly = {**self.forms, **fields}, {*self.partly, *fields}
        inside = Translator(forms, {**self.columns, **types}, _no_figure, partly)
        test = inside.truth(tree.where) if tree.where is not None else None
        of = inside.operand(Field(tree.of)) if tree.of else None
        if of is not None and not isinstance(of, Number):
            raise Unfit
        return Figure(tree, self.forms, test, of, tuple(inside.hard))

    def _by_row(self, tree: Aggregate) -> pl.Expr:
        """A figure in which a column can't say what is asked."""
        judge, known = Judge(tree), pl.col(tree.records).is_not_null()
        if tree.function in ("any", "all"):
            return self.judged(judge, pl.Boolean, known, lambda value: value)
        return self.judged(judge, PAIR, known, pair)

    # --- what is settled ---------------------------------------------------------------------

    def derived(self, each: Derivation) -> dict[str, pl.Expr]:
        """What an expression gives a name, where it isn't given whole."""
        name, form = each.target, self.forms[each.target]
        given = columns_of(name, form, self.columns)
        translator = self.translator()
        try:
            found = translator.operand(each.expression)
            if found is None:
                return {}
            columns = _derived(name, found, given)
        except Unfit:
            return self.by_row(name, sorted({*reads(each.expression)}), pl.lit(True), each.judge.value, {})
        if not translator.hard:
            return columns
        return self.by_row(name, sorted(reads(each.expression)), _any(translator.hard), each.judge.value, columns)

    def settled(self, target: str, rules: Sequence[ProgramRule]) -> dict[str, pl.Expr]:
        """What its rules make of a name."""
        if works_by_row(self.program.settle[target]):
            return self.worked_out(target, rules)
        form, given = self.forms[target], columns_of(target, self.forms[target], self.columns)
        said = Said(target, form, [pl.col(STATUS + rule.id) for rule in rules], [rule.value for rule in rules])
        settle = self.program.settle[target]
        if settle is settle_silent and not given:
            return {target: self.kept.either(target, [STATUS + rule.id for rule in rules])}
        columns, conflict, hard = settled(said, settle, given)
        if conflict is not None:
            columns[CONFLICTS + target] = conflict
        if form.kind in ("level", "choice"):
            self.partly |= {target} if settle.__name__ == "settle_range" else set()
        if hard is None:
            return columns

        def work(values: Mapping[str, Any]) -> Any:
            found = settle((values.get(STATUS + rule.id), rule.value) for rule in rules)
            return None if found is CONFLICT else found

        return self.by_row(target, [STATUS + rule.id for rule in rules], hard, work, columns)

    def worked_out(self, target: str, rules: Sequence[ProgramRule]) -> dict[str, pl.Expr]:
        """A number that rules work out, or that is made of all of them that hold: row by row."""
        names = says(rules)
        settle = self.program.settle[target]

        def work(values: Mapping[str, Any]) -> Any:
            return settle([(values.get(STATUS + rule.id), rule.said(values)) for rule in rules])

        def disputed(values: Mapping[str, Any]) -> bool:
            return not is_known(values.get(target)) and work(values) is CONFLICT

        def agreed(values: Mapping[str, Any]) -> Any:
            found = work(values)
            return None if found is CONFLICT else found

        columns = self.by_row(target, names, pl.lit(True), agreed, {})
        if one_value(settle):
            forms = self.with_statuses(names)
            columns[CONFLICTS + target] = by_row(
                [*names, target], forms, self.columns, disputed, pl.Boolean, pl.lit(True)
            )
        return columns

    def with_statuses(self, names: Sequence[str]) -> dict[str, Form]:
        """The forms of all names, with those of the statuses among these."""
        return {**self.forms, **{each: Form("yes_no") for each in names if each.startswith(STATUS)}}

    def by_row(
        self,
        name: str,
        names: Sequence[str],
        hard: pl.Expr,
        work: Callable[[Mapping[str, Any]], Any],
        easy: Mapping[str, pl.Expr],
    ) -> dict[str, pl.Expr]:
        """The columns of a name, in the hard rows row by row: what was given of it and what `work` finds."""
        form = self.forms[name]
        dtypes = schema(name, form)

        def row(values: Mapping[str, Any]) -> dict[str, Any]:
            given = values.get(name)
            return encode(name, form, work(values) if given is None else narrowed(given, work(values)))

        found = by_row([*names, name], self.with_statuses(names), self.columns, row, pl.Struct(dtypes), hard).struct
        lacking = {column: easy.get(column, easy.get(name)) for column in dtypes}
        if form.kind in ("number", "text"):
            lacking[f"{name}.one_of"] = pl.lit(None)
        others = {column: each for column, each in easy.items() if column not in dtypes}
        return others | {
            column: pl.when(hard).then(found.field(column)).otherwise(pl.lit(None) if other is None else other)
            for column, other in lacking.items()
        }


def works_by_row(settle: Settle) -> bool:
    """True for a number that rules work out, or that is made of all of them that hold."""
    return settle is settle_calculated or settle in COLLECT.values()


def says(rules: Sequence[ProgramRule]) -> list[str]:
    """The columns that tell what some rules say: their statuses, and the names of which something is worked out."""
    read = {name for rule in rules if rule.works_out for name in reads(rule.works_out.tree)}
    return [*(STATUS + rule.id for rule in rules), *sorted(read)]


def _no_figure(tree: Aggregate) -> Operand | None:
    raise Unfit


def _derived(name: str, found: Operand, given: Sequence[str]) -> dict[str, pl.Expr]:
    match found:
        case Truth() | Doubtful():
            return {name: pl.coalesce(pl.col(name), found.column) if name in given else found.column}
        case Number():
            return _number(name, found, given)
    raise Unfit


def _number(name: str, found: Number, given: Sequence[str]) -> dict[str, pl.Expr]:
    """What is possible by what is given and by what follows; as given where that is nothing."""
    if name not in given:
        return {name: found.low, f"{name}.high": found.high} if found.partly else {name: found.low}
    low = pl.col(name)
    if not found.partly and f"{name}.high" not in given:
        return {name: pl.coalesce(low, found.low)}
    high = pl.col(f"{name}.high") if f"{name}.high" in given else low
    least, most = pl.max_horizontal(low, found.low), pl.min_horizontal(high, found.high)
    apart = (least > most).fill_null(False)
    return {
        name: pl.when(apart).then(low).otherwise(least),
        f"{name}.high": pl.when(apart).then(high).otherwise(most),
    }


def _any(parts: Sequence[pl.Expr]) -> pl.Expr:
    found = parts[0].fill_null(False)
    for part in parts[1:]:
        found = found | part.fill_null(False)
    return found
