"""Plugins: found, imported when something of them is asked for, held by a guard, and used through a registry."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regiorules.plugins.guard import TIME_LIMIT, Guard, Misbehaviour
    from regiorules.plugins.loading import load_plugins
    from regiorules.plugins.names import BUILT_IN
    from regiorules.plugins.plugin import Plugin
    from regiorules.plugins.registry import Registry

__all__ = ["BUILT_IN", "TIME_LIMIT", "Guard", "Misbehaviour", "Plugin", "Registry", "load_plugins"]

_MODULES = {
    "BUILT_IN": "names",
    "TIME_LIMIT": "guard",
    "Guard": "guard",
    "Misbehaviour": "guard",
    "Plugin": "plugin",
    "Registry": "registry",
    "load_plugins": "loading",
}


def __getattr__(name: str) -> Any:
    """What plugins are used with, imported when it is first used: whether there are any is known without it."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
