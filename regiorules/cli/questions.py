"""`regiorules questions`: the unknown facts, the one that settles most first."""

from __future__ import annotations

from pathlib import Path

from regiorules.cli.base import command as make
from regiorules.cli.base import output_option, ruleset_option
from regiorules.cli.given import assess, note_options, region_options, write_note
from regiorules.text import Language


@make(
    "Toon de open vragen, met wat elk antwoord zou vastleggen.",
    "Show the open questions, with what each answer would settle.",
)
@region_options
@note_options
@ruleset_option
@output_option
def command(
    file: Path | None,
    name: str | None,
    profiles: Path | None,
    assignments: tuple[str, ...],
    format: str,
    engine: str,
    rulesets: tuple[str, ...],
    output: Path | None,
    lang: Language,
) -> None:
    """Assess, rank, write."""
    from regiorules.advice.advise import make_advice
    from regiorules.render.change_notes import questions_blocks

    knowledge, _, assessment = assess(file, name, profiles, assignments, engine, rulesets)
    advice = make_advice(assessment, knowledge, lang)
    if format == "json":
        write_note(advice.questions, lambda _: questions_blocks(advice), format, output)
    else:
        write_note(advice, questions_blocks, format, output)
