"""Plugins as an installer leaves them: modules on the path, with the metadata of their distribution beside them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from regiorules.plugins import discovery, load_plugins
from regiorules.text import LANGUAGES

NOTES = """
from regiorules import hookimpl
from regiorules.text import Text


@hookimpl
def regiorules_notes(register):
    register(Text("een", "one"))
"""
PROFILES = f"{NOTES}\n\n@hookimpl\ndef regiorules_profiles(register): register('own', dict)\n"


def put(folder: Path, project: str, entry: str, **modules: str) -> Path:
    """A distribution with an entry point and modules, in a folder."""
    info = folder / f"{project.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[regiorules]\n{entry}\n")
    for name, code in modules.items():
        (folder / f"{name}.py").write_text(code)
    return folder


@pytest.fixture(autouse=True)
def _only_trial(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The plugin of the test takes part and no other; what was imported for it is gone after it."""
    monkeypatch.setenv(discovery.SELECTION, "trial")
    discovery.forget()
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith(("trial", "regiorules_notes", "regiorules_profiles")):
            del sys.modules[name]


def said() -> list[str]:
    """What is wrong with plugins, in English."""
    return [problem.say("en") for problem in load_plugins().problems]


@pytest.mark.parametrize("module", ["regiorules_notes", "regiorules_profiles"])
def test_a_module_may_be_called_as_a_hook_is(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of a distribution `regiorules-notes`, and yet its hook counts."""
    monkeypatch.syspath_prepend(str(put(tmp_path, "trial", f"trial = {module}", **{module: PROFILES})))
    assert said() == []
    assert load_plugins().plugins[1].hooks == ("regiorules_notes", "regiorules_profiles")


WRONG = {
    "no mark": (
        "trial_module",
        PROFILES.replace("@hookimpl\ndef regiorules_notes", "def regiorules_notes"),
        "regiorules_notes isn't marked; put @regiorules.hookimpl above that function",
    ),
    "no mark at all": (
        "trial_module",
        "def regiorules_notes(register): ...",
        "regiorules_notes isn't marked; put @regiorules.hookimpl above that function",
    ),
    "a coroutine": (
        "trial_module",
        NOTES.replace("def regi", "async def regi"),
        "regiorules_notes is a generator or a coroutine, of which nothing is run;"
        " make it an ordinary function, without yield and async",
    ),
    "a generator": (
        "trial_module",
        f"{NOTES}    yield",
        "regiorules_notes is a generator or a coroutine, of which nothing is run;"
        " make it an ordinary function, without yield and async",
    ),
    "no module": (
        "",
        NOTES,
        "beside the name stands “” instead of “module” or “module:name” (see entry_points of the distribution)",
    ),
    "no name": (
        "trial_module [",
        NOTES,
        "beside the name stands “trial_module [” instead of “module” or “module:name” (see entry_points of the"
        " distribution)",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_hook_that_would_never_run_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else nothing of the plugin would be seen, and nobody would know why."""
    value, code, what = WRONG[name]
    monkeypatch.syspath_prepend(str(put(tmp_path, "trial", f"trial = {value}", trial_module=code)))
    assert said() == [f"plugin trial (trial 1.0) is left out: {what}"]
    [problem] = load_plugins().problems
    assert len({problem.say(language) for language in LANGUAGES}) == 2


def test_a_wrapper_is_no_generator_to_refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin manager runs one itself."""
    code = NOTES.replace("@hookimpl", "@hookimpl(wrapper=True)") + "    return (yield)\n"
    monkeypatch.syspath_prepend(str(put(tmp_path, "trial", "trial = trial_module", trial_module=code)))
    assert said() == []


@pytest.mark.parametrize("first", ["a", "b"])
def test_of_two_plugins_with_one_name_the_order_of_the_path_decides_nothing(
    first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order of files in a folder differs by machine; the answer doesn't."""
    for each in sorted("ab", key=lambda name: name == first):  # what is put in front last stands first
        folder = put(tmp_path / each, f"trial-{each}", f"trial = trial_{each}", **{f"trial_{each}": NOTES})
        monkeypatch.syspath_prepend(str(folder))
    told = "plugin trial (trial-b 1.0) is left out: it has the name or the module of trial (trial-a 1.0)"
    assert said() == [told]
    assert load_plugins().plugins[1].distribution == "trial-a"


def test_what_is_installed_within_a_tick_of_the_clock_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder whose time of change is the same as before may hold something else, once a program says so."""
    monkeypatch.syspath_prepend(str(tmp_path))
    assert len(load_plugins().plugins) == 1
    before = tmp_path.stat()
    put(tmp_path, "trial", "trial = trial_module", trial_module=NOTES)
    os.utime(tmp_path, ns=(before.st_atime_ns, before.st_mtime_ns))
    discovery.forget()
    assert [each.name for each in load_plugins().plugins] == ["regiorules", "trial"]
