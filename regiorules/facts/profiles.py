"""
Profiles: what tables of regions say of each region.

A table has one row a record of the list that the rule set names (`Vocabulary.profile`), with columns by name; one
stands with the rule set, and a user may load a newer one.  A cell may say what is partly known (`meer dan 75.000`),
and a row with only `en andere` where the name of a record belongs says that the region has others.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from regiorules.documents import Scalar, read_text
from regiorules.errors import InputError, Place, Problem, Problems, UnknownName, unknown_name
from regiorules.facts.csvtext import csv_text
from regiorules.facts.given import read_given
from regiorules.facts.records import names_others
from regiorules.facts.tables import ALWAYS, NUMBER, REGION, Column, ProfileForm
from regiorules.facts.values import check_among, clip, is_unknown, read_value
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.frozen import frozen_dict
from regiorules.text import LANGUAGES, Text, composed, fold

_OWN = (
    Fact("number", Text("Nummer", "Number"), whole=True, minimum=1, maximum=999, required=True, id=NUMBER),
    Fact("text", Text("Regio", "Region"), required=True, id=REGION),
)  # what a row says of the region itself


def _by_fact(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts as they are kept; a list of records isn't taken for pairs."""
    if not isinstance(facts, Mapping):
        raise TypeError("the facts of a profile are a mapping: a value for each name")
    return frozen_dict(facts)


@frozen
class Profile:
    """One region as a table has it: outer values of its facts; `date` is that of the table, in ISO form, or ""."""

    number: int
    name: str
    facts: Mapping[str, Any] = field(converter=_by_fact)
    date: str
    source: str


def built_in_profiles(vocabulary: Vocabulary, table: str = "") -> dict[str, Profile]:
    """
    The regions of a table that stands with the rule set, by name: the first, or the one with that name.

    Nothing where there is no such table.  Raises InputError that names every wrong row.
    """
    form = vocabulary.profile
    for each in form.tables if form else ():
        if table in ("", each.id):
            return read_profiles(Path(each.location), vocabulary, date=each.date, source=each.source)
    return {}


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
    """Those that each table must have: the region's own, and of a record what is required or has names of its own."""
    form, known = form_of(vocabulary), columns_of(vocabulary)
    named = {each.id for each in form.columns}
    fields = [each.id for each in vocabulary.facts[form.fact].fields if each.required or each.id in named]
    return [known[name] for name in (NUMBER, REGION, *fields)]


def read_profiles(path: Path, vocabulary: Vocabulary, *, date: str = "", source: str = "") -> dict[str, Profile]:
    """
    The regions in a CSV file as any spreadsheet program writes it: a row a record, columns by name (`columns_of`).

    Raises InputError that names every wrong row.
    """
    form_of(vocabulary)
    problems = Problems()
    text = csv_text(read_text(path))
    lines = csv.reader(text.lines, delimiter=text.delimiter)
    rows = filter(_says_something, lines)
    reader = _Reader(path, vocabulary, problems)
    try:
        reader.head(next(rows, []), max(lines.line_num, 1) + text.skipped)
        for cells in rows:
            reader.row(cells, lines.line_num + text.skipped)
    except csv.Error:
        problems.add("csv_broken", Place(str(path), lines.line_num + text.skipped, 1))
    reader.among()
    if not reader.regions and not problems.found:
        problems.add("file_empty", Place(str(path)))
    problems.stop(InputError)
    ordered = sorted(reader.regions.values(), key=lambda each: (each.number, each.name))
    return {
        each.name: Profile(each.number, each.name, reader.facts(each), date, source or str(path)) for each in ordered
    }


def _says_something(cells: list[str]) -> bool:
    """False for a row of empty cells, which spreadsheet programs leave behind."""
    return any(cell.strip() for cell in cells)


