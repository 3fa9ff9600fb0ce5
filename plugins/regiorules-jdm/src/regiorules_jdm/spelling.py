"""An expression as a rule set writes it: a condition, a number, or a cell of a decision table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from regiorules.text import exact
from regiorules_jdm.kinds import Meaning, kind_of
from regiorules_jdm.trees import (
    ORDER,
    Calculate,
    Compare,
    Join,
    Literal,
    Not,
    OneOf,
    Path,
    Subject,
    Tree,
    Unsayable,
    Within,
)

_NUMBERS, _UNSURE = 12, 4  # how many tests of numbers a cell can hold, and where one of them has a name in it


def condition(tree: Tree, meaning: Meaning) -> str:
    """Something true or false as a condition of a rule; raises Unsayable."""
    match tree:
        case Literal(bool()):
            raise Unsayable("een voorwaarde die vaststaat", "a condition that is settled beforehand")
        case Path():
            return meaning(tree).id
        case Compare(op, left, right):
            return _compared(op, left, right, meaning)
        case Within(item, above, first, below, last):
            low, middle, high = (number(each, meaning) for each in (first, item, last))
            return f"{low} {ORDER[above]} {middle} {below} {high}"
        case OneOf(item, options):
            return _listed(item, options, meaning)
        case Join(op, parts):
            return f" {op} ".join(_joined(each, meaning) for each in parts)
        case Not(part):
            return f"not {_bracketed(part, meaning)}"
    raise Unsayable("deze voorwaarde", "this condition")


def number(tree: Tree, meaning: Meaning) -> str:
    """A number, or what gives one, as a rule set writes it; raises Unsayable."""
    match tree:
        case Literal(value) if not isinstance(value, str):
            return exact(value)
        case Path():
            return meaning(tree).id
        case Calculate(op, left, right):
            return f"{_part(left, meaning)} {op} {_part(right, meaning)}"
    raise Unsayable("deze berekening", "this calculation")


def cell(tests: Sequence[Tree], kind: str, meaning: Meaning) -> str | None:
    """The tests of a cell in the words of a cell of a rule set; None where such a cell can't say it."""
    if kind == "yes_no":
        return _yes_no(tests)
    parts = [part for test in tests for part in _alternatives(test)]
    if kind == "number" and len(parts) > (_UNSURE if any(map(_is_unsure, parts)) else _NUMBERS):
        return None
    written = [_test(part, kind, meaning) for part in parts]
    if None in written or _is_always(parts):
        return None
    if len(written) == 1 and isinstance(parts[0], Not):
        return written[0]
    return ", ".join(map(str, written)) if not any(isinstance(part, Not) for part in parts) else None


