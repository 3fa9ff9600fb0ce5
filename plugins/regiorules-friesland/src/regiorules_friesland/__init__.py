"""
Coordination by postcode, as a plugin of RegioRules: who serves which employer, by a table that the user supplies.

`EXAMPLE` is a table of invented parties, that shows all that such a table may hold.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from regiorules import hookimpl

if TYPE_CHECKING:
    from regiorules import Assessment, FactSource, Knowledge, Text

EXAMPLE = Path(__file__).parent / "examples" / "verzonnen-voorbeeld.csv"


@hookimpl
def regiorules_rulesets(register: Callable[[str, Path], None]) -> None:
    """Register the rule set `friesland`."""
    register("friesland", Path(__file__).parent / "ruleset")


@hookimpl
def regiorules_sources(register: Callable[[FactSource], None]) -> None:
    """Register the source behind `--facts postcodes=FILE.csv`."""
    from regiorules_friesland.source import PostcodeTable  # each hook imports what it needs

    register(PostcodeTable())


@hookimpl
def regiorules_commands(register: Callable[[str, str], None]) -> None:
    """Register `regiorules postcode`."""
    register("postcode", "regiorules_friesland.command:command")


@hookimpl
def regiorules_notes(assessment: Assessment, knowledge: Knowledge, register: Callable[[Text], None]) -> None:
    """Say which postcodes the table gives to several parties, to none, or without a contact."""
    from regiorules_friesland.notes import notes

    for note in notes(assessment, knowledge):
        register(note)
