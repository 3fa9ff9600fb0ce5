"""`regiorules advise`: the main job, from facts about a region to reasoned advice."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from regiorules.cli.formats import choose_format
from regiorules.cli.given import Given, region_options
from regiorules.cli.options import command as make
from regiorules.cli.options import format_option, option, output_option
from regiorules.cli.output import layout_for, write
from regiorules.cli.registered import leave_out, plugins
from regiorules.cli.summaries import HELP
from regiorules.text import Language


@make(*HELP["advise"], waits=True)
@region_options
@format_option(
    "Uitvoervorm: text, markdown, json, html, pdf of een van een plugin; anders die bij de naam van --output, of text.",
    "Format: text, markdown, json, html, pdf or one of a plugin; that of the name of --output otherwise, or text.",
)
@option(
    "--ids",
    is_flag=True,
    nl="Zet bij alles in de tekst zijn kenmerk, voor regiorules explain.",
    en="Put its id beside everything in the text, for regiorules explain.",
)
@option(
    "--full",
    is_flag=True,
    nl="Zet er ook de achtergrond en de verantwoording bij: aannames, regels en uitspraken van de bron; en wat er "
    "vaststaat wat de antwoorden op meer vragen samen ook zijn.",
    en="Add the background and the account too: assumptions, rules and statements of the source; and what is certain "
    "whatever the answers to several questions together are.",
)
@output_option
def command(given: Given, format: str | None, ids: bool, full: bool, output: Path | None, lang: Language) -> None:
    """Read, assess, advise, render, write."""
    from regiorules.advice.advise import make_advice
    from regiorules.advice.times import newest
    from regiorules.cli.certain import certain_if_possible
    from regiorules.plugins.using import render

    registry = plugins()
    if format is not None:
        registry.renderer(format)  # a format that doesn't exist is said before the work
    chosen = choose_format(format, output, registry.suffixes)
    machine, region = given.machine(network=True), given.region()
    assessment = machine.assess(region, given.on)
    notes, problems = registry.notes(assessment, given.knowledge())
    leave_out(problems)
    newer = newest(region, machine, given.on)
    certain = certain_if_possible(assessment, given.knowledge()) if full else ()
    advice = make_advice(assessment, given.knowledge(), lang, notes=notes, newer=newer, certain=certain)
    layout = evolve(layout_for(output), ids=ids, full=full)
    write(render(registry, chosen, advice, layout), output, chosen)
