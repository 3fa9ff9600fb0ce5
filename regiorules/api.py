"""What goes through the plugins: loading the knowledge, reading a region, and writing advice out."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regiorules.advice.model import Advice, PluginNote
from regiorules.engine.assessment import Assessment
from regiorules.errors import Place, PluginError, Problem, RuleSetError
from regiorules.facts.profiles import built_in_profiles
from regiorules.plugins import BUILT_IN_RULESET, Registry, load_plugins
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from regiorules.rules.scopes import unknown_scopes
from regiorules.text import LANGUAGES, Text

TIME_LIMIT = 60.0  # seconds that a renderer may take


def ruleset_folders(*rulesets: str | Path, registry: Registry | None = None) -> list[Path]:
    """The folders of rule sets, by name or by folder; without any, of all that are registered."""
    known = (registry or load_plugins()).rulesets
    if not rulesets:
        return list(known.values())
    return [known[str(each)] if str(each) in known else ruleset_folder(str(each)) for each in rulesets]


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
        problems = (*registry.problems, *left_out)
    for problem in (*problems, *unknown_scopes(knowledge, built_in_profiles())):
        warnings.warn(problem.say("en"), stacklevel=2)
    return knowledge


def plugin_notes(assessment: Assessment, knowledge: Knowledge) -> tuple[PluginNote, ...]:
    """The notes that plugins add to an assessment, for `make_advice(…, notes=…)`; warns of plugins that fail."""
    notes, problems = load_plugins().notes(assessment, knowledge)
    for problem in problems:
        warnings.warn(problem.say("en"), stacklevel=2)
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
        except RuleSetError as error:
            for name in _culprits(error, folders):
                del folders[name]
                owner = str(registry.owners["regiorules_rulesets", name])
                why = Text(*(error.say(language).splitlines()[0] for language in LANGUAGES))
                problems.append(Problem("plugin_ruleset", {"name": name, "plugin": owner, "why": why}))


def _culprits(error: RuleSetError, folders: Mapping[str, Path]) -> list[str]:
    """The rule sets that an error is about; never the built-in one."""
    others = {name: folder for name, folder in folders.items() if name != BUILT_IN_RULESET}
    files = [problem.place for problem in error.problems if problem.place != Place()]
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
    except RuleSetError:
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
    time_limit: float = TIME_LIMIT,
) -> str | bytes:
    """
    The advice in a format (`text`, `markdown`, `json`, or one from a plugin); bytes where that isn't text.

    With `ids` text and Markdown have the id of each thing that they say.  `width` is in characters,
    `time_limit` in seconds.  Raises UnknownName for a format that doesn't exist, PluginError for one that
    fails or takes too long.
    """
    registry = registry or load_plugins()
    renderer = registry.renderer(format)
    plugin = str(registry.owners["regiorules_renderers", format])
    done: list[Any] = []

    def run() -> None:
        try:
            document = renderer.render(advice, Layout(width, color, ids))
            if not isinstance(document, str | bytes):
                raise TypeError(f"{type(document).__name__} is neither text nor bytes")
            done.append(document)
        except BaseException as cause:  # in a thread of its own: nobody else would hear of it
            done.append(cause)

    worker = threading.Thread(target=run, daemon=True)  # one that never ends must not keep the process
    worker.start()
    worker.join(time_limit)
    if not done:
        raise PluginError([Problem("renderer_slow", {"name": format, "plugin": plugin, "limit": f"{time_limit:g}"})])
    if isinstance(done[0], BaseException):
        why = " ".join(f"{type(done[0]).__name__}: {done[0]}".split())
        raise PluginError([Problem("renderer_broken", {"name": format, "plugin": plugin, "why": why})]) from done[0]
    found: str | bytes = done[0]
    return found
