"""
What all commands share: lazy loading, Dutch help, errors without tracebacks, output.

Exit codes: 0 done; 1 done, and something was found wanting; 2 the input can't be used; 3 a plugin failed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from regiorules.errors import PluginError, Problem, RegioRulesError
from regiorules.text import Language, Text, nearest

if TYPE_CHECKING:
    from regiorules.plugins import Registry
    from regiorules.rules.model import Knowledge

Command = TypeVar("Command", bound=Callable[..., Any])
FOUND_WANTING = 1
BAD_INPUT = 2
PLUGIN_FAILED = 3
_LEFT_OUT = "regiorules.left_out"  # problems with plugins, said at the end of a run


def environment_language() -> Language:
    """The language of REGIORULES_LANG; Dutch without."""
    return "en" if os.environ.get("REGIORULES_LANG", "nl").lower().startswith("en") else "nl"


def language_of_help(nl: str, en: str) -> str:
    """A help text in the language of REGIORULES_LANG."""
    return Text(nl, en).say(environment_language())


_HEADS = {"Options": "Opties", "Commands": "Opdrachten", "Usage: ": "Gebruik: "}


class _Formatter(click.HelpFormatter):
    """Help with Dutch headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or language_of_help("Gebruik: ", "Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(language_of_help(_HEADS.get(heading, heading), heading))


class _Context(click.Context):
    formatter_class = _Formatter


class LazyCommand(click.Command):
    """A command whose help option speaks the language of the help."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = language_of_help("Toon deze uitleg.", "Show this help.")
        return option


class LazyGroup(LazyCommand, click.Group):
    """The group of all commands; imports a command's file when it is asked for."""

    def __init__(self, name: str, **settings: Any) -> None:
        super().__init__(
            name, subcommand_metavar=language_of_help("OPDRACHT [ARGUMENTEN]…", "COMMAND [ARGS]…"), **settings
        )
        self.params.append(_version_option())

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what was wrong with plugins is said after its output, and in the exit code."""
        try:
            result = super().invoke(ctx)
        finally:
            left_out: list[Problem] = ctx.meta.get(_LEFT_OUT, [])
            for problem in left_out:
                click.echo(problem.say(_chosen_language()), err=True)
        return PLUGIN_FAILED if left_out else result

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
            _fail(error.say(_chosen_language()).splitlines(), PLUGIN_FAILED)
        except RegioRulesError as error:
            _fail(error.say(_chosen_language()).splitlines())
        except click.exceptions.Abort:
            _fail([language_of_help("afgebroken", "aborted")])
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            sys.exit(0)
        except click.ClickException as error:
            _fail([_in_words(error)])
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        sys.exit(result if isinstance(result, int) else 0)


def _version_option() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted:
            from regiorules import __version__

            click.echo(f"regiorules {__version__}")
            ctx.exit()

    text = language_of_help("Toon de versie.", "Show the version.")
    return click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=text)


def _chosen_language() -> Language:
    """The language asked for with --lang, also where the command line itself is wrong."""
    words = sys.argv
    for number, word in enumerate(words):
        if word.startswith("--lang="):
            return "en" if word.endswith("en") else "nl"
        if word == "--lang" and number + 1 < len(words):
            return "en" if words[number + 1] == "en" else "nl"
    return environment_language()


def _fail(lines: list[str], code: int = BAD_INPUT) -> None:
    if "--debug" in sys.argv:
        raise
    for line in lines:
        click.echo(line, err=True)
    sys.exit(code)


def _in_words(error: click.ClickException) -> str:
    """What click says of a wrong command line, in the language chosen."""
    text = error.format_message()
    if _chosen_language() == "en":
        return text
    if isinstance(error, click.NoSuchOption):
        hint = f"; bedoelt u {error.possibilities[0]}?" if error.possibilities else ""
        return f"{error.option_name} is geen optie{hint} (zie --help)"
    if isinstance(error, click.MissingParameter):
        return f"{error.param.make_metavar(error.ctx) if error.param and error.ctx else ''} ontbreekt (zie --help)"
    if isinstance(error, click.BadParameter) and error.param:
        value = re.search(r": ('[^']*'|\S+)", text)
        choices = error.param.type.choices if isinstance(error.param.type, click.Choice) else ()
        known = f"; kies uit: {', '.join(choices)}" if choices else f"; verwacht: {error.param.metavar}"
        return f"{error.param.opts[0]}: {value[1] if value else 'dit'} kan hier niet{known} (zie --help)"
    if isinstance(error, click.UsageError) and text.startswith("No such command"):
        name = text.split("'")[1]
        near = nearest(name, plugins(error.ctx).commands)
        hint = f"; bedoelt u {near}?" if near else ""
        return f"{name} is geen opdracht{hint} (zie --help)"
    return f"de opdracht klopt niet: {text} (zie --help)"


def option(*names: str, nl: str, en: str, **settings: Any) -> Callable[[Command], Command]:
    """A click option with its help in both languages."""
    return click.option(*names, help=language_of_help(nl, en), **settings)


def command(nl: str, en: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with its help in both languages, and the options that all commands have."""

    def make(function: Callable[..., Any]) -> click.Command:
        function = option(
            "--lang", type=click.Choice(["nl", "en"]), default=environment_language, nl="Taal.", en="Language."
        )(function)
        function = option(
            "--debug",
            is_flag=True,
            expose_value=False,
            nl="Toon bij een fout de details.",
            en="Show details of an error.",
        )(function)
        return click.command(cls=LazyCommand, help=language_of_help(nl, en))(function)

    return make


ruleset_option = option(
    "--ruleset",
    "rulesets",
    multiple=True,
    metavar="NAAM|MAP",
    nl="Rule set (naam of map); meermaals te geven.",
    en="Rule set (name or folder); may be repeated.",
)
output_option = option(
    "--output",
    type=click.Path(path_type=Path),
    nl="Schrijf naar dit bestand in plaats van naar het scherm.",
    en="Write to this file instead of to the screen.",
)


def plugins(context: click.Context | None = None) -> Registry:
    """What is registered, loaded once a run; what is wrong with plugins is said at the end."""
    from regiorules.plugins import load_plugins

    root = (context or click.get_current_context()).find_root()
    if root.obj is None:
        root.obj = load_plugins()
    if _LEFT_OUT not in root.meta:
        leave_out(root.obj.problems, root)
    found: Registry = root.obj
    return found


def leave_out(problems: Iterable[Problem], context: click.Context | None = None) -> None:
    """Note what of plugins is left out, to be said at the end of the run."""
    root = (context or click.get_current_context()).find_root()
    left_out: list[Problem] = root.meta.setdefault(_LEFT_OUT, [])
    left_out += [problem for problem in problems if problem not in left_out]


def load_knowledge(rulesets: tuple[str, ...]) -> Knowledge:
    """The knowledge of the rule sets asked for, or of all that are registered."""
    from regiorules.api import load_registered, ruleset_folders
    from regiorules.rules.load import load_rulesets

    if rulesets:
        return load_rulesets(*ruleset_folders(*rulesets, registry=plugins()))
    knowledge, problems = load_registered(plugins())
    leave_out(problems)
    return knowledge


def terminal_width() -> int:
    """The width of the terminal, at most 110 so that lines stay readable; 100 in a pipe."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return 100
    from shutil import get_terminal_size

    return min(get_terminal_size((100, 24)).columns, 110)


def has_color() -> bool:
    """True on a terminal that hasn't asked for plain text."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def write(document: str | bytes, output: Path | None = None) -> None:
    """Write to standard output, or whole to a file; raises InputError where that can't be."""
    content = document.encode() if isinstance(document, str) else document
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        from regiorules.documents import write_whole

        write_whole(output, content)


def write_table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A table on standard output."""
    from regiorules.render.blocks import Grid
    from regiorules.render.renderer import Layout
    from regiorules.render.text import render_blocks

    write(render_blocks([Grid(header, tuple(rows))], Layout(terminal_width(), has_color())))
