"""The fields of questions: what may stand in each, in a schema and in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from regiorules.authoring.schemas import SCHEMAS
from regiorules.text import LANGUAGES, Text
from regiorules_web.operations import Operation
from regiorules_web.service import Service

_TEXT = {"type": "string"}


@frozen
class Field:
    """A field: its schema, and what it is for."""

    schema: dict[str, Any]
    about: Text


FIELDS: dict[str, Field] = {
    "region": Field(
        {"$ref": "#/components/schemas/Region"},
        Text("De regio, in de vorm van een regiobestand", "The region, in the form of a region file"),
    ),
    "regions": Field(
        {"type": "array", "minItems": 2, "items": {"$ref": "#/components/schemas/Region"}},
        Text("De regio's, in deze volgorde", "The regions, in this order"),
    ),
    "conclusion": Field(
        _TEXT, Text("Kenmerk of titel van een conclusie of feit", "The id or the title of a conclusion or a fact")
    ),
    "conclusions": Field(
        {"type": "array", "items": _TEXT},
        Text(
            "Alleen deze conclusies, met kenmerk of titel; anders alle",
            "Only these conclusions, by id or title; all otherwise",
        ),
    ),
    "set": Field(
        {"type": "object", "minProperties": 1, "additionalProperties": True},
        Text("Feiten of aannames met hun andere waarde", "Facts or assumptions with their other value"),
    ),
    "text": Field(_TEXT, Text("De tekst van een regiobestand", "The text of a region file")),
    "on": Field(
        {"type": "string", "format": "date"},
        Text("De dag waarvan de regels tellen; anders vandaag", "The day whose rules count; today otherwise"),
    ),
    "profiles": Field(
        _TEXT,
        Text("De tabel van regio's die bij de rule set hoort", "The table of regions that stands with the rule set"),
    ),
    "format": Field(_TEXT, Text("De vorm; anders wat Accept vraagt", "The format; what Accept asks for otherwise")),
    "ids": Field({"type": "boolean"}, Text("Met kenmerken in de tekst", "With ids in the text")),
    "full": Field(
        {"type": "boolean"}, Text("Met achtergrond en verantwoording", "With the background and the account")
    ),
    "language": Field(
        {"enum": list(LANGUAGES)},
        Text("De taal; anders wat Accept-Language vraagt", "The language; what Accept-Language asks for otherwise"),
    ),
    "rulesets": Field(
        {"type": "array", "items": _TEXT},
        Text("Alleen deze rule sets; anders alle", "Only these rule sets; all otherwise"),
    ),
    "statement": Field(
        _TEXT, Text("Alleen regels die op deze uitspraak berusten", "Only rules that rest on this statement")
    ),
    "name": Field(_TEXT, Text("De naam", "The name")),
}
_FILES = ("yaml", "json")


def names(field: str, operation: Operation, service: Service) -> Iterable[str] | None:
    """All that a field can be, where these are names that are known beforehand; else None."""
    vocabulary = service.knowledge.vocabulary
    match field, operation.name:
        case "rulesets", _:
            return service.rulesets
        case "profiles", _:
            return [each.id for each in vocabulary.profile.tables] if vocabulary.profile else []
        case "format", name:
            return service.registry.renderers if name == "advise" else _FILES
        case "name", "fact":
            return vocabulary.facts
        case "name", "schema":
            return SCHEMAS
        case "statement", _:
            return service.knowledge.statements
    return None


REGION_NAME = Field(_TEXT, Text("Zoals de regels voor deze regio gelden", "As the rules apply in this region"))
