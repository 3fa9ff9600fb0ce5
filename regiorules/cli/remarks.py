"""
What is said with an answer: where it comes from, and a note.

Behind the answer (`2; bron: gesprek van 3 maart; notitie: nog nagaan`), or on a line of its own after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import evolve

from regiorules.facts.dates import read_moment
from regiorules.facts.entries import Given
from regiorules.facts.region import Source
from regiorules.facts.values import UNKNOWN_WORDS
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.text import LANGUAGES, Text, fold

_SOURCE_WORDS, _NOTE_WORDS = "bron|source", "notitie|toelichting|note"
_MARK = pattern(rf"(?:^|;)\s*({_SOURCE_WORDS}|{_NOTE_WORDS})\s*:\s*", re.IGNORECASE)
_URL = pattern(r"https?://\S+")
_NO_NAME = pattern(r"[\W_]+")
_LONGEST_ID = 40


@frozen
class Remark:
    """The source and the note that a person gives with an answer; "" for what isn't given."""

    source: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.source or self.note)

    def on(self, given: Given, source: str, *, anew: bool = False) -> Given:
        """What was given of a fact with this added, or `anew` in its place; `source` is the id of the source."""
        sources = () if anew and source else given.sources
        note = {} if anew and self.note else given.note
        said = {each: "; ".join(filter(None, (note.get(each, ""), self.note))) for each in LANGUAGES}
        more = (source,) if source and source not in sources else ()
        return evolve(given, sources=(*sources, *more), note=said if self.note else note)


def parted(line: str) -> tuple[str, Remark]:
    """An answer and what is said with it; of two notes both, of two sources the last."""
    answer, *rest = _MARK.split(line)
    said: dict[str, list[str]] = {}
    for word, text in zip(rest[::2], rest[1::2], strict=True):
        kind = "source" if fold(word) in _SOURCE_WORDS.split("|") else "note"
        said.setdefault(kind, []).append(text.strip())
    return answer.strip(), Remark((said.get("source") or [""])[-1], "; ".join(filter(None, said.get("note", ()))))


def names_remark(line: str) -> bool:
    """True where a source or a note is begun, also where nothing stands behind it."""
    return _MARK.search(line) is not None


NO_REMARK = Text(
    "Zet erachter waar u het vond of wat u erbij wilt zeggen: bron: gesprek van 3 maart.",
    "Put behind it where you found it, or what you want to say with it: source: conversation of 3 March.",
)


def named(text: str, known: Mapping[str, Source]) -> tuple[str, Source]:
    """The source that a person means: one that is known, by its id or its title, or a new one with an id of its own."""
    source = _new(text)
    for name, each in known.items():
        if fold(text) in (fold(name), fold(each.title)) or each == source:
            return name, each
    return _id(source.title, known), source


def _new(text: str) -> Source:
    """A source by its title, with its address and its date where those stand in it: `De krant, 3 mei 2024`."""
    url = _URL.search(text)
    title = (text.replace(url[0], "") if url else text).strip(" ,;()") or text
    before, _, last = title.rpartition(",")
    date = read_moment(last.strip()) if before.strip() and last.strip() else None
    return Source(before.strip() if date else title, url[0].rstrip(".,;)") if url else "", date or "")


def _id(title: str, known: Mapping[str, Source]) -> str:
    """An id that nothing else has, made of the title."""
    name = _NO_NAME.sub("-", fold(title)).strip("-")[:_LONGEST_ID].strip("-")
    start = name if name and name not in UNKNOWN_WORDS and not name.isdecimal() else f"bron-{name}".strip("-")
    tries = (start if number == 1 else f"{start}-{number}" for number in range(1, len(known) + 2))
    return next(each for each in tries if each not in known)
