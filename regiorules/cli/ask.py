"""`regiorules ask`: an interview, of which every answer is saved before the next question."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from regiorules.cli.failing import Interrupted
from regiorules.cli.given import Given, region_options
from regiorules.cli.options import FileName, option
from regiorules.cli.options import command as make
from regiorules.cli.output import say
from regiorules.cli.progress import waiting
from regiorules.cli.prompt import Prompt
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.dates import today
from regiorules.patterns import pattern
from regiorules.text import Language, fold

if TYPE_CHECKING:
    from regiorules.cli.dossier import Dossier
    from regiorules.facts.region import Region

_FILE_NAME = pattern(r"[^\w-]+")


@make(*HELP["ask"])
@region_options
@option(
    "--output",
    type=FileName(),
    nl="Bewaar de antwoorden in dit bestand, en ga daarin verder.",
    en="Save the answers in this file, and go on in it.",
)
def command(given: Given, output: Path | None, lang: Language) -> None:
    """Hold the interview."""
    from regiorules.cli.interview import Interview

    with waiting(click.get_current_context(), lang):
        dossier = _opened(given, output, Prompt(lang))
    try:
        Interview(dossier, dossier.prompt, given.again).hold()
    except KeyboardInterrupt:
        say("", err=True)  # the question has no line break
        file = f"{dossier.answers.path}{given.again}"
        raise Interrupted([Problem("ask_interrupted", {"file": file})]) from None


def _opened(given: Given, output: Path | None, prompt: Prompt) -> Dossier:
    """What is known, and the file in which answers are saved; raises InputError where they can't be."""
    from regiorules.advice.session import Session
    from regiorules.cli.dossier import Dossier
    from regiorules.documents.editors import nearest_schema_line
    from regiorules.facts.said import written
    from regiorules.facts.save import Answers

    region, target = _begun(given, output)
    engine = given.machine()
    facts = engine.knowledge.vocabulary.facts
    head = nearest_schema_line(target, "region")

    def in_file(name: str, value: Any) -> Any:
        return written(facts[name], value, prompt.language) if name in facts else value  # a table may have more

    return Dossier(
        lambda told: Session(engine, told, on=given.on),
        Answers(target, region, in_file, head),  # from here on, what others save is noticed
        lambda: evolve(given, file=target, name=None).region(),
        prompt,
    )


def _begun(given: Given, output: Path | None) -> tuple[Region, Path]:
    """The region to go on with, and its file: that of the last interview, where it stopped."""
    region = given.region()
    target = output or given.file or Path(f"{_FILE_NAME.sub('-', region.name).lower()}.yaml")
    if target != given.file and os.path.lexists(target):
        started = evolve(given, file=target, name=None).region()
        if fold(started.name) != fold(region.name):
            raise InputError([Problem("save_other", {"name": started.name}, Place(str(target)))])
        return started, target
    if not os.path.lexists(target) and not region.date:
        region = evolve(region, date=today().isoformat())  # the answers are of the day that they are given
    return region, target
