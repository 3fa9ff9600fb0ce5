"""The times at which what is known changes: other rules, or another table of regions; with one region at each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from attrs import evolve

from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.dates import day_in, days_of, today
from regiorules.facts.editions import by_table, takes_from_table
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import FROM_TABLE, Region
from regiorules.facts.tables import ProfileForm, RegionTable
from regiorules.frozen import frozen
from regiorules.rules.model import Knowledge


@frozen
class Time:
    """
    A day whose rules count, with the region by the table of then.

    `since` is the first day on which it was so, None where it always was.  `table` is the table, None where nothing
    of the region comes from one of the rule sets; `found` says that the region is in it.
    """

    on: date
    since: date | None
    table: RegionTable | None
    region: Region
    found: bool = True


def times(region: Region, knowledge: Knowledge, day: date, *, one_table: bool = False) -> tuple[Time, ...]:
    """
    The times in their order: `day`, and each at which other rules or another table began to count.

    With `one_table` the region keeps what it has from a table.  Raises InputError for a table that is wrong.
    """
    form = None if one_table else _form(region, knowledge)
    found: list[tuple[Time, Any]] = []
    for each in _days(region, knowledge, day, form.dated if form else {}):
        table = form.table_on(each) if form else None
        counts = (table, _applied(knowledge, region, each))
        if not found or found[-1][1] != counts:
            found.append((Time(each, each if found else None, table, region), counts))
        elif each == day:
            found[-1] = (evolve(found[-1][0], on=day), counts)
    return tuple(_with_region(each, knowledge) for each, _ in found)


def newest(region: Region, engine: Engine, on: date | None = None) -> Assessment | None:
    """
    The assessment of a region by the newest table and the rules of today.

    None where they are those by which it is assessed: its table is none of the rule sets' or no older one, and on the
    day `on` (today, unless it is given) the rules of today count.  Raises InputError for a table that is wrong.
    """
    day, asked = today(), day_in(on) if on else today()
    told = _by_newest(region, engine.knowledge, day)
    same = asked == day or _applied(engine.knowledge, region, asked) == _applied(engine.knowledge, region, day)
    if told is None and same:
        return None
    return engine.assess(told or region, on if same else day)


def _by_newest(region: Region, knowledge: Knowledge, day: date) -> Region | None:
    """The region by the newest table, where that is newer than what it has; else None."""
    form, source = _form(region, knowledge), region.sources.get(FROM_TABLE)
    had, table = (days_of(source.date) if source else None), (form.table_on(day) if form else None)
    first = days_of(table.date) if table else None
    if had is None or table is None or first is None or not had[0] < first[0] <= day:
        return None
    return by_table(region, built_in_profiles(knowledge.vocabulary, table.id), knowledge.vocabulary)


def _days(region: Region, knowledge: Knowledge, day: date, tables: Mapping[date, RegionTable]) -> Iterator[date]:
    """The days to look at, in order; before the first rules that begin also the day before."""
    turning = knowledge.days(region.name)
    days = {day, *turning, *tables}
    if turning and min(days) == turning[0]:
        yield turning[0] - timedelta(days=1)
    yield from sorted(days)


def _applied(knowledge: Knowledge, region: Region, day: date) -> tuple[Any, ...]:
    """Which rule sets, rules and values of assumptions apply to a region on a day."""
    at = knowledge.at(region.name, day)
    values = tuple(each.value for each in at.vocabulary.parameters.values())
    return at.rulesets, tuple((rule.id, rule.ruleset) for rule in at.rules.values()), values


def _form(region: Region, knowledge: Knowledge) -> ProfileForm | None:
    """What says of the tables of regions, where the region has something from one."""
    return knowledge.vocabulary.profile if takes_from_table(region, knowledge.vocabulary) else None


def _with_region(time: Time, knowledge: Knowledge) -> Time:
    if time.table is None:
        return time
    profiles = built_in_profiles(knowledge.vocabulary, time.table.id)
    told = by_table(time.region, profiles, knowledge.vocabulary)
    return evolve(time, region=told or time.region, found=told is not None)
