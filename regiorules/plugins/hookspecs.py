"""
Every hook of RegioRules, in one file.

A plugin implements hooks with `regiorules.hookimpl` and names itself in the entry-point group
`regiorules`.  Each hook is given a `register` callable; a name registered twice is an error that
names both owners.  The built-in rule sets, formats, readers and commands come in through these same hooks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

from regiorules.plugins.names import PROJECT

if TYPE_CHECKING:
    from regiorules.engine.assessment import Assessment
    from regiorules.facts.profiles import Profile
    from regiorules.facts.source import FactSource
    from regiorules.render.renderer import ComparisonRenderer, Renderer
    from regiorules.rules.forms import Exporter, Importer
    from regiorules.rules.model import Knowledge
    from regiorules.text import Text

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def regiorules_rulesets(register: Callable[[str, Path], None]) -> None:
    """Register rule sets: the id of the rule set, and the folder that holds its `ruleset.yaml`."""


@hookspec
def regiorules_renderers(register: Callable[[Renderer], None]) -> None:
    """Register output formats: renderers, each under its `name` (`--format NAME`)."""


@hookspec
def regiorules_comparisons(register: Callable[[ComparisonRenderer], None]) -> None:
    """Register formats for regions side by side: renderers, each under its `name` (`compare --format NAME`)."""


@hookspec
def regiorules_sources(register: Callable[[FactSource], None]) -> None:
    """Register fact sources: readers that turn a file into facts, each under its `name` (`--facts NAME=FILE`)."""


@hookspec
def regiorules_imports(register: Callable[[Importer], None]) -> None:
    """Register forms that rule sets are imported from: readers, each under its `name` (`import --format NAME`)."""


@hookspec
def regiorules_exports(register: Callable[[Exporter], None]) -> None:
    """Register forms that rule sets are exported to: writers, each under its `name` (`export --format NAME`)."""


@hookspec
def regiorules_profiles(register: Callable[[str, Callable[[], Mapping[str, Profile]]], None]) -> None:
    """Register region profiles: a name (`--profiles NAME`) and a function that gives the profiles by region."""


@hookspec
def regiorules_commands(register: Callable[[str, str], None]) -> None:
    """Register commands: `regiorules NAME`, and the click command as "module:attribute", imported when it is used."""


@hookspec
def regiorules_notes(assessment: Assessment, knowledge: Knowledge, register: Callable[[Text], None]) -> None:
    """See a finished assessment, with the knowledge that applied, and register notes for the advice."""
