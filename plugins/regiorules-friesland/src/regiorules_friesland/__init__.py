"""
Coordination by postcode, as a plugin of RegioRules: who serves which employer, by a table that the user supplies.

`EXAMPLE` is a table of invented parties, that shows all that such a table may hold.
"""

from collections.abc import Callable
from pathlib import Path

from regiorules import hookimpl
from regiorules.engine.assessment import Assessment
from regiorules.facts.source import FactSource
from regiorules.rules.model import Knowledge
from regiorules.text import Text
from regiorules_friesland.notes import notes
from regiorules_friesland.source import PostcodeTable

EXAMPLE = Path(__file__).parent / "examples" / "verzonnen-voorbeeld.csv"


@hookimpl
def regiorules_rulesets(register: Callable[[str, Path], None]) -> None:
    """Register the rule set `friesland`."""
    register("friesland", Path(__file__).parent / "ruleset")


@hookimpl
def regiorules_sources(register: Callable[[FactSource], None]) -> None:
    """Register the source behind `--facts postcodes=FILE.csv`."""
    register(PostcodeTable())


@hookimpl
def regiorules_commands(register: Callable[[str, str], None]) -> None:
    """Register `regiorules postcode`."""
    register("postcode", "regiorules_friesland.command:command")


@hookimpl
def regiorules_notes(assessment: Assessment, knowledge: Knowledge, register: Callable[[Text], None]) -> None:
    """Say which postcodes the table gives to several parties, to none, or without a contact."""
    for note in notes(assessment, knowledge):
        register(note)
