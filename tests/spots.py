"""Every place in plain data, for the tests that spoil one."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st


def spots(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in data, as the mapping or list that holds it and its key."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield data, key
        yield from spots(value)


@st.composite
def edits(draw: st.DrawFn, bases: Sequence[Any]) -> Any:
    """One of these data with one part removed, replaced, added or put elsewhere."""
    data = copy.deepcopy(draw(st.sampled_from(bases)))
    places = list(spots(data))
    holder, key = draw(st.sampled_from(places))
    other, name = draw(st.sampled_from(places))
    values = st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3) | st.just([]) | st.just({})
    action = draw(st.sampled_from(["remove", "replace", "copy", "add"]))
    if action == "remove" and isinstance(holder, dict):
        del holder[key]
    elif action == "add" and isinstance(holder, dict):
        holder[draw(st.text(max_size=3))] = draw(values)
    elif action == "copy":
        holder[key] = copy.deepcopy(other[name])
    else:
        holder[key] = draw(values)
    return data
