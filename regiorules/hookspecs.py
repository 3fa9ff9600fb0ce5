"""
Every hook of RegioRules, in one file.

A plugin implements hooks with `regiorules.hookimpl` and names itself in the entry-point group
`regiorules`.  Each hook is given a `register` callable; a name registered twice is an error.
The built-in rule sets and formats come in through these same hooks.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from regiorules.render.renderer import Renderer

PROJECT = "regiorules"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def regiorules_rulesets(register: Callable[[str, Path], None]) -> None:
    """Register rule sets: a name and the folder that holds `ruleset.yaml`."""


@hookspec
def regiorules_renderers(register: Callable[[Renderer], None]) -> None:
    """Register output formats."""
