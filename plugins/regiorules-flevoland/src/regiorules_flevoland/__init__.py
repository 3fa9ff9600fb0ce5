"""The rules for Flevoland, as a plugin of RegioRules; `EXAMPLE` is the region as it was documented in 2016."""

from collections.abc import Callable
from pathlib import Path

from regiorules import hookimpl

EXAMPLE = Path(__file__).parent / "examples" / "flevoland-2016.yaml"


@hookimpl
def regiorules_rulesets(register: Callable[[str, Path], None]) -> None:
    """Register the rule set `flevoland`."""
    register("flevoland", Path(__file__).parent / "ruleset")
