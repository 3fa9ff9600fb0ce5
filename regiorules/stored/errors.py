"""Errors from data: what another process said, to be raised or read here."""

from __future__ import annotations

from typing import Any

from regiorules.errors import (
    NOWHERE,
    EngineError,
    ErrorDetails,
    InputError,
    MissingExtra,
    PluginError,
    Problem,
    ProblemDetails,
    RegioRulesError,
    RuleSetError,
    UnknownName,
)
from regiorules.messages import MESSAGES
from regiorules.stored.reading import reading, shown, structure, wrong
from regiorules.text import listing, nearest

_TREE: tuple[type[RegioRulesError], ...] = (
    RegioRulesError,
    InputError,
    RuleSetError,
    UnknownName,
    EngineError,
    PluginError,
    MissingExtra,
)
_BY_CODE = {each.code: each for each in _TREE}


def error_from_data(data: Any) -> RegioRulesError:
    """
    The error in plain data, as `to_data` gives it: of the same kind, and saying the same in that language.

    Raises InputError that says which part of the data is wrong.
    """
    with reading("error"):
        details = structure(ErrorDetails, data)
        if details.code not in _BY_CODE:
            wrong(Problem("not_one_of", {"value": shown(details.code), "known": listing(_BY_CODE)}), "code")
        problems = [_problem(each, f"errors[{number}]") for number, each in enumerate(details.errors, 1)]
    return _BY_CODE[details.code](problems)


def _problem(details: ProblemDetails, path: str) -> Problem:
    if details.code not in MESSAGES:
        hint = nearest(details.code, MESSAGES)
        wrong(Problem("stored_unknown", {"name": details.code}, suggestion=hint), f"{path}.code")
    place = details.place.place() if details.place else NOWHERE
    problem = Problem(details.code, details.fields, place, details.path, details.suggestion)
    try:
        problem.say()
    except KeyError as cause:
        wrong(Problem("missing_key", {"name": cause.args[0]}), f"{path}.fields")
    return problem
