"""
Fuzzing every reader: whatever a file holds, it is read or refused with problems that can be said, and nothing else.

A moment for each reader in the ordinary run; `make soak` gives each `REGIORULES_FUZZ_SECONDS`, and has the fuzzer that
follows the code (`python -m tests.fuzzing`) go on from the corpus.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.authoring.testing.fuzzing import fuzz, mutated, mutated_zip, refused
from regiorules.text import LANGUAGES
from tests.fuzzed import CORPUS, kept
from tests.readers import READERS


@pytest.mark.parametrize("reader", READERS)
def test_a_strange_file_is_read_or_refused(reader: str, tmp_path: Path) -> None:
    """Good files, and what was found before, with a few changes."""
    each = READERS[reader]
    if each.zipped:
        pytest.importorskip("openpyxl")
    change = mutated_zip if each.zipped else mutated
    seeds = each.good() + ([] if each.zipped else kept(reader))
    fuzz(change(seeds), each.name, each.reader(tmp_path), tmp_path)


@pytest.mark.parametrize("reader", READERS)
def test_what_was_found_before_is_read_or_refused(reader: str, tmp_path: Path) -> None:
    """The whole corpus, as it is."""
    each = READERS[reader]
    read, path = each.reader(tmp_path), tmp_path / each.name
    for content in kept(reader):
        path.write_bytes(content)
        error = refused(read, path)
        assert error is None or all(error.say(language) for language in LANGUAGES)


def test_every_folder_of_the_corpus_is_of_a_reader() -> None:
    """And each reader of text has one."""
    assert {path.name for path in CORPUS.iterdir()} <= set(READERS)
