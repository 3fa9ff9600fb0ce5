"""`regiorules robust`: in which part of all worlds each conclusion holds, and what overturns it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from regiorules.cli.figure import drawn
from regiorules.cli.formats import choose_format
from regiorules.cli.given import Given, parted, region_options
from regiorules.cli.options import command as make
from regiorules.cli.options import completed, format_option, option, output_option
from regiorules.cli.output import layout_for, write
from regiorules.cli.progress import tell
from regiorules.cli.summaries import HELP
from regiorules.text import Language

if TYPE_CHECKING:
    from regiorules.advice.robustness import Robustness
    from regiorules.advice.varying import Range
    from regiorules.rules.model import Knowledge

FORMATS = {
    "text": (".txt",),
    "markdown": (".md", ".markdown"),
    "json": (".json",),
    "svg": (".svg",),
    "png": (".png",),
}


@make(*HELP["robust"], waits=True)
@region_options
@option(
    "--conclusion",
    "asked",
    multiple=True,
    metavar="CONCLUSIE",
    shell_complete=completed("conclusions"),
    nl="Alleen deze conclusie, met haar kenmerk of titel; meermaals te geven.",
    en="This conclusion only, by its id or title; may be repeated.",
)
@option(
    "--vary",
    "varying",
    multiple=True,
    metavar="AANNAME=VAN:TOT:STAP",
    nl="Probeer een aanname ook met elke waarde van een bereik, zoals 50000:100000:5000; meermaals te geven, elke "
    "aanname dan apart.",
    en="Try an assumption with each value of a range too, like 50000:100000:5000; may be repeated, each assumption by "
    "itself then.",
)
@format_option(
    "Uitvoervorm; anders die bij de naam van --output, of text.",
    "Format; that of the name of --output otherwise, or text.",
    *FORMATS,
)
@output_option
def command(
    given: Given,
    asked: tuple[str, ...],
    varying: tuple[str, ...],
    format: str | None,
    output: Path | None,
    lang: Language,
) -> None:
    """Count, vary, write."""
    from regiorules.advice.named import conclusion_of

    chosen = choose_format(format, output, FORMATS)
    knowledge = given.knowledge()
    names, ranges = [conclusion_of(each, knowledge) for each in asked], _ranges(varying, knowledge)
    _write(_found(given, names, ranges, lang), chosen, output)


def _ranges(varying: Iterable[str], knowledge: Knowledge) -> list[Range]:
    from regiorules.advice.varying import range_of

    return [range_of(name, text, knowledge.vocabulary) for name, text in parted(varying, "vary_needed")]


def _found(given: Given, names: Collection[str], ranges: Iterable[Range], language: Language) -> Robustness:
    from regiorules.advice.robustness import robustness
    from regiorules.advice.varying import varied

    engine, region = given.machine(), given.region()
    found = robustness(engine, region, language, given.on, names, tell)
    ids = [each.id for each in found.conclusions]
    return evolve(found, varied=tuple(varied(engine, region, each, ids, language, given.on, tell) for each in ranges))


def _write(found: Robustness, format: str, output: Path | None) -> None:
    if format in ("svg", "png"):
        from regiorules.figures.shares import shares_figure

        write(drawn(shares_figure(found), format), output, format)
        return
    from regiorules.render.notes import render_note
    from regiorules.render.robust_note import robust_blocks

    write(render_note(found, robust_blocks, format, layout_for(output)), output, format)
