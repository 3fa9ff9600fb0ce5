"""
The vocabulary: every fact that rules may speak of, with its type, its question and its help.

A value has two forms.  Outside (region files, JSON) a level is its id, a set a tuple of ids.
Inside (rules, engine) a level is its rank from 0, a choice its id, a set a frozenset, a text folded, as names are
compared: however it is spelled, it is one text.  A date is ISO text outside, and inside the number of its day, so
that whatever works on numbers works on days.
Unknown is None in both; it is never false and never zero.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from attrs import Factory, evolve, field

from regiorules.errors import NOWHERE, Place
from regiorules.facts.dates import FIRST_DAY, LAST_DAY, day_of, number_of
from regiorules.facts.partial import is_partial, to_inner, to_outer
from regiorules.facts.possible import Partly
from regiorules.facts.saying import show
from regiorules.facts.tables import ProfileForm
from regiorules.facts.words import WORDS
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.memo import Memo
from regiorules.text import Language, Text, fold

FactType = Literal["yes_no", "level", "choice", "set", "number", "date", "text", "records"]
Influence = Literal["low", "medium", "high"]


_AS_THEY_ARE = frozenset({"yes_no", "choice", "number"})  # types of which both forms are one


@frozen
class Option:
    """One level of a scale, or one option of a choice or a set."""

    id: str
    label: Text


@frozen
class Fact:
    """
    One fact: what may be known of a region.

    `asked` is false for facts that are only derived; `derive` is the expression that does it.
    `influence` is the effort that it takes to change it, of one step; without it a region can't.  `towards` is the end
    of the scale (or yes or no) that is better, where one is: a region isn't helped to the other one.
    A fact that is `in_summary` stands at the head of the advice, where it is known.
    `minimum` and `maximum` are in `unit`; of a date they are days, in inner form; of records `minimum` is how many
    there are at least.  `texts` are all that a text may be, where that is known.  A text `among` a list is the key of
    one of its records, where those are known.
    A field of a record is a fact too.
    """

    type: FactType
    title: Text
    id: str = field(default="", kw_only=True)
    group: str = ""
    question: Text | None = None
    help: Text | None = None
    options: tuple[Option, ...] = ()
    texts: tuple[str, ...] = ()
    among: str = ""
    unit: Text | None = None
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = field(default=Factory(lambda self: self.type == "date", takes_self=True))
    fields: tuple[Fact, ...] = ()
    key: str = ""
    required: bool = False
    asked: bool = True
    in_summary: bool = False
    influence: Influence | None = None
    towards: Literal["up", "down"] | None = None
    derive: str = ""
    statements: tuple[str, ...] = ()
    ruleset: str = ""
    place: Place = field(default=NOWHERE, eq=False)
    derive_place: Place = field(default=NOWHERE, eq=False)
    option_ids: tuple[str, ...] = field(init=False, eq=False, repr=False)  # of the levels (low to high) or options

    @option_ids.default
    def _option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    @property
    def is_figure(self) -> bool:
        """True where the inner form is a number: of a number, and of a date."""
        return self.type in ("number", "date")

    @property
    def limits(self) -> tuple[float, float]:
        """Between which numbers the inner form always lies; infinite where there is no end."""
        ends = (FIRST_DAY, LAST_DAY) if self.type == "date" else (-math.inf, math.inf)
        return (
            ends[0] if self.minimum is None else self.minimum,
            ends[1] if self.maximum is None else self.maximum,
        )

    @property
    def ends(self) -> tuple[Any, Any]:
        """`minimum` and `maximum` in outer form; None for no end."""
        if self.type != "date":
            return self.minimum, self.maximum
        first, last = (None if each is None else self.decode(each) for each in (self.minimum, self.maximum))
        return first, last

    @property
    def may_be_none(self) -> bool:
        """True where nothing at all is an answer: of a set, and of records unless there must be some."""
        return self.type == "set" or (self.type == "records" and not self.minimum)

    def option(self, word: str) -> str | None:
        """The id of the option that `word` means: its id, or its label in either language."""
        if word in self.option_ids:
            return word
        folded = fold(word)
        for option in self.options:
            if folded in map(fold, (option.id, option.label.nl, option.label.en)):
                return option.id
        return None

    def spelled(self, word: str) -> str | None:
        """The text of `texts` that `word` means, however it is spelled."""
        return next((text for text in self.texts if fold(text) == fold(word)), None)

    def ordered(self, values: Iterable[Any]) -> tuple[Any, ...]:
        """Outer values in the order of the levels, options or texts; numbers from low to high."""
        order = self.option_ids or self.texts
        return tuple(sorted(values, key=order.index if order else None))

    def encode(self, value: Any) -> Any:
        """The inner form of an outer value."""
        if is_partial(value):
            return to_inner(self, value)
        if self.type in _AS_THEY_ARE or value is None:
            return value
        if self.type == "level":
            return self.option_ids.index(value)
        if self.type == "date":
            return number_of(value)
        if self.type == "text":
            return fold(value)
        if self.type == "set":
            return frozenset(value)
        if self.type == "records":
            by_id = {each.id: each for each in self.fields}
            return tuple({name: by_id[name].encode(part) for name, part in record.items()} for record in value)
        raise AssertionError(self.type)

    def decode(self, value: Any) -> Any:
        """The outer form of an inner value; that of a text is only known where it is one of `texts`."""
        if isinstance(value, Partly):
            return to_outer(self, value)
        if self.type in _AS_THEY_ARE or value is None:
            return value
        if self.type == "level":
            return self.option_ids[value]
        if self.type == "date":
            return day_of(value)
        if self.type == "text":
            return self.spelled(value) or value
        if self.type == "set":
            return tuple(option for option in self.option_ids if option in value)
        if self.type == "records":
            by_id = {each.id: each for each in self.fields}
            return tuple({name: by_id[name].decode(part) for name, part in record.items()} for record in value)
        raise AssertionError(self.type)

    def show(self, value: Any, language: Language) -> str:
        """An outer value as a person reads it."""
        return show(self, value, language)

    def measure(self, value: Any, language: Language) -> str:
        """
        The same, and what a number that isn't asked but worked out is counted in: a question says that itself.

        One stands alone, and bounds do, as units are written for more.
        """
        shown = self.show(value, language)
        if self.asked or self.unit is None or not isinstance(value, int | float) or value == 1:
            return shown
        return f"{shown} {self.unit.say(language)}"


@frozen
class DatedValue:
    """
    What an assumption is from the day `since`, by the law, the decision or the agreement that `reference` names.

    `ruleset` says this of an assumption of another one; "" where it is the assumption's own.
    """

    value: float
    reference: Text
    url: str = ""
    since: date = date.min
    ruleset: str = ""


@frozen
class Parameter:
    """
    An assumption of ours: a number that rules use and that a user can change.

    `values` are its values by date, from old to new; before the first of them it has `value`.  In one of the
    `regions`, by any of its names, it has those of that region, from the first of them.  Of what is `at` a region on a
    day, `value` is the one that counts there, and `dated` says since when and by what; None for one without a date.
    """

    value: float
    title: Text
    why: Text
    id: str = field(default="", kw_only=True)
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    unit: Text | None = None
    values: tuple[DatedValue, ...] = ()
    regions: Mapping[str, tuple[DatedValue, ...]] = field(factory=FrozenDict, converter=frozen_dict)
    dated: DatedValue | None = field(default=None, kw_only=True)
    ruleset: str = ""
    place: Place = field(default=NOWHERE, eq=False)

    @property
    def varies(self) -> bool:
        """True where it depends on the region or the day what it is."""
        return bool(self.values or self.regions)

    @property
    def every_value(self) -> tuple[float, ...]:
        """All that it is somewhere, some day."""
        dated = (each.value for values in (self.values, *self.regions.values()) for each in values)
        return tuple(dict.fromkeys((self.value, *dated)))

    def values_in(self, called: Container[str]) -> tuple[DatedValue, ...]:
        """The values by date that it has in a region of these names, folded."""
        return next((own for name, own in self.regions.items() if fold(name) in called), ())

    def days(self, called: Container[str]) -> Iterator[date]:
        """The days from which it is another number in a region of these names."""
        past = self.value
        for day in sorted({each.since for each in (*self.values, *self.values_in(called))}):
            now = self.at(called, day).value
            if now != past:
                yield day
            past = now

    def at(self, called: Container[str], on: date) -> Parameter:
        """What it is on a day in a region of these names: the newest that isn't younger, its own before others."""
        past = (*_until(self.values, on), *_until(self.values_in(called), on))
        fixed = evolve(self, values=(), regions=FrozenDict())
        return evolve(fixed, value=past[-1].value, dated=past[-1]) if past else fixed

    def as_fact(self) -> Fact:
        """The parameter as a number, so that its value is checked like any other."""
        return Fact(
            "number",
            self.title,
            id=self.id,
            unit=self.unit,
            minimum=self.minimum,
            maximum=self.maximum,
            whole=self.whole,
        )


