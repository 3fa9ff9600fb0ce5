"""Texts for people: always in Dutch and in English, Dutch first."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, get_args

from attrs import frozen

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@frozen
class Text:
    """One text in both languages."""

    nl: str
    en: str

    def say(self, language: Language) -> str:
        """The text in `language`."""
        return self.en if language == "en" else self.nl


_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u00b4`]")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_GAPS = re.compile(r"[\s\u2010-\u2015\u2212-]+")


def fold(name: str) -> str:
    """
    What names are compared by: two spellings of one name fold to the same text.

    Composed or decomposed letters, capitals, kinds of space, hyphen and apostrophe make no difference,
    and a hyphen is as good as a space.
    """
    plain = _APOSTROPHES.sub("'", _INVISIBLE.sub("", name))
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
    return _GAPS.sub(" ", plain).strip()


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when nothing is near."""
    by_fold = {fold(name): name for name in known}
    found = difflib.get_close_matches(fold(word), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def unmistakable(digits: str) -> str:
    """A number of a program or of JSON, so that its point can't be taken for one between thousands."""
    return f"{digits}0" if _THOUSANDS.fullmatch(digits) else digits


def exact(number: float) -> str:
    """A number in digits that are read back as that number."""
    return unmistakable(repr(number))


def listing(words: Iterable[str], limit: int = 8) -> str:
    """Words as a list that fits a message: at most `limit` of them."""
    every = list(words)
    return ", ".join(every[:limit]) + (", …" if len(every) > limit else "")


def listed(texts: Iterable[Text], limit: int = 8) -> Text:
    """Texts as a list that fits a message, in both languages."""
    every = list(texts)
    return Text(*(listing((text.say(language) for text in every), limit) for language in LANGUAGES))
