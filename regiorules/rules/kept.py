"""The knowledge of rule sets, read once and kept for as long as no file of theirs is another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from regiorules.documents.limits import MAX_BYTES
from regiorules.errors import RuleSetError
from regiorules.rules.bundled import bundled_rulesets

if TYPE_CHECKING:
    from regiorules.facts.profiles import Tables
    from regiorules.kept import Cache
    from regiorules.rules.model import Knowledge

_MOST = 5_000  # files and folders: more than any rule set has, so that a folder of all there is isn't gone through
_LARGEST = 32_000_000  # bytes of all the files


def load_kept(folders: Iterable[Path], cache: Cache | None) -> Knowledge:
    """
    What `load_rulesets` gives and raises, from the cache where it was read before, with its tables.

    Without a cache it is read anew.  What is wrong isn't kept.
    """
    every = tuple(folders)
    key = key_of_folders(every) if cache else None
    kept: tuple[Knowledge, Tables] | None = cache.get(key) if cache and key else None
    if kept is not None:
        return _with_tables(*kept)
    from regiorules.facts.profiles import tables_of
    from regiorules.facts.successions import successions_of
    from regiorules.rules.load import load_rulesets

    knowledge = load_rulesets(*every)
    if cache and key and key == key_of_folders(every):  # nobody wrote in them meanwhile
        words = knowledge.vocabulary
        cache.put(key, (knowledge, tables_of(words) | successions_of(words)))
    return knowledge


def _with_tables(knowledge: Knowledge, tables: Tables) -> Knowledge:
    """Knowledge that has its tables read."""
    from regiorules.facts.profiles import remember

    remember(tables, knowledge.vocabulary)
    return knowledge


def key_of_folders(folders: tuple[Path, ...]) -> str | None:
    """The key of all that is in these folders, and in the bundled ones, which may be built on; None for too much."""
    from regiorules.kept import key_of

    try:
        every = dict.fromkeys((*folders, *bundled_rulesets()))
        content = (part for folder in every for part in _parts(str(folder)))
        return key_of(_bounded(chain(map(os.fsencode, folders), [b"/"], content)))
    except (OSError, RuleSetError, _TooMuch):  # which reading it says, if it matters
        return None


class _TooMuch(Exception):
    """More than a rule set is, or a link that leads elsewhere."""


def _bounded(parts: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for number, part in enumerate(parts):
        size += len(part)
        if number > _MOST or size > _LARGEST:
            raise _TooMuch
        yield part


def _parts(folder: str) -> Iterator[bytes]:
    """A folder by its name, and each thing in it by its name, its kind and its content."""
    yield os.fsencode(folder)
    for each in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if each.is_dir():
            if each.is_symlink():
                raise _TooMuch
            yield from _parts(each.path)
        else:
            is_file = each.is_file()  # also of what a link leads to
            yield os.fsencode(each.path) + (b"/file" if is_file else b"/other")
            yield _content(each.path) if is_file else b""


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _TooMuch
    return content
