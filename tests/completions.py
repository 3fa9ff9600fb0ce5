"""What is possible of a value that is partly known: every value, or some of them, and whether another is narrower."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from regiorules.authoring.testing.values import Name, values
from regiorules.facts.possible import Held, Incomplete, Some, Span, is_known


def narrower(now: Any, before: Any) -> bool:
    """True where everything that is possible now was possible before."""
    if before is None or now == before:
        return True
    if isinstance(before, Span):
        low, high = (now.low, now.high) if isinstance(now, Span) else (now, now)
        return now is not None and before.low <= low and high <= before.high
    if isinstance(before, Some):
        return now is not None and (now.values if isinstance(now, Some) else {now}) <= before.values
    if isinstance(before, Held):
        yes, may = (now.yes, now.may) if isinstance(now, Held) else (now, frozenset())
        return now is not None and before.yes <= yes and yes | may <= before.yes | before.may
    if isinstance(before, tuple):
        return (
            isinstance(now, tuple)
            and len(now) >= len(before)
            and (isinstance(before, Incomplete) or (len(now) == len(before) and not isinstance(now, Incomplete)))
            and all(narrower(new[key], old[key]) for new, old in zip(now, before, strict=False) for key in old)
        )
    return False


def completions(name: Name, value: Any) -> Iterator[Any]:
    """Every whole value that a value of few possibilities may turn out to be; of a number some between its bounds."""
    if isinstance(value, tuple):
        records = [list(_records(name, record)) for record in value]
        for filled in itertools.product(*records):
            yield tuple(filled)
            if isinstance(value, Incomplete):
                yield (*filled, filled[0])
    elif isinstance(value, Held):
        for count in range(len(value.may) + 1):
            for chosen in itertools.combinations(sorted(value.may), count):
                yield value.yes | frozenset(chosen)
    elif isinstance(value, Some):
        yield from value.values
    elif isinstance(value, Span):
        yield from {value.low, value.high, (value.low + value.high) / 2}
    elif is_known(value):
        yield value
    else:
        yield from _all(name)


def _records(name: Name, record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    columns = [list(completions(field, record[field.id])) for field in name.fields]
    for filled in itertools.product(*columns):
        yield {field.id: each for field, each in zip(name.fields, filled, strict=True)}


def _all(name: Name) -> Iterator[Any]:
    if name.kind == "yes_no":
        yield from (False, True)
    elif name.kind == "set":
        yield from completions(name, Held(frozenset(), frozenset(name.options)))
    elif name.kind == "records":
        yield ()
    else:
        yield from name.options or {"number": (-1, 0, 2.5), "text": ("", "true")}[name.kind]


def completion(name: Name, value: Any) -> st.SearchStrategy[Any]:
    """One whole value that a value may turn out to be."""
    if isinstance(value, tuple):
        others = (
            st.lists(values(name).map(lambda found: found[:1]), max_size=2)
            if isinstance(value, Incomplete)
            else st.just([])
        )
        whole = st.tuples(*(_completed(name, record) for record in value))
        return st.builds(lambda found, more: (*found, *(each for group in more for each in group)), whole, others)
    if isinstance(value, Held):
        return st.frozensets(st.sampled_from(sorted(value.may))).map(lambda more: value.yes | more)
    if isinstance(value, Some):
        return st.sampled_from(sorted(value.values))
    if isinstance(value, Span):
        low, high = max(value.low, -1e6), min(value.high, 1e6)
        ends = [each for each in (value.low, value.high) if math.isfinite(each)]
        inside = st.floats(low, high) if low <= high else st.sampled_from(ends)
        return st.one_of(inside, st.sampled_from(ends)) if ends else inside
    return st.just(value) if is_known(value) else values(name)


def _completed(name: Name, record: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({field.id: completion(field, record[field.id]) for field in name.fields})
