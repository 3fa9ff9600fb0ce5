"""`regiorules new plugin NAME`: a distribution that works at once, under its own name throughout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from regiorules.authoring.testing.running import run

REFUSED = ["", "Regio", "a b", "regiorules-", "1regio", "a--b", "../x", "x" * 41]
TAKEN = ["core", "text", "regiorules-markdown", "example"]


def tried(folder: Path) -> subprocess.CompletedProcess[str]:
    """The tests of a distribution, with its sources on the path."""
    path = os.pathsep.join((str(folder / "src"), *filter(None, sys.path)))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
    )


@pytest.mark.parametrize("name", ["regiorules-demo", "noord-veluwe-2"])
def test_what_is_written_passes_its_own_tests(name: str, tmp_path: Path) -> None:
    """With or without the prefix; a name of several words makes good identifiers."""
    done = run("new", "plugin", name, "--output", tmp_path)
    [folder] = tmp_path.iterdir()
    assert (done.code, done.err) == (0, f"geschreven: {folder}\n")
    assert folder.name == f"regiorules-{name.removeprefix('regiorules-')}"
    tested = tried(folder)
    assert tested.returncode == 0, tested.stdout


def test_the_name_is_changed_everywhere(tmp_path: Path) -> None:
    """No path and no line speaks of an example any more; the schemas are of every rule set."""
    run("new", "plugin", "demo", "--output", tmp_path)
    for path in tmp_path.rglob("*"):
        assert "example" not in path.name.lower()
        if path.is_file() and path.parent.name != "schemas":
            assert "example" not in path.read_text().lower()


def test_two_new_plugins_stand_beside_each_other(tmp_path: Path) -> None:
    """Their rule sets, formats, facts, rules and conclusions don't clash."""
    for name in ("one", "two"):
        run("new", "plugin", name, "--output", tmp_path)
    folders = [tmp_path / f"regiorules-{name}" / "src" / f"regiorules_{name}" / "ruleset" for name in ("one", "two")]
    done = run("advise", "--region", "Zeeland", "--full", *(word for each in folders for word in ("--ruleset", each)))
    assert (done.code, done.err) == (0, "")
    assert done.out.count("Ervaring uit de regio telt mee") == 2


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_cannot_be_is_refused(name: str, tmp_path: Path) -> None:
    """One line that says what a name looks like, and nothing is written."""
    done = run("new", "plugin", name, "--output", tmp_path)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert "regiorules-mijn-regio" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", TAKEN)
def test_a_name_that_is_taken_is_refused(name: str, tmp_path: Path) -> None:
    """A format or rule set with that name would clash."""
    done = run("new", "plugin", name, "--output", tmp_path)
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_is_left_alone(tmp_path: Path) -> None:
    """What stands there stays, and the message names it."""
    (tmp_path / "regiorules-demo").mkdir()
    done = run("new", "plugin", "demo", "--output", tmp_path)
    assert done.code == 2
    assert f"{tmp_path / 'regiorules-demo'}: deze map bestaat al" in done.err
    assert list((tmp_path / "regiorules-demo").iterdir()) == []


def test_a_place_where_nothing_can_be_written_is_one_line(tmp_path: Path) -> None:
    """A file where the folder should come: what can't be, and where; no traceback."""
    (tmp_path / "file").write_text("")
    done = run("new", "plugin", "demo", "--output", tmp_path / "file")
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert f"{tmp_path / 'file' / 'regiorules-demo'}: hier kan niet geschreven worden" in done.err


@pytest.mark.parametrize(("language", "said"), [("nl", "Een plugin voor"), ("en", "A plugin for")])
def test_its_readme_is_in_the_language_asked(language: str, said: str, tmp_path: Path) -> None:
    """One, under the name that every tool looks for."""
    assert run("new", "plugin", "demo", "--output", tmp_path, "--lang", language).code == 0
    (readme,) = (tmp_path / "regiorules-demo").glob("README*")
    assert readme.name == "README.md"
    assert f"# regiorules-demo\n\n{said} RegioRules" in readme.read_text("utf-8")
