"""`regiorules schema`: JSON Schemas of what RegioRules reads and writes, for editors and programs."""

from __future__ import annotations

from pathlib import Path

import click

from regiorules.cli.formats import check_json_name
from regiorules.cli.options import command as make
from regiorules.cli.options import output_option, ruleset_option
from regiorules.cli.output import write_json
from regiorules.cli.registered import load_knowledge
from regiorules.text import Language


@make(
    "Toon een JSON Schema: assessment, ruleset, catalogue, scenario of region. Bewaar het met --output, en zet"
    " bovenaan een YAML-bestand: # yaml-language-server: $schema=BESTAND. Uw editor controleert dan terwijl u typt.",
    "Show a JSON Schema: assessment, ruleset, catalogue, scenario or region. Save it with --output, and write on"
    " top of a YAML file: # yaml-language-server: $schema=FILE. Your editor then checks while you type.",
)
@click.argument("name", metavar="NAAM")
@ruleset_option
@output_option
def command(name: str, rulesets: tuple[str, ...], output: Path | None, lang: Language) -> None:
    """Print the schema; that of region files is for these rule sets."""
    from regiorules.authoring.schemas import schema

    document = schema(name, lang, vocabulary=lambda: load_knowledge(rulesets).vocabulary)
    check_json_name(output)  # now it is known what was read
    write_json(document, output)
