"""`regiorules new plugin NAME`: a working distribution to start from, copied from regiorules-example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from regiorules.cli.options import FileName, option
from regiorules.cli.options import command as make
from regiorules.cli.output import say, say_written
from regiorules.cli.registered import plugins
from regiorules.errors import InputError, Place, Problem
from regiorules.text import Language, Text, visible
from regiorules.writing import write_folder

PREFIX = "regiorules-"
_LONGEST = 40  # characters of a name
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORD = re.compile(r"(?P<before>_?)(?P<word>[Ee]xample)(?P<after>_?)|EX(?=\d)")
_TEXTS = (".py", ".md", ".toml", ".yaml", ".csv")
_NEXT = Text(
    """Daarna:
  pip install -e '{folder}[test]'
  pytest {folder}
  regiorules advise --region Zeeland --format {word}""",
    """Then:
  pip install -e '{folder}[test]'
  pytest {folder}
  regiorules advise --region Zeeland --format {word}""",
)


@make(
    "Begin een plugin: schrijf een pakket dat meteen werkt, met regels, scenario's, een uitvoervorm en toetsen.",
    "Begin a plugin: write a distribution that works at once, with rules, scenarios, a format and tests.",
)
@click.argument("kind", metavar="plugin", type=click.Choice(["plugin"]))
@click.argument("name", metavar="NAAM")
@option(
    "--output",
    type=FileName(),
    default=Path(),
    nl="De map waarin het pakket komt te staan.",
    en="The folder in which the distribution comes.",
)
def command(kind: str, name: str, output: Path, lang: Language) -> None:
    """Copy the plugin of this project under another name."""
    word = name.removeprefix(PREFIX)
    if not _NAME.fullmatch(word) or len(word) > _LONGEST:
        raise InputError([Problem("plugin_name", {"name": name})])
    if word in (*plugins().renderers, *plugins().rulesets, "example"):
        raise InputError([Problem("plugin_taken", {"name": word})])
    folder = output / f"{PREFIX}{word}"
    if folder.exists():
        raise InputError([Problem("folder_exists", {}, Place(str(folder)))])
    write_folder(folder, _files(word))
    say_written(folder)
    say(_NEXT.say(lang).format(folder=visible(str(folder)), word=word))


def _files(word: str) -> Iterator[tuple[str, bytes]]:
    """The files of the new distribution, by their path in it."""
    from regiorules.rules.bundled import bundled

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
