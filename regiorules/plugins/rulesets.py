"""The rule sets that are registered: where they are, and what is known by them without those that are broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from regiorules.errors import Place, Problem, RegioRulesError
from regiorules.plugins.loading import load_plugins
from regiorules.plugins.registry import Registry
from regiorules.plugins.said import what_it_says
from regiorules.rules.bundled import bundled_rulesets, is_name, ruleset_folder
from regiorules.rules.kept import load_kept
from regiorules.text import LANGUAGES, Text

if TYPE_CHECKING:
    from regiorules.kept import Store
    from regiorules.rules.model import Knowledge


def ruleset_folders(*rulesets: str | Path, registry: Registry | None = None) -> list[Path]:
    """The folders of rule sets, by name or by folder; without any, of all that are registered."""
    known = (registry or load_plugins()).rulesets
    if not rulesets:
        return list(known.values())
    folders = [_folder(str(each), known) for each in rulesets]
    return list({folder.resolve(): folder for folder in reversed(folders)}.values())[::-1]  # each once


def _folder(ruleset: str, known: Mapping[str, Path]) -> Path:
    # no plugin needs to be asked for a path
    return known[ruleset] if is_name(ruleset) and ruleset in known else ruleset_folder(ruleset)


def load_registered(registry: Registry, store: Store | None = None) -> tuple[Knowledge, tuple[Problem, ...]]:
    """
    The knowledge of all registered rule sets but the broken ones, and a problem for each of those.

    With a store it is kept there, and read from it.  Raises RuleSetError where a built-in rule set itself is wrong.
    """
    knowledge, broken = load_sound(dict(registry.rulesets), store)
    return knowledge, left_out(registry, broken)


def sound_folders(registry: Registry) -> tuple[list[Path], tuple[Problem, ...]]:
    """The folders of all registered rule sets but the broken ones, and a problem for each of those."""
    folders = dict(registry.rulesets)
    _, broken = load_sound(folders)
    return list(folders.values()), left_out(registry, broken)


def left_out(registry: Registry, broken: Iterable[tuple[str, Text]]) -> tuple[Problem, ...]:
    """A problem for each rule set that had to be left out, with whose it is and why."""
    owners = {name: str(registry.owner("regiorules_rulesets", name)) for name, _ in broken}
    return tuple(Problem("plugin_ruleset", {"name": name, "plugin": owners[name], "why": why}) for name, why in broken)


def load_sound(folders: dict[str, Path], store: Store | None = None) -> tuple[Knowledge, tuple[tuple[str, Text], ...]]:
    """The knowledge of rule sets but the broken ones, which are taken from `folders`, and why each is left out."""
    broken: list[tuple[str, Text]] = []
    while True:
        try:
            return load_kept(folders.values(), store), tuple(broken)
        except Exception as cause:  # whatever a rule set does to its reader: ours alone must be right
            for name in _culprits(cause, folders):
                del folders[name]
                broken.append((name, _first_line(cause)))


def _first_line(cause: Exception) -> Text:
    if not isinstance(cause, RegioRulesError):
        return Text(*[what_it_says(cause)] * len(LANGUAGES))
    return Text(*(cause.say(language).splitlines()[0] for language in LANGUAGES))


def _culprits(error: Exception, folders: Mapping[str, Path]) -> list[str]:
    """The rule sets that an error is about; never one that is built in."""
    own = [folder for folder in folders.values() if folder in bundled_rulesets()]
    others = {name: folder for name, folder in folders.items() if folder not in own}
    found = error.problems if isinstance(error, RegioRulesError) else ()
    files = [problem.place for problem in found if problem.place != Place()]
    named = [name for name, folder in others.items() if any(Path(each.file).is_relative_to(folder) for each in files)]
    if not named:  # a circle through a rule of ours, say: whichever can't stand beside those alone
        named = [name for name, folder in others.items() if _fails(*own, folder)]
    if not named:
        raise error
    return named


def _fails(*folders: Path) -> bool:
    try:
        load_kept(folders, None)
    except Exception:
        return True
    return False
