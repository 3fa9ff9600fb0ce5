"""What a table of known regions says of the region of each row: where the row itself begins."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import polars as pl

from regiorules.bulk.reading.chunks import Piece, without
from regiorules.bulk.reading.rejects import Reject
from regiorules.bulk.tables.outer import to_columns
from regiorules.errors import Problem, UnknownName
from regiorules.facts.names import find_profile
from regiorules.facts.profiles import Profile
from regiorules.facts.tables import REGION
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import frozen


@frozen
class Starts:
    """Known regions by name; of each row they give the facts of which its table has no column."""

    profiles: Mapping[str, Profile]
    vocabulary: Vocabulary
    told: frozenset[str]  # the facts that the rows tell themselves

    @property
    def digest(self) -> str:
        """What tells whether it is still the same table."""
        return hashlib.sha256(repr(self.profiles).encode()).hexdigest()

    @property
    def facts(self) -> list[str]:
        """The facts that they give."""
        found = dict.fromkeys(fact for each in self.profiles.values() for fact in each.facts)
        return [fact for fact in found if fact in self.vocabulary.facts and fact not in self.told]

    def join(self, piece: Piece, head: str) -> Piece:
        """The piece with those facts, without the rows of regions that nobody knows; `head` names the regions."""
        names = piece.frame[REGION].unique(maintain_order=True)
        known = {name: self._find(name) for name in names}
        wrong = {name: found for name, found in known.items() if isinstance(found, Problem)}
        piece = without(piece, self._rejects(piece, head, wrong))
        found = {name: each for name, each in known.items() if isinstance(each, Profile)}
        columns = [pl.Series(REGION, list(found), pl.String)]
        for fact in self.facts:
            columns += to_columns(self.vocabulary.facts[fact], [each.facts.get(fact) for each in found.values()])
        frame = piece.frame.join(pl.DataFrame(columns), on=REGION, how="left", maintain_order="left")
        return Piece(frame, piece.rows, piece.place, piece.rejects)

    def _find(self, name: str) -> Profile | Problem:
        try:
            return find_profile(name, self.profiles, self.vocabulary)
        except UnknownName as error:
            return error.problems[0]

    @staticmethod
    def _rejects(piece: Piece, head: str, wrong: Mapping[str, Problem]) -> list[Reject]:
        regions = piece.frame[REGION]
        at = regions.is_in([*wrong]).arg_true()
        return [
            Reject(piece.rows[int(row)], piece.place(int(row), head), head, regions[int(row)], wrong[regions[int(row)]])
            for row in at
        ]
