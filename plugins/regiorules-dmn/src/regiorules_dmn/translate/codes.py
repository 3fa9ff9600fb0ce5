"""Conditions and calculations as a rule set writes them, put together with no more parentheses than needed."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from regiorules.errors import Place
from regiorules.rules.language import MAX_LENGTH
from regiorules_dmn.words import Cannot

OR, AND, NOT, COMPARISON, SUM, PRODUCT, POWER, ATOM = range(8)
_LEVELS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "**": POWER}


@frozen
class Code:
    """A piece of a condition; `level` says how tightly it holds together."""

    text: str
    level: int = ATOM

    def within(self, level: int) -> str:
        """The text as a part of something that holds together this tightly."""
        return self.text if self.level >= level else f"({self.text})"

    def fitting(self, place: Place) -> str:
        """The text, if it isn't too long for one condition; raises Cannot otherwise."""
        if len(self.text) > MAX_LENGTH:
            raise Cannot("too_long", place)
        return self.text


def name(text: str) -> Code:
    """A name, or a number."""
    return Code(text, ATOM if not text.startswith("-") else SUM)


def compared(op: str, left: Code, right: Code) -> Code:
    """A comparison."""
    return Code(f"{left.within(SUM)} {op} {right.within(SUM)}", COMPARISON)


def calculated(op: str, left: Code, right: Code) -> Code:
    """Arithmetic."""
    level = _LEVELS[op]
    first = ATOM if level == POWER else level  # a power of a power reads from the right
    return Code(f"{left.within(first)} {op} {right.within(level + 1)}", level)


def every(parts: Iterable[Code]) -> Code:
    """All of these."""
    return _joined(" and ", AND, list(parts))


def some(parts: Iterable[Code]) -> Code:
    """Any of these."""
    return _joined(" or ", OR, list(parts))


def opposite(part: Code) -> Code:
    """Not this."""
    return Code(part.text.removeprefix("not "), ATOM) if _is_denial(part) else Code(f"not {part.within(NOT)}", NOT)


def _is_denial(part: Code) -> bool:
    return part.level == NOT and part.text.removeprefix("not ").isidentifier()


def _joined(word: str, level: int, parts: list[Code]) -> Code:
    if len(parts) == 1:
        return parts[0]
    return Code(word.join(each.within(level + 1) for each in parts), level)
