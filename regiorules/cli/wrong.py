"""
What is wrong, said on standard error: in lines, or as JSON for a program.

With `--format json` on the command line each error is one line of JSON, in the form of RFC 9457; the last of
them is the one that the exit code tells of.  Standard output has results only, so that a pipe or a file never
takes an error for an answer.
"""

from __future__ import annotations

import json

from regiorules.cli.output import say
from regiorules.cli.words import chosen_language, wants_json
from regiorules.errors import Problem, RegioRulesError
from regiorules.text import Text, visible_json

_ODD = Text("let op", "warning")


class _Odd(RegioRulesError):
    """What is odd, and stops nothing: only said, never raised."""

    code = "warning"


def say_error(error: RegioRulesError) -> None:
    """Say an error on standard error."""
    say(in_full(error), err=True, is_json=wants_json())


def say_odd(problem: Problem) -> None:
    """Say on standard error what is odd; it has no part in the exit code."""
    if wants_json():
        say_error(_Odd([problem]))
    else:
        say(f"{problem.say(chosen_language())} [{_ODD.say(chosen_language())}]", err=True)


def in_full(error: RegioRulesError) -> str:
    """What is said of an error, without the break at its end."""
    language = chosen_language()
    if wants_json():
        return visible_json(json.dumps(error.to_data(language), ensure_ascii=False))
    return error.say(language)
