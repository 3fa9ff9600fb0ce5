"""`regiorules whatif`: only what changes when facts or assumptions are set, and why."""

from __future__ import annotations

from regiorules.cli.given import Given, Sheet, pairs, region_options, sheet_options
from regiorules.cli.options import command as make
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Problem
from regiorules.text import Language


@make(*HELP["whatif"], waits=True)
@region_options
@sheet_options
def command(given: Given, sheet: Sheet, lang: Language) -> None:
    """Assess twice, and write the difference."""
    from regiorules.advice.changes import what_changes
    from regiorules.render.change_notes import changes_blocks

    if not given.assignments:
        raise InputError([Problem("set_needed")])
    machine = given.machine()
    before, after = (machine.assess(given.region(assigned=assigned), given.on) for assigned in (False, True))
    sheet.write(what_changes(before, after, given.knowledge(), pairs(given.assignments), lang), changes_blocks)
