"""One fact of a region file: a plain value, what is partly known of it, or either with its sources and a note."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from typing import Any

from attrs import field

from regiorules.documents import Mapping, Node, Scalar, Sequence
from regiorules.errors import Problems
from regiorules.facts.given import KEYS, read_given
from regiorules.facts.partial import says_partly
from regiorules.facts.values import is_left_open, is_unknown, word
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import FrozenDict, freeze, frozen, frozen_dict, frozen_tuple, thaw
from regiorules.text import LANGUAGES, Near, listing

GIVEN_KEYS = ("value", "source", "note")


@frozen
class Given:
    """One fact as given: its outer value (None is unknown), the ids of its sources, a note by language."""

    value: Any = field(converter=freeze)
    sources: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    note: AnyMapping[str, str] = field(factory=FrozenDict, converter=frozen_dict)
    partly: bool = field(init=False, eq=False, repr=False)  # it is partly known, or a field of one of its records is

    @partly.default
    def _says_partly(self) -> bool:
        return says_partly(self.value)


class GivenReader:
    """Reads facts with their sources; every problem goes on the list, reading goes on."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def entries(self, node: Node, known: tuple[str, ...], path: str) -> dict[str, Node]:
        """The values of the keys that are known; others are a problem."""
        if not isinstance(node, Mapping):
            self.problems.add("expected_mapping", node.place, path)
            return {}
        for name, place in node.keys.items():
            if name not in known:
                hint = Near(name, known)
                self.problems.add("unknown_key", place, path, name=name, known=listing(known), suggestion=hint)
        return {name: value for name, value in node.entries.items() if name in known}

    def text(self, node: Node | None, path: str) -> str:
        """One value as text; "" for none."""
        if node is None or is_unknown(node):
            return ""
        if not isinstance(node, Scalar):
            self.problems.add("expected_text", node.place, path)
            return ""
        return node.text.strip()

    def given(self, fact: Fact, node: Node, sources: AnyMapping[str, Any], path: str) -> Given:
        """What is given of a fact, alone or with its sources and a note."""
        if not isinstance(node, Mapping):
            return Given(read_given(fact, node, self.problems, path))
        node = with_value(node)
        parts = self.entries(node, GIVEN_KEYS, path)
        if "value" not in parts:
            self.problems.add("missing_key", node.place, path, name="value")
            return Given(None)
        value = read_given(fact, parts["value"], self.problems, path)
        return Given(value, self.named_sources(parts.get("source"), sources, path), self.note(parts.get("note"), path))

    def named_sources(self, node: Node | None, sources: AnyMapping[str, Any], path: str) -> tuple[str, ...]:
        """The ids of the sources that are named; each is one of `sources`."""
        if node is None or (is_left_open(node) and word(node) not in sources):
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        names = []
        for item in items:
            name = word(item) or self.text(item, f"{path}.source")
            if not name and isinstance(item, Scalar):
                self.problems.add("empty_text", item.place, f"{path}.source")
            elif name and name not in sources:
                hint = Near(name, sources)
                self.problems.add("unknown_source", item.place, f"{path}.source", name=name, suggestion=hint)
            names.append(name)
        return tuple(names)

    def note(self, node: Node | None, path: str) -> dict[str, str]:
        """A note by language; one text is for each."""
        if isinstance(node, Mapping):
            texts = self.entries(node, LANGUAGES, f"{path}.note")
            return {name: self.text(texts[name], path) for name in LANGUAGES if name in texts}
        text = self.text(node, f"{path}.note")
        return dict.fromkeys(LANGUAGES, text) if text else {}


def with_value(node: Mapping) -> Mapping:
    """What is said of a fact, with the value behind its own key where what is partly known stands beside its source."""
    if "value" in node.entries or not KEYS & node.entries.keys():
        return node
    beside = {name: value for name, value in node.entries.items() if name in ("source", "note")}
    said = {name: value for name, value in node.entries.items() if name not in beside}
    value = Mapping(said, {name: node.keys[name] for name in said}, node.place)
    keys = {"value": node.place, **{name: node.keys[name] for name in beside}}
    return Mapping({"value": value, **beside}, keys, node.place)


def given_document(given: Given) -> Any:
    """One fact as it stands in a region file."""
    if not given.sources and not given.note:
        return thaw(given.value)
    parts: dict[str, Any] = {"value": thaw(given.value)}
    if given.sources:
        parts["source"] = list(given.sources)
    if given.note:
        parts["note"] = dict(given.note)
    return parts
