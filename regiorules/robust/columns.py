"""Counting in columns: worlds are numbered, and laid out in blocks by the digits of their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import prod
from random import Random
from typing import Any

import polars as pl

from regiorules.bulk.columns.executor import FAST, ColumnarExecutor
from regiorules.bulk.columns.forms import Form, encode, forms_of, schema
from regiorules.facts.possible import Some, is_partly
from regiorules.robust.slices import Slice, Worlds
from regiorules.robust.tally import Count, Tally

BLOCK = 1 << 18  # worlds at once
_DIGIT = "@"  # before a doubtful fact: the place of its value
Tell = Callable[[int], None]


def tallies(
    part: Slice,
    names: Sequence[str],
    worlds: Worlds,
    forms: Mapping[str, Form],
    tell: Tell,
    sample: tuple[int, int] | None = None,
) -> list[Tally]:
    """
    The tally of each name over every world; `tell` hears of the worlds of each block.

    With a `sample` (how many, and a seed) over so many worlds that are drawn at random, with replacement.
    """
    blocks = _drawn(worlds, *sample) if sample else _every(worlds)
    return _Table(part, worlds, forms).tallies(names, blocks, tell, sampled=sample is not None)


def _every(worlds: Worlds) -> Iterator[pl.DataFrame]:
    """The digits of all worlds, in blocks."""
    total = prod(map(len, worlds.values()))
    for start in range(0, total, BLOCK):
        number, step = pl.int_range(start, min(start + BLOCK, total), dtype=pl.Int64), 1
        digits = []
        for name, values in worlds.items():
            digits.append((number // step % len(values)).cast(pl.UInt16).alias(_DIGIT + name))
            step *= len(values)
        yield pl.select(digits)


def _drawn(worlds: Worlds, size: int, seed: int) -> Iterator[pl.DataFrame]:
    """The digits of so many random worlds, in blocks."""
    random = Random(seed)  # noqa: S311  no secret
    for start in range(0, size, BLOCK):
        count = min(BLOCK, size - start)
        drawn = {_DIGIT + name: random.choices(range(len(values)), k=count) for name, values in worlds.items()}
        yield pl.DataFrame(drawn, schema=dict.fromkeys(drawn, pl.UInt16))


class _Table:
    """A slice with the columns that its worlds have."""

    def __init__(self, part: Slice, worlds: Worlds, forms: Mapping[str, Form]) -> None:
        self.forms = forms_of(part.program, forms)
        self.executor = ColumnarExecutor(part.program, self.forms)
        self.worlds = worlds
        known = {name: value for name, value in part.given.items() if value is not None}
        self.same = {column: each for name, value in known.items() for column, each in self.fixed(name, value).items()}
        self.partly = {name for name, value in known.items() if isinstance(value, Some)}
        self.ranging = {column: each for name in worlds for column, each in self.free(name).items()}

    def fixed(self, name: str, value: Any) -> dict[str, pl.Expr]:
        """The columns of what is the same in every world."""
        series = self.series(name, [value], partly=is_partly(value))
        return {column: pl.lit(each).first() for column, each in series.items()}

    def free(self, name: str) -> dict[str, pl.Expr]:
        """The columns of a doubtful fact."""
        series = self.series(name, self.worlds[name], partly=False)
        return {column: pl.lit(each).gather(pl.col(_DIGIT + name)) for column, each in series.items()}

    def series(self, name: str, values: Sequence[Any], *, partly: bool) -> dict[str, pl.Series]:
        form = self.forms[name]
        kinds = schema(name, form, partly=partly)
        if form.kind == "records":
            kinds = schema(name, form)
        rows = [encode(name, form, value) for value in values]
        return {
            column: pl.Series([row.get(column) for row in rows], dtype=kind, strict=False)
            for column, kind in kinds.items()
        }

    def tallies(
        self, names: Sequence[str], blocks: Iterator[pl.DataFrame], tell: Tell, *, sampled: bool
    ) -> list[Tally]:
        found: Counter[tuple[str, int, str, str]] = Counter()
        for block in blocks:
            self.count(self.settled(names, block), names, found)
            tell(len(block))
        total = prod(map(len, self.worlds.values()))
        return [self.tally(name, found, total, sampled=sampled) for name in names]

    def settled(self, names: Sequence[str], block: pl.DataFrame) -> pl.DataFrame:
        """What the names are in each of these worlds, beside the digits."""
        frame = block.lazy().with_columns(**self.same, **self.ranging)
        run = self.executor.run(frame, self.partly)
        there = set(run.collect_schema().names())  # what is unknown in every world has no column
        columns = [pl.col(name) if name in there else pl.lit(None, pl.Boolean).alias(name) for name in names]
        return run.select(*block.columns, *columns).collect(optimizations=FAST)

    def count(self, frame: pl.DataFrame, names: Sequence[str], found: Counter[tuple[str, int, str, str]]) -> None:
        """Add the counts by the values of each doubtful fact."""
        sums = [pl.len().alias("#"), *(pl.col(each).sum().alias(f"+{each}") for each in names)]
        sums += [(~pl.col(each)).sum().alias(f"-{each}") for each in names]
        for fact in self.worlds:
            for row in frame.group_by(_DIGIT + fact).agg(sums).iter_rows(named=True):
                place = row.pop(_DIGIT + fact)
                for key, value in row.items():
                    found[fact, place, key[:1], key[1:]] += value

    def tally(self, name: str, found: Mapping[Any, int], total: int, *, sampled: bool) -> Tally:
        by = {
            (fact, place): Count(
                found[fact, place, "#", ""], found[fact, place, "+", name], found[fact, place, "-", name]
            )
            for fact, values in self.worlds.items()
            for place in range(len(values))
        }
        first = next(iter(self.worlds))
        whole = sum((each for (fact, _), each in by.items() if fact == first), Count())
        return Tally(whole, total, by, sampled)
