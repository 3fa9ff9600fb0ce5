"""Which given fact turns a conclusion: each changed alone to every other value, as far as values can be listed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from regiorules.engine.program import Program
from regiorules.engine.trials import Trials
from regiorules.facts.possible import is_known
from regiorules.frozen import frozen
from regiorules.robust.values import UNTOLD, Asked, Ground, asked_of, passes, values_of
from regiorules.rules.expressions import Expression


@frozen
class Turn:
    """With this value of a fact (inner form), all else as it is given, the name is `after` in place of `before`."""

    name: str
    fact: str
    value: Any
    before: bool | None
    after: bool | None


def turns(
    program: Program,
    given: Mapping[str, Any],
    values: Mapping[str, Any],
    grounds: Mapping[str, Ground],
    names: Collection[str],
) -> Iterator[Turn]:
    """
    The changes of one given fact that turn one of these names, which are true or false.

    `values` are what followed from what is given.  Of a set one option comes or goes; a list of records stays.
    """
    trials, tests = Trials(program, given), asked_of(program)
    for fact, ground in grounds.items():
        for value in others(ground, given.get(fact), tests, fact):
            after = trials.settled(fact, value)
            for name in names:
                if name in after and after[name] is not values.get(name):
                    yield Turn(name, fact, value, values.get(name), after[name])


def others(ground: Ground, value: Any, tests: Asked, fact: str) -> Iterator[Any]:
    """The other values of a fact that is known whole; nothing for one that isn't, or where they can't be listed."""
    if not is_known(value):
        return
    asked = tests.get(fact, ())
    if ground.kind == "set":
        yield from (value ^ {option} for option in ground.options)
        return
    for other in values_of(ground, None, asked):
        if other != value and not (ground.kind == "number" and _alike(asked, other, value)):
            yield other


def can_be_listed(ground: Ground, tests: Sequence[Expression]) -> bool:
    """True where other values of a given fact are tried: of no list, nor where rules reckon or it may be any text."""
    match ground.kind:
        case "records":
            return False
        case "number":
            return UNTOLD not in tests
        case "text":
            return bool(ground.options)
    return True


def _alike(tests: Sequence[Expression], one: float, other: float) -> bool:
    return all(passes(test, one) == passes(test, other) for test in tests)
