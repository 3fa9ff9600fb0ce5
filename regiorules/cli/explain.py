"""`regiorules explain`: why a conclusion holds, doesn't hold, or is open."""

from __future__ import annotations

import click
from attrs import evolve

from regiorules.cli.given import Given, Sheet, region_options, sheet_options
from regiorules.cli.options import command as make
from regiorules.cli.options import completed
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Problem
from regiorules.text import Language


@make(*HELP["explain"], waits=True)
@region_options
@click.argument("conclusion", required=False, metavar="CONCLUSIE", shell_complete=completed("conclusions"))
@sheet_options
def command(given: Given, conclusion: str | None, sheet: Sheet, lang: Language) -> None:
    """Assess, explain, write."""
    from regiorules.advice.explain import explain
    from regiorules.advice.named import name_of
    from regiorules.cli.certain import certain_if_possible
    from regiorules.render.explanation_note import explanation_blocks

    if given.name is not None and given.file is not None and conclusion is None:  # --region NAME CONCLUSION
        given, conclusion = evolve(given, file=None), str(given.file)
    if conclusion is None:
        raise InputError([Problem("conclusion_needed")])
    assessment, knowledge = given.assess(), given.knowledge()
    name = name_of(conclusion, knowledge)
    is_open = name in assessment.conclusions and assessment.conclusions[name].status == "open"
    certain = certain_if_possible(assessment, knowledge, [name]) if is_open else ()
    sheet.write(explain(assessment, knowledge, conclusion, lang, certain=certain), explanation_blocks)
