"""What is partly known, as it stands in a cell: in words where those read back as that very value."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from attrs import evolve

from regiorules import documents
from regiorules.documents import Node, Scalar
from regiorules.errors import Place, Problems
from regiorules.facts.given import typed
from regiorules.facts.partial import is_partial
from regiorules.facts.said import in_words
from regiorules.facts.vocabulary import Fact
from regiorules.text import Language, exact

_FEW = 3  # options of which any two are still a short list


def given_in(fact: Fact, cell: Scalar, problems: Problems) -> Node:
    """What a person typed in a cell; all of it stands in that cell."""
    found = Problems()
    node = _moved(typed(fact, cell.text, found), cell.place)
    problems.found += [evolve(problem, place=cell.place) for problem in found.found]
    return node


def _moved(node: Node, place: Place) -> Node:
    if isinstance(node, Scalar):
        return evolve(node, place=place)
    if isinstance(node, documents.Sequence):
        return documents.Sequence(tuple(_moved(item, place) for item in node.items), place)
    entries = {name: _moved(value, place) for name, value in node.entries.items()}
    return documents.Mapping(entries, dict.fromkeys(entries, place), place)


def words(fact: Fact, value: Any, language: Language) -> str:
    """A value that is partly known, or a text, in words; as plain data where no words say just that."""
    return in_words(fact, value, language) or as_data(value if is_partial(value) else {"one_of": [value]})


def offered(fact: Fact, language: Language) -> list[str]:
    """What is partly known of a fact as a drop-down list offers it: what says the most in the fewest lines."""
    found = (in_words(fact, value, language) for value in _worth_offering(fact))
    return [said for said in found if said]


def _worth_offering(fact: Fact) -> Iterator[dict[str, Any]]:
    every = fact.option_ids or fact.texts
    if fact.type == "level":
        middle = every[1:-1]
        yield from ({"at_most": each} for each in middle)
        yield from ({"at_least": each} for each in middle)
        if len(middle) == 2:
            yield {"at_least": middle[0], "at_most": middle[1]}
    elif len(every) == _FEW and fact.type in ("choice", "text"):
        yield from ({"one_of": pair} for pair in combinations(every, 2))


def as_data(value: Any) -> str:
    """A value as plain data on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {as_data(each)}' for key, each in value.items())}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(as_data, value))}]"
    if value is None or isinstance(value, bool):
        return {None: "unknown", True: "yes", False: "no"}[value]
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else exact(value)
