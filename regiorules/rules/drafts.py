"""
A rule set in the making: what an import reads in another form, before it is a folder.

A draft holds plain data, under the keys that the files of a rule set have.  What the other form doesn't say (reasons,
what a rule rests on, the second language) stands in a side file of the same shape: laid over the draft at every
import, and written anew with what it lacks, so that nothing that a person wrote is lost by importing again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, field

from regiorules.documents import Mapping as Section
from regiorules.documents import Node, plain
from regiorules.documents.written import YAML, document_text
from regiorules.errors import Problem, Problems
from regiorules.frozen import frozen
from regiorules.rules.recognised import MODEL, Recognised
from regiorules.text import Language, Text, listing

Sections = Mapping[str, Mapping[str, Any]]
HEAD, RULES = "ruleset", "rules"
SAID = {  # what a side file may say, by section; of the others all
    HEAD: ("title", "source"),
    "facts": ("title", "question", "help", "unit", "group", "statements"),
    "parameters": ("title", "why", "unit"),
    "conclusions": ("title", "text", "statements"),
    "rules": (MODEL, "because", "basis", "why", "statements"),
    "tables": ("because", "basis", "why", "statements"),
}
ADDED = ("source_sections", "statements", "groups")  # a side file may bring these itself
_FILES = {  # which file each section stands in; the others stand in the first
    "facts": "vocabulary.yaml",
    "groups": "vocabulary.yaml",
    "parameters": "vocabulary.yaml",
    "scales": "vocabulary.yaml",
    "conclusions": "catalogue.yaml",
    "rules": "rules.yaml",
    "tables": "rules.yaml",
}
_MARKS = {"nl": "(nog te vertalen) {}", "en": "(not yet translated) {}"}


@frozen
class Draft:
    """
    A rule set in the making.

    `sections` are those of a rule set, as plain data (a text is {"nl": …, "en": …}); `files` are its tables, by path.
    `remarks` say what was read otherwise than it stood there, each with its place.
    """

    sections: Sections
    files: Mapping[str, bytes] = field(factory=dict)
    remarks: tuple[Problem, ...] = ()


def said(text: str, language: Language = "nl") -> dict[str, str]:
    """A text of a model in one language, for both: in the other one it is marked as not yet translated."""
    return {each: text if each == language else mark.format(text) for each, mark in _MARKS.items()}


def both(text: Text) -> dict[str, str]:
    """A text as a draft holds it."""
    return {"nl": text.nl, "en": text.en}


def folder_of(draft: Draft) -> Iterator[tuple[str, bytes]]:
    """The files of the rule set, by their path in its folder; empty sections aren't written."""
    filled = {name: section for name, section in draft.sections.items() if section}
    for path in ("ruleset.yaml", *dict.fromkeys(_FILES.values())):
        own = {name: each for name, each in filled.items() if _FILES.get(name, "ruleset.yaml") == path}
        if own:
            yield path, document_text(own, YAML).encode()
    yield from sorted(draft.files.items())


# --- the side file ---------------------------------------------------------------------------


def side_of(draft: Draft, old: Sections | None = None) -> bytes:
    """
    The side file that goes with a draft, over which `old` was laid: all that it may say, as it is now.

    What `old` says of something that the model no longer has stays in it: it may come back.
    """
    sections = {name: _own(name, section) for name, section in draft.sections.items()}
    before = {**old, RULES: _rules(draft, old.get(RULES, {})).left()} if old else {}
    for name, section in before.items():
        sections[name] = {**section, **sections.get(name, {})}
    return document_text({name: section for name, section in sections.items() if section}, YAML).encode()


def with_side(draft: Draft, node: Node, problems: Problems) -> Draft:
    """
    The draft with a side file laid over it; what can't stand there goes on the list of problems.

    What the side file says of something that the draft doesn't have is a remark.
    """
    if not isinstance(node, Section):
        problems.add("expected_mapping", node.place)
        return draft
    before = len(problems.found)
    _refuse(draft, node, problems)
    if len(problems.found) > before:
        return draft
    laid = {name: _laid(name, section, node) for name, section in draft.sections.items()}
    laid |= {name: plain(node.entries[name]) for name in ADDED if name in node.entries and name not in laid}
    return Draft(laid, draft.files, (*draft.remarks, *_stale(draft, node), *_changed(draft, node)))


