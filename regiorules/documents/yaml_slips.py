"""
What people do wrong in YAML, told apart by what stands there.

The parser says where it can't go on; what it says of the cause is English and meant for its makers.  Here the text
around that place is looked at, as a colleague would.
"""

from __future__ import annotations

import re
from typing import Any

from regiorules.documents.places import Lines
from regiorules.errors import Problem
from regiorules.patterns import pattern

_TAB = pattern(r"[ ]*\t[ \t]*[^\s#]")
_ELIDED = pattern(r"(?:^|(?<=[\s\[{,:]))'(?:s|t|n|m|k|r)(?=[-\s]\w)", re.MULTILINE | re.IGNORECASE)  # 's-Gravenhage
_COLON = pattern(r"[^\s#].*?:[ \t]+\S")
_CLOSED_BY = {"[": "]", "{": "}"}
_NO_START = "%@`&*!|>,]}?"  # what a text can't begin with unless it is quoted


def slip(text: str, at: int, cause: Any, lines: Lines) -> Problem:
    """What is wrong at the position where the parser stopped; `cause` is its error."""
    context = min(cause.context_mark.index, len(text)) if cause.context_mark else at
    why = str(cause.problem or "")
    return (
        _tab(text, at, lines)
        or _quoted(text, at, context, why, lines)
        or _bracket(text, at, context, lines)
        or _colon(text, at, why, lines)
        or _start(text, at, context, why, lines)
        or _rest(at, context, why, lines)
    )


def _tab(text: str, at: int, lines: Lines) -> Problem | None:
    start = lines.starts[lines.line(at) - 1]
    if not _TAB.match(text, start) or text[start:at].strip(" \t"):
        return None
    return Problem("yaml_tab", {}, lines.place(text.index("\t", start)))


def _quoted(text: str, at: int, context: int, why: str, lines: Lines) -> Problem | None:
    """A quote that is no quote, isn't closed, or has something behind it."""
    if "escape" in why or "hexdecimal" in why:
        start = text.rfind("\\", context, at + 1)
        return Problem("yaml_escape", {"text": text[start : start + 2].rstrip()}, lines.place(start))
    elided = [found.start() for found in _ELIDED.finditer(text, 0, at) if found.start() >= _near(at, context, lines)]
    if elided and (text[context : context + 1] == "'" or "expected" in why):
        return Problem("yaml_apostrophe", {"text": _word(text, elided[0])}, lines.place(elided[0]))
    if text[context : context + 1] in ("'", '"') and ("unexpected" in why or context < at == len(text)):
        return Problem("open_quote", {"sign": text[context]}, lines.place(context))
    before = text[lines.starts[lines.line(at) - 1] : at].rstrip()
    if before.endswith(("'", '"')) and text[at : at + 1] not in ("", ":", "\n", "\r"):
        return Problem("yaml_after_quote", {}, lines.place(at))
    return None


def _near(at: int, context: int, lines: Lines) -> int:
    """Where what may have gone wrong begins: at the quote that was opened, or a few lines back."""
    return max(context, lines.starts[max(lines.line(at) - 4, 0)])


def _word(text: str, at: int) -> str:
    found = re.compile(r"'[\w-]+( \w+)?").match(text, at)
    return found[0][:60] if found else "'"


def _bracket(text: str, at: int, context: int, lines: Lines) -> Problem | None:
    """Inside brackets: one that isn't closed, or a comma that is missing or too much."""
    opened = context if text[context : context + 1] in ("[", "{") else _last_open(text, at)
    if opened < 0 or opened >= at:
        return None
    sign, closing = text[opened], _CLOSED_BY[text[opened]]
    line_end = lines.starts[lines.line(opened)] if lines.line(opened) < len(lines.starts) else len(text)
    if at >= line_end or closing not in text[at:line_end]:
        return Problem("open_bracket", {"sign": sign, "other": closing}, lines.place(opened))
    if text[at] == "," or text[at] in "]}":
        return Problem("flow_empty", {}, lines.place(at))
    return Problem("flow_comma", {}, lines.place(at))


def _last_open(text: str, at: int) -> int:
    """The bracket that is still open there, seen from the line itself; -1 for none."""
    start = max(text.rfind("\n", 0, at - 1), text.rfind("\r", 0, at - 1)) + 1
    opened: list[int] = []
    for found in re.finditer(r"""'[^'\n]*'|"(?:[^"\\\n]|\\.)*"|(?<!\S)#.*|(?<=[\s\[{,:])[\[{]|[\]}]""", text[start:at]):
        if found[0] in ("[", "{"):
            opened.append(start + found.start())
        elif found[0] in ("]", "}") and opened:
            opened.pop()
    return opened[-1] if opened else -1


def _colon(text: str, at: int, why: str, lines: Lines) -> Problem | None:
    """A second colon in a line, or a line that goes further in than it may."""
    if "mapping values" not in why and not (text[at : at + 1] == ":" and "allowed" in why):
        return None
    start = lines.starts[lines.line(at) - 1]
    if _COLON.match(text[start:at].lstrip(" -")):
        return Problem("yaml_colon", {}, lines.place(at))
    return Problem("yaml_indent", {}, lines.place(start + len(text[start:at]) - len(text[start:at].lstrip())))


def _start(text: str, at: int, context: int, why: str, lines: Lines) -> Problem | None:
    """A text that begins with a sign that means something else."""
    for place in (at, context):
        sign = text[place : place + 1]
        if "sequence entries" in why and sign == "-":
            return Problem("yaml_dash", {}, lines.place(place))
        if sign and sign in _NO_START and text[place - 1 : place] in ("", " ", "\t", "\n", "\r", "[", "{", ",", ":"):
            return Problem("yaml_sign", {"sign": sign}, lines.place(place))
    return None


def _rest(at: int, context: int, why: str, lines: Lines) -> Problem:
    if "could not find expected ':'" in why:
        return Problem("yaml_no_colon", {}, lines.place(context))
    if "document start" in why:
        return Problem("after_end", {}, lines.place(at))
    if "did not find expected key" in why or "indicator" in why:
        return Problem("yaml_indent", {}, lines.place(at))
    return Problem("syntax", {}, lines.place(at))
