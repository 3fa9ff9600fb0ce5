"""
The assessment: what follows from the facts of one region, as a frozen value.

It holds ids and values in outer form, no words; JSON in, JSON out, same bytes.  Everything is in
the order of the ids, so that it doesn't depend on the order of facts or rules.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen
from cattrs import BaseValidationError, Converter

from regiorules.errors import InputError, Problem
from regiorules.facts.region import Source
from regiorules.frozen import FrozenDict, freeze, frozen_dict
from regiorules.rules.model import Knowledge
from regiorules.text import visible_json

Status = Literal["holds", "fails", "open"]
Origin = Literal["given", "derived", "unknown"]
FORMAT = "regiorules-assessment/1"


@frozen
class FactState:
    """
    One fact: its value (None is unknown) and where it comes from.

    `sources` and `note` are as given; `rules` derived it; `rests_on` are the given facts behind it,
    `waits_for` the facts that could still settle it.
    """

    value: Any = field(converter=freeze)
    origin: Origin
    sources: tuple[str, ...] = ()
    note: Mapping[str, str] = field(factory=FrozenDict, converter=frozen_dict)
    rules: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


@frozen
class RuleState:
    """One rule: its status, and the facts and conclusions directly in its condition that decide it."""

    status: Status
    rests_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


@frozen
class ConclusionState:
    """
    One conclusion: its status, severity or strength, and what it rests on.

    `rules` hold (or, where it fails, don't hold; or are open); `rests_on` are the given facts
    behind it, `waits_for` the facts that could still settle it.
    """

    status: Status
    grade: str = ""
    rules: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


@frozen
class Conflict:
    """A fact that gets two values: from rules, or from a rule beside the one given (`given`)."""

    fact: str
    values: tuple[Any, ...] = field(converter=freeze)
    rules: tuple[str, ...]
    given: bool = False


@frozen
class RuleSetUsed:
    """A rule set with its version and the SHA-256 of its files."""

    id: str
    version: str
    digest: str


@frozen
class Assessment:
    """
    What follows from the facts of one region; see the classes above.

    `date` is that of the facts; `on` the day whose rules were used, "" where no rule depends on the day.
    """

    region: str
    date: str
    on: str
    executor: str
    rulesets: tuple[RuleSetUsed, ...]
    parameters: Mapping[str, float] = field(converter=frozen_dict)
    sources: Mapping[str, Source] = field(converter=frozen_dict)
    facts: Mapping[str, FactState] = field(converter=frozen_dict)
    rules: Mapping[str, RuleState] = field(converter=frozen_dict)
    conclusions: Mapping[str, ConclusionState] = field(converter=frozen_dict)
    conflicts: tuple[Conflict, ...] = ()
    format: str = FORMAT

    def holds(self, conclusion: str) -> bool:
        """True where the conclusion holds."""
        return self.conclusions[conclusion].status == "holds"

    def value(self, fact: str) -> Any:
        """The outer value of a fact; None is unknown."""
        return self.facts[fact].value

    def used(self, knowledge: Knowledge) -> Knowledge:
        """What of some knowledge applied here: for this region, on this day."""
        return knowledge.at(self.region, datetime.date.fromisoformat(self.on)) if self.on else knowledge

    def to_data(self) -> dict[str, Any]:
        """The assessment as plain data, ready for JSON."""
        data: dict[str, Any] = _CONVERTER.unstructure(self)
        return {"format": data.pop("format"), **data}

    def to_json(self) -> str:
        """The assessment as JSON text; the same assessment gives the same bytes."""
        return visible_json(json.dumps(self.to_data(), ensure_ascii=False, indent=2, allow_nan=False)) + "\n"

    @classmethod
    def from_data(cls, data: Any) -> Assessment:
        """The assessment in plain data (an `advice` beside it is ignored); raises InputError."""
        if isinstance(data, dict):
            data = {name: value for name, value in data.items() if name != "advice"}
        try:
            if not isinstance(data, dict) or data.get("format") != FORMAT:
                raise ValueError(f"format != {FORMAT}")
            return _CONVERTER.structure(data, cls)
        except (BaseValidationError, ValueError, TypeError, KeyError) as cause:
            raise InputError([Problem("assessment_json", {"why": str(cause).splitlines()[0]})]) from cause

    @classmethod
    def from_json(cls, text: str) -> Assessment:
        """The assessment in JSON text; raises InputError."""
        try:
            return cls.from_data(json.loads(text))
        except (ValueError, RecursionError) as cause:
            raise InputError([Problem("assessment_json", {"why": str(cause)})]) from cause


_CONVERTER = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})


@_CONVERTER.register_structure_hook
def _number(value: Any, _: Any) -> float:
    """A whole number stays whole, so that the same bytes come out again."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"not a number: {value!r}")
    return value


@_CONVERTER.register_structure_hook
def _text(value: Any, _: Any) -> str:
    """Text is never made of something else."""
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value
