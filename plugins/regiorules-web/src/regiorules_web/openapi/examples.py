"""Questions with which every operation can be tried, made of what is served."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from regiorules.documents import node_of
from regiorules.errors import RegioRulesError
from regiorules.rules.model import Knowledge
from regiorules.text import Language
from regiorules_web.answering import answer
from regiorules_web.answers import Answer, json_line
from regiorules_web.operations import Operation
from regiorules_web.service import Service

_LONGEST = 4_000  # characters
_NAMES = {"schema": "region"}


def example(operation: Operation, service: Service) -> dict[str, Any]:
    """Fields with which an operation gives an answer: those that it needs."""
    return {name: _value(name, operation, service) for name in operation.needs}


def answer_example(operation: Operation, service: Service, language: Language) -> dict[str, Any]:
    """What it gives to its example, of a list the first; nothing where that would be long, or isn't there."""
    found = None
    with suppress(RegioRulesError):  # of rule sets without a table of regions there is no region to ask for
        found = answer(service, operation, node_of(example(operation, service)), language)
    if not isinstance(found, Answer):
        return {}
    data = found.data[:1] if isinstance(found.data, list) else found.data
    return {"example": data} if len(json_line(data)) <= _LONGEST else {}


def _value(name: str, operation: Operation, service: Service) -> Any:
    match name:
        case "region":
            return _region(service, 0)
        case "regions":
            return [_region(service, 0), _region(service, 1)]
        case "conclusion":
            return next(iter(service.knowledge.conclusions))
        case "set":
            return _answer(service.knowledge)
        case "text":
            return "region: A\nfacts: {}\n"
    return _NAMES.get(operation.name) or _first(operation, service)


def _region(service: Service, number: int) -> dict[str, Any]:
    """A region of the table by its name, or any where there is no table."""
    names = list(service.profiles(service.knowledge))
    start = {"profile": names[number]} if len(names) > number else {"region": "AB"[number]}
    return {**start, "facts": _answer(service.knowledge)}


def _answer(knowledge: Knowledge) -> dict[str, Any]:
    """The first answer to the first question whose answers can be listed."""
    for fact in knowledge.vocabulary.facts.values():
        if fact.asked and (fact.options or fact.type == "yes_no"):
            one = fact.option_ids[0] if fact.options else True
            return {fact.id: [one] if fact.type == "set" else one}
    return {}


def _first(operation: Operation, service: Service) -> str:
    known = service.profiles(service.knowledge) if operation.name == "region" else service.knowledge.vocabulary.facts
    return next(iter(known), "A")
