"""
durable-rules' Rete network, through its C functions: what both ways of driving it share.

There is no thread and no global state; a memory has its own `sid`.  The functions keep Python's interpreter
lock from begin to end, so that no two ever run at once, and none is under way in a process that forks.

Its limits are met by construction, as a call that goes wrong inside can't be stopped.  A `Blueprint` counts what goes
into a network, and refuses what is more than this (`TooMuch`; the engine then takes the compiled executor): every
message has a mark, under which its patterns stand.

* 511 marks, or as many different comparisons under one mark, and it searches for ever;
* 64 comparisons that a message matches at once, 127 times `or` or 256 patterns under a mark break its memory
  (error 303, 107, 108);
* 4096 rules are error 106, 1024 working memories at once error 10; each pattern takes 12 KB of a working memory,
  which is all written when it is made: that costs more than what is then asked of it;
* of a message that was joined with others, taking it back reads beyond what it wrote, by its source: only messages that
  rules match by themselves are taken back.

An error code is an EngineError, never an answer; after one (or an alleged repetition) the state is left alone, as
deleting a state whose actions aren't all completed corrupts the memory of the process.
"""

from __future__ import annotations

import itertools
import weakref
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from attrs import define, field

from regiorules.errors import EngineError, MissingExtra, Problem
from regiorules.patterns import pattern

try:
    import durable_rules_engine as library
except ImportError:  # no compiler at install, or Python 3.13 and later
    library = None

MOST_MARKS = 200
MOST_PATTERNS = 390
MOST_MATCHES = 40
_MOST_UNDER_A_MARK = {"patterns": 200, "or": 100, "comparisons": 400}
_MOST_JOINTS = 14  # times "and" or "or" in one pattern: beyond is error 113
_COMPARISON = pattern(r'": \d')  # every comparison ends in a code
_OBSERVED = 2
_numbers = itertools.count()  # of networks and memories: what an `sid` once was is part of a message's hash


def available() -> bool:
    """True where durable-rules is installed and can be imported."""
    return library is not None


def together(how: str, patterns: Sequence[str]) -> str:
    """Patterns joined by `$and` or `$or`; one stands by itself."""
    return patterns[0] if len(patterns) == 1 else f'{{"{how}": [{", ".join(patterns)}]}}'


class TooMuch(Exception):
    """More than a network bears; it is never made."""


def _bears(enough: bool) -> None:
    """Not an assertion: what goes wrong inside can't be stopped, so this is looked at also under `python -O`."""
    if not enough:
        raise TooMuch


class Repeated(Exception):
    """The engine takes a new message for one it has seen: identity there is a 32-bit hash."""


@define
class Blueprint:
    """
    What goes into one network.

    `mark` is the field by which messages are told apart; `load` says how many comparisons a message may match under
    each mark, at most MOST_MATCHES; `patterns` counts them all.  Rules are named by their number, so that every name
    is as long: it is cut out of what fires.
    """

    mark: str
    load: dict[int, int] = field(factory=dict)
    patterns: int = 0
    _rules: list[str] = field(factory=list)
    _under: dict[int, Counter[str]] = field(factory=dict)

    def has_room(self, marks: int, patterns: int) -> bool:
        """True where so many new marks and patterns still go in."""
        return len(self.load) + marks <= MOST_MARKS and self.patterns + patterns <= MOST_PATTERNS

    def expect(self, mark: int, matches: int) -> None:
        """A message with this mark may match so many comparisons more; raises TooMuch."""
        found = self.load.get(mark, 0) + matches
        _bears(found <= MOST_MATCHES and (mark in self.load or self.has_room(1, 0)))
        self.load[mark] = found

    def add(self, patterns: Sequence[tuple[int, Sequence[str]]]) -> str:
        """
        A rule that fires when messages with these marks match these patterns, one each; the name under which it does.

        Raises TooMuch.
        """
        _bears(all(mark in self.load for mark, _ in patterns) and self.has_room(0, len(patterns)))
        self.patterns += len(patterns)
        parts = [together("$and", [f'{{"{self.mark}": {mark}}}', *inner]) for mark, inner in patterns]
        for (mark, _), part in zip(patterns, parts, strict=True):
            self._count(mark, part)
        name = f"{len(self._rules):0{len(SINK)}}"
        self._rules.append(
            f'"{name}": {{"all": [{", ".join(f"""{{"m_{place}": {part}}}""" for place, part in enumerate(parts))}]}}'
        )
        return name

    def _count(self, mark: int, pattern: str) -> None:
        ors, under = pattern.count('"$or"'), self._under.setdefault(mark, Counter())
        under["patterns"] += 1
        under["or"] += ors
        under["comparisons"] += len(_COMPARISON.findall(pattern)) - 1
        _bears(all(under[name] <= most for name, most in _MOST_UNDER_A_MARK.items()))
        _bears(ors + pattern.count('"$and"') <= _MOST_JOINTS)

    def definition(self) -> str:
        """The rules as the network reads them; a sink takes every message, as an unmatched one is an error."""
        sink = f'"{SINK}": {{"all": [{{"m": {{"$gte": {{"{self.mark}": 0}}}}}}]}}'
        return "{" + ", ".join([sink, *self._rules]) + "}"


