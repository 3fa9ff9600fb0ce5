"""`regiorules compare`: regions side by side, where they differ and why."""

from __future__ import annotations

from pathlib import Path

import click
from attrs import evolve

from regiorules.cli.formats import choose_format
from regiorules.cli.given import Given, rules_options
from regiorules.cli.options import FileName, completed, format_option, option, output_option
from regiorules.cli.options import command as make
from regiorules.cli.output import layout_for, write
from regiorules.cli.progress import counted
from regiorules.cli.registered import plugins
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Problem, unknown_name
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
@format_option(
    "Uitvoervorm: text, markdown, json, xlsx, ods of een van een plugin; anders die bij de naam van --output, of text.",
    "Format: text, markdown, json, xlsx, ods or one of a plugin; that of the name of --output otherwise, or text.",
)
@output_option
def command(
    given: Given,
    files: tuple[Path, ...],
    names: tuple[str, ...],
    format: str | None,
    output: Path | None,
    lang: Language,
) -> None:
    """Assess every region, compare, write."""
    from regiorules.advice.compare import compare
    from regiorules.plugins.using import render_comparison

    registry = plugins()
    if format is not None and format not in registry.comparisons:  # is said before the work
        raise unknown_name("unknown_format", format, registry.comparisons)
    if len(files) + len(names) < 2:
        raise InputError([Problem("two_regions_needed")])
    chosen = choose_format(format, output, registry.comparison_suffixes)
    regions = [*(evolve(given, file=file) for file in files), *(evolve(given, name=name) for name in names)]
    machine = given.machine()
    found = [machine.assess(each.region(), given.on) for each in counted(regions)]
    comparison = compare(found, given.knowledge(), lang)
    write(render_comparison(registry, chosen, comparison, layout_for(output)), output, chosen)
