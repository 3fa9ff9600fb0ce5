"""The schemas of answers as components: made from the classes, and the classes that they share stand there once."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from regiorules.authoring.schemas import schema
from regiorules.authoring.schemas.written import schema_of
from regiorules.text import Language
from regiorules_web.listed import (
    FactDetails,
    FormatDetails,
    RegionName,
    RuleDetails,
    RuleSetDetails,
    StatementDetails,
    VocabularyDetails,
)
from regiorules_web.operations.files import Disagreement
from regiorules_web.operations.regions import FigureDetails
from regiorules_web.service import Service

_WRITTEN = ("assessment", "advice", "explanation", "changes", "comparison", "robust", "questions", "region")
_LISTED: dict[str, Any] = {
    "rulesets": tuple[RuleSetDetails, ...],
    "rules": tuple[RuleDetails, ...],
    "vocabulary": VocabularyDetails,
    "fact": FactDetails,
    "statements": tuple[StatementDetails, ...],
    "region_names": tuple[RegionName, ...],
    "formats": tuple[FormatDetails, ...],
    "disagreements": tuple[Disagreement, ...],
}
_REF = "#/components/schemas/"


@frozen
class SchemaName:
    """A JSON Schema there is."""

    name: str
    description: str


def components(service: Service, language: Language) -> dict[str, Any]:
    """All schemas by name."""
    found: dict[str, Any] = {}
    for name in _WRITTEN:
        document = schema(name, language, vocabulary=lambda: service.knowledge.vocabulary)
        _add(name, document, found, "Region" if name == "region" else "")  # whose parts are named by who writes rules
    _add("plan_note", schema("plan", language), found)  # the plan itself is a part of an advice
    for name, kind in _LISTED.items():
        _add(name, schema_of(kind), found)
    _add("figures", schema_of(tuple[FigureDetails, ...]), found)
    _add("schemas", schema_of(tuple[SchemaName, ...]), found)
    _add("problem", _problem(language), found)
    return dict(sorted({**found, "JsonSchema": {"type": "object"}, "Overview": _overview(), **_lines()}.items()))


def ref(name: str) -> dict[str, str]:
    """A reference to a schema."""
    return {"$ref": _REF + pascal(name)}


def pascal(name: str) -> str:
    """A name of several words as the names of classes are written."""
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def _add(name: str, document: dict[str, Any], found: dict[str, Any], prefix: str = "") -> None:
    """A schema, and what it defines beside it, with their references led there."""
    inner = {prefix + pascal(each): _moved(part, prefix) for each, part in document.get("$defs", {}).items()}
    clash = [each for each, part in inner.items() if found.get(each, part) != part]
    assert not clash, clash  # two classes of one name
    assert pascal(name) not in found, name
    found |= inner
    outer = {key: part for key, part in document.items() if key not in ("$defs", "$schema")}
    found[pascal(name)] = _moved(outer, prefix)


def _moved(part: Any, prefix: str = "") -> Any:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            return {**part, "$ref": _REF + prefix + pascal(part["$ref"].removeprefix("#/$defs/"))}
        return {key: _moved(each, prefix) for key, each in part.items()}
    return [_moved(each, prefix) for each in part] if isinstance(part, list) else part


def _problem(language: Language) -> dict[str, Any]:
    """RFC 9457, with the status, and with the pointer of each problem."""
    found = schema("error", language)
    details = found["$defs"]["ProblemDetails"]
    pointer = {"type": "string", "format": "json-pointer"}
    location = {**_closed({"pointer": pointer}, ("pointer",)), "type": ["object", "null"]}
    details["properties"] |= {"in": {"enum": ["body", None]}, "location": location}
    details["required"] += ["in", "location"]
    found["properties"]["status"] = {"type": "integer"}
    found["required"].append("status")
    return found


def _overview() -> dict[str, Any]:
    parts = {"region": ref("region"), "advice": ref("advice"), "figures": ref("figures")}
    remarks = {"type": "array", "items": ref("RemarkDetails")}
    return _closed({**parts, "remarks": remarks}, (*parts, "remarks"))


def _lines() -> dict[str, Any]:
    """A line of many, and the answer to it."""
    remarks = {"type": "array", "items": ref("RemarkDetails")}
    number = {"type": ["string", "number", "boolean", "null"]}
    asked = {"id": number, "operation": {"type": "string"}}
    document = _closed({each: {"type": "string"} for each in ("media_type", "name", "text", "base64")}, ("media_type",))
    answer = {"id": number, "result": True, "document": document, "error": ref("problem"), "remarks": remarks}
    remark = schema_of_remark()
    return {
        "Line": {"type": "object", "properties": asked},
        "LineAnswer": _closed(answer, ("id",)),
        "RemarkDetails": remark,
    }


def schema_of_remark() -> dict[str, Any]:
    """What is odd, but not wrong: a problem without a pointer."""
    from regiorules.errors import ProblemDetails

    found = schema_of(ProblemDetails)
    return {key: _moved(part) for key, part in found.items() if key != "$defs"}


def _closed(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
