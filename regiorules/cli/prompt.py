"""The two sides of a conversation on the command line: what is said, and the lines that a person types."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress

import click
from attrs import evolve

from regiorules.cli.output import say, terminal_width
from regiorules.errors import Problem
from regiorules.frozen import frozen
from regiorules.text import Language, Text, fold, visible

ANSWER = Text("Antwoord", "Answer")
_NO_TEXT = Text(
    "Dit antwoord is niet te lezen als tekst; gebruik een venster dat UTF-8 schrijft.",
    "This answer can't be read as text; use a window that writes UTF-8.",
)


@frozen
class Prompt:
    """A conversation in one language."""

    language: Language

    def text(self, text: Text, **fields: object) -> str:
        """A text with its fields filled in, each safe to show."""
        return text.say(self.language).format(**{name: visible(str(each)) for name, each in fields.items()})

    def say(self, text: Text, **fields: object) -> None:
        """Say a text on a line of its own."""
        say(self.text(text, **fields))

    def explain(self, text: Text, **fields: object) -> None:
        """Say a text of several lines, as wide as the terminal."""
        say(click.wrap_text(self.text(text, **fields), terminal_width()))

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Say what is wrong with an answer: the question stands above it, and need not be named again."""
        for problem in problems:
            say(evolve(problem, path="").say(self.language))

    def read(self, label: str = "") -> str | None:
        """One line, "" for one that is empty or is no text; None at the end of the input."""
        say(f"{visible(label) or ANSWER.say(self.language)}> ", newline=False)
        line = sys.stdin.buffer.readline() if sys.stdin else b""  # None where the descriptor is closed
        if not line:
            return None
        answer = decoded(line)
        if answer is None:
            self.say(_NO_TEXT)
        return (answer or "").strip()


def decoded(line: bytes) -> str | None:
    """A line as UTF-8, or as what the terminal writes; None where it is neither."""
    for encoding in ("utf-8", getattr(sys.stdin, "encoding", None) or "utf-8"):
        with suppress(UnicodeDecodeError, LookupError):
            return line.decode(encoding)
    return None


def is_terminal() -> bool:
    """True where a person types the lines."""
    return sys.stdin is not None and sys.stdin.isatty()


def command_in(answer: str | None, commands: Mapping[str, tuple[str, ...]]) -> str:
    """The name of the command that a line is, by its words; "" for none."""
    return next((name for name, words in commands.items() if answer and fold(answer) in words), "")
