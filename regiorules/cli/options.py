"""Commands and their options, with the help of each in both languages; the options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from regiorules.cli.help import HelpfulCommand, PatientCommand, language_of_help
from regiorules.cli.once import Once
from regiorules.cli.registered import no_cache
from regiorules.cli.words import environment_language
from regiorules.errors import InputError, Place, Problem
from regiorules.text import Text

Command = TypeVar("Command", bound=Callable[..., Any])
_STDOUT = 1


class Day(click.ParamType):  # type: ignore[type-arg]  # which has none in some of the versions that we take
    """A day as people write it."""

    name = "date"
    accepts = Text("2016-03-01, 1-3-2016 of 1 maart 2016", "2016-03-01, 1-3-2016 or 1 March 2016")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; fails for what is none."""
        from regiorules.facts.dates import read_date

        found = value if isinstance(value, date) else read_date(value)
        return found or self.fail(f"{value!r} isn't a day; write {self.accepts.en}.", param, ctx)


class Seconds(click.FloatRange):
    """A time in seconds, more than none."""

    accepts = Text("een aantal seconden, meer dan 0", "a number of seconds, more than 0")

    def __init__(self) -> None:
        super().__init__(min=0, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The time; fails for what is none, as `nan` is."""
        seconds: float = super().convert(value, param, ctx)
        return seconds if seconds == seconds else self.fail(f"{value!r} is not a time.", param, ctx)


class FileName(click.Path):
    """A file or a folder, by a name that one can have; who reads it says why that can't be."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; raises InputError for a name with a NUL in it, which a program can give."""
        try:
            return super().convert(value, param, ctx)
        except ValueError as cause:
            raise InputError([Problem("file_name", {}, Place(str(value)))]) from cause


def option(*names: str, nl: str, en: str, **settings: Any) -> Callable[[Command], Command]:
    """A click option with its help in both languages; one that may be repeated says `multiple`."""
    return click.option(*names, cls=Once, help=language_of_help(nl, en), **settings)


def completed(by: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """For `shell_complete`: what a function of `cli/completing.py` offers, imported when a shell asks for it."""

    def offer(context: click.Context, _: click.Parameter, typed: str) -> list[Any]:
        from regiorules.cli import completing

        with context.scope(cleanup=False):  # which not every click opens
            found: list[Any] = getattr(completing, by)(context, typed)
            return found

    return offer


def command(nl: str, en: str, *, waits: bool = False) -> Callable[[Callable[..., Any]], click.Command]:
    """
    A command with its help in both languages, and the options that all commands have.

    One that `waits` may take longer than a moment, holds no conversation, and writes with `cli/output.py`: on a
    terminal it shows that it is at work.
    """

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
        function = option(
            "--time-limit",
            type=Seconds(),
            expose_value=False,
            metavar="SECONDEN",
            nl="Hoe lang een plugin over elk ding mag doen (anders 60, of REGIORULES_TIME_LIMIT).",
            en="How long a plugin may take for each thing that it does (60 otherwise, or REGIORULES_TIME_LIMIT).",
        )(function)
        function = option(
            "--no-cache",
            is_flag=True,
            expose_value=False,
            callback=no_cache,
            nl="Lees de rule sets opnieuw, en bewaar niet wat gelezen is.",
            en="Read the rule sets anew, and keep nothing of what is read.",
        )(function)
        return click.command(cls=PatientCommand if waits else HelpfulCommand, help=language_of_help(nl, en))(function)

    return make


_JSON_TOO = Text(
    " Met json is ook een fout JSON (RFC 9457), als regel op de standaardfoutuitvoer.",
    " With json an error is JSON (RFC 9457) too, as a line on standard error.",
)


def format_option(nl: str, en: str, *known: str, **settings: Any) -> Callable[[Command], Command]:
    """The option `--format`: one of those that are known, or any that is registered where none are given."""
    choice: dict[str, Any] = {"type": click.Choice(known)} if known else {"shell_complete": completed("formats")}
    return option("--format", nl=nl + _JSON_TOO.nl, en=en + _JSON_TOO.en, **choice, **settings)


text_or_json = format_option("Uitvoervorm.", "Format.", "text", "json", default="text")
ruleset_option = option(
    "--ruleset",
    "rulesets",
    multiple=True,
    metavar="NAAM|MAP",
    shell_complete=completed("rulesets"),
    nl="Rule set (naam of map); meermaals te geven.",
    en="Rule set (name or folder); may be repeated.",
)

watch_option = option(
    "--watch",
    is_flag=True,
    nl="Blijf kijken, en begin opnieuw zodra een bestand verandert; Ctrl-C stopt.",
    en="Keep looking, and begin again when a file changes; Ctrl-C stops.",
)


def writes_to(nl: str, en: str, name: str = "--output", **settings: Any) -> Callable[[Command], Command]:
    """An option for a file that can be written, or None for standard output (`-`)."""
    return option(name, type=FileName(), callback=target_of, nl=nl, en=en, **settings)


def target_of(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    """Where to write, found good before the work begins."""
    if path is None or str(path) == "-" or context.resilient_parsing:
        return None
    from regiorules.writing import check_target, descriptor_of

    if descriptor_of(path) == _STDOUT:
        return None
    check_target(path)
    return path


output_option = writes_to(
    nl="Schrijf naar dit bestand in plaats van naar het scherm; het achtervoegsel zegt de uitvoervorm.",
    en="Write to this file instead of to the screen; its suffix says the format.",
)
