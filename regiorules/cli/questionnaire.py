"""`regiorules questionnaire`: the questions as a workbook, to be filled in and read back by `advise`."""

from __future__ import annotations

from pathlib import Path

import click

from regiorules.cli.given import Given, region_options
from regiorules.cli.options import command as make
from regiorules.cli.options import option
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.dates import today
from regiorules.text import Language, Text

_WRITTEN = Text(
    "Geschreven: {file}. Vul in, en dan: regiorules advise {file}",
    "Written: {file}. Fill it in, then: regiorules advise {file}",
)


@make(
    "Schrijf de vragenlijst als werkblad (.xlsx), eventueel al ingevuld met wat van een regio bekend is.",
    "Write the questionnaire as a workbook (.xlsx), filled in with what is known of a region if you like.",
)
@region_options
@option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("scan.xlsx"),
    show_default=True,
    nl="Het bestand.",
    en="The file.",
)
def command(given: Given, output: Path, lang: Language) -> None:
    """Write the workbook."""
    from regiorules.facts.workbook import write_workbook

    _check(output, given.file)
    region = given.region() if given.file or given.name or given.facts or given.assignments else None
    name, known = (region.name, (*region.facts, *region.parameters)) if region else ("", ())
    vocabulary = given.knowledge().vocabulary_of(name, given.on or today(), known)
    write_workbook(output, vocabulary, region, lang, given.table())
    click.echo(_WRITTEN.say(lang).format(file=output))


def _check(output: Path, region: Path | None) -> None:
    """Answers are never written over, unless they are read first."""
    if output.suffix.lower() != ".xlsx":
        raise InputError([Problem("workbook_suffix", {}, Place(str(output)))])
    if output.exists() and not (region and region.exists() and output.samefile(region)):
        raise InputError([Problem("workbook_exists", {}, Place(str(output)))])
