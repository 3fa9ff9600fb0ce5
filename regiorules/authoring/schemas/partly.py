"""
What may be said of a fact that is partly known: patterns of the words that `phrases` reads, and plain data.

The patterns are made from those of the reader, in the form that an editor knows too: no names of groups, no flags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from regiorules.facts import phrases
from regiorules.facts.given import keys_of, speaks
from regiorules.facts.vocabulary import Fact
from regiorules.patterns import pattern

Schema = dict[str, Any]
_GROUP = pattern(r"\(\?P<(\w+)>([^()]*)\)")
_TOKEN = pattern(r"\\.|\[(?:\\.|[^\]])*\]| \??|.")
_LISTS = ("one_of", "not", "includes", "excludes")
_UNKNOWN = ("unknown", "onbekend")
_SHORT = r"(?=(?:[^0-9(,;]+ )?[0-9]|[uUoO])"  # where a number begins behind a name


# --- in words ------------------------------------------------------------------------------


def said(fact: Fact, value: str, end: str = "$") -> str:
    """A pattern of what people say of a value, until the end of it; `value` is the pattern of one value."""
    forms = [pattern for key, pattern in phrases.FORMS if speaks(fact, key)]
    if not fact.is_figure:
        forms = [each for each in forms if "[0-9]" not in each.pattern]
    and_more = rf"(?:{portable(phrases.AND.pattern)})(?=\S)"
    return rf"(?:{_one_of(forms, value)}(?:{and_more}|(?=\s*{end})))+"


def said_of_set(option: str) -> tuple[str, str]:
    """Patterns of an item that says something of an option, and of a text with such items and options."""
    item = _any_of([_one_of((pattern for _, pattern in phrases.SETS), option), _OTHERS])
    return rf"^\s*{item}\s*$", rf"^[\s,;]*(?:{_any_of([option, item])}(?:\s*[,;][\s,;]*|\s*$))+$"


def said_of_records(number: Fact | None, value: str) -> tuple[str, str]:
    """
    Patterns of an item that says a record in short or that there are others, and of a text with such items.

    `number` is the field behind a name, `value` the pattern of one value; without it no record can be said in short.
    """
    items = [_OTHERS]
    if number:
        behind = _any_of([value, said(number, value, r"(?:\)|;|,(?![0-9])|$)"), *map(portable, _UNKNOWN)])
        items.append(rf"(?:[^,;]|,(?=[0-9]))*?[^\s:(,;][\s:]+\(?{_SHORT}{behind}\)?")
    item = _any_of(items)
    return rf"^\s*{item}\s*$", rf"^[\s,;]*(?:{item}(?:\s*(?:;|,(?![0-9]))[\s,;]*|\s*$))+$"


def _one_of(forms: Iterable[re.Pattern[str]], value: str) -> str:
    """A pattern of any of these forms, in which that of a value, which is long, stands as few times as can be."""
    before, behind, several, found = [], [], [], []
    ranges: dict[str, list[str]] = {}
    for form in forms:
        parts = _GROUP.split(form.pattern)
        names, texts = parts[1::3], [portable(text) for text in parts[::3]]
        if names == ["some"]:
            several.append(texts[0])
        elif len(names) > 1:
            ranges.setdefault(texts[0], []).append(texts[1])
        elif texts[1]:
            behind.append(texts[1])
        else:
            before.append(texts[0])
    found += [first + value + _any_of(between) + value for first, between in ranges.items()]
    if several:
        found.append(rf"{_any_of(several)}{value}(?:(?:{portable(phrases.OR.pattern)}){value})*")
    if before:
        found.append(_any_of(before) + value)
    if behind:
        found.append(value + _any_of(behind))
    return _any_of(found)


def portable(pattern: str) -> str:
    """A pattern of the reader's, for which capitals and the width of space make no difference."""
    return "".join(map(_portable, _TOKEN.findall(pattern)))


def _portable(token: str) -> str:
    if token.startswith(" "):
        return r"\s*" if token.endswith("?") else r"\s+"
    if token.startswith("["):
        return re.sub(r"\\.|[^\W\d_]", lambda each: each[0] if each[0][0] == "\\" else _both(each[0]), token)
    return f"[{_both(token)}]" if token.isalpha() else token


def _both(letter: str) -> str:
    return "".join(dict.fromkeys((letter.lower(), letter.upper())))


def _any_of(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


_OTHERS = portable(phrases.OTHERS.pattern)  # that there are more than are named


# --- as plain data -------------------------------------------------------------------------


def keys(fact: Fact, value: Schema, unknown: Schema) -> dict[str, Schema]:
    """What stands behind each key of plain data; `value` is one value, or one option of a set."""
    several: Schema = {"type": "array", "items": value}
    forms = {
        **dict.fromkeys(keys_of(fact), value),
        **{key: {"anyOf": [value, several]} for key in _LISTS},
        "between": {**several, "minItems": 2, "maxItems": 2},
    }
    return {key: {"anyOf": [forms[key], unknown]} for key in keys_of(fact)}
