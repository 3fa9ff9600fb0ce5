"""Profiles and sources of misbehaving plugins under the commands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from regiorules.authoring.testing import running
from regiorules.plugins import Registry, load_plugins
from tests.plugins.trial import plugin

OWNER = "bad (?)"


def run(*words: object, **bad: Any) -> running.Done:
    """A command, with a plugin "bad" of these hooks."""
    return running.run(*words, plugins={"bad": plugin(**bad)})


def leave(*_: Any) -> Any:
    """Go away without a word."""
    raise SystemExit(0)


def test_profiles_and_sources_of_a_plugin_are_held_too(tmp_path: Path) -> None:
    """Used on the command line: one line, exit code 3."""
    for words, hook in (
        (("regions", "--profiles", "bad"), {"profiles": lambda register: register("bad", leave)}),
        (("advise", "--region", "Zeeland", "--facts", "bad=x"), {"sources": lambda register: register(Reader())}),
        (("advise", tmp_path / "x.bad"), {"sources": lambda register: register(Reader())}),
    ):
        done = run(*words, **hook)
        assert (done.code, done.out) == (3, "")
        [line] = done.err.splitlines()
        assert OWNER in line
        assert "SystemExit" in line


class Reader:
    """A source that leaves."""

    name = "bad"
    suffixes = (".bad",)
    read = staticmethod(leave)


def test_the_registry_says_what_reads_which_ending() -> None:
    """A file of an unknown kind names the endings that are known, of plugins too."""
    registry: Registry = load_plugins(only=(), modules={"bad": plugin(sources=lambda register: register(Reader()))})
    assert dict(registry.readers) == {
        ".bad": "bad",
        **dict.fromkeys((".json", ".yaml", ".yml"), "region"),
        **dict.fromkeys((".ods", ".xlsx"), "spreadsheet"),
    }
    done = run("advise", __file__, sources=lambda register: register(Reader()))
    assert ".bad, .json, .ods, .xlsx, .yaml, .yml" in done.err
