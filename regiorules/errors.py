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
stand in `messages/`.  Errors keep the fields, so that a program can read them too; `to_data` gives
an error as plain data, in the form of RFC 9457.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any, ClassVar

import attrs
from attrs import asdict, evolve, field

from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.text import Language, Near, Text, fill, visible, whole_characters


@attrs.frozen(order=True)  # noqa: TID251  # the only one with an order
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
LOOKS = 5_000  # words compared in search of what was meant, in all problems of a list: some tenths of a second
LONGEST = 2_000  # characters of what fills a message: more than any name, path of a file or list of options
SHOWN = 100  # problems of one error; the rest is counted
TYPE = "urn:regiorules:problem:"


@frozen
class Problem:
    """
    One thing that is wrong.

    `code` names the message in `messages/`, `fields` fills it, `path` says which key
    (`facts.some_fact`), `suggestion` the nearest thing that would have been right.
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
        from regiorules.messages import KINDS, MESSAGES  # which are imported when something is wrong

        fields = {
            name: KINDS.get(each, each) if name in ("kind", "other") else each for name, each in self.fields.items()
        }
        fields = {name: each.say(language) if isinstance(each, Text) else each for name, each in fields.items()}
        fields |= {name: "''" for name in ("name", "value") if not str(fields.get(name, 0)).strip()}  # nothing is shown
        fields |= {name: _short(each) for name, each in fields.items() if isinstance(each, str)}
        what = fill(MESSAGES[self.code].say(language), **fields).rstrip()
        where = " ".join(part for part in (str(self.place), _short(self.path)) if part)
        near = self.suggested(language)
        hint = f"; {MESSAGES['did_you_mean'].say(language).format(name=near)}" if near else ""
        return visible(f"{where}: {what}{hint}" if where else f"{what}{hint}")

    def suggested(self, language: Language = "nl") -> str | None:
        """The nearest thing that would have been right, in that language; None where nothing is near."""
        return self.suggestion.say(language) if isinstance(self.suggestion, Text) else self.suggestion

    def to_data(self, language: Language = "nl") -> dict[str, Any]:
        """The problem as plain data, ready for JSON: see `ProblemDetails`."""
        return asdict(self._details(language))

    def _details(self, language: Language) -> ProblemDetails:
        what = evolve(self, place=NOWHERE, path="").say(language)
        place = PlaceDetails.of(self.place) if self.place != NOWHERE else None
        fields = {name: _plain(each, language) for name, each in self.fields.items()}
        near = self.suggested(language)
        return ProblemDetails(
            self.code, what, fields, place, whole_characters(self.path), near and whole_characters(near)
        )


def _short(text: str) -> str:
    """A text as long as a line of a message can have; what comes from outside may be a million characters."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _plain(value: Any, language: Language) -> Any:
    """What fills a message, as JSON has it."""
    if isinstance(value, Text):
        return value.say(language)
    is_plain = value is None or isinstance(value, int) or (isinstance(value, float) and isfinite(value))
    return value if is_plain else whole_characters(str(value))


@frozen
class PlaceDetails:
    """Where something stands: a file, with a line and a column (from 1) or the cell of a sheet; null is not known."""

    file: str
    line: int | None
    column: int | None
    cell: str | None

    @classmethod
    def of(cls, place: Place) -> PlaceDetails:
        """A place as data."""
        return cls(whole_characters(place.file), place.line or None, place.column or None, place.cell or None)

    def place(self) -> Place:
        """The place in these data."""
        return Place(self.file, self.line or 0, self.column or 0, self.cell or "")


@frozen
class ProblemDetails:
    """
    One thing that is wrong: its code, what it is, where, and what may have been meant.

    `detail` says what is wrong and no more, as where it is stands beside it; `fields` are what it is filled with.
    `path` says which key (`facts.some_fact`), "" is none; `place` is null for what stands in no file.
    """

    code: str
    detail: str
    fields: Mapping[str, Any]
    place: PlaceDetails | None
    path: str
    suggestion: str | None


@frozen
class ErrorDetails:
    """
    An error as data, in the form of RFC 9457 (problem details).

    `type` is a URN made of `code`, that of the kind of error; `title` is the same for all errors of that kind,
    `detail` is what a person reads.  `errors` holds all problems, each with a code of its own.
    """

    type: str
    title: str
    detail: str
    code: str
    language: Language
    errors: tuple[ProblemDetails, ...]


class RegioRulesError(Exception):
    """The root of the tree; `problems` holds at least one problem, `code` says which kind of error it is."""

    code: ClassVar[str] = "error"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place.order))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.say("nl")

    def say(self, language: Language) -> str:
        """The problems, one a line: the first hundred of them, and how many more there are."""
        lines = [problem.say(language) for problem in self.problems[:SHOWN]]
        if more := len(self.problems) - SHOWN:
            lines += [Problem("more_problems", {"count": more}).say(language)] if more > 0 else []
        return "\n".join(lines)

    def to_data(self, language: Language = "nl") -> dict[str, Any]:
        """The error as plain data, ready for JSON, with all its problems: see `ErrorDetails`."""
        from regiorules.messages import TITLES

        language = "en" if language == "en" else "nl"  # as it is said, whatever a program asks for
        title, errors = TITLES[self.code].say(language), tuple(each._details(language) for each in self.problems)
        details = ErrorDetails(TYPE + self.code, title, self.say(language), self.code, language, errors)
        data = asdict(details)
        return {**data, "errors": list(data["errors"])}


class InputError(RegioRulesError):
    """The facts, the region file or an option can't be used."""

    code = "input"


class RuleSetError(RegioRulesError):
    """A rule set can't be loaded."""

    code = "ruleset"


class UnknownName(RegioRulesError):
    """A region, rule, conclusion, format or language that doesn't exist."""

    code = "unknown_name"


class EngineError(RegioRulesError):
    """An executor failed or contradicted itself; there is no answer rather than a wrong one."""

    code = "engine"


class PluginError(RegioRulesError):
    """A plugin failed; what doesn't depend on it goes on."""

    code = "plugin"


class MissingExtra(RegioRulesError):
    """An optional package is needed for this and isn't installed."""

    code = "missing_extra"


class Problems:
    """A list of problems in the making, so that all are reported at once; `looks` are words that may be compared."""

    def __init__(self, looks: int = LOOKS) -> None:
        self.looks = looks
        self.found: list[Problem] = []

    def add(
        self,
        code: str,
        place: Place = NOWHERE,
        path: str = "",
        *,
        suggestion: str | Text | Near | None = None,
        **fields: Any,
    ) -> None:
        """Note one problem; what may have been meant is looked for as long as there are looks left."""
        if isinstance(suggestion, Near):
            near = suggestion.find() if self.looks > 0 else None
            self.looks -= len(suggestion.known)
            suggestion = near
        self.found.append(Problem(code, fields, place, path, suggestion))

    def stop(self, error: type[RegioRulesError]) -> None:
        """Raise `error` with all problems, if there are any."""
        if self.found:
            raise error(self.found)


def unknown_name(code: str, name: object, known: Iterable[str]) -> UnknownName:
    """The error for a name that isn't among the known ones, of whatever type it is."""
    from regiorules.text import known_ones, nearest

    names = list(known)
    text = str.__str__(name) if isinstance(name, str) else repr(name)
    suggestion = nearest(text, names)
    return UnknownName([Problem(code, {"name": text, "known": known_ones(names)}, suggestion=suggestion)])