@define
class _Region:
    """A region as far as it is read; `line` is the first that names it, and each single fact has its own."""

    name: str
    number: int
    line: int
    records: list[dict[str, Any]] = field(factory=list)
    complete: bool = True
    single: dict[str, tuple[Any, int]] = field(factory=dict)


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
        self.places: dict[str, tuple[str, int]] = {}  # of records: the region, and the line

    def head(self, cells: list[str], line: int) -> None:
        """Find the columns by their names; raises InputError where that can't be."""
        meant: dict[str, str] = {}
        for each in columns_of(self.vocabulary).values():
            for name in each.names:
                meant.setdefault(name, each.id)
        found = [meant.get(fold(cell.replace("_", " "))) for cell in cells]
        self.columns = {name: found.index(name) for name in (NUMBER, REGION, *self.filled) if name in found}
        self.heads = [" ".join(cell.split()) for cell in cells]
        place = Place(str(self.path), line, 1)
        needed = needed_columns(self.vocabulary)
        if not {each.id for each in needed} <= self.columns.keys():
            known = Text(*(",".join(each.title.say(language) for each in needed) for language in LANGUAGES))
            self.problems.add("csv_columns", place, known=known)
        for name in self.columns:
            if found.count(name) > 1:
                self.problems.add("csv_column_twice", place, name=self.heads[found.index(name)])
        self.problems.stop(InputError)

    def row(self, cells: list[str], line: int) -> None:
        """One record with its region, or that the region has others."""
        place = Place(str(self.path), line, 1)
        while len(cells) > len(self.heads) and not cells[-1].strip():
            cells = cells[:-1]  # what a spreadsheet program writes behind a row
        if len(cells) != len(self.heads):
            self.problems.add("csv_row", place, count=len(cells), wanted=len(self.heads))
            return
        texts = {name: " ".join(cells[index].split()) for name, index in self.columns.items()}
        others = names_others(self.list, {each: texts[each] for each in self.fields & texts.keys()})
        told = [each for each in (*_OWN, *self.filled.values()) if not (others and each.id in self.fields)]
        facts = {each.id: each for each in told if each.id in texts}
        values = {name: self.value(fact, texts[name], place) for name, fact in facts.items()}
        if all(values[name] is not None for name, fact in facts.items() if fact.required):
            region = self.region(values[REGION], values[NUMBER], place)
            if others:
                region.complete = False
            else:
                self.record(region, values, place)
            for name in self.filled.keys() - self.fields:
                if values.get(name) is not None:
                    self.single(region, name, values[name], place)

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

    def region(self, name: str, number: int, place: Place) -> _Region:
        """The region of a row: one name, spelled one way, with one number that no other has."""
        region = self.regions.setdefault(fold(name), _Region(name, number, place.line))
        if composed(name) != composed(region.name):
            self.wrong("region_spelled", place, REGION, name=name, other=region.name, line=region.line)
        if number != region.number:
            self._twice("region_numbers", place, region.name, number, region.number, region.line)
        elif (holder := self.numbers.setdefault(number, region)) is not region:
            self._twice("region_number_taken", place, region.name, number, holder.name, holder.line)
        return region

    def _twice(self, code: str, place: Place, name: str, number: int, other: object, line: int) -> None:
        self.wrong(code, place, NUMBER, name=name, number=number, other=other, line=line)

    def wrong(self, code: str, place: Place, column: str, **fields: object) -> None:
        """A problem in a column; names that are strangely long are cut, as each of many rows may have one."""
        shown: dict[str, Any] = {name: clip(each) if isinstance(each, str) else each for name, each in fields.items()}
        self.problems.add(code, place, self.called(column), **shown)

    def record(self, region: _Region, values: Mapping[str, Any], place: Place) -> None:
        """A record stands in the table once."""
        region.records.append({each.id: values.get(each.id) for each in self.list.fields})
        key = values.get(self.list.key)
        if key is not None:
            other, line = self.places.setdefault(fold(str(key)), (region.name, place.line))
            if line != place.line:
                self.wrong("record_twice", place, self.list.key, name=str(key), other=other, line=line)

    def single(self, region: _Region, name: str, value: Any, place: Place) -> None:
        """A fact of the region itself, in the column that says it: the same in each row that has it."""
        known, line = region.single.setdefault(name, (value, place.line))
        if self.filled[name].encode(known) != self.filled[name].encode(value):
            fields = {"name": region.name, "value": self.shown(name, value), "other": self.shown(name, known)}
            self.wrong("cell_differs", place, name, **fields, line=line)

    def shown(self, name: str, value: Any) -> Text:
        """A value as a person reads it, cut where it is strangely long."""
        return Text(*(clip(self.filled[name].show(value, language)) for language in LANGUAGES))

    def among(self) -> None:
        """What is the key of a record is the key of one that the region has."""
        for region in self.regions.values():
            for name, (value, line) in region.single.items():
                if self.filled[name].among == self.list.id and (records := self.all(region)):
                    place = Place(str(self.path), line, 1)
                    check_among(self.list, value, records, place, self.called(name), self.problems)

    @staticmethod
    def all(region: _Region) -> Any:
        """The records of a region in outer form; None where it only says that there are some."""
        if region.complete:
            return region.records
        return {"records": region.records, "complete": False} if region.records else None

    def facts(self, region: _Region) -> dict[str, Any]:
        """What the table says of a region."""
        return {self.form.fact: self.all(region), **{name: value for name, (value, _) in region.single.items()}}


def find_profile(name: str, profiles: Mapping[str, Profile]) -> Profile:
    """The profile with that name (however it is spelled) or number; raises UnknownName."""
    if not profiles:
        raise UnknownName([Problem("no_profile")])
    wanted = fold(name)
    for profile in profiles.values():
        if wanted in (fold(profile.name), str(profile.number)):
            return profile
    raise unknown_name("unknown_region", name, profiles)
