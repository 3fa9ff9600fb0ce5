"""Expressions of FEEL as trees; `at` is where a part begins in its text."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen


def _at() -> Any:
    return field(default=0, kw_only=True, eq=False)


@frozen
class Number:
    """A number, as it is written."""

    text: str
    at: int = _at()


@frozen
class String:
    """A text."""

    value: str
    at: int = _at()


@frozen
class Truth:
    """true or false."""

    value: bool
    at: int = _at()


@frozen
class Null:
    """null."""

    at: int = _at()


@frozen
class Name:
    """A name; `?` is the value that a cell is about."""

    name: str
    at: int = _at()


@frozen
class Path:
    """A part of a structure."""

    base: Tree
    name: str
    at: int = _at()


@frozen
class Binary:
    """Arithmetic: + - * / or **."""

    op: str
    left: Tree
    right: Tree
    at: int = _at()


@frozen
class Compare:
    """A comparison; = is ==."""

    op: str
    left: Tree
    right: Tree
    at: int = _at()


@frozen
class Both:
    """and, or or."""

    op: str
    left: Tree
    right: Tree
    at: int = _at()


@frozen
class In:
    """A value against tests."""

    value: Tree
    tests: UnaryTests
    at: int = _at()


@frozen
class If:
    """if, then, else."""

    condition: Tree
    then: Tree
    otherwise: Tree
    at: int = _at()


@frozen
class Call:
    """A function with its arguments; `named` are those that have a name."""

    name: str
    arguments: tuple[Tree, ...]
    named: tuple[tuple[str, Tree], ...] = ()
    at: int = _at()


@frozen
class ListOf:
    """A list."""

    items: tuple[Tree, ...]
    at: int = _at()


@frozen
class Range:
    """What lies between two ends; None is an end that is open."""

    low: Tree | None
    high: Tree | None
    with_low: bool = True
    with_high: bool = True
    at: int = _at()


@frozen
class Filter:
    """The items of a list of which something is true."""

    base: Tree
    condition: Tree
    at: int = _at()


@frozen
class Quantified:
    """some or every item of a list."""

    kind: str
    name: str
    source: Tree
    condition: Tree
    at: int = _at()


Tree = (
    Number
    | String
    | Truth
    | Null
    | Name
    | Path
    | Binary
    | Compare
    | Both
    | In
    | If
    | Call
    | ListOf
    | Range
    | Filter
    | Quantified
)


@frozen
class UnaryTest:
    """One test of a cell: a sign and what it is compared with; without a sign a value, a range, or something true."""

    op: str
    value: Tree


@frozen
class UnaryTests:
    """The tests of a cell, of which one has to succeed; with `negated` none may.  No tests at all: anything goes."""

    tests: tuple[UnaryTest, ...]
    negated: bool = False
    at: int = _at()
