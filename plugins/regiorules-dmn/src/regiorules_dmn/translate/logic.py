"""The logic of a decision, of any kind: what it comes to in a rule set, with the facts and rules that takes."""

from __future__ import annotations

from collections.abc import Mapping

from regiorules_dmn.model import (
    Conditional,
    Context,
    Foreign,
    Function,
    Invocation,
    Items,
    Literal,
    Logic,
    Table,
)
from regiorules_dmn.translate.expressions import choose, read_value
from regiorules_dmn.translate.kept import kept
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.truths import truth_of
from regiorules_dmn.translate.values import Several, Struct, Value
from regiorules_dmn.words import Cannot

_DEEPEST = 20


def value_of(logic: Logic, scope: Scope, title: str, refers: str = "") -> Value:
    """What logic comes to; `title` is what its facts are called.  Raises Cannot where a rule set can't say it."""
    match logic:
        case Literal(text):
            return read_value(text, scope)
        case Table():
            from regiorules_dmn.translate.tables import outcome

            return outcome(logic, scope, title, refers)
        case Context():
            return _context(logic, scope, title)
        case Invocation():
            return _invocation(logic, scope, title)
        case Conditional():
            return _conditional(logic, scope, title)
        case Items(_, items):
            return Several(tuple(value_of(each, scope, title) for each in items))
        case Foreign(place, kind):
            raise Cannot("no_form", place, form=kind)


def _context(context: Context, scope: Scope, title: str) -> Value:
    """The result of a context, or all its entries as a structure; each entry becomes a fact of its own."""
    fields: dict[str, Value] = {}
    for entry in context.entries:
        inner = scope.having(fields)
        if not entry.name:
            return value_of(entry.logic, inner, title, entry.refers)
        own = f"{title} {entry.name}"
        value = value_of(entry.logic, inner, own, entry.refers)
        fields[entry.name] = kept(value, scope, own, entry.place)
    return Struct(fields)


def _invocation(invocation: Invocation, scope: Scope, title: str) -> Value:
    function = scope.model.functions.get(invocation.function)
    if function is None:
        raise Cannot("no_function", invocation.place, name=invocation.function)
    given = {name: value_of(each, scope, f"{title} {name}") for name, each in invocation.bindings.items()}
    return invoke(function, given, scope, title)


def invoke(function: Function, given: Mapping[str, Value], scope: Scope, title: str) -> Value:
    """A function of the model, written out with these values for its parameters."""
    if function.name in scope.calls or len(scope.calls) > _DEEPEST:
        raise Cannot("circle", function.place, name=function.name)
    return value_of(function.logic, scope.inside(function, given), title, function.refers)


def _conditional(conditional: Conditional, scope: Scope, title: str) -> Value:
    condition = truth_of(value_of(conditional.condition, scope, title), conditional.place)
    if isinstance(condition, bool):
        return value_of(conditional.then if condition else conditional.otherwise, scope, title)
    then = value_of(conditional.then, scope, title)
    return choose(condition, then, value_of(conditional.otherwise, scope, title), scope, 0)
