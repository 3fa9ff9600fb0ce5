"""Running a command of RegioRules inside the process of a test."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

import click.testing

from regiorules.cli import main
from regiorules.frozen import frozen
from regiorules.plugins import load_plugins


@frozen
class Done:
    """What a command gave: its exit code, standard output (`content` as bytes) and standard error."""

    code: int
    out: str
    err: str
    content: bytes


def run(
    *words: object,
    plugins: Mapping[str, Any] | None = None,
    stdin: str | bytes | None = None,
    environment: Mapping[str, str] | None = None,
) -> Done:
    """
    Run `regiorules WORDS…` with these plugins (modules by name), and no installed ones.

    The environment says nothing of RegioRules, colour or width but what is given here.  An error that
    isn't meant for a user is raised.
    """
    arguments = [str(word) for word in words]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("REGIORULES_", "COLUMNS"))}
    clean.pop("FORCE_COLOR", None)
    with (
        patch.object(sys, "argv", ["regiorules", *arguments]),
        patch.dict(os.environ, {**clean, **(environment or {})}, clear=True),
    ):
        registry = load_plugins(only=(), modules=plugins)
        done = click.testing.CliRunner().invoke(main, arguments, input=stdin, obj=registry)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr, done.stdout_bytes)
