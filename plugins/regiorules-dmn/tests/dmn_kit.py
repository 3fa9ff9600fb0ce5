"""The DMN Technology Compatibility Kit: its cases, with what goes in and what should come out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen
from regiorules_dmn.xml import Element, read_xml

KIT = Path(__file__).parents[4] / "shared" / "dmn-tck"
ABSENT = "the kit isn't in ../shared/dmn-tck"
_NIL = "http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE = "http://www.w3.org/2001/XMLSchema-instance}type"


@frozen
class Case:
    """A test case: the inputs by name, and for each decision what it should give; None is null."""

    model: Path
    id: str
    inputs: Mapping[str, Any]
    results: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.model.stem}-{self.id}"


def cases(kit: Path = KIT) -> list[Case]:
    """All cases of the kit, in order."""
    found = sorted(kit.glob("*/*/*-test-*.xml")) if kit.is_dir() else []
    return [case for path in found for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    root = read_xml(path)
    model = path.parent / root.said("modelName")
    for each in root.all("testCase"):
        inputs = {node.attributes["name"]: _value(node) for node in each.all("inputNode")}
        results = {
            node.attributes["name"]: _value(expected)
            for node in each.all("resultNode")
            for expected in node.all("expected")
        }
        yield Case(model, each.attributes["id"], inputs, results)


def _value(element: Element) -> Any:
    """What an element of the kit holds: a value, a list, or a structure."""
    if element.first("component"):
        return {each.attributes["name"]: _value(each) for each in element.all("component")}
    if (items := element.first("list")) is not None:
        return None if items.attributes.get(_NIL) == "true" else [_value(each) for each in items.all("item")]
    value = element.first("value")
    if value is None or value.attributes.get(_NIL) == "true":
        return None
    return _typed(value.attributes.get(_TYPE, "").rpartition(":")[2], value.text)


def _typed(type: str, text: str) -> Any:
    if type in ("decimal", "double", "integer", "int", "float"):
        return Decimal(text)
    if type == "boolean":
        return text == "true"
    return date.fromisoformat(text) if type == "date" else text


def same(one: Any, other: Any) -> bool:
    """Whether two results are one: numbers by value, lists in order."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float | Decimal) and isinstance(other, int | float | Decimal):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, Sequence) and isinstance(other, Sequence) and not isinstance(one, str):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