SINK = "sink"
_NAME = slice(2, 2 + len(SINK))  # of what fires: {"name":{...}}


class Network:
    """One compiled network."""

    def __init__(self, blueprint: Blueprint) -> None:
        if library is None:
            raise MissingExtra([Problem("durable_missing")])
        self.blueprint = blueprint
        definition = blueprint.definition()
        self._handle = _checked(library.create_ruleset, f"regiorules{next(_numbers)}", definition, what="ruleset")
        weakref.finalize(self, library.delete_ruleset, self._handle).atexit = False

    def memory(self) -> Memory:
        """A fresh working memory."""
        return Memory(self._handle, f"s{next(_numbers)}", self)


@define
class _State:
    """A state inside: whether there is one, and whether it must be left alone."""

    handle: int
    sid: str
    touched: bool = False
    broken: bool = False

    def forget(self, _: Network) -> None:
        """Delete it, so that memory stays flat; the network is there as long as this waits to be called."""
        if self.touched and not self.broken:
            _checked(library.delete_state, self.handle, self.sid, what="delete")


class Memory:
    """One working memory in a network; what is dropped is forgotten."""

    def __init__(self, handle: int, sid: str, network: Network) -> None:
        self._state = _State(handle, sid)
        self._begin = f'{{"sid":"{sid}",'
        self._one = f'{{"sid":"{sid}","id":"one"'
        self._forget = weakref.finalize(self, self._state.forget, network)
        self._forget.atexit = False

    def assert_fact(self, body: str) -> set[str]:
        """
        Assert a message (the inside of a JSON object, whole numbers only); the names of the rules it completes.

        Raises Repeated, or EngineError for any error code.
        """
        return self._told(f"{self._begin}{body}}}")

    def ask(self, body: str) -> set[str]:
        """
        As `assert_fact`, of a message that is forgotten at once, so that any number can be asked.

        It has a name of its own, not a hash of what is in it, and so is never taken for another.  No rule of the
        network may want more messages than one.
        """
        return self._told(f"{self._one},{body}}}", f"{self._one}}}")

    @property
    def broken(self) -> bool:
        """True where the state inside had to be left alone, and so is never given back."""
        return self._state.broken

    def close(self) -> None:
        """Forget everything, so that memory stays flat."""
        self._forget()

    def _told(self, message: str, forget: str = "") -> set[str]:
        state = self._state
        state.touched = state.broken = True  # until it went well
        fired = self._fired(_done("assert", library.assert_fact, state.handle, message))
        if forget:
            _done("retract", library.retract_fact, state.handle, forget)
        state.broken = False
        return fired

    def _fired(self, offset: int) -> set[str]:
        started = _checked(library.start_action_for_state, self._state.handle, offset, what="start")
        if not started:
            return set()
        following = partial(library.complete_and_start_action, self._state.handle, offset)
        try:
            fired = {action[_NAME] for action in iter(following, None)}
        except Exception as cause:
            raise _failed(cause, "complete") from cause
        return (fired | {started[1][_NAME]}) - {SINK}


def _done(what: str, function: Callable[..., tuple[int, int]], *arguments: Any) -> int:
    """Where the state is that a message went to; raises Repeated, or EngineError for any error code."""
    code: int
    offset: int
    code, offset = _checked(function, *arguments, what=what)
    if code == _OBSERVED:
        raise Repeated
    if code != 0:
        raise _failed(code, what)
    return offset


def _checked(function: Callable[..., Any], *arguments: Any, what: str) -> Any:
    try:
        return function(*arguments)
    except Exception as cause:
        raise _failed(cause, what) from cause


def _failed(code: object, what: str) -> EngineError:
    return EngineError([Problem("durable_code", {"code": str(code), "what": what})])
