"""`regiorules questions`: the unknown facts, the one that settles most first."""

from __future__ import annotations

from regiorules.cli.given import Given, Sheet, region_options, sheet_options
from regiorules.cli.options import command as make
from regiorules.cli.summaries import HELP
from regiorules.text import Language


@make(*HELP["questions"], waits=True)
@region_options
@sheet_options
def command(given: Given, sheet: Sheet, lang: Language) -> None:
    """Assess, rank, write."""
    from regiorules.advice.advise import make_advice
    from regiorules.render.change_notes import questions_blocks

    advice = make_advice(given.assess(), given.knowledge(), lang)
    sheet.write(advice.questions, lambda _: questions_blocks(advice))
