"""A plugin to begin from: the files of regiorules-example under another name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiorules.patterns import pattern
from regiorules.rules.bundled import bundled

PREFIX = "regiorules-"
_LONGEST = 40  # characters of a name
_NAME = pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORD = pattern(r"(?P<before>_?)(?P<word>[Ee]xample)(?P<after>_?)|EX(?=\d)")
_TEXTS = (".py", ".md", ".toml", ".yaml", ".csv")


def is_name(word: str) -> bool:
    """True for what a plugin may be called."""
    return _NAME.fullmatch(word) is not None and len(word) <= _LONGEST


def files(word: str) -> Iterator[tuple[str, bytes]]:
    """The files of the new distribution, by their path in it."""
    template = bundled("plugins") / f"{PREFIX}example"
    for path in sorted(template.rglob("*")):
        if path.is_file() and (path.suffix in _TEXTS or path.name == "py.typed"):
            yield (
                _renamed(path.relative_to(template).as_posix(), word),
                _renamed(path.read_text("utf-8"), word).encode(),
            )


def _renamed(text: str, word: str) -> str:
    """A text in which every name made of "example" is made of the other word."""

    def rename(found: re.Match[str]) -> str:
        if found["word"] is None:  # the number of a statement
            return word.replace("-", "").upper()
        if found["word"] == "Example":  # a class
            return found["before"] + "".join(part.capitalize() for part in word.split("-")) + found["after"]
        joined = found["before"] or found["after"]  # an identifier
        return found["before"] + (word.replace("-", "_") if joined else word) + found["after"]

    return _WORD.sub(rename, text)
