"""A plugin of RegioRules: a rule set and an output format."""

from collections.abc import Callable
from pathlib import Path

from regiorules import hookimpl
from regiorules.render.renderer import Renderer
from regiorules_example.renderer import ExampleRenderer


@hookimpl
def regiorules_rulesets(register: Callable[[str, Path], None]) -> None:
    """Register the rule set: its id, and the folder that holds ruleset.yaml."""
    register("example", Path(__file__).parent / "ruleset")


@hookimpl
def regiorules_renderers(register: Callable[[Renderer], None]) -> None:
    """Register the format: `--format example`."""
    register(ExampleRenderer())
