"""
Reading a stored assessment: every part is checked against the classes that it is made of.

What JSON Schema says of an assessment (`regiorules schema assessment`) is made from the same classes;
beyond that a number is finite, and a text can be written.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Literal, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from attrs import fields

from regiorules.errors import InputError, Problem
from regiorules.text import LANGUAGES, Text, listing, nearest

T = TypeVar("T")
MAX_LENGTH = 20_000_000  # characters; an assessment by a thousand rules has about 300,000
MAX_DEPTH = 8  # of a value: a list of records of lists is three deep
_KINDS: Mapping[Any, tuple[type, Text]] = {
    str: (str, Text("een tekst", "a text")),
    bool: (bool, Text("true of false", "true or false")),
    float: (int | float, Text("een getal", "a number")),  # type: ignore[dict-item]
    list: (list | tuple, Text("een lijst", "a list")),  # type: ignore[dict-item]
    dict: (Mapping, Text("een object", "an object")),
}


def wrong(problem: Problem, path: str = "") -> NoReturn:
    """Refuse a stored assessment: what is wrong with it, at which path."""
    why = Text(*(problem.say(language) for language in LANGUAGES))
    raise InputError([Problem("assessment_json", {"why": why}, path=path)])


def read_json(text: str) -> Any:
    """The data in JSON text, in which no key stands twice and every number is finite; raises InputError."""
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
    return {each.name: hints[each.name] for each in fields(kind)}


def structure(kind: Callable[..., T], data: Any, path: str = "") -> T:
    """A value of an attrs class from plain data that has exactly its fields; raises InputError."""
    parts = _parts(kind)
    given = _kind(data, dict, path)
    for name in given:
        if name not in parts:
            hint = nearest(name, parts) if isinstance(name, str) else None
            wrong(Problem("unknown_key", {"name": name, "known": listing(parts, 20)}, suggestion=hint), path)
    for name in parts:
        if name not in given:
            wrong(Problem("missing_key", {"name": name}), path)
    return kind(**{name: _part(wanted, given[name], _at(path, name)) for name, wanted in parts.items()})


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _part(kind: Any, data: Any, path: str) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Any:
        return _value(data, path, 0)
    if kind in (str, float, bool):
        return _simple(_kind(data, kind, path), path)
    if origin is Literal:
        if not isinstance(data, str) or data not in arguments:
            known = listing([each or '""' for each in arguments], 20)
            wrong(Problem("not_one_of", {"value": shown(data), "known": known}), path)
        return data
    if origin is tuple:
        return tuple(_part(arguments[0], each, f"{path}[{n}]") for n, each in enumerate(_kind(data, list, path), 1))
    if origin is not None:  # Mapping[str, …]
        return {_key(key, path): _part(arguments[1], each, _at(path, str(key))) for key, each in _items(data, path)}
    return structure(kind, data, path)


def _items(data: Any, path: str) -> Iterable[tuple[Any, Any]]:
    return list(_kind(data, dict, path).items())


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
        return {_key(key, path): _value(each, _at(path, str(key)), depth + 1) for key, each in data.items()}
    if isinstance(data, list | tuple):
        return tuple(_value(each, f"{path}[{number}]", depth + 1) for number, each in enumerate(data, 1))
    if data is not None and not isinstance(data, str | bool | int | float):
        wrong(Problem("stored_kind", {"value": shown(data), "wanted": Text("een waarde", "a value")}), path)
    return _simple(data, path)


def shown(data: Any) -> str:
    """Data as a message can show it."""
    try:
        text = json.dumps(data, ensure_ascii=True)
    except (TypeError, ValueError, RecursionError):
        text = type(data).__name__
    return text if len(text) <= 40 else f"{text[:40]}…"
