"""`regiorules batch`: a table of regions in, a table of answers out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiorules.cli.codes import FOUND_WANTING
from regiorules.cli.failing import Interrupted
from regiorules.cli.given import Given, pairs, parted
from regiorules.cli.inputs import note_input, refuse_input
from regiorules.cli.options import Day, FileName, option, ruleset_option, writes_to
from regiorules.cli.options import command as make
from regiorules.cli.output import say, say_written
from regiorules.cli.progress import progress
from regiorules.cli.registered import remark
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, MissingExtra, Place, Problem
from regiorules.text import Language, Text, fill, visible

if TYPE_CHECKING:
    from regiorules.bulk.job import Job, Step

_DONE = Text(
    "{rows} {rows:rij|rijen} beoordeeld, {rejected} afgekeurd", "{rows} {rows:row|rows} assessed, {rejected} rejected"
)
_WHY = Text("waarom staat in {file}", "{file} says why")
_STATES = {
    "resumed": Text(
        "verder na {rows} {rows:rij|rijen} van een eerdere keer",
        "going on after {rows} {rows:row|rows} of an earlier run",
    ),
    "changed": Text(
        "de invoer, de regels of de opties zijn veranderd sinds een eerdere keer; alles wordt opnieuw gedaan",
        "the input, the rules or the options have changed since an earlier run; all is done anew",
    ),
}


@make(*HELP["batch"])
@click.argument("table", metavar="TABEL", type=FileName())
@writes_to(
    "Schrijf de antwoorden in dit bestand; het achtervoegsel zegt de vorm (.csv, .parquet, .xlsx, .jsonl).",
    "Write the answers to this file; its suffix says the form (.csv, .parquet, .xlsx, .jsonl).",
)
@option(
    "--rejects",
    type=FileName(),
    nl="Schrijf rijen die niet te gebruiken zijn in dit bestand (anders: de naam van de uitvoer met .rejects.csv).",
    en="Write rows that can't be used to this file (otherwise: the name of the output with .rejects.csv).",
)
@option(
    "--records",
    multiple=True,
    metavar="LIJST=BESTAND",
    nl="Neem een lijst uit een tweede tabel (CSV, XLSX, JSON), een rij per onderdeel, gekoppeld op id of region.",
    en="Take a list from a second table (CSV, XLSX, JSON), a row a record, joined by id or region.",
)
@option(
    "--profiles",
    metavar="NAAM|BESTAND",
    nl="Begin bij elke rij met wat deze tabel met regio's (zoals bij advise) van haar regio zegt.",
    en="Start each row from what this table of regions (as with advise) says of its region.",
)
@option(
    "--columns",
    multiple=True,
    metavar="NAAM,NAAM",
    nl="Alleen deze conclusies en feiten (anders alle conclusies en afgeleide feiten); meermaals te geven.",
    en="These conclusions and facts only (all conclusions and derived facts otherwise); may be repeated.",
)
@option(
    "--keep",
    multiple=True,
    metavar="KOLOM",
    nl="Neem een eigen kolom ongelezen mee; meermaals te geven.",
    en="Take a column of your own along unread; may be repeated.",
)
@option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FEIT=WAARDE",
    nl="Zet een feit of een aanname voor alle rijen; meermaals te geven.",
    en="Set a fact or an assumption for all rows; may be repeated.",
)
@option(
    "--on",
    type=Day(),
    metavar="JJJJ-MM-DD",
    nl="Beoordeel met de regels van deze dag (anders die van vandaag).",
    en="Assess by the rules of this day (today's otherwise).",
)
@ruleset_option
@option(
    "--engine",
    type=click.Choice(["columnar", "compiled", "spark"]),
    default="columnar",
    show_default=True,
    nl="Executor: columnar (kolommen), compiled (rij voor rij) of spark (op meer machines).",
    en="Executor: columnar (columns), compiled (row by row) or spark (on several machines).",
)
@option(
    "--master",
    default="local[2]",
    show_default=True,
    nl="Waar Spark draait, met --engine spark.",
    en="Where Spark runs, with --engine spark.",
)
@option(
    "--rows",
    type=click.IntRange(min=1),
    default=50_000,
    show_default=True,
    nl="Zoveel rijen tegelijk: meer vraagt meer geheugen.",
    en="So many rows at once: more takes more memory.",
)
def command(
    table: Path,
    output: Path | None,
    rejects: Path | None,
    records: tuple[str, ...],
    profiles: str | None,
    columns: tuple[str, ...],
    keep: tuple[str, ...],
    assignments: tuple[str, ...],
    on: date | None,
    rulesets: tuple[str, ...],
    engine: str,
    master: str,
    rows: int,
    lang: Language,
) -> int:
    """Read, assess, write; say what became of the rows."""
    if find_spec("polars") is None:
        raise MissingExtra([Problem("batch_missing")])
    from regiorules.bulk.job import Job
    from regiorules.engine.engine import Engine

    if output is None:
        raise InputError([Problem("batch_output")])
    lists = _files(records)
    given = Given(profiles=profiles, rulesets=rulesets)
    job = Job(
        table,
        output,
        rejects or output.with_name(f"{output.name}.rejects.csv"),
        Engine(given.knowledge(), "compiled"),
        executor=engine,
        master=master,
        on=on,
        profiles=given.table() if profiles else None,
        lists=lists,
        set=pairs(assignments),
        columns=[name.strip() for each in columns for name in each.split(",") if name.strip()],
        kept=keep,
        rows=rows,
        language=lang,
    )
    _check_written(job)
    return _run(job, lang)


def _files(records: tuple[str, ...]) -> Mapping[str, Path]:
    found = {name: Path(path) for name, path in parted(records, "batch_records_form")}
    for path in found.values():
        note_input(path)
    return found


def _check_written(job: Job) -> None:
    """Raises InputError where something that is read would be written over, or both outputs are one file."""
    for path in (job.output, job.rejects):
        refuse_input(path)
    if os.path.realpath(job.output) == os.path.realpath(job.rejects):
        raise InputError([Problem("batch_rejects", {}, Place(str(job.output)))])


def _run(job: Job, language: Language) -> int:
    from regiorules.bulk.work import run

    try:
        with progress(language) as shown:
            last = run(job, shown, lambda start: _say_start(start, language))
    except KeyboardInterrupt:
        raise Interrupted([Problem("batch_stopped")]) from None
    remark(last.odd)
    line = fill(_DONE.say(language), rows=last.rows - last.rejected, rejected=last.rejected)
    why = f"; {_WHY.say(language).format(file=visible(str(job.rejects)))}" if last.rejected else ""
    say(f"{line}{why}", err=True)
    say_written(job.output)
    return FOUND_WANTING if last.rejected else 0


def _say_start(step: Step, language: Language) -> None:
    """Say where a run begins, where that isn't the beginning."""
    if step.state in _STATES:
        say(fill(_STATES[step.state].say(language), rows=step.rows), err=True)
