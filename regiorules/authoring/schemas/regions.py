"""The schema of a region file, made from a vocabulary: what an editor shows is what `regiorules facts` shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from regiorules.authoring.schemas import scalars
from regiorules.facts.entries import GIVEN_KEYS
from regiorules.facts.region import FORMAT, KEYS, SOURCE_KEYS
from regiorules.facts.vocabulary import Fact, Parameter, Vocabulary
from regiorules.text import LANGUAGES, Language

Schema = dict[str, Any]
_MOMENT: Schema = {"anyOf": [scalars.moment(), {"$ref": "#/$defs/unknown"}]}
_SHARED: dict[str, Schema] = {
    "unknown": scalars.unknown(),
    "source": {"anyOf": [scalars.FILLED, {"type": "array", "items": scalars.FILLED}, scalars.LEFT_OPEN]},
    "note": {"anyOf": [scalars.ANY, {"$ref": "#/$defs/texts"}]},
    "texts": {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, scalars.ANY),
        "additionalProperties": False,
    },
    "described_source": {
        "type": "object",
        "properties": dict(zip(SOURCE_KEYS, (scalars.FILLED, scalars.ANY, _MOMENT), strict=True)),
        "required": ["title"],
        "additionalProperties": False,
    },
}


def region_schema(vocabulary: Vocabulary, profiles: Iterable[str], language: Language) -> Schema:
    """The schema of region files for these rule sets; the names of `profiles` are suggestions."""
    asked = [fact for fact in vocabulary.facts.values() if fact.asked]
    named = {"anyOf": [{"enum": list(profiles)}, scalars.FILLED]}
    parameters = {each.id: _parameter(each, language) for each in vocabulary.parameters.values()}
    properties: dict[str, Schema] = {
        "region": {"anyOf": [_shared("named_region"), scalars.ANY]},
        "date": _MOMENT,
        "profile": {"anyOf": [_shared("named_region"), scalars.LEFT_OPEN]},
        "sources": _or_unknown({"type": "object", "additionalProperties": _shared("described_source")}),
        "facts": _or_unknown(_closed({fact.id: _fact(fact, language) for fact in asked})),
        "parameters": _or_unknown(_closed(parameters)),
        "format": {"const": FORMAT},
    }
    assert set(properties) == set(KEYS)
    return {
        **_closed(properties),
        "anyOf": [{"required": [name], "properties": {name: scalars.FILLED}} for name in ("region", "profile")],
        "$defs": {
            **_SHARED,
            "named_region": named,
            **{f"value_of_{fact.id}": _or_unknown(_value(fact, language)) for fact in asked},
        },
    }


def _shared(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_unknown(value: Schema) -> Schema:
    return {"anyOf": [value, _shared("unknown")]}


def _closed(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """An object with these keys and no others."""
    needed = list(required)
    return {
        "type": "object",
        "properties": dict(properties),
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def _parameter(parameter: Parameter, language: Language) -> Schema:
    number = _value(parameter.as_fact(), language)
    texts = {"title": parameter.title.say(language), "description": parameter.why.say(language)}
    return {**texts, "default": parameter.value, **_or_unknown(number)}


def _fact(fact: Fact, language: Language) -> Schema:
    """A value, or a value with its source: the question and its help are what an editor shows."""
    value = _shared(f"value_of_{fact.id}")
    given = dict(zip(GIVEN_KEYS, (value, _shared("source"), _shared("note")), strict=True))
    asked, more = fact.question or fact.title, fact.help or fact.title
    return {
        "title": asked.say(language),
        "description": more.say(language),
        "anyOf": [value, _closed(given, ["value"])],
    }


def _value(fact: Fact, language: Language) -> Schema:
    """What may be given of a fact that is known."""
    if fact.type == "yes_no":
        return scalars.yes_no()
    if fact.type == "number":
        return scalars.number(fact.minimum, fact.maximum, whole=fact.whole)
    if fact.texts:
        return {"anyOf": [{"enum": list(fact.texts)}, scalars.words(fact.texts)]}
    if fact.type == "text":
        return {**scalars.ANY, "pattern": r"^$|\S"}
    if fact.type == "set":
        return _set(fact, language)
    if fact.type == "records":
        return _records(fact, language)
    return _option(fact, language)


def _option(fact: Fact, language: Language) -> Schema:
    """A level or an option: by its id, which an editor suggests with its label, or by its label."""
    labels = [option.label.say(language) for option in fact.options]
    known = {"enum": list(fact.option_ids), "enumDescriptions": labels}  # for editors; JSON Schema has no such thing
    return {"anyOf": [known, scalars.words(_words(fact))]}


def _words(fact: Fact) -> set[str]:
    return {word for option in fact.options for word in (option.id, option.label.nl, option.label.en)}


def _set(fact: Fact, language: Language) -> Schema:
    """A list of options, or options in one text with commas or semicolons between them; or none."""
    options = _option(fact, language)
    one = scalars.any_case(sorted(word for word in _words(fact) if not set(word) & {",", ";"}))
    text = rf"^[\s,;]*(?:{one})(?:\s*[,;][\s,;]*(?:{one}))*[\s,;]*$"
    lists = [{"type": "array", "items": options}, {"type": "array", "items": scalars.none(), "maxItems": 1}]
    return {"anyOf": [*lists, options, {"type": "string", "pattern": text}, scalars.none()]}


def _records(fact: Fact, language: Language) -> Schema:
    fields = {
        each.id: {
            "title": each.title.say(language),
            **(_known if each.required else _or_unknown)(_value(each, language)),
        }
        for each in fact.fields
    }
    required = [each.id for each in fact.fields if each.required]
    rows: Schema = {"type": "array", "items": _closed(fields, required)}
    return {"anyOf": [rows, scalars.none()]} if fact.may_be_none else {**rows, "minItems": int(fact.minimum or 0)}


def _known(value: Schema) -> Schema:
    """The value, which has to be there: nothing at all isn't a value."""
    return {"allOf": [value, {"not": {"enum": [None, ""]}}]}
