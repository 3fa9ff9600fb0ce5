"""`regiorules advise`: the main job, from facts about a region to reasoned advice."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from regiorules.cli.given import Given, region_options
from regiorules.cli.options import command as make
from regiorules.cli.options import option, output_option
from regiorules.cli.output import has_color, terminal_width, write
from regiorules.cli.registered import leave_out, plugins
from regiorules.errors import InputError, Problem
from regiorules.text import Language


@make(
    "Geef advies voor een regio: een regiobestand (YAML of JSON) of werkblad, of --region NAAM.",
    "Give advice for a region: a region file (YAML or JSON) or workbook, or --region NAME.",
)
@region_options
@option(
    "--format",
    default="text",
    show_default=True,
    nl="Uitvoervorm: text, markdown, json of een van een plugin.",
    en="Format: text, markdown, json or one of a plugin.",
)
@option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    envvar="REGIORULES_TIME_LIMIT",
    metavar="SECONDEN",
    nl="Hoe lang een uitvoervorm mag duren.",
    en="How long a format may take, in seconds.",
)
@output_option
def command(given: Given, format: str, time_limit: float, output: Path | None, lang: Language) -> None:
    """Read, assess, advise, render, write."""
    from regiorules.advice.advise import make_advice
    from regiorules.api import render_advice

    registry = plugins()
    registry.renderer(format)  # a format that doesn't exist is said before the work
    assessment = given.assess()
    notes, problems = registry.notes(assessment, given.knowledge())
    leave_out(problems)
    advice = make_advice(assessment, given.knowledge(), lang, notes=notes)
    width, color = (terminal_width(), has_color()) if output is None else (100, False)
    document = render_advice(advice, format, width=width, color=color, registry=registry, time_limit=time_limit)
    if isinstance(document, bytes) and output is None and sys.stdout.isatty():
        raise InputError([Problem("binary_output", {"name": format})])
    write(document, output)
