"""
Single values in both typings: as our reader has them (all text), and as an editor's YAML parser types them.

To YAML 1.2 `yes` is text, `true` a boolean, `1.0` a number and nothing at all null; to our reader all are
text.  `pattern` says something of text only, `minimum` of numbers only, so one schema serves both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regiorules.facts.values import NO_WORDS, NONE_WORDS, UNKNOWN_WORDS, YES_WORDS

ANY: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
FILLED: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
EMPTY: dict[str, Any] = {"enum": [None, "", [], {}]}  # what counts as not given where a key doesn't belong
LEFT_OPEN: dict[str, Any] = {"enum": [None, ""]}  # a key with nothing behind it
NO: dict[str, Any] = {"enum": [False]}

_DIGITS = "[0-9]+"
_GROUPED = "[1-9][0-9]{0,2}(?:[., '’_\u00a0\u202f][0-9]{3})+"
_MONTH, _DAY = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|3[01])"
_NAME = rf"(?:{_MONTH}|[A-Za-z]{{3,9}}\.?)"
_DATE = rf"[0-9]{{4}}[- ]{_MONTH}[- ]{_DAY}|{_DAY}[- ]{_NAME}[- ][0-9]{{4}}"
MOMENT = rf"(?:{_DATE}|[0-9]{{4}}[- ](?:0[1-9]|1[0-2])|{_NAME}[- ][0-9]{{4}}|(?:19|20|21)[0-9]{{2}})"
_SPECIAL = frozenset(r"\^$.*+?()[]{}|/")  # what both Python and an editor's unicode patterns want escaped
_TYPED: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


def figure(*, whole: bool = False) -> str:
    """A pattern of a number in text, in any of the notations that are read."""
    exponent = f"[eE][+-]?{_DIGITS}"
    plain = f"(?:{_DIGITS}(?:[.,][0-9]*)?|[.,]{_DIGITS})"
    after = "(?:[.,]0*)?" if whole else "(?:[.,][0-9]*)?"
    form = f"{_GROUPED}{after}|{plain}{exponent}|" + (f"{_DIGITS}{after}" if whole else plain)
    return rf"(?:€\s?)?[+−-]?(?:{form})\s?[%€]?"


def number(minimum: float | None = None, maximum: float | None = None, *, whole: bool = False) -> dict[str, Any]:
    """A number with its bounds; of one in text only the form can be checked."""
    bounds = {"minimum": minimum, "maximum": maximum}
    return {
        "type": ["integer" if whole else "number", "string"],
        "pattern": rf"^\s*{figure(whole=whole)}\s*$",
        **{name: bound for name, bound in bounds.items() if bound is not None},
    }


def date() -> dict[str, Any]:
    """A day, as ISO or as the Dutch write it."""
    return {"type": "string", "pattern": rf"^\s*(?:{_DATE})\s*$"}


def moment() -> dict[str, Any]:
    """A day, a month or a year; an editor's parser makes a number of a year."""
    form = {"type": ["string", "integer"], "pattern": rf"^\s*{MOMENT}\s*$"}
    return {**form, "minimum": 1900, "maximum": 2199}


def yes_no() -> dict[str, Any]:
    """Yes or no, in any of the words that are read."""
    return {"anyOf": [{"enum": ["yes", "no"]}, words(YES_WORDS | NO_WORDS)]}


def no() -> dict[str, Any]:
    """No, and only no."""
    return words(NO_WORDS)


def unknown() -> dict[str, Any]:
    """What says that a fact isn't known."""
    return {"anyOf": [{"const": "unknown"}, words(UNKNOWN_WORDS, padded=False)]}


def none() -> dict[str, Any]:
    """What says that a set or a list is empty."""
    return words(NONE_WORDS)


def words(known: Iterable[str], *, padded: bool = True) -> dict[str, Any]:
    """One of these words, in capitals or not and with space around it or not, with what an editor makes of them."""
    space = r"\s*" if padded else ""
    listed = sorted(known)
    typed: list[Any] = []
    for value in (value for word in listed for value in typings(word)):
        if value not in typed:
            typed.append(value)
    text: dict[str, Any] = {"type": "string", "pattern": rf"^{space}(?:{any_case(listed)}){space}$"}
    return {"anyOf": [text, {"enum": typed}]} if typed else text


def typings(word: str) -> list[Any]:
    """The values other than text that a YAML parser may make of a word."""
    folded = word.strip().casefold()
    if folded in _TYPED:
        return [_TYPED[folded]]
    try:
        return [float(folded)] if folded[:1] in "+-.0123456789" else []
    except ValueError:
        return []


def any_case(known: Iterable[str]) -> str:
    """A pattern for any of these words, in capitals or not."""
    return "|".join("".join(map(_letter, word.strip())) for word in known)


def _letter(letter: str) -> str:
    forms = sorted({each for each in (letter, letter.lower(), letter.upper()) if len(each) == 1})
    if len(forms) > 1:
        return f"[{''.join(forms)}]"
    return f"\\{letter}" if letter in _SPECIAL else letter
