"""
Numbers as an office writes them: `250.000`, `250 000`, `250.000,5`, `0,75`, `50 %`, `€ 5`, `1'000`, `1e5`.

One rule decides what a point or comma means.  Several of one kind (`1.000.000`) or one of each (`250.000,5`)
leave no doubt, and neither does any other number of digits than three behind it, or a zero before it (`0,75`,
`0.125`).  Exactly three digits behind a single one (`1.250`, `1,250`) are thousands where the number must be
whole, where they are three zeros, or where the other reading lies outside the limits; else it isn't known, and
the number is refused.  It is never read as the smaller number: that one is written `1,25`, and 1.125 `1.1250`.

A number is a float, that has 15 digits: a whole number that it can't hold, and a broken one that it would make whole,
are refused.  Nobody is told that something has another number than was written down.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation

from attrs import evolve

from regiorules.facts.saying import is_share
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.text import LANGUAGES, Language, Text, exact, fold

_ANY = Fact("number", Text("getal", "number"))
_SPACES = str.maketrans(dict.fromkeys("\t\xa0\u2007\u2008\u2009\u200a\u202f", " "))
_SIGNS = str.maketrans({"\u2212": "-", "\u2019": "'", "\u2018": "'", "\u00b4": "'", "`": "'"})
_NOT_FINITE = pattern(r"[+-]?(?:\.?(?:nan|inf|infinity)|∞)", re.IGNORECASE)
_SIGN = r"(?P<sign>[+-]?)"
_GROUPED = pattern(
    _SIGN + r"(?P<first>[1-9][0-9]{0,2})(?P<mark>[., '_])(?P<groups>[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<rest>[0-9]*))?"
)
_PLAIN = pattern(_SIGN + r"(?P<first>[0-9]*)(?:[.,](?P<rest>[0-9]*))?(?:[eE](?P<power>[+-]?[0-9]+))?")
_EURO = pattern(r"(?:€|EUR)\s?(?P<before>.*?)(?:,-{1,2})?|(?P<after>.*?)\s?(?:€|EUR|euro)", re.IGNORECASE)
_PERCENT = pattern(r"(.*?)\s?(?:%|procent|per cent)", re.IGNORECASE)
_PERCENT_UNITS = frozenset({"%", "procent", "percentage", "per cent", "percent"})
_EURO_UNITS = frozenset({"€", "eur", "euro", "euros", "euro's"})


@frozen
class Refused:
    """Why a text isn't a number: the code of the problem, and for an unclear one both numbers that it may be."""

    code: str
    thousands: str = ""
    decimal: str = ""


def read_number(text: str, fact: Fact = _ANY) -> float | Refused:
    """
    The number that a text means as a value of `fact`: its unit, its limits and whether it is whole may decide.

    Whether the number lies within the limits is another question, that isn't asked here.
    """
    text = text.strip().translate(_SPACES).translate(_SIGNS)
    if _NOT_FINITE.fullmatch(text):
        return Refused("not_finite")
    if found := _PERCENT.fullmatch(text):
        return _share(found[1], fact)
    if found := _EURO.fullmatch(text):
        amount = (found["before"] or found["after"] or "").strip()
        in_cents = evolve(fact, whole=True)  # an amount has two decimals, never three
        return _figure(amount, in_cents) if _unit(fact, _EURO_UNITS, bare=True) else Refused("number_euro")
    return _figure(text, fact)


def in_per_cent(fact: Fact) -> bool:
    """True for a fact that is counted in per cent."""
    return _unit(fact, _PERCENT_UNITS)


def same_unit(one: Text | None, other: Text | None) -> bool:
    """True where two units are one in some language, however per cent and euros are spelled, or there aren't two."""
    return one is None or other is None or any(_names(one, each) & _names(other, each) for each in LANGUAGES)


def _names(unit: Text, language: Language) -> frozenset[str]:
    """All that a unit is called in this language."""
    name = fold(unit.say(language))
    return next((names for names in (_PERCENT_UNITS, _EURO_UNITS) if name in names), frozenset({name}))


def _unit(fact: Fact, known: frozenset[str], *, bare: bool = False) -> bool:
    if fact.unit is None:
        return bare
    return any(fold(fact.unit.say(language)) in known for language in LANGUAGES)


def _share(text: str, fact: Fact) -> float | Refused:
    """A percentage: itself where the fact is counted in per cent, a part of one where it lies between 0 and 1."""
    if in_per_cent(fact):
        return _figure(text, fact)
    if not is_share(fact) or fact.maximum is None:
        return Refused("number_percent")
    part = Fact("number", fact.title, minimum=fact.minimum and fact.minimum * 100, maximum=fact.maximum * 100)
    return _figure(text, part, "e-2")


def _figure(text: str, fact: Fact, scale: str = "") -> float | Refused:
    """The number in digits; `scale` is a power of ten to take it by."""
    if (found := _PLAIN.fullmatch(text)) and (found["first"] or found["rest"]) and not (found["power"] and scale):
        plain = f"{found['sign']}{found['first'] or 0}.{found['rest'] or 0}"
        if not (unclear := _GROUPED.fullmatch(text)):
            return _finite(f"{plain}e{found['power']}" if found["power"] else plain + scale)
        return _unclear(_joined(unclear), plain, fact, scale)
    if found := _GROUPED.fullmatch(text):
        return _finite(_joined(found) + scale)
    return Refused("not_number")


def _joined(found: re.Match[str]) -> str:
    digits = re.sub("[^0-9]", "", found["groups"])
    return f"{found['sign']}{found['first']}{digits}.{found['rest'] or 0}"


def _unclear(thousands: str, decimal: str, fact: Fact, scale: str) -> float | Refused:
    """One point or comma before exactly three digits."""
    large, small = float(thousands), float(decimal)
    if fact.whole or not _within(small, fact) or (_within(large, fact) and decimal.endswith("000")):
        return _finite(thousands + scale)
    return Refused("number_unclear", f"{large:.0f}", exact(small))


def _within(number: float, fact: Fact) -> bool:
    low = -math.inf if fact.minimum is None else fact.minimum
    return low <= number <= (math.inf if fact.maximum is None else fact.maximum)


def _finite(text: str) -> float | Refused:
    """The number, whole where it is; refused where it would become another whole number than was written."""
    number = float(text)
    if not math.isfinite(number):
        return Refused("not_finite")
    if number != int(number):
        return number
    return int(number) if abs(number) < 2**53 and _is(text, int(number)) else Refused("number_digits")


def _is(text: str, number: int) -> bool:
    try:
        return Decimal(text) == number
    except InvalidOperation:  # a power of ten beyond any
        return False
