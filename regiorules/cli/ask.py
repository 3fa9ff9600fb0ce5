"""`regiorules ask`: an interview, of which every answer is saved before the next question."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from attrs import evolve

from regiorules.cli.failing import Interrupted
from regiorules.cli.given import Given, region_options
from regiorules.cli.options import FileName, option
from regiorules.cli.options import command as make
from regiorules.cli.output import say
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.dates import today
from regiorules.text import Language, fold

_FILE_NAME = re.compile(r"[^\w-]+")


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
    from regiorules.advice.session import Session
    from regiorules.cli.dossier import Dossier
    from regiorules.cli.interview import Interview
    from regiorules.cli.prompt import Prompt
    from regiorules.facts.said import written
    from regiorules.facts.save import Answers

    region = given.region()
    target = output or given.file or Path(f"{_FILE_NAME.sub('-', region.name).lower()}.yaml")
    if target != given.file and os.path.lexists(target):  # go on where the last interview stopped
        started = evolve(given, file=target, name=None).region()
        if fold(started.name) != fold(region.name):
            raise InputError([Problem("save_other", {"name": started.name}, Place(str(target)))])
        region = started
    elif not os.path.lexists(target) and not region.date:
        region = evolve(region, date=today().isoformat())  # the answers are of the day that they are given
    engine = given.machine()
    facts = engine.knowledge.vocabulary.facts

    def in_file(name: str, value: Any) -> Any:
        return written(facts[name], value, lang) if name in facts else value  # a table may have more

    prompt = Prompt(lang)
    dossier = Dossier(
        lambda told: Session(engine, told, on=given.on),
        Answers(target, region, in_file),  # from here on, what others save is noticed
        lambda: evolve(given, file=target, name=None).region(),
        prompt,
    )
    try:
        Interview(dossier, prompt, given.again).hold()
    except KeyboardInterrupt:
        say("", err=True)  # the question has no line break
        raise Interrupted([Problem("ask_interrupted", {"file": f"{target}{given.again}"})]) from None
