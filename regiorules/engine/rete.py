"""
durable-rules' Rete network, through its C functions: what both ways of driving it share.

There is no thread and no global state; a memory has its own `sid`.  An error code is an
EngineError, never an answer; after one (or an alleged repetition) the state is left alone, as deleting
a state whose actions aren't all completed corrupts the memory of the process.
"""

from __future__ import annotations

import itertools
import json
import weakref
from collections.abc import Callable
from typing import Any

from attrs import frozen

from regiorules.errors import EngineError, MissingExtra, Problem
from regiorules.rules.expressions import MIRRORED, OPPOSITE, Compare, Constant, Expression, OneOf, Variable

try:
    import durable_rules_engine as library
except ImportError:  # no compiler at install, or Python 3.13 and later
    library = None

MOST_OPTIONS = 12  # in one list: more are asked beside the network
_OPERATORS = {"==": "", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
_OBSERVED = 2
_names = itertools.count()


def available() -> bool:
    """True where durable-rules is installed and can be imported."""
    return library is not None


class Repeated(Exception):
    """The engine takes a new message for one it has seen: identity there is a 32-bit hash."""


class Network:
    """One compiled network; `definition` is the JSON of its rules without callbacks."""

    def __init__(self, definition: str) -> None:
        if library is None:
            raise MissingExtra([Problem("durable_missing")])
        self._handle = _checked(library.create_ruleset, f"regiorules{next(_names)}", definition, what="ruleset")
        self._sids = itertools.count()
        weakref.finalize(self, library.delete_ruleset, self._handle)

    def memory(self) -> Memory:
        """A fresh working memory."""
        return Memory(self._handle, f"s{next(self._sids)}", self)


class Memory:
    """One working memory in a network."""

    def __init__(self, handle: int, sid: str, network: Network) -> None:
        self._handle = handle
        self._sid = sid
        self._network = network  # kept alive as long as its memories are
        self._touched = False
        self._broken = False

    def assert_fact(self, body: str) -> set[str]:
        """
        Assert a message (the inside of a JSON object); the names of the patterns it completes.

        Raises Repeated, or EngineError for any error code.
        """
        self._touched = True
        self._broken = True  # until it went well
        code, state = _checked(library.assert_fact, self._handle, f'{{"sid": "{self._sid}", {body}}}', what="assert")
        if code == _OBSERVED:
            raise Repeated
        if code != 0:
            raise EngineError([Problem("durable_code", {"code": code, "what": "assert"})])
        fired: set[str] = set()
        started = _checked(library.start_action_for_state, self._handle, state, what="start")
        action = started[1] if started else None
        while action:
            fired.update(json.loads(action))
            action = _checked(library.complete_and_start_action, self._handle, state, what="complete")
        self._broken = False
        return fired

    def close(self) -> None:
        """Forget everything, so that memory stays flat."""
        if self._touched and not self._broken:
            _checked(library.delete_state, self._handle, self._sid, what="delete")
        self._touched = False


def _checked(function: Callable[..., Any], *arguments: Any, what: str) -> Any:
    try:
        return function(*arguments)
    except Exception as cause:
        raise EngineError([Problem("durable_code", {"code": str(cause), "what": what})]) from cause


@frozen
class Native:
    """A comparison of one fact that the network makes itself: any of these, or all."""

    name: str
    comparisons: tuple[tuple[str, Any], ...]
    every: bool = True

    def pattern(self, key: str, code: Callable[[str, Any], int]) -> str:
        """The comparison as a pattern on the field `key`, with the codes of its constants."""
        parts = []
        for op, value in self.comparisons:
            inner = f'{{"{key}": {code(self.name, value)}}}'
            parts.append(f'{{"{_OPERATORS[op]}": {inner}}}' if _OPERATORS[op] else inner)
        return together("$and" if self.every else "$or", parts)


def native(tree: Expression, wanted: bool) -> Native | bool | None:
    """The comparison of a leaf; True or False where it always or never is as wanted; None where it isn't native."""
    match tree:
        case Constant(value):
            return bool(value) is wanted
        case Variable(name):
            return Native(name, (("==", wanted),))
        case Compare(op, Variable(name), Constant(value)) if _comparable(value):
            return Native(name, ((op if wanted else OPPOSITE[op], value),))
        case Compare(op, Constant(value), Variable(name)) if _comparable(value):
            mirrored = MIRRORED[op]
            return Native(name, ((mirrored if wanted else OPPOSITE[mirrored], value),))
        case OneOf(Variable(name), options) if 0 < len(set(options)) <= MOST_OPTIONS and all(map(_comparable, options)):
            once = dict.fromkeys(options)  # the same pattern twice is matched twice, and breaks the network's memory
            return Native(name, tuple(("==" if wanted else "!=", option) for option in once), every=not wanted)
    return None


def together(how: str, patterns: list[str]) -> str:
    """Patterns joined by `$and` or `$or`; one stands by itself."""
    return patterns[0] if len(patterns) == 1 else f'{{"{how}": [{", ".join(patterns)}]}}'


def _comparable(value: Any) -> bool:
    """True for constants that have a place among others."""
    return isinstance(value, int | float | str) and value == value
