"""What people do wrong in JSON, told apart by what stands there."""

from __future__ import annotations

import re
from typing import Literal

from regiorules.documents.places import Lines
from regiorules.errors import Problem
from regiorules.patterns import pattern

Wanted = Literal["value", "key", "comma", "colon", "end"]
_WORD = pattern(r"[-+.\w]+")
_GOOD = pattern(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
_NOT_FINITE = pattern(r"[-+]?(nan|inf|infinity)", re.IGNORECASE)
_LITERALS = {"true": "true", "false": "false", "none": "null", "null": "null"}
_CLOSED_BY = {"{": "}", "[": "]"}


def slip(text: str, at: int, wanted: Wanted, opened: int, lines: Lines) -> Problem:
    """What is wrong at a position where `wanted` should stand; `opened` is where the bracket around it stands."""
    place = lines.place(at)
    sign = text[at : at + 1]
    if wanted == "end":
        return Problem("after_end", {}, place)
    if not sign:
        return _ended(text, opened, lines)
    if sign == "#" or text.startswith(("//", "/*"), at):
        return Problem("json_comment", {}, place)
    before = text[:at].rstrip(" \t\r\n")
    if before.endswith(",") and sign in "}]":
        return Problem("json_comma_extra", {}, lines.place(len(before) - 1))
    if opened >= 0 and sign in "}]" and sign != _CLOSED_BY[text[opened]]:
        return Problem("json_bracket", {"sign": sign, "other": text[opened], "line": lines.line(opened)}, place)
    if wanted == "colon":
        return Problem("json_colon", {}, place)
    if wanted == "comma":
        return Problem("flow_comma", {}, place)
    return _no_value(text, at, wanted, lines)


def _ended(text: str, opened: int, lines: Lines) -> Problem:
    """The text ends too early."""
    if opened < 0:
        return Problem("syntax", {}, lines.place(len(text)))
    return Problem("open_bracket", {"sign": text[opened], "other": _CLOSED_BY[text[opened]]}, lines.place(opened))


def _no_value(text: str, at: int, wanted: Wanted, lines: Lines) -> Problem:
    place = lines.place(at)
    if text[at] == '"':
        return _no_text(text, at, lines)
    if text[at] in "'\u2018\u2019\u201c\u201d\u201e":
        return Problem("json_quotes", {"sign": text[at]}, place)
    found = _WORD.match(text, at)
    if found is None:
        return Problem("flow_empty", {}, place)
    word = found[0][:60]
    if wanted == "key":
        return Problem("json_key", {"name": word}, place)
    if _NOT_FINITE.fullmatch(word):
        return Problem("not_finite", {"value": word}, place)
    if word[0] in "+-." or word[0].isdigit():
        return Problem("json_number", {"value": word}, place)
    return Problem("json_word", {"value": word}, place, suggestion=_LITERALS.get(word.casefold()))


def _no_text(text: str, at: int, lines: Lines) -> Problem:
    """What is wrong in the text that begins with the quote at this position."""
    good = _GOOD.match(text, at)
    end = good.end() if good else at
    sign = text[end : end + 1]
    if sign in ("", "\n", "\r"):
        return Problem("open_quote", {"sign": '"'}, lines.place(at))
    if sign == "\\":
        return Problem("json_escape", {"text": text[end : end + 2].rstrip()}, lines.place(end))
    if sign == "\t":
        return Problem("json_tab", {}, lines.place(end))
    return Problem("character", {"name": f"U+{ord(sign):04X}"}, lines.place(end))