def _until(values: Iterable[DatedValue], on: date) -> Iterator[DatedValue]:
    return (each for each in values if each.since <= on)


@frozen
class Vocabulary:
    """
    All facts, assumptions and groups, in the order of display; `words` are those of its own (see `WORDS`).

    `profile` is what tables of regions fill, where the rule set knows such tables.
    """

    facts: Mapping[str, Fact] = field(converter=frozen_dict)
    parameters: Mapping[str, Parameter] = field(converter=frozen_dict)
    groups: Mapping[str, Text] = field(converter=frozen_dict)
    words: Mapping[str, Text] = field(factory=FrozenDict, converter=frozen_dict)
    profile: ProfileForm | None = None
    memo: Memo = field(factory=Memo, init=False, eq=False, repr=False)  # what is read by it

    def called(self, region: str) -> frozenset[str]:
        """All names of a region, as names are compared."""
        return self.profile.called(region) if self.profile else frozenset({fold(region)})

    def at(self, region: str, on: date) -> Vocabulary:
        """With the values that the assumptions have in a region on a day."""
        called = self.called(region)
        values = {name: each.at(called, on) if each.varies else each for name, each in self.parameters.items()}
        return evolve(self, parameters=values)

    def valued_in(self, region: str) -> tuple[str, ...]:
        """The assumptions that have values of their own in a region."""
        called = self.called(region)
        return tuple(name for name, each in self.parameters.items() if each.values_in(called))

    def word(self, name: str, language: Language) -> str:
        """A heading, or what a region is called: the rule set's own word, or that of `WORDS`."""
        return self.words.get(name, WORDS[name]).say(language)
