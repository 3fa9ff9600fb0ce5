"""`regiorules schema`: JSON Schemas of what RegioRules writes."""

from __future__ import annotations

import click

from regiorules.cli.base import command as make
from regiorules.cli.base import write
from regiorules.render.json import to_json
from regiorules.text import Language


@make("Toon een JSON Schema: assessment.", "Show a JSON Schema: assessment.")
@click.argument("name", metavar="NAAM")
def command(name: str, lang: Language) -> None:
    """Print the schema."""
    from regiorules.schemas import schema

    write(to_json(schema(name)))
