"""Plugins that aren't installed but look it, for the tests of how plugins are held."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, SimpleNamespace
from typing import Any

import pytest

from regiorules.plugins import Guard, Registry, discovery, load_plugins, loading
from regiorules.plugins.hookspecs import hookimpl
from regiorules.rules.bundled import bundled_rulesets

BUNDLED = [folder.name for folder in bundled_rulesets()]  # what is there without any plugin
NAMED = "bad (regiorules-bad 1.2.3)"


class Entry:
    """An entry point as importlib.metadata gives it; `load` may do anything."""

    def __init__(self, name: str, load: Callable[[], Any]) -> None:
        self.name = name
        self.load = load
        self.dist = SimpleNamespace(name=f"regiorules-{name}", version="1.2.3")


def plugin(**hooks: Callable[..., Any]) -> Any:
    """A plugin with hooks, by their short names: `plugin(notes=lambda register: …)`."""
    made = SimpleNamespace()
    for name, action in hooks.items():
        own = FunctionType(action.__code__, action.__globals__, name, action.__defaults__, action.__closure__)
        setattr(made, f"regiorules_{name}", hookimpl(specname=f"regiorules_{name}")(own))
    return made


def installed(monkeypatch: pytest.MonkeyPatch, seconds: float = 5, **loads: Callable[[], Any]) -> Registry:
    """The registry with these plugins installed: for each name what importing it does."""
    monkeypatch.delenv(discovery.SELECTION, raising=False)
    pretend(monkeypatch, *(Entry(name, load) for name, load in loads.items()))
    return load_plugins(guard=Guard(seconds))


def pretend(monkeypatch: pytest.MonkeyPatch, *entries: Any) -> None:
    """Let these be the entry points that are found from now on."""
    monkeypatch.setattr(discovery, "entry_points", lambda group: entries)
    monkeypatch.setattr(loading, "may_be_installed", lambda: True)
    discovery.forget()
