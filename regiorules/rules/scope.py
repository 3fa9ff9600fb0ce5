"""Where and when something of a rule set applies."""

from __future__ import annotations

from datetime import date

from attrs import field

from regiorules.errors import NOWHERE, Place
from regiorules.frozen import frozen
from regiorules.text import fold


@frozen
class Scope:
    """
    Where and when something applies: in all regions and always, unless it says otherwise; until is inclusive.

    `names` are all that these regions are called, as names are compared.
    """

    regions: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    place: Place = field(default=NOWHERE, eq=False)
    names: frozenset[str] = field(default=frozenset(), eq=False)

    def holds(self, region: str, on: date) -> bool:
        """True in that region on that day."""
        return self.covers(region) and in_force(on, self.valid_from, self.valid_until)

    def covers(self, region: str) -> bool:
        """True in that region, whatever the day."""
        return not self.regions or fold(region) in self._called

    def meets(self, other: Scope) -> bool:
        """True where both may apply to one region."""
        mine, theirs = self._called, other._called
        return not mine or not theirs or bool(mine & theirs)

    @property
    def _called(self) -> frozenset[str]:
        return self.names or frozenset(map(fold, self.regions))


def in_force(on: date, valid_from: date | None, valid_until: date | None) -> bool:
    """True on a day from the first until and including the last."""
    return (valid_from is None or valid_from <= on) and (valid_until is None or on <= valid_until)
