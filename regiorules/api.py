"""The front door: data in, data out; or step by step, from loading the knowledge to writing the advice out."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from regiorules.advice.advise import make_advice
from regiorules.advice.model import Advice, PluginNote
from regiorules.advice.times import newest
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.locks import ProcessLock
from regiorules.errors import InputError, Problem, UnknownName
from regiorules.facts.dates import read_date
from regiorules.facts.profiles import Profile, built_in_profiles
from regiorules.facts.region import Region, odd_in
from regiorules.frozen import frozen
from regiorules.kept import Cache
from regiorules.plugins import Registry, load_plugins
from regiorules.plugins.rulesets import left_out, load_registered, load_sound, ruleset_folders
from regiorules.plugins.using import render
from regiorules.render.renderer import Layout
from regiorules.rules.folder import files_of
from regiorules.rules.kept import load_kept
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from regiorules.rules.scopes import unknown_scopes
from regiorules.text import Language, Text

_KEPT = 8  # engines: a few rule sets, each with an executor or two
_MAKING = ProcessLock()


def advise(
    region: Mapping[str, Any],
    language: Language = "nl",
    *,
    on: date | str | None = None,
    rulesets: str | Path | Iterable[str | Path] = (),
    executor: str = "auto",
    profiles: Mapping[str, Profile] | None = None,
) -> dict[str, Any]:
    """
    The advice for a region: plain data in, in the form of a region file; plain data out, that `json` takes as it is.

    What comes out is what `regiorules advise --format json` prints: the assessment, with the advice in words under
    `advice` (`regiorules schema advice`); `Advice.from_data` makes a value of it.  `on` is the day whose rules count
    (today otherwise), `rulesets` are names or folders (all that are registered otherwise), `executor` is "auto",
    "compiled" or "durable", and `profiles` are the regions that `profile` may name.

    Kept for the next call are engines with their knowledge, the last eight, each as long as the files of its rule sets
    are the same; nothing is kept of regions, and what is given back is the caller's own.  Safe from any thread.

    Raises InputError with every problem in the region or the day, UnknownName for a language or executor that doesn't
    exist, RuleSetError for a rule set that can't be loaded; `to_data` of each is data too.  Warns as `load` does.
    """
    registry = load_plugins()
    ready = _ready(registry, [rulesets] if isinstance(rulesets, str | Path) else list(rulesets), executor)
    knowledge = ready.engine.knowledge
    told = Region.from_data(region, knowledge.vocabulary, profiles)
    assessment = ready.engine.assess(told, _day(on))
    newer = newest(told, ready.engine, _day(on))
    notes, failed = registry.notes(assessment, knowledge)
    gone = left_out(registry, ready.broken)
    odd = (*unknown_scopes(knowledge, built_in_profiles(knowledge.vocabulary)), *odd_in(told, knowledge.vocabulary))
    _warn((*registry.noticed, *gone, *odd, *failed))
    return make_advice(assessment, knowledge, language, notes=notes, newer=newer).to_data()


def _day(on: date | str | None) -> date | None:
    found = read_date(on) if isinstance(on, str) else on
    if on is not None and not isinstance(found, date):
        raise InputError([Problem("stored_day", {"value": str(on)}, path="on")])
    return found


@frozen
class _Ready:
    """An engine, and the registered rule sets that aren't in it, with why."""

    engine: Engine
    broken: tuple[tuple[str, Text], ...]


def _ready(registry: Registry, rulesets: list[str | Path], executor: str) -> _Ready:
    """The engine that is asked for, kept as long as the files of its rule sets are the same."""
    if rulesets:
        named = tuple((str(each), each) for each in ruleset_folders(*rulesets, registry=registry))
    else:
        named = tuple(registry.rulesets.items())
    stamps = tuple(_stamp(path) for _, folder in named for path in files_of(folder))
    with _MAKING:  # the first of many threads makes it, for all
        return _made(named, stamps, not rulesets, executor)


def _stamp(path: Path) -> tuple[object, ...]:
    """What is another where a file was changed, or can't be had."""
    with suppress(OSError):
        found = path.stat()
        return path, found.st_ino, found.st_size, found.st_mtime_ns
    return (path,)


@lru_cache(_KEPT)
def _made(named: tuple[tuple[str, Path], ...], stamps: object, may_break: bool, executor: str) -> _Ready:
    """`stamps` aren't read: other files have other ones, and so an engine of their own."""
    if may_break:
        knowledge, broken = load_sound(dict(named))
    else:
        knowledge, broken = load_rulesets(*(folder for _, folder in named)), ()
    return _Ready(Engine(knowledge, executor), broken)


def load(*rulesets: str | Path, cache: Cache | None = None) -> Knowledge:
    """
    The knowledge of rule sets, by name or by folder; without any, of all that are registered.

    With a `cache` (such as `user_cache()`) it is kept for the next process, and taken from there as long as no file is
    another; without one nothing is written anywhere.

    Raises RuleSetError with every problem in their files; warns of plugins that had to be left out, and of rule sets
    that apply to no region of its table.
    """
    registry = load_plugins()
    problems: tuple[Problem, ...] = ()
    if rulesets:
        knowledge = load_kept(ruleset_folders(*rulesets, registry=registry), cache)
    else:
        knowledge, gone = load_registered(registry, cache)
        problems = (*registry.noticed, *gone)
    _warn((*problems, *unknown_scopes(knowledge, built_in_profiles(knowledge.vocabulary))))
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


def render_advice(
    advice: Advice,
    format: str = "text",
    *,
    width: int = 100,
    color: bool = False,
    ids: bool = False,
    full: bool = False,
    registry: Registry | None = None,
    time_limit: float | None = None,
) -> str | bytes:
    """
    The advice in a format (`text`, `markdown`, `json`, `html`, `pdf`, or one from a plugin); bytes where it isn't text.

    With `ids` text, Markdown and the report have the id of each thing that they say; with `full` every format that
    people read has the background and the account too.  `width` is in characters, `time_limit` in seconds (that of the
    registry otherwise).  Raises UnknownName for a format that doesn't exist (and warns of plugins that had to be left
    out), PluginError for one that fails or takes too long, MissingExtra for a PDF without WeasyPrint.
    """
    known = registry or load_plugins()
    try:
        return render(known, format, advice, Layout(width, color, ids, full), time_limit)
    except UnknownName:
        _warn(known.noticed)  # perhaps that is why
        raise
