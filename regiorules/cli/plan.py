"""`regiorules plan`: the shortest way from where a region stands to the goals, step by step, over the time ahead."""

from __future__ import annotations

from regiorules.cli.given import Given, Sheet, region_options, sheet_options
from regiorules.cli.options import Seconds, option
from regiorules.cli.options import command as make
from regiorules.cli.summaries import HELP
from regiorules.text import Language

_SECONDS = 10.0


@make(*HELP["plan"], waits=True)
@region_options
@option(
    "--seconds",
    type=Seconds(),
    default=_SECONDS,
    show_default=True,
    metavar="SECONDEN",
    nl="Hoe lang het zoeken mag duren.",
    en="How long the search may take.",
)
@sheet_options
def command(given: Given, sheet: Sheet, seconds: float, lang: Language) -> None:
    """Assess, search, write."""
    from regiorules.advice.plans import MOST, plan
    from regiorules.cli.progress import tell
    from regiorules.render.plan_note import plan_blocks

    found = plan(given.assess(), given.knowledge(), lang, seconds=seconds, tell=lambda seen: tell(seen, MOST))
    sheet.write(found, plan_blocks)
