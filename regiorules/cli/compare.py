"""`regiorules compare`: regions side by side, where they differ and why."""

from __future__ import annotations

from pathlib import Path

import click
from attrs import evolve

from regiorules.cli.given import Given, Sheet, rules_options, sheet_options
from regiorules.cli.options import FileName, completed, option
from regiorules.cli.options import command as make
from regiorules.cli.progress import counted
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Problem
from regiorules.text import Language


@make(*HELP["compare"], waits=True)
@click.argument("files", nargs=-1, metavar="REGIO…", type=FileName())
@option(
    "--region",
    "names",
    multiple=True,
    metavar="NAAM",
    shell_complete=completed("regions"),
    nl="Een bekende regio.",
    en="A known region.",
)
@rules_options
@sheet_options
def command(given: Given, files: tuple[Path, ...], names: tuple[str, ...], sheet: Sheet, lang: Language) -> None:
    """Assess every region, compare, write."""
    from regiorules.advice.compare import compare
    from regiorules.render.change_notes import comparison_blocks

    if len(files) + len(names) < 2:
        raise InputError([Problem("two_regions_needed")])
    regions = [*(evolve(given, file=file) for file in files), *(evolve(given, name=name) for name in names)]
    machine = given.machine()
    found = [machine.assess(each.region(), given.on) for each in counted(regions)]
    sheet.write(compare(found, given.knowledge(), lang), comparison_blocks)
