"""
How people write the tests in a cell: signs and words for comparing, for ranges, for lists, and for not.

Everything here is about text: what a word or a number in it means, is for the reader of the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate

from regiorules.frozen import frozen
from regiorules.patterns import pattern

FIGURE = (
    r"(?:(?:€|EUR)\s?)?[+−-]?[0-9.,](?:[0-9.,_'’ \u00a0\u2009\u202f]*[0-9.])?(?:[eE][+-]?[0-9]+)?"
    r"(?:,-{1,2}|\s?(?:%|€|euro|procent))?"
)
_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "=<": "<=", "=>": ">=", "…": "..", "...": ".."}
_SIGN = pattern(r'"[^"]*"|≤|≥|≠|<>|=<|=>|…|\.\.\.')
_NOT = pattern(
    r"(?:not|niet|geen|behalve|anders dan|ongelijk aan|other than|except)(?:\s*:\s*|\s+|(?=[(\[\]\"<>=]))(.+)",
    re.IGNORECASE,
)
_QUOTES = pattern('[„“”«]([^"„“”«»]*)[“”»]')
_COMPARISON = pattern(r"(<=|>=|==|!=|<|>|=)\s*(.+)")
_WORDS: Mapping[str, str] = {
    "<=": r"hoogstens|ten hoogste|hooguit|maximaal|max\.|at most|tot en met|t/m|t\.e\.m\.|"
    r"(?:kleiner|minder|lager)(?: dan)? of gelijk aan|less than or equal to",
    ">=": r"minstens|ten minste|tenminste|minimaal|min\.|at least|vanaf|"
    r"(?:groter|meer|hoger)(?: dan)? of gelijk aan|(?:more|greater) than or equal to",
    ">": "meer dan|groter dan|hoger dan|more than|greater than|higher than|boven|above",
    "<": "minder dan|kleiner dan|lager dan|less than|fewer than|lower than|onder|below|tot",
    "==": "gelijk aan|precies|equal to|exactly",
}
_DAY_WORDS: Mapping[str, str] = {
    "<=": "op of voor|on or before",
    ">=": "op of na|sinds|on or after|since|from",
    ">": "na|later dan|after|later than",
    "<": "voor|vóór|eerder dan|before|earlier than",
}
_SAID = tuple((pattern(rf"(?:{words})\s+(.+)", re.IGNORECASE), op) for op, words in _WORDS.items())
_DAYS_SAID = tuple((pattern(rf"(?:{words})\s+(.+)", re.IGNORECASE), op) for op, words in _DAY_WORDS.items())
_MORE = pattern(r"(.+?)\s+(?:of|or|en|and)\s+(?:meer|hoger|groter|later|more|higher|greater|above)", re.IGNORECASE)
_LESS = pattern(
    r"(.+?)\s+(?:of|or|en|and)\s+(?:minder|lager|kleiner|eerder|less|lower|fewer|below|earlier)", re.IGNORECASE
)
_PLUS = pattern(rf"({FIGURE})\s?\+")
_END = r"((?:(?!\.\.)[^\[\]])+?)"
_DOTS = pattern(rf"([\[\](]?)\s*{_END}\s*\.\.\s*{_END}\s*([\[\])]?)")
_BARE_DOTS = pattern(rf"(){_END}\s*\.\.\s*{_END}()")
_DASH = pattern(rf"({FIGURE})\s*[-‐‑–—−]\s*({FIGURE})")
_HYPHEN = pattern("[-‐‑–—]")
_THROUGH = pattern(
    r"(?:van |from )?(.+?)\s+(?:t/m|t\.e\.m\.|tot en met|up to and including|through)\s+(.+)", re.IGNORECASE
)
_UNTIL = pattern(r"(?:van |vanaf )?(.+?)\s+tot\s+(.+)", re.IGNORECASE)
_VAGUE = pattern(r"(?:tussen|between)\b.+|.+\s(?:to|until)\s.+", re.IGNORECASE)
_OR = pattern(
    r"(?<!\bop)(?<!\bon)\s(?:of|or)\s(?!(?:meer|hoger|groter|later|more|higher|greater|above|minder|lager|kleiner|eerder|less|lower|fewer|below|earlier"
    r")\b"
    r"(?!\s(?:dan|than)\b)|(?:gelijk aan|equal to)\b)",
    re.IGNORECASE,
)
_BOTH = pattern(r"\s(?:en|and|maar|but)\s", re.IGNORECASE)
_MONTHS = "jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec"
_DATE = pattern(
    rf"[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?:[T ].*)?|[0-9]{{1,2}}([-/])[0-9]{{1,2}}\1[0-9]{{2,4}}"
    rf"|[0-9]{{1,2}}[- ](?:{_MONTHS})[a-z]*\.?(?:[- ][0-9]{{2,4}})?|(?:{_MONTHS})[a-z]*\.?-[0-9]{{2,4}}"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?",
    re.IGNORECASE,
)


@frozen
class Range:
    """From `first` to `last`, as texts, with the signs that say whether each end counts."""

    first: str
    above: str
    last: str
    below: str


def plain_signs(text: str) -> str:
    """The text with the signs and quotes of the language for those of a word processor, outside quotes."""
    return _SIGN.sub(lambda found: _SIGNS.get(found[0], found[0]), _QUOTES.sub(r'"\1"', text))


def denied(text: str) -> str | None:
    """What a cell excludes; None where it doesn't begin with `not` or a word for it."""
    found = _NOT.fullmatch(text)
    return found[1] if found else None


