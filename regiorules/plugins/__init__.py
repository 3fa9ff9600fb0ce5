"""Plugins: found, loaded, held by a guard, and used through a registry."""

from __future__ import annotations

from regiorules.plugins.guard import TIME_LIMIT, Guard, Misbehaviour
from regiorules.plugins.loading import load_plugins
from regiorules.plugins.registry import BUILT_IN, BUILT_IN_RULESET, Plugin, Registry

__all__ = ["BUILT_IN", "BUILT_IN_RULESET", "TIME_LIMIT", "Guard", "Misbehaviour", "Plugin", "Registry", "load_plugins"]
