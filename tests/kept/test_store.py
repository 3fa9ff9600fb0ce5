"""A cache that can't be trusted, read or written is as good as none, and never an error."""

from __future__ import annotations

import errno
import os
import pickle
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from regiorules import kept
from regiorules.kept import Store, key_of, user_store

VALUE = {"some": ("value", 1)}
on_posix = pytest.mark.skipif(os.name == "nt", reason="there the place alone says whose a file is")


class Evil:
    """What runs something when it is read."""

    def __reduce__(self) -> Any:
        return pytest.fail, ("it was run",)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one value."""
    made = Store(tmp_path / "cache")
    made.put("key", VALUE)
    return made


def file_of(store: Store) -> Path:
    """The file of its one value."""
    [path] = store.folder.iterdir()
    return path


def test_what_was_kept_is_given_back(store: Store) -> None:
    """To another store in the same folder too; under another key there is nothing."""
    assert store.get("key") == Store(store.folder).get("key") == VALUE
    assert store.get("other") is None


@on_posix
def test_only_the_user_can_read_it(store: Store) -> None:
    """Whatever the mask of the process."""
    assert store.folder.stat().st_mode & 0o777 == 0o700
    assert file_of(store).stat().st_mode & 0o777 == 0o600


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut in the sum": lambda content: content[:20],
    "cut": lambda content: content[:-1],
    "longer": lambda content: content + b"x",
    "one bit": lambda content: content[:-5] + bytes([content[-5] ^ 1]) + content[-4:],
    "something else": lambda content: b"\x89PNG" * 100,
    "a pickle without a sum": lambda content: pickle.dumps(Evil()),
    "a sum of nothing": lambda content: kept.hashlib.sha256(b"").digest(),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_file_is_none(store: Store, how: str) -> None:
    """It isn't read, and the next value takes its place."""
    path = file_of(store)
    path.write_bytes(DAMAGE[how](path.read_bytes()))
    assert store.get("key") is None
    store.put("key", VALUE)
    assert store.get("key") == VALUE


def test_a_pickle_of_what_is_no_more_is_none(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after another version, if its key were the same."""
    monkeypatch.setattr(sys.modules[__name__], "Gone", type("Gone", (), {"__module__": __name__}), raising=False)
    store.put("key", sys.modules[__name__].Gone())  # type: ignore[attr-defined]
    assert store.get("key") is not None
    monkeypatch.undo()
    assert store.get("key") is None


def evil(store: Store) -> None:
    """Put something in the place of the value that runs something, with a right sum."""
    content = pickle.dumps(Evil())
    file_of(store).write_bytes(kept.hashlib.sha256(content).digest() + content)


@on_posix
@pytest.mark.parametrize("mode", [0o622, 0o660, 0o606])
def test_a_file_that_others_can_write_is_not_read(store: Store, mode: int) -> None:
    """Nor is what it holds run."""
    evil(store)
    file_of(store).chmod(mode)
    assert store.get("key") is None


@on_posix
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o1777])
def test_a_folder_that_others_can_write_is_not_used(store: Store, mode: int) -> None:
    """Neither read nor written."""
    evil(store)
    store.folder.chmod(mode)
    assert store.get("key") is None
    store.put("more", VALUE)
    assert len(list(store.folder.iterdir())) == 1


@on_posix
def test_what_is_of_another_user_is_not_used(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a program of the superuser finds the cache of the user."""
    evil(store)
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert store.get("key") is None
    store.put("more", VALUE)
    assert len(list(store.folder.iterdir())) == 1


@on_posix
def test_a_link_or_a_pipe_is_not_read(store: Store, tmp_path: Path) -> None:
    """It could lead anywhere, or never end."""
    path = file_of(store)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert store.get("key") is None
    path.unlink()
    os.mkfifo(path, 0o600)
    assert store.get("key") is None


def test_a_folder_that_is_read_only_gives_and_takes_nothing_new(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in it is read."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(os, "makedirs", refuse)
    monkeypatch.setattr("regiorules.writing.beside", refuse)
    store.put("more", VALUE)
    assert (store.get("key"), store.get("more")) == (VALUE, None)


def test_a_place_where_nothing_can_be(tmp_path: Path) -> None:
    """A file where the folder should be, and a name that can't be one."""
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300)):
        store = Store(folder)
        store.put("key", VALUE)
        assert store.get("key") is None


