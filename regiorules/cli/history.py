"""`regiorules history`: the same facts under the rules and tables of several years, side by side, and why."""

from __future__ import annotations

from regiorules.cli.given import Given, Sheet, region_options, sheet_options
from regiorules.cli.options import command as make
from regiorules.cli.summaries import HELP
from regiorules.text import Language


@make(*HELP["history"], waits=True)
@region_options
@sheet_options
def command(given: Given, sheet: Sheet, lang: Language) -> None:
    """Assess at each time, compare, write; the day of `--on` stands in the place of today."""
    from regiorules.advice.history import history
    from regiorules.render.change_notes import history_blocks

    one_table = given.profiles is not None
    found = history(given.region(), given.machine(), lang, day=given.on, one_table=one_table)
    sheet.write(found, history_blocks)
