"""Statements that are true or false: put together, and the constants among them taken out."""

from __future__ import annotations

from collections.abc import Iterable

from regiorules.errors import Place
from regiorules_dmn.translate import codes
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.values import Cases, Constant, Nothing, Scalar, Value, said
from regiorules_dmn.words import Cannot

Truth = Code | bool


def truth_of(value: Value, place: Place) -> Truth:
    """A value that is true or false, as a condition; raises Cannot for any other."""
    match value:
        case Constant(bool() as found, "boolean"):
            return found
        case Scalar(code, "boolean"):
            return code
        case Cases():
            return _of_cases(value, place)
        case Nothing():
            raise Cannot("no_null", place)
    raise Cannot("types", place, left=said(value), right="true")


def _of_cases(cases: Cases, place: Place) -> Truth:
    """The first case that holds decides."""
    found: list[Truth] = []
    before: list[Truth] = []
    for condition, value in cases.branches:
        found.append(all_of([*before, condition, truth_of(value, place)]))
        before.append(denied(condition))
    return any_of([*found, all_of([*before, truth_of(cases.otherwise, place)])])


def value_of(truth: Truth) -> Value:
    """A condition as a value."""
    return Constant(truth, "boolean") if isinstance(truth, bool) else Scalar(truth, "boolean", _name(truth))


def _name(code: Code) -> str:
    return code.text if code.text.isidentifier() else ""


def all_of(parts: Iterable[Truth]) -> Truth:
    """All of these."""
    every = list(parts)
    left = list(dict.fromkeys(each for each in every if isinstance(each, Code)))
    if False in [each for each in every if isinstance(each, bool)]:
        return False
    return codes.every(left) if left else True


def any_of(parts: Iterable[Truth]) -> Truth:
    """Any of these."""
    every = list(parts)
    left = list(dict.fromkeys(each for each in every if isinstance(each, Code)))
    if True in [each for each in every if isinstance(each, bool)]:
        return True
    return codes.some(left) if left else False


def denied(part: Truth) -> Truth:
    """The opposite."""
    return not part if isinstance(part, bool) else codes.opposite(part)