def test_what_cant_be_pickled_is_not_kept(store: Store) -> None:
    """And leaves nothing half behind."""
    store.put("more", lambda: None)
    assert store.get("more") is None
    assert len(list(store.folder.iterdir())) == 1


def test_what_is_too_large_is_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor read, whoever wrote it."""
    monkeypatch.setattr(kept, "LARGEST", 10)
    store.put("more", VALUE)
    assert (store.get("key"), store.get("more")) == (None, None)


def test_the_oldest_make_way(store: Store) -> None:
    """So that the folder stays small, whatever is asked."""
    file_of(store).unlink()
    for number in range(kept.MOST + 5):
        store.put(f"{number}", number)
        os.utime(store._path(f"{number}"), ns=(number, number))
    found = {store.get(f"{number}") for number in range(kept.MOST + 5)}
    assert found == {None, *range(5, kept.MOST + 5)}


def test_many_write_and_read_at_once(store: Store) -> None:
    """Whoever reads finds a value that is whole, and nothing is left of the writing."""

    def work(number: int) -> Any:
        store.put("shared", [number] * 50_000)
        return store.get("shared")

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, range(40)))
    assert all(len(each) == 50_000 and len({*each}) == 1 for each in found)
    assert {path.suffix for path in store.folder.iterdir()} == {".kept"}


def test_a_key_says_all_that_a_value_follows_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """Content, where one part ends, the version, the Python and the code."""
    keys = [key_of([b"ab", b"c"]), key_of([b"a", b"bc"]), key_of([b"abc"]), key_of([b"ab", b"d"])]
    assert key_of(iter([b"ab", b"c"])) == keys[0]
    monkeypatch.setattr("regiorules.__version__", "99")
    keys.append(key_of([b"ab", b"c"]))
    monkeypatch.undo()
    monkeypatch.setattr(sys, "hexversion", 1)
    keys.append(key_of([b"ab", b"c"]))
    monkeypatch.undo()
    monkeypatch.setattr(kept, "_stamps", lambda folder: iter([("some.py", 1, 2)]))
    keys.append(key_of([b"ab", b"c"]))
    assert len({*keys}) == len(keys)


def test_a_changed_file_of_the_package_counts(tmp_path: Path) -> None:
    """Every module below it does, and nothing else; where there is no folder there are none."""
    (tmp_path / "room" / "_data").mkdir(parents=True)
    (tmp_path / "room" / "module.py").write_text("1")
    before = list(kept._stamps(str(tmp_path)))
    for name in ("room/notes.txt", "room/_data/module.py"):
        (tmp_path / name).write_text("1")
    assert list(kept._stamps(str(tmp_path))) == before
    (tmp_path / "room" / "module.py").write_text("12")
    assert list(kept._stamps(str(tmp_path))) != before
    assert list(kept._stamps(str(tmp_path / "archive.zip"))) == []


PLACES = [
    ("linux", {"XDG_CACHE_HOME": "/c"}, "/c/regiorules"),
    ("linux", {"HOME": "/home/me"}, "/home/me/.cache/regiorules"),
    ("linux", {"HOME": "/home/me", "XDG_CACHE_HOME": "not/absolute"}, "/home/me/.cache/regiorules"),
    ("linux", {"HOME": "/home/me", "REGIORULES_CACHE": "/else"}, "/else"),
    ("linux", {"HOME": "/home/me", "REGIORULES_CACHE": ""}, None),
    ("linux", {"HOME": "nowhere"}, None),
    ("darwin", {"HOME": "/Users/me"}, "/Users/me/Library/Caches/regiorules"),
    ("win32", {"LOCALAPPDATA": "/c/local"}, "/c/local/regiorules/Cache"),
    ("win32", {}, None),
]


@on_posix
@pytest.mark.parametrize(("system", "environment", "expected"), PLACES)
def test_each_system_has_its_place(
    system: str, environment: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable goes before it; without a home there is none."""
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "REGIORULES_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    found = user_store()
    assert (str(found.folder) if found else None) == expected
