"""`regiorules explain`: why a conclusion holds, doesn't hold, or is open."""

from __future__ import annotations

from pathlib import Path

import click

from regiorules.cli.base import command as make
from regiorules.cli.base import output_option, ruleset_option
from regiorules.cli.given import assess, note_options, region_options, write_note
from regiorules.text import Language


@make(
    "Leg uit waarom een conclusie geldt, niet geldt of open is: regiorules explain REGIO CONCLUSIE.",
    "Explain why a conclusion holds, doesn't hold or is open: regiorules explain REGION CONCLUSION.",
)
@region_options
@click.argument("conclusion", required=False, metavar="CONCLUSIE")
@note_options
@ruleset_option
@output_option
def command(
    file: Path | None,
    conclusion: str | None,
    name: str | None,
    profiles: Path | None,
    assignments: tuple[str, ...],
    format: str,
    engine: str,
    rulesets: tuple[str, ...],
    output: Path | None,
    lang: Language,
) -> None:
    """Assess, explain, write."""
    from regiorules.advice.explain import explain
    from regiorules.render.explanation_note import explanation_blocks

    if name is not None and conclusion is None:  # --region NAME CONCLUSION
        file, conclusion = None, str(file) if file else None
    if conclusion is None:
        raise click.UsageError("CONCLUSIE/CONCLUSION")
    knowledge, _, assessment = assess(file, name, profiles, assignments, engine, rulesets)
    write_note(explain(assessment, knowledge, conclusion, lang), explanation_blocks, format, output)
