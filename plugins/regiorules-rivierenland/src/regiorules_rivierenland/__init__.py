"""The social accord of Rivierenland, as a plugin of RegioRules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from regiorules import hookimpl

if TYPE_CHECKING:
    from regiorules import Assessment, Knowledge
    from regiorules.text import Text

RULESET = "rivierenland"
EXAMPLE = Path(__file__).parent / "examples" / "rivierenland.yaml"
"""A region file with the accords that were found; what the pages don't tell is unknown in it."""


@hookimpl
def regiorules_rulesets(register: Callable[[str, Path], None]) -> None:
    """Register the rule set `rivierenland`."""
    register(RULESET, Path(__file__).parent / "ruleset")


@hookimpl
def regiorules_notes(assessment: Assessment, knowledge: Knowledge, register: Callable[[Text], None]) -> None:
    """Register a note for each agreement that has ended, or ends within a year of the day that counts."""
    from regiorules_rivierenland.notes import term_notes

    if any(each.id == RULESET for each in assessment.rulesets):  # the rule set itself says which regions it is for
        for note in term_notes(assessment, knowledge):
            register(note)
