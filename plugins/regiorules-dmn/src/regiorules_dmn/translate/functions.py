"""Functions: those of FEEL that a rule set can say, and those of the model, written out where they are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time

from regiorules.rules.language import FORMS
from regiorules_dmn.feel import tree
from regiorules_dmn.translate import truths
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.comparing import code_of, compare, member
from regiorules_dmn.translate.expressions import calculate, choose, value_of
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.truths import all_of, any_of, denied, truth_of
from regiorules_dmn.translate.values import Constant, Figures, Options, Portion, Records, Scalar, Several, Struct, Value
from regiorules_dmn.words import Cannot

_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)


def call(node: tree.Call, scope: Scope) -> Value:
    """What a call of a function comes to; raises Cannot for a function that a rule set doesn't have."""
    if node.name in scope.model.functions:
        return _of_model(node, scope)
    arguments = [value_of(each, scope) for each in (*node.arguments, *(each for _, each in node.named))]
    if node.name not in _FUNCTIONS:
        raise Cannot("no_function", scope.place(node.at), name=node.name)
    try:
        return _FUNCTIONS[node.name](arguments, node, scope)
    except (IndexError, TypeError, ValueError):
        raise Cannot("arguments", scope.place(node.at), name=node.name) from None


def _of_model(node: tree.Call, scope: Scope) -> Value:
    """A function of the model with its parameters by position or by name."""
    from regiorules_dmn.translate.logic import invoke

    function = scope.model.functions[node.name]
    names = [each.name for each in function.parameters]
    given: dict[str, tree.Tree] = {**dict(zip(names, node.arguments, strict=False)), **dict(node.named)}
    if set(given) != set(names) or len(node.arguments) > len(names):
        raise Cannot("arguments", scope.place(node.at), name=node.name)
    return invoke(function, {name: value_of(each, scope) for name, each in given.items()}, scope, function.name)


def _listed(arguments: list[Value]) -> Value:
    """The list that a function is about: its one argument, or its arguments themselves."""
    if len(arguments) == 1 and isinstance(arguments[0], Records | Several | Figures | Options):
        return arguments[0]
    return Several(tuple(arguments))


