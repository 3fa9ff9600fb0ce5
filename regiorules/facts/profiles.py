"""
Profiles: what tables of regions say of each region.

A table has one row a record of the list that the rule set names (`Vocabulary.profile`), with columns by name; some
stand with the rule set, and a user may load another.  A cell may say what is partly known (`meer dan 75.000`),
and a row with only `en andere` where the name of a record belongs says that the region has others.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

from attrs import define, field

from regiorules.documents import Scalar
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.dates import days_of
from regiorules.facts.given import read_given
from regiorules.facts.records import names_others
from regiorules.facts.rows import Row, table_rows
from regiorules.facts.tables import ALWAYS, CODE, NUMBER, REGION, Column, ProfileForm, RegionTable
from regiorules.facts.values import check_among, clip, is_unknown, read_value
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.text import LANGUAGES, Text, composed, fold

_OWN = (
    Fact("number", Text("Nummer", "Number"), whole=True, minimum=1, maximum=999, id=NUMBER),
    Fact("text", Text("Regio", "Region"), required=True, id=REGION),
    Fact("text", Text("Code", "Code"), id=CODE),
)  # what a row says beside facts: of the region itself, and by which code others know the record


def _by_fact(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts as they are kept; a list of records isn't taken for pairs."""
    if not isinstance(facts, Mapping):
        raise TypeError("the facts of a profile are a mapping: a value for each name")
    return frozen_dict(facts)


@frozen
class Profile:
    """
    One region as a table has it: outer values of its facts; `number` is None where the table gives none.

    `date` (in ISO form, or ""), `source` and `licence` (or "") are those of the table; `codes` has those of the
    records, by name, where the table gives them.
    """

    number: int | None
    name: str
    facts: Mapping[str, Any] = field(converter=_by_fact)
    date: str
    source: str
    licence: str = ""
    codes: Mapping[str, str] = field(factory=FrozenDict, converter=frozen_dict)

    @property
    def credit(self) -> str:
        """The source with its licence."""
        return "; ".join(filter(None, (self.source, self.licence)))


Tables = dict[tuple[object, ...], Any]  # what was read of tables, by what says of each that it is still so


def built_in_profiles(vocabulary: Vocabulary, table: str = "") -> dict[str, Profile]:
    """
    The regions of a table that stands with the rule set, by name: the first, or the one with that name.

    Nothing where there is no such table.  Raises InputError that names every wrong row.
    """
    form = vocabulary.profile
    for each in form.tables if form else ():
        if table in ("", each.id):
            return _built_in(each, vocabulary)
    return {}


def profiles_of(vocabulary: Vocabulary, date: str) -> dict[str, Profile]:
    """
    The regions of the table that was in force on a date (a day, a month or a year): the newest that isn't younger.

    Before all of them that is the oldest, and without a date the first.  Raises InputError that names every wrong row.
    """
    form, days = vocabulary.profile, days_of(date)
    table = form.table_on(days[1]) if form and days else None
    return _built_in(table, vocabulary) if table else built_in_profiles(vocabulary)


def _built_in(table: RegionTable, vocabulary: Vocabulary) -> dict[str, Profile]:
    """The regions of a table, read once for as long as its file is the same."""
    path, given = Path(table.location), {"date": table.date, "source": table.source, "licence": table.licence}
    found = vocabulary.memo.of(stamped(table), lambda: read_profiles(path, vocabulary, **given))
    return dict(found)  # of the caller's own


def stamped(table: RegionTable) -> tuple[object, ...]:
    """The table, and what is another where its file was changed; nothing where reading it says what is wrong."""
    try:
        found = os.stat(table.location)
    except (OSError, ValueError):
        return (table,)
    return table, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def tables_of(vocabulary: Vocabulary) -> Tables:
    """All tables of regions that stand with the rule set, but those that are wrong, for `remember`."""
    found: Tables = {}
    for table in vocabulary.profile.tables if vocabulary.profile else ():
        with suppress(InputError):
            found[stamped(table)] = _built_in(table, vocabulary)
    return found


def remember(tables: Tables, vocabulary: Vocabulary) -> None:
    """Let be known what was read of tables before, for as long as their files are the same."""
    for key, found in tables.items():
        vocabulary.memo.of(key, partial(copy, found))


def form_of(vocabulary: Vocabulary) -> ProfileForm:
    """What a table of regions fills; raises InputError for a rule set that knows no such tables."""
    if vocabulary.profile is None:
        raise InputError([Problem("no_profile")])
    return vocabulary.profile


