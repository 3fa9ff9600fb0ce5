"""What is wrong as data: RFC 9457, with the status over HTTP, and where each problem stands as a JSON pointer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from regiorules.documents import Mapping, Node, Sequence
from regiorules.errors import (
    EngineError,
    InputError,
    MissingExtra,
    Place,
    PluginError,
    Problem,
    RegioRulesError,
    RuleSetError,
    UnknownName,
)
from regiorules.text import Language


class Absent(UnknownName):
    """What an address names doesn't exist."""


_STATUS: dict[type[RegioRulesError], int] = {
    InputError: 400,
    UnknownName: 400,
    Absent: 404,
    MissingExtra: 501,
    RuleSetError: 500,
    EngineError: 500,
    PluginError: 500,
}


class RequestError(RegioRulesError):
    """A request that can't be met, whatever it is about; `status` is what HTTP says, `retry` the seconds to wait."""

    code = "request"

    def __init__(self, status: int, problem: Problem, *, headers: dict[str, str] | None = None) -> None:
        super().__init__([problem])
        self.status = status
        self.headers = headers or {}


def status_of(error: RegioRulesError) -> int:
    """The status of an error over HTTP."""
    return error.status if isinstance(error, RequestError) else _STATUS.get(type(error), 500)


def problem_data(error: RegioRulesError, language: Language, document: Node | None = None) -> dict[str, Any]:
    """The error as data; each problem with the pointer to its place in the document that was sent."""
    data = error.to_data(language)
    pointers = _Pointers(document)
    errors = [
        {**each, **pointers.where(problem.place)} for each, problem in zip(data["errors"], error.problems, strict=True)
    ]
    return {**data, "status": status_of(error), "errors": errors}


class _Pointers:
    """The JSON pointers of a document, by where each part begins."""

    def __init__(self, document: Node | None) -> None:
        found = sorted(_parts(document, "")) if document else []
        self.starts = [start for start, _ in found]
        self.pointers = [pointer for _, pointer in found]
        self.file = document.place.file if document else ""

    def where(self, place: Place) -> dict[str, Any]:
        """Where something stands in what was sent, as the API design rules have it; nulls for nowhere."""
        pointer = self.of(place)
        known = pointer is not None
        return {"in": "body" if known else None, "location": {"pointer": pointer} if known else None}

    def of(self, place: Place) -> str | None:
        """The pointer to the part that begins at a place, or last before it; None for what stands nowhere in it."""
        if not place.line or place.file != self.file:
            return None
        at = bisect_right(self.starts, (place.line, place.column))
        return self.pointers[at - 1] if at else None


def _parts(node: Node, pointer: str) -> Iterator[tuple[tuple[int, int], str]]:
    yield (node.place.line, node.place.column), pointer
    if isinstance(node, Mapping):
        for name, each in node.entries.items():
            inner = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            yield (node.keys[name].line, node.keys[name].column), inner
            yield from _parts(each, inner)
    elif isinstance(node, Sequence):
        for number, each in enumerate(node.items):
            yield from _parts(each, f"{pointer}/{number}")
