"""What is registered and what is known, read once a run; what of plugins is left out is said at the end of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from regiorules.cli.inputs import note_input
from regiorules.cli.words import chosen_language, values_of
from regiorules.plugins.finding import may_be_installed
from regiorules.plugins.names import SELECTION, TIME_LIMIT_VARIABLE

if TYPE_CHECKING:
    from regiorules.errors import Problem
    from regiorules.kept import Store
    from regiorules.plugins import Registry
    from regiorules.rules.model import Knowledge

_LEFT_OUT = "regiorules.left_out"
_HELD = "regiorules.held"
_SAID = "regiorules.said"
_TIME_LIMIT = "regiorules.time_limit"
_NO_CACHE = "regiorules.no_cache"


def plugins(context: click.Context | None = None) -> Registry:
    """What is registered, for a whole run; what is wrong with plugins is said at the end."""
    from attrs import evolve

    from regiorules.plugins import load_plugins
    from regiorules.plugins.guard import environment_guard

    root = (context or click.get_current_context()).find_root()
    if _HELD not in root.meta:
        seconds = root.meta.get(_TIME_LIMIT)
        if root.obj is None:
            guard = evolve(environment_guard(), whole_process=True)
            root.obj = load_plugins(guard=evolve(guard, seconds=seconds) if seconds else guard)
        elif seconds:
            root.obj = root.obj.held_by(evolve(root.obj.guard, seconds=seconds))
        root.meta[_HELD] = True
    found: Registry = root.obj
    return found


def only_built_in(context: click.Context) -> bool:
    """True where nothing but what is built in can take part, so that no plugin need be asked for a command."""
    said = any(os.environ.get(name, "").strip() for name in (SELECTION, TIME_LIMIT_VARIABLE))  # which may be wrong
    return context.find_root().obj is None and not said and not may_be_installed()


def note_time_limit(context: click.Context, words: list[str]) -> None:
    """Note the time limit of a command line: plugins are asked for commands before one reads its options."""
    context.meta[_TIME_LIMIT] = time_limit_in(words)


def time_limit_in(words: list[str]) -> float | None:
    """The time limit in the words of a command line; what isn't a time is left to the command, that refuses it."""
    found = None
    for value in values_of("--time-limit", words):
        with suppress(ValueError):
            found = max(float(value), 0) or None
    return found


def left_out(context: click.Context) -> list[Problem]:
    """What of plugins is left out of this run, as far as they were asked for anything."""
    root = context.find_root()
    noticed = root.obj.noticed if root.obj is not None else ()
    return [*noticed, *(problem for problem in root.meta.get(_LEFT_OUT, ()) if problem not in noticed)]


def leave_out(problems: Iterable[Problem], context: click.Context | None = None) -> None:
    """Note what else of plugins is left out, to be said at the end of the run."""
    noted: list[Problem] = (context or click.get_current_context()).find_root().meta.setdefault(_LEFT_OUT, [])
    noted += [problem for problem in problems if problem not in noted]


def remark(problems: Iterable[Problem]) -> None:
    """Say what is odd on standard error, each once a run; it has no part in the exit code."""
    from regiorules.cli.wrong import say_odd

    said: set[str] = click.get_current_context().find_root().meta.setdefault(_SAID, set())
    for problem in problems:
        line = problem.say(chosen_language())
        if line not in said:
            said.add(line)
            say_odd(problem)


def load_knowledge(rulesets: tuple[str, ...]) -> Knowledge:
    """The knowledge of the rule sets asked for, or of all that are registered; kept for the next run."""
    from regiorules.plugins.rulesets import load_registered, ruleset_folders
    from regiorules.rules.kept import load_kept

    folders = ruleset_folders(*rulesets, registry=plugins())
    for folder in folders:
        note_input(folder)
    if rulesets:
        return load_kept(folders, _store())
    knowledge, problems = load_registered(plugins(), _store())
    leave_out(problems)
    return knowledge


def no_cache(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """What `--no-cache` does: nothing that was kept is used, and nothing is kept."""
    context.find_root().meta[_NO_CACHE] = wanted


def _store() -> Store | None:
    """Where knowledge is kept between runs; nowhere where this is part of another program, or isn't wanted."""
    from regiorules.kept import user_store

    unwanted = click.get_current_context().find_root().meta.get(_NO_CACHE)
    return user_store() if plugins().guard.whole_process and not unwanted else None
