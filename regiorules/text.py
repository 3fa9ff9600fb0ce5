"""Texts for people: always in Dutch and in English, Dutch first."""

from __future__ import annotations

import difflib
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


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when nothing is near."""
    by_fold = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def listing(words: Iterable[str], limit: int = 8) -> str:
    """Words as a list that fits a message: at most `limit` of them."""
    every = list(words)
    return ", ".join(every[:limit]) + (", …" if len(every) > limit else "")
