"""What a rule set declares of its own words, and whether those are used that there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from regiorules.errors import NOWHERE, Place, Problems
from regiorules.facts.tables import ALWAYS, CODE, NUMBER, REGION, ProfileForm
from regiorules.facts.vocabulary import Fact
from regiorules.facts.words import WORDS
from regiorules.frozen import FrozenDict, frozen
from regiorules.patterns import pattern
from regiorules.rules.model import Conclusion, Knowledge
from regiorules.rules.order import built_on
from regiorules.rules.terms import SECTIONS, Term, is_circular
from regiorules.text import LANGUAGES, Near, Text, fold, listing

Locate = Callable[..., Place]
SLOT = pattern(
    r"\{(?P<name>[^{}|:]*)(?:\|(?P<fallback>[^{}]*)|:(?P<one>[^{}|]*)\|(?P<more>[^{}|]*))?\}"
)  # {fact}, {fact|word where it isn't known}, {fact:word for one|word for more}


UNNAMED = "…"  # where a text about a record is shown without one


def unfilled(said: str, titles: Mapping[str, str] = FrozenDict()) -> str:
    """A text with what it says where there is nothing to fill in: the word for that, or a title in brackets."""

    def instead(slot: re.Match[str]) -> str:
        title = titles.get(slot["name"])
        return slot["fallback"] or slot["more"] or (f"[{title}]" if title else UNNAMED)

    return SLOT.sub(instead, said)


def slots(text: Text) -> dict[str, bool]:
    """The names that a text shows, in order, each with whether a word goes by its number there."""
    found: dict[str, bool] = {}
    for language in LANGUAGES:
        for slot in SLOT.finditer(text.say(language)):
            found[slot["name"]] = found.get(slot["name"], False) or slot["more"] is not None
    return found


@frozen
class Declared:
    """The terms and words of some knowledge, held against the rest of it; what is wrong goes on the list."""

    knowledge: Knowledge
    locate: Locate
    problems: Problems
    broken: frozenset[str]  # declared, but wrongly: already reported

    def known(self, name: str) -> Mapping[str, Any]:
        """The sections of the advice, or the terms of that name."""
        return self.knowledge.sections if name == "section" else self.knowledge.terms.get(name, {})

    def use(self, value: str, name: str, place: Place, path: str) -> None:
        """A term must be one that the rule set declares."""
        known = self.known(name)
        if known:
            self._one_of(value, known, place, f"{path}.{name}")
        elif value and value not in self.broken:
            section = SECTIONS.get(name, f"{name}s")
            self.problems.add("term_undeclared", place, f"{path}.{name}", value=value, section=section)

    def need(self, conclusion: Conclusion, name: str, path: str) -> None:
        """What a rule set declares, or one that it builds on, each conclusion of its own that can have it has."""
        under = built_on(conclusion.ruleset, self.knowledge.rulesets)
        known = [key for key, each in self.known(name).items() if each.ruleset in under]
        if known and not getattr(conclusion, name):
            fields = {"kind": conclusion.kind, "name": name, "known": listing(known, 20)}
            self.problems.add("needs_term", conclusion.place, path, **fields)

    def check(self) -> None:
        """The declarations themselves."""
        for kind in SECTIONS:
            for term in self.known(kind).values():
                self._term(term, kind)
        for name, text in self.knowledge.vocabulary.words.items():
            self._word(name, text)
        for fact in self.knowledge.vocabulary.facts.values():
            self._among(fact)
        if self.knowledge.vocabulary.profile:
            self._profile(self.knowledge.vocabulary.profile)

    def _among(self, fact: Fact) -> None:
        """A text may be the key of a record of a list that has one; no other kind may, and no field of a list."""
        path = f"facts.{fact.id}"
        for kind, each in ((fact.type, fact), *(("field", inner) for inner in fact.fields)):
            if each.among and kind != "text":
                self.problems.add("not_for", self.locate("facts", fact.id), path, kind=kind, name="among")
        if fact.type == "text":
            self._a_list(fact.among, self.locate("facts", fact.id, "among"), f"{path}.among", keyed=True)

    def _a_list(self, name: str, place: Place, path: str, *, keyed: bool = False) -> Fact | None:
        """The list of that name; a problem where there is none, but for one that is itself refused."""
        facts = self.knowledge.vocabulary.facts
        lists = {key: each for key, each in facts.items() if each.type == "records" and (each.key or not keyed)}
        if name in facts or self.locate("facts", name) == NOWHERE:
            self._one_of(name, lists, place, path)
        return lists.get(name)

    def _profile(self, form: ProfileForm) -> None:
        """A table of regions fills a list; a column is that of a field of it, of a single fact, or of the region."""
        found = self._a_list(form.fact, self.locate("profile", "profile", "fact"), "profile.fact")
        facts = self.knowledge.vocabulary.facts
        single = [name for name, each in facts.items() if each.asked and each.type != "records"]
        known = (NUMBER, REGION, CODE, *(each.id for each in found.fields), *single) if found else ()
        names = {name: each.id for each in ALWAYS for name in each.names}
        for each in form.columns if found else ():
            place, path = self.locate("profile", "profile", "columns", each.id), f"profile.columns.{each.id}"
            self._one_of(each.id, known, place, path)
            for name in each.names:
                if names.setdefault(name, each.id) != each.id:
                    self.problems.add("label_twice", place, path, name=name)
        self._aliases(form)

    def _aliases(self, form: ProfileForm) -> None:
        """A name is that of one region, or of one record."""
        seen: set[str] = set()
        for one, others in form.aliases.items():
            for name in map(fold, (one, *others)):
                if name in seen:
                    place = self.locate("profile", "profile", "aliases", one)
                    self.problems.add("label_twice", place, f"profile.aliases.{one}", name=name)
                seen.add(name)

    def _term(self, term: Term, kind: str) -> None:
        """A term comes after one that there is, and an addressee is named by a fact of which the value is a name."""
        section = SECTIONS[kind]
        place, path = self.locate(section, term.id, "after"), f"{section}.{term.id}"
        self._one_of(term.after, self.known(kind), place, f"{path}.after")
        if is_circular(term, self.known(kind)):
            self.problems.add("cycle", place, path, names=" → ".join((term.after, term.id)))
        names = [each.id for each in self.knowledge.vocabulary.facts.values() if each.type in ("text", "choice")]
        place = self.locate(section, term.id, "named_by")
        self._one_of(getattr(term, "named_by", ""), names, place, f"{path}.named_by")

    def _word(self, name: str, text: Text) -> None:
        """A word of the rule set's own is one of those that it may choose; in a title the region may be named."""
        place, path = self.locate("words", name), f"words.{name}"
        self._one_of(name, WORDS, place, path)
        for slot in slots(text):
            if (name, slot) != ("title", "region"):
                code = "word_title" if name == "title" else "word_slot"
                self.problems.add(code, place, path, name=slot)

    def _one_of(self, value: str, known: Collection[str], place: Place, path: str) -> None:
        elsewhere = not known or value in self.broken  # where none is read, that is said there
        if value and value not in known and not elsewhere:
            fields = {"value": value, "known": listing(known, 20)}
            self.problems.add("no_such_term", place, path, suggestion=Near(value, known), **fields)
