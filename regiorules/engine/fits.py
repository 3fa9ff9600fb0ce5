"""Can a fact have a value?  What was kept as JSON may have been edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from regiorules.facts.dates import read_date
from regiorules.facts.partial import FORMS
from regiorules.facts.possible import Some
from regiorules.facts.vocabulary import Fact


def fits(fact: Fact, value: Any) -> bool:
    """True where a fact can have that outer value."""
    if value is None:
        return not fact.required
    if isinstance(value, Mapping):
        return _in_part(fact, value)
    if fact.type in ("level", "choice"):
        return value in fact.option_ids
    if fact.type == "set":
        return isinstance(value, tuple) and set(value) <= set(fact.option_ids)
    if fact.type == "records":
        fields = {each.id: each for each in fact.fields}
        return (
            isinstance(value, tuple)
            and len(value) >= (fact.minimum or 0)
            and all(
                isinstance(record, Mapping)
                and record.keys() <= fields.keys()
                and all(fits(fields[name], part) for name, part in record.items())
                for record in value
            )
        )
    if fact.type == "date":
        return isinstance(value, str) and _is_day(value)
    if fact.texts:
        return value in fact.texts
    kinds: Mapping[str, Any] = {"yes_no": bool, "number": int | float, "text": str}
    return isinstance(value, kinds[fact.type]) and (fact.type == "yes_no") is isinstance(value, bool)


def _is_day(text: str) -> bool:
    """True for a day in ISO form, and no other."""
    day = read_date(text)
    return day is not None and day.isoformat() == text


def _in_part(fact: Fact, value: Mapping[str, Any]) -> bool:
    """True for what a fact can be in part, said in its one form."""
    if not value or not value.keys() <= set(FORMS.get(fact.type, ())):
        return False
    if fact.type == "records":
        some = evolve(fact, minimum=None)  # there may be others
        return value.keys() == set(FORMS["records"]) and value["complete"] is False and fits(some, value["records"])
    plain = fact if fact.type in ("number", "date", "text") else evolve(fact, type="choice")
    parts = [part for each in value.values() for part in (each if isinstance(each, tuple) else (each,))]
    if None in parts or not all(fits(plain, part) for part in parts):
        return False
    try:
        inner = fact.encode(value)
    except ValueError:  # nothing is possible
        return False
    if fact.type == "text" and not fact.texts:  # any words, as they were written
        return isinstance(inner, Some) and len(inner.values) == len(value["one_of"])
    return bool(fact.decode(inner) == value)
