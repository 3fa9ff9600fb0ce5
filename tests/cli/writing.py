"""Commands that write a document of any kind, with a format of the test's own."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from regiorules import hookimpl
from regiorules.authoring.testing.running import Done, run

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and modes")
REGION = "region: Zeeland\nfacts:\n  trust: low\n"


class Bytes:
    """A format that isn't text, and says which files are for it."""

    name = "bytes"
    suffixes = (".bin", ".blob")

    def render(self, advice: Any, layout: Any) -> bytes:
        """All bytes, and the name of the region."""
        return bytes(range(256)) + advice.region.encode()


def plugin(*renderers: object) -> ModuleType:
    """A plugin with these renderers."""
    made = ModuleType("plugin_of_the_test")

    @hookimpl
    def regiorules_renderers(register: Callable[[object], None]) -> None:
        for each in renderers:
            register(each)

    made.regiorules_renderers = regiorules_renderers  # type: ignore[attr-defined]
    return made


PLUGINS = {"bytes": plugin(Bytes())}


def go(*words: object, **more: Any) -> Done:
    """A command with the tiny rule set."""
    return run(*words, plugins=PLUGINS, **more)


OUTPUTS: dict[str, tuple[str, ...]] = {
    "text": ("advise", "{region}", "--format", "text"),
    "markdown": ("advise", "{region}", "--format", "markdown"),
    "json": ("advise", "{region}", "--format", "json"),
    "bytes": ("advise", "{region}", "--format", "bytes"),
    "explain": ("explain", "{region}", "strained"),
    "whatif": ("whatif", "{region}", "--set", "trust=high"),
    "questions": ("questions", "{region}", "--format", "json"),
    "schema": ("schema", "region"),
}
