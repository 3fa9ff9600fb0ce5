"""
The cells of a column, read as a person types an answer: each text once, however many rows have it.

So what costs time grows with how many different texts there are, and rows by the million stay columns.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import polars as pl
from attrs import field

from regiorules.bulk.tables.outer import kind, to_columns
from regiorules.documents import Scalar, node_of
from regiorules.errors import InputError, Problem, Problems
from regiorules.facts.given import read_given, typed
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.memo import Bounded
from regiorules.patterns import pattern

_TEXT, _WRONG = "\0text", "\0wrong"  # names that no column of a table has
_REMEMBERED = 20_000  # texts of one column
_CONTROL = pattern("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PLAIN = r"^(?:0|[1-9][0-9]{0,14})$"  # digits that mean one thing
_DONT_KNOW = "?"


@frozen
class ReadColumn:
    """The columns of a fact, and for each row that is wrong (from 0) what is written there and what is wrong."""

    columns: tuple[pl.Series, ...]
    wrong: Mapping[int, tuple[str, tuple[Problem, ...]]]


@frozen
class _Answer:
    """What one text says."""

    value: Any
    problems: tuple[Problem, ...] = ()


@frozen
class Cells:
    """Reads the columns of one fact, chunk after chunk."""

    fact: Fact
    _known: Bounded[str, _Answer] = field(factory=lambda: Bounded(_REMEMBERED), init=False, eq=False)

    def read(self, texts: pl.Series, *, is_json: bool = False) -> ReadColumn:
        """A column of texts (null is unknown), written by people or as JSON."""
        plain = self._digits(texts) if not is_json else None
        rest = texts if plain is None else texts.set(plain.is_not_null(), None)
        found = self._distinct(rest, is_json=is_json)
        if plain is None:
            return found
        main = found.columns[0]
        return ReadColumn((main.zip_with(plain.is_null(), plain.cast(main.dtype)), *found.columns[1:]), found.wrong)

    def typed(self, frame: pl.DataFrame) -> ReadColumn:
        """Columns of any type: that of the fact under its id, and what is partly known under its keys."""
        only = frame.to_series() if frame.columns == [self.fact.id] else None
        if only is not None and self._goes_straight(only.dtype):
            return self._checked(only)
        texts = frame.select(pl.struct(pl.all()).struct.json_encode()).to_series()
        return self.read(texts, is_json=True)

    def _goes_straight(self, dtype: pl.DataType) -> bool:
        return dtype == pl.Boolean if self.fact.type == "yes_no" else self.fact.type == "number" and dtype.is_numeric()

    def _checked(self, values: pl.Series) -> ReadColumn:
        """Values of the type of the fact, without those that it can't have."""
        if self.fact.type == "yes_no":
            return ReadColumn((values.alias(self.fact.id),), {})
        numbers = values.cast(pl.Float64)
        good = numbers.is_finite()
        if self.fact.whole:
            good &= numbers == numbers.round()
        good &= numbers.is_between(*self._limits)
        at = (~good).fill_null(value=False).arg_true()
        wrong = {int(row): (str(values[int(row)]), self._why_not(numbers[int(row)])) for row in at}
        column = numbers.set(~good, None).cast(kind(self.fact))
        return ReadColumn((column.alias(self.fact.id),), wrong)

    @property
    def _limits(self) -> tuple[float, float]:
        return self.fact.limits

    def _why_not(self, number: float) -> tuple[Problem, ...]:
        plain = int(number) if number.is_integer() else number
        return read_json(self.fact, json.dumps({self.fact.id: plain})).problems

    def _digits(self, texts: pl.Series) -> pl.Series | None:
        """The numbers that are written as digits alone, within their bounds; null for any other text."""
        if self.fact.type != "number":
            return None
        numbers = texts.set(~texts.str.contains(_PLAIN), None).cast(pl.Int64)
        return numbers.set(~numbers.is_between(*self._limits), None)

    def _distinct(self, texts: pl.Series, *, is_json: bool) -> ReadColumn:
        different = texts.unique(maintain_order=True)
        answers = [self._answer(text, is_json=is_json) for text in different]
        wrong = pl.Series(_WRONG, [bool(each.problems) for each in answers], dtype=pl.Boolean)
        columns = to_columns(self.fact, [each.value for each in answers])
        table = pl.DataFrame([different.alias(_TEXT), *columns, wrong])
        rows = texts.alias(_TEXT).to_frame().join(table, on=_TEXT, how="left", nulls_equal=True, maintain_order="left")
        by_text = {text: each.problems for text, each in zip(different, answers, strict=True) if each.problems}
        at = rows[_WRONG].arg_true()
        said = {int(row): (text, by_text[text]) for row, text in zip(at, texts.gather(at), strict=True)}
        return ReadColumn(tuple(rows[each.name] for each in columns), said)

    def _answer(self, text: str | None, *, is_json: bool) -> _Answer:
        if text is None:
            return _Answer(None)
        read = read_json if is_json else read_text
        return self._known.get(text) or self._known.keep(text, read(self.fact, text))


def read_text(fact: Fact, text: str) -> _Answer:
    """What a person wrote in a cell; nothing, or `?`, is unknown."""
    if hidden := _CONTROL.search(text):
        return _Answer(None, (Problem("character", {"name": f"U+{ord(hidden[0]):04X}"}),))
    if text.strip() == _DONT_KNOW:
        return _Answer(None)
    problems = Problems()
    value = read_given(fact, typed(fact, text, problems), problems, "")
    return _Answer(None if problems.found else value, tuple(problems.found))


def read_json(fact: Fact, text: str) -> _Answer:
    """What the columns of a fact say together, written as JSON: the whole value under its id, parts by their keys."""
    said = {key: part for key, part in json.loads(text).items() if part is not None}
    whole = said.pop(fact.id, None)
    if whole is not None and said:
        fields = {"name": fact.id, "first": str(whole), "second": str(said)}
        return _Answer(None, (Problem("given_twice", fields),))
    problems = Problems()
    try:
        node = node_of(_nested(fact, whole if whole is not None else said or None))
    except InputError as error:
        return _Answer(None, error.problems)
    if isinstance(node, Scalar) and isinstance(whole, str):
        return read_text(fact, whole)
    value = read_given(fact, node, problems, "")
    return _Answer(None if problems.found else value, tuple(problems.found))


def _nested(fact: Fact, value: Any) -> Any:
    """The same with what is partly known of a field of a record in one mapping, behind the name of that field."""
    if fact.type != "records" or value is None:
        return value
    if isinstance(value, dict):
        return {key: _nested(fact, part) if key == "records" else part for key, part in value.items()}
    return [_record(each) if isinstance(each, dict) else each for each in value]


def _record(record: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in record.items():
        own, dot, key = name.partition(".")
        if value is not None:
            found |= {own: {**found.get(own, {}), key: value}} if dot else {name: value}
    return found
