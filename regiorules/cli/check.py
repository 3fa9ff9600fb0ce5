"""`regiorules check`: what is proved of rule sets over every region; exit code 1 where something is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiorules.cli.codes import FOUND_WANTING
from regiorules.cli.found import region_data, region_lines, save_found, saves_to
from regiorules.cli.options import Day, completed, option, text_or_json
from regiorules.cli.options import command as make
from regiorules.cli.output import write, write_json
from regiorules.cli.progress import counted
from regiorules.cli.registered import leave_out, plugins
from regiorules.cli.summaries import HELP
from regiorules.text import Language, Text, fill

if TYPE_CHECKING:
    from datetime import date

    from regiorules.proofs.finding import Finding
    from regiorules.rules.model import Knowledge

_FOUND, _OPEN = Text("bewezen", "proved"), Text("niet uitgemaakt", "not settled")
_PROVED_TO = Text(
    "; bewezen voor lijsten van hoogstens {count} {count:record|records}",
    "; proved of lists with no more than {count} {count:record|records}",
)
_SUMMARY = Text(
    "{ruleset}: {count} {count:bevinding|bevindingen}, {unsettled} niet uitgemaakt.",
    "{ruleset}: {count} {count:finding|findings}, {unsettled} not settled.",
)


@make(*HELP["check"], waits=True)
@click.argument("rulesets", nargs=-1, metavar="[RULESET…]", shell_complete=completed("rulesets"))
@text_or_json
@option(
    "--on",
    type=Day(),
    nl="De dag waarvan de regels tellen (anders vandaag); ook elke latere en eerdere dag waarop andere regels ingaan.",
    en="The day whose rules count (today otherwise); and every day on which other rules come into force.",
)
@saves_to(
    "Bewaar de gevonden regio's als scenario's in dit YAML-bestand.",
    "Save the regions that were found as scenarios in this YAML file.",
)
def command(rulesets: tuple[str, ...], format: str, on: date | None, save: Path | None, lang: Language) -> int:
    """Check rule sets, or all that are registered."""
    from regiorules.facts.dates import today
    from regiorules.rules.load import load_rulesets

    found: dict[str, list[Finding]] = {}
    facts: set[str] = set()
    for folder in _folders(rulesets):
        knowledge = load_rulesets(folder)
        name = knowledge.rulesets[-1].id
        facts |= {*knowledge.vocabulary.facts}
        found[name] = list(_findings(knowledge, name, on or today()))
    with_region = [each for findings in found.values() for each in findings if each.region]
    if save and with_region:
        save_found(with_region, facts, save)
    if format == "json":
        write_json({name: [_data(each, lang) for each in findings] for name, findings in found.items()})
    else:
        write("\n".join(_lines(found, lang)) + "\n")
    return FOUND_WANTING if any(found.values()) else 0


def _folders(rulesets: tuple[str, ...]) -> list[Path]:
    from regiorules.plugins.rulesets import ruleset_folders, sound_folders

    if rulesets:
        return ruleset_folders(*rulesets, registry=plugins())
    folders, problems = sound_folders(plugins())
    leave_out(problems)
    return folders


def _findings(knowledge: Knowledge, ruleset: str, on: date) -> Iterator[Finding]:
    from regiorules.proofs.run import steps

    for step in counted(list(steps(knowledge, ruleset, on))):
        yield from step()


def _lines(found: Mapping[str, Iterable[Finding]], language: Language) -> Iterator[str]:
    for ruleset, findings in found.items():
        every = list(findings)
        for each in every:
            word = _word(each, language)
            yield f"{each.problem.say(language)} [{word}]"
            yield from (f"    {line}" for line in region_lines(each, language))
        open_ = sum(not each.settled for each in every)
        yield fill(_SUMMARY.say(language), ruleset=ruleset, count=len(every) - open_, unsettled=open_)


def _word(finding: Finding, language: Language) -> str:
    """Whether it is proved, or for lists of how many records it is."""
    if finding.settled:
        return _FOUND.say(language)
    proved = "" if finding.proved_to is None else fill(_PROVED_TO.say(language), count=finding.proved_to)
    return _OPEN.say(language) + proved


def _data(finding: Finding, language: Language) -> dict[str, Any]:
    data = {
        **finding.problem.to_data(language),
        "settled": finding.settled,
        "proved_to": finding.proved_to,
        **region_data(finding),
    }
    return {**data, "rules": list(finding.rules)} if finding.rules else data
