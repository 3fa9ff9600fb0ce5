"""
From nodes to typed values with cattrs: strict, and with the place of everything that is wrong.

A class says by its attributes which keys may stand where; unknown keys, missing keys and wrong
values become problems with line, column and path, and reading goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from datetime import date
from types import GenericAlias
from typing import Any, TypeVar, get_args, get_origin

from attrs import evolve, fields, has
from cattrs import ClassValidationError, Converter, IterableValidationError
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from regiorules.documents import Mapping, Node, Scalar, Sequence, plain
from regiorules.errors import Place, Problems
from regiorules.facts.dates import Moment, day_of, read_date, read_moment
from regiorules.facts.numbers import Refused, read_number
from regiorules.facts.tables import Column, RegionTable
from regiorules.facts.values import NO_WORDS, UNKNOWN_WORDS, YES_WORDS, clip, read_value
from regiorules.facts.vocabulary import DatedValue, Fact, Option, Parameter
from regiorules.rules.model import OneOrMore, RuleSetInfo
from regiorules.text import Near, Text, exact, fold, listing

T = TypeVar("T")
BY_NAME = (tuple[Fact, ...], tuple[Column, ...], tuple[RegionTable, ...])  # written as a mapping
BY_DATE = tuple[DatedValue, ...]  # the same, by the day
RENAMED = {"minimum": "min", "maximum": "max", "options": "scale"}
# Filled in by the loader, and never from the file:
_OF_ITEMS = ("id", "ruleset", "place", "derive_place", "digest", "location", "names", "tree", "form")
FILLED_IN = (*_OF_ITEMS, "since", "dated")


class Wrong(ValueError):
    """A value that doesn't have the wanted shape; the code of the problem, its fields, and the key (or keys) to it."""

    def __init__(
        self, code: str, suggestion: Near | None = None, key: str | tuple[str, ...] = (), **given: Any
    ) -> None:
        super().__init__(code)
        self.code = code
        self.trail = (key,) if isinstance(key, str) else key
        self.suggestion = suggestion
        self.given = given


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("expected_text")
    return value.strip()


def _both_languages(value: Any, _: Any) -> Text:
    if not isinstance(value, dict) or set(value) != {"nl", "en"} or not all(_filled(each) for each in value.values()):
        raise Wrong("expected_both_languages")
    return Text(value["nl"].strip(), value["en"].strip())


def _filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _truth(value: Any, _: Any) -> bool:
    word = fold(_text(value, str))
    if word not in YES_WORDS | NO_WORDS:
        raise Wrong("not_yes_no", value=clip(word))
    return word in YES_WORDS


def _number(value: Any, _: Any) -> float:
    if isinstance(value, int | float):  # read already, by the unit and the limits of what it is of
        return value
    text = _text(value, str)
    number = read_number(text)
    if isinstance(number, Refused):
        raise Wrong(number.code, value=clip(text), thousands=number.thousands, decimal=number.decimal)
    return number


def _whole(value: Any, _: Any) -> int:
    number = _number(value, float)
    if not isinstance(number, int):
        raise Wrong("not_whole", value=clip(str(value)))
    return number


def _read(read: Callable[[str], T | None], code: str) -> Callable[[Any, Any], T]:
    """A reader of texts that refuses, with a code, what `read` makes nothing of."""

    def reader(value: Any, _: Any) -> T:
        text = _text(value, str)
        found = read(text)
        if found is None:
            raise Wrong(code, value=clip(text))
        return found

    return reader


def _choice(value: Any, kind: Any) -> str:
    known = get_args(kind)
    if value not in known:
        word = _text(value, str)
        raise Wrong("not_one_of", value=clip(word), known=listing(known, 20), suggestion=Near(word, known))
    return str(value)


