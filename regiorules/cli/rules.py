"""`regiorules rules`: the rules as policy, with what they rest on, and what a region or a day makes different."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from regiorules.advice.labels import LABELS
from regiorules.cli.options import Day, completed, option, ruleset_option, text_or_json
from regiorules.cli.options import command as make
from regiorules.cli.output import has_color, terminal_width, write, write_json
from regiorules.cli.registered import load_knowledge, remark
from regiorules.cli.summaries import HELP
from regiorules.errors import UnknownName, unknown_name
from regiorules.facts.dates import today
from regiorules.text import Language, Text

if TYPE_CHECKING:
    from regiorules.facts.vocabulary import Parameter
    from regiorules.render.blocks import Block
    from regiorules.rules.model import Knowledge, Rule
    from regiorules.rules.plans import Goal, Move

_WHEN = Text("als", "when")
_EACH = Text("voor elk van {records}, als", "for each of {records}, when")
_UNLESS = Text("tenzij", "unless")
_OVERRIDES = Text("gaat voor op", "goes before")
_OVERRIDDEN = Text("wijkt voor", "gives way to")
_CHANGED = Text("veranderd door {ruleset}", "changed by {ruleset}")
_OFF = Text("uitgeschakeld door {ruleset}", "switched off by {ruleset}")
_FROM = Text("vanaf {day}", "from {day}")
_UNTIL = Text("tot en met {day}", "until {day}")


@make(*HELP["rules"], waits=True)
@option(
    "--statement",
    metavar="S39",
    shell_complete=completed("statements"),
    nl="Alleen regels die op deze uitspraak berusten.",
    en="Only rules that rest on this statement.",
)
@option(
    "--region",
    metavar="NAAM",
    shell_complete=completed("regions"),
    nl="Toon alleen wat voor deze regio anders is dan in core.",
    en="Show only what differs from core for this region.",
)
@option(
    "--on",
    type=Day(),
    metavar="JJJJ-MM-DD",
    nl="De regels van deze dag (anders die van vandaag).",
    en="The rules of this day (today's otherwise).",
)
@text_or_json
@ruleset_option
def command(
    statement: str | None, region: str | None, on: date | None, format: str, rulesets: tuple[str, ...], lang: Language
) -> None:
    """List the rules: all, those of one statement, or what a region has different."""
    from regiorules.render.renderer import Layout
    from regiorules.render.text import render_blocks
    from regiorules.render.way_note import way_blocks

    knowledge = load_knowledge(rulesets)
    if statement is not None and statement not in knowledge.statements:
        raise unknown_name("unknown_statement", statement, knowledge.statements)
    region = region and _named(region, knowledge)
    own_values = knowledge.vocabulary.valued_in(region) if region else ()
    if region is not None or on is not None:
        knowledge = knowledge.at(region or "", on or today())
    valued = [each for name in own_values if (each := knowledge.vocabulary.parameters[name]).dated]
    chosen = [rule for rule in knowledge.rules.values() if statement is None or statement in rule.statements]
    if region is not None:
        chosen = [rule for rule in chosen if rule.ruleset != "core"]
    if format == "json":
        ahead = [] if region is not None else _ahead(knowledge, statement)
        own = {"assumptions": [_value_data(each, lang) for each in valued]} if region is not None else {}
        write_json({"rules": [_data(rule, lang) for rule in chosen], **_ahead_data(ahead, knowledge, lang), **own})
    else:
        blocks = [*_blocks(chosen, lang), *(_off(knowledge, lang) if region is not None else ())]
        blocks += _values(valued, lang)
        blocks += way_blocks(knowledge, _ahead(knowledge, statement), lang) if region is None else ()
        write(render_blocks(blocks, Layout(terminal_width(), has_color())))


def _named(region: str, knowledge: Knowledge) -> str:
    """The region that is meant, as the table calls it; one that is in no table has the name that it is given."""
    from regiorules.facts.names import meant_region
    from regiorules.facts.profiles import built_in_profiles

    try:
        meant = meant_region(region, built_in_profiles(knowledge.vocabulary), knowledge.vocabulary)
    except UnknownName as error:
        if error.problems[0].code in ("unknown_region", "no_profile"):
            return region
        raise
    remark([meant.remark] if meant.remark else [])
    return meant.profile.name


def _blocks(rules: Iterable[Rule], language: Language) -> Iterator[Block]:
    from regiorules.render.blocks import Heading, Paragraph

    for rule in rules:
        yield Heading(3, rule.id, ", ".join(_marks(rule, language)))
        when = _EACH if rule.each else _WHEN
        yield Paragraph(f"{rule.text} → {_target(rule)}", when.say(language).format(records=rule.each))
        yield from _exceptions(rule, language)
        yield Paragraph(rule.because.say(language))
        if rule.why:
            yield Paragraph(rule.why.say(language), LABELS[rule.basis].say(language))
        if rule.changed:
            yield Paragraph(rule.changed.say(language), _CHANGED.say(language).format(ruleset=rule.ruleset))


def _exceptions(rule: Rule, language: Language) -> Iterator[Block]:
    from regiorules.render.blocks import Paragraph

    named = ((_OVERRIDES, ", ".join(rule.overrides)), (_OVERRIDDEN, ", ".join(rule.overridden_by)))
    for lead, said in ((_UNLESS, rule.unless), *named):
        if said:
            yield Paragraph(said, lead.say(language))


def _ahead(knowledge: Knowledge, statement: str | None) -> list[Goal | Move]:
    """The goals and the moves: all, or those that rest on a statement."""
    every: list[Goal | Move] = [*knowledge.goals.values(), *knowledge.moves.values()]
    return [each for each in every if statement is None or statement in each.statements]


def _ahead_data(some: Iterable[Goal | Move], knowledge: Knowledge, language: Language) -> dict[str, Any]:
    from regiorules.rules.plans import Goal

    found: dict[str, list[dict[str, Any]]] = {"goals": [], "moves": []}
    for each in some:
        kind, own = ("goals", _goal(each, language)) if isinstance(each, Goal) else ("moves", _move(each, knowledge))
        found[kind].append(
            {
                "id": each.id,
                "ruleset": each.ruleset,
                **own,
                "statements": list(each.statements),
                "basis": each.basis,
                "why": each.why.say(language) if each.why else None,
            }
        )
    return found


def _goal(goal: Goal, language: Language) -> dict[str, Any]:
    return {"title": goal.title.say(language), "when": goal.text, "position": goal.position or None}


def _move(move: Move, knowledge: Knowledge) -> dict[str, Any]:
    effects = dict(knowledge.conclusions[move.id].effects)
    return {"presupposes": move.text, "months": move.months, "agree": list(move.agree), "effects": effects}


def _off(knowledge: Knowledge, language: Language) -> Iterator[Block]:
    from regiorules.render.blocks import Heading, Paragraph

    for name, change in knowledge.off.items():
        yield Heading(3, name, _OFF.say(language).format(ruleset=change.ruleset))
        yield Paragraph(change.reason.say(language))


def _values(valued: Iterable[Parameter], language: Language) -> Iterator[Block]:
    """The assumptions that have a value of the region's own."""
    from regiorules.advice.assumed import said
    from regiorules.render.blocks import Heading, Paragraph

    for each in valued:
        yield Heading(3, each.id)
        yield Paragraph(said(each, each.value, language), each.title.say(language))


