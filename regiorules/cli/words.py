"""What the words of a command line ask for, known also where that command line is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regiorules.text import Language


def values_of(option: str, words: Sequence[str]) -> Iterator[str]:
    """The values that an option has among words, in their order: `--lang en` and `--lang=en`."""
    for number, word in enumerate(words):
        if word == "--":  # only names come after it
            return
        if word == option:
            yield from words[number + 1 : number + 2]
        elif word.startswith(f"{option}="):
            yield word.partition("=")[2]


def environment_language() -> Language:
    """The language of REGIORULES_LANG; Dutch without."""
    return "en" if os.environ.get("REGIORULES_LANG", "nl").lower().startswith("en") else "nl"


def chosen_language() -> Language:
    """The language asked for with --lang, or else that of the environment."""
    asked = next(values_of("--lang", sys.argv), "")
    return "en" if asked == "en" else "nl" if asked == "nl" else environment_language()


def wants_json() -> bool:
    """True where a program reads what is said: with `--format json`."""
    return "json" in values_of("--format", sys.argv)
