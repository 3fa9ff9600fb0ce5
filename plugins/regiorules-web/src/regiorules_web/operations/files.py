"""Region files: from a text to a region, from a region to a text, and the answers of several people together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from typing import Any

from attrs import frozen

from regiorules import Region
from regiorules.documents import parse
from regiorules.documents.written import JSON, YAML, document_text
from regiorules.errors import InputError, Problem, Problems
from regiorules.facts.partial import is_partial, records_in
from regiorules.facts.region import region_of
from regiorules.facts.together import together
from regiorules.facts.vocabulary import Fact
from regiorules.stored import to_plain
from regiorules_web.answers import Answer, Document
from regiorules_web.asked import Asked
from regiorules_web.formats import media_type_of

_SUFFIXES = {"yaml": ".yaml", "json": ".json"}


@frozen
class Disagreement:
    """
    A fact that several regions give: what each says of it, in words.

    `agrees` is true where all of it can be so; `both` is then what is possible by all, and null otherwise.
    """

    fact: str
    title: str
    values: tuple[str, ...]
    agrees: bool
    both: Any


def read_file(asked: Asked) -> Answer:
    """The region in the text of a region file, YAML or JSON."""
    text, name = asked.text("text"), asked.text_or("name", "region.yaml")
    problems = Problems()
    vocabulary = asked.engine().knowledge.vocabulary
    is_json = name.lower().endswith(".json")
    region = region_of(parse(text, name, problems=problems, is_json=is_json), vocabulary)
    problems.stop(InputError)
    return Answer(region.to_data())


def write_file(asked: Asked) -> Document:
    """A region as the text of a region file, that every command reads."""
    region = asked.region()
    kind = asked.one_of("format", tuple(_SUFFIXES), "unknown_format") or "yaml"
    text = document_text(region.to_data(), JSON if kind == "json" else YAML)
    return Document(text, media_type_of(_SUFFIXES[kind], text), f"region{_SUFFIXES[kind]}")


def disagreements(asked: Asked) -> Answer:
    """Of each fact that more than one region gives, whether they can all be right."""
    regions = asked.regions()
    if len(regions) < 2:
        raise InputError([Problem("two_regions_needed", {}, asked.place("regions"))])
    return Answer([to_plain(each) for each in _compared(regions, asked)])


def _compared(regions: Sequence[Region], asked: Asked) -> Iterator[Disagreement]:
    for fact in asked.engine().knowledge.vocabulary.facts.values():
        told = [given.value for each in regions if (given := each.facts.get(fact.id)) and given.value is not None]
        if len(told) > 1:
            both = _both(fact, told)
            words = tuple(_word(fact, each, _shared(fact, told), asked) for each in regions)
            yield Disagreement(fact.id, fact.title.say(asked.language), words, both is not None, both)


def _shared(fact: Fact, told: Sequence[Any]) -> list[Any]:
    """The rows of a list that all have."""
    rows = records_in(told[0]) if fact.type == "records" else ()
    return [row for row in rows if all(row in records_in(each) for each in told)]


def _word(fact: Fact, region: Region, shared: Sequence[Any], asked: Asked) -> str:
    """What a region says; of a list also the rows that aren't in all of them."""
    given = region.facts.get(fact.id)
    value = given.value if given else None
    rows = records_in(value) if fact.type == "records" else ()
    own = [_row(fact, each, asked) for each in rows if each not in shared]
    return fact.show(value, asked.language) + (f" ({'; '.join(own)})" if own else "")


def _row(fact: Fact, row: AnyMapping[str, Any], asked: Asked) -> str:
    return ", ".join(each.show(row[each.id], asked.language) for each in fact.fields if row.get(each.id) is not None)


def _both(fact: Fact, told: Sequence[Any]) -> Any:
    """What is possible by all; None where nothing is."""
    found = told[0]
    for each in told[1:]:
        found = _both_of(fact, found, each) if found is not None else None
    return found


def _both_of(fact: Fact, one: Any, other: Any) -> Any:
    if one == other or (fact.type != "records" and fact.encode(one) == fact.encode(other)):
        return one
    if fact.type == "records" or not (is_partial(one) or is_partial(other)):
        return None
    return together(fact, one, other) if is_partial(one) else together(fact, other, one)
