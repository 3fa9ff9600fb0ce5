"""The wheel: it holds the rule sets and the examples, and works without a compiler and without the checkout."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.paths import ROOT
from tests.soaking import IN_THE_SOAK
from tests.wheels import ENVIRONMENT, SELECTION, UV, build, run, sources

PLUGINS = sorted((ROOT / "plugins").glob("regiorules-*"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    return build(tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.mark.parametrize("folder", ["rulesets", "examples", "plugins/regiorules-example"])
def test_wheel_holds_the_folder(wheel: Path, folder: str) -> None:
    """The wheel holds every rule set, every example and the plugin to copy as they are, and nothing else."""
    prefix = f"regiorules/_{folder}/"  # with the example that `regiorules new plugin` copies
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith(prefix)]
        held = {name.removeprefix(prefix): archive.read(name) for name in names}
    expected = sources(folder)
    assert len(expected) >= 2
    assert sorted(held) == sorted(expected)
    assert held == expected


def test_wheel_is_typed_and_licensed(wheel: Path) -> None:
    """The wheel says that it is typed, brings its licence, and has no tests in it."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "regiorules/py.typed" in names
    assert any(name.endswith("/LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"regiorules"}
    assert not [name for name in names if "/test_" in name and "_plugins/" not in name]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that has the wheel, without durable-rules."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    run(UV, "venv", "--quiet", "--python", sys.executable, folder)
    run(UV, "pip", "install", "--quiet", "--no-build", "--python", folder / "bin" / "python", wheel)
    return folder / "bin"


def advice(program: Path, cwd: Path, *words: str) -> Any:
    return json.loads(run(program, "advise", "--format", "json", *words, cwd=cwd))


def test_installed_elsewhere_it_gives_the_same_advice(installed: Path, tmp_path: Path) -> None:
    """Without a compiler and outside the checkout the JSON is the same, apart from the executor's name."""
    here = advice(Path(sys.executable).parent / "regiorules", ROOT, "--region", "Zeeland")
    there = advice(installed / "regiorules", tmp_path, "--region", "Zeeland")
    assert there.pop("executor") == "compiled"
    assert here.pop("executor") in ("durable", "compiled")
    assert there == here


def test_installed_elsewhere_it_is_complete(installed: Path, tmp_path: Path) -> None:
    """The rule set and its scenarios are found in the installed package, and durable-rules isn't there."""
    run(installed / "regiorules", "statements", cwd=tmp_path)
    where = run(installed / "python", "-c", "import regiorules; print(regiorules.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    refused = subprocess.run(
        [installed / "regiorules", "advise", "--region", "Zeeland", "--engine", "durable", "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=ENVIRONMENT,
    )
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert "regiorules[durable]" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


@pytest.fixture
def fresh(wheel: Path, tmp_path: Path) -> Path:
    """The programs of a fresh environment that has the wheel and what tests need."""
    run(UV, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv")
    programs = tmp_path / "venv" / "bin"
    install(programs, f"regiorules[testing] @ {wheel.as_uri()}")
    return programs


def install(programs: Path, *what: object, cwd: Path = ROOT) -> None:
    run(UV, "pip", "install", "--quiet", "--python", programs / "python", *what, cwd=cwd)


def builds_on(plugin: Path) -> list[Path]:
    """The other plugins that a plugin needs."""
    needed = tomllib.loads((plugin / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    return [each for each in PLUGINS if any(re.match(rf"{each.name}\b(?!-)", name) for name in needed)]


def built(folder: Path, *plugins: Path) -> list[str]:
    """The wheels of plugins, in a folder, as something to install with what their tests need."""
    for each in plugins:
        run(UV, "build", "--wheel", "--quiet", "--out-dir", folder, each)
    found = [(each.name, next(folder.glob(f"{each.name.replace('-', '_')}-*.whl"))) for each in plugins]
    return [f"{name}[test] @ {path.as_uri()}" for name, path in found]


def works(fresh: Path, plugins: list[Path], *words: object, cwd: Path) -> None:
    """Their tests pass with these words, and commands know them."""
    run(fresh / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *words, cwd=cwd)
    every = json.loads(run(fresh / "regiorules", "plugins", "--format", "json", cwd=cwd, **{SELECTION: None}))
    assert {each.name for each in plugins} <= {each["distribution"] for each in every}
    assert run(fresh / "regiorules", "advise", "--region", "Zeeland", cwd=cwd, **{SELECTION: None})


@IN_THE_SOAK
@pytest.mark.parametrize("plugin", PLUGINS, ids=[path.name for path in PLUGINS])
def test_a_plugin_works_beside_the_wheel(plugin: Path, fresh: Path, tmp_path: Path) -> None:
    """Built, installed and tested against the built wheel, away from the checkout."""
    beside = builds_on(plugin)
    install(fresh, *built(tmp_path / "dist", plugin, *beside), "--find-links", tmp_path / "dist")
    shutil.copytree(plugin / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    for each in beside:  # what their tests share
        for path in each.glob("tests/[!tc]*.py"):
            shutil.copy(path, tmp_path / "tests")
    works(fresh, [plugin], tmp_path / "tests", cwd=tmp_path)


@IN_THE_SOAK
def test_all_plugins_work_together_beside_the_wheel(fresh: Path, tmp_path: Path) -> None:
    """Each keeps to what a plugin must, with all the others installed too."""
    install(fresh, *built(tmp_path / "dist", *PLUGINS), "--find-links", tmp_path / "dist")
    kept = [path for each in PLUGINS for path in each.glob("tests/*conformance*.py")]
    assert len(kept) >= len(PLUGINS)
    for path in kept:
        shutil.copytree(path.parent, tmp_path / path.parts[-3], dirs_exist_ok=True)
    works(
        fresh,
        PLUGINS,
        "--import-mode=importlib",
        "-k",
        "conformance",
        *(tmp_path / path.parts[-3] / path.name for path in kept),
        cwd=tmp_path,
    )


def test_a_new_plugin_in_four_commands(fresh: Path, tmp_path: Path) -> None:
    """Write it, install it, run its tests, use it: no edit."""
    run(fresh / "regiorules", "new", "plugin", "regiorules-demo", cwd=tmp_path)
    install(fresh, "./regiorules-demo[test]", cwd=tmp_path)
    run(fresh / "python", "-m", "pytest", "-q", "regiorules-demo", cwd=tmp_path)
    words = ("advise", "--region", "Zeeland", "--format", "demo")
    assert run(fresh / "regiorules", *words, cwd=tmp_path, **{SELECTION: None}).startswith("Kort advies voor Zeeland")
