"""
What a schema can't check: everything that is wrong in a file, and what is odd in it.

An error makes a file unusable; a warning doesn't, but something is without a use or without a test.
A file below a folder with `ruleset.yaml` belongs to that rule set, and is a scenario file below its
`scenarios/`; any other file is a region file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Literal

from attrs import field

from regiorules.authoring.lint import regions, rulesets
from regiorules.authoring.lint.scenarios import ScenarioCheck
from regiorules.authoring.testing.scenarios import load_scenarios
from regiorules.documents import Mapping as MappingNode
from regiorules.documents import Scalar, Sequence, read_document
from regiorules.errors import InputError, Place, PluginError, Problem, RegioRulesError, RuleSetError
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import Region
from regiorules.facts.successions import read_successions
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import frozen
from regiorules.proofs.finding import Finding
from regiorules.rules.folder import SUFFIXES
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from regiorules.rules.scopes import unknown_scopes

Kind = Literal["region", "ruleset", "scenario"]


@frozen
class Report:
    """
    What was found in one file or folder: its kind, and problems in the order of the file.

    `shown` are the warnings that a region shows, with that region.
    """

    path: Path
    kind: Kind
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    shown: tuple[Finding, ...] = ()


@frozen
class Found:
    """Errors and warnings of a whole rule set, and the warnings that a region shows."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    shown: tuple[Finding, ...] = ()


@frozen
class Linter:
    """
    Checks files of every kind.

    `registered` are the folders of rule sets by name, for those that build on one another; `beside` are
    folders to load with any rule set.  `knowledge`, `read` and `profiles` are what region files are held
    against: the rules, the reader, and the names of the regions that there are for a vocabulary.
    """

    knowledge: Callable[[], Knowledge]
    read: Callable[[Path], Region]
    profiles: Callable[[Vocabulary], Iterable[str]]
    registered: Mapping[str, Path] = field(factory=dict)
    beside: tuple[Path, ...] = ()
    _checked: dict[Path, Found] = field(factory=dict, eq=False)

    def check(self, path: Path) -> Report:
        """
        What is wrong and what is odd in a file or the folder of a rule set.

        Raises PluginError where a plugin fails, RuleSetError where there are no rules to hold a region against.
        """
        folder = ruleset_of(path)
        if folder is None:
            return self.region(path)
        if os.path.isdir(path):
            return _report(path, "ruleset", self.ruleset(folder))
        return self.part(path, folder)

    def part(self, path: Path, folder: Path) -> Report:
        """One file of a rule set; what is wrong elsewhere in it counts too, for it hides what is wrong here."""
        inside = _absolute(path).relative_to(_absolute(folder))
        kind: Kind = "scenario" if "scenarios" in inside.parts[:-1] else "ruleset"
        if not os.path.isfile(path):
            return Report(path, kind, (Problem("file_missing", {}, Place(str(path))),))
        if path.suffix.lower() not in (*SUFFIXES, *rulesets.TABLES):
            known = ", ".join((*SUFFIXES, *rulesets.TABLES))
            return Report(path, kind, (Problem("file_kind", {"known": known}, Place(str(path))),))
        return _report(path, kind, self.ruleset(folder))

    def ruleset(self, folder: Path) -> Found:
        """Errors and warnings of a rule set with its scenarios; read once."""
        if folder not in self._checked:
            beside = (*self.beside, *_built_on(folder, self.registered))
            self._checked[folder] = _ruleset(folder, beside, self.profiles)
        return self._checked[folder]

    def region(self, path: Path) -> Report:
        """A region file."""
        if os.path.isdir(path):
            return Report(path, "ruleset", (Problem("ruleset_missing", {}, Place(str(path))),))
        knowledge = self.knowledge()
        try:
            region = self.read(path)
        except PluginError:
            raise
        except RegioRulesError as error:
            return Report(path, "region", error.problems)
        known = self.profiles(knowledge.vocabulary)
        return Report(path, "region", (), _sorted(regions.warnings(region, path, knowledge, known)))


def ruleset_of(path: Path) -> Path | None:
    """The folder of the rule set that a file or folder belongs to, if any; as short as the path itself."""
    if str(path) == "-":
        return None
    absolute = _absolute(path)
    for folder in (absolute, *absolute.parents):
        if os.path.isfile(folder / "ruleset.yaml"):
            return folder if path.is_absolute() else Path(os.path.relpath(folder))
    return None


def _ruleset(folder: Path, others: Iterable[Path], known: Callable[[Vocabulary], Iterable[str]]) -> Found:
    beside = [each for each in others if _absolute(each) != _absolute(folder)]
    errors: list[Problem] = []
    knowledge, suite = None, None
    try:
        knowledge = load_rulesets(folder, *beside)
    except RuleSetError as error:
        errors += error.problems
    else:
        errors += _in_region_tables(knowledge.vocabulary)
    try:
        suite = load_scenarios(folder)
    except RuleSetError as error:
        errors += error.problems
    if knowledge is None or suite is None or errors:
        return Found(_sorted(errors))
    scenarios = ScenarioCheck(knowledge)
    scenarios.folder(folder)
    warnings = [*scenarios.warnings.found, *unknown_scopes(knowledge, known(knowledge.vocabulary))]
    shown: list[Finding] = []
    if not scenarios.errors.found:
        warnings += rulesets.warnings(knowledge, knowledge.rulesets[-1].id, folder, suite)
        shown += rulesets.findings(knowledge, folder)
        warnings += (each.problem for each in shown)
    return Found(_sorted(scenarios.errors.found), _sorted(warnings), tuple(each for each in shown if each.region))


def _in_region_tables(vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong in the tables of regions, which are only read when a region is asked for."""
    tables = vocabulary.profile.tables if vocabulary.profile else ()
    readers: list[Callable[[], object]] = [partial(built_in_profiles, vocabulary, each.id) for each in tables]
    readers.append(partial(read_successions, vocabulary))
    for read in readers:
        try:
            read()
        except InputError as error:
            yield from error.problems


def _built_on(folder: Path, registered: Mapping[str, Path]) -> list[Path]:
    """The registered rule sets that this one builds on, and those that they build on."""
    found: list[Path] = []
    for name in _extends(folder):
        if name in registered:
            found += [registered[name], *_built_on(registered[name], registered)]
    return list(dict.fromkeys(found))


def _extends(folder: Path) -> list[str]:
    """The names under `extends` in the head of a rule set; what is wrong with it is said when it is loaded."""
    try:
        document = read_document(folder / "ruleset.yaml", RuleSetError)
    except RuleSetError:
        return []
    head = document.entries.get("ruleset") if isinstance(document, MappingNode) else None
    names = head.entries.get("extends") if isinstance(head, MappingNode) else None
    return [each.text for each in names.items if isinstance(each, Scalar)] if isinstance(names, Sequence) else []


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda each: each.place.order))


def _report(path: Path, kind: Kind, found: Found) -> Report:
    """What was found in a rule set, of which the warnings within a path count."""
    shown = tuple(each for each in found.shown if _within(each.problem, path))
    return Report(path, kind, found.errors, tuple(each for each in found.warnings if _within(each, path)), shown)


def _within(problem: Problem, path: Path) -> bool:
    return _absolute(Path(problem.place.file)).is_relative_to(_absolute(path))


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))
