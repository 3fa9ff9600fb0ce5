"""
Every error of RegioRules: one tree, each error a list of problems.

    RegioRulesError
    ├── InputError      facts, region files, options: what the user gave
    ├── RuleSetError    a rule set that can't be loaded
    ├── UnknownName     a region, rule, format … that doesn't exist
    ├── EngineError     an executor that failed or contradicts itself
    ├── PluginError     a plugin that failed
    └── MissingExtra    an optional package that isn't installed

A problem says what is wrong, where, and what to do; the words, in Dutch and in English,
stand in `messages/`.  Errors keep the fields, so that a program can read them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from regiorules.frozen import FrozenDict, frozen_dict
from regiorules.messages import KINDS, MESSAGES
from regiorules.text import Language, Text, visible


@frozen(order=True)
class Place:
    """Where something stands: a file with line and column (from 1), or a cell of a sheet."""

    file: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}:{self.cell}"
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return self.file

    @property
    def order(self) -> tuple[object, ...]:
        """What places are sorted by: the order of the file, or of the rows and columns of a sheet."""
        sheet, _, cell = self.cell.rpartition("!")
        column = cell.rstrip("0123456789")
        row = cell[len(column) :]
        return (self.file, self.line, self.column, sheet, int(row or 0), len(column), column)

    def shifted(self, columns: int) -> Place:
        """The same line, `columns` further to the right."""
        return Place(self.file, self.line, self.column + columns, self.cell)


NOWHERE = Place()


@frozen
class Problem:
    """
    One thing that is wrong.

    `code` names the message in `messages/`, `fields` fills it, `path` says which key
    (`facts.sme_role`), `suggestion` the nearest thing that would have been right.
    """

    code: str
    fields: Mapping[str, Any] = field(factory=FrozenDict, converter=frozen_dict)
    place: Place = NOWHERE
    path: str = ""
    suggestion: str | Text | None = None

    @classmethod
    def of(cls, what: Text, place: Place = NOWHERE, path: str = "") -> Problem:
        """A problem in a plugin's own words."""
        return cls("says", {"what": what}, place, path)

    def say(self, language: Language = "nl") -> str:
        """One line, safe to show: `file:line:column path: what; did you mean …`."""
        fields = {
            name: KINDS.get(each, each) if name in ("kind", "other") else each for name, each in self.fields.items()
        }
        fields = {name: each.say(language) if isinstance(each, Text) else each for name, each in fields.items()}
        what = MESSAGES[self.code].say(language).format(**fields).rstrip()
        where = " ".join(part for part in (str(self.place), self.path) if part)
        near = self.suggested(language)
        hint = f"; {MESSAGES['did_you_mean'].say(language).format(name=near)}" if near else ""
        return visible(f"{where}: {what}{hint}" if where else f"{what}{hint}")

    def suggested(self, language: Language = "nl") -> str | None:
        """The nearest thing that would have been right, in that language; None where nothing is near."""
        return self.suggestion.say(language) if isinstance(self.suggestion, Text) else self.suggestion


class RegioRulesError(Exception):
    """The root of the tree; `problems` holds at least one problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place.order))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.say("nl")

    def say(self, language: Language) -> str:
        """All problems, one a line."""
        return "\n".join(problem.say(language) for problem in self.problems)


class InputError(RegioRulesError):
    """The facts, the region file or an option can't be used."""


class RuleSetError(RegioRulesError):
    """A rule set can't be loaded."""


class UnknownName(RegioRulesError):
    """A region, rule, conclusion, format or language that doesn't exist."""


class EngineError(RegioRulesError):
    """An executor failed or contradicted itself; there is no answer rather than a wrong one."""


class PluginError(RegioRulesError):
    """A plugin failed; what doesn't depend on it goes on."""


class MissingExtra(RegioRulesError):
    """An optional package is needed for this and isn't installed."""


class Problems:
    """A list of problems in the making, so that all are reported at once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(
        self, code: str, place: Place = NOWHERE, path: str = "", *, suggestion: str | Text | None = None, **fields: Any
    ) -> None:
        """Note one problem."""
        self.found.append(Problem(code, fields, place, path, suggestion))

    def stop(self, error: type[RegioRulesError]) -> None:
        """Raise `error` with all problems, if there are any."""
        if self.found:
            raise error(self.found)


def unknown_name(code: str, name: str, known: Iterable[str]) -> UnknownName:
    """The error for a name that isn't among the known ones."""
    from regiorules.text import listing, nearest

    names = list(known)
    suggestion = nearest(name, names)
    return UnknownName([Problem(code, {"name": name, "known": listing(names)}, suggestion=suggestion)])
