"""Plain data made into values: every part is checked against the class that it must be of, and refused by its path."""

from __future__ import annotations

import json
import math
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from attrs import fields, fields_dict

from regiorules.errors import InputError, Problem
from regiorules.frozen import FrozenDict
from regiorules.text import LANGUAGES, Text, listing, nearest

T = TypeVar("T")
MAX_LENGTH = 20_000_000  # characters; an assessment by a thousand rules has about 300,000
MAX_DEPTH = 8  # of a value: a list of records of lists is three deep
MAX_NESTED = 100  # of values in values: the steps of a proof, 32 at most, are as deep as it gets
_NOTHING: Mapping[str, Any] = FrozenDict()
_KINDS: Mapping[Any, tuple[type, Text]] = {
    str: (str, Text("een tekst", "a text")),
    bool: (bool, Text("true of false", "true or false")),
    int: (int | float, Text("een geheel getal", "a whole number")),  # type: ignore[dict-item]
    float: (int | float, Text("een getal", "a number")),  # type: ignore[dict-item]
    list: (list | tuple, Text("een lijst", "a list")),  # type: ignore[dict-item]
    dict: (Mapping, Text("een object", "an object")),
}


class Wrong(Exception):
    """What is wrong in data, at which path."""

    def __init__(self, problem: Problem, path: str = "") -> None:
        super().__init__(problem, path)
        self.problem = problem
        self.path = path


def wrong(problem: Problem, path: str = "") -> NoReturn:
    """Refuse data: what is wrong with it, at which path."""
    raise Wrong(problem, path)


@contextmanager
def reading(kind: str) -> Iterator[None]:
    """Raises InputError where data are refused; `kind` is what they should be, as in `messages.KINDS`."""
    try:
        yield
    except Wrong as refused:
        why = Text(*(refused.problem.say(language) for language in LANGUAGES))
        raise InputError([Problem("stored_json", {"kind": kind, "why": why}, path=refused.path)]) from None


def read_json(text: str) -> Any:
    """The data in JSON text, in which no key stands twice and every number is finite; raises Wrong."""
    text = _kind(text, str, "").removeprefix("\ufeff")
    if len(text) > MAX_LENGTH:
        wrong(Problem("stored_long", {"limit": MAX_LENGTH}))
    try:
        return json.loads(text, object_pairs_hook=_entries, parse_constant=_constant)
    except json.JSONDecodeError as cause:
        wrong(Problem("stored_syntax", {"line": cause.lineno, "column": cause.colno}))
    except RecursionError:
        wrong(Problem("too_deep", {"limit": MAX_DEPTH}))
    except ValueError:  # a whole number of more digits than Python reads
        wrong(Problem("stored_digits"))


def _entries(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        wrong(Problem("stored_twice", {"name": next(name for name in names if names.count(name) > 1)}))
    return found


def _constant(word: str) -> NoReturn:
    wrong(Problem("stored_finite", {"value": word}))


@cache
def _parts(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind) if each.init}


@cache
def added(kind: Any) -> frozenset[str]:
    """The parts of a class that were added after the first values of it were kept: these needn't be there."""
    return frozenset(each.name for each in fields(kind) if each.metadata.get("added"))


@cache
def sparse(kind: Any) -> frozenset[str]:
    """The parts of a class that stand in data only where they say something: not where they are as by default."""
    return frozenset(each.name for each in fields(kind) if each.metadata.get("sparse"))


def formats(kind: Any) -> tuple[str, ...]:
    """The forms in which values of a class are kept."""
    own = fields_dict(kind)["format"]
    return tuple(own.metadata.get("formats", (own.default,)))


def structure(
    kind: Callable[..., T], data: Any, path: str = "", beside: Mapping[str, Any] = _NOTHING, depth: int = 0
) -> T:
    """
    A value of an attrs class from plain data that has exactly its fields, but for those known from `beside`.

    One that has a format must be of that format.  Raises Wrong.
    """
    if depth > MAX_NESTED:
        wrong(Problem("too_deep", {"limit": MAX_NESTED}), path)
    parts = {name: wanted for name, wanted in _parts(kind).items() if name not in beside}
    given = _kind(data, dict, path)
    _format(kind, given, path)
    for name in given:
        if name not in parts:
            hint = nearest(name, parts) if isinstance(name, str) else None
            wrong(Problem("unknown_key", {"name": name, "known": listing(parts, 20)}, suggestion=hint), path)
    for name in parts:
        if name not in given and name not in added(kind) | sparse(kind):
            wrong(Problem("missing_key", {"name": name}), path)
    present = {name: wanted for name, wanted in parts.items() if name in given}
    read = {name: _part(wanted, given[name], _at(path, name), depth + 1) for name, wanted in present.items()}
    return kind(**beside, **read)


