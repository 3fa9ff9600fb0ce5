"""
What is concluded for each record: for which records it holds, and for which it may still.

To the executors a rule with `each` is true of some record.  Which ones these are is worked out afterwards, by the same
logic: a condition about one record becomes one in which every field has a name of its own.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Any

from regiorules.engine.judgement import Judge
from regiorules.engine.kleene import Record, Values
from regiorules.engine.settling import settle_silent
from regiorules.facts.vocabulary import Fact
from regiorules.rules.expressions import Aggregate, And, Expression, Field, Variable, changed


def of_one(when: Expression) -> tuple[str, Expression, tuple[Expression, ...]]:
    """Of the condition of a rule with `each`: the list, what it asks of one record, and what of the region."""
    some, beside = (when.parts[0], when.parts[1:]) if isinstance(when, And) else (when, ())
    assert isinstance(some, Aggregate)
    assert some.where is not None
    return some.records, some.where, beside


def about_one(when: Expression) -> Expression:
    """The condition of a rule with `each` for one record, with names for its fields (see `with_fields`)."""
    records, where, beside = of_one(when)
    prefix = f"{records}."  # no fact has a dot in its name
    one = changed(where, lambda each: Variable(prefix + each.name) if isinstance(each, Field) else each)
    return And((one, *beside)) if beside else one


def with_fields(values: Values, records: str, record: Record) -> Values:
    """All values, with those of the fields of one record."""
    return ChainMap({f"{records}.{name}": value for name, value in record.items()}, values)  # type: ignore[arg-type]


def judged(
    conditions: Mapping[str, Judge], records: str, values: Values
) -> Iterator[tuple[int, bool | None, tuple[str, ...]]]:
    """
    The records for which some rule holds, or may still: their places, which of the two, and the rules that say so.

    `conditions` are those of the rules for one conclusion by id, each about one record.
    """
    for place, record in enumerate(values.get(records) or ()):
        known = with_fields(values, records, record)
        statuses = {name: judge.value(known) for name, judge in conditions.items()}
        found = settle_silent((status, True) for status in statuses.values())
        if found is not False:
            yield place, found, tuple(name for name, status in statuses.items() if status is found)


def record_name(fact: Fact, record: Mapping[str, Any]) -> str:
    """What a record is called: the value of its key, as it is written."""
    return str(record.get(fact.key, ""))
