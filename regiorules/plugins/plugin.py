"""A plugin: whose it is, which hooks it has, and how it is held while it is at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from typing import Any, TypeVar

import pluggy
from attrs import evolve, field

from regiorules.errors import PluginError, Problem, RegioRulesError
from regiorules.frozen import frozen
from regiorules.plugins import hookspecs
from regiorules.plugins.guard import Guard, Misbehaviour
from regiorules.plugins.names import PROJECT
from regiorules.plugins.said import one_line
from regiorules.text import LANGUAGES, Text, listing, nearest

T = TypeVar("T")
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_"))
_at_work: ContextVar[frozenset[tuple[str, str | Text]]] = ContextVar("regiorules_plugins_at_work", default=frozenset())


def _never_runs(hook: Any, options: Any) -> bool:
    """True of a generator or a coroutine: calling it makes one, and runs nothing of it."""
    if options["wrapper"] or options["hookwrapper"]:  # which pluggy runs itself
        return False
    return any(each(hook) for each in (isgeneratorfunction, iscoroutinefunction, isasyncgenfunction))


@frozen
class Plugin:
    """A plugin: its name, the distribution it comes from and, once it is imported, the hooks that it implements."""

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...] = ()
    module: Any = field(default=None, eq=False, repr=False)
    manager: pluggy.PluginManager | None = field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        return one_line(f"{self.name} ({self.distribution} {self.version})".replace(" )", ")"))

    def adopted(self, module: Any) -> Plugin:
        """
        The plugin with the hooks of its module, in a manager of its own.

        Raises Misbehaviour for a hook that doesn't exist, or that would never run, and what pluggy does for one that
        is wrong.
        """
        manager = pluggy.PluginManager(PROJECT)
        manager.add_hookspecs(hookspecs)
        options = {each: manager.parse_hookimpl_opts(module, each) for each in dir(module)}
        marked = {name: found.get("specname") or name for name, found in options.items() if found is not None}
        hooks = tuple(dict.fromkeys(marked.values()))
        for name, hook in marked.items():
            if hook not in HOOKS:
                raise Misbehaviour("plugin_hook", nearest(hook, HOOKS), hook=one_line(hook), known=listing(HOOKS))
            if _never_runs(getattr(module, name), options[name]):
                raise Misbehaviour("plugin_lazy", hook=hook)
        for hook in HOOKS:
            if hook in options and hook not in hooks and callable(getattr(module, hook)):
                raise Misbehaviour("plugin_unmarked", hook=hook)
        manager.register(module, self.name)
        return evolve(self, hooks=hooks, module=module, manager=manager)

    def call(self, hook: str, **arguments: Any) -> None:
        """One hook of this plugin; each has a manager of its own, so that none can get between the others."""
        if hook in self.hooks and self.manager is not None:
            getattr(self.manager.hook, hook)(**arguments)

    def held(self, guard: Guard, doing: str | Text, action: Callable[[], T]) -> T:
        """
        What the plugin does at import or in a hook.

        Raises PluginError that names the plugin and what it was `doing`, also for RegioRules' own errors.
        """
        try:
            with self._at_work(doing):
                return guard.run(action)
        except RegioRulesError as error:
            said = (f"{type(error).__name__}: {one_line(error.say(language))}" for language in LANGUAGES)
            wrong = Misbehaviour("plugin_broken", why=Text(*said))
        except Misbehaviour as misbehaviour:
            wrong = misbehaviour
        fields = {"plugin": str(self), "doing": doing, **wrong.fields}
        raise PluginError([Problem(wrong.code, fields, suggestion=wrong.suggestion)]) from wrong.__cause__

    @contextmanager
    def _at_work(self, doing: str | Text) -> Iterator[None]:
        """Note what the plugin is doing; raises Misbehaviour where it is doing that already, and would without end."""
        entry = (self.name, doing)
        if entry in _at_work.get():
            raise Misbehaviour("plugin_itself")
        token = _at_work.set(_at_work.get() | {entry})
        try:
            yield
        finally:
            _at_work.reset(token)
