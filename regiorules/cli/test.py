"""`regiorules test`: runs the scenarios beside a rule set; exit code 1 where something differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiorules.cli.codes import FOUND_WANTING
from regiorules.cli.options import command as make
from regiorules.cli.options import completed, option, watch_option
from regiorules.cli.output import has_color, terminal_width, write
from regiorules.cli.progress import counted as shown
from regiorules.cli.registered import leave_out, plugins
from regiorules.cli.summaries import HELP
from regiorules.render.blocks import Block, Branch, Bullets, Heading, Paragraph
from regiorules.text import Language, Text, fill

if TYPE_CHECKING:
    from regiorules.authoring.testing.scenarios import Check, Scenario, Suite
    from regiorules.engine.engine import Engine

_DIFFERS = Text(
    "{scenario} — {subject}: verwacht {expected}, gezien {seen}",
    "{scenario} — {subject}: expected {expected}, seen {seen}",
)
_COUNT = Text(
    "{ruleset}: {passed} van {total} {total:controle|controles} in orde.",
    "{ruleset}: {passed} of {total} {total:check|checks} passed.",
)
_COVERAGE = Text("Dekking", "Coverage")
_HOLDS = Text(
    "{percent} % van de regels heeft een scenario waarin de regel geldt.",
    "{percent} % of the rules have a scenario in which they hold.",
)
_FAILS = Text(
    "{percent} % van de regels heeft een scenario waarin de regel niet geldt.",
    "{percent} % of the rules have a scenario in which they don't hold.",
)
_EXCEPTIONS = Text(
    "{percent} % van de uitzonderingen heeft een scenario waarin de regel zonder die uitzondering zou gelden.",
    "{percent} % of the exceptions have a scenario in which the rule would hold without that exception.",
)
_ALWAYS = Text(
    "(regels zonder voorwaarde gelden altijd en tellen daar niet mee)",
    "(rules without a condition always hold and don't count there)",
)
_MISSING = Text("Zonder zo'n scenario", "Without such a scenario")


@make(*HELP["test"], waits=True)
@click.argument("ruleset", required=False, metavar="RULESET", shell_complete=completed("rulesets"))
@option(
    "--coverage", is_flag=True, nl="Toon welke regels geen scenario hebben.", en="Show which rules have no scenario."
)
@option(
    "--engine",
    default="auto",
    shell_complete=completed("engines"),
    nl="Executor: auto, durable of compiled.",
    en="Executor: auto, durable or compiled.",
)
@watch_option
def command(ruleset: str | None, coverage: bool, engine: str, lang: Language) -> int:
    """Run all checks of one rule set, or of each that is registered."""
    from regiorules.render.renderer import Layout
    from regiorules.render.text import render_blocks

    right, blocks = True, list[Block]()
    for folder in _folders(ruleset):
        found = list(_ruleset(folder, coverage, engine, lang))
        right = right and not any(isinstance(block, Branch | Bullets) for block in found)
        blocks += found
    write(render_blocks(blocks, Layout(terminal_width(), has_color())))
    return 0 if right else FOUND_WANTING


def _folders(ruleset: str | None) -> list[Path]:
    """The folder of a rule set, or those of all that can be loaded; the others are left out, each with its plugin."""
    from regiorules.plugins.rulesets import ruleset_folders, sound_folders

    if ruleset is not None:
        return ruleset_folders(ruleset, registry=plugins())
    folders, problems = sound_folders(plugins())
    leave_out(problems)
    return folders


def _ruleset(folder: Path, with_coverage: bool, executor: str, language: Language) -> Iterator[Block]:
    """What differs in one rule set, as branches, and what it lacks, as bullets."""
    from regiorules.authoring.testing.scenarios import check_suite, load_scenarios
    from regiorules.engine.engine import Engine
    from regiorules.rules.load import load_rulesets

    machine = Engine(load_rulesets(folder), executor)
    name = machine.knowledge.rulesets[-1].id
    suite = load_scenarios(folder)
    checks = list(check_suite(suite, machine, shown))
    wrong = [check for check in checks if not check.passed]
    yield from _differences(wrong, suite, machine, language)
    count = fill(_COUNT.say(language), ruleset=name, passed=len(checks) - len(wrong), total=len(checks))
    yield Paragraph(count)
    if with_coverage:
        yield from _coverage(suite, machine, name, language)


def _differences(wrong: Iterable[Check], suite: Suite, engine: Engine, language: Language) -> Iterator[Block]:
    """What was expected against what was seen, with the explanation of it."""
    scenarios = {scenario.name: scenario for scenario in suite.scenarios}
    for check in wrong:
        text = _DIFFERS.say(language).format(
            scenario=check.scenario, subject=check.subject, expected=check.expected, seen=check.shown(language)
        )
        why = _why(scenarios.get(check.scenario), check, engine, language)
        yield Branch(f"{check.place} {text}", why)


def _why(scenario: Scenario | None, check: Check, engine: Engine, language: Language) -> tuple[Branch, ...]:
    from regiorules.advice.explain import explain
    from regiorules.authoring.testing.scenarios import scenario_region
    from regiorules.render.explanation_note import explanation_blocks

    knowledge = engine.knowledge
    if scenario is None or check.subject not in {*knowledge.conclusions, *knowledge.vocabulary.facts}:
        return ()
    assessment = engine.assess(scenario_region(scenario, knowledge), scenario.on)
    explanation = explain(assessment, knowledge, check.subject, language)
    return tuple(block for block in explanation_blocks(explanation) if isinstance(block, Branch))


def _coverage(suite: Suite, engine: Engine, ruleset: str, language: Language) -> Iterator[Block]:
    from regiorules.authoring.testing.scenarios import coverage

    seen = coverage(suite, engine, ruleset, shown)
    rules = {**engine.knowledge.rules, **engine.knowledge.replacements(ruleset)}
    unconditional = {name for name in seen if engine.knowledge.is_unconditional(rules[name])}
    yield Heading(2, _COVERAGE.say(language))
    for text, status in ((_HOLDS, "holds"), (_FAILS, "fails")):
        counted = [name for name in seen if status == "holds" or name not in unconditional]
        lacking = [name for name in counted if status not in seen[name]]
        percent = 100 * (len(counted) - len(lacking)) / len(counted) if counted else 100
        remark = f" {_ALWAYS.say(language)}" if status == "fails" and unconditional else ""
        yield Paragraph(text.say(language).format(percent=f"{percent:.4g}") + remark)
        if lacking:
            yield Bullets(tuple(lacking), _MISSING.say(language))
    yield from _exceptions(suite, engine, ruleset, language)


def _exceptions(suite: Suite, engine: Engine, ruleset: str, language: Language) -> Iterator[Block]:
    """How many of the exceptions a scenario shows, where there are any."""
    from regiorules.authoring.testing.scenarios import exceptions_of, untried_exceptions

    every = exceptions_of(engine.knowledge, ruleset)
    if every:
        lacking = untried_exceptions(suite, engine, ruleset)
        percent = 100 * (len(every) - len(lacking)) / len(every)
        yield Paragraph(_EXCEPTIONS.say(language).format(percent=f"{percent:.4g}"))
        if lacking:
            yield Bullets(tuple(f"{name}: {exception}" for name, exception in lacking), _MISSING.say(language))
