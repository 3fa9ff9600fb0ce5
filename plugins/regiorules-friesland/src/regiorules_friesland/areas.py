"""Areas of a postcode table, and what shows side by side.  Postcodes are numbers of four digits, 1000 to 9999."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from attrs import asdict, field, frozen

from regiorules.facts.partial import is_partial
from regiorules.text import fold

_POSTCODE = re.compile(r"[1-9][0-9]{3}")


def read_postcode(text: str) -> int | None:
    """The postcode of exactly four digits in a text; None where it isn't one."""
    return int(text) if _POSTCODE.fullmatch(text) else None


def span(first: int, last: int) -> str:
    """The postcodes from first to last as people write them."""
    return str(first) if first == last else f"{first}-{last}"


@frozen(order=True)
class Area:
    """
    One row of the table: the first and last postcode (inclusive), and who serves the employers there.

    `contact` is a person or a desk; `has_contact` is None where the table leaves open whether there is one.
    """

    postcode_from: int
    postcode_to: int
    party: str
    contact: str = ""
    has_contact: bool | None = field(default=None, order=False)

    @property
    def party_id(self) -> str:
        """The party, however its name is spelled."""
        return fold(self.party)

    def holds(self, postcode: int) -> bool:
        """True for a postcode of the area."""
        return self.postcode_from <= postcode <= self.postcode_to

    def meets(self, other: Area) -> bool:
        """True where the areas have postcodes in common."""
        return self.postcode_from <= other.postcode_to and other.postcode_from <= self.postcode_to

    def __str__(self) -> str:
        return span(self.postcode_from, self.postcode_to)


@frozen
class Stretch:
    """Postcodes in a row that the same parties serve; none serves them where `parties` is empty."""

    first: int
    last: int
    parties: tuple[str, ...] = ()

    def __str__(self) -> str:
        return span(self.first, self.last)


def records(areas: Iterable[Area]) -> list[dict[str, Any]]:
    """
    The areas as the fact `friesland_service_areas` holds them.

    A rule can't compare two records, so what areas have to do with each other stands in each of them: with how
    many other parties it is shared, and how many postcodes just before it nobody serves.
    """
    ordered = sorted(areas)
    return [
        {
            **asdict(area),
            "postcode_from": str(area.postcode_from),  # a name, not a quantity: never 8.911
            "postcode_to": str(area.postcode_to),
            "contact": area.contact or None,
            "shared_with": shared_with,
            "gap_before": gap,
        }
        for area, shared_with, gap in zip(ordered, _shared_with(ordered), _gaps(ordered), strict=True)
    ]


def _shared_with(areas: Sequence[Area]) -> Iterator[int]:
    """
    With how many other parties each area is shared.

    Parties are bits, and a tree over the postcodes holds which of them serve each stretch, so that a table of
    thousands of rows doesn't hold every row against every other one.
    """
    bit = {party: 1 << number for number, party in enumerate(dict.fromkeys(area.party_id for area in areas))}
    bounds, served = _pieces(areas, bit)
    size = len(served)
    tree = [0] * size + served
    for node in range(size - 1, 0, -1):
        tree[node] = tree[2 * node] | tree[2 * node + 1]
    for area in areas:
        low, high = bounds[area.postcode_from] + size, bounds[area.postcode_to + 1] + size
        found = 0
        while low < high:
            if low % 2:
                found, low = found | tree[low], low + 1
            if high % 2:
                high -= 1
                found |= tree[high]
            low, high = low // 2, high // 2
        yield (found & ~bit[area.party_id]).bit_count()


def _pieces(areas: Sequence[Area], bit: Mapping[str, int]) -> tuple[dict[int, int], list[int]]:
    """The postcodes at which some area begins or has ended, numbered; and which parties serve from each on."""
    changes: dict[int, Counter[str]] = {}
    for area in areas:
        changes.setdefault(area.postcode_from, Counter())[area.party_id] += 1
        changes.setdefault(area.postcode_to + 1, Counter())[area.party_id] -= 1
    bounds = {postcode: number for number, postcode in enumerate(sorted(changes))}
    now: Counter[str] = Counter()
    served, mask = [], 0
    for postcode in bounds:
        for party, change in changes[postcode].items():
            now[party] += change
            mask = mask | bit[party] if now[party] else mask & ~bit[party]
        served.append(mask)
    return bounds, served


def _gaps(ordered: Sequence[Area]) -> Iterator[int]:
    """Before every area, in order, the postcodes that nobody serves; a gap is counted once."""
    reached = ordered[0].postcode_from - 1 if ordered else 0
    for area in ordered:
        yield max(0, area.postcode_from - 1 - reached)
        reached = max(reached, area.postcode_to)


def areas_of(given: Iterable[Mapping[str, Any]]) -> tuple[Area, ...]:
    """The areas in a fact; a record written by hand that holds no area, or is only partly known, is left out."""
    found = []
    for record in given:
        first, last = (read_postcode(str(record.get(name))) for name in ("postcode_from", "postcode_to"))
        party, contact = record.get("party"), record.get("contact")
        if first and last and first <= last and party and not is_partial(party):
            contact = "" if is_partial(contact) else contact or ""
            found.append(Area(first, last, party, contact, record.get("has_contact")))
    return tuple(sorted(found))


def serving(areas: Iterable[Area], postcode: int) -> tuple[Area, ...]:
    """The areas that a postcode lies in."""
    return tuple(sorted(area for area in areas if area.holds(postcode)))


def nearest(areas: Iterable[Area], postcode: int) -> tuple[Area, ...]:
    """The areas nearest to a postcode by number; more than one where they are equally near."""
    by_distance: dict[int, list[Area]] = {}
    for area in areas:
        by_distance.setdefault(distance(area, postcode), []).append(area)
    return tuple(sorted(by_distance[min(by_distance)])) if by_distance else ()


def distance(area: Area, postcode: int) -> int:
    """How many numbers a postcode lies from an area; 0 inside it."""
    return max(0, area.postcode_from - postcode, postcode - area.postcode_to)


def parties(areas: Iterable[Area]) -> tuple[str, ...]:
    """The names of the parties, each once and as first written."""
    names: dict[str, str] = {}
    for area in areas:
        names.setdefault(area.party_id, area.party)
    return tuple(names.values())


def shared(areas: Sequence[Area]) -> tuple[Stretch, ...]:
    """The postcodes that several parties serve."""
    return tuple(each for each in stretches(areas) if len(each.parties) > 1)


def unserved(areas: Sequence[Area]) -> tuple[Stretch, ...]:
    """The postcodes between the first and the last of the table that nobody serves."""
    return tuple(each for each in stretches(areas) if not each.parties)


def stretches(areas: Sequence[Area]) -> Iterator[Stretch]:
    """All postcodes from the first to the last of the table, by who serves them; none where there is no area."""
    names = {fold(name): name for name in parties(areas)}
    bit = {party: 1 << number for number, party in enumerate(names)}
    bounds, served = _pieces(areas, bit)
    pieces = ((first, after, mask) for (first, after), mask in zip(pairwise(bounds), served, strict=False))
    for mask, run in groupby(pieces, key=itemgetter(2)):
        together = list(run)
        serving = (name for party, name in names.items() if mask & bit[party])
        yield Stretch(together[0][0], together[-1][1] - 1, tuple(sorted(serving)))