def columns_of(vocabulary: Vocabulary) -> dict[str, Column]:
    """The columns that a table may have, by what they fill, with all their names; raises InputError for no tables."""
    form = form_of(vocabulary)
    declared = {each.id: each for each in form.columns}
    found = {each.id: each.or_else(declared.get(each.id, each)) for each in ALWAYS}
    for name, fact in _filled(vocabulary, form).items():
        found[name] = declared.get(name, Column(id=name)).or_else(Column((fact.title.nl,), (name, fact.title.en)))
    return found


def _filled(vocabulary: Vocabulary, form: ProfileForm) -> dict[str, Fact]:
    """What columns fill: the fields of the list, and the single facts that the rule set names."""
    fields = {each.id: each for each in vocabulary.facts[form.fact].fields}
    named = (each.id for each in form.columns)
    return {**fields, **{name: vocabulary.facts[name] for name in named if name in vocabulary.facts.keys() - fields}}


def needed_columns(vocabulary: Vocabulary) -> list[Column]:
    """Those that each table must have: the region's name, and of a record what is required or has names of its own."""
    form, known = form_of(vocabulary), columns_of(vocabulary)
    named = {each.id for each in form.columns}
    fields = [each.id for each in vocabulary.facts[form.fact].fields if each.required or each.id in named]
    return [known[name] for name in (REGION, *fields)]


def read_profiles(
    path: Path, vocabulary: Vocabulary, *, date: str = "", source: str = "", licence: str = ""
) -> dict[str, Profile]:
    """
    The regions in a table: a CSV or XLSX file as spreadsheet programs write it, or a JSON list of objects.

    A row is a record, and columns go by name (`columns_of`).  Regions stand in the order of their numbers, those
    without one in that of the table.  Raises InputError that names every wrong row; MissingExtra for XLSX without
    openpyxl.
    """
    form_of(vocabulary)
    problems = Problems()
    rows = table_rows(path, problems)
    reader = _Reader(path, vocabulary, problems)
    reader.head(next(rows, Row((), 1, Place(str(path), 1, 1))))
    for row in rows:
        reader.row(row)
    reader.among()
    if not reader.regions and not problems.found:
        problems.add("file_empty", Place(str(path)))
    problems.stop(InputError)
    ordered = sorted(reader.regions.values(), key=lambda each: (each.number is None, each.number or 0))
    return {
        each.name: Profile(each.number, each.name, reader.facts(each), date, source or str(path), licence, each.codes)
        for each in ordered
    }


@define
class _Region:
    """A region as far as it is read; `line` is the first that names it, and each single fact has its own."""

    name: str
    number: int | None
    line: int
    records: list[dict[str, Any]] = field(factory=list)
    codes: dict[str, str] = field(factory=dict)
    complete: bool = True
    single: dict[str, tuple[Any, Row]] = field(factory=dict)


