"""Comparing values of a model: equality, order, what lies in a range, and what is one of a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from regiorules.errors import NOWHERE, Place
from regiorules.rules.expressions import COMPARE, MIRRORED
from regiorules_dmn.translate import codes
from regiorules_dmn.translate.book import Book, quoted
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.truths import Truth, all_of, any_of, denied, truth_of
from regiorules_dmn.translate.values import (
    ALWAYS,
    NEVER,
    NUMBERS,
    Cases,
    Constant,
    Nothing,
    Options,
    Records,
    Rows,
    Scalar,
    Several,
    Span,
    Value,
    said,
)
from regiorules_dmn.words import Cannot

_LEAST, _MOST = -30, 15  # powers of ten: what a condition can hold
_SHOWN = 40  # characters of a number in a message


def compare(op: str, left: Value, right: Value, book: Book, place: Place) -> Truth:
    """Whether one value stands in this way to another; raises Cannot where a rule set can't say that."""
    if isinstance(left, Nothing) or isinstance(right, Nothing):
        return _with_null(op, left, right, place)
    if isinstance(left, Cases):
        return _by_case(left, lambda each: compare(op, each, right, book, place))
    if isinstance(right, Cases):
        return _by_case(right, lambda each: compare(op, left, each, book, place))
    if not isinstance(left, Scalar | Constant) or not isinstance(right, Scalar | Constant):
        raise Cannot("no_form", place, form=f"{said(left)} {op} {said(right)}")
    if left.type != right.type:
        raise Cannot("types", place, left=said(left), right=said(right))
    if isinstance(left, Constant) and isinstance(right, Constant):
        return COMPARE[op](_exact(left), _exact(right))
    if isinstance(left, Constant):
        return compare(MIRRORED[op], right, left, book, place)
    return _of_type(op, left, right, book, place)


def _of_type(op: str, left: Scalar, right: Scalar | Constant, book: Book, place: Place) -> Truth:
    if left.type == "boolean":
        return _truths(op, left, right, place)
    if left.type == "string":
        return _texts(op, left, right, book, place)
    if op in ("==", "!=") and (left.calculated or (isinstance(right, Scalar) and right.calculated)):
        raise Cannot("calculated", place)
    return codes.compared(op, left.code, code_of(right))


def _truths(op: str, left: Scalar, right: Scalar | Constant, place: Place) -> Truth:
    if op not in ("==", "!="):
        raise Cannot("no_form", place, form=f"{left.code.text} {op}")
    one, other = left.code, truth_of(right, place)
    same = any_of([all_of([one, other]), all_of([denied(one), denied(other)])])
    return same if op == "==" else denied(same)


def _texts(op: str, left: Scalar, right: Scalar | Constant, book: Book, place: Place) -> Truth:
    if op not in ("==", "!="):
        raise Cannot("text_order", place)
    if isinstance(right, Scalar):
        book.compared |= {each.fact for each in (left, right) if each.fact}
        return codes.compared(op, left.code, right.code)
    return codes.compared(op, left.code, _word(left, right, book, place))


def _word(value: Scalar, text: Constant, book: Book, place: Place) -> Code:
    """A text as a condition on that value has it."""
    if not value.fact:
        return code_of(text)
    return Code(book.word(value.fact, book.may_be(value.fact, str(text.value), place)))


def _with_null(op: str, left: Value, right: Value, place: Place) -> Truth:
    """That something isn't null means that it is known; that it is null isn't something to rest on."""
    other = left if isinstance(right, Nothing) else right
    if op == "!=" and isinstance(other, Scalar) and other.fact:
        return Code(f"known({other.fact})")
    if isinstance(other, Constant) and op in ("==", "!="):
        return op == "!="
    raise Cannot("no_null", place)


def _by_case(cases: Cases, say: Callable[[Value], Truth]) -> Truth:
    found: list[Truth] = []
    before: list[Truth] = []
    for condition, value in cases.branches:
        found.append(all_of([*before, condition, say(value)]))
        before.append(denied(condition))
    return any_of([*found, all_of([*before, say(cases.otherwise)])])


