"""
What people write in a condition that the language doesn't know: `250.000`, `0,5`, `≥`, a single `=`, `en`.

Python, that reads the text after this, would take some of it for something else (`250.000` for 250) and give
the rest an error that says nothing about it.  Here each is one problem, with its column and what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import field

from regiorules.facts.dates import read_date
from regiorules.facts.numbers import Refused, read_number
from regiorules.facts.values import clip
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.text import exact, unmistakable

_INSTEAD = {
    "≤": "<=",
    "≥": ">=",
    "=<": "<=",
    "=>": ">=",
    "≠": "!=",
    "<>": "!=",
    "=": "==",
    "&&": "and",
    "||": "or",
    "&": "and",
    "|": "or",
    "×": "*",
    "÷": "/",
    "^": "**",
    "–": "-",
    "—": "-",
    "−": "-",
    **dict.fromkeys("“”„«»", '"'),
}
_TOKEN = pattern(
    r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})(?![\w.-])"
    r"|(?P<figure>(?:€\s*)?\.?\d(?:[eE][+-]?[0-9]+|[\w.]|[,'’][0-9]|[ \u00a0\u2009\u202f]+[0-9])*(?:\s*[%€])?)"
    r"|#[^\n]*|==|<=|>=|!=|:=|(?P<sign>=<|=>|<>|&&|\|\||[=≤≥≠&|^×÷–—−“”„«»])",
    re.DOTALL,
)
_FIGURE = pattern(r"(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[1-9][0-9]{0,2}(?:_[0-9]{3})+")
_WORDS = {"en": "and", "of": "or", "niet": "not", "EN": "and", "OF": "or", "NIET": "not", "AND": "and", "OR": "or"}
_UNCLEAR = pattern(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_LIST = pattern(r"[0-9]+(?:,[0-9]+)+")


@frozen
class Slip:
    """One thing that can't stand there: where it begins, the code of its problem, and what fills the message."""

    at: int
    code: str
    fields: dict[str, str] = field(factory=dict)


def slips(text: str) -> Iterator[Slip]:
    """Everything in a condition that would be misread, in order; what stands between quotes is left alone."""
    for found in _TOKEN.finditer(text):
        if found["date"] and (day := read_date(found["date"])):
            yield Slip(found.start(), "expr_day", {"value": found[0], "plain": day.isoformat()})
        elif found["figure"] and (slip := _figure(found["figure"], found.start())):
            yield slip
        elif found["sign"]:
            yield Slip(found.start(), "expr_sign", {"sign": found[0], "plain": _INSTEAD[found[0]]})


def unreadable(text: str, at: int) -> Slip:
    """Why a text is no condition, where the grammar gives up at that sign: a word or a sign that isn't in place."""
    depth: list[int] = []
    for found in re.finditer(rf"{_TOKEN.pattern}|(?P<open>[(\[])|(?P<close>[)\]])|(?P<quote>[\"'])", text, re.DOTALL):
        if found["quote"]:
            return Slip(found.start(), "expr_quote")
        if found["word"] in _WORDS:
            return Slip(found.start(), "expr_sign", {"sign": found[0], "plain": _WORDS[found[0]]})
        if found["open"]:
            depth.append(found.start())
        if found["close"]:
            if not depth:
                return Slip(found.start(), "expr_bracket", {"sign": found[0]})
            depth.pop()
    if depth:
        return Slip(depth[-1], "expr_bracket", {"sign": text[depth[-1]]})
    return Slip(at, "expr_syntax", {"text": clip(text[at:].strip() or text, 30)})


def _figure(text: str, at: int) -> Slip | None:
    """The problem with a number that isn't written plainly; Python would read `1.000` as 1."""
    if _FIGURE.fullmatch(text) and unmistakable(text) == text:
        return None
    if _UNCLEAR.fullmatch(text):
        digits = re.split("[.,]", text)
        readings = {"thousands": "".join(digits), "decimal": exact(float(".".join(digits)))}
        return Slip(at, "number_unclear", {"value": clip(text), **readings})
    number = read_number(text)
    if isinstance(number, Refused):
        return Slip(at, "expr_figure", {"value": clip(text)})
    code = "expr_comma" if _LIST.fullmatch(text) else "expr_grouped"
    return Slip(at, code, {"value": clip(text), "plain": exact(number)})
