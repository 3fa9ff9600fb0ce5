"""
The region dossier: what is known of one region, with the source of each fact.

A region file names the region, may start from the profile in a table, lists its sources, and gives
facts: a plain value, `unknown`, or `{value: …, source: …, note: …}`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Any

from attrs import evolve, field

from regiorules.documents import Mapping, Node, Scalar, Sequence, as_text, is_stream, node_of, parse, read_document
from regiorules.errors import NOWHERE, InputError, Place, Problem, Problems, UnknownName
from regiorules.facts.dates import read_moment
from regiorules.facts.entries import Given, GivenReader, given_document
from regiorules.facts.given import read_given, typed
from regiorules.facts.listed import Listed
from regiorules.facts.names import meant_region, odd_names
from regiorules.facts.partial import records_in
from regiorules.facts.profiles import Profile, profiles_of
from regiorules.facts.values import clip, is_left_open, is_unknown, read_value, word
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.stored import to_json
from regiorules.text import Near, nearest

FORMAT = "regiorules-region/1"
KEYS = ("region", "date", "profile", "sources", "facts", "parameters", "format")
SOURCE_KEYS = ("title", "url", "date")

FROM_TABLE = "profile"  # the source of what comes from a table of regions
_NO_NOTE: FrozenDict[str, str] = FrozenDict()


@frozen
class Source:
    """Where a fact comes from; `date` is a day, a month or a year in ISO form, or ""."""

    title: str
    url: str = ""
    date: str = ""


@frozen
class Region:
    """
    What is known of one region; a value, changed only by making another.

    `date` is that of the answers: a day, a month or a year in ISO form, or "".  What comes from a table of regions
    has the date of that table, which is the date of its source.  `remarks` are what is odd of how it was read, and not
    wrong; they are no part of what is known.
    """

    name: str
    facts: AnyMapping[str, Given] = field(factory=FrozenDict, converter=frozen_dict)
    sources: AnyMapping[str, Source] = field(factory=FrozenDict, converter=frozen_dict)
    date: str = ""
    parameters: AnyMapping[str, float] = field(factory=FrozenDict, converter=frozen_dict)
    remarks: tuple[Problem, ...] = field(default=(), eq=False, repr=False, kw_only=True)

    def tell(self, vocabulary: Vocabulary, /, **values: Any) -> Region:
        """
        The region with these facts or assumptions set; a value as in a region file, or plain Python.

        Raises InputError for a name or a value that isn't in the vocabulary.
        """
        problems = Problems()
        told = _tell(self, {name: node_of(value) for name, value in values.items()}, vocabulary, problems)
        problems.stop(InputError)
        return told

    def set(self, assignments: AnyMapping[str, str], vocabulary: Vocabulary) -> Region:
        """
        The region with facts or assumptions set as a person types them (`fact=ja`, `fact=[{name: A}, en andere]`).

        Raises InputError for a name or a value that isn't in the vocabulary.
        """
        problems = Problems()
        nodes = {name: typed(vocabulary.facts.get(name), text, problems) for name, text in assignments.items()}
        told = _tell(self, nodes, vocabulary, problems)
        problems.stop(InputError)
        return told

    def to_data(self) -> dict[str, Any]:
        """The region as plain data, ready for JSON, in the form of a region file."""
        return {"format": FORMAT, **to_document(self)}

    def to_json(self) -> str:
        """The region as JSON text, in the form of a region file."""
        return to_json(self.to_data())

    @classmethod
    def from_data(
        cls, data: object, vocabulary: Vocabulary, profiles: AnyMapping[str, Profile] | None = None
    ) -> Region:
        """
        The region in a document or in plain data, as `to_data` gives it or as people write it in a region file.

        `profiles` are the regions that it may start from, those of the rule set otherwise.  Raises InputError with
        every problem.
        """
        return region_of(data, vocabulary, profiles)

    @classmethod
    def from_json(
        cls,
        text: str | bytes,
        vocabulary: Vocabulary,
        profiles: AnyMapping[str, Profile] | None = None,
        *,
        name: str = "JSON",
    ) -> Region:
        """
        The region in a text of JSON (bytes are UTF-8), from wherever it comes: it may be hostile.

        Raises InputError with every problem, each with its line and column in `name`; nothing else.
        """
        return region_from_json(text, vocabulary, profiles, name=name)

    def retract(self, name: str) -> Region:
        """The region without that fact, or with the assumption as it was; the same where it has neither."""
        facts = {each: given for each, given in self.facts.items() if each != name}
        return evolve(self, facts=facts, parameters={each: v for each, v in self.parameters.items() if each != name})


def read_region(path: Path | str, vocabulary: Vocabulary, profiles: AnyMapping[str, Profile] | None = None) -> Region:
    """
    The region in a YAML or JSON file (`-` is standard input).

    Raises InputError with every problem in the file, each with line and column.
    """
    path = Path(path)
    if path.suffix.lower() not in (".yaml", ".yml", ".json") and not is_stream(path) and os.path.isfile(path):
        raise InputError([Problem("file_kind", {"known": ".yaml, .yml, .json"}, Place(str(path)))])
    problems = Problems()
    region = _Reader(vocabulary, profiles, problems).region(read_document(path, problems=problems))
    problems.stop(InputError)
    return region


def region_of(data: object, vocabulary: Vocabulary, profiles: AnyMapping[str, Profile] | None = None) -> Region:
    """The region in a document or in plain Python data; raises InputError with every problem."""
    node = data if isinstance(data, Scalar | Sequence | Mapping) else node_of(data)
    problems = Problems()
    region = _Reader(vocabulary, profiles, problems).region(node)
    problems.stop(InputError)
    return region


def region_from_json(
    text: str | bytes, vocabulary: Vocabulary, profiles: AnyMapping[str, Profile] | None = None, *, name: str = "JSON"
) -> Region:
    """
    The region in a text of JSON (bytes are UTF-8), from wherever it comes: it may be hostile.

    Raises InputError with every problem, each with its line and column in `name`; nothing else.
    """
    if isinstance(text, bytes):
        text = as_text(text, Path(name))
    problems = Problems()
    region = _Reader(vocabulary, profiles, problems).region(parse(text, name, problems=problems, is_json=True))
    problems.stop(InputError)
    return region


def region_from_profile(profile: Profile) -> Region:
    """The region as a table of regions has it."""
    source = Source(profile.credit, date=profile.date)
    facts = {name: Given(value, (FROM_TABLE,)) for name, value in profile.facts.items()}
    return Region(profile.name, facts, {FROM_TABLE: source})


def odd_in(region: Region, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What to say of names in a region that are other names, or of another year; they are right all the same."""
    yield from region.remarks
    form = vocabulary.profile
    given = region.facts.get(form.fact) if form else None
    if form is None:
        return
    date, names = region.date, []
    if given and given.sources == (FROM_TABLE,):
        date = region.sources[FROM_TABLE].date  # the table says how things are called
    elif given:
        key = vocabulary.facts[form.fact].key
        names = [str(each[key]) for each in records_in(given.value) or () if each.get(key)]
    for where, problem in odd_names(region.name, names, date, vocabulary):
        yield evolve(problem, path=where if where == "region" else f"facts.{where}")


