"""What must name a record of a list names one that the row has, by the name that its list gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from regiorules.bulk.reading.chunks import Piece, without
from regiorules.bulk.reading.rejects import Reject
from regiorules.bulk.tables.outer import columns_of, to_columns, to_values
from regiorules.errors import NOWHERE, Problem
from regiorules.facts.listed import Listed
from regiorules.facts.values import as_written
from regiorules.facts.vocabulary import Fact, Vocabulary

_KEY = "\0key"


def named(piece: Piece, vocabulary: Vocabulary, joined: Mapping[str, str]) -> Piece:
    """
    The piece with such names as the lists have them, without the rows in which one names no record.

    `joined` has the facts that came from another table, each with the column that joined it: what that says, and no
    more, is what they depend on.
    """
    for fact in vocabulary.facts.values():
        if fact.among and {fact.id, fact.among} <= {*piece.frame.columns}:
            piece = _checked(piece, fact, vocabulary, joined)
    return piece


def _checked(piece: Piece, fact: Fact, vocabulary: Vocabulary, joined: Mapping[str, str]) -> Piece:
    other = vocabulary.facts[fact.among]
    mine, theirs = (columns_of(each, piece.frame.columns) for each in (fact, other))
    one, two = ([joined[each.id]] if each.id in joined else own for each, own in ((fact, mine), (other, theirs)))
    key = pl.struct(*dict.fromkeys([*one, *two])).struct.json_encode().alias(_KEY)
    keyed = piece.frame.select(*mine, *theirs, key)
    different = keyed.unique(_KEY, maintain_order=True)
    names: list[Any] = []
    wrong: dict[str, tuple[Any, list[Problem]]] = {}
    pairs = zip(different[_KEY], to_values(fact, different), to_values(other, different), strict=True)
    for key, name, records in pairs:
        found, problems = _found(fact, name, records, vocabulary)
        names.append(found)
        wrong |= {key: (name, problems)} if problems else {}
    table = pl.DataFrame([different[_KEY], *to_columns(fact, names)])
    frame = piece.frame.drop(mine).with_columns(keyed[_KEY]).join(table, on=_KEY, how="left", maintain_order="left")
    rejects = _rejects(piece, fact.id, frame[_KEY], wrong)
    return without(Piece(frame.drop(_KEY), piece.rows, piece.place, piece.rejects), rejects)


def _found(fact: Fact, name: Any, records: Any, vocabulary: Vocabulary) -> tuple[Any, list[Problem]]:
    if name is None or not records:
        return name, []
    listed = Listed(vocabulary, vocabulary.facts[fact.among], records)
    found = listed.name(name)
    return found, listed.check(found, NOWHERE, "")


def _rejects(piece: Piece, head: str, keys: pl.Series, wrong: Mapping[str, tuple[Any, list[Problem]]]) -> list[Reject]:
    return [
        Reject(piece.rows[int(at)], piece.place(int(at), head), head, as_written(wrong[keys[int(at)]][0]), problem)
        for at in keys.is_in([*wrong]).arg_true()
        for problem in wrong[keys[int(at)]][1]
    ]