def _format(kind: Any, given: Mapping[str, Any], path: str) -> None:
    """Of another format the other parts aren't looked at: nobody knows what they should be."""
    if "format" in fields_dict(kind) and given.get("format") not in formats(kind):
        known = listing(formats(kind))
        wrong(Problem("not_one_of", {"value": shown(given.get("format")), "known": known}), _at(path, "format"))


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _part(kind: Any, data: Any, path: str, depth: int) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Any:
        return _value(data, path, 0)
    if kind in (str, float, bool):
        return _simple(_kind(data, kind, path), path)
    if kind is int:
        return _whole(_simple(_kind(data, int, path), path), path)
    if origin is types.UnionType:  # … | None
        return None if data is None else _part(arguments[0], data, path, depth)
    if origin is Literal:
        if not isinstance(data, str) or data not in arguments:
            known = listing([each or '""' for each in arguments], 20)
            wrong(Problem("not_one_of", {"value": shown(data), "known": known}), path)
        return data
    if origin is tuple:
        items = enumerate(_kind(data, list, path), 1)
        return tuple(_part(arguments[0], each, f"{path}[{number}]", depth) for number, each in items)
    if origin is not None:  # Mapping[str, …]
        entries = _items(data, path)
        parts = ((_key(key, path), _part(arguments[1], each, _at(path, str(key)), depth)) for key, each in entries)
        return FrozenDict(parts)
    return structure(kind, data, path, depth=depth)


def _items(data: Any, path: str) -> Iterable[tuple[Any, Any]]:
    return list(_kind(data, dict, path).items())


def _whole(number: float, path: str) -> int:
    """JSON has one kind of number: 2.0 is whole."""
    if number != int(number):
        wrong(Problem("stored_kind", {"value": shown(number), "wanted": _KINDS[int][1]}), path)
    return int(number)


def _key(key: Any, path: str) -> str:
    text: str = _simple(_kind(key, str, path), path)
    return text


def _kind(data: Any, kind: Any, path: str) -> Any:
    """The data, where it is of that kind; true is no number."""
    wanted, name = _KINDS[kind]
    if not isinstance(data, wanted) or (isinstance(data, bool) and kind is not bool):
        wrong(Problem("stored_kind", {"value": shown(data), "wanted": name}), path)
    return data


def _simple(data: Any, path: str) -> Any:
    """A text that can be written, or a number that is finite."""
    if isinstance(data, str):
        if not data.isascii() and any("\ud800" <= letter <= "\udfff" for letter in data):
            wrong(Problem("stored_surrogate"), path)
    elif isinstance(data, int | float) and not isinstance(data, bool) and not _finite(data):
        wrong(Problem("stored_finite", {"value": shown(data)}), path)
    return data


def _finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # a whole number beyond any float
        return False


def _value(data: Any, path: str, depth: int) -> Any:
    """The value of a fact: what JSON has, not too deep."""
    if depth > MAX_DEPTH:
        wrong(Problem("too_deep", {"limit": MAX_DEPTH}), path)
    if isinstance(data, Mapping):
        entries = data.items()
        return FrozenDict((_key(key, path), _value(each, _at(path, str(key)), depth + 1)) for key, each in entries)
    if isinstance(data, list | tuple):
        return tuple(_value(each, f"{path}[{number}]", depth + 1) for number, each in enumerate(data, 1))
    if data is not None and not isinstance(data, str | bool | int | float):
        wrong(Problem("stored_kind", {"value": shown(data), "wanted": Text("een waarde", "a value")}), path)
    return _simple(data, path)


def shown(data: Any) -> str:
    """Data as a message can show it."""
    try:
        text = json.dumps(data, ensure_ascii=True, default=dict)  # of a mapping that isn't a dict
    except (TypeError, ValueError, RecursionError):
        text = type(data).__name__
    return text if len(text) <= 40 else f"{text[:40]}…"
