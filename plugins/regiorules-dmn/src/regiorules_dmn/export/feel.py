"""Conditions and calculations of a rule set in FEEL."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.rules.expressions import (
    COMPARE,
    Aggregate,
    And,
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
    Variable,
)
from regiorules.text import exact

OR, AND, COMPARISON, SUM, PRODUCT, POWER, ATOM = range(7)
_LEVELS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "**": POWER}
_ITEM = "item"
_PREFIX = "each."


class Inexpressible(Exception):
    """Something of a rule set that FEEL can't say."""


@frozen
class Piece:
    """A piece of FEEL, and how tightly it holds together."""

    text: str
    level: int = ATOM

    def within(self, level: int) -> str:
        """The text as a part of something that holds together this tightly."""
        return self.text if self.level >= level else f"({self.text})"


@frozen
class Writer:
    """Writes the trees of a vocabulary; inside a list the fields of a record begin with `prefix`."""

    vocabulary: Vocabulary
    records: Fact | None = None
    prefix: str = ""

    def write(self, tree: Expression) -> str:
        """The tree in FEEL; raises Inexpressible."""
        return self.piece(tree).text

    def piece(self, tree: Expression) -> Piece:
        """The tree as a piece of FEEL."""
        match tree:
            case Constant():
                text = constant(tree, None)
                return Piece(text, SUM if text.startswith("-") else ATOM)
            case Variable(name) | ParameterOf(name):
                return Piece(name)
            case Field(name):
                return Piece(f"{self.prefix}{name}")
            case Known(name):
                return Piece(f"{name} != null", COMPARISON)
            case And(parts):
                return Piece(" and ".join(self.piece(each).within(COMPARISON) for each in parts), AND)
            case Or(parts):
                return Piece(" or ".join(self.piece(each).within(AND) for each in parts), OR)
            case Not(part):
                return Piece(f"not({self.write(part)})")
            case Calculate(op, left, right) if op in _LEVELS:
                return self.calculation(op, left, right)
        return self.asked(tree)

    def calculation(self, op: str, left: Expression, right: Expression) -> Piece:
        """A calculation; of a power both sides in brackets, as it isn't read from one side everywhere."""
        level = _LEVELS[op]
        first = ATOM if level == POWER else level
        return Piece(f"{self.piece(left).within(first)} {op} {self.piece(right).within(level + 1)}", level)

    def asked(self, tree: Expression) -> Piece:
        """What is asked of a value, a set or a list."""
        match tree:
            case Compare(op, left, right):
                return self.comparison(op, left, right)
            case OneOf(item):
                options = ", ".join(literal(each) for each in self.options(tree))
                return Piece(f"{self.piece(item).within(SUM)} in ({options})", COMPARISON)
            case Contains(collection, option):
                return Piece(f"list contains({self.write(collection)}, {literal(option)})")
            case Aggregate():
                return self.aggregate(tree)
        raise Inexpressible

    # --- comparisons ---------------------------------------------------------------------------

    def fact(self, tree: Expression) -> Fact | None:
        """The fact, or the field, that a tree is."""
        match tree:
            case Variable(name):
                return self.vocabulary.facts.get(name)
            case Field(name) if self.records is not None:
                return next(each for each in self.records.fields if each.id == name)
        return None

    def options(self, tree: OneOf) -> tuple[object, ...]:
        """The values of a `one of`, as they are outside."""
        fact = self.fact(tree.item)
        if tree.written:
            return tree.written
        return tuple(outer(fact, each) for each in tree.options)

    def comparison(self, op: str, left: Expression, right: Expression) -> Piece:
        """A comparison; of levels the levels for which it is so, as FEEL has no order of texts."""
        one, other = self.fact(left), self.fact(right)
        level = next((each for each in (one, other) if each is not None and each.type == "level"), None)
        if level is not None:
            return self.levels(op, left, right, level)
        choice = next((each for each in (one, other) if each is not None), None)
        sides = [self.side(each, choice) for each in (left, right)]
        return Piece(f"{sides[0]} {'=' if op == '==' else op} {sides[1]}", COMPARISON)

    def side(self, tree: Expression, fact: Fact | None) -> str:
        """One side of a comparison; a constant as it is outside, for that fact."""
        if isinstance(tree, Constant):
            return constant(tree, fact)
        return self.piece(tree).within(SUM)

    def levels(self, op: str, left: Expression, right: Expression, fact: Fact) -> Piece:
        """The levels that a level may have, or the pairs of levels."""
        ids, holds = fact.option_ids, COMPARE[op]
        if isinstance(right, Constant):
            return self.among(left, [each for at, each in enumerate(ids) if holds(at, right.value)])
        if isinstance(left, Constant):
            return self.among(right, [each for at, each in enumerate(ids) if holds(left.value, at)])
        pairs = [
            self.among(left, [one]).text + " and " + self.among(right, those).text
            for at, one in enumerate(ids)
            if (those := [each for rank, each in enumerate(ids) if holds(at, rank)])
        ]
        return Piece(" or ".join(pairs), OR)

    def among(self, tree: Expression, ids: list[str]) -> Piece:
        """That a value is one of these."""
        said = self.piece(tree).within(SUM)
        if len(ids) == 1:
            return Piece(f"{said} = {literal(ids[0])}", COMPARISON)
        return Piece(f"{said} in ({', '.join(map(literal, ids))})", COMPARISON)

    # --- lists ---------------------------------------------------------------------------------

    def aggregate(self, tree: Aggregate) -> Piece:
        """A figure, or a statement, about the records of a list."""
        records = self.vocabulary.facts[tree.records]
        if tree.function in ("any", "all"):
            kind = "some" if tree.function == "any" else "every"
            inside = Writer(self.vocabulary, records, _PREFIX).write(tree.where or Constant(True))
            return Piece(f"{kind} {_PREFIX[:-1]} in {records.id} satisfies {inside}", OR)
        where = "" if tree.where is None else f"[{Writer(self.vocabulary, records).write(tree.where)}]"
        if tree.function == "count":
            return Piece(f"count({records.id}{where})")
        whole = f"{records.id}.{tree.of}"
        if tree.function == "share":
            return Piece(f"sum({records.id}{where}.{tree.of}) / sum({whole})", PRODUCT)
        return Piece(f"{tree.function}({whole})")


def outer(fact: Fact | None, value: object) -> object:
    """A constant as it is outside: a level by its id."""
    return fact.decode(value) if fact is not None and fact.options else value


def constant(tree: Constant, fact: Fact | None) -> str:
    """A constant in FEEL; that of a level or a choice is one of the options of the fact."""
    if tree.is_day or (fact is not None and fact.type == "date"):
        return f'date("{date.fromordinal(tree.value).isoformat()}")'
    return literal(tree.written or outer(fact, tree.value))


def literal(value: object) -> str:
    """A value as FEEL has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return exact(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'
