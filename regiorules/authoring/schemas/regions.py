"""The schema of a region file, made from a vocabulary: what an editor shows is what `regiorules facts` shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from regiorules.authoring.schemas import partly, scalars
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
            **{f"plain_{fact.id}": _value(fact, language) for fact in asked},
            **{
                f"value_of_{fact.id}": _or_unknown(*_ways(fact, _shared(f"plain_{fact.id}"), language))
                for fact in asked
            },
        },
    }


def _shared(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_unknown(*values: Schema) -> Schema:
    return {"anyOf": [*values, _shared("unknown")]}


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
        "anyOf": [value, _closed(given, ["value"]), *_beside(fact, language)],
    }


def _beside(fact: Fact, language: Language) -> Iterator[Schema]:
    """Plain data of what is partly known, beside its source."""
    if data := _data(fact, _shared(f"plain_{fact.id}"), language):
        beside = {"source": _shared("source"), "note": _shared("note")}
        said = [{"required": [key]} for key in data["properties"]]
        yield {**data, "properties": {**data["properties"], **beside}, "anyOf": said}


def _ways(fact: Fact, plain: Schema, language: Language) -> Iterator[Schema]:
    """A value that is known, then what is partly known of it, in words and as plain data."""
    yield plain
    if fact.type == "number":
        yield _text(partly.said(fact, scalars.figure(whole=fact.whole)))
    elif fact.type == "date":
        yield scalars.moment()
        yield _text(partly.said(fact, scalars.MOMENT))
    elif fact.type in ("level", "choice") or fact.texts:
        yield _text(partly.said(fact, _one_of(_words(fact))))
    if data := _data(fact, plain, language):
        yield data


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": rf"^\s*{pattern}\s*$"}


def _one_of(words: Iterable[str]) -> str:
    return f"(?:{scalars.any_case(sorted(words))})"


def _data(fact: Fact, plain: Schema, language: Language) -> Schema | None:
    """Plain data of what is partly known of a fact, where that can be."""
    if fact.type == "records":
        return _closed({"records": plain, "complete": {"anyOf": [scalars.yes_no(), _shared("unknown")]}}, ["records"])
    value = {"anyOf": [_option(fact, language), scalars.none()]} if fact.type == "set" else plain
    known = partly.keys(fact, value, _shared("unknown"))
    return {**_closed(known), "minProperties": 1} if known else None


def _value(fact: Fact, language: Language) -> Schema:
    """What may be given of a fact that is known."""
    if fact.type == "yes_no":
        return scalars.yes_no()
    if fact.type == "number":
        return scalars.number(fact.minimum, fact.maximum, whole=fact.whole)
    if fact.type == "date":
        return scalars.date()
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
    options = {word for option in fact.options for word in (option.id, option.label.nl, option.label.en)}
    return options | set(fact.texts)


def _set(fact: Fact, language: Language) -> Schema:
    """A list of options, or options in one text with commas or semicolons between them; or none."""
    options = _option(fact, language)
    item, text = partly.said_of_set(_one_of(word for word in _words(fact) if not set(word) & {",", ";"}))
    items = {"anyOf": [options, {"type": "string", "pattern": item}]}
    lists = [{"type": "array", "items": items}, {"type": "array", "items": scalars.none(), "maxItems": 1}]
    return {"anyOf": [*lists, options, {"type": "string", "pattern": text}, scalars.none()]}


def _records(fact: Fact, language: Language) -> Schema:
    """Records, and perhaps that there are others; in short where a name and a number are all that must be said."""
    fields = {each.id: {"title": each.title.say(language), **_field(each, fact.key, language)} for each in fact.fields}
    required = [each.id for each in fact.fields if each.required]
    number = next((each for each in fact.fields if each.type == "number"), None)
    in_short = number is not None and {*required} <= {fact.key, number.id} and bool(fact.key)
    item, text = partly.said_of_records(
        number if in_short else None, scalars.figure(whole=bool(number and number.whole))
    )
    others: Schema = {"type": "string", "pattern": item}
    rows: Schema = {"type": "array", "items": {"anyOf": [_closed(fields, required), others]}}
    least = {"anyOf": [{"minItems": int(fact.minimum or 0)}, {"contains": others}]}
    lists = [rows, scalars.none()] if fact.may_be_none else [{**rows, **least}]
    return {"anyOf": [*lists, {"type": "string", "pattern": text}]}


def _field(fact: Fact, key: str, language: Language) -> Schema:
    """A field of a record: that by which it is known is known whole."""
    value = _value(fact, language)
    ways = [value] if fact.id == key else list(_ways(fact, value, language))
    return _known(*ways) if fact.required else _or_unknown(*ways)


def _known(*values: Schema) -> Schema:
    """A value that has to be there: nothing at all isn't a value."""
    return {"anyOf": list(values), "not": {"enum": [None, ""]}}
