"""
Reading JSON text as RFC 8259 has it, with the place of every value.

The standard library's reader gives no places; a YAML reader takes what JSON isn't, and breaks lines where JSON doesn't.
"""

from __future__ import annotations

import json

from regiorules.documents.json_slips import Wanted, slip
from regiorules.documents.limits import Budget, Refused
from regiorules.documents.nodes import Mapping, Node, Scalar, Sequence, Span
from regiorules.documents.places import Lines
from regiorules.errors import Problem, Problems
from regiorules.patterns import pattern
from regiorules.text import unmistakable

_SPACE = pattern(r"[ \t\n\r]*+")
_STRING = pattern(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
_WORD = pattern(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![\w.+-])|(?:true|false|null)(?!\w)")
_SURROGATE = pattern("[\ud800-\udfff]")


def parse_json(text: str, name: str, problems: Problems) -> Node | None:
    """The value in `text`; None where there is none. Raises `Refused` for what isn't JSON, with its place."""
    reader = _Reader(text.removeprefix("\ufeff"), name, problems)
    return reader.whole()


class _Reader:
    def __init__(self, text: str, name: str, problems: Problems) -> None:
        self.text = text
        self.lines = Lines(text, name)
        self.problems = problems
        self.budget = Budget()
        self.at = 0

    def whole(self) -> Node | None:
        if self.space() == len(self.text):
            return None
        node = self.value(0)
        if self.space() < len(self.text):
            raise self.unlike("end")
        return node

    def unlike(self, wanted: Wanted, opened: int = -1) -> Refused:
        """What is wrong at this point, where something else was wanted inside the bracket that was opened there."""
        return Refused(slip(self.text, self.at, wanted, opened, self.lines))

    def space(self) -> int:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def take(self, sign: str) -> bool:
        """Go past this sign, if it is the next."""
        self.space()
        if self.text.startswith(sign, self.at):
            self.at += 1
            return True
        return False

    def value(self, depth: int, opened: int = -1) -> Node:
        start = self.space()
        place = self.lines.place(start)
        self.budget.value(place, depth)
        sign = self.text[start : start + 1]
        if sign == "{":
            return self.mapping(depth)
        if sign == "[":
            return self.sequence(depth)
        if sign == '"':
            return Scalar(self.string(opened), place, quoted=True, span=Span(start, self.at))
        found = _WORD.match(self.text, start)
        if found is None:
            raise self.unlike("value", opened)
        self.at = found.end()
        return Scalar(unmistakable(found[0]), place, span=Span(start, self.at))

    def string(self, opened: int) -> str:
        found = _STRING.match(self.text, self.at)
        if found is None:
            raise self.unlike("value", opened)
        text: str = json.loads(found[0]) if "\\" in found[0] else found[0][1:-1]
        if not text.isascii() and _SURROGATE.search(text):
            raise Refused(Problem("surrogate", {}, self.lines.place(self.at)))
        self.at = found.end()
        return text

    def sequence(self, depth: int) -> Sequence:
        start = self.at
        items: list[Node] = []
        self.at += 1
        while not self.take("]"):
            if items and not self.take(","):
                raise self.unlike("comma", start)
            items.append(self.value(depth + 1, start))
        return Sequence(tuple(items), self.lines.place(start), Span(start, self.at, flow=True))

    def mapping(self, depth: int) -> Mapping:
        start = self.at
        entries: dict[str, Node] = {}
        span = Span(start, start, flow=True)
        node = Mapping(entries, {}, self.lines.place(start), span)
        self.at += 1
        while not self.take("}"):
            if entries and not self.take(","):
                raise self.unlike("comma", start)
            self.entry(node, span, depth)
        return Mapping(entries, node.keys, node.place, Span(start, self.at, flow=True, keys=span.keys))

    def entry(self, node: Mapping, span: Span, depth: int) -> None:
        at = self.space()
        place = self.lines.place(at)
        if not self.text.startswith('"', at):
            raise self.unlike("key", span.start)
        key = self.string(span.start)
        end = self.at
        if not self.take(":"):
            raise self.unlike("colon", span.start)
        value = self.value(depth + 1, span.start)
        if key in node.entries:
            self.problems.add("duplicate_key", place, key, name=key, line=node.keys[key].line)
        else:
            node.entries[key], node.keys[key], span.keys[key] = value, place, (at, end)
