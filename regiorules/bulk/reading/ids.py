"""Which rows have been there: an id is that of one row."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from regiorules.bulk.reading.chunks import Piece, without
from regiorules.bulk.reading.heads import ID
from regiorules.bulk.reading.rejects import Reject
from regiorules.errors import Problem
from regiorules.facts.values import clip

IDS = "ids"


class Seen:
    """The ids of the rows so far."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Those in the files of parts that are there already."""
        self.ids = pl.concat([pl.Series(ID, [], pl.String), *(pl.read_ipc(each)[ID] for each in files)])

    def once(self, piece: Piece, head: str) -> Piece:
        """The piece without rows whose id was there before; its ids have been there from now on."""
        ids = piece.frame[ID]
        again = ids.is_in(self.ids.filter(self.ids.is_in(ids.implode())).implode()) | ~ids.is_first_distinct()
        rejects = [
            Reject(piece.rows[int(at)], piece.place(int(at), head), head, ids[int(at)], _twice(ids[int(at)]))
            for at in again.arg_true()
        ]
        found = without(piece, rejects)
        self.ids = pl.concat([self.ids, found.frame[ID]])
        return found


def _twice(text: str) -> Problem:
    return Problem("duplicate_record", {"name": clip(text)})


def ids_content(piece: Piece) -> bytes:
    """The ids of a piece, as a part keeps them."""
    out = io.BytesIO()
    piece.frame.select(ID).write_ipc(out)
    return out.getvalue()
