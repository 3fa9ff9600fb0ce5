"""Whether a plugin may be installed is found out without importlib.metadata, and agrees with what that finds."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from regiorules.plugins import discovery
from regiorules.plugins.finding import may_be_installed

OURS = "[console_scripts]\nx = y:z\n\n[regiorules]\nown = own_module\n"
OTHERS = "[console_scripts]\nregiorules = regiorules.cli:main\n\n[pytest11]\nregiorules = a.b\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only folder that Python imports from."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    discovery.forget()
    yield tmp_path
    monkeypatch.undo()
    discovery.forget()


def found() -> bool:
    """What is found out, looked for anew; never nothing where there is something."""
    discovery.forget()
    answer = may_be_installed()
    assert answer or not entry_points(group="regiorules")
    return answer


@pytest.mark.parametrize("name", ["own-1.0.dist-info", "own.egg-info", "EGG-INFO"])
@pytest.mark.parametrize("text", [OURS, OURS.replace("\n", "\r\n"), f"  {OURS}", "[ [regiorules]\n", None, OTHERS])
def test_entry_points_say_so(name: str, text: str | None, folder: Path) -> None:
    """Whatever the folder is called, and with other groups beside ours."""
    assert not found()
    (folder / name).mkdir()
    assert not found()
    if text is not None:
        (folder / name / "entry_points.txt").write_text(text)
    assert found() is (text not in (None, OTHERS))


def test_what_is_no_folder_of_a_distribution_says_nothing(folder: Path) -> None:
    """A file with such a name, a folder in its place, and a folder of another name."""
    (folder / "one.egg-info").write_text(OURS)
    (folder / "two.dist-info" / "entry_points.txt").mkdir(parents=True)
    (folder / "three").mkdir()
    (folder / "three" / "entry_points.txt").write_text(OURS)
    assert not found()


def test_an_egg_and_an_archive_have_to_be_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What isn't a folder may hold anything; what isn't there holds nothing."""
    monkeypatch.setattr(sys, "path", [str(folder / "nowhere"), str(folder / "nowhere.zip")])
    assert not found()
    with zipfile.ZipFile(folder / "own.zip", "w") as archive:
        archive.writestr("own-1.0.dist-info/entry_points.txt", OURS)
    monkeypatch.setattr(sys, "path", [str(folder / "own.zip")])
    assert found()


def test_the_folder_one_is_in_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an empty name on the path does for Python."""
    (folder / "own.dist-info").mkdir()
    (folder / "own.dist-info" / "entry_points.txt").write_text(OURS)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", [""])
    assert found()


def test_another_finder_has_to_be_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that finds distributions in a way of its own; one that only finds modules doesn't matter."""

    class Modules:
        def find_spec(self, *_: object) -> None:
            return None

    class Distributions(Modules):
        def find_distributions(self, *_: object) -> list[object]:
            return []

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Modules()])
    assert not found()
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Distributions()])
    assert found()
