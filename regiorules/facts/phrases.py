"""
How people say what they partly know: `minstens deels`, `niet in bedrijf`, `los of verbonden`, `40.000 tot 60.000`.

A text may be read in more than one way (`Bergen of Zee` is a name, or two); whoever asks takes the first reading of
which every word is one that it knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiorules.frozen import frozen
from regiorules.patterns import pattern

_AT_LEAST = (
    r"minstens|ten minste|tenminste|minimaal|op zijn minst|vanaf|sinds\b|at least|no less than|from|since\b|>=|≥"
)
_AT_MOST = (
    "hoogstens|ten hoogste|maximaal|op zijn hoogst|niet meer dan|tot en met|t/m|at most|no more than|"
    "up to and including|up to|until and including|<=|≤"
)
_MORE = (
    r"meer dan|hoger dan|groter dan|later dan|boven|na\b|"
    r"more than|higher than|greater than|later than|over|above|after\b|>"
)
_LESS = (
    r"minder dan|lager dan|kleiner dan|eerder dan|onder|voor\b|vóór\b|less than|lower than|fewer than|earlier than|"
    r"under|below|before\b|<"
)
FORMS = tuple(
    (key, pattern(words, re.IGNORECASE))
    for key, words in (
        ("between", r"(?:tussen|between) (?P<low>.+?) (?:en|and) (?P<high>.+)"),
        ("between", r"(?:van |vanaf |from )?(?P<low>.+?) (?:tot en met|t/m|to|through|à) (?P<high>.+)"),
        ("below", r"(?:van |vanaf |from )?(?P<low>.+?) tot (?P<high>.+)"),
        ("between", r"(?P<low>[^-–]*[0-9]) ?[-–] ?(?P<high>[0-9][^-–]*)"),
        ("between", r"(?P<low>[^–]*[0-9]) [-–] (?P<high>[0-9].*)"),
        ("up_to", r"tot (?P<one>.+)"),
        ("at_least", rf"(?:{_AT_LEAST}) ?(?P<one>.+)"),
        ("at_most", rf"(?:{_AT_MOST}) ?(?P<one>.+)"),
        ("more_than", rf"(?:{_MORE}) ?(?P<one>.+)"),
        ("less_than", rf"(?:{_LESS}) ?(?P<one>.+)"),
        ("at_least", r"(?P<one>.+?) (?:of|en|or|and) (?:meer|hoger|groter|later|more|higher|greater)"),
        ("at_most", r"(?P<one>.+?) (?:of|en|or|and) (?:minder|lager|kleiner|eerder|less|fewer|lower|earlier)"),
        ("not", r"(?:niet|geen|not|no) (?P<some>.+)"),
        ("one_of", r"(?:[eé][eé]n van |one of |either )?(?P<some>.+)"),
    )
)
OR = pattern(r"\s*,\s+(?:(?:of|or)\s+)?|\s+(?:of|or)\s+", re.IGNORECASE)
_OR_WORD = pattern(r"\S\s+(?:of|or)\s+\S", re.IGNORECASE)
AND = pattern(r"\s*[,;]\s+(?:(?:en|and|maar|but)\s+)?|\s+(?:en(?!\s+met\s)|and|maar|but)\s+", re.IGNORECASE)
_SURE = "in elk geval|zeker|wel|in any case|certainly|for certain"
SETS = tuple(
    (key, pattern(words, re.IGNORECASE))
    for key, words in (
        ("includes", rf"(?:{_SURE}|minstens|at least) (?P<one>.+)"),
        ("includes", rf"(?P<one>.+?) (?:{_SURE})"),
        ("excludes", r"(?:niet|geen|not|no) (?P<one>.+)"),
        ("excludes", r"(?P<one>.+?) (?:niet|not)"),
        ("open", r"(?P<one>.+?) (?:misschien|perhaps|onbekend|unknown)"),
    )
)
OTHERS = pattern(
    r"(?:\.{3}|…|e\.\s?a\.|etc\.?|(?:en |and )?(?:mogelijk |perhaps )?"
    r"(?:anderen?|overigen?|others?|meer|more)(?: (?:zijn |are )?(?:onbekend|unknown))?)",
    re.IGNORECASE,
)
_LONGEST = 2_000  # characters in which such words are looked for


@frozen
class Clause:
    """One thing that is said of a value: the key of it in plain data (or `between`, `not`), and the words it names."""

    key: str
    words: tuple[str, ...]
    said: str


def readings(text: str) -> Iterator[list[list[Clause]]]:
    """What is said of a value, read whole and then in parts: of each part the clauses it may be, likeliest first."""
    if len(text) > _LONGEST:
        return
    flat = " ".join(text.split())
    yield [_clauses(flat)]
    parts = [part for part in AND.split(flat) if part]
    if len(parts) > 1:
        yield [_clauses(part) for part in parts]


def _clauses(text: str) -> list[Clause]:
    found = ((key, form.fullmatch(text)) for key, form in FORMS)
    return [Clause(key, _words(match), text) for key, match in found if match]


def _words(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(
        word.strip()
        for key, text in found.groupdict().items()
        for word in (OR.split(text) if key == "some" else [text])
    )


def of_set(text: str) -> Clause | None:
    """What is said of one option of a set: that it is in it, that it isn't, or neither; None for a plain option."""
    flat = " ".join(text.split()) if len(text) <= _LONGEST else ""
    if are_others(flat):
        return Clause("open", (), flat)
    for key, form in SETS:
        if found := form.fullmatch(flat):
            return Clause(key, (found["one"].strip(),), flat)
    return None


def names_some(text: str) -> bool:
    """True for words with an `or` between them."""
    return len(text) <= _LONGEST and _OR_WORD.search(text) is not None


def are_others(text: str) -> bool:
    """True for words that say that there are more, without saying which: `en andere`, `others unknown`, `…`."""
    return len(text) <= _LONGEST and OTHERS.fullmatch(" ".join(text.split())) is not None
