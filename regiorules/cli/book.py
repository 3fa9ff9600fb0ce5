"""`regiorules book`: a rule set as something to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiorules.cli.options import command as make
from regiorules.cli.options import completed, format_option, output_option
from regiorules.cli.output import write
from regiorules.cli.registered import load_knowledge, plugins
from regiorules.cli.summaries import HELP
from regiorules.text import Language

if TYPE_CHECKING:
    from regiorules.authoring.testing.scenarios import Scenario, Suite
    from regiorules.book.make import Tried
    from regiorules.book.model import Book
    from regiorules.rules.model import Knowledge

_SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown"}


@make(*HELP["book"], waits=True)
@click.argument("ruleset", metavar="RULESET", shell_complete=completed("rulesets"))
@format_option(
    "Uitvoervorm; anders die bij de naam van --output.",
    "Format; that of the name of --output otherwise.",
    "html",
    "markdown",
)
@output_option
def command(ruleset: str, format: str | None, output: Path | None, lang: Language) -> None:
    """Write the book of a rule set."""
    from regiorules.authoring.testing.scenarios import load_scenarios
    from regiorules.book import make_book
    from regiorules.plugins.rulesets import ruleset_folders

    knowledge = load_knowledge((ruleset,))
    suite = load_scenarios(*ruleset_folders(ruleset, registry=plugins()))
    form = format or _SUFFIXES.get(output.suffix.lower() if output else "", "markdown")
    book = make_book(knowledge, knowledge.rulesets[-1].id, lang, _tried(knowledge, suite))
    write(_renderer(form)(book), output, form)


def _renderer(form: str) -> Callable[[Book], str]:
    from regiorules.book.html import render_html
    from regiorules.book.markdown import render_markdown

    return render_html if form == "html" else render_markdown


def _tried(knowledge: Knowledge, suite: Suite) -> dict[str, Tried]:
    """How scenarios try each rule: in cases of its own, and in the stories that name what it concludes."""
    from regiorules.book.make import Tried

    found = {}
    for rule in knowledge.every_rule():
        case = suite.cases.get(rule.id)
        stories = tuple(each.name for each in suite.scenarios if rule.target in _names(each))
        counts = (len(case.holds), len(case.fails)) if case else (0, 0)
        found[rule.id] = Tried(*counts, stories)
    return found


def _names(scenario: Scenario) -> set[str]:
    return {*scenario.holds, *scenario.fails, *scenario.not_holds, *scenario.open, *scenario.values}
