"""A plugin to begin from: the files of regiorules-example under another name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiorules.patterns import pattern
from regiorules.rules.bundled import bundled
from regiorules.text import Language

PREFIX = "regiorules-"
_LONGEST = 40  # characters of a name
_NAME = pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORD = pattern(r"(?P<before>_?)(?P<word>[Ee]xample)(?P<after>_?)|EX(?=\d)")
_TEXTS = (".py", ".md", ".toml", ".yaml", ".csv")


def is_name(word: str) -> bool:
    """True for what a plugin may be called."""
    return _NAME.fullmatch(word) is not None and len(word) <= _LONGEST


def files(word: str, language: Language) -> Iterator[tuple[str, bytes]]:
    """The files of the new distribution, by their path in it; one README, in this language."""
    template = bundled("plugins") / f"{PREFIX}example"
    readme = "README.md" if language == "nl" else f"README.{language}.md"
    for path in sorted(template.rglob("*")):
        if path.is_file() and (path.suffix in _TEXTS or path.name == "py.typed"):
            name = path.relative_to(template).as_posix()
            if name == readme or not name.startswith("README."):
                yield (
                    "README.md" if name == readme else _renamed(name, word),
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
