"""An assumption over a range of values, all else as it is: what follows from each, and where a conclusion turns."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from attrs import field

from regiorules.advice.wording import Wording
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.states import Status
from regiorules.errors import InputError, Problem, unknown_name
from regiorules.facts.numbers import Refused, read_number
from regiorules.facts.region import Region
from regiorules.facts.saying import show_number
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.text import Language

MOST = 1000  # values of one assumption


@frozen
class Range:
    """An assumption with its values, from low to high."""

    name: str
    values: tuple[float, ...]


@frozen
class Shift:
    """A conclusion that is `before` up to and including `low`, and `after` from `high` on; the labels in words."""

    id: str
    kind: str
    title: str
    low: str
    high: str
    before: Status
    after: Status
    before_label: str
    after_label: str


@frozen
class Varied:
    """What follows from each value of an assumption: `statuses` has one for each value, for each conclusion."""

    id: str
    title: str
    usual: str
    values: tuple[float, ...]
    shown: tuple[str, ...]
    shifts: tuple[Shift, ...]
    statuses: Mapping[str, tuple[Status, ...]] = field(factory=FrozenDict, converter=frozen_dict)


def range_of(name: str, text: str, vocabulary: Vocabulary) -> Range:
    """
    The range that `low:high:step` says, both ends included, of an assumption.

    Raises UnknownName for another name; InputError for another form, too many values, or values that the assumption
    can't have.
    """
    if name not in vocabulary.parameters:
        raise unknown_name("vary_unknown", name, vocabulary.parameters)
    known = vocabulary.parameters[name].as_fact()
    parts = [_read(part, known) for part in text.split(":")]
    low, high, step = parts if len(parts) == 3 else (None, None, None)
    if low is None or high is None or step is None or step <= 0 or high < low:
        raise InputError([Problem("vary_form", {"name": name, "value": text})])
    if (count := math.floor((high - low) / step) + 1) > MOST:
        raise InputError([Problem("vary_many", {"name": name, "count": count, "most": MOST})])
    return Range(name, tuple(_number(low + each * step) for each in range(count)))


def _read(text: str, known: Fact) -> Fraction | None:
    """A number as it is written in a region file, exactly; None where it is none, or may be two."""
    found = read_number(text, known)
    return None if isinstance(found, Refused) else Fraction(str(found))


def _number(value: Fraction) -> float:
    return value.numerator if value.denominator == 1 else float(value)


def varied(
    engine: Engine,
    region: Region,
    asked: Range,
    names: Collection[str],
    language: Language = "nl",
    on: date | None = None,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Varied:
    """What follows of these conclusions from each value; raises InputError for one that the assumption can't have."""
    vocabulary = engine.knowledge.vocabulary
    regions = [region.tell(vocabulary, **{asked.name: value}) for value in asked.values]
    found = list(_assessed(engine, regions, on, tell))
    wording = Wording(found[0], engine.knowledge, language)
    usual = engine.prepare(region, on).parameters[asked.name]
    statuses = {name: tuple(each.conclusions[name].status for each in found) for name in names}
    shown = tuple(show_number(value, language) for value in asked.values)
    shifts = tuple(shift for name in names for shift in _shifts(name, statuses[name], shown, wording))
    title = wording.title(asked.name)
    return Varied(asked.name, title, show_number(usual, language), asked.values, shown, shifts, statuses)


def _assessed(
    engine: Engine, regions: Sequence[Region], on: date | None, tell: Callable[[int, int], None]
) -> Iterator[Assessment]:
    for done, region in enumerate(regions):
        tell(done, len(regions))
        yield engine.assess(region, on)


def _shifts(name: str, statuses: Sequence[Status], shown: Sequence[str], wording: Wording) -> Iterator[Shift]:
    kind, title, label = wording.every.conclusions[name].kind, wording.title(name), wording.label
    for (before, after), (low, high) in zip(pairwise(statuses), pairwise(shown), strict=True):
        if before != after:
            yield Shift(name, kind, title, low, high, before, after, label(before), label(after))
