"""`regiorules figure`: where one region stands, or several; the division of topics; the risks: drawn."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

from regiorules.cli.formats import choose_format
from regiorules.cli.given import Given, rules_options
from regiorules.cli.options import FileName, completed, format_option, option, output_option
from regiorules.cli.options import command as make
from regiorules.cli.output import layout_for, write
from regiorules.cli.progress import counted
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Problem, unknown_name
from regiorules.text import Language

if TYPE_CHECKING:
    from regiorules.advice.model import Advice
    from regiorules.figures.figure import Figure

FORMATS = {"text": (".txt",), "svg": (".svg",), "png": (".png",), "json": (".json",)}


@make(*HELP["figure"], waits=True)
@click.argument("words", nargs=-1, metavar="[REGIO]… FIGUUR", type=FileName(), shell_complete=completed("figures"))
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
    "Uitvoervorm; anders die bij de naam van --output, of text.",
    "Format; that of the name of --output otherwise, or text.",
    *FORMATS,
)
@output_option
def command(
    given: Given,
    words: tuple[Path, ...],
    names: tuple[str, ...],
    format: str | None,
    output: Path | None,
    lang: Language,
) -> None:
    """Assess every region, draw, write."""
    files, figure = parted(words)
    regions = [*(evolve(given, file=file) for file in files), *(evolve(given, name=name) for name in names)]
    if not regions:
        raise InputError([Problem("region_needed")])
    chosen = choose_format(format, output, FORMATS)
    if chosen not in FORMATS:
        raise unknown_name("unknown_format", chosen, FORMATS)
    draw(advices(given, regions, lang), figure, chosen, output)


def parted(words: Sequence[Path]) -> tuple[Sequence[Path], str]:
    """The files and the name of the figure, which comes last; raises InputError where it isn't given."""
    if not words or (os.path.exists(words[-1]) and words[-1].suffix):
        raise InputError([Problem("figure_needed")])
    return words[:-1], str(words[-1])


def advices(given: Given, regions: Sequence[Given], language: Language) -> list[Advice]:
    """The advice for every region, by the same rules."""
    from regiorules.advice.advise import make_advice

    machine, knowledge = given.machine(), given.knowledge()
    return [make_advice(machine.assess(each.region(), given.on), knowledge, language) for each in counted(regions)]


def draw(found: Sequence[Advice], name: str, format: str, output: Path | None) -> None:
    """Write the figure of that name in that format."""
    if format == "text":
        from regiorules.render.figure_note import figure_text

        write(figure_text(found, name, layout_for(output)), output, format)
        return
    from regiorules.figures.asked import figure_of

    write(drawn(figure_of(found, name), format), output, format)


def drawn(figure: Figure, format: str) -> str | bytes:
    """A figure as SVG, as PNG, or as JSON with the drawing and its words; raises MissingExtra."""
    if format == "png":
        from regiorules.figures.png import figure_png

        return figure_png(figure)
    if format == "json":
        from regiorules.stored import to_json

        return to_json({"title": figure.title, "text": figure.text, "svg": figure.svg()})
    return figure.svg()
