"""What was found in rules as scenarios: the region that shows it, and what follows from that now."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from regiorules.cli.options import Command, FileName, option, target_of
from regiorules.cli.output import write
from regiorules.text import Language, Text, visible

if TYPE_CHECKING:
    from regiorules.proofs.finding import Finding

SCENARIOS = "scenarios"  # the folder for them in that of a rule set
_REGION = Text("in de regio", "in the region")
_ON = Text(", op {day}", ", on {day}")


def saves_to(nl: str, en: str) -> Callable[[Command], Command]:
    """The option for a file of scenarios; the folder for those of a rule set is made where there is none yet."""
    return option("--save", type=FileName(), callback=_target, nl=nl, en=en)


def _target(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    folder = path.parent if path else Path()
    if folder.name == SCENARIOS and (folder.parent / "ruleset.yaml").is_file() and not context.resilient_parsing:
        folder.mkdir(exist_ok=True)
    return target_of(context, parameter, path)


def region_lines(finding: Finding, language: Language) -> Iterator[str]:
    """The facts of the region that shows something, a line each; none where there is no such region."""
    from regiorules.documents.written import YAML

    if finding.region:
        day = _ON.say(language).format(day=finding.on) if finding.on else ""
        yield f"{' '.join(filter(None, (_REGION.say(language), visible(finding.of))))}{day}:"
        yield from (f"  {name}: {YAML.value(value)}" for name, value in finding.region.items())


def region_data(finding: Finding) -> dict[str, Any]:
    """The facts of the region that shows it, with the name and the day that it is so of, where these count."""
    on = finding.on.isoformat() if finding.on else None
    return {"region": dict(finding.region), "of": finding.of or None, "on": on}


def save_found(findings: Iterable[Finding], facts: Collection[str], path: Path) -> None:
    """
    Save the regions of findings as a file of scenarios; `facts` are the names of those, the others are conclusions.

    A file that says so already stays as it is, so that whoever watches it sees no change.
    """
    from regiorules.documents.editors import nearest_schema_line

    lines = [line for each in findings for line in _scenario(each, facts)]
    text = nearest_schema_line(path, "scenario") + "\n".join(["scenarios:", *lines, ""])
    if not os.path.isfile(path) or path.read_bytes() != text.encode():
        write(text, path)


def _scenario(finding: Finding, facts: Collection[str]) -> Iterator[str]:
    """A region as a scenario: what is wrong, its facts, and what follows now of the names that it is about."""
    from regiorules.documents.written import YAML
    from regiorules.errors import NOWHERE

    names = finding.follows.items()
    parts: dict[str, Any] = {
        "name": evolve(finding.problem, place=NOWHERE, path="").say("nl"),
        "region": finding.of,
        "on": finding.on.isoformat() if finding.on else "",
        "facts": dict(finding.region),
        "holds": [name for name, value in names if value is True and name not in facts],
        "fails": [name for name, value in names if value is False and name not in facts],
        "open": [name for name, value in names if value is None and name not in facts],
        "values": {name: _value(value) for name, value in names if name in facts},
    }
    filled = [f"{name}: {YAML.value(part)}" for name, part in parts.items() if part]
    yield from (f"  {'  ' if at else '- '}{line}" for at, line in enumerate(filled))


def _value(value: Any) -> Any:
    return "unknown" if value is None else value
