"""The house stands as it is drawn: every room in a layer, every test in a room, and no module too long to read."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.paths import ROOT

HOUSE = ROOT / "regiorules"
FRONTS = {"regiorules", "regiorules.__main__", "regiorules.authoring", "regiorules.authoring.testing"}
LONGEST = 400  # lines


def layers() -> list[str]:
    """The rooms that stand in a layer."""
    [contract] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return [room.strip() for row in contract["layers"] for room in row.split("|")]


def module(path: Path) -> str:
    """The name of a module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_data_flows_one_way() -> None:
    """No room imports one that stands above it, or beside it."""
    code = "from importlinter.cli import lint_imports_command as main; main(['--no-cache'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "1 kept, 0 broken" in done.stdout, done.stdout + done.stderr


def test_every_module_stands_in_a_layer() -> None:
    """Else nothing would hold what it imports; all but the doors of packages, that hold nothing themselves."""
    rooms = layers()
    names = {module(path) for path in HOUSE.rglob("*.py")}
    outside = {name for name in names if not any(f"{name}.".startswith(f"{room}.") for room in rooms)}
    assert outside == FRONTS
    assert [room for room in rooms if room not in names] == []


def test_every_test_stands_in_a_room() -> None:
    """The folder of a test is a folder or a module of the package, a folder of the project, or `project`."""
    folders = {path.parent.relative_to(ROOT / "tests") for path in ROOT.glob("tests/**/test_*.py")}
    homes = [folder for folder in folders if folder.parts]

    def is_room(folder: Path) -> bool:
        inside = (HOUSE / folder).is_dir() or (HOUSE / folder).with_suffix(".py").is_file()
        return inside or folder == Path("project") or (len(folder.parts) == 1 and (ROOT / folder).is_dir())

    assert len(homes) == len(folders) > 10, "a test stands beside the rooms"
    assert [str(folder) for folder in homes if not is_room(folder)] == []


def test_few_modules_write_files() -> None:
    """Those that look first what would be lost; all else makes the content, and leaves the writing to them."""
    writes = ("write_whole(", "write_pieces(", ".write_bytes(", ".write_text(")
    code = {path.relative_to(HOUSE).as_posix(): path.read_text("utf-8") for path in HOUSE.rglob("*.py")}
    found = {name for name, text in code.items() if any(each in text for each in writes)} - {"writing.py"}
    cli = {"cli/output.py", "cli/import.py"}
    assert found == {*cli, "facts/save.py", "authoring/testing/fuzzing.py", "bulk/resume.py", "bulk/work.py"}


def test_no_module_is_long() -> None:
    """One that is does several things: take it apart."""
    rooms = ("regiorules", "plugins", "docs", "benchmarks", "examples")
    paths = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    assert len(paths) > 200
    assert [str(path) for path in paths if len(path.read_text("utf-8").splitlines()) > LONGEST] == []
