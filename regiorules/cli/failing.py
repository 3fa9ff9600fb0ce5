"""What becomes of an error: what is said of it, and the exit code; imported when there is one."""

from __future__ import annotations

import errno
import sys
from functools import partial

import click

from regiorules.cli.codes import BAD_INPUT, INTERRUPTED, PLUGIN_FAILED
from regiorules.cli.registered import plugins
from regiorules.cli.slips import in_words
from regiorules.cli.wrong import say_error
from regiorules.errors import InputError, PluginError, Problem, RegioRulesError
from regiorules.messages.system import reason


class Interrupted(RegioRulesError):
    """The user has stopped the command (Ctrl-C); the problem says what that means."""

    code = "interrupted"


_OF_A_COMMAND = (
    RegioRulesError,
    click.ClickException,
    click.exceptions.Exit,
    click.exceptions.Abort,
    SystemExit,
    KeyboardInterrupt,
)


def contain(context: click.Context, cause: BaseException) -> None:
    """Raises PluginError for what a plugin's command raises and no command may; the rest is left to the caller."""
    name = str(context.invoked_subcommand)
    if isinstance(cause, _OF_A_COMMAND) or _is_of_the_system(cause):
        return
    if name in plugins(context).commands:
        plugins(context).contained("regiorules_commands", name, partial(_raise, cause))


def _is_of_the_system(cause: BaseException) -> bool:
    """True where output can't be written: the disk is full, or nobody reads it; no command can help that."""
    return isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EPIPE)


def _raise(cause: BaseException) -> None:
    raise cause


def said(error: BaseException) -> int:
    """Say an error on standard error; its exit code. One that isn't meant for a user is raised."""
    found = _meant(error)
    if found is None or "--debug" in sys.argv:
        raise error
    meant, code = found
    say_error(meant)
    return code


def _meant(error: BaseException) -> tuple[RegioRulesError, int] | None:
    """An error as one of ours, with its exit code."""
    match error:
        case PluginError():
            return error, PLUGIN_FAILED
        case Interrupted():
            return error, INTERRUPTED
        case RegioRulesError():
            return error, BAD_INPUT
        case KeyboardInterrupt() | click.exceptions.Abort(__cause__=KeyboardInterrupt()):
            return Interrupted([Problem("aborted")]), INTERRUPTED
        case click.exceptions.Abort():
            return Interrupted([Problem("aborted")]), BAD_INPUT
        case click.ClickException():
            return InputError([Problem("usage", {"what": in_words(error)})]), BAD_INPUT
        case MemoryError():
            return RegioRulesError([Problem("memory")]), BAD_INPUT
        case OSError():
            return RegioRulesError([Problem("system_refuses", {"why": reason(error)})]), BAD_INPUT
    return None