def _tuple(value: Any, kind: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise Wrong("expected_list")
    items: list[Any] = CONVERTER.structure(value, GenericAlias(list, get_args(kind)[:1]))  # type: ignore[arg-type]
    return tuple(items)


def _one_or_more(value: Any, _: Any) -> tuple[str, ...]:
    """A name by itself, or a list of names."""
    return (value.strip(),) if isinstance(value, str) and value.strip() else _tuple(value, tuple[str, ...])


def _options(value: Any, _: Any) -> tuple[Option, ...]:
    if not isinstance(value, dict):
        raise Wrong("expected_mapping")
    labels = CONVERTER.structure(value, dict[str, Text])
    return tuple(Option(name, label) for name, label in labels.items())


def _by_name(value: Any, kind: Any) -> tuple[Any, ...]:
    """Items by name, in their order, each knowing its own."""
    if not isinstance(value, dict):
        raise Wrong("expected_mapping")
    wanted: Any = GenericAlias(dict, (str, get_args(kind)[0]))
    items: dict[str, Any] = CONVERTER.structure(value, wanted)
    return tuple(evolve(each, id=name) for name, each in items.items())


def _mapping(value: Any, _: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Wrong("expected_mapping")
    return dict(value)


def _names(value: Any, _: Any) -> dict[str, tuple[str, ...]]:
    """Lists of texts by name."""
    if not isinstance(value, dict):
        raise Wrong("expected_mapping")
    return CONVERTER.structure(value, dict[str, tuple[str, ...]])


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_mapping(kind: Any) -> bool:
    return get_origin(kind) is AnyMapping


def filled_in(kind: Any) -> tuple[str, ...]:
    """The attributes that the loader fills in; only a rule set itself says its own id."""
    return ("digest",) if kind is RuleSetInfo else FILLED_IN


def in_order(read: T) -> T:
    """What has a first and a last day, or a least and a greatest number, has them in that order."""
    first, last = (getattr(read, name, None) for name in ("valid_from", "valid_until"))
    if first and last and last < first:
        raise Wrong("dates_order", key="valid_until", first=first, last=last)
    low, high = (getattr(read, name, None) for name in ("minimum", "maximum"))
    if low is not None and high is not None and high < low:
        say = day_of if getattr(read, "type", "") == "date" else exact
        raise Wrong("bounds_order", key="max", low=say(low), high=say(high))
    return read


def _by_date(value: Any, _: Any) -> tuple[DatedValue, ...]:
    """Values by the day from which they are, from old to new."""
    if not isinstance(value, dict):
        raise Wrong("expected_mapping")
    found: dict[date, DatedValue] = {}
    for text, each in CONVERTER.structure(value, dict[str, DatedValue]).items():
        since = read_date(text)
        if since is None or since in found:
            raise Wrong("not_date" if since is None else "same_day", key=text, value=clip(text))
        found[since] = evolve(each, since=since)
    return tuple(found[since] for since in sorted(found))


def _in_regions(value: Any, _: Any) -> dict[str, tuple[DatedValue, ...]]:
    if not isinstance(value, dict):
        raise Wrong("expected_mapping")
    return CONVERTER.structure(value, dict[str, tuple[DatedValue, ...]])


def _assumed(value: dict[str, Any], read: Callable[[dict[str, Any]], Parameter]) -> Parameter:
    """
    An assumption, of which each value is read as any number: by its own unit and limits.

    With values by date alone the oldest goes for the days before it too.
    """
    plain = {key: each for key, each in value.items() if key not in ("values", "regions")}
    if "value" in plain or "values" not in value:
        text = plain.get("value")
        if not isinstance(text, str) or fold(text) in UNKNOWN_WORDS:
            return read(value)
    fact = in_order(read({**plain, "value": 0})).as_fact()
    numbers = _with_numbers(value, fact, ())
    if "value" in numbers:
        return in_order(read(numbers))
    found = in_order(read({**numbers, "value": 0}))
    if not found.values:
        raise Wrong("missing_key", key="values", name="value")
    return evolve(found, value=found.values[0].value)


def _with_numbers(value: dict[str, Any], fact: Fact, trail: tuple[str, ...]) -> dict[str, Any]:
    """The same, with the number for the text under each `value`."""
    found = dict(value)
    for key, each in value.items():
        if key == "value":
            found[key] = _as_number(each, fact, (*trail, key))
        elif isinstance(each, dict) and (trail or key in ("values", "regions")):
            found[key] = _with_numbers(each, fact, (*trail, key))
    return found


def _as_number(text: Any, fact: Fact, trail: tuple[str, ...]) -> Any:
    if not isinstance(text, str) or fold(text) in UNKNOWN_WORDS:
        return text
    found = Problems()
    number = read_value(fact, Scalar(text), found, "")
    for each in found.found:
        raise Wrong(each.code, key=trail, **each.fields)
    return number


def _dated(value: dict[str, Any]) -> dict[str, Any]:
    """A fact, of which the bounds of a date are read as days."""
    if value.get("type") != "date":
        return value
    if isinstance(value.get("whole"), str):
        raise Wrong("not_for", key="whole", kind="date", name="whole")
    return {name: _day_number(name, each) if name in ("min", "max") else each for name, each in value.items()}


def _day_number(name: str, value: Any) -> str:
    day = read_date(value) if isinstance(value, str) else None
    if day is None:
        raise Wrong("not_date", key=name, value=clip(str(value)))
    return str(day.toordinal())


def _strict(kind: type) -> Any:
    names = {each.name for each in fields(kind)}
    overrides: dict[str, Any] = {name: override(omit=True) for name in filled_in(kind) if name in names}
    if kind is Parameter or kind is Fact:
        overrides |= {name: override(rename=key) for name, key in RENAMED.items() if name in names}
    structure: Any = make_dict_structure_fn(
        kind, CONVERTER, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **overrides
    )

    def read(value: Any, wanted: Any) -> Any:
        if not isinstance(value, dict):
            raise Wrong("expected_mapping")
        if "unless" in names and not str(value.get("unless", "-")).strip():
            raise Wrong("expr_empty", key="unless")
        if kind is Parameter:
            return _assumed(value, lambda given: structure(given, wanted))
        if kind is Fact:
            return in_order(structure(_dated(value), wanted))
        return in_order(structure(value, wanted))

    return read


CONVERTER = Converter(forbid_extra_keys=True, detailed_validation=True)
CONVERTER.register_structure_hook_factory(has, _strict)
CONVERTER.register_structure_hook(str, _text)
CONVERTER.register_structure_hook(bool, _truth)
CONVERTER.register_structure_hook(float, _number)
CONVERTER.register_structure_hook(int, _whole)
CONVERTER.register_structure_hook(Text, _both_languages)
CONVERTER.register_structure_hook(date, _read(read_date, "not_date"))
CONVERTER.register_structure_hook(Moment, _read(read_moment, "not_moment"))
CONVERTER.register_structure_hook_func(lambda kind: str(get_origin(kind)) == "typing.Literal", _choice)
CONVERTER.register_structure_hook_func(_is_tuple, _tuple)
CONVERTER.register_structure_hook_func(lambda kind: kind == OneOrMore, _one_or_more)
CONVERTER.register_structure_hook_func(_is_mapping, _mapping)
CONVERTER.register_structure_hook_func(lambda kind: kind == AnyMapping[str, tuple[str, ...]], _names)
CONVERTER.register_structure_hook_func(lambda kind: kind == tuple[Option, ...], _options)
CONVERTER.register_structure_hook_func(lambda kind: kind in BY_NAME, _by_name)
CONVERTER.register_structure_hook_func(lambda kind: kind == BY_DATE, _by_date)
CONVERTER.register_structure_hook_func(lambda kind: kind == AnyMapping[str, BY_DATE], _in_regions)


def read_shape(node: Node, kind: type[T], path: str, problems: Problems) -> T | None:
    """The value of `kind` in a node, or None where anything in it is wrong (then `problems` grows)."""
    try:
        return CONVERTER.structure(plain(node), kind)
    except Exception as error:
        _report(error, node, (), path, problems)
        return None


def _report(error: BaseException, node: Node, trail: tuple[str | int, ...], path: str, problems: Problems) -> None:
    if isinstance(error, ClassValidationError | IterableValidationError):
        for inner, note in error.group_exceptions()[0]:
            step = RENAMED.get(note.name, note.name) if isinstance(note, AttributeValidationNote) else note.index
            _report(inner, node, (*trail, step), path, problems)
        for inner in error.group_exceptions()[1]:
            _report(inner, node, trail, path, problems)
        return
    _report_leaf(error, node, trail, path, problems)


def _report_leaf(error: BaseException, node: Node, trail: tuple[str | int, ...], path: str, problems: Problems) -> None:
    if isinstance(error, ForbiddenExtraKeysError):
        holder = node_at(node, trail)
        known = _keys(error.cl)
        for name in sorted(error.extra_fields):
            place = holder.keys[name] if isinstance(holder, Mapping) and name in holder.keys else holder.place
            where = spell(path, trail)
            problems.add("unknown_key", place, where, name=name, known=listing(known, 30), suggestion=Near(name, known))
    elif isinstance(error, KeyError):
        missing = str(error.args[0])
        problems.add("missing_key", node_at(node, trail[:-1]).place, spell(path, trail[:-1]), name=missing)
    elif isinstance(error, Wrong):
        trail = (*trail, *error.trail)
        where = spell(path, trail)
        problems.add(error.code, node_at(node, trail).place, where, suggestion=error.suggestion, **error.given)
    else:
        raise error


def _keys(kind: Any) -> list[str]:
    return [RENAMED.get(each.name, each.name) for each in fields(kind) if each.name not in filled_in(kind)]


def node_at(node: Node, trail: tuple[str | int, ...]) -> Node:
    """The node at the end of a trail of keys and indexes, or the last one that exists."""
    for step in trail:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def spell(path: str, trail: tuple[str | int, ...]) -> str:
    """A path as people read it: `rules.some-rule.statements[2]`."""
    for step in trail:
        path += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return path.lstrip(".")


def place_of(node: Node, *trail: str | int) -> Place:
    """The place of the text at the end of the trail; inside the quotes where it is quoted."""
    found = node_at(node, trail)
    return found.place.shifted(1) if isinstance(found, Scalar) and found.quoted else found.place
