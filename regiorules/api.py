"""The two functions that go through the plugins: loading the knowledge, and writing advice out."""

from __future__ import annotations

from pathlib import Path

from regiorules.advice.model import Advice
from regiorules.plugins import make_manager, registry
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge


def ruleset_folders(*rulesets: str | Path) -> list[Path]:
    """The folders of rule sets, by name or by folder; without any, of all that are registered."""
    if rulesets:
        return [ruleset_folder(str(each)) for each in rulesets]
    return list(registry(make_manager()).rulesets.values())


def load(*rulesets: str | Path) -> Knowledge:
    """
    The knowledge of rule sets, by name or by folder; without any, of all that are registered.

    Raises RuleSetError with every problem in their files.
    """
    return load_rulesets(*ruleset_folders(*rulesets))


def render_advice(advice: Advice, format: str = "text", *, width: int = 100, color: bool = False) -> str:
    """
    The advice in a format (`text`, `markdown`, `json`, or one from a plugin); width in characters.

    Raises UnknownName for a format that doesn't exist.
    """
    return registry(make_manager()).renderer(format).render(advice, Layout(width, color))
