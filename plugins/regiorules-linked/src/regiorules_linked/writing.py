"""Statements of linked data as text: the same bytes for the same statements, whatever their order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rdflib import Graph, Literal
from rdflib.namespace import XSD
from rdflib.term import Node

from regiorules.rules.declared import unfilled
from regiorules.text import Text
from regiorules_linked.names import PREFIXES

Triple = tuple[Node, Node, Node]
CONTEXT = {name: str(namespace) for name, namespace in PREFIXES.items()}


def graph_of(triples: Iterable[Triple]) -> Graph:
    """The statements as a graph, in a fixed order."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in sorted(set(triples), key=lambda each: tuple(part.n3() for part in each)):
        graph.add(triple)
    return graph


def turtle(triples: Iterable[Triple]) -> str:
    """The statements as Turtle."""
    return graph_of(triples).serialize(format="turtle").rstrip("\n") + "\n"


def json_ld(triples: Iterable[Triple]) -> str:
    """The statements as JSON-LD: a list of things, each under its address."""
    text = graph_of(triples).serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    return json.dumps(_sorted(json.loads(text)), ensure_ascii=False, indent=2) + "\n"


def both(text: Text | None) -> list[Literal]:
    """A text in both languages, as far as there is one."""
    return [Literal(unfilled(text.nl), lang="nl"), Literal(unfilled(text.en), lang="en")] if text else []


def value(given: str | float) -> Literal:
    """A text, a number, or true or false; a fraction in all its digits, of which a double keeps seven in Turtle."""
    if not isinstance(given, float):
        return Literal(given)
    return Literal(f"{Decimal(repr(given)):f}", datatype=XSD.decimal)


def _sorted(data: Any) -> Any:
    """The data in a fixed order: a list says nothing by its order here."""
    if isinstance(data, dict):
        return {key: _sorted(data[key]) for key in sorted(data)}
    if isinstance(data, list):
        return sorted(map(_sorted, data), key=lambda each: json.dumps(each, sort_keys=True))
    return data


FORMS = {"turtle": turtle, "jsonld": json_ld}
