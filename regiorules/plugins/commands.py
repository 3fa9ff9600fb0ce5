"""Commands that are registered: imported when they are used, and contained."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from regiorules.plugins.registry import Registry

if TYPE_CHECKING:
    import click


def load_command(registry: Registry, name: str) -> click.Command:
    """A registered command; raises PluginError where it can't be loaded."""
    import click

    module, _, attribute = registry.commands[name].partition(":")

    def load() -> click.Command:
        found = getattr(import_module(module), attribute)
        if not isinstance(found, click.Command):
            raise TypeError(f"{module}:{attribute} isn't a click command")
        if not isinstance(found.get_short_help_str(), str) or not isinstance(found.hidden, bool):
            raise TypeError("its help isn't a text")
        return found

    return registry.contained("regiorules_commands", name, load)
