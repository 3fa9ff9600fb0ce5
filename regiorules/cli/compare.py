"""`regiorules compare`: regions side by side, where they differ and why."""

from __future__ import annotations

from pathlib import Path

import click

from regiorules.cli.base import command as make
from regiorules.cli.base import load_knowledge, option, output_option, ruleset_option
from regiorules.cli.given import given_region, note_options, write_note
from regiorules.text import Language


@make(
    "Zet regio's naast elkaar: regiobestanden, of --region NAAM (meermaals).",
    "Put regions side by side: region files, or --region NAME (repeated).",
)
@click.argument("files", nargs=-1, metavar="REGIO…", type=click.Path(path_type=Path))
@option("--region", "names", multiple=True, metavar="NAAM", nl="Een ingebouwde regio.", en="A built-in region.")
@note_options
@ruleset_option
@output_option
def command(
    files: tuple[Path, ...],
    names: tuple[str, ...],
    format: str,
    engine: str,
    rulesets: tuple[str, ...],
    output: Path | None,
    lang: Language,
) -> None:
    """Assess every region, compare, write."""
    from regiorules.advice.compare import compare
    from regiorules.engine.engine import Engine
    from regiorules.errors import InputError, Problem
    from regiorules.render.change_notes import comparison_blocks

    if len(files) + len(names) < 2:
        raise InputError([Problem("two_regions_needed")])
    knowledge = load_knowledge(rulesets)
    regions = [given_region(knowledge.vocabulary, file, None, None, ()) for file in files]
    regions += [given_region(knowledge.vocabulary, None, name, None, ()) for name in names]
    machine = Engine(knowledge, engine)
    comparison = compare([machine.assess(region) for region in regions], knowledge, lang)
    write_note(comparison, comparison_blocks, format, output)
