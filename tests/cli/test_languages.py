"""The language of what a command says: Dutch, or English where it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.results import Result, Run, done, refused, run_apart


def test_languages_of_errors(run: Run) -> None:
    """Errors are in Dutch, and in English with --lang en or REGIORULES_LANG=en."""
    dutch, english = "nergens.yaml: dit bestand bestaat niet", "nergens.yaml: this file doesn't exist"
    assert refused(run("advise", "nergens.yaml")) == [dutch]
    assert refused(run("advise", "nergens.yaml", "--lang", "en")) == [english]
    assert refused(run("advise", "nergens.yaml", "--lang=en")) == [english]
    assert refused(run("advise", "nergens.yaml", REGIORULES_LANG="en")) == [english]
    assert refused(run("advise", "nergens.yaml", "--lang", "nl", REGIORULES_LANG="en")) == [dutch]


def test_language_of_the_environment(flevoland: Callable[..., Result]) -> None:
    """REGIORULES_LANG=en gives what --lang en gives; --lang wins."""
    assert flevoland(REGIORULES_LANG="en").out == flevoland("--lang", "en").out
    assert flevoland("--lang", "nl", REGIORULES_LANG="en").out == flevoland().out
    assert flevoland().out != flevoland("--lang", "en").out


def test_help_in_both_languages() -> None:
    """The help is in Dutch, and in English with REGIORULES_LANG=en; every command is in it with its own help."""
    dutch, english = done(run_apart("--help")), done(run_apart("--help", REGIORULES_LANG="en"))
    assert "Opdrachten:" in dutch.out
    assert "Commands:" in english.out
    for name in ("advise", "facts", "regions", "rules", "schema", "statements"):
        assert name in dutch.out
        assert name in english.out
    assert "Geef advies" in done(run_apart("advise", "--help")).words
