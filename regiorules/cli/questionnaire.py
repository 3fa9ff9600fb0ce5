"""`regiorules questionnaire`: the questions as a workbook, to be filled in and read back by `advise`."""

from __future__ import annotations

from pathlib import Path

from regiorules.cli.given import Given, region_options
from regiorules.cli.options import command as make
from regiorules.cli.options import writes_to
from regiorules.cli.output import say, write
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.dates import today
from regiorules.office.forms import WORKBOOKS
from regiorules.text import Language, Text, visible

_NEXT = Text("Vul in, en dan: regiorules advise {file}", "Fill it in, then: regiorules advise {file}")


@make(*HELP["questionnaire"], waits=True)
@region_options
@writes_to(default=Path("scan.xlsx"), show_default=True, nl="Het bestand.", en="The file.")
def command(given: Given, output: Path | None, lang: Language) -> None:
    """Write the workbook."""
    from regiorules.facts.workbook import check_foreign, workbook_content

    _check(output, given.file)
    region = given.region() if given.file or given.name or given.facts or given.assignments else None
    if output is not None and given.file is not None and output.exists():  # an update
        check_foreign(output, given.knowledge().vocabulary)
    name, known = (region.name, (*region.facts, *region.parameters)) if region else ("", ())
    vocabulary = given.knowledge().vocabulary_of(name, given.on or today(), known)
    form = output.suffix.lower().lstrip(".") if output is not None else "xlsx"
    write(workbook_content(vocabulary, region, lang, given.table(), form), output, form, update=given.file)
    if output is not None:
        say(_NEXT.say(lang).format(file=visible(f"{output}{given.again}")))


def _check(output: Path | None, region: Path | None) -> None:
    """Answers are never written over, unless they are read first (and nothing else is)."""
    if output is None:
        return
    if output.suffix.lower().lstrip(".") not in WORKBOOKS:
        raise InputError([Problem("workbook_suffix", {}, Place(str(output)))])
    if output.exists() and not (region and region.exists() and output.samefile(region)):
        raise InputError([Problem("workbook_exists", {}, Place(str(output)))])
