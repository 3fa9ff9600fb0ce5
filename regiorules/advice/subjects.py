"""What is said of one record: its name and fields in texts, and what a condition about it makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regiorules.engine.each import record_name, with_fields
from regiorules.engine.kleene import Values
from regiorules.facts.partial import is_whole
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.rules.declared import UNNAMED
from regiorules.text import Language


@frozen
class Subject:
    """
    The record that is spoken of, one of those of `fact`, in outer form; None where it may be any.

    In a condition about one record (see `regiorules.engine.each.about_one`) its fields go by the names in `fields`.
    """

    fact: Fact
    record: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """What the record is called."""
        return record_name(self.fact, self.record) if self.record is not None else UNNAMED

    @property
    def fields(self) -> dict[str, Fact]:
        """The fields by the names that they have in a condition about one record."""
        return {f"{self.fact.id}.{field.id}": field for field in self.fact.fields}

    def slot(self, name: str, fallback: str | None, language: Language) -> str | None:
        """What a slot in a text shows; None where it isn't a field."""
        field = self.fields.get(f"{self.fact.id}.{name}")
        if field is None:
            return None
        if self.record is None:
            return UNNAMED if fallback is None else fallback
        value = self.record.get(name)
        return fallback if fallback is not None and not is_whole(value) else field.show(value, language)

    def value(self, name: str) -> Any:
        """The outer value of a field, by its name in a condition about one record."""
        return (self.record or {}).get(self.fields[name].id)

    def known(self, values: Values) -> Values:
        """These values (inner form) with those of the fields."""
        (inner,) = self.fact.encode([self.record or {}])
        return with_fields(values, self.fact.id, inner)
