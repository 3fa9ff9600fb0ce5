"""
Saving answers in a region file: whole or not at all, and without touching what else stands in it.

The file is read again before each answer goes in, so that what an editor or another interview saved meanwhile stays.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from regiorules.documents import Mapping as MappingNode
from regiorules.documents import Scalar, meant, parse
from regiorules.documents.files import as_text, read_bytes
from regiorules.documents.limits import MAX_BYTES
from regiorules.documents.splice import with_entry, without_entry
from regiorules.documents.written import JSON, YAML, Name, Style, document_text
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.entries import Given, given_document
from regiorules.facts.phrases import names_some
from regiorules.facts.region import Region, Source, source_document, to_document
from regiorules.facts.values import UNKNOWN_WORDS
from regiorules.locking import only_one
from regiorules.text import LANGUAGES, fold
from regiorules.writing import check_target, write_whole

SUFFIXES = (".yaml", ".yml", ".json")
_ABSENT = object()


class Answers:
    """
    The answers that one interview saves in a region file.

    Raises InputError where answers can't be saved there; nothing is written then.
    """

    def __init__(
        self, path: Path, region: Region, say: Callable[[str, Any], Any] = lambda _, value: value, head: str = ""
    ) -> None:
        """
        Open the file; a new one is made, with the whole region in it.

        `say` gives the value of a fact as it is written in a file that people edit; JSON has plain data.  `head` is
        the comment with which a new file in YAML begins.
        """
        self.path = path
        self.sources: dict[str, Source] = {}  # that answers may name; each goes in with the first that does
        self.style = _style(path)
        self._say = say
        self._mine: dict[str, tuple[Any, Given | None]] = {}  # what stood there before, and the answer
        with only_one(path):
            if os.path.lexists(path):
                _, self._seen = self._read()
                self._changed(self._seen, {"regiorules": Given(None)})  # it can be done
                check_target(path)
            else:
                self._seen = head if self.style is YAML else ""
                self._seen += document_text(to_document(self._said(region)), self.style)
                self._write(b"", self._seen)
        self._first = self._seen

    def save(self, name: str, given: Given | None) -> bool:
        """
        Put one answer in the file, or take it back (None); True where others had changed the file meanwhile.

        Raises InputError where another answer to this question came in meanwhile, or where the file can't be read or
        written any more; it then stands as it is.
        """
        with only_one(self.path):
            mark, text = self._now()
            others = text != self._seen
            before, now = self._entry(self._seen, name), self._entry(text, name)
            changed = self._changed(text, {**self._undone(text, name), name: given})
            kept = not _says_nothing(now) or (given is None and isinstance(now, dict))
            if others and kept and now not in (before, self._entry(changed, name)):
                self._seen = text
                if given is None or given.value is not None:
                    raise InputError([Problem("answered_meanwhile", {"name": name}, Place(str(self.path)))])
                return True  # skipped here and answered there
            self._replace(mark, text, changed)
            self._mine[name] = (before, given)
            return others

    def settle(self) -> None:
        """Put back my answers that someone has undone meanwhile, who saved what he had before them."""
        with only_one(self.path):
            mark, text = self._now()
            self._replace(mark, text, self._changed(text, self._undone(text)))

    def _said(self, region: Region) -> Region:
        return evolve(region, facts={name: self._written(name, given) for name, given in region.facts.items()})

    def _written(self, name: str, given: Given) -> Given:
        if self.style is JSON:
            return given
        said = self._say(name, given.value)
        plain = said is given.value and isinstance(said, str) and names_some(said)
        return evolve(given, value=Name(said) if plain else said)

    def _replace(self, mark: bytes, text: str, changed: str) -> None:
        if changed != text:
            self._write(mark, changed)
        self._seen = changed

    def _undone(self, text: str, but: str = "") -> dict[str, Given | None]:
        """My earlier answers that someone has undone who saved what he had before them."""
        if text == self._seen:
            return {}
        return {
            name: given
            for name, (before, given) in self._mine.items()
            if name != but and self._entry(text, name) == before
        }

    def _entry(self, text: str, name: str, section: str = "facts") -> Any:
        """What the file says of a fact, or of what has that name in another section."""
        document = parse(text, str(self.path), is_json=self.style is JSON)
        facts = document.entries.get(section) if isinstance(document, MappingNode) else None
        found = facts.entries.get(name) if isinstance(facts, MappingNode) else None
        return meant(found) if found else _ABSENT

    def _changed(self, text: str, changes: Mapping[str, Given | None]) -> str:
        for name, given in changes.items():
            place = (text, str(self.path), self.style, "facts", name)
            now = self._entry(text, name)
            if given is None:
                text = without_entry(*place)
            elif given.value is not None or not (isinstance(now, dict) and _says_nothing(now)):
                text = with_entry(*place, _document(self._written(name, given), now))
                text = self._with_sources(text, given)
        return text

    def _with_sources(self, text: str, given: Given) -> str:
        """The text with the sources that an answer names, of those that came in with it."""
        for name in self.sources.keys() & {*given.sources}:
            if self._entry(text, name, "sources") is _ABSENT:
                said = source_document(self.sources[name])
                text = with_entry(text, str(self.path), self.style, "sources", name, said)
        return text

    def _now(self) -> tuple[bytes, str]:
        """As `_read`; raises InputError where the file is about another region by now."""
        mark, text = self._read()
        before, now = self._name(self._first), self._name(text)
        if before and now and fold(before) != fold(now):
            raise InputError([Problem("save_other", {"name": now}, Place(str(self.path)))])
        return mark, text

    def _name(self, text: str) -> str:
        document = parse(text, str(self.path), is_json=self.style is JSON)
        found = document.entries.get("region") if isinstance(document, MappingNode) else None
        return found.text if isinstance(found, Scalar) else ""

    def _read(self) -> tuple[bytes, str]:
        """The mark before the text, and the text."""
        content = read_bytes(self.path)
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        return mark, as_text(content, self.path)

    def _write(self, mark: bytes, text: str) -> None:
        content = mark + text.encode()
        if len(content) > MAX_BYTES:
            fields = {"size": f"{len(content) / 1e6:.1f}", "limit": f"{MAX_BYTES / 1e6:.0f}"}
            raise InputError([Problem("file_too_large", fields, Place(str(self.path)))])
        write_whole(self.path, content)


def _says_nothing(entry: Any) -> bool:
    """True for an entry that isn't there, and for one that says that the fact is unknown."""
    if isinstance(entry, dict):
        entry = entry.get("value")
    word = entry[0] if isinstance(entry, tuple) else ""
    return entry is _ABSENT or (isinstance(entry, tuple) and fold(word) in UNKNOWN_WORDS)