def code_of(value: Scalar | Constant) -> Code:
    """A value as it stands in a condition."""
    if isinstance(value, Scalar):
        return value.code
    if value.type in NUMBERS:
        return codes.name(plain_number(str(value.value)))
    return Code(quoted(value.value.isoformat() if isinstance(value.value, date) else str(value.value)))


def plain_number(text: str, place: Place = NOWHERE) -> str:
    """A number as a condition has it: in digits, without an exponent; raises Cannot for one that is out of reach."""
    number = Decimal(text)
    if number and not _LEAST <= number.adjusted() < _MOST:
        raise Cannot("feel_number", place, text=text[:_SHOWN])
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _exact(value: Constant) -> Any:
    return Decimal(str(value.value)) if value.type in NUMBERS else value.value


# --- ranges and lists ----------------------------------------------------------------------------


def within(value: Value, span: Span, book: Book, place: Place) -> Truth:
    """Whether a value lies in a range."""
    parts: list[Truth] = []
    ends = (_end(span.low, ">=" if span.with_low else ">"), _end(span.high, "<=" if span.with_high else "<"))
    if isinstance(value, Scalar) and all(end and isinstance(end[1], Constant | Scalar) for end in ends):
        return _chain(value, span, book, place)
    for end in ends:
        if end is not None:
            parts.append(compare(end[0], value, end[1], book, place))
    return all_of(parts)


def _end(value: Value | None, op: str) -> tuple[str, Value] | None:
    return None if value is None or isinstance(value, Nothing) else (op, value)


def _chain(value: Scalar, span: Span, book: Book, place: Place) -> Truth:
    """`low <= value < high`, as a person writes it."""
    low = compare(">=", value, span.low, book, place) if span.low is not None else True
    high = compare("<=", value, span.high, book, place) if span.high is not None else True
    if not isinstance(low, Code) or not isinstance(high, Code) or value.type not in NUMBERS:
        return all_of([low, high])
    ends = [code_of(each).within(codes.SUM) for each in (span.low, span.high) if isinstance(each, Scalar | Constant)]
    first, last = "<=" if span.with_low else "<", "<=" if span.with_high else "<"
    return Code(f"{ends[0]} {first} {value.code.within(codes.SUM)} {last} {ends[1]}", codes.COMPARISON)


def member(value: Value, items: Value, book: Book, place: Place) -> Truth:
    """Whether a value is one of a list, or lies in a range; of one value whether it is that."""
    match items:
        case Several(inside):
            return one_of(value, inside, book, place)
        case Span():
            return within(value, items, book, place)
        case Options():
            return _option(value, items, place)
        case Records():
            return _in_records(value, items, book, place)
        case Rows(rows):
            return any_of([_in_row(value, row, book, place) for row in rows])
    return compare("==", value, items, book, place)


def one_of(value: Value, items: tuple[Value, ...], book: Book, place: Place) -> Truth:
    """Whether a value is one of these, said at once where they are constants."""
    texts = [each for each in items if isinstance(each, Constant) and each.type == "string"]
    if len(texts) < 2 or len(texts) < len(items) or not isinstance(value, Scalar) or value.type != "string":
        return any_of([member(value, each, book, place) for each in items])
    listed = ", ".join(_word(value, each, book, place).text for each in texts)
    return Code(f"{value.code.text} in ({listed})", codes.COMPARISON)


def _option(value: Value, items: Options, place: Place) -> Truth:
    if not isinstance(value, Constant):
        raise Cannot("no_form", place, form=f"{said(value)} in {items.fact}")
    found = items.options.get(str(value.value))
    return Code(f"{found} in {items.fact}", codes.COMPARISON) if found else False


def _in_row(value: Value, row: tuple[str, Value], book: Book, place: Place) -> Truth:
    """Whether a row of a table holds, and gives this value."""
    fact, given = row
    holds: Truth = {ALWAYS: True, NEVER: False}.get(fact, Code(fact))
    return all_of([holds, compare("==", value, given, book, place)])


def _in_records(value: Value, items: Records, book: Book, place: Place) -> Truth:
    """Whether some item of a list is this value."""
    same = compare("==", items.item, value, book, place)
    where = all_of([same, *([items.where] if items.where else [])])
    return Code(f"any({items.fact}, {where.text})") if isinstance(where, Code) else where