def _tell(region: Region, nodes: AnyMapping[str, Node], vocabulary: Vocabulary, problems: Problems) -> Region:
    facts, parameters = dict(region.facts.items()), dict(region.parameters.items())
    for name, node in nodes.items():
        if name in vocabulary.parameters:
            value = read_value(vocabulary.parameters[name].as_fact(), node, problems, name)
            if value is not None:
                parameters[name] = value
        elif name not in vocabulary.facts:
            known = [*vocabulary.facts, *vocabulary.parameters]
            problems.add("set_unknown", path="--set", name=name, suggestion=Near(name, known))
        elif asked(vocabulary.facts[name], node, problems, name):
            before = facts.get(name)
            note = before.note if before and before.value is None else _NO_NOTE  # on the question, not on an answer
            facts[name] = Given(read_given(vocabulary.facts[name], node, problems, name), note=note)
    _among(facts, vocabulary, nodes, NOWHERE, "", problems)
    frozen = FrozenDict.of(facts), FrozenDict.of(parameters)
    return Region(region.name, frozen[0], region.sources, region.date, frozen[1], remarks=region.remarks)


def asked(fact: Fact, node: Node, problems: Problems, path: str) -> bool:
    """True where the fact may be given; else a problem."""
    if not fact.asked:
        problems.add("not_asked", node.place, path, name=fact.id)
    return fact.asked


def _among(
    facts: dict[str, Given],
    vocabulary: Vocabulary,
    nodes: AnyMapping[str, Node],
    place: Place,
    path: str,
    problems: Problems,
) -> None:
    """
    What must be the key of a record is that of one that is there, where all are known and one of them is told.

    It gets the name that the list has for it; what a table of regions says gives way to a list that is told.
    """
    for fact in vocabulary.memo.of("among", lambda: [each for each in vocabulary.facts.values() if each.among]):
        given, records = facts.get(fact.id), facts.get(fact.among)
        if given and given.value is not None and records and records.value and nodes.keys() & {fact.id, fact.among}:
            listed = Listed(vocabulary, vocabulary.facts[fact.among], records.value)
            facts[fact.id] = evolve(given, value=listed.name(given.value))
            at = nodes[fact.id].place if fact.id in nodes else place
            wrong = listed.check(facts[fact.id].value, at, f"{path}{fact.id}")
            if wrong and fact.id not in nodes and given.sources == (FROM_TABLE,):
                del facts[fact.id]
            else:
                problems.found.extend(wrong)


