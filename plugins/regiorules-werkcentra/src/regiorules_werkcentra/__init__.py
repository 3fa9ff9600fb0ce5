"""Rules since 2021, as a plugin of RegioRules."""

from collections.abc import Callable
from pathlib import Path

from regiorules import hookimpl


@hookimpl
def regiorules_rulesets(register: Callable[[str, Path], None]) -> None:
    """Register the rule set `werkcentra`."""
    register("werkcentra", Path(__file__).parent / "ruleset")
