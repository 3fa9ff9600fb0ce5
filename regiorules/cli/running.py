"""
Running a command: loaded when it is asked for, every error said on standard error, with an exit code.

Exit codes: 0 done; 1 done, and something was found wanting; 2 the input can't be used; 3 a plugin failed;
130 the user stopped it.  A pipe that closes (`| head`) is no failure.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

import click

from regiorules.cli.codes import BAD_INPUT, FOUND_WANTING, INTERRUPTED, PLUGIN_FAILED
from regiorules.cli.help import HelpfulCommand, language_of_help, version_option
from regiorules.cli.registered import leave_out, left_out, note_time_limit, only_built_in, plugins, time_limit_in
from regiorules.cli.summaries import HELP
from regiorules.plugins.finding import may_be_installed
from regiorules.plugins.names import COMMANDS

__all__ = ["BAD_INPUT", "FOUND_WANTING", "INTERRUPTED", "PLUGIN_FAILED", "LazyGroup"]

_COMPLETE = "_REGIORULES_COMPLETE"


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
            with _unread():
                result = self._invoked(ctx)
        finally:
            _say_left_out(ctx)
        return PLUGIN_FAILED if left_out(ctx) else result

    def _invoked(self, ctx: click.Context) -> Any:
        """
        What the command gives; raises PluginError where a plugin's command fails.

        It runs as itself, without a time limit: it may be a conversation, its print is its output, and
        Ctrl-C and an exit code of its own are its own.
        """
        try:
            return super().invoke(ctx)
        except BaseException as cause:
            from regiorules.cli.failing import contain

            contain(ctx, cause)
            raise

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        note_time_limit(ctx, args)
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands; those that can't be loaded are named on standard error."""
        listed = {name: self._named(ctx, name) for name in self.list_commands(ctx)}
        click.Group(commands=listed).format_commands(ctx, formatter)
        _say_left_out(ctx)

    def _named(self, ctx: click.Context, name: str) -> click.Command:
        """What is shown of a command in a list; one of ours isn't imported for it."""
        if name in COMMANDS:
            return click.Command(name, help=language_of_help(*HELP[name]))
        found = self.get_command(ctx, name)
        assert found is not None
        return found

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        with _unread():  # the help may be all that is asked
            return super().make_context(*args, **settings)

    def list_commands(self, ctx: click.Context) -> list[str]:
        if only_built_in(ctx):
            return list(COMMANDS)
        return [name for name in plugins(ctx).commands if name in COMMANDS or self._loads(ctx, name)]

    def _loads(self, ctx: click.Context, name: str) -> bool:
        """False for a command of a plugin that can't be loaded: the others are listed all the same."""
        from regiorules.errors import PluginError

        try:
            return self.get_command(ctx, name) is not None
        except PluginError as error:
            leave_out(error.problems, ctx)
            return False

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """What a shell offers where a command is typed: the commands, none of ours imported, and the options."""
        from click.shell_completion import CompletionItem

        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        offered = [CompletionItem(name, help=self._named(ctx, name).get_short_help_str(80)) for name in names]
        return [*offered, *click.Command.shell_complete(self, ctx, incomplete)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in COMMANDS and only_built_in(ctx):
            found: click.Command = import_module(f"regiorules.cli.{name}").command
            return found
        from regiorules.plugins.commands import load_command

        registry = plugins(ctx)
        return load_command(registry, name) if name in registry.commands else None

    def __call__(self, *args: Any, **settings: Any) -> Any:
        """Run as a process of its own, that ends in time whatever plugins leave behind."""
        try:
            return self.main(*args, **settings)
        except SystemExit:
            if "regiorules.plugins.guard" in sys.modules and may_be_installed():  # else there are no plugins
                from regiorules.cli.ending import end_in_time

                end_in_time(time_limit_in(sys.argv) or _time_limit_of_the_environment(), PLUGIN_FAILED)
            gc.freeze()  # what is left goes with the process: nobody need look for circles in it
            raise

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run, and turn every error into what is said on standard error and an exit code."""
        if (asked := os.environ.get(_COMPLETE)) is not None:  # by a shell, where a person presses Tab
            from regiorules.cli.shells import complete

            sys.exit(complete(self, asked))
        with _lenient(sys.stdout):
            code = self._code(*args, **settings)
        sys.exit(code)

    def _code(self, *args: Any, **settings: Any) -> int:
        try:
            return self._run(*args, **settings)
        except (_NobodyReads, BrokenPipeError):
            _abandon(sys.stdout)
            return 0
        except (Exception, KeyboardInterrupt) as error:
            from regiorules.cli.failing import said

            code = said(error)
            _abandon(sys.stdout)
            return code

    def _run(self, *args: Any, **settings: Any) -> int:
        try:
            result = super().main(*args, **{**settings, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            from regiorules.cli.output import say

            say(error.format_message())
            return 0
        if sys.stdout is not None:
            sys.stdout.flush()  # what a command has printed itself: now an error can still be said
        return result if isinstance(result, int) else 0


def _say_left_out(ctx: click.Context) -> None:
    """Say what of plugins is left out of this run, if anything."""
    if left_out(ctx):
        from regiorules.cli.wrong import say_error
        from regiorules.errors import PluginError

        say_error(PluginError(left_out(ctx)))


class _NobodyReads(Exception):
    """Nobody reads on at the other end of the pipe: no failure, but click would make one of it."""


@contextmanager
def _unread() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as cause:
        raise _NobodyReads from cause


def _time_limit_of_the_environment() -> float:
    from regiorules.errors import RegioRulesError
    from regiorules.plugins.guard import Guard, environment_guard

    try:
        return environment_guard().seconds
    except RegioRulesError:  # said already
        return Guard().seconds


@contextmanager
def _lenient(stream: Any) -> Iterator[None]:
    """Whatever is printed to a stream (by click, or by a plugin), its encoding is no reason to fail."""
    if not hasattr(stream, "reconfigure"):
        yield
        return
    before = stream.errors
    stream.reconfigure(errors="replace")
    try:
        yield
    finally:
        stream.reconfigure(errors=before)


def _abandon(stream: Any) -> None:
    """What still waits to be written to a stream that takes nothing goes nowhere, and isn't an error at the exit."""
    try:
        stream.flush()
    except (OSError, ValueError, AttributeError):
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
