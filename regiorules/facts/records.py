"""
Reading a list of records: `[{name: Westdorp, size: 218000}, en andere]`, in short `Westdorp 218.000, en andere`.

A list that says that there are others (`en andere`, `others unknown`, `…`) is incomplete.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as AnyMapping
from typing import Any

from regiorules.documents import Mapping, Node, Scalar, Sequence
from regiorules.errors import Problems
from regiorules.facts.phrases import are_others
from regiorules.facts.saying import NONE, UNKNOWN
from regiorules.facts.values import MAX_TEXT, UNKNOWN_WORDS, is_none, is_unknown, read_value
from regiorules.facts.vocabulary import Fact
from regiorules.patterns import pattern
from regiorules.text import Near, Text, fold, listed, listing

Read = Callable[[Fact, Node, Problems, str], Any]
_ITEMS = pattern(r"\s*(?:;|,(?![0-9]))\s*")  # a comma before a digit belongs to a number
_BEHIND = pattern(r"[\s:]+\(?")  # what stands between a name and its number
_NUMBER = pattern(r"((?:[^0-9(]+ )?[0-9][^()]*|unknown|onbekend)\)?", re.IGNORECASE)
_COMPLETE = Fact("yes_no", Text("volledig", "complete"), id="complete")


def in_one_line(fact: Fact) -> str:
    """An example of a list in one line: its keys, without values."""
    keys = ", ".join(f"{each.id}: …" for each in fact.fields)
    return f"[{{{keys}}}]"


def read_records(fact: Fact, node: Node, problems: Problems, path: str, read: Read) -> Any:
    """The records in outer form, those of a list that is incomplete with that said; None where something is wrong."""
    complete = True
    if isinstance(node, Mapping):
        node, complete = _told(fact, node, problems, path)
    items = _items(fact, node, problems, path)
    if items is None:
        return None
    named = [item for item in items if not (isinstance(item, Scalar) and are_others(item.text))]
    complete = complete and len(named) == len(items)
    if complete and len(named) < (least := int(fact.minimum or 0)):
        problems.add("records_few", node.place, path, count=least)
        return None
    records = _Records(fact, problems, path, read).all(named)
    return records if complete else ({"records": records, "complete": False} if records else None)


def _told(fact: Fact, node: Mapping, problems: Problems, path: str) -> tuple[Node, bool]:
    """The list in `{records: […], complete: no}`, and whether it is complete."""
    known = ("records", "complete")
    for name, place in node.keys.items():
        if name not in known:
            problems.add("unknown_key", place, path, name=name, known=listing(known), suggestion=Near(name, known))
    if "records" not in node.entries:
        problems.add("missing_key", node.place, path, name="records")
    complete = read_value(_COMPLETE, node.entries.get("complete", Scalar("yes")), problems, f"{path}.complete")
    return node.entries.get("records", Sequence((), node.place)), complete is True


def _items(fact: Fact, node: Node, problems: Problems, path: str) -> tuple[Node, ...] | None:
    if isinstance(node, Sequence):
        return node.items
    if is_none(fact, node):
        return ()
    parts = _ITEMS.split(node.text) if isinstance(node, Scalar) else ()
    if not parts:
        problems.add("expected_list", node.place, path)
        return None
    if not any(are_others(part) or any(in_short(part)) for part in parts):
        words = (NONE, UNKNOWN) if fact.may_be_none else (UNKNOWN,)
        problems.add("not_records", node.place, path, example=in_one_line(fact), known=listed(words))
        return None
    return tuple(Scalar(part, node.place) for part in parts if part)


def names_others(fact: Fact, said: AnyMapping[str, str]) -> bool:
    """True for a row of a table that says that there are others: in the field by which a record is known, alone."""
    name = fact.key or fact.fields[0].id
    rest = (text for field, text in said.items() if field != name)
    return are_others(said.get(name, "")) and all(fold(text) in UNKNOWN_WORDS for text in rest)


def in_short(text: str) -> Iterator[tuple[str, str]]:
    """A text that says a record in short: its name, and its number behind that, in each way in which that may be."""
    flat = text.strip() if len(text) <= MAX_TEXT else ""
    for found in _BEHIND.finditer(flat):
        number = _NUMBER.fullmatch(flat, found.end())
        if number and found.start():
            yield flat[: found.start()], number[1]


class _Records:
    """Reads the records of one list."""

    def __init__(self, fact: Fact, problems: Problems, path: str, read: Read) -> None:
        self.fact = fact
        self.problems = problems
        self.path = path
        self.read = read
        self.seen: set[str] = set()

    def all(self, items: list[Node]) -> list[dict[str, Any]]:
        """The records of these items; what isn't one is a problem."""
        found = (self.record(item, f"{self.path}[{number}]") for number, item in enumerate(items, 1))
        return [record for record in found if record is not None]

    def record(self, item: Node, path: str) -> dict[str, Any] | None:
        item = self.in_short(item) if isinstance(item, Scalar) else item
        if not isinstance(item, Mapping):
            self.problems.add("expected_mapping", item.place, path)
            return None
        self.known_keys(item, path)
        record = {each.id: self.field(each, item, path) for each in self.fact.fields}
        key = record.get(self.fact.key)
        if isinstance(key, str | int | float):
            if fold(str(key)) in self.seen:
                place = item.entries[self.fact.key].place
                self.problems.add("duplicate_record", place, f"{path}.{self.fact.key}", name=key)
            self.seen.add(fold(str(key)))
        return record

    def known_keys(self, item: Mapping, path: str) -> None:
        names = [each.id for each in self.fact.fields]
        for name, place in item.keys.items():
            if name not in names:
                hint = Near(name, names)
                self.problems.add("unknown_key", place, path, name=name, known=listing(names), suggestion=hint)

    def field(self, field: Fact, item: Mapping, path: str) -> Any:
        value = item.entries.get(field.id)
        if value is not None and not (field.required and is_unknown(value)):
            read = read_value if field.id == self.fact.key else self.read  # by its key a record is known
            return read(field, value, self.problems, f"{path}.{field.id}")
        if field.required:
            self.problems.add("missing_field", item.place, path, name=field.id)
        return None

    def in_short(self, item: Scalar) -> Node:
        """The record that a text says in short, where its key and its first number are all that must be said."""
        number = next((each for each in self.fact.fields if each.type == "number"), None)
        ways = list(in_short(item.text))
        if not self.fact.key or not number or not ways:
            return item
        name, behind = next((way for way in ways if self.is_number(number, way[1])), ways[-1])
        entries: dict[str, Node] = {self.fact.key: Scalar(name, item.place), number.id: Scalar(behind, item.place)}
        return Mapping(entries, dict.fromkeys(entries, item.place), item.place)

    def is_number(self, field: Fact, text: str) -> bool:
        """True for what the field may be, or may partly be known to be."""
        found = Problems()
        self.read(field, Scalar(text), found, "")
        return not found.found
