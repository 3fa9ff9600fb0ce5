"""RegioRules as a service, as a plugin: `regiorules serve` answers over HTTP, or as JSON lines."""

from __future__ import annotations

from collections.abc import Callable

from regiorules import hookimpl

__version__ = "0.1.0"
API_VERSION = "1.0.0"


@hookimpl
def regiorules_commands(register: Callable[[str, str], None]) -> None:
    """Register `regiorules serve`."""
    register("serve", "regiorules_web.command:command")
