"""Knowledge that is kept is that of the files as they stand, whatever was changed in them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regiorules import Engine, region_of
from regiorules.errors import RuleSetError
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.successions import read_successions
from regiorules.kept import Cache
from regiorules.rules import kept
from regiorules.rules.bundled import ruleset_folder
from regiorules.rules.kept import load_kept
from regiorules.rules.load import load_rulesets

CORE = ruleset_folder("core")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty cache."""
    return Cache(tmp_path / "cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rule set of its own, with tables of regions."""
    return Path(shutil.copytree(CORE, tmp_path / "own", ignore=shutil.ignore_patterns("scenarios")))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Each time that rule sets are read in their files, which they were."""
    found: list[tuple[Any, ...]] = []

    def count(*folders: Any) -> Any:
        found.append(folders)
        return load_rulesets(*folders)

    monkeypatch.setattr("regiorules.rules.load.load_rulesets", count)
    return found


def test_it_is_read_once(cache: Cache, reads: list[Any]) -> None:
    """What comes from the cache is what was read, and gives the same assessment; without a cache it is read anew."""
    first, second = load_kept([CORE], cache), load_kept([CORE], cache)
    assert len(reads) == 1
    assert first == second == load_kept([CORE], None)
    region = region_of({"region": "Zeeland", "facts": {"regional_network": "loose"}}, second.vocabulary)
    assert Engine(first, "compiled").assess(region) == Engine(second, "compiled").assess(region)


def test_tables_of_regions_are_kept_too(folder: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the file of one is another; then it is read, and what is wrong in it is said."""
    load_kept([folder], cache)
    vocabulary, expected = load_kept([folder], cache).vocabulary, built_in_profiles(load_rulesets(folder).vocabulary)
    monkeypatch.setattr("regiorules.facts.profiles.table_rows", lambda *_: pytest.fail("it was read"))
    found = built_in_profiles(vocabulary)
    assert found == expected
    found.clear()  # it is the caller's own
    assert built_in_profiles(vocabulary) == expected
    monkeypatch.undo()
    path = Path(vocabulary.profile.tables[0].location)  # type: ignore[union-attr]
    path.write_text(path.read_text("utf-8").replace("Zeeland", "Zeeuwland"), "utf-8")
    assert "Zeeuwland" in built_in_profiles(vocabulary)


def test_successions_are_kept_too(folder: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until their file is another; then it is read."""
    load_kept([folder], cache)
    vocabulary, expected = load_kept([folder], cache).vocabulary, read_successions(load_rulesets(folder).vocabulary)
    monkeypatch.setattr("regiorules.facts.successions.table_rows", lambda *_: pytest.fail("it was read"))
    assert read_successions(vocabulary) == expected != ()
    monkeypatch.undo()
    path = Path(vocabulary.profile.successions.location)  # type: ignore[union-attr]
    path.write_text(path.read_text("utf-8").replace(expected[0].name, "Zeeuwland"), "utf-8")
    assert read_successions(vocabulary)[0].name == "Zeeuwland"


CHANGES: dict[str, Callable[[Path], object]] = {
    "a rule": lambda folder: _replaced(folder / "vocabulary.yaml", "\n", "\n\n"),
    "a table": lambda folder: _replaced(next((folder / "data").glob("*2026.csv")), "\n", "\n\n"),
    "a new file": lambda folder: (folder / "rules" / "more.yaml").write_text("rules: {}\n"),
    "a file that is hidden": lambda folder: (folder / ".more.csv").write_text("x"),
    "a file less": lambda folder: (folder / "scales.yaml").unlink(missing_ok=True) or _last(folder).unlink(),
    "another name": lambda folder: _last(folder).rename(folder / "rules" / "named.yaml"),
    "what is no file": lambda folder: os.mkfifo(folder / "pipe.txt"),
    "a broken link": lambda folder: (folder / "rules" / "gone.yaml").symlink_to("nowhere.yaml"),
}


def _last(folder: Path) -> Path:
    return sorted((folder / "rules").glob("*.yaml"))[-1]


def _replaced(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_counts(change: str, folder: Path, cache: Cache, reads: list[Any]) -> None:
    """Also one that keeps size and time, and one of what isn't a rule."""
    load_kept([folder], cache)
    CHANGES[change](folder)
    for _ in range(2):
        try:
            load_kept([folder], cache)
        except RuleSetError:
            assert change in ("a file less", "a broken link")
    assert len(reads) >= 2
    assert reads == [(folder,)] * len(reads)


def test_a_change_within_a_tick_of_the_clock_counts(folder: Path, cache: Cache) -> None:
    """The content says what is known, not the size nor the time of the file."""
    path = folder / "ruleset.yaml"
    before, time = load_kept([folder], cache), path.stat()
    version = before.rulesets[0].version
    other = version[:-1] + ("1" if version[-1] != "1" else "2")
    _replaced(path, version, other)
    os.utime(path, ns=(time.st_atime_ns, time.st_mtime_ns))
    assert load_kept([folder], cache).rulesets[0].version == other


def test_which_rule_sets_are_asked_for_counts(folder: Path, cache: Cache) -> None:
    """And in which place they stand, which places and problems speak of."""
    other = Path(shutil.copytree(folder, folder.parent / "other"))
    found = [load_kept([each], cache) for each in (folder, other, folder)]
    places = [next(iter(each.rules.values())).place.file for each in found]
    assert places[0] == places[2] != places[1]
    assert load_kept([CORE, ruleset_folder("werkcentra")], cache) != load_kept([CORE], cache)


def test_what_is_wrong_is_not_kept(folder: Path, cache: Cache) -> None:
    """It is said each time, and is right as soon as the file is."""
    path = folder / "rules" / "wrong.yaml"
    path.write_text("rules: {wrong: {when: nothing_known}}\n")
    for _ in range(2):
        with pytest.raises(RuleSetError):
            load_kept([folder], cache)
    path.unlink()
    assert load_kept([folder], cache)
    assert not cache.folder.exists() or len(list(cache.folder.iterdir())) == 1


def test_what_is_written_meanwhile_is_not_kept(folder: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read may be neither what stood there before nor what stands there now."""

    def slow(*folders: Any) -> Any:
        found = load_rulesets(*folders)
        _replaced(folder / "vocabulary.yaml", "\n", "\n\n")
        return found

    monkeypatch.setattr("regiorules.rules.load.load_rulesets", slow)
    load_kept([folder], cache)
    assert not cache.folder.exists()


def test_what_is_no_rule_set_is_not_gone_through(folder: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files, too many bytes, a link that leads elsewhere: it is read as without a cache."""
    for name, value in (("_MOST", 3), ("_LARGEST", 1000), ("MAX_BYTES", 1000)):
        with monkeypatch.context() as patch:
            patch.setattr(kept, name, value)
            load_kept([folder], cache)
            assert not cache.folder.exists()
    (folder.parent / "empty").mkdir()
    (folder / "elsewhere").symlink_to(folder.parent / "empty")
    load_kept([folder], cache)
    assert not cache.folder.exists()


def test_what_applies_is_the_same_value_when_it_is_asked_again() -> None:
    """So that what was made of it, as a program and its code, is made once."""
    knowledge = load_rulesets(CORE, ruleset_folder("werkcentra"))
    used = knowledge.only(["core"], None)
    assert used != knowledge
    assert used.only(["core"], None) is used is knowledge.only(["core"], None)
