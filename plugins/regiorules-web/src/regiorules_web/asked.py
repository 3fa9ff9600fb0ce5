"""A question as it is asked, over HTTP or as a line: its fields, each read where an operation wants it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from regiorules import Engine, Region
from regiorules.documents import Mapping, Node, Scalar, Sequence
from regiorules.errors import NOWHERE, InputError, Place, Problem, RegioRulesError, unknown_name
from regiorules.facts.dates import read_date
from regiorules.facts.profiles import Profile
from regiorules.facts.region import odd_in, region_of
from regiorules.rules.scopes import unknown_scopes
from regiorules.text import LANGUAGES, Language, Near, listing
from regiorules_web.service import Service

NAME = "body"  # of the document that comes in, where a place is said


def json_value(node: Node) -> Any:
    """The plain value of a part of a JSON document."""
    if isinstance(node, Mapping):
        return {name: json_value(each) for name, each in node.entries.items()}
    if isinstance(node, Sequence):
        return [json_value(each) for each in node.items]
    return node.text if node.quoted else json.loads(node.text)


@contextmanager
def standing_at(place: Place) -> Iterator[None]:
    """Give what goes wrong this place, where it has none of its own."""
    try:
        yield
    except RegioRulesError as error:
        raise type(error)(
            each if each.place != NOWHERE else evolve(each, place=place) for each in error.problems
        ) from None


@frozen
class Asked:
    """
    The fields of one question, that stand in a document or in an address, and the service that it is asked of.

    `language` is that of the answer.  Every method raises InputError or UnknownName that says where it stands.
    """

    service: Service
    fields: Mapping
    language: Language = "nl"
    remarks: list[Problem] = field(factory=list)

    @classmethod
    def of(cls, service: Service, node: Node, known: tuple[str, ...], language: Language = "nl") -> Asked:
        """The question in a node, which has no other fields than those known."""
        if not isinstance(node, Mapping):
            raise InputError([Problem("expected_mapping", {}, node.place)])
        problems = [
            Problem("unknown_key", {"name": name, "known": listing(known)}, place, suggestion=Near(name, known).find())
            for name, place in node.keys.items()
            if name not in known
        ]
        if problems:
            raise InputError(problems)
        asked = cls(service, node, language)
        with standing_at(asked.place("rulesets")):
            service.check(asked.texts("rulesets"))  # also where an operation asks nothing of them
        return evolve(asked, language=asked.one_of("language", LANGUAGES, "unknown_language") or language)

    def node(self, name: str) -> Node:
        """What stands in a field that must be there."""
        if name not in self.fields.entries:
            raise InputError([Problem("missing_key", {"name": name}, self.fields.place)])
        return self.fields.entries[name]

    def has(self, name: str) -> bool:
        """True where a field is given, and isn't null."""
        node = self.fields.entries.get(name)
        return node is not None and not (isinstance(node, Scalar) and node.text == "null" and not node.quoted)

    def place(self, name: str) -> Place:
        """Where the value of a field stands."""
        return self.fields.entries[name].place if name in self.fields.entries else self.fields.place

    def text(self, name: str) -> str:
        """A field that is one text."""
        return self._text(self.node(name), name)

    def text_or(self, name: str, otherwise: str = "") -> str:
        """A field that is one text, or something else where it isn't given."""
        return self.text(name) if self.has(name) else otherwise

    def _text(self, node: Node, name: str) -> str:
        if not isinstance(node, Scalar) or not node.quoted:
            raise InputError([Problem("expected_string", {}, node.place, name)])
        return node.text

    def texts(self, name: str) -> tuple[str, ...]:
        """A field that is a list of texts, or one text; empty where it isn't given."""
        if not self.has(name):
            return ()
        node = self.node(name)
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(self._text(each, name) for each in items)

    def one_of(self, name: str, known: tuple[str, ...], code: str) -> Any:
        """A field that is one of the texts known; None where it isn't given."""
        if not self.has(name):
            return None
        found = self.text(name)
        if found not in known:
            with standing_at(self.place(name)):
                raise unknown_name(code, found, known)
        return found

    def flag(self, name: str) -> bool:
        """A field that is true or false; false where it isn't given."""
        if not self.has(name):
            return False
        node = self.node(name)
        if not isinstance(node, Scalar) or node.text not in ("true", "false"):
            raise InputError([Problem("expected_flag", {}, node.place, name)])
        return node.text == "true"

    def day(self, name: str = "on") -> date | None:
        """A field that is a day; None where it isn't given."""
        if not self.has(name):
            return None
        text = self.text(name)
        found = read_date(text)
        if found is None:
            raise InputError([Problem("stored_day", {"value": text}, self.place(name), name)])
        return found

    def engine(self) -> Engine:
        """The engine for the rule sets that are asked for."""
        with standing_at(self.place("rulesets")):
            return self.service.engine(self.texts("rulesets"))

    def region(self, name: str = "region") -> Region:
        """A field that is a region, in the form of a region file."""
        return self.region_in(self.node(name))

    def regions(self, name: str = "regions") -> tuple[Region, ...]:
        """A field that is a list of regions."""
        node = self.node(name)
        if not isinstance(node, Sequence):
            raise InputError([Problem("expected_list", {}, node.place, name)])
        return tuple(self.region_in(each) for each in node.items)

    def table(self) -> AnyMapping[str, Profile]:
        """The table of regions that is asked for, or the newest."""
        name = self.text("profiles") if self.has("profiles") else None
        with standing_at(self.place("profiles")):
            return self.service.profiles(self.engine().knowledge, name)

    def region_in(self, node: Node) -> Region:
        """The region in a node; what is odd of it is a remark."""
        knowledge = self.engine().knowledge
        region = region_of(node, knowledge.vocabulary, self.table() if self.has("profiles") else None)
        self.remarks.extend(odd_in(region, knowledge.vocabulary))
        if knowledge.regional:
            known = self.service.profiles(knowledge)
            self.remarks.extend(unknown_scopes(knowledge, [*known, region.name] if known else ()))
        return region

    def told(self, region: Region, name: str = "set") -> tuple[Region, dict[str, Any]]:
        """The region with the facts or assumptions of a field set, and these by name."""
        node = self.node(name)
        if not isinstance(node, Mapping):
            raise InputError([Problem("expected_mapping", {}, node.place, name)])
        values = json_value(node)
        try:
            return region.tell(self.engine().knowledge.vocabulary, **values), values
        except InputError as error:
            raise InputError(evolve(each, place=_named(each, node)) for each in error.problems) from None


def _named(problem: Problem, node: Mapping) -> Place:
    """The place of the value that a problem is about, by the first name of its path or by the name that it gives."""
    name = problem.path.partition(".")[0].partition("[")[0]
    name = name if name in node.entries else str(problem.fields.get("name", ""))
    return node.entries[name].place if name in node.entries else node.place