def _not(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    return truths.value_of(denied(truth_of(arguments[0], scope.place(node.at))))


def _contains(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    items, value = arguments
    if isinstance(items, Figures):
        items = Records(items.records.fact, _field(items), items.records.where)
    return truths.value_of(member(value, items, scope.book, scope.place(node.at)))


def _need(function: str, node: tree.Call, scope: Scope) -> None:
    """Raises Cannot where the language of rule sets doesn't have a function."""
    if function not in FORMS:
        raise Cannot("no_function", scope.place(node.at), name=node.name)


def _field(figures: Figures) -> Scalar:
    item = figures.records.item
    inside = item.fields.values() if isinstance(item, Struct) else [item]
    return next(each for each in inside if isinstance(each, Scalar) and each.code.text == figures.field)


def _count(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    items = _listed(arguments)
    if isinstance(items, Figures):
        items = items.records
    if isinstance(items, Several):
        return Constant(str(len(items.items)), "number")
    if isinstance(items, Options):
        _need("size", node, scope)
        return Scalar(Code(f"size({items.fact})"), "number")
    assert isinstance(items, Records)
    where = f", {items.where.text}" if items.where else ""
    return Scalar(Code(f"count({items.fact}{where})"), "number")


def _figure(function: str) -> Callable[[list[Value], tree.Call, Scope], Value]:
    """A function that gives one number of a list."""

    def figure(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
        items = _listed(arguments)
        if isinstance(items, Several):
            return _folded(function, list(items.items), node, scope)
        if isinstance(items, Records) and isinstance(items.item, Scalar):
            items = Figures(items, items.item.code.text)
        if function == "sum" and isinstance(items, Figures) and items.records.where is not None:
            return Portion(items, items.records.where)
        if not isinstance(items, Figures) or items.records.where is not None or _field(items).type != "number":
            raise Cannot("no_form", scope.place(node.at), form=f"{node.name}(…)")
        found = f"{function}({items.records.fact}, {items.field})"
        return Scalar(Code(found), "number", calculated=function in ("sum", "median"))

    return figure


def _folded(function: str, items: list[Value], node: tree.Call, scope: Scope) -> Value:
    """The sum, the most or the least of values one by one."""
    if function == "median" or not items:
        raise Cannot("no_form", scope.place(node.at), form=f"{node.name}(…)")
    found = items[0]
    for each in items[1:]:
        if function == "sum":
            found = calculate("+", found, each, node.at, scope)
        else:
            found = _better(">=" if function == "max" else "<=", found, each, node, scope)
    return found


def _better(op: str, one: Value, other: Value, node: tree.Call, scope: Scope) -> Value:
    first = compare(op, one, other, scope.book, scope.place(node.at))
    if isinstance(first, bool):
        return one if first else other
    return choose(first, one, other, scope, node.at)


def _every(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    return truths.value_of(all_of(_statements(arguments, node, scope)))


def _any(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    return truths.value_of(any_of(_statements(arguments, node, scope)))


def _statements(arguments: list[Value], node: tree.Call, scope: Scope) -> list[truths.Truth]:
    items = _listed(arguments)
    if not isinstance(items, Several):
        raise Cannot("no_form", scope.place(node.at), form=f"{node.name}(…)")
    return [truth_of(each, scope.place(node.at)) for each in items.items]


def _absolute(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    opposite = calculate("-", Constant("0", "number"), arguments[0], node.at, scope)
    return _better(">=", arguments[0], opposite, node, scope)


def _ordered(op: str) -> Callable[[list[Value], tree.Call, Scope], Value]:
    """`before` and `after`, of two values."""

    def holds(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
        one, other = arguments
        return truths.value_of(compare(op, one, other, scope.book, scope.place(node.at)))

    return holds


# --- dates, times and durations ------------------------------------------------------------------


def _written(arguments: list[Value]) -> str:
    [value] = arguments
    if not isinstance(value, Constant) or value.type != "string":
        raise TypeError
    return str(value.value)


def _date(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    if len(arguments) == 3 and all(isinstance(each, Constant) for each in arguments):
        return Constant(date(*(int(str(getattr(each, "value", ""))) for each in arguments)), "date")
    if isinstance(arguments[0], Scalar) and arguments[0].type == "date":
        return arguments[0]
    return Constant(date.fromisoformat(_written(arguments)), "date")


def _time(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    return Constant(seconds_of_time(_written(arguments)), "time")


def _moment(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    return Constant(seconds_of_moment(_written(arguments)), "date and time")


def _duration(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    return Constant(*length_of(_written(arguments)))


def _at(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    """A literal behind @: what it looks like says which type it has."""
    text = _written(arguments)
    if "P" in text:
        return Constant(*length_of(text))
    if "T" in text:
        return Constant(seconds_of_moment(text), "date and time")
    return Constant(date.fromisoformat(text), "date") if "-" in text else Constant(seconds_of_time(text), "time")


def _months(arguments: list[Value], node: tree.Call, scope: Scope) -> Value:
    one, other = arguments
    if not all(isinstance(each, Scalar | Constant) and each.type == "date" for each in arguments):
        raise TypeError
    assert isinstance(one, Scalar | Constant)
    assert isinstance(other, Scalar | Constant)
    _need("months_between", node, scope)
    code = Code(f"months_between({code_of(one).text}, {code_of(other).text})")
    return Scalar(code, "years and months duration")


def seconds_of_time(text: str) -> str:
    """A time of day (ISO) in seconds after midnight."""
    found = time.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError(text)
    return str(found.hour * 3600 + found.minute * 60 + found.second)


def seconds_of_moment(text: str) -> str:
    """A moment (ISO; without a zone in UTC) in seconds since 1970."""
    found = datetime.fromisoformat(text)
    return str(int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()))


def length_of(text: str) -> tuple[str, str]:
    """A duration (ISO) as a number with its type: seconds, or months."""
    found = _DURATION.fullmatch(text)
    if found is None or text.endswith(("P", "T")):
        raise ValueError(text)
    amounts: Mapping[str, str | None] = found.groupdict()
    sign = -1 if found["sign"] else 1
    if amounts["years"] or amounts["months"]:
        if any(amounts[each] for each in ("days", "hours", "minutes", "seconds")):
            raise ValueError(text)
        months = int(amounts["years"] or 0) * 12 + int(amounts["months"] or 0)
        return str(sign * months), "years and months duration"
    seconds = int(amounts["days"] or 0) * 86_400 + int(amounts["hours"] or 0) * 3600
    seconds += int(amounts["minutes"] or 0) * 60 + int(float(amounts["seconds"] or 0))
    return str(sign * seconds), "days and time duration"


_FUNCTIONS: Mapping[str, Callable[[list[Value], tree.Call, Scope], Value]] = {
    "not": _not,
    "list contains": _contains,
    "count": _count,
    "sum": _figure("sum"),
    "max": _figure("max"),
    "min": _figure("min"),
    "median": _figure("median"),
    "all": _every,
    "and": _every,
    "any": _any,
    "or": _any,
    "abs": _absolute,
    "before": _ordered("<"),
    "after": _ordered(">"),
    "date": _date,
    "time": _time,
    "date and time": _moment,
    "duration": _duration,
    "@": _at,
    "years and months duration": _months,
}
