"""The plugin manager: made by a factory, filled through the public hooks, built-ins first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pluggy
from attrs import frozen

from regiorules import hookspecs
from regiorules.errors import unknown_name
from regiorules.hookspecs import PROJECT, hookimpl
from regiorules.render.renderer import Renderer


class _BuiltIn:
    """What RegioRules itself brings, through the same hooks as any plugin."""

    @hookimpl
    def regiorules_rulesets(self, register: object) -> None:
        from regiorules.rules.load import ruleset_folder

        register("core", ruleset_folder("core"))  # type: ignore[operator]

    @hookimpl
    def regiorules_renderers(self, register: object) -> None:
        from regiorules.render.json import JsonRenderer
        from regiorules.render.markdown import MarkdownRenderer
        from regiorules.render.text import TextRenderer

        for renderer in (TextRenderer(), MarkdownRenderer(), JsonRenderer()):
            register(renderer)  # type: ignore[operator]


@frozen
class Registry:
    """What is registered, by name in alphabetical order, so that no order of registration shows."""

    rulesets: Mapping[str, Path]
    renderers: Mapping[str, Renderer]

    def renderer(self, name: str) -> Renderer:
        """The renderer with that name; raises UnknownName."""
        if name not in self.renderers:
            raise unknown_name("unknown_format", name, self.renderers)
        return self.renderers[name]


def make_manager() -> pluggy.PluginManager:
    """A manager with the built-ins; nothing is loaded at import and nothing is shared."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(_BuiltIn(), "regiorules")
    return manager


def registry(manager: pluggy.PluginManager) -> Registry:
    """Everything that the plugins of a manager register."""
    rulesets: dict[str, Path] = {}
    renderers: dict[str, Renderer] = {}
    manager.hook.regiorules_rulesets(register=rulesets.__setitem__)
    manager.hook.regiorules_renderers(register=lambda each: renderers.__setitem__(each.name, each))
    return Registry(dict(sorted(rulesets.items())), dict(sorted(renderers.items())))