def _value_data(each: Parameter, language: Language) -> dict[str, Any]:
    dated = each.dated
    assert dated is not None
    origin = {"since": dated.since.isoformat(), "reference": dated.reference.say(language), "url": dated.url}
    return {"id": each.id, "value": each.value, **origin, "ruleset": dated.ruleset or each.ruleset}


def _target(rule: Rule) -> str:
    return f"{rule.says} ({rule.grade})" if rule.grade else rule.says


def _marks(rule: Rule, language: Language) -> Iterator[str]:
    yield from rule.statements
    yield LABELS[rule.basis].say(language)
    if rule.ruleset != "core":
        yield rule.ruleset
    for text, day in ((_FROM, rule.valid_from), (_UNTIL, rule.valid_until)):
        if day:
            yield text.say(language).format(day=day.isoformat())


def _data(rule: Rule, language: Language) -> dict[str, Any]:
    return {
        "id": rule.id,
        "ruleset": rule.ruleset,
        "each": rule.each,
        "when": rule.text,
        "unless": rule.unless,
        "overrides": list(rule.overrides),
        "overridden_by": list(rule.overridden_by),
        "target": rule.target,
        "value": rule.plain,
        "grade": rule.grade,
        "because": rule.because.say(language),
        "statements": list(rule.statements),
        "basis": rule.basis,
        "why": rule.why.say(language) if rule.why else None,
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "valid_until": rule.valid_until.isoformat() if rule.valid_until else None,
        "changed": rule.changed.say(language) if rule.changed else None,
    }
