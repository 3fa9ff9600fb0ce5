"""The words and signs of an expression of the ZEN language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from regiorules.facts.values import clip
from regiorules_jdm.trees import Unsayable

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>\d[\d_]*(?:\.(?!\.)\d+)?(?:[eE][+-]?\d+)?)"
    r"""|(?P<text>"[^"\\]*"|'[^'\\]*')"""
    r"|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<sign>\.\.|==|!=|<=|>=|\?\?|[-+*/%^<>()\[\],.?:!#{}`])"
)


@frozen
class Token:
    """A piece of an expression: its kind (number, text, name, sign or end), and how it is written."""

    kind: str
    text: str


END = Token("end", "")


def tokens(text: str) -> Iterator[Token]:
    """The pieces of an expression, and their end; raises Unsayable where there is none that we know."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            rest = clip(text[at:], 20)
            raise Unsayable(f"{rest} wordt niet begrepen", f"{rest} isn't understood")
        if found.lastgroup != "space":
            yield Token(str(found.lastgroup), found[0])
        at = found.end()
    yield END
