"""How a test runs a command of RegioRules inside its own process."""

from __future__ import annotations

import sys

import click.testing
import pytest

from regiorules.cli import main


def run(*words: object, stdin: str | bytes | None = None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    arguments = [str(word) for word in words]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["regiorules", *arguments])
        for name in ("REGIORULES_LANG", "COLUMNS", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        patch.setenv("REGIORULES_PLUGINS", "")
        done = click.testing.CliRunner().invoke(main, arguments, input=stdin)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def flat(out: str) -> str:
    """A note without the breaks of its lines and the lines of its trees."""
    return " ".join(out.translate(str.maketrans("│├└─", "    ")).split())
