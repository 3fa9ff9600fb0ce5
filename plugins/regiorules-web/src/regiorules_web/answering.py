"""One way to an answer: what is sent becomes a document, the document a question, and the question an answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from regiorules.documents import Mapping, Node, Scalar, Sequence, as_text, parse
from regiorules.errors import NOWHERE, InputError, Place, Problem, RegioRulesError
from regiorules.text import LANGUAGES, Language
from regiorules_web.answers import Answer, Document
from regiorules_web.asked import NAME, Asked
from regiorules_web.limits import Limits
from regiorules_web.operations import Operation
from regiorules_web.problems import problem_data
from regiorules_web.service import Service


def answer(service: Service, operation: Operation, node: Node, language: Language) -> Answer | Document:
    """The answer of an operation to what stands in a document."""
    return operation.run(Asked.of(service, node, operation.fields, language))


def document_of(content: bytes, limits: Limits) -> Node:
    """The JSON document in the bytes that were sent; raises InputError that says where it is none, or too much."""
    node = parse(as_text(content, Path(NAME)), NAME, is_json=True)
    if _count(node) > limits.values:
        raise InputError([Problem("too_many", {"limit": limits.values}, Place(NAME))])
    return node


def _count(node: Node) -> int:
    parts = node.entries.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ()
    return 1 + sum(map(_count, parts))


def fields_of(given: Iterable[tuple[str, str]]) -> Mapping:
    """A document of what stands in an address; a name that is repeated has a list."""
    found: dict[str, list[Node]] = {}
    for name, text in given:
        found.setdefault(name, []).append(Scalar(text, quoted=True))
    entries = {name: each[0] if len(each) == 1 else Sequence(tuple(each)) for name, each in found.items()}
    return Mapping(entries, dict.fromkeys(entries, NOWHERE))


def language_in(node: Node | None, otherwise: Language) -> Language:
    """The language that a document asks for, also where all else in it is wrong."""
    found = node.entries.get("language") if isinstance(node, Mapping) else None
    return next((each for each in LANGUAGES if isinstance(found, Scalar) and found.text == each), otherwise)


def without(node: Mapping, *names: str) -> Mapping:
    """A document without some of its fields."""
    entries = {name: each for name, each in node.entries.items() if name not in names}
    return Mapping(entries, {name: node.keys[name] for name in entries}, node.place)


def error_data(error: RegioRulesError, node: Node | None, language: Language) -> dict[str, Any]:
    """An error as data, in the language that was asked for."""
    return problem_data(error, language_in(node, language), node)


def plain_scalar(node: Node | None) -> Any:
    """The text or number in a node; None for anything else."""
    if not isinstance(node, Scalar):
        return None
    return node.text if node.quoted else json.loads(node.text)