class _Reader(GivenReader):
    """Reads one region document; every problem goes on the list, reading goes on."""

    def __init__(self, vocabulary: Vocabulary, profiles: AnyMapping[str, Profile] | None, problems: Problems) -> None:
        super().__init__(problems)
        self.vocabulary = vocabulary
        self.profiles = profiles

    def region(self, node: Node) -> Region:
        entries = self.entries(node, KEYS, "")
        self.format(entries.get("format"))
        if "profile" in entries and is_left_open(entries["profile"]):
            del entries["profile"]
        base = self.profile(entries["profile"], entries.get("date")) if "profile" in entries else None
        name = self.text(entries.get("region"), "region") or (base.name if base else "")
        if not name and isinstance(node, Mapping) and not self.said(entries, node):
            self.problems.add("missing_key", node.place, name="region")
        sources = {**(base.sources if base else {}), **self.sources(entries.get("sources"))}
        facts = {**(base.facts if base else {}), **self.facts(entries.get("facts"), sources)}
        told = entries.get("facts")
        if isinstance(told, Mapping):
            _among(facts, self.vocabulary, told.entries, told.place, "facts.", self.problems)
        date = self.date(entries.get("date"), "date")
        remarks = base.remarks if base else ()
        return Region(name, facts, sources, date, self.parameters(entries.get("parameters")), remarks=remarks)

    def format(self, node: Node | None) -> None:
        """Of what a later version keeps in another format, nobody knows what it means."""
        text = word(node) or self.text(node, "format")
        if node is not None and text != FORMAT:
            self.problems.add("not_one_of", node.place, "format", value=clip(text), known=FORMAT)

    @staticmethod
    def said(entries: AnyMapping[str, Node], node: Mapping) -> bool:
        """True where another problem already says why there is no name."""
        return "profile" in entries or ("region" not in entries and nearest("region", node.entries) is not None)

    def date(self, node: Node | None, path: str) -> str:
        """A day, a month or a year, in ISO form; "" for none."""
        text = "" if node is None or is_unknown(node, quoted=True) else self.text(node, path)
        moment = read_moment(text) if text else ""
        if moment is None and node is not None:
            self.problems.add("not_moment", node.place, path, value=clip(text))
        return moment or ""

    def profile(self, node: Node, date: Node | None) -> Region | None:
        """The region as the table has it that was asked for, or else the one of the date of the answers."""
        name = self.text(node, "profile")
        try:
            day = date.text if isinstance(date, Scalar) else ""
            table = profiles_of(self.vocabulary, day) if self.profiles is None else self.profiles
            meant = meant_region(name, table, self.vocabulary)
            remarks = [evolve(each, place=node.place, path="profile") for each in [meant.remark] if each]
            return evolve(region_from_profile(meant.profile), remarks=tuple(remarks))
        except UnknownName as error:
            found = error.problems[0]
            self.problems.add(found.code, node.place, "profile", suggestion=found.suggestion, **found.fields)
            return None

    def sources(self, node: Node | None) -> dict[str, Source]:
        if node is None or is_unknown(node):
            return {}
        if not isinstance(node, Mapping):
            self.problems.add("expected_mapping", node.place, "sources")
            return {}
        found = {}
        for key, value in node.entries.items():
            path = f"sources.{key}"
            parts = self.entries(value, SOURCE_KEYS, path)
            title, url = (self.text(parts.get(name), f"{path}.{name}") for name in ("title", "url"))
            found[key] = Source(title, url, self.date(parts.get("date"), f"{path}.date"))
            if not found[key].title and isinstance(value, Mapping):
                self.problems.add("missing_key", value.place, path, name="title")
        return found

    def facts(self, node: Node | None, sources: AnyMapping[str, Source]) -> dict[str, Given]:
        if node is None or is_unknown(node):
            return {}
        if not isinstance(node, Mapping):
            self.problems.add("expected_mapping", node.place, "facts")
            return {}
        found = {}
        known = [each.id for each in self.vocabulary.facts.values() if each.asked]
        for name, value in node.entries.items():
            fact = self.vocabulary.facts.get(name)
            path = f"facts.{name}"
            if fact is None:
                self.problems.add("unknown_fact", node.keys[name], path, name=name, suggestion=Near(name, known))
            elif asked(fact, value, self.problems, path):
                found[name] = self.given(fact, value, sources, path)
        return found

    def parameters(self, node: Node | None) -> dict[str, float]:
        if node is None or is_unknown(node):
            return {}
        known = self.vocabulary.parameters
        values = {
            name: read_value(known[name].as_fact(), each, self.problems, f"parameters.{name}")
            for name, each in self.entries(node, tuple(known), "parameters").items()
        }
        return {name: value for name, value in values.items() if value is not None}


def source_document(source: Source) -> dict[str, str]:
    """A source as it stands in a region file."""
    return {name: text for name in SOURCE_KEYS if (text := getattr(source, name))}


def to_document(region: Region) -> dict[str, Any]:
    """The region as plain data in the form of a region file; reading it back gives the same region."""
    document: dict[str, Any] = {"region": region.name}
    if region.date:
        document["date"] = region.date
    if region.sources:
        document["sources"] = {key: source_document(source) for key, source in region.sources.items()}
    if region.parameters:
        document["parameters"] = dict(region.parameters)
    document["facts"] = {name: given_document(given) for name, given in region.facts.items()}
    return document
