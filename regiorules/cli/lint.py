"""`regiorules lint`: everything that is wrong in files (exit code 2), and what is odd in them (exit code 1)."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiorules.cli.codes import BAD_INPUT, FOUND_WANTING
from regiorules.cli.found import SCENARIOS, region_data, region_lines, save_found, saves_to
from regiorules.cli.given import Given, read_any
from regiorules.cli.options import FileName, completed, option, ruleset_option, text_or_json, watch_option
from regiorules.cli.options import command as make
from regiorules.cli.output import say, write, write_json
from regiorules.cli.progress import counted
from regiorules.cli.registered import plugins
from regiorules.cli.summaries import HELP
from regiorules.text import Language, Text, fill, visible

if TYPE_CHECKING:
    from regiorules.authoring.lint import Linter, Report
    from regiorules.errors import Problem
    from regiorules.proofs.finding import Finding

_KINDS = {
    "region": Text("regiobestand", "region file"),
    "ruleset": Text("rule set", "rule set"),
    "scenario": Text("scenario's", "scenarios"),
}
_ERROR, _WARNING = Text("fout", "error"), Text("let op", "warning")
_ERRORS = Text("{count} {count:fout|fouten}", "{count} {count:error|errors}")
_WARNINGS = Text("{count} {count:waarschuwing|waarschuwingen}", "{count} {count:warning|warnings}")
_FILES = Text("{count} bestanden", "{count} files")
_SAVED = "gaps.yaml"
_SAVE = Text("Deze regio's als scenario's bewaren: {command}", "To save these regions as scenarios: {command}")
_NOTHING = Text("niets mis", "nothing wrong")


@make(*HELP["lint"], waits=True)
@click.argument("files", nargs=-1, required=True, metavar="BESTAND…", type=FileName())
@text_or_json
@option(
    "--profiles",
    metavar="NAAM|BESTAND",
    shell_complete=completed("profiles"),
    nl="De regio's waarmee regiobestanden kunnen beginnen; anders die van de rule set.",
    en="The regions that region files may start from; those of the rule set otherwise.",
)
@ruleset_option
@saves_to(
    "Bewaar regio's waarvoor in een tabel een rij ontbreekt als scenario's in dit YAML-bestand.",
    "Save regions for which a table lacks a row as scenarios in this YAML file.",
)
@watch_option
def command(
    files: tuple[Path, ...],
    format: str,
    profiles: str | None,
    rulesets: tuple[str, ...],
    save: Path | None,
    lang: Language,
) -> int:
    """Check the files, and say what was found."""
    from regiorules.errors import SHOWN, Problem

    linter = _linter(rulesets, profiles)
    reports = [linter.check(path) for path in counted(files)]
    errors = _once(reports, "errors", lang)
    warnings = _once(reports, "warnings", lang)
    shown = _shown(reports, lang)
    if save and shown:
        save_found(shown.values(), {name for each in shown.values() for name in each.follows}, save)
    if format == "json":
        write_json(_data(reports, errors, warnings, shown, lang))
    else:
        ordered = sorted(errors.items(), key=lambda each: each[1].place.order)
        found = [(each.place.order, text, _ERROR) for text, each in ordered[:SHOWN]]
        found += [(each.place.order, text, _WARNING) for text, each in warnings.items()]
        lines = [
            line
            for _, text, word in sorted(found, key=lambda each: each[0])
            for line in (f"{text} [{word.say(lang)}]", *_region(shown.get(text), lang))
        ]
        more = len(errors) - SHOWN
        lines += [Problem("more_problems", {"count": more}).say(lang)] if more > 0 else []
        write("\n".join([*lines, _summary(reports, len(errors), len(warnings), lang), ""]))
        if shown and not save:
            say(_SAVE.say(lang).format(command=_to_save(files, rulesets)), err=True)
    return BAD_INPUT if errors else FOUND_WANTING if warnings else 0


def _linter(rulesets: tuple[str, ...], profiles: str | None) -> Linter:
    from regiorules.authoring.lint import Linter
    from regiorules.facts.profiles import built_in_profiles
    from regiorules.plugins.rulesets import ruleset_folders

    given = Given(profiles=profiles, rulesets=rulesets)
    return Linter(
        knowledge=given.knowledge,
        read=lambda path: read_any(path, given.knowledge().vocabulary, given.table() if profiles else None),
        profiles=lambda vocabulary: given.table() if profiles else built_in_profiles(vocabulary),
        registered=plugins().rulesets,
        beside=tuple(ruleset_folders(*rulesets, registry=plugins())) if rulesets else (),
    )


def _once(reports: Sequence[Report], kind: str, language: Language) -> dict[str, Problem]:
    """The problems of all reports by what they say: two files of one rule set have their errors in common."""
    return {problem.say(language): problem for report in reports for problem in getattr(report, kind)}


def _shown(reports: Sequence[Report], language: Language) -> dict[str, Finding]:
    """The warnings that a region shows, by what they say."""
    return {each.problem.say(language): each for report in reports for each in report.shown}


def _region(finding: Finding | None, language: Language) -> Iterator[str]:
    return (f"    {line}" for line in (region_lines(finding, language) if finding else ()))


def _to_save(files: Sequence[Path], rulesets: Sequence[str]) -> str:
    """The command that saves the regions, in the scenarios of the rule set."""
    from regiorules.authoring.lint import ruleset_of

    folder = next(filter(None, map(ruleset_of, files)), Path())
    named = (word for each in rulesets for word in ("--ruleset", each))
    return shlex.join(["regiorules", "lint", *map(str, files), *named, "--save", str(folder / SCENARIOS / _SAVED)])


def _summary(reports: Sequence[Report], errors: int, warnings: int, language: Language) -> str:
    if len(reports) == 1:
        subject = f"{visible(str(reports[0].path))} ({_KINDS[reports[0].kind].say(language)})"
    else:
        subject = _FILES.say(language).format(count=len(reports))
    counted = [
        fill(text.say(language), count=count) for text, count in ((_ERRORS, errors), (_WARNINGS, warnings)) if count
    ]
    return f"{subject}: {', '.join(counted) or _NOTHING.say(language)}."


def _data(
    reports: Sequence[Report],
    errors: dict[str, Problem],
    warnings: dict[str, Problem],
    shown: dict[str, Finding],
    language: Language,
) -> dict[str, Any]:
    return {
        "files": [{"file": str(report.path), "kind": report.kind} for report in reports],
        "errors": [each.to_data(language) for each in errors.values()],
        "warnings": [{**each.to_data(language), **_region_data(shown.get(text))} for text, each in warnings.items()],
    }


def _region_data(finding: Finding | None) -> dict[str, Any]:
    return region_data(finding) if finding else {}