def constant(value: float | str | bool) -> str:
    """A value in a cell under a conclusion."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else exact(value)


# --- conditions ------------------------------------------------------------------------------


def _joined(tree: Tree, meaning: Meaning) -> str:
    """A part of `and` or `or`, in brackets where it holds such words itself."""
    text = condition(tree, meaning)
    return f"({text})" if " or " in text or " and " in text else text


def _bracketed(tree: Tree, meaning: Meaning) -> str:
    text = condition(tree, meaning)
    return text if isinstance(tree, Path) else f"({text})"


def _part(tree: Tree, meaning: Meaning) -> str:
    text = number(tree, meaning)
    return f"({text})" if isinstance(tree, Calculate) else text


def _value(tree: Tree, meaning: Meaning) -> str:
    if isinstance(tree, Literal) and isinstance(tree.value, str):
        return json.dumps(tree.value, ensure_ascii=False)
    return number(tree, meaning)


def _compared(op: str, left: Tree, right: Tree, meaning: Meaning) -> str:
    if isinstance(left, Literal):
        left, right, op = right, left, ORDER.get(op, op)
    if isinstance(left, Literal):
        raise Unsayable("een vergelijking van twee vaste waarden", "a comparison of two fixed values")
    if kind_of(left, meaning) == "yes_no":
        return _is_so(op, left, right, meaning)
    if op in ("==", "!=") and Calculate in (type(left), type(right)):
        raise Unsayable(
            "of een berekend getal gelijk is aan een ander: door afronding is dat nooit zeker",
            "whether a calculated number equals another: by rounding that is never sure",
        )
    return f"{_value(left, meaning)} {op} {_value(right, meaning)}"


def _is_so(op: str, left: Tree, right: Tree, meaning: Meaning) -> str:
    """That something true or false is true, or false."""
    if isinstance(right, Literal):
        positive = (op == "==") is bool(right.value)
        text = _bracketed(left, meaning)
        return text if positive else f"not {text}"
    one, other = _bracketed(left, meaning), _bracketed(right, meaning)
    same = f"({one} and {other}) or (not {one} and not {other})"
    return same if op == "==" else f"not ({same})"


def _listed(item: Tree, options: Sequence[Tree], meaning: Meaning) -> str:
    plain = all(isinstance(each, Literal) and not isinstance(each.value, bool) for each in options)
    if plain and len(options) > 1 and not isinstance(item, Calculate):
        return f"{_value(item, meaning)} in ({', '.join(_value(each, meaning) for each in options)})"
    return " or ".join(_joined(Compare("==", item, each), meaning) for each in options)


# --- cells -----------------------------------------------------------------------------------


def _alternatives(test: Tree) -> Iterator[Tree]:
    """The tests of which one must hold."""
    match test:
        case Join("or", parts):
            for part in parts:
                yield from _alternatives(part)
        case OneOf(Subject(), options):
            yield from (Compare("==", Subject(), option) for option in options)
        case _:
            yield test


def _is_unsure(test: Tree) -> bool:
    """True where another value decides for which numbers a test holds."""
    match test:
        case Compare(_, _, right):
            return not isinstance(right, Literal)
        case Within(_, _, first, _, last):
            return not (isinstance(first, Literal) and isinstance(last, Literal))
    return True


def _is_always(parts: Sequence[Tree]) -> bool:
    """True where comparisons together may leave nothing out, which a cell refuses as a slip."""
    signs = {part.op[0] for part in parts if isinstance(part, Compare) and part.op != "=="}
    return len(parts) > 1 and ("!" in signs or signs >= {"<", ">"})


def _test(test: Tree, kind: str, meaning: Meaning) -> str | None:
    """One test, or None where a cell has no words for it."""
    match test:
        case Compare("==", Subject(), Literal(str() as text)):
            return None if '"' in text or "\n" in text else f'"{text}"'
        case Compare("!=", Subject(), Literal(str() as text)):
            return None if '"' in text or "\n" in text else f'not "{text}"'
        case Compare(op, Subject(), right) if kind == "number" and _is_plain(right):
            return number(right, meaning) if op == "==" else f"{op} {number(right, meaning)}"
        case Within(Subject(), above, first, below, last) if _is_plain(first) and _is_plain(last):
            ends = f"{number(first, meaning)}..{number(last, meaning)}"
            return f"{'[' if above == '>=' else ']'}{ends}{']' if below == '<=' else '['}"
        case Not(OneOf(Subject(), _) as inside):
            parts = [_test(part, kind, meaning) for part in _alternatives(inside)]
            return None if None in parts else f"not ({', '.join(map(str, parts))})"
        case Not(Within(Subject(), _, _, _, _) as inside):
            return f"not {found}" if (found := _test(inside, kind, meaning)) else None
    return None


def _is_plain(tree: Tree) -> bool:
    """True for a number or a name: what a cell may hold without being taken for a range."""
    return isinstance(tree, Literal | Path)


def _yes_no(tests: Sequence[Tree]) -> str | None:
    """`yes` or `no`; None where a test says something else."""
    said = set()
    for part in (part for test in tests for part in _alternatives(test)):
        match part:
            case Compare("==" | "!=" as op, Subject(), Literal(bool() as value)):
                said.add(value is (op == "=="))
            case _:
                return None
    return "" if len(said) == 2 else constant(said.pop())
