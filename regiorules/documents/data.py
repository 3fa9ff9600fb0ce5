"""From plain Python data (what `json.loads` or another program gives) to nodes, within the limits of a file."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from attrs import field

from regiorules.documents.limits import Budget, Refused
from regiorules.documents.nodes import Mapping, Node, Scalar, Sequence
from regiorules.errors import NOWHERE, InputError, Place, Problem
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.text import exact, unmistakable

_SURROGATE = pattern("[\ud800-\udfff]")
_SHOWN = 60  # characters of a name or a path in a message
_MAX_BITS = 4_000  # a whole number beyond that is no figure of a region, and costly to write out


def node_of(data: object, place: Place = NOWHERE) -> Node:
    """
    A node made from plain data: dicts, lists, tuples, sets, text, numbers, dates, true or false, and None.

    Raises InputError for anything else, and for what no file may be: too deep, too much, not text.
    """
    try:
        return _Maker(place).node(data, 0, None)
    except Refused as refused:
        raise InputError([refused.problem]) from None


_Path = tuple["_Path", str] | None  # the way to a value, from its end: only written out where something is wrong


@frozen
class _Maker:
    place: Place
    budget: Budget = field(factory=Budget)

    def node(self, data: Any, depth: int, path: _Path) -> Node:
        self.budget.value(self.place, depth, lambda: _written(path))
        if isinstance(data, AnyMapping):
            return self.mapping(data, depth, path)
        if isinstance(data, list | tuple):
            return self.sequence(data, depth, path)
        if isinstance(data, set | frozenset):
            node = self.sequence(data, depth, path)
            return Sequence(tuple(sorted(node.items, key=_order)), self.place)
        if isinstance(data, str):
            return Scalar(self.text(data, path), self.place, quoted=True)
        return Scalar(self.word(data, path), self.place, quoted=isinstance(data, date))

    def wrong(self, code: str, path: _Path, **fields: Any) -> Refused:
        return Refused(Problem(code, fields, self.place, _written(path)))

    def mapping(self, data: AnyMapping[Any, Any], depth: int, path: _Path) -> Mapping:
        entries: dict[str, Node] = {}
        for key, value in data.items():
            if not isinstance(key, str):
                raise self.wrong("key_not_text", path)
            name = self.text(key, path)
            entries[name] = self.node(value, depth + 1, (path, f".{name[:_SHOWN]}"))
        return Mapping(entries, dict.fromkeys(entries, self.place), self.place)

    def sequence(self, data: Any, depth: int, path: _Path) -> Sequence:
        items = (self.node(item, depth + 1, (path, f"[{number}]")) for number, item in enumerate(data, 1))
        return Sequence(tuple(items), self.place)

    def text(self, data: str, path: _Path) -> str:
        text = str.__str__(data)  # of an enum too: its value
        self.budget.text(len(text), self.place, lambda: _written(path))
        if not text.isascii() and _SURROGATE.search(text):
            raise self.wrong("surrogate", path)
        return text

    def word(self, data: Any, path: _Path) -> str:
        if data is None:
            return "null"
        if isinstance(data, bool):
            return "true" if data else "false"
        if isinstance(data, date):
            return data.isoformat()
        if isinstance(data, int | float | Decimal):
            return self.number(data, path)
        raise self.wrong("data_kind", path, name=type(data).__qualname__[:_SHOWN])

    def number(self, data: float | Decimal, path: _Path) -> str:
        if isinstance(data, int):
            if data.bit_length() > _MAX_BITS:
                raise self.wrong("data_number", path)
            return int.__repr__(data)
        if not (data.is_finite() if isinstance(data, Decimal) else isfinite(data)):  # which fails for some decimals
            raise self.wrong("not_finite", path, value=str(data))
        return exact(float(data)) if isinstance(data, float) else unmistakable(str(data))


def _order(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _written(path: _Path) -> str:
    parts: list[str] = []
    while path is not None:
        path, part = path
        parts.append(part)
    every = "".join(reversed(parts)).removeprefix(".")
    return every if len(every) <= _SHOWN else f"{every[: _SHOWN - 1]}…"
