"""
What a tree is worth, what decides that, and what it waits for: all three from one pass over it.

When it is first judged a tree becomes functions, one for each node, that are kept.  Each gives the value of its node in
strong Kleene logic, and the names behind it as the bits of a whole number: those that decide a known value, or those
that an unknown one waits for.  So every node is looked at once, and no set of names is made but of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from regiorules.engine.kleene import Record, Values, calculate, figure, negation
from regiorules.facts.possible import Incomplete, Partly, among, certain, has, is_known, is_partly, size
from regiorules.rules.expressions import (
    COMPARE,
    MIRRORED,
    Aggregate,
    And,
    AssessmentDay,
    Calculate,
    Compare,
    Constant,
    Contains,
    Expression,
    Field,
    Known,
    Not,
    OneOf,
    Or,
    ParameterOf,
    Size,
    Variable,
    children,
    reads,
    walk,
)

Undefined = Calculate | Aggregate
# The value, the names that decide it, those that could tell more of it, and what in it has no answer.
_Found = tuple[Any, int, int, tuple[Undefined, ...]]
_Look = Callable[[Values, Record | None], _Found]


class Judgement(NamedTuple):
    """
    What some values make of a tree.

    `value` is None where it is unknown.  `rests_on` are the names that decide it, in order: of an `or` that holds only
    those of the parts that do.  `waits_for` are the names that keep it open and could settle it: they are unknown, or
    records with a gap in them.  `undefined` are the calculations in an open tree that have no answer though everything
    in them is known: a division by zero, a sum too large, the maximum or a share of an empty list.  No further fact
    settles those, so a comparison with one of them waits for nothing.
    """

    value: Any
    rests_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    undefined: tuple[Undefined, ...] = ()


class Judge:
    """
    Judges one tree by values in inner form, from any number of threads.

    `parameters` has the values of the assumptions in it, where it isn't bound to them already.
    """

    __slots__ = ("_bits", "_look", "_parameters", "tree")

    def __init__(self, tree: Expression, parameters: Mapping[str, float] | None = None) -> None:
        self.tree = tree
        self._parameters = parameters or {}
        self._bits: tuple[tuple[str, int], ...] = ()
        self._look: _Look | None = None

    def value(self, values: Values, record: Record | None = None) -> Any:
        """The value of the tree (of a condition about records: for this record); None where it is unknown."""
        return (self._look or self._made())(values, record)[0]

    def judgement(self, values: Values) -> Judgement:
        """The value of the tree, and what is behind it."""
        value, names, waits, undefined = (self._look or self._made())(values, None)
        return Judgement(value, self._in_words(names), self._in_words(waits), undefined)

    def outcome(self, values: Values) -> Hashable:
        """All that these values make of the tree; where others make the same, its judgement is the same."""
        return (self._look or self._made())(values, None)

    def _made(self) -> _Look:
        maker = _Maker(self._parameters)
        look = maker.look(self.tree)
        self._bits = tuple(sorted(maker.bits.items()))
        self._look = look
        return look

    def _in_words(self, names: int) -> tuple[str, ...]:
        return tuple([name for name, bit in self._bits if names & bit]) if names else ()


def is_joint(tree: Expression) -> bool:
    """True for a tree that rests on all that it reads, once its value is known: one without `and` and `or`."""
    match tree:
        case And() | Or():
            return False
        case Aggregate():
            return True
    return all(map(is_joint, children(tree)))


class _Maker:
    """Makes the functions of one tree; every name that it reads gets a bit."""

    def __init__(self, parameters: Mapping[str, float]) -> None:
        self.parameters = parameters
        self.bits: dict[str, int] = {}

    def bit(self, name: str) -> int:
        """The bit of a name."""
        return self.bits.setdefault(name, 1 << len(self.bits))

    def look(self, tree: Expression) -> _Look:
        """The function of a node, and of everything inside it."""
        match tree:
            case Variable(name):
                return _named(name, self.bit(name))
            case Constant(value):
                return lambda values, record: (value, 0, 0, ())
            case AssessmentDay():
                return lambda values, record: (None, 0, 0, ())
            case Compare(op, item, Constant(value)):
                return _tested(self.look(item), _against(op, value))
            case Compare(op, Constant(value), item):
                return _tested(self.look(item), _against(MIRRORED[op], value))
            case Compare(op, left, right):
                return _combined(self.look(left), self.look(right), _comparing(op), ())
            case And(parts):
                return _joined(list(map(self.look, parts)), enough=False)
            case Or(parts):
                return _joined(list(map(self.look, parts)), enough=True)
            case Not(part):
                return _opposite(self.look(part))
            case OneOf(item, options):
                return _tested(
                    self.look(item), lambda found: among(found, options) if is_partly(found) else found in options
                )
            case Contains(item, option):
                return _tested(self.look(item), lambda found: has(found, option))
            case Size(item):
                return _measured(self.look(item))
            case Calculate(op, left, right):
                return _combined(self.look(left), self.look(right), lambda *sides: calculate(op, *sides), (tree,))
            case Aggregate():
                return self.aggregate(tree)
            case ParameterOf(name):
                return self.look(Constant(self.parameters[name]))
            case Known(name):
                bit = self.bit(name)
                return lambda values, record: (True, bit, 0, ()) if is_known(values.get(name)) else (None, 0, bit, ())
            case Field(name):
                return lambda values, record: (None if record is None else record.get(name), 0, 0, ())

    def aggregate(self, tree: Aggregate) -> _Look:
        """A figure or statement about records."""
        own, names = self.bit(tree.records), sum(map(self.bit, reads(tree)))
        where = None if tree.where is None else self.look(tree.where)
        lacking = self.lacking(tree)

        def look(values: Values, _: Record | None) -> _Found:
            records = values.get(tree.records)
            if records is None:
                return None, 0, own, ()
            tests = [True if where is None else where(values, each)[0] for each in records]
            value = figure(tree.function, records, tests, tree.of, tree.limits)
            if is_known(value):
                return value, names, 0, ()
            lacks = own if isinstance(records, Incomplete) else lacking(values, records, tests)
            return (None, 0, lacks, () if lacks else (tree,)) if value is None else (value, names, lacks, ())

        return look

    def lacking(self, tree: Aggregate) -> Callable[[Values, Sequence[Record], Sequence[bool | None]], int]:
        """What the figure lacks: the records themselves where one has a gap, and the names that an open test reads."""
        own = self.bit(tree.records)
        inside = () if tree.where is None else tuple(walk(tree.where))
        bits = {each.name: self.bit(each.name) for each in inside if isinstance(each, Variable | Known)}
        fields = [each.name for each in inside if isinstance(each, Field)]
        always = [tree.of] if tree.of else []

        def lacks(values: Values, records: Sequence[Record], tests: Sequence[bool | None]) -> int:
            names = sum(bit for name, bit in bits.items() if not is_known(values.get(name))) if None in tests else 0
            for record, test in zip(records, tests, strict=True):
                asked = [*always, *fields] if test is None else always
                if not all(is_known(record.get(name)) for name in asked):
                    return names | own
            return names

        return lacks


def _comparing(sign: str) -> Callable[[Any, Any], bool | None]:
    plain = COMPARE[sign]
    return lambda left, right: certain(sign, left, right) if is_partly(left) or is_partly(right) else plain(left, right)


def _against(sign: str, value: Any) -> Callable[[Any], bool | None]:
    plain = COMPARE[sign]
    return lambda found: certain(sign, found, value) if is_partly(found) else plain(found, value)


def _named(name: str, bit: int) -> _Look:
    def look(values: Values, record: Record | None) -> _Found:
        value = values.get(name)
        if value is None:
            return None, 0, bit, ()
        return value, bit, bit if isinstance(value, Partly) else 0, ()

    return look


def _tested(item: _Look, test: Callable[[Any], bool | None]) -> _Look:
    """A statement about one value."""

    def look(values: Values, record: Record | None) -> _Found:
        value, names, waits, undefined = item(values, record)
        if value is None:
            return None, 0, waits, undefined
        truth = test(value)
        return (None, 0, waits, ()) if truth is None else (truth, names, 0, ())

    return look


def _measured(collection: _Look) -> _Look:
    """How many options are in a set."""

    def look(values: Values, record: Record | None) -> _Found:
        value, names, waits, undefined = collection(values, record)
        return size(value), names, waits, undefined

    return look


def _opposite(part: _Look) -> _Look:
    def look(values: Values, record: Record | None) -> _Found:
        value, names, waits, undefined = part(values, record)
        return negation(value), names, waits, undefined

    return look


def _joined(parts: Sequence[_Look], *, enough: bool) -> _Look:
    """An `and`, or an `or`, of which one part with the value `enough` settles the whole."""

    def look(values: Values, record: Record | None) -> _Found:
        settling, others, waits = 0, 0, 0
        settled, still_open = False, False
        undefined: tuple[Undefined, ...] = ()
        for part in parts:
            value, names, lacks, failing = part(values, record)
            if value is None:
                still_open = True
                waits |= lacks
                undefined += failing
            elif value is enough:
                settled = True
                settling |= names
            else:
                others |= names
        if settled:
            return enough, settling, 0, ()
        return (None, 0, waits, undefined) if still_open else (not enough, others, 0, ())

    return look


def _combined(
    left: _Look, right: _Look, function: Callable[[Any, Any], Any], undefined: tuple[Undefined, ...]
) -> _Look:
    """A comparison or calculation with two sides; `undefined` is what stays so where there is no answer."""

    def look(values: Values, record: Record | None) -> _Found:
        first, names, waits, failing = left(values, record)
        second, others, also_waits, also = right(values, record)
        failing, waits = failing + also, waits | also_waits
        if first is None or second is None:
            return None, 0, 0 if failing else waits, failing
        value = function(first, second)
        if value is not None:
            return value, names | others, 0 if is_known(value) else waits, ()
        return (None, 0, waits, ()) if waits else (None, 0, 0, undefined)

    return look
