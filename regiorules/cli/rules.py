"""`regiorules rules`: the rules as policy, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from regiorules.advice.labels import LABELS
from regiorules.cli.base import command as make
from regiorules.cli.base import has_color, load_knowledge, option, ruleset_option, terminal_width, write
from regiorules.errors import unknown_name
from regiorules.render.json import to_json
from regiorules.rules.model import Rule
from regiorules.text import Language, Text

_WHEN = Text("als", "when")


@make("Toon de regels, met hun voorwaarde en hun bron.", "Show the rules, with their condition and their source.")
@option(
    "--statement",
    metavar="S39",
    nl="Alleen regels die op deze uitspraak berusten.",
    en="Only rules that rest on this statement.",
)
@option("--format", type=click.Choice(["text", "json"]), default="text", nl="Uitvoervorm.", en="Format.")
@ruleset_option
def command(statement: str | None, format: str, rulesets: tuple[str, ...], lang: Language) -> None:
    """List the rules, all or those of one statement."""
    from regiorules.render.blocks import Heading, Paragraph
    from regiorules.render.renderer import Layout
    from regiorules.render.text import render_blocks

    knowledge = load_knowledge(rulesets)
    if statement is not None and statement not in knowledge.statements:
        raise unknown_name("unknown_statement", statement, knowledge.statements)
    chosen = [rule for rule in knowledge.rules.values() if statement is None or statement in rule.statements]
    if format == "json":
        write(to_json([_data(rule, lang) for rule in chosen]))
        return
    blocks: list[Any] = []
    for rule in chosen:
        blocks.append(Heading(3, rule.id, ", ".join(_marks(rule, lang))))
        blocks.append(Paragraph(f"{rule.text} → {_target(rule)}", _WHEN.say(lang)))
        blocks.append(Paragraph(rule.because.say(lang)))
        if rule.why:
            blocks.append(Paragraph(rule.why.say(lang), LABELS[rule.basis].say(lang)))
    write(render_blocks(blocks, Layout(terminal_width(), has_color())))


def _target(rule: Rule) -> str:
    target = rule.target if rule.value is True else f"{rule.target} = {rule.value}"
    return f"{target} ({rule.grade})" if rule.grade else target


def _marks(rule: Rule, language: Language) -> Iterable[str]:
    return [*rule.statements, LABELS[rule.basis].say(language)]


def _data(rule: Rule, language: Language) -> dict[str, Any]:
    return {
        "id": rule.id,
        "ruleset": rule.ruleset,
        "when": rule.text,
        "target": rule.target,
        "value": rule.value,
        "grade": rule.grade,
        "because": rule.because.say(language),
        "statements": list(rule.statements),
        "basis": rule.basis,
        "why": rule.why.say(language) if rule.why else None,
    }
