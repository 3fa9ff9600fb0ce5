"""`regiorules export`: a rule set in the form of another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from regiorules.cli.forms import choose_form
from regiorules.cli.options import command as make
from regiorules.cli.options import completed, option, writes_to
from regiorules.cli.output import write
from regiorules.cli.registered import load_knowledge, plugins, remark
from regiorules.cli.summaries import HELP
from regiorules.text import Language

if TYPE_CHECKING:
    from regiorules.rules.model import Knowledge

_HOOK = "regiorules_exports"


@make(*HELP["export"], waits=True)
@click.argument("ruleset", metavar="RULESET", shell_complete=completed("rulesets"))
@option(
    "--format",
    shell_complete=completed("exports"),
    metavar="VORM",
    nl="De vorm (van een plugin, zoals dmn); anders die bij de naam van --output.",
    en="The form (of a plugin, such as dmn); that of the name of --output otherwise.",
)
@option(
    "--base",
    default="",
    metavar="ADRES",
    nl="Het adres waaronder alles zijn naam krijgt, in vormen waarin dat kan.",
    en="The address under which all gets its name, in forms that have one.",
)
@writes_to(
    nl="Schrijf naar dit bestand in plaats van naar het scherm; het achtervoegsel zegt de vorm.",
    en="Write to this file instead of to the screen; its suffix says the form.",
)
def command(ruleset: str, format: str | None, base: str, output: Path | None, lang: Language) -> None:
    """Write the rule set, and name what isn't in it."""
    from regiorules.plugins.using import export
    from regiorules.rules.forms import ExportWish

    form = choose_form(_HOOK, format, output)
    knowledge = load_knowledge((ruleset,))
    exported = export(plugins(), form, knowledge, ExportWish(_last(knowledge), lang, base))
    write(exported.content, output, form)
    remark(exported.left_out)


def _last(knowledge: Knowledge) -> str:
    """The rule set that was asked for: those that it builds on stand before it."""
    return knowledge.rulesets[-1].id
