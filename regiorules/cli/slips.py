"""What click finds wrong with a command line, in the language chosen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

import click

from regiorules.cli.registered import plugins
from regiorules.cli.words import chosen_language
from regiorules.plugins.names import OF_PLUGINS
from regiorules.text import Text, nearest


def in_words(error: click.ClickException) -> str:
    """What click says of a wrong command line, in the language chosen."""
    text = error.format_message()
    if assigned := _assigned(error, text):
        return _ASSIGNED.say(chosen_language()).format(assigned)
    if isinstance(error, click.UsageError) and text.startswith(_NO_COMMAND):
        return _no_command(_unquoted(text.removeprefix(_NO_COMMAND).removesuffix(".")), plugins(error.ctx).commands)
    if chosen_language() == "en":
        return text
    if isinstance(error, click.NoSuchOption):
        hint = f"; bedoelt u {error.possibilities[0]}?" if error.possibilities else ""
        return f"{error.option_name} is geen optie{hint} (zie --help)"
    if isinstance(error, click.MissingParameter):
        return f"{error.param.make_metavar(error.ctx) if error.param and error.ctx else ''} ontbreekt (zie --help)"
    if isinstance(error, click.BadParameter) and error.param:
        value = re.search(r": ('[^']*'|\"[^\"]*\"|\S+)", text)
        wrong = f"{error.param.opts[0]}: {value[1] if value else 'dit'} kan hier niet"
        return f"{wrong}; {_accepted(error.param)} (zie --help)"
    return f"{_usage(text)} (zie --help)"


def _no_command(name: str, commands: Iterable[str]) -> str:
    """That there is no command of that name, with the one that may be meant, or the plugin that brings it."""
    language = chosen_language()
    hint, near = "", nearest(name, commands)
    if name in OF_PLUGINS:
        hint = _BROUGHT.say(language).format(OF_PLUGINS[name])
    elif near:
        hint = _MEANT.say(language).format(near)
    return _UNKNOWN.say(language).format(name, hint)


def _assigned(error: click.ClickException, text: str) -> str:
    """What is one too many where it is a fact with its value, and the command takes those after `--set`; else ""."""
    found = re.fullmatch(_EXTRA, text, re.DOTALL)
    context = getattr(error, "ctx", None)
    takes = context is not None and any("--set" in each.opts for each in context.command.params)
    return found[1] if takes and found and re.match(r"\w+=", found[1]) else ""


def _accepted(parameter: click.Parameter) -> str:
    """What an option takes: a type of ours says it itself."""
    if isinstance(parameter.type, click.Choice):
        return f"kies uit: {', '.join(parameter.type.choices)}"
    accepts = getattr(parameter.type, "accepts", None)
    if isinstance(parameter.type, click.IntRange) and not accepts:
        return f"verwacht: {_whole(parameter.type.min, parameter.type.max)}"
    return f"verwacht: {accepts.nl if accepts else parameter.metavar}"


def _whole(least: float | None, most: float | None) -> str:
    bounds = (f" vanaf {least}" if least is not None else "") + (f" tot en met {most}" if most is not None else "")
    return f"een geheel getal{bounds}"


_NO_COMMAND = "No such command "
_UNKNOWN = Text("{0} is geen opdracht{1} (zie --help)", "{0} isn't a command{1} (see --help)")
_MEANT = Text("; bedoelt u {0}?", "; do you mean {0}?")
_BROUGHT = Text("; de plugin {0} brengt hem, en is hier niet", "; the plugin {0} brings it, and isn't here")
_EXTRA = r"Got unexpected extra arguments? \((.*)\)"
_ASSIGNED = Text(
    "{0} is hier te veel; bedoelt u --set {0}? (zie --help)", "{0} is one too many; do you mean --set {0}? (see --help)"
)
_SAID = {
    _EXTRA: "{} is hier te veel; zet een naam met spaties tussen aanhalingstekens",
    r"Option '(.*)' requires (?:an argument|\d+ arguments)\.": "bij {} hoort een waarde",
    r"Option '(.*)' does not take a value\.": "bij {} hoort geen waarde",
}


def _usage(text: str) -> str:
    found = ((re.fullmatch(pattern, text, re.DOTALL), dutch) for pattern, dutch in _SAID.items())
    return next((dutch.format(each[1]) for each, dutch in found if each), f"de opdracht klopt niet: {text}")


def _unquoted(word: str) -> str:
    """A word that click shows with quotes around it."""
    try:
        return str(ast.literal_eval(word))
    except (ValueError, SyntaxError):
        return word.strip("'")
