"""
Three-valued values as formulas of the solver.

A value that may be unknown is a pair: whether it is known, and what it is.  A truth is a pair as well: it is so for
certain, or it isn't for certain; while it is neither it is open.  So strong Kleene logic is plain logic here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from regiorules.frozen import frozen
from regiorules.proofs.solver import z3

NEVER, ALWAYS = z3.BoolVal(False), z3.BoolVal(True)


@frozen
class Truth:
    """What is true for certain (`yes`), and what is false for certain (`no`)."""

    yes: z3.BoolRef
    no: z3.BoolRef

    @property
    def known(self) -> z3.BoolRef:
        """It is one of the two."""
        return any_of((self.yes, self.no))

    def opposite(self) -> Truth:
        """Not."""
        return Truth(self.no, self.yes)

    def same(self, other: Truth) -> Truth:
        """The two are equal."""
        return either((both((self, other)), both((self.opposite(), other.opposite()))))


@frozen
class Scalar:
    """
    A number, a rank, or the code of an option or text; unknown unless `known`.

    Where it is `partly` known, and not whole, a comparison may come to anything: more than is possible, so that what
    can't be then, can't be.
    """

    known: z3.BoolRef
    value: z3.ArithRef
    partly: z3.BoolRef = NEVER

    def tested(self, test: z3.BoolRef) -> Truth:
        """What is said of it by a test."""
        return _loosely(told(self.known, test), self.partly, test)

    def compared(self, other: Scalar, test: Callable[[Any, Any], Any]) -> Truth:
        """What a comparison makes of two of them."""
        found = test(self.value, other.value)
        return _loosely(told(all_of((self.known, other.known)), found), in_part(self, other), found)


def in_part(left: Scalar, right: Scalar) -> z3.BoolRef:
    """Where something is known of both, and not all of one of them."""
    something = (any_of((each.known, each.partly)) for each in (left, right))
    return all_of((any_of((left.partly, right.partly)), *something))


def _loosely(found: Truth, partly: z3.BoolRef, test: z3.BoolRef) -> Truth:
    """As found, or anything where that is only partly known."""
    if z3.is_false(partly):
        return found
    told_so, so = (z3.Bool(f"{name} {partly.get_id()} {test.get_id()}") for name in ("told", "so"))
    loose = told(all_of((partly, told_so)), so)
    return Truth(any_of((found.yes, loose.yes)), any_of((found.no, loose.no)))


@frozen
class Members:
    """A set: of each option whether it is in it; `given` is whether it is known, where it can't be so in part."""

    has: Mapping[str, Truth]
    given: z3.BoolRef | None = None

    @property
    def known(self) -> z3.BoolRef:
        """It is known of every option."""
        return all_of(each.known for each in self.has.values()) if self.given is None else self.given

    @property
    def size(self) -> Scalar:
        """How many options are in it."""
        many = z3.Sum([z3.RealVal(0), *(z3.If(each.yes, z3.RealVal(1), z3.RealVal(0)) for each in self.has.values())])
        whole = self.given is not None or z3.is_true(self.known)
        return Scalar(self.known, many, NEVER if whole else z3.Not(self.known))


Term = Truth | Scalar | Members


def told(known: z3.BoolRef, test: z3.BoolRef) -> Truth:
    """What a test says where what it looks at is known."""
    return Truth(all_of((known, test)), all_of((known, z3.Not(test))))


def constant(value: bool) -> Truth:
    """Always true, or always false."""
    return Truth(ALWAYS, NEVER) if value else Truth(NEVER, ALWAYS)


def both(parts: Iterable[Truth]) -> Truth:
    """And."""
    every = list(parts)
    return Truth(all_of(each.yes for each in every), any_of(each.no for each in every))


def either(parts: Iterable[Truth]) -> Truth:
    """Or."""
    return both(each.opposite() for each in parts).opposite()


def all_of(parts: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """All of these, without what is always so."""
    every = [each for each in parts if not z3.is_true(each)]
    if any(map(z3.is_false, every)):
        return NEVER
    return z3.And(every) if len(every) > 1 else every[0] if every else ALWAYS


def any_of(parts: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """Any of these, without what never is."""
    every = [each for each in parts if not z3.is_false(each)]
    if any(map(z3.is_true, every)):
        return ALWAYS
    return z3.Or(every) if len(every) > 1 else every[0] if every else NEVER


def number(value: float) -> z3.ArithRef:
    """A number as it is, and not as it is printed."""
    top, bottom = value.as_integer_ratio()
    return z3.Q(top, bottom) if bottom != 1 else z3.RealVal(top)


def chosen(cases: Iterable[tuple[z3.BoolRef, z3.ArithRef]], otherwise: z3.ArithRef) -> z3.ArithRef:
    """The value of the first case that is so."""
    return functools.reduce(lambda rest, case: z3.If(case[0], case[1], rest), reversed(list(cases)), otherwise)
