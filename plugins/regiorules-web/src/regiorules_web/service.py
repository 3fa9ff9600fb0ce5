"""What all requests share: the knowledge, an engine for each choice of rule sets, and the plugins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from regiorules import Engine, Knowledge, Registry
from regiorules.errors import NOWHERE, InputError, Problem, RuleSetError, unknown_name
from regiorules.facts.profiles import Profile, built_in_profiles, form_of
from regiorules.kept import Cache
from regiorules.memo import Memo
from regiorules.plugins.rulesets import load_registered, ruleset_folders
from regiorules.rules.kept import load_kept

_ENGINES = 8


class Service:
    """
    Knowledge with its engines, made once and used from any thread.

    `rulesets` are names or folders: what is served (all that are registered otherwise).  A request may choose some of
    these by name; the engines of the last eight choices are kept.  Raises RuleSetError for rules that can't be loaded.
    """

    def __init__(self, registry: Registry, rulesets: tuple[str | Path, ...] = (), cache: Cache | None = None) -> None:
        self.registry = registry
        self._cache = cache
        folders = ruleset_folders(*rulesets, registry=registry)
        self._folders = self._named(folders)
        self.left_out: tuple[Problem, ...] = ()
        if rulesets:
            knowledge = load_kept(folders, cache)
        else:
            knowledge, self.left_out = load_registered(registry, cache)
        self._whole = Engine(knowledge, cache=cache)
        self._engines = Memo(_ENGINES)
        self.memo = Memo()  # what is made once of all this

    def _named(self, folders: list[Path]) -> dict[str, Path]:
        """Folders by the name under which they are registered, or else by their own."""
        names = {folder: name for name, folder in self.registry.rulesets.items()}
        return {names.get(folder, folder.name): folder for folder in folders}

    @property
    def rulesets(self) -> tuple[str, ...]:
        """The names of the rule sets that a request may choose from."""
        return tuple(self._folders)

    @property
    def knowledge(self) -> Knowledge:
        """All that is served."""
        return self._whole.knowledge

    def check(self, names: tuple[str, ...]) -> None:
        """Raises UnknownName for a rule set that isn't served."""
        for name in names:
            if name not in self._folders:
                raise unknown_name("unknown_ruleset", name, self._folders)

    def engine(self, names: tuple[str, ...] = ()) -> Engine:
        """The engine for rule sets by name, or for all; raises UnknownName for one that isn't served."""
        self.check(names)
        chosen = tuple(folder for name, folder in self._folders.items() if name in names)
        return self._engines.of(chosen, lambda: self._made(chosen)) if chosen else self._whole

    def _made(self, folders: tuple[Path, ...]) -> Engine:
        """An engine for some of the rule sets; raises InputError where these can't do without the others."""
        try:
            return Engine(load_kept(folders, self._cache), cache=self._cache)
        except RuleSetError as error:
            raise InputError(evolve(each, place=NOWHERE) for each in error.problems) from None

    def profiles(self, knowledge: Knowledge, table: str | None = None) -> Mapping[str, Profile]:
        """
        The regions of a table that stands with the rule sets, by name; of the newest one without a name.

        Raises UnknownName for another table, and none is ever a file.
        """
        if table is not None:
            known = [each.id for each in form_of(knowledge.vocabulary).tables]
            if table not in known:
                raise unknown_name("unknown_table", table, known)
        return built_in_profiles(knowledge.vocabulary, table or "")
