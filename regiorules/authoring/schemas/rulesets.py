"""
The schemas of the files of a rule set, made from the classes that the loader reads them with.

Keys, required keys and enumerations come from the classes; what the loader checks beyond that within one
item (a risk needs a severity) stands in `_also`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Container, Mapping
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, fields, has

from regiorules.authoring.schemas import scalars
from regiorules.authoring.schemas.hints import hint
from regiorules.authoring.schemas.written import summary
from regiorules.authoring.testing.scenarios import Case, Scenario
from regiorules.facts.dates import Moment
from regiorules.facts.vocabulary import Fact, Option, Parameter
from regiorules.rules.check import NEEDS, NEEDS_OPTIONS, ONLY
from regiorules.rules.model import Conclusion, DecisionTable, RuleSetInfo
from regiorules.rules.sections import FORMS, NAME, SHAPES, SINGLE, ChangeShape, RuleShape
from regiorules.rules.shapes import BY_DATE, BY_NAME, RENAMED, filled_in
from regiorules.text import Language, Text

Schema = dict[str, Any]


def ruleset_schema(language: Language) -> Schema:
    """`ruleset.yaml`: the head of a rule set, and any section."""
    return {**catalogue_schema(language), "required": ["ruleset"]}


def catalogue_schema(language: Language) -> Schema:
    """Any other file of a rule set: any section."""
    maker = _Maker(language)
    head = {"ruleset": {**maker.of(RuleSetInfo), **hint("ruleset", language)}}
    return maker.document({**head, **{name: maker.section(name, shape) for name, shape in SHAPES.items()}})


def scenario_schema(language: Language) -> Schema:
    """A file below `scenarios/`: stories, and cases by rule."""
    maker = _Maker(language)
    cases = {"type": "object", "additionalProperties": maker.of(Case)}
    sections = {"scenarios": {"type": "array", "items": maker.of(Scenario)}, "cases": cases}
    return maker.document({name: {**section, **hint(name, language)} for name, section in sections.items()})


class _Maker:
    """Makes schemas of classes, each class once, in `definitions`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.definitions: dict[str, Schema] = {}

    def document(self, sections: Mapping[str, Schema]) -> Schema:
        return {
            "type": "object",
            "properties": dict(sections),
            "additionalProperties": False,
            "$defs": dict(sorted(self.definitions.items())),
        }

    def section(self, name: str, shape: Any) -> Schema:
        """A section: items by name, and the form of their names."""
        pattern, form = FORMS.get(name, NAME)
        item = self.of(shape)
        if name in SINGLE:
            return {**item, **hint(name, self.language)}
        if shape is Fact:
            item = {"allOf": [item, *_asked(self.language)]}
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{pattern.pattern})$", "errorMessage": form},
            "additionalProperties": item,
            **hint(name, self.language),
        }

    def of(self, kind: Any) -> Schema:
        """What may stand where a value of that type is read."""
        origin, arguments = get_origin(kind), get_args(kind)
        if kind in _SIMPLE:
            return dict(_SIMPLE[kind])
        if kind is Text:
            return self.once("Text", _both_languages)
        if kind == tuple[Option, ...]:
            return {"type": "object", "additionalProperties": self.of(Text)}
        if kind == tuple[Fact, ...]:  # the name of a scale means something at the top only
            return {"type": "object", "additionalProperties": {"allOf": [self.of(Fact), _has("scale", type="object")]}}
        if kind == BY_DATE:
            return {"type": "object", "propertyNames": scalars.date(), "additionalProperties": self.of(arguments[0])}
        if kind in BY_NAME:
            return {"type": "object", "additionalProperties": self.of(arguments[0])}
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple:
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is Mapping:
            return {"type": "object", "additionalProperties": self.of(arguments[1])}
        if origin in (Union, types.UnionType):  # nothing is never written: the key is left out
            return self.of(next(each for each in arguments if each is not type(None)))
        if has(kind):
            return self.once(kind.__name__, lambda: self.shape(kind))
        raise TypeError(f"no schema for {kind}")

    def once(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # taken, in case the class holds itself
            self.definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def shape(self, kind: Any) -> Schema:
        """The keys of a class: those without a default are required, and there are no others."""
        hints = get_type_hints(kind)
        read = {_key(kind, each): each for each in fields(kind) if each.name not in filled_in(kind)}
        also = _also(kind, read, self.language)
        properties = {
            key: {**self.value(kind, key, hints[each.name]), **hint(f"{kind.__name__}.{key}", self.language)}
            for key, each in read.items()
        }
        return {
            "type": "object",
            "description": summary(kind),
            "properties": properties,
            "required": [key for key, each in read.items() if each.default is NOTHING and (kind, key) not in _OR],
            "additionalProperties": False,
            **({"allOf": also} if also else {}),
        }

    def value(self, kind: Any, key: str, wanted: Any) -> Schema:
        """What may stand under a key of a class."""
        if (kind, key) == (Fact, "scale"):
            return {"anyOf": [scalars.ANY, self.of(wanted)]}
        return _SPECIAL.get((kind, key)) or self.of(wanted)


def _key(kind: Any, attribute: Attribute[Any]) -> str:
    """The key under which an attribute stands in a file."""
    return RENAMED.get(attribute.name, attribute.name) if kind in (Fact, Parameter) else attribute.name


def _both_languages() -> Schema:
    return {
        "type": "object",
        "properties": {"nl": scalars.FILLED, "en": scalars.FILLED},
        "required": ["nl", "en"],
        "additionalProperties": False,
    }


_SIMPLE: dict[Any, Schema] = {
    str: scalars.ANY,
    bool: scalars.yes_no(),
    int: scalars.number(whole=True),
    float: scalars.number(),
    date: scalars.date(),
    Moment: scalars.moment(),
    Any: {},
}


def _has(key: str, **wanted: Any) -> Schema:
    """A key that, where it is there, has that form."""
    return {"properties": {key: wanted}}


def _is(key: str, **wanted: Any) -> Schema:
    """A key that is there and has that form."""
    return {**_has(key, **wanted), "required": [key]}


def _given(key: str) -> Schema:
    return _is(key, **{"not": scalars.EMPTY})


def _not_given(key: str, language: Language) -> Schema:
    return _has(key, **scalars.EMPTY, errorMessage=_NOT_HERE.say(language).format(name=key))  # for editors that know it


def _when(condition: Schema, then: Schema, otherwise: Schema | None = None) -> Schema:
    return {"if": condition, "then": then, **({"else": otherwise} if otherwise else {})}


_FACTS = {"type": "array", "items": {"type": "object"}}
_CONCLUDED = {"anyOf": [scalars.ANY, {"type": "array", "items": scalars.ANY}]}  # a value, or options of a set
_ONE_OR_MORE = {"anyOf": [scalars.ANY, {"type": "array", "items": scalars.ANY}]}  # a name, or names
_BOUND: Schema = {"anyOf": [scalars.number(), scalars.date()]}
_SPECIAL: dict[tuple[Any, str], Schema] = {
    (Fact, "min"): _BOUND,
    (Fact, "max"): _BOUND,
    (RuleShape, "then"): {
        "anyOf": [
            scalars.ANY,
            {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": _CONCLUDED},
        ]
    },
    (RuleShape, "overrides"): _ONE_OR_MORE,
    (DecisionTable, "overrides"): _ONE_OR_MORE,
    (Case, "holds"): _FACTS,
    (Case, "fails"): _FACTS,
}
_OR = {(Parameter, "value"): "values"}  # what isn't required where another key has something
_NOT_HERE = Text("{name} hoort hier niet", "{name} doesn't belong here")
_OFF = _is("off", **scalars.yes_no(), **{"not": scalars.no()})
_GROUNDS = [
    _when(_is("basis", enum=["interpretation", "assumption"]), _is("why")),
    _when(_is("basis", enum=["source", "interpretation"]), _given("statements")),
]


def _also(kind: Any, keys: Container[str], language: Language) -> list[Schema]:
    """What the loader checks within one item beyond its keys and their values."""
    if kind is Fact:
        return [
            _when(_is("type", enum=list(NEEDS_OPTIONS)), _given("scale"), _not_given("scale", language)),
            *(_when(_has("type", const="text"), {}, _not_given(key, language)) for key in ("texts", "among")),
        ]
    if kind is Conclusion:
        needs = [_when(_is("kind", const=kind), _given(key)) for kind, wanted in NEEDS.items() for key in wanted]
        only = [_when(_has("kind", enum=[*kinds]), {}, _not_given(key, language)) for key, kinds in ONLY.items()]
        return needs + only
    if kind is ChangeShape:
        return [_when(_OFF, _has("replace", **{"not": {}}), _is("replace"))]
    if kind is Parameter:
        return [{"anyOf": [{"required": ["value"]}, _is("values", minProperties=1)]}]
    return _GROUNDS if "basis" in keys else []


def _asked(language: Language) -> list[Schema]:
    """What holds for a fact itself: a field of a record, which is a fact too, isn't asked or derived."""
    return [
        _when(_is("asked", **scalars.no()), _has("question", **{"not": {}}), _is("question")),
        _when(_has("type", enum=["yes_no", "number"]), {}, _not_given("derive", language)),
        _when(_is("type", const="records"), _not_given("influence", language)),
        _when(_is("asked", **scalars.no()), _not_given("influence", language)),
        _when(_has("type", enum=["level", "yes_no"]), {}, _not_given("towards", language)),
        _when(_given("towards"), _given("influence")),
    ]
