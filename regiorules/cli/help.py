"""The help of commands, in Dutch or in English."""

from __future__ import annotations

import sys
from typing import Any

import click

from regiorules.cli.words import chosen_language, environment_language


def language_of_help(nl: str, en: str) -> str:
    """A help text in the language of REGIORULES_LANG."""
    return en if environment_language() == "en" else nl


_HEADS = {"Options": "Opties", "Commands": "Opdrachten", "Usage: ": "Gebruik: "}


class _Formatter(click.HelpFormatter):
    """Help with Dutch headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or language_of_help("Gebruik: ", "Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(language_of_help(_HEADS.get(heading, heading), heading))


class _Context(click.Context):
    formatter_class = _Formatter


class HelpfulCommand(click.Command):
    """A command whose help option speaks the language of the help."""

    context_class = _Context

    def get_help(self, ctx: click.Context) -> str:
        """The help, in signs that standard output can hold."""
        from regiorules.cli.output import shown

        return shown(super().get_help(ctx))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = language_of_help("Toon deze uitleg.", "Show this help.")
        return option


class PatientCommand(HelpfulCommand):
    """A command that shows that it is at work where it takes longer than a moment."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, with a bar on a terminal (see `cli/progress.py`); with `--watch` again and again."""
        if ctx.params.pop("watch", False):
            from regiorules.cli.watching import watch

            return watch(ctx)
        if sys.stderr is None or not sys.stderr.isatty():
            return super().invoke(ctx)
        from regiorules.cli.progress import waiting

        with waiting(ctx, chosen_language()):
            return super().invoke(ctx)


def version_option() -> click.Option:
    """The option `--version`."""

    def show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            from regiorules import __version__
            from regiorules.cli.output import say

            say(f"regiorules {__version__}")
            ctx.exit()

    text = language_of_help("Toon de versie.", "Show the version.")
    return click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=text)
