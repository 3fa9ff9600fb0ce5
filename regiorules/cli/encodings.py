"""Text in the encoding of a terminal or a pipe: what it can't hold is written with the letters that it has."""

from __future__ import annotations

from collections.abc import Callable

_SPELLED = {
    "≥": ">=",
    "≤": "<=",
    "≠": "/=",
    "→": "->",
    "⇒": "=>",
    "…": "...",
    "–": "-",
    "—": "-",
    "−": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "•": "*",
    "·": "-",
    "×": "x",
    "€": "EUR",
    "\N{FRACTION SLASH}": "/",
    "═": "=",
    "─": "-",
    "│": "|",
    "├": "|",
    "└": "`",
    **dict.fromkeys("┌┬┐┼┤┴┘", "+"),
    "░": ":",
    "●": "*",
    "○": "o",
    "►": ">",
    "↑": "^",
    "\N{NO-BREAK SPACE}": " ",
}


def encoded(text: str, encoding: str | None, *, is_json: bool = False) -> bytes:
    """
    The bytes of a text; a sign that the encoding lacks is spelled (`>=`, `e` for `é`), or else a question mark.

    In JSON it is escaped, so that the data stay what they are.
    """
    encoding = encoding or "utf-8"
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        spell = _escaped if is_json else _spelled
        return "".join(_held(sign, encoding, spell) for sign in text).encode(encoding)


def in_any_encoding(page: str) -> str:
    """A page of HTML in characters that every encoding has, the others as references: it is read the same in each."""
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _held(sign: str, encoding: str, spell: Callable[[str], str]) -> str:
    if sign.isascii() or _fits(sign, encoding):
        return sign
    spelled = spell(sign)
    return spelled if _fits(spelled, encoding) else "?"


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _spelled(sign: str) -> str:
    if sign in _SPELLED:
        return _SPELLED[sign]
    import unicodedata

    parts = [each for each in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(each)]
    return "".join(each if each.isascii() else _SPELLED.get(each, "?") for each in parts)


def _escaped(sign: str) -> str:
    import json

    return json.dumps(sign)[1:-1]
