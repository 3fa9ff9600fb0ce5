"""The rule set in the making: its facts and rules under names of their own, and what is compared with each text."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from copy import deepcopy as copy
from itertools import count
from typing import Any

from attrs import field, fields, frozen, mutable

from regiorules.errors import Place, Problem
from regiorules.rules import drafts
from regiorules.text import fold
from regiorules_dmn.model import Decision, Model
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.values import NUMBERS, Scalar
from regiorules_dmn.words import Cannot, problem

_ODD = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")  # between the words of camelCase
_TAKEN = {*keyword.kwlist, "count", "any", "all", "sum", "max", "min", "median", "share", "known", "always", "size"}
_LONGEST = 60
UNNAMED = "…"  # what has no name in the model
SECTION = "model"  # the one section of the source
_UNITS = {
    "seconds after midnight": {"nl": "seconden na middernacht", "en": "seconds after midnight"},
    "seconds since 1970 (UTC)": {"nl": "seconden sinds 1970 (UTC)", "en": "seconds since 1970 (UTC)"},
    "seconds": {"nl": "seconden", "en": "seconds"},
    "months": {"nl": "maanden", "en": "months"},
}
Shown = dict[str, str]  # a text in both languages, as a draft has it
_FACT_TYPES = {"string": "text", "boolean": "yes_no", "date": "date"}


def said(text: str) -> Shown:
    """A text of the model as a rule set has it: braces, in which a rule set shows a fact, are parentheses."""
    return drafts.said(_plain(text) or UNNAMED)


def bilingual(nl: str, en: str) -> Shown:
    """A text of ours about something of the model."""
    return {"nl": _plain(nl), "en": _plain(en)}


def _plain(text: str) -> str:
    return text.strip().translate({ord("{"): "(", ord("}"): ")"})


def slug(text: str, between: str = "_") -> str:
    """A name for a rule set, made of one in a model."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    found = _ODD.sub(between, _HUMP.sub(between, plain).lower()).strip(between)[:_LONGEST].strip(between)
    return found if found[:1].isalpha() else f"x{between}{found}".strip(between)


def fact_type(type: str) -> str:
    """The type of fact that holds a value of a type of the model."""
    return "number" if type in NUMBERS else _FACT_TYPES[type]


@frozen
class Basis:
    """What the rules of a decision rest on: their statements, and what is said of each."""

    decision: str
    statements: tuple[str, ...]


