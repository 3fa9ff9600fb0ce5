"""The words of a text in FEEL: names may have spaces and signs in them, so the names that are known go first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from regiorules_dmn.model import Text
from regiorules_dmn.words import Cannot

FUNCTIONS = (  # that have a space in their names
    "date and time",
    "years and months duration",
    "list contains",
    "string length",
    "upper case",
    "lower case",
    "substring before",
    "substring after",
    "starts with",
    "ends with",
    "distinct values",
    "insert before",
    "index of",
    "day of week",
    "day of year",
    "week of year",
    "month of year",
    "get value",
    "get entries",
    "round up",
    "round down",
    "round half up",
    "round half down",
)
WORDS = frozenset(
    (
        *("if", "then", "else", "and", "or", "not", "in", "between", "some", "every", "satisfies"),
        *("for", "return", "true", "false", "null", "function", "instance", "of"),
    )
)
LONGEST = 20_000  # characters of an expression
_SPACE = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_NUMBER = re.compile(r"(?:\d+(?:\.(?!\.)\d+)?|\.\d+)(?:[eE][+-]?\d+)?")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_WORD = re.compile(r"[^\W\d]\w*|\?")
_SIGN = re.compile(r"\*\*|<=|>=|!=|\.\.|->|[-+*/=<>()\[\]{},.:@]")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "'": "'"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)


@frozen
class Token:
    """A word: of the kind number, string, name, word or sign; `end` has none."""

    kind: str
    text: str
    at: int


def scan(text: Text, names: Iterable[str]) -> list[Token]:
    """The words of a text, with an end; raises Cannot where there is something that is no word."""
    if len(text.text) > LONGEST:
        raise Cannot("feel_long", text.place)
    known = _pattern(names)
    found: list[Token] = []
    at = 0
    while at < len(text.text):
        space = _SPACE.match(text.text, at)
        if space:
            at = space.end()
            continue
        token, at = _next(text, at, known)
        found.append(token)
    return [*found, Token("end", "", len(text.text))]


def _next(text: Text, at: int, known: re.Pattern[str]) -> tuple[Token, int]:
    """The word that begins here, and where it ends."""
    if string := _STRING.match(text.text, at):
        return Token("string", _unescaped(string[1]), at), string.end()
    if name := known.match(text.text, at):
        return Token("name", " ".join(name[0].split()), at), name.end()
    if number := _NUMBER.match(text.text, at):
        return Token("number", number[0], at), number.end()
    if word := _WORD.match(text.text, at):
        return Token("word" if word[0] in WORDS else "name", word[0], at), word.end()
    if sign := _SIGN.match(text.text, at):
        return Token("sign", sign[0], at), sign.end()
    raise Cannot("feel_unexpected", text.at(at), text=text.text[at])


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """What matches a name that isn't one plain word, the longest first."""
    odd = {*FUNCTIONS, *(each for each in names if each and not _WORD.fullmatch(each))}
    every = sorted((*odd, *(each for each in names if each and each not in WORDS)), key=len, reverse=True)
    spelled = (r"\s+".join(map(re.escape, each.split())) + (r"(?!\w)" if each[-1].isalnum() else "") for each in every)
    return re.compile("|".join(spelled))


def _unescaped(text: str) -> str:
    def meant(found: re.Match[str]) -> str:
        if found[1] or found[2]:
            return chr(int(found[1] or found[2], 16))
        return _ESCAPES.get(found[3], found[0])

    return _ESCAPE.sub(meant, text)
