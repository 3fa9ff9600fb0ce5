"""What is partly known in words that read back as that very value: as a person writes it in a cell or a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from regiorules.errors import Problems
from regiorules.facts.given import read_given, typed
from regiorules.facts.partial import is_partial, records_in, says_partly
from regiorules.facts.phrases import names_some
from regiorules.facts.saying import show, show_number
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import freeze, thaw
from regiorules.text import Language, Text, exact

_OTHERS = Text("en andere", "and others")


def in_words(fact: Fact, value: Any, language: Language) -> str | None:
    """The words that read back as that value: with numbers as they are shown, else in full; None where none do."""
    for number in (show_number, _in_full):
        said = show(fact, value, language, number)
        problems = Problems()
        if freeze(read_given(fact, typed(fact, said, problems), problems, "")) == freeze(value):
            return said
    return None


def _in_full(number: float, language: Language) -> str:
    return exact(number).replace(".", "," if language == "nl" else ".")


def written(fact: Fact, value: Any, language: Language) -> Any:
    """A value as plain data for a file that people edit: what is partly known is in words where they read back."""
    if fact.among and (is_partial(value) or (value and names_some(value))):
        return {"one_of": [*value["one_of"]] if is_partial(value) else [value]}  # in quotes words would be one name
    if not says_partly(value):
        return thaw(value)
    if fact.type == "records":
        records = [_record(fact.fields, each, language) for each in records_in(value)]
        return [*records, _OTHERS.say(language)] if is_partial(value) else records
    return in_words(fact, value, language) or thaw(value)


def _record(fields: Iterable[Fact], record: Mapping[str, Any], language: Language) -> dict[str, Any]:
    return {each.id: written(each, record[each.id], language) for each in fields if each.id in record}
