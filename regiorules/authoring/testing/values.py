"""Hypothesis strategies of facts: random values near those that conditions compare them with, partly known too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from regiorules.facts.possible import Incomplete, Some, held, spanning
from regiorules.frozen import frozen
from regiorules.text import fold

Kind = Literal["yes_no", "level", "choice", "set", "number", "text", "records"]
TEXTS = ("", "20", "true", "Súdwest-Fryslân", "'s-Gravenhage", 'a "quoted" \\ word', "x" * 300, "null", "€ 🚲")
NUMBERS = (0, 1, -1, 2, 3, 10, 0.1, 0.3, 0.5, 1.0, 1e-05, -2.5, 75000, 123456.789, 2**31, 2**53 - 1, 2**53, 1e20)


@frozen
class Name:
    """One name of a program, or one field of a record; `options` are in inner form."""

    id: str
    kind: Kind
    options: tuple[Any, ...] = ()
    fields: tuple[Name, ...] = ()


def facts(names: Sequence[Name]) -> SearchStrategy[dict[str, Any]]:
    """Random partial facts for these names, in inner form."""
    some = {each.id: _mostly(_perhaps_partly(each)) for each in names if not each.id.startswith("layer")}
    few = {each.id: _perhaps_partly(each) for each in names if each.id.startswith("layer")}
    return st.fixed_dictionaries(some, optional=few).map(_known)


def _mostly(known: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(known, known, known, st.none())


def _known(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


def values(name: Name) -> SearchStrategy[Any]:
    """Random values of a name, in inner form."""
    if name.kind == "yes_no":
        return st.booleans()
    if name.kind in ("level", "choice"):
        return st.sampled_from(name.options)
    if name.kind == "set":
        return st.frozensets(st.sampled_from(name.options))
    if name.kind == "text":
        return st.sampled_from(TEXTS).map(fold)
    if name.kind == "number":
        return numbers()
    return st.lists(_records(name), max_size=4).map(tuple)


def _perhaps_partly(name: Name) -> SearchStrategy[Any]:
    known = values(name)
    return st.one_of(known, known, partly(name)) if _has_parts(name) else known


def _has_parts(name: Name) -> bool:
    return name.kind != "yes_no" and (name.kind not in ("level", "choice") or len(name.options) > 2)


def partly(name: Name) -> SearchStrategy[Any]:
    """Random values, in inner form, of which something is known and not all; of a name that isn't yes or no."""
    if name.kind == "set":
        return st.tuples(values(name), st.frozensets(st.sampled_from(name.options), min_size=1)).map(
            lambda found: held(*found)
        )
    if name.kind == "number":
        return st.tuples(_bound(-math.inf), _bound(math.inf)).map(lambda found: spanning(*sorted(found)))
    if name.kind == "records":
        return st.lists(_records(name), min_size=1, max_size=3).map(Incomplete)
    options = sorted(set(map(fold, TEXTS))) if name.kind == "text" else name.options
    return st.frozensets(st.sampled_from(options), min_size=2, max_size=len(options) - 1).map(Some)


def _bound(end: float) -> SearchStrategy[float]:
    return st.one_of(st.just(end), st.sampled_from(NUMBERS), st.integers(-5, 5))


def numbers() -> SearchStrategy[float]:
    """Numbers on, just below and just above the constants in conditions, and extreme ones."""
    near = st.builds(_moved, st.sampled_from(NUMBERS), st.sampled_from((0, 0, 1, -1, 0.1, "up", "down")))
    extreme = st.sampled_from((2**53 + 1, -(2**53) - 1, 2**64, 10**30, 1e308, -1e308, 5e-324, -0.0, 1e16))
    return st.one_of(near, near, st.integers(-5, 5), st.floats(-10, 10), extreme)


def _moved(number: float, step: float | str) -> float:
    if isinstance(step, str):
        return math.nextafter(number, math.inf if step == "up" else -math.inf)
    return number + step


def _records(name: Name) -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({each.id: _mostly(_mostly(_perhaps_partly(each))) for each in name.fields})
