"""Types of a model: what a typeRef comes down to, and the facts that hold a value of it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from regiorules.errors import Place
from regiorules_dmn.feel.parser import parse_tests
from regiorules_dmn.feel.tree import Null, Number, Range, String, Tree, UnaryTests
from regiorules_dmn.model import ItemType, Model, Table, Text
from regiorules_dmn.translate.book import Book, field_of, ids_of, said
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.values import NUMBERS, Options, Records, Scalar, Struct, Unsaid, Value
from regiorules_dmn.words import Cannot

_BUILT_IN = {
    **{each: each for each in (*NUMBERS, "string", "boolean", "date")},
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "integer": "number",
    "long": "number",
    "double": "number",
    "decimal": "number",
}
UNTYPED = ("", "Any")  # typeRefs that say nothing
_DEEPEST = 20
_ENDS = {">=": "min", "<=": "max"}
VALUE = "value"  # the field of a list of plain values


@frozen
class Type:
    """
    What a typeRef comes down to: a built-in type, or parts; a list where `many`.

    `name` is "" where it isn't known, and for a structure.
    """

    name: str = ""
    parts: Mapping[str, Type] | None = None
    many: bool = False
    allowed: UnaryTests | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that are allowed, in their order; none where that isn't laid down."""
        tests = self.allowed.tests if self.allowed is not None and not self.allowed.negated else ()
        values = [each.value for each in tests]
        return tuple(each.value for each in values if isinstance(each, String))


def type_of_reference(model: Model, refers: str, depth: int = 0) -> Type:
    """What a typeRef means in a model."""
    if refers in model.types and depth < _DEEPEST:
        return _of_item(model, model.types[refers], depth)
    return Type(_BUILT_IN.get(refers, ""))


def asked_as(model: Model, name: str) -> str:
    """The type that the tables give to what they ask of an input, where the input itself has none."""
    logics = [*(each.logic for each in model.decisions), *(each.logic for each in model.functions.values())]
    columns = (each for table in logics if isinstance(table, Table) for each in table.inputs)
    asking = (each for each in columns if each.expression is not None and each.expression.text.strip() == name)
    return next((each.refers for each in asking if each.refers not in UNTYPED), "")


def _of_item(model: Model, item: ItemType, depth: int) -> Type:
    if item.parts:
        found = Type(parts={each.name: _of_item(model, each, depth + 1) for each in item.parts})
    else:
        found = type_of_reference(model, item.refers, depth + 1)
    allowed = _tests(item.allowed) if item.allowed is not None else found.allowed
    return evolve(found, many=item.many or found.many, allowed=allowed)


def _tests(text: Text) -> UnaryTests | None:
    """What is allowed; nothing is laid down by what can't be read."""
    try:
        return parse_tests(text, ())
    except Cannot:
        return None


# --- facts that hold a value --------------------------------------------------------------------


def asked(book: Book, type: Type, title: str, place: Place, question: str = "") -> Value:
    """New facts for a value of a type, which are asked; raises Cannot for what no fact can hold."""
    if type.many:
        return _asked_list(book, type, title, place, question)
    if type.parts is not None:
        return Struct({name: _part(book, each, f"{title} {name}", place) for name, each in type.parts.items()})
    if not type.name:
        raise Cannot("no_type", place, name=title)
    found = book.asked(title, type.name, question, **_limits(type))
    for text in type.texts if type.name == "string" else ():
        book.may_be(found.fact, text, place)
        book.closed.add(found.fact)
    return found


def _part(book: Book, type: Type, title: str, place: Place) -> Value:
    """A part of a structure; one that no fact can hold is named, and the others stand."""
    try:
        return asked(book, type, title, place)
    except Cannot as cannot:
        book.remark("left_out_whole", cannot.place, name=title, why=cannot.why)
        return Unsaid()


def _limits(type: Type) -> dict[str, float]:
    """The bounds of a number, where the model gives them."""
    tests = [each for each in (type.allowed.tests if type.allowed else ()) if not isinstance(each.value, Null)]
    if type.name != "number" or len(tests) != 1:
        return {}
    [test] = tests
    ends: dict[str, Tree | None]
    if isinstance(test.value, Range):
        ends = {"min": test.value.low, "max": test.value.high}
    else:
        ends = {_ENDS[test.op]: test.value} if test.op in _ENDS else {}
    return {name: _number(end) for name, end in ends.items() if isinstance(end, Number) and abs(float(end.text)) < 1e15}


def _number(tree: Tree) -> float:
    text = getattr(tree, "text", "0")
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _asked_list(book: Book, type: Type, title: str, place: Place, question: str) -> Value:
    one = evolve(type, many=False)
    if one.name == "string" and one.texts:
        return _asked_set(book, one, title, question)
    parts = one.parts if one.parts is not None else {VALUE: one}
    fields: dict[str, dict[str, object]] = {}
    items: dict[str, Value] = {}
    for name, each in parts.items():
        if each.many or each.parts is not None or not each.name:
            raise Cannot("no_type", place, name=f"{title} {name}")
        own = book.name(name)
        fields[own] = {**field_of(name, each.name), **_limits(each)}
        items[name] = Scalar(Code(own), each.name)
    fact = book.name(title)
    shown = {"title": said(title), "question": said(question or f"{title}?")}
    book.facts[fact] = {"type": "records", **shown, "fields": fields}
    return Records(fact, Struct(items) if one.parts is not None else items[VALUE])


def _asked_set(book: Book, type: Type, title: str, question: str) -> Options:
    ids = ids_of(type.texts, book.names)
    scale = {name: {"nl": text, "en": text} for text, name in ids.items()}
    fact = book.asked(title, "string", question, scale=scale)
    book.facts[fact.fact]["type"] = "set"
    return Options(fact.fact, ids)
