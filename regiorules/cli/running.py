"""
Running a command: loaded when it is asked for, every error lines on standard error and an exit code.

Exit codes: 0 done; 1 done, and something was found wanting; 2 the input can't be used; 3 a plugin failed.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from regiorules.cli.help import HelpfulCommand, chosen_language, language_of_help, version_option
from regiorules.cli.registered import left_out, plugins
from regiorules.cli.slips import in_words
from regiorules.errors import PluginError, RegioRulesError

FOUND_WANTING = 1
BAD_INPUT = 2
PLUGIN_FAILED = 3


class LazyGroup(HelpfulCommand, click.Group):
    """The group of all commands; imports a command's file when it is asked for."""

    def __init__(self, name: str, **settings: Any) -> None:
        super().__init__(
            name, subcommand_metavar=language_of_help("OPDRACHT [ARGUMENTEN]…", "COMMAND [ARGS]…"), **settings
        )
        self.params.append(version_option())

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what was wrong with plugins is said after its output, and in the exit code."""
        try:
            result = super().invoke(ctx)
        finally:
            for problem in left_out(ctx):
                click.echo(problem.say(chosen_language()), err=True)
        return PLUGIN_FAILED if left_out(ctx) else result

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in plugins(ctx).commands if self._loads(ctx, name)]

    def _loads(self, ctx: click.Context, name: str) -> bool:
        """False for a command of a plugin that can't be loaded: the others are listed all the same."""
        try:
            return self.get_command(ctx, name) is not None
        except PluginError:
            return False

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        registry = plugins(ctx)
        if name not in registry.commands:
            return None
        module, _, attribute = registry.commands[name].partition(":")

        def load() -> click.Command:
            found = getattr(import_module(module), attribute)
            if not isinstance(found, click.Command):
                raise TypeError(f"{module}:{attribute} isn't a click command")
            return found

        return registry.contained("regiorules_commands", name, load)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run, and turn every error into lines on standard error and an exit code."""
        try:
            result = super().main(*args, **{**settings, "standalone_mode": False})
        except PluginError as error:
            _fail(error.say(chosen_language()).splitlines(), PLUGIN_FAILED)
        except RegioRulesError as error:
            _fail(error.say(chosen_language()).splitlines())
        except click.exceptions.Abort:
            _fail([language_of_help("afgebroken", "aborted")])
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            sys.exit(0)
        except click.ClickException as error:
            _fail([in_words(error)])
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        sys.exit(result if isinstance(result, int) else 0)


def _fail(lines: list[str], code: int = BAD_INPUT) -> None:
    if "--debug" in sys.argv:
        raise
    for line in lines:
        click.echo(line, err=True)
    sys.exit(code)
