"""What an expression of the ZEN language is, as far as a rule set can say it too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from regiorules.text import Text

ORDER: Mapping[str, str] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
COMPARISONS = ("==", "!=", *ORDER)
ARITHMETIC = ("+", "-", "*", "/")


class Unsayable(Exception):
    """An expression that no rule set can say, or that isn't one; `why` says which part, and why."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.why = Text(nl, en)


@frozen
class Literal:
    """A number, a text, or true or false."""

    value: float | str | bool = field(eq=lambda value: (type(value), value))


@frozen
class Subject:
    """What the column of a table is about: `$`."""


@frozen
class Path:
    """A value of the request, or one that a node gives: `customer.age`."""

    parts: tuple[str, ...]


@frozen
class Compare:
    """left op right, as true or false."""

    op: str
    left: Tree
    right: Tree


@frozen
class Calculate:
    """left op right, as a number."""

    op: str
    left: Tree
    right: Tree


@frozen
class Join:
    """All parts (`and`), or any (`or`)."""

    op: str
    parts: tuple[Tree, ...]


@frozen
class Not:
    """The opposite."""

    part: Tree


@frozen
class Within:
    """From one number to another; `above` and `below` say whether each end counts (`>=`) or not (`>`)."""

    item: Tree
    above: str
    first: Tree
    below: str
    last: Tree


@frozen
class OneOf:
    """One of these."""

    item: Tree
    options: tuple[Tree, ...]


@frozen
class Choice:
    """One value where the condition holds, else another one."""

    when: Tree
    then: Tree
    otherwise: Tree


Tree = Literal | Subject | Path | Compare | Calculate | Join | Not | Within | OneOf | Choice
STATEMENTS = (Compare, Join, Not, Within, OneOf)  # what is true or false


def children(tree: Tree) -> tuple[Tree, ...]:
    """The trees directly inside this one."""
    match tree:
        case Compare(_, left, right) | Calculate(_, left, right):
            return (left, right)
        case Join(_, parts):
            return parts
        case Not(part):
            return (part,)
        case Within(item, _, first, _, last):
            return (item, first, last)
        case OneOf(item, options):
            return (item, *options)
        case Choice(when, then, otherwise):
            return (when, then, otherwise)
    return ()


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and all trees inside it."""
    yield tree
    for child in children(tree):
        yield from walk(child)


def about(tree: Tree, subject: Tree) -> Tree:
    """The tree with what it is about in the place of `$`."""
    match tree:
        case Subject():
            return subject
        case Compare(op, left, right):
            return Compare(op, about(left, subject), about(right, subject))
        case Calculate(op, left, right):
            return Calculate(op, about(left, subject), about(right, subject))
        case Join(op, parts):
            return Join(op, tuple(about(each, subject) for each in parts))
        case Not(part):
            return Not(about(part, subject))
        case Within(item, above, first, below, last):
            return Within(about(item, subject), above, about(first, subject), below, about(last, subject))
        case OneOf(item, options):
            return OneOf(about(item, subject), tuple(about(each, subject) for each in options))
        case Choice(when, then, otherwise):
            return Choice(about(when, subject), about(then, subject), about(otherwise, subject))
    return tree