@mutable
class Book:
    """All sections, as they grow."""

    facts: dict[str, dict[str, Any]] = field(factory=dict)
    rules: dict[str, dict[str, Any]] = field(factory=dict)
    conclusions: dict[str, dict[str, Any]] = field(factory=dict)
    tables: dict[str, dict[str, Any]] = field(factory=dict)
    files: dict[str, bytes] = field(factory=dict)
    remarks: list[Problem] = field(factory=list)
    texts: dict[str, dict[str, str]] = field(factory=dict)  # by fact: the texts that it may be, by how they are folded
    closed: set[str] = field(factory=set)  # the facts of which these are all texts
    statements: dict[str, dict[str, Any]] = field(factory=dict)
    compared: set[str] = field(factory=set)  # the facts that are held against another fact
    choices: dict[str, dict[str, str]] = field(factory=dict)  # by fact: the option that each of its texts is
    names: set[str] = field(factory=lambda: set(_TAKEN))

    def mark(self) -> Book:
        """The book as it is now."""
        return Book(**{each.name: copy(getattr(self, each.name)) for each in fields(Book)})

    def back_to(self, mark: Book) -> None:
        """The book as it was then, but for what was remarked."""
        for each in fields(Book):
            setattr(self, each.name, getattr(mark, each.name) if each.name != "remarks" else self.remarks)

    def statement(self, decision: Decision, model: Model) -> tuple[str, ...]:
        """The statements that a decision rests on: what it says itself, and its knowledge sources."""
        own = f"D{len(self.statements) + 1:02}"
        about = decision.description or f"{model.name}: {decision.name}."
        self.statements[own] = {"section": SECTION, "text": said(" ".join(about.split()))}
        known = [f"K{at:02}" for at, each in enumerate(model.sources, 1) if each.id in decision.sources]
        return (own, *known)

    def name(self, text: str) -> str:
        """A name that nothing else has."""
        return self._new(slug(text), "_")

    def rule_name(self, text: str) -> str:
        """The same for a rule."""
        return self._new(slug(text, "-"), "-")

    def _new(self, start: str, between: str) -> str:
        found, number = start, 1
        while found in self.names:
            number += 1
            found = f"{start}{between}{number}"
        self.names.add(found)
        return found

    def asked(self, title: str, type: str, question: str = "", **more: Any) -> Scalar:
        """A new fact that is asked."""
        name = self.name(title)
        self.facts[name] = {**field_of(title, type), "question": said(question or f"{title}?"), **more}
        return Scalar(Code(name), type, name)

    def derived(self, title: str, type: str, shown: Shown | None = None, **more: Any) -> Scalar:
        """A new fact that rules conclude, or that is derived; `shown` is its title where the model has none for it."""
        name = self.name(title)
        self.facts[name] = {**field_of(title, type), **({"title": shown} if shown else {}), "asked": False, **more}
        if type == "string":
            self.closed.add(name)
        return Scalar(Code(name), type, name)

    def conclude(self, title: str, text: str, basis: Basis) -> str:
        """A new conclusion, with a text that shows facts; its name."""
        name = self.name(title)
        shown = {"nl": text, "en": text}
        grounds = {"statements": list(basis.statements)}
        self.conclusions[name] = {"kind": "finding", "title": shown, "text": said(f"{title}."), **grounds}
        return name

    def may_be(self, fact: str, text: str, place: Place) -> str:
        """Note that a fact may be this text, or is compared with it; raises Cannot for another spelling of one."""
        known = self.texts.setdefault(fact, {})
        before = known.setdefault(fold(text), text)
        if before != text:
            raise Cannot("two_spellings", place, one=before, other=text)
        return text

    def rule(self, id: str, when: str, then: Any, because: Shown, basis: Basis) -> None:
        """A new rule."""
        grounds = {"statements": list(basis.statements), "basis": "source"}
        self.rules[self.rule_name(id)] = {"when": when, "then": then, "because": because, **grounds}

    def remark(self, code: str, place: Place, **fields: object) -> None:
        """Note something that was read otherwise than it stands there."""
        self.remarks.append(problem(code, place, **fields))

    def options(self) -> dict[str, dict[str, str]]:
        """For each fact of which all texts are known, and that is held against no other, an option for each text."""
        alone = [name for name in self.facts if name in self.closed - self.compared and self.texts.get(name)]
        return {name: ids_of(self.texts[name].values(), self.names) for name in alone}

    def word(self, fact: str, text: str) -> str:
        """A text as a condition on that fact has it: an option, or the text between quotes."""
        return self.choices[fact][text] if fact in self.choices else quoted(text)

    def with_texts(self) -> Mapping[str, dict[str, Any]]:
        """The facts, each with the texts that it may be, or the options."""
        return {name: {**each, **self._words(name)} for name, each in self.facts.items()}

    def _words(self, name: str) -> dict[str, Any]:
        if name in self.choices:
            return {
                "type": "choice",
                "scale": {option: {"nl": text, "en": text} for text, option in self.choices[name].items()},
            }
        texts = list(self.texts.get(name, {}).values()) if name in self.closed else []
        return {"texts": texts} if texts else {}


def ids_of(texts: Iterable[str], taken: Set[str]) -> dict[str, str]:
    """A name for each text, that nothing in `taken` has."""
    found: dict[str, str] = {}
    for text in texts:
        start = slug(text)
        tries = (start if number == 1 else f"{start}_{number}" for number in count(1))
        found[text] = next(each for each in tries if each not in taken and each not in found.values())
    return found


def quoted(text: str) -> str:
    """A text between quotes, as a condition has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def field_of(title: str, type: str) -> dict[str, Any]:
    """A fact, or a field of a record, with what it is counted in."""
    unit = _UNITS.get(NUMBERS.get(type, ""))
    return {"type": fact_type(type), "title": said(title), **({"unit": unit} if unit else {})}
