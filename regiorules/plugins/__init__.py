"""Plugins: found, imported when something of them is asked for, held by a guard, and used through a registry."""

from __future__ import annotations

from regiorules.plugins.guard import TIME_LIMIT, Guard, Misbehaviour
from regiorules.plugins.loading import load_plugins
from regiorules.plugins.plugin import BUILT_IN, Plugin
from regiorules.plugins.registry import Registry

__all__ = ["BUILT_IN", "TIME_LIMIT", "Guard", "Misbehaviour", "Plugin", "Registry", "load_plugins"]
