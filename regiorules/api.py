"""What goes through the plugins: loading the knowledge, reading a region, and writing advice out."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path

from regiorules.advice.model import Advice, PluginNote
from regiorules.engine.assessment import Assessment
from regiorules.errors import Place, Problem, RegioRulesError, UnknownName
from regiorules.facts.profiles import built_in_profiles
from regiorules.plugins import BUILT_IN_RULESET, Registry, load_plugins
from regiorules.plugins.said import what_it_says
from regiorules.plugins.using import render
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from regiorules.rules.scopes import unknown_scopes
from regiorules.text import LANGUAGES, Text


def ruleset_folders(*rulesets: str | Path, registry: Registry | None = None) -> list[Path]:
    """The folders of rule sets, by name or by folder; without any, of all that are registered."""
    known = (registry or load_plugins()).rulesets
    if not rulesets:
        return list(known.values())
    folders = [_folder(str(each), known) for each in rulesets]
    return list({folder.resolve(): folder for folder in reversed(folders)}.values())[::-1]  # each once


def _folder(ruleset: str, known: Mapping[str, Path]) -> Path:
    is_name = Path(ruleset).name == ruleset  # no plugin needs to be asked for a path
    return known[ruleset] if is_name and ruleset in known else ruleset_folder(ruleset)


def load(*rulesets: str | Path) -> Knowledge:
    """
    The knowledge of rule sets, by name or by folder; without any, of all that are registered.

    Raises RuleSetError with every problem in their files; warns of plugins that had to be left out,
    and of rule sets that apply to no region of the built-in table.
    """
    registry = load_plugins()
    problems: tuple[Problem, ...] = ()
    if rulesets:
        knowledge = load_rulesets(*ruleset_folders(*rulesets, registry=registry))
    else:
        knowledge, left_out = load_registered(registry)
        problems = (*registry.noticed, *left_out)
    _warn((*problems, *unknown_scopes(knowledge, built_in_profiles())))
    return knowledge


def _warn(problems: Iterable[Problem]) -> None:
    """Warn the caller of the public function that asks for this."""
    for problem in problems:
        warnings.warn(problem.say("en"), stacklevel=3)


def plugin_notes(assessment: Assessment, knowledge: Knowledge) -> tuple[PluginNote, ...]:
    """The notes that plugins add to an assessment, for `make_advice(…, notes=…)`; warns of plugins that fail."""
    registry = load_plugins()
    notes, problems = registry.notes(assessment, knowledge)
    _warn((*registry.noticed, *problems))
    return tuple(PluginNote(*each) for each in notes)


def load_registered(registry: Registry) -> tuple[Knowledge, tuple[Problem, ...]]:
    """
    The knowledge of all registered rule sets but the broken ones, and a problem for each of those.

    Raises RuleSetError where the built-in rule set itself is wrong.
    """
    folders = dict(registry.rulesets)
    problems: list[Problem] = []
    while True:
        try:
            return load_rulesets(*folders.values()), tuple(problems)
        except Exception as cause:  # whatever a rule set does to its reader: core alone must be right
            for name in _culprits(cause, folders):
                del folders[name]
                owner = str(registry.owner("regiorules_rulesets", name))
                problems.append(Problem("plugin_ruleset", {"name": name, "plugin": owner, "why": _first_line(cause)}))


def _first_line(cause: Exception) -> Text:
    if not isinstance(cause, RegioRulesError):
        return Text(*[what_it_says(cause)] * len(LANGUAGES))
    return Text(*(cause.say(language).splitlines()[0] for language in LANGUAGES))


def _culprits(error: Exception, folders: Mapping[str, Path]) -> list[str]:
    """The rule sets that an error is about; never the built-in one."""
    others = {name: folder for name, folder in folders.items() if name != BUILT_IN_RULESET}
    found = error.problems if isinstance(error, RegioRulesError) else ()
    files = [problem.place for problem in found if problem.place != Place()]
    named = [name for name, folder in others.items() if any(Path(each.file).is_relative_to(folder) for each in files)]
    if not named:  # a circle through a rule of core, say: whichever can't stand beside core alone
        core = [folders[BUILT_IN_RULESET]] if BUILT_IN_RULESET in folders else []
        named = [name for name, folder in others.items() if _fails(*core, folder)]
    if not named:
        raise error
    return named


def _fails(*folders: Path) -> bool:
    try:
        load_rulesets(*folders)
    except Exception:
        return True
    return False


def render_advice(
    advice: Advice,
    format: str = "text",
    *,
    width: int = 100,
    color: bool = False,
    ids: bool = False,
    registry: Registry | None = None,
    time_limit: float | None = None,
) -> str | bytes:
    """
    The advice in a format (`text`, `markdown`, `json`, or one from a plugin); bytes where that isn't text.

    With `ids` text and Markdown have the id of each thing that they say.  `width` is in characters,
    `time_limit` in seconds (that of the registry otherwise).  Raises UnknownName for a format that doesn't
    exist (and warns of plugins that had to be left out), PluginError for one that fails or takes too long.
    """
    known = registry or load_plugins()
    try:
        return render(known, format, advice, Layout(width, color, ids), time_limit)
    except UnknownName:
        _warn(known.noticed)  # perhaps that is why
        raise
