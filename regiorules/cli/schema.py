"""`regiorules schema`: JSON Schemas of what RegioRules reads and writes, for editors and programs."""

from __future__ import annotations

from pathlib import Path

import click

from regiorules.cli.formats import check_json_name
from regiorules.cli.options import command as make
from regiorules.cli.options import completed, output_option, ruleset_option
from regiorules.cli.output import write_json, write_table
from regiorules.cli.registered import load_knowledge
from regiorules.cli.summaries import HELP
from regiorules.text import Language, Text

_NAME = Text("schema", "schema")
_WHAT = Text("waarvan", "of what")


@make(*HELP["schema"], waits=True)
@click.argument("name", required=False, metavar="NAAM", shell_complete=completed("schemas"))
@ruleset_option
@output_option
def command(name: str | None, rulesets: tuple[str, ...], output: Path | None, lang: Language) -> None:
    """Print the schema, that of region files for these rule sets; or the list of schemas."""
    from regiorules.authoring.schemas import SCHEMAS, described, schema

    if name is None:
        lines = [(each, described(each, lang)) for each in SCHEMAS]
        write_table((_NAME.say(lang), _WHAT.say(lang)), lines, output)
        return
    document = schema(name, lang, vocabulary=lambda: load_knowledge(rulesets).vocabulary)
    check_json_name(output)  # now it is known what was read
    write_json(document, output)