class _Reader:
    """Reads row by row; every problem goes on the list, reading goes on."""

    def __init__(self, path: Path, vocabulary: Vocabulary, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.vocabulary = vocabulary
        self.form = form_of(vocabulary)
        self.list = vocabulary.facts[self.form.fact]
        self.fields = {each.id for each in self.list.fields}
        self.filled = _filled(vocabulary, self.form)
        self.columns: dict[str, int] = {}
        self.heads: list[str] = []
        self.regions: dict[str, _Region] = {}
        self.numbers: dict[int, _Region] = {}
        self.places: dict[tuple[str, str], tuple[str, Row]] = {}  # of records: the region, and the row

    def head(self, row: Row) -> None:
        """Find the columns by their names; raises InputError where that can't be."""
        meant: dict[str, str] = {}
        for each in columns_of(self.vocabulary).values():
            for name in each.names:
                meant.setdefault(name, each.id)
        found = [meant.get(fold(cell.replace("_", " "))) for cell in row.cells]
        self.columns = {name: found.index(name) for name in (NUMBER, REGION, CODE, *self.filled) if name in found}
        self.heads = [" ".join(cell.split()) for cell in row.cells]
        place = row.place
        needed = needed_columns(self.vocabulary)
        if not {each.id for each in needed} <= self.columns.keys():
            known = Text(*(",".join(each.title.say(language) for each in needed) for language in LANGUAGES))
            self.problems.add("csv_columns", place, known=known)
        for name in self.columns:
            if found.count(name) > 1:
                self.problems.add("csv_column_twice", place, name=self.heads[found.index(name)])
        self.problems.stop(InputError)

    def row(self, row: Row) -> None:
        """One record with its region, or that the region has others."""
        cells = row.cells
        while len(cells) > len(self.heads) and not cells[-1].strip():
            cells = cells[:-1]  # what a spreadsheet program writes behind a row
        if len(cells) != len(self.heads):
            self.problems.add("csv_row", row.place, count=len(cells), wanted=len(self.heads))
            return
        texts = {name: " ".join(cells[index].split()) for name, index in self.columns.items()}
        others = names_others(self.list, {each: texts[each] for each in self.fields & texts.keys()})
        known = {each.id: each for each in (*_OWN, *self.filled.values())}
        told = [each for each in known.values() if not (others and each.id in self.fields)]
        facts = {each.id: each for each in told if each.id in texts}
        values = {name: self.value(fact, texts[name], row.place) for name, fact in facts.items()}
        if all(values[name] is not None for name, fact in facts.items() if fact.required):
            region = self.region(values[REGION], values.get(NUMBER), row)
            if others:
                region.complete = False
            else:
                self.record(region, values, row)
            for name in self.filled.keys() - self.fields:
                if values.get(name) is not None:
                    self.single(region, name, values[name], row)

    def called(self, name: str) -> str:
        """A column as the table calls it."""
        return self.heads[self.columns[name]]

    def value(self, fact: Fact, text: str, place: Place) -> Any:
        """The outer value of a cell; None for an empty one, as for one that is wrong."""
        node = Scalar(text, place, quoted=fact.required)  # a name that is required may be any text
        if not is_unknown(node, quoted=fact.type != "text"):
            plain = fact.id in (NUMBER, REGION, self.list.key)  # a region or a record is known by it
            return (read_value if plain else read_given)(fact, node, self.problems, self.called(fact.id))
        if fact.required:
            self.problems.add("missing_field", place, name=self.called(fact.id))
        return None

    def region(self, name: str, number: int | None, row: Row) -> _Region:
        """The region of a row: one name, spelled one way, with one number, if any, that no other has."""
        region = self.regions.setdefault(fold(name), _Region(name, number, row.line))
        if composed(name) != composed(region.name):
            self.wrong("region_spelled", row.place, REGION, name=name, other=region.name, line=region.line)
        if number is not None:
            self.number(number, region, row)
        return region

    def number(self, number: int, region: _Region, row: Row) -> None:
        """A region has one number; where a row left it out, another may say it."""
        region.number = number if region.number is None else region.number
        if number != region.number:
            self._twice("region_numbers", row.place, region.name, number, region.number, region.line)
        elif (holder := self.numbers.setdefault(number, region)) is not region:
            self._twice("region_number_taken", row.place, region.name, number, holder.name, holder.line)

    def _twice(self, code: str, place: Place, name: str, number: int, other: object, line: int) -> None:
        self.wrong(code, place, NUMBER, name=name, number=number, other=other, line=line)

    def wrong(self, code: str, place: Place, column: str, **fields: object) -> None:
        """A problem in a column; names that are strangely long are cut, as each of many rows may have one."""
        shown: dict[str, Any] = {name: clip(each) if isinstance(each, str) else each for name, each in fields.items()}
        self.problems.add(code, place, self.called(column), **shown)

    def record(self, region: _Region, values: Mapping[str, Any], row: Row) -> None:
        """A record stands in the table once."""
        region.records.append({each.id: values.get(each.id) for each in self.list.fields})
        key, code = values.get(self.list.key), values.get(CODE)
        if key is not None:
            self.once(self.list.key, str(key), region, row)
        if key is not None and code is not None and CODE not in self.fields:
            self.once(CODE, code, region, row)
            region.codes[str(key)] = code

    def once(self, column: str, name: str, region: _Region, row: Row) -> None:
        """What a record is known by is that of one record in the table."""
        other, first = self.places.setdefault((column, fold(name)), (region.name, row))
        if first is not row:
            self.wrong("record_twice", row.place, column, name=name, other=other, line=first.line)

    def single(self, region: _Region, name: str, value: Any, row: Row) -> None:
        """A fact of the region itself, in the column that says it: the same in each row that has it."""
        known, first = region.single.setdefault(name, (value, row))
        if self.filled[name].encode(known) != self.filled[name].encode(value):
            fields = {"name": region.name, "value": self.shown(name, value), "other": self.shown(name, known)}
            self.wrong("cell_differs", row.place, name, **fields, line=first.line)

    def shown(self, name: str, value: Any) -> Text:
        """A value as a person reads it, cut where it is strangely long."""
        return Text(*(clip(self.filled[name].show(value, language)) for language in LANGUAGES))

    def among(self) -> None:
        """What is the key of a record is the key of one that the region has."""
        for region in self.regions.values():
            for name, (value, row) in region.single.items():
                if self.filled[name].among == self.list.id and (records := self.all(region)):
                    check_among(self.list, value, records, row.place, self.called(name), self.problems)

    @staticmethod
    def all(region: _Region) -> Any:
        """The records of a region in outer form; None where it only says that there are some."""
        if region.complete:
            return region.records
        return {"records": region.records, "complete": False} if region.records else None

    def facts(self, region: _Region) -> dict[str, Any]:
        """What the table says of a region."""
        return {self.form.fact: self.all(region), **{name: value for name, (value, _) in region.single.items()}}
