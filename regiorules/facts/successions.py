"""Which records were formed from which, and when: how a name of another year is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.dates import read_date, show_moment
from regiorules.facts.profiles import Tables, columns_of, form_of, stamped
from regiorules.facts.rows import Row, table_rows
from regiorules.facts.tables import Column, RegionTable
from regiorules.facts.values import clip
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.text import LANGUAGES, Text, fold, listing

_DAY = Column(("datum", "dag"), ("date", "day"), id="day")
_FROM = Column(("gevormd uit", "ontstaan uit"), ("formed from",), id="formed_from")
_PART = pattern(r"\s*\((?:part|deels|deel)\)$", re.IGNORECASE)


@frozen
class Succession:
    """On a day a record was formed from others, that are no more; one that was divided has more than one successor."""

    day: date
    name: str
    formed_from: tuple[str, ...]

    @property
    def since(self) -> Text:
        """The day, as people say it."""
        return Text(*(show_moment(self.day.isoformat(), language) for language in LANGUAGES))


def read_successions(vocabulary: Vocabulary) -> tuple[Succession, ...]:
    """
    Those that the rule set names, none where it names none; read once for as long as their file is the same.

    Raises InputError that names every wrong row.
    """
    table = vocabulary.profile.successions if vocabulary.profile else None
    return vocabulary.memo.of(_key(table), lambda: _read(table, vocabulary)) if table else ()


def successions_of(vocabulary: Vocabulary) -> Tables:
    """Those that the rule set names and that aren't wrong, for `remember`."""
    table = vocabulary.profile.successions if vocabulary.profile else None
    with suppress(InputError):
        return {_key(table): read_successions(vocabulary)} if table else {}
    return {}


def _key(table: RegionTable) -> tuple[object, ...]:
    return "successions", *stamped(table)


def _read(table: RegionTable, vocabulary: Vocabulary) -> tuple[Succession, ...]:
    problems = Problems()
    rows = table_rows(Path(table.location), problems)
    columns = _columns(next(rows, Row((), 1, Place(table.location, 1, 1))), vocabulary)
    found = [each for row in rows if (each := _succession(row, columns, problems))]
    problems.stop(InputError)
    return tuple(found)


def _columns(head: Row, vocabulary: Vocabulary) -> list[int]:
    """Where the day, the name and the names before stand; raises InputError where one isn't there."""
    key = columns_of(vocabulary)[vocabulary.facts[form_of(vocabulary).fact].key]
    heads = [fold(cell.replace("_", " ")) for cell in head.cells]
    wanted = (_DAY, key, _FROM)
    places = [next((heads.index(name) for name in each.names if name in heads), -1) for each in wanted]
    if -1 in places:
        known = Text(*(", ".join(each.title.say(language) for each in wanted) for language in LANGUAGES))
        raise InputError([Problem("csv_columns", {"known": known}, head.place)])
    return places


def _succession(row: Row, columns: list[int], problems: Problems) -> Succession | None:
    if len(row.cells) <= max(columns):
        problems.add("csv_row", row.place, count=len(row.cells), wanted=max(columns) + 1)
        return None
    day, name, names = (row.cells[each].strip() for each in columns)
    when = read_date(day)
    if when is None:
        problems.add("not_date", row.place, value=clip(day))
        return None
    return Succession(when, name, tuple(_PART.sub("", each.strip()) for each in names.split("|")))


class Successions:
    """The successions of a rule set, to ask what became of a name; `until` leaves out what came later (None: all)."""

    def __init__(self, vocabulary: Vocabulary, until: date | None = None) -> None:
        self.form = form_of(vocabulary)
        self.every = read_successions(vocabulary)
        self.until = until

    def after(self, name: str) -> tuple[Succession, ...]:
        """What was formed from it, as far as that is so by then; nothing for a record that is still there."""
        mine = self.form.called(name)
        return tuple(each for each in self.every if self._is_past(each) and mine & {*map(fold, each.formed_from)})

    def before(self, name: str) -> Succession | None:
        """Its forming, where that is still to come; of a name that is there already too, if others go up in it."""
        mine = self.form.called(name)
        formed = [each for each in self.every if fold(each.name) in mine]
        return formed[0] if formed and not any(map(self._is_past, formed)) else None

    def heirs(self, name: str) -> Iterator[str]:
        """The names of what became of it, by then."""
        for each in self.after(name):
            yield each.name
            yield from self.heirs(each.name)

    def gone(self, name: str) -> Problem | None:
        """What to say of a name that isn't one any more by then; None for any other."""
        new = self.after(name)
        if not new:
            return None
        fields = {"name": clip(name), "date": new[0].since, "other": listing(each.name for each in new)}
        return Problem("record_gone", fields)

    def to_come(self, name: str) -> Problem | None:
        """What to say of a name that isn't one yet by then; None for any other."""
        new = self.before(name)
        if new is None:
            return None
        return Problem("record_to_come", {"name": clip(name), "date": new.since, "other": listing(new.formed_from)})

    def _is_past(self, each: Succession) -> bool:
        return self.until is None or each.day <= self.until