def _document(given: Given, now: Any) -> Any:
    """An answer as it is written; a note on the question (not its source, which said nothing) stays with it."""
    if given.note or given.sources or not (isinstance(now, dict) and _says_nothing(now) and "note" in now):
        return _with_one_note(given_document(given))
    note = now["note"]
    texts = {language: text for language, (text, _) in note.items()} if isinstance(note, dict) else note[0]
    return {"value": given_document(given), "note": texts}


def _with_one_note(data: Any) -> Any:
    """A note that is the same in every language as one text, as a person would write it."""
    texts = [*dict.fromkeys(data["note"].values())] if isinstance(data, dict) and "note" in data else []
    one = len(texts) == 1 and len(data["note"]) == len(LANGUAGES)
    return {**data, "note": texts[0]} if one else data


def save_region(path: Path, region: Region, changed: Mapping[str, bool]) -> None:
    """
    Save the facts named in `changed` (False: taken back) in a region file; a new file gets the whole region.

    Raises InputError where the file can't be written, or is of another kind; the old one then stands as it was.
    """
    answers = Answers(path, region)
    for name, kept in changed.items():
        answers.save(name, region.facts[name] if kept else None)


def _style(path: Path) -> Style:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError([Problem("save_kind", {"known": ", ".join(SUFFIXES)}, Place(str(path)))])
    return JSON if suffix == ".json" else YAML