def comparison(text: str, *, days: bool = False) -> tuple[str, str] | None:
    """A sign for comparing, and with what: `>= 5`, `minstens 5`, `5 of meer`, `5+`, and of `days` `na 1-3-2026`."""
    if found := _COMPARISON.fullmatch(text):
        return ("==" if found[1] == "=" else found[1]), found[2]
    for form, op in ((_MORE, ">="), (_LESS, "<="), (_PLUS, ">=")):
        if found := form.fullmatch(text):
            return op, found[1]
    if between_words(text):
        return None
    said = (*_DAYS_SAID, *_SAID) if days else _SAID
    return next(((op, found[1]) for form, op in said if (found := form.fullmatch(text))), None)


def between_words(text: str) -> Range | None:
    """`10 t/m 20`, with its last number; `10 tot 20`, as in a law, without it."""
    if (found := _THROUGH.fullmatch(text)) and found[1].lower() != "tot":
        return Range(found[1], ">=", found[2], "<=")
    found = _UNTIL.fullmatch(text)
    return Range(found[1], ">=", found[2], "<") if found and not found[2].lower().startswith("en met") else None


def together(text: str, *, days: bool = False) -> Range | None:
    """`> 10 en < 20`, `minstens 10 en minder dan 20`: two comparisons that are the ends of a range."""
    ends = [comparison(each.strip(), days=days) for each in _BOTH.split(text)]
    lows, highs = ([end for end in ends if end and sign in end[0]] for sign in "><")
    if len(ends) != 2 or len(lows) != 1 or len(highs) != 1:
        return None
    (above, first), (below, last) = lows[0], highs[0]
    return Range(first, above, last, below)


def dotted(text: str) -> Range | None:
    """`[2..5]` and its like; a bracket turned outwards or a round one leaves out its end."""
    for form in (_DOTS, _BARE_DOTS):
        found = form.fullmatch(text)
        if found and bool(found[1]) is bool(found[4]) and all(_balanced(found[end]) for end in (2, 3)):
            above, below = ">=" if found[1] in ("", "[") else ">", "<=" if found[4] in ("", "]") else "<"
            return Range(found[2], above, found[3], below)
    return None


def dashed(text: str) -> Range | None:
    """`10-20`: two numbers with a dash between them are a range, and never a subtraction."""
    found = _DASH.fullmatch(text)
    return Range(found[1], ">=", found[2], "<=") if found else None


def dashes(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and after each dash in a text."""
    return ((text[: found.start()].strip(), text[found.end() :].strip()) for found in _HYPHEN.finditer(text))


def is_vague(text: str) -> bool:
    """True for a range of which nobody can say whether its ends count."""
    return _VAGUE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """True for what a spreadsheet program makes of `5-9`, or of `10:20`."""
    return _DATE.fullmatch(text) is not None


def split(text: str, *, figures: bool = False) -> Iterator[str]:
    """The parts between commas, semicolons and `of`, outside quotes, brackets and (`figures`) numbers."""
    depth, quoted, begin, at = 0, False, 0, 0
    while at < len(text):
        sign = text[at]
        quoted ^= sign == '"'
        depth += 0 if quoted else (sign == "(") - (sign == ")")
        width = 0 if quoted or depth > 0 else _divider(text, at, figures)
        if width:
            yield text[begin:at].strip()
            begin = at + width
        at += width or 1
    yield text[begin:].strip()


def _divider(text: str, at: int, figures: bool) -> int:
    """How many signs divide two parts here."""
    if text[at] == "," and figures and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
        return 0
    if text[at] in ",;":
        return 0 if text[at] == "," and text[at + 1 : at + 2] == "-" else 1  # € 5,-
    found = _OR.match(text, at)
    return len(found[0]) if found else 0


def unwrapped(text: str) -> str:
    """What stands between the brackets, where they are around the whole."""
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depths = list(accumulate((sign == "(") - (sign == ")") for sign in text))
    return text[1:-1].strip() if 0 not in depths[:-1] else text


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")")
