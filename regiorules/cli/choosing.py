"""Several options in one answer, as people write them: `1, 3`, `1 en 3`, `2 t/m 4`, `rood en geel`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from regiorules.facts.vocabulary import Fact
from regiorules.patterns import pattern

_PARTS = pattern(r"[;,]\s*(?:(?:en|and)\s+)?")  # also the last of `1, 2, and 3`
_AND = pattern(r"\s+(?:en|and|&|\+)\s+|\s*[&+]\s*", re.IGNORECASE)
_LONGEST = 6  # words with an "and" between them in the name of one option
_RANGE = pattern(r"(\d{1,4})\s*(?:-|–|t/m|tm|tot en met|to|through)\s*(\d{1,4})", re.IGNORECASE)


def options_in(fact: Fact, offered: Sequence[str], answer: str) -> list[str] | None:
    """The ids of the options that an answer names, by number in what is offered or by word; None where it does not."""
    found = [_meant(fact, offered, part.strip()) for part in _PARTS.split(answer) if part.strip()]
    if not found or None in found:
        return None
    return list(dict.fromkeys(chain.from_iterable(each for each in found if each)))


def _meant(fact: Fact, offered: Sequence[str], part: str) -> list[str] | None:
    """The options in one part, of words with an "and" between them the longest that is one; None where one is none."""
    ends = [(found.start(), found.end()) for found in _AND.finditer(part)] + [(len(part), len(part))]
    options: list[str] = []
    start = 0
    while ends:
        tried = ((at, _one(fact, offered, part[start:end])) for at, (end, _) in reversed([*enumerate(ends[:_LONGEST])]))
        at, found = next(((at, found) for at, found in tried if found), (0, []))
        if not found:
            return None
        options += found
        start, ends = ends[at][1], ends[at + 1 :]
    return options


def _one(fact: Fact, offered: Sequence[str], words: str) -> list[str]:
    """What has that number, or the numbers of that range, or that name; nothing where nothing has."""
    option = None if (found := _numbered(offered, words)) else fact.option(words)
    return [option] if option else found


def _numbered(offered: Sequence[str], part: str) -> list[str]:
    """What has that number, or the numbers of that range; nothing where one of them has none."""
    ends = _RANGE.fullmatch(part)
    first, last = (int(ends[1]), int(ends[2])) if ends else (int(part), int(part)) if part.isdecimal() else (0, 0)
    return list(offered[first - 1 : last]) if 1 <= first <= last <= len(offered) else []
