"""`regiorules new plugin NAME`: a working distribution to start from, copied from regiorules-example."""

from __future__ import annotations

from pathlib import Path

import click

from regiorules.cli.options import FileName, option
from regiorules.cli.options import command as make
from regiorules.cli.output import say, say_written
from regiorules.cli.registered import plugins
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Place, Problem
from regiorules.text import Language, Text, visible

_NEXT = Text(
    """Daarna:
  pip install -e '{folder}[test]'
  pytest {folder}
  regiorules advise --region {region} --format {word}""",
    """Then:
  pip install -e '{folder}[test]'
  pytest {folder}
  regiorules advise --region {region} --format {word}""",
)
_REGION = Text("NAAM", "NAME")


@make(*HELP["new"])
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
    from regiorules.authoring.scaffold import PREFIX, files, is_name
    from regiorules.authoring.schemas.beside import with_schemas
    from regiorules.writing import write_folder

    word = name.removeprefix(PREFIX)
    if not is_name(word):
        raise InputError([Problem("plugin_name", {"name": name})])
    if word == "example" or word in plugins().renderers or word in plugins().rulesets:
        raise InputError([Problem("plugin_taken", {"name": word})])
    folder = output / f"{PREFIX}{word}"
    if folder.exists():
        raise InputError([Problem("folder_exists", {}, Place(str(folder)))])
    write_folder(folder, with_schemas(files(word, lang), lang))
    say_written(folder)
    say(_NEXT.say(lang).format(folder=visible(str(folder)), word=word, region=_REGION.say(lang)))
