"""The columns of the answers: which there are, and how each kind of file has them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import polars as pl

from regiorules.bulk.reading.heads import Heads
from regiorules.bulk.tables.by_row import CONFLICTS, derived_facts
from regiorules.bulk.tables.outer import columns_of, kind, to_values
from regiorules.errors import InputError, Problem, Problems
from regiorules.facts.values import as_written
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen, thaw
from regiorules.rules.model import Knowledge
from regiorules.text import Near

_OUT = "\0out"
_BOTH = '"both"'


@frozen
class Answers:
    """The columns that are written: the row's own and those kept, conclusions, facts, and the names in conflict."""

    names: tuple[str, ...]
    facts: dict[str, Fact]

    @classmethod
    def of(cls, knowledge: Knowledge, heads: Heads, chosen: Sequence[str] = ()) -> Answers:
        """All columns, or those chosen behind the row's own; raises InputError for a name that is no column."""
        own = (*heads.own, *heads.kept)
        facts = knowledge.vocabulary.facts
        every = [*knowledge.conclusions, *(each.id for each in derived_facts(knowledge)), CONFLICTS]
        known = dict.fromkeys([*every, *facts])
        problems = Problems()
        for name in chosen:
            if name not in known:
                problems.add("batch_chosen", name=name, suggestion=Near(name, list(known)))
        problems.stop(InputError)
        clash = [name for name in heads.kept if name in known]
        if clash:
            raise InputError([Problem("batch_kept_twice", {"name": clash[0]})])
        return cls(tuple(dict.fromkeys((*own, *(chosen or every)))), dict(facts))

    def texts(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Every column as text: facts as a region file has them, unknown as nothing."""
        return pl.DataFrame([self._text(name, frame) for name in self.names])

    def _text(self, name: str, frame: pl.DataFrame) -> pl.Series:
        is_text = name not in self.facts and frame[name].dtype == pl.String
        return frame[name] if is_text else self._mapped(name, frame, _written).alias(name)

    def json(self, frame: pl.DataFrame) -> pl.Series:
        """A JSON object a row."""
        parts: list[pl.Expr] = []
        for at, name in enumerate(self.names):
            parts += [pl.lit(f"{', ' if at else '{'}{json.dumps(name, ensure_ascii=False)}: "), pl.col(name)]
        values = [self._mapped(name, frame, _as_json).alias(name) for name in self.names]
        return pl.DataFrame(values).select(pl.concat_str(*parts, pl.lit("}")).alias(_OUT)).to_series()

    def typed(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Every column with its own type, with the columns of what is partly known beside those of its fact."""
        found: list[pl.Series] = []
        for name in self.names:
            if name in self.facts:
                found += _used(self.facts[name], frame)
            else:
                found.append(frame[name])
        return pl.DataFrame(found)

    def _mapped(self, name: str, frame: pl.DataFrame, say: Callable[[Any], str | None]) -> pl.Series:
        """A column in which each different value is said once."""
        fact = self.facts.get(name)
        columns = columns_of(fact, frame.columns) if fact else [name]
        if not columns:
            return pl.Series(name, [say(None)] * frame.height, dtype=pl.String)
        part = frame.select(columns)
        if any(kind.is_nested() for kind in part.dtypes):
            part = part.with_columns(pl.struct(pl.all()).struct.json_encode().alias(_OUT))
        keys = [_OUT] if _OUT in part.columns else columns
        different = part.unique(keys, maintain_order=True)
        values = to_values(fact, different) if fact else different[name].to_list()
        table = different.select(keys).with_columns(pl.Series(f"{_OUT}2", [*map(say, values)], dtype=pl.String))
        return part.join(table, on=keys, how="left", nulls_equal=True, maintain_order="left")[f"{_OUT}2"]


def _used(fact: Fact, frame: pl.DataFrame) -> list[pl.Series]:
    """The column of a fact, and those of what is partly known in which something stands."""
    names = columns_of(fact, frame.columns)
    own = frame[fact.id] if fact.id in names else pl.Series(fact.id, [None] * frame.height, kind(fact))
    return [own, *(frame[name] for name in names if name != fact.id and frame[name].null_count() < frame.height)]


def _written(value: Any) -> str | None:
    return None if value is None else as_written(value)


def _as_json(value: Any) -> str:
    return json.dumps(thaw(value), ensure_ascii=False, allow_nan=False)


def as_lines(rows: Iterable[str]) -> bytes:
    """Rows as lines."""
    return "".join(f"{row}\n" for row in rows).encode()
