"""`regiorules compare`: regions side by side, where they differ and why."""

from __future__ import annotations

from pathlib import Path

import click
from attrs import evolve

from regiorules.cli.given import Given, Sheet, sheet_options
from regiorules.cli.options import FileName, option
from regiorules.cli.options import command as make
from regiorules.errors import InputError, Problem
from regiorules.text import Language


@make(
    "Zet regio's naast elkaar: regiobestanden, of --region NAAM (meermaals).",
    "Put regions side by side: region files, or --region NAME (repeated).",
)
@click.argument("files", nargs=-1, metavar="REGIO…", type=FileName())
@option("--region", "names", multiple=True, metavar="NAAM", nl="Een ingebouwde regio.", en="A built-in region.")
@sheet_options
def command(files: tuple[Path, ...], names: tuple[str, ...], sheet: Sheet, lang: Language) -> None:
    """Assess every region, compare, write."""
    from regiorules.advice.compare import compare
    from regiorules.render.change_notes import comparison_blocks

    if len(files) + len(names) < 2:
        raise InputError([Problem("two_regions_needed")])
    base = Given()
    regions = [evolve(base, file=file).region() for file in files]
    regions += [evolve(base, name=name).region() for name in names]
    machine = base.machine()
    sheet.write(compare([machine.assess(each) for each in regions], base.knowledge(), lang), comparison_blocks)