def said_in(side: Node, problem: Problem) -> Problem:
    """A problem of the rule set with its place in the side file, where that is what says it."""
    node, keys = side, problem.path.split(".")
    for key in keys:
        if not isinstance(node, Section) or key not in node.entries:
            return problem
        node = node.entries[key]
    whole = len(keys) < (2 if keys[0] == HEAD else 3) and keys[0] in SAID  # of which the model may say what is wrong
    return problem if whole else evolve(problem, place=node.place)


def _own(name: str, section: Mapping[str, Any]) -> dict[str, Any]:
    """What of a section of a draft belongs in the side file."""
    if name == HEAD:
        return _chosen(section, SAID[HEAD])
    if name not in SAID:
        return dict(section) if name in ADDED else {}
    every = {key: _chosen(each, SAID[name]) for key, each in section.items()}
    if name == RULES:
        every = {key: {MODEL: Recognised.reading(section[key]), **each} for key, each in every.items()}
    return {key: each for key, each in every.items() if each}


def _chosen(entry: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: entry[key] for key in keys if key in entry}


def _laid(name: str, section: Mapping[str, Any], node: Section) -> Mapping[str, Any]:
    """A section of the draft with that of the side file over it."""
    side = _plain(node, name)
    if name == HEAD or name in ADDED:
        return {**section, **side}
    if name == RULES:
        side = Recognised(section, side).said()
    return {key: {**entry, **side.get(key, {})} for key, entry in section.items()}


def _refuse(draft: Draft, node: Section, problems: Problems) -> None:
    """A side file says only what the model doesn't."""
    known = tuple(dict.fromkeys((*SAID, *ADDED)))
    for name, section in node.entries.items():
        if name not in known:
            problems.add("side_key", node.keys[name], name, name=name, known=listing(known, 20))
        elif not isinstance(section, Section):
            problems.add("expected_mapping", section.place, name)
        elif name in SAID:
            entries = {"": section} if name == HEAD else section.entries
            _refuse_keys(name, entries, problems)


def _refuse_keys(name: str, entries: Mapping[str, Node], problems: Problems) -> None:
    for key, entry in entries.items():
        path = f"{name}.{key}".rstrip(".")
        if not isinstance(entry, Section):
            problems.add("expected_mapping", entry.place, path)
            continue
        for each, place in entry.keys.items():
            if each not in SAID[name]:
                problems.add("side_key", place, path, name=each, known=listing(SAID[name], 20))


def _stale(draft: Draft, node: Section) -> Iterator[Problem]:
    """What the side file says of something that the model doesn't have (any more)."""
    rules = _rules(draft, _plain(node, RULES))
    for name in SAID.keys() - {HEAD}:
        section = node.entries.get(name)
        if isinstance(section, Section):
            known = rules.found.values() if name == RULES else draft.sections.get(name, {})
            gone = [key for key in section.entries if key not in known]
            yield from (Problem("side_stale", {"name": key}, section.keys[key], name) for key in gone)


def _changed(draft: Draft, node: Section) -> Iterator[Problem]:
    """The rules that read otherwise in the model than when their texts were written."""
    section = node.entries.get(RULES)
    if isinstance(section, Section):
        names = _rules(draft, _plain(node, RULES)).changed()
        yield from (Problem("side_changed", {"name": name}, section.keys[name], RULES) for name in names)


def _rules(draft: Draft, side: Mapping[str, Any]) -> Recognised:
    return Recognised(draft.sections.get(RULES, {}), side)


def _plain(node: Section, name: str) -> dict[str, Any]:
    """A section of a side file as plain data; empty where there is none."""
    return dict(plain(node.entries[name])) if name in node.entries else {}
