"""`regiorules lint`: everything that is wrong in files (exit code 2), and what is odd in them (exit code 1)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiorules.cli.codes import BAD_INPUT, FOUND_WANTING
from regiorules.cli.given import Given, read_any
from regiorules.cli.options import FileName, completed, option, ruleset_option, text_or_json, watch_option
from regiorules.cli.options import command as make
from regiorules.cli.output import write, write_json
from regiorules.cli.progress import counted
from regiorules.cli.registered import plugins
from regiorules.cli.summaries import HELP
from regiorules.text import Language, Text, fill, visible

if TYPE_CHECKING:
    from regiorules.authoring.lint import Linter, Report
    from regiorules.errors import Problem

_KINDS = {
    "region": Text("regiobestand", "region file"),
    "ruleset": Text("rule set", "rule set"),
    "scenario": Text("scenario's", "scenarios"),
}
_ERROR, _WARNING = Text("fout", "error"), Text("let op", "warning")
_ERRORS = Text("{count} {count:fout|fouten}", "{count} {count:error|errors}")
_WARNINGS = Text("{count} {count:waarschuwing|waarschuwingen}", "{count} {count:warning|warnings}")
_FILES = Text("{count} bestanden", "{count} files")
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
@watch_option
def command(
    files: tuple[Path, ...], format: str, profiles: str | None, rulesets: tuple[str, ...], lang: Language
) -> int:
    """Check the files, and say what was found."""
    from regiorules.errors import SHOWN, Problem

    linter = _linter(rulesets, profiles)
    reports = [linter.check(path) for path in counted(files)]
    errors = _once(reports, "errors", lang)
    warnings = _once(reports, "warnings", lang)
    if format == "json":
        write_json(_data(reports, errors, warnings, lang))
    else:
        ordered = sorted(errors.items(), key=lambda each: each[1].place.order)
        found = [(each.place.order, text, _ERROR) for text, each in ordered[:SHOWN]]
        found += [(each.place.order, text, _WARNING) for text, each in warnings.items()]
        lines = [f"{text} [{word.say(lang)}]" for _, text, word in sorted(found, key=lambda each: each[0])]
        more = len(errors) - SHOWN
        lines += [Problem("more_problems", {"count": more}).say(lang)] if more > 0 else []
        write("\n".join([*lines, _summary(reports, len(errors), len(warnings), lang), ""]))
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
    reports: Sequence[Report], errors: dict[str, Problem], warnings: dict[str, Problem], language: Language
) -> dict[str, Any]:
    return {
        "files": [{"file": str(report.path), "kind": report.kind} for report in reports],
        "errors": [each.to_data(language) for each in errors.values()],
        "warnings": [each.to_data(language) for each in warnings.values()],
    }
