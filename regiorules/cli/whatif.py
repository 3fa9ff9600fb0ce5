"""`regiorules whatif`: only what changes when facts or assumptions are set, and why."""

from __future__ import annotations

from pathlib import Path

from regiorules.cli.base import command as make
from regiorules.cli.base import load_knowledge, output_option, ruleset_option
from regiorules.cli.given import given_region, note_options, pairs, region_options, write_note
from regiorules.errors import InputError, Problem
from regiorules.text import Language


@make(
    "Laat zien wat er verandert als feiten of aannames anders zijn: whatif REGIO --set feit=waarde.",
    "Show what changes if facts or assumptions are different: whatif REGION --set fact=value.",
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
    """Assess twice, and write the difference."""
    from regiorules.advice.changes import what_changes
    from regiorules.engine.engine import Engine
    from regiorules.render.change_notes import changes_blocks

    if not assignments:
        raise InputError([Problem("set_needed")])
    knowledge = load_knowledge(rulesets)
    before = given_region(knowledge.vocabulary, file, name, profiles, ())
    assigned = pairs(assignments)
    after = before.set(assigned, knowledge.vocabulary)
    machine = Engine(knowledge, engine)
    changes = what_changes(machine.assess(before), machine.assess(after), knowledge, assigned, lang)
    write_note(changes, changes_blocks, format, output)
