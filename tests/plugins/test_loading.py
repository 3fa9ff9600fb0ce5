"""Only what is asked is loaded: plugins are found once a process, and one is imported when something of it is used."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regiorules
from regiorules.plugins import discovery, load_plugins, loading
from regiorules.plugins.found import hooks_of
from regiorules.plugins.names import OF_PLUGINS
from regiorules.plugins.plugin import HOOKS
from regiorules.text import Text
from tests.paths import REGIONS, ROOT
from tests.plugins.trial import NAMED, Entry, installed, plugin, pretend

PLUGINS = sorted((ROOT / "plugins").glob("regiorules-*"))
WITH_RULES = {"example", "flevoland", "friesland", "rivierenland"}
HEAVY = (
    *("cattrs", "docx", "durable_rules_engine", "hypothesis", "jinja2", "jsonschema", "odfdo", "openpyxl", "requests"),
    *("rich", "starlette", "uvicorn", "weasyprint", "yaml", "z3"),
)
LOADED = "import json, sys; print(json.dumps([name for name in sys.modules if '.' not in name]), file=sys.stderr)"
COMMAND = f"""
from regiorules.cli import main
try:
    main()
finally:
    {LOADED}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all plugins of this repository are installed, as pip would have it."""
    folder = tmp_path_factory.mktemp("installed")
    for path in PLUGINS:
        project = tomllib.loads((path / "pyproject.toml").read_text())["project"]
        info = folder / f"{path.name.replace('-', '_')}-1.2.3.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {path.name}\nVersion: 1.2.3\n")
        [(name, module)] = project["entry-points"]["regiorules"].items()
        (info / "entry_points.txt").write_text(f"[regiorules]\n{name} = {module}\n")
    return folder


def loaded(place: Path, code: str, *words: object) -> set[str]:
    """The modules that are there after some code has run in a process of its own, with all plugins installed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REGIORULES_")}
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**clean, "PYTHONPATH": os.pathsep.join([str(place), *(str(path / "src") for path in PLUGINS)])},
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def plugins_in(modules: set[str]) -> set[str]:
    """The plugins of this repository among modules."""
    return {name.removeprefix("regiorules_") for name in modules if name.startswith("regiorules_")}


COMMANDS: dict[tuple[object, ...], set[str]] = {
    ("--version",): set(),
    ("--help",): {"cbs", "friesland", "web"},
    ("regions",): WITH_RULES,
    ("regions", "--ruleset", "./rulesets/core"): set(),
    ("regions", "--profiles", "none"): {*WITH_RULES, "cbs"},
    ("facts", "--ruleset", "./rulesets/core"): set(),
    ("facts",): WITH_RULES,
    ("advise", REGIONS / "zeeland.yaml"): WITH_RULES,
    ("advise", REGIONS / "zeeland.yaml", "--format", "markdown", "--output", "{place}/note.md"): WITH_RULES,
    ("advise", REGIONS / "zeeland.yaml", "--output", "{place}/note.docx"): {*WITH_RULES, "docx", "linked", "odf"},
    ("advise", REGIONS / "zeeland.yaml", "--ruleset", "core"): {"friesland", "rivierenland"},
    ("explain", REGIONS / "zeeland.yaml", "via_subregional", "--ruleset", "core"): set(),
    ("plugins",): {*WITH_RULES, "cbs", "dmn", "docx", "jdm", "linked", "odf", "web"},
}


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(map(str, words)).replace(str(REGIONS), ""))
def test_a_command_imports_the_plugins_that_it_needs(words: tuple[object, ...], place: Path) -> None:
    """Those that may have what is asked for: commands in the help, rules and notes in advice, formats in a format."""
    assert plugins_in(loaded(place, COMMAND, *(str(word).format(place=place) for word in words))) == COMMANDS[words]


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("--help",), set()),
        (("advise", "--region", "Zeeland", "--format", "json"), {"cattrs", "yaml"}),
        (("advise", "--region", "Zeeland", "--format", "markdown"), {"cattrs", "yaml"}),
        (("advise", "--region", "Zeeland", "--format", "text"), {"cattrs", "yaml"}),
    ],
    ids=lambda each: each[-1] if isinstance(each, tuple) else "",
)
def test_a_command_imports_the_libraries_that_it_needs(
    words: tuple[str, ...], needed: set[str], tmp_path: Path
) -> None:
    """What is built in is imported when it is used too: no screen for JSON, no spreadsheet and no tests ever."""
    empty = "import os; os.environ['REGIORULES_PLUGINS'] = os.environ['REGIORULES_CACHE'] = ''; "
    code = COMMAND.replace("main()", f"{empty}main()")
    allowed = {*needed, "durable_rules_engine"} if "advise" in words else needed
    assert needed <= loaded(tmp_path, code, *words) & set(HEAVY) <= allowed


def test_the_help_needs_no_library_of_a_plugin(place: Path) -> None:
    """With all plugins of this repository: each imports what is heavy where it is used."""
    assert loaded(place, COMMAND, "--help") & set(HEAVY) == set()


BEGIN = """
import regiorules
from regiorules.plugins import discovery
knowledge = regiorules.load("core")
engine = regiorules.Engine(knowledge, "compiled")
assessment = engine.assess(regiorules.Region("X"))
advice = regiorules.make_advice(assessment, knowledge)
"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", set()),
        ("regiorules.render_advice(advice)", set()),
        ("regiorules.render_advice(advice, 'docx')", {"docx", "example", "linked", "odf"}),
        ("regiorules.plugin_notes(assessment, knowledge)", {"friesland", "rivierenland"}),
        ("regiorules.load()", WITH_RULES),
        ("regiorules.load_plugins()", set()),
        ("regiorules.load_plugins().plugins", {*WITH_RULES, "cbs", "dmn", "docx", "jdm", "linked", "odf", "web"}),
    ],
)
def test_a_program_imports_the_plugins_that_it_needs(more: str, expected: set[str], place: Path) -> None:
    """Rules by name need none; a format needs those that have formats; all at once needs all."""
    assert plugins_in(loaded(place, f"{BEGIN}\n{more}\n{LOADED}")) == expected


def test_plugins_are_found_once_and_imported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often notes are asked for, and advice is written out; the hooks of notes are asked each time."""
    asked: list[str] = []

    def load(name: str, made: Any) -> Callable[[], Any]:
        return lambda: (asked.append(name), made)[1]

    def notes(register: Any) -> None:
        asked.append("notes")
        register(Text("a", "b"))

    def find(group: str) -> list[Entry]:
        asked.append("find")
        bad = Entry("bad", lambda: asked.append("bad") or 1 / 0)
        return [bad, Entry("good", load("good", plugin(notes=notes, renderers=lambda register: None)))]

    monkeypatch.delenv(discovery.SELECTION, raising=False)
    monkeypatch.setattr(discovery, "entry_points", find)
    monkeypatch.setattr(loading, "may_be_installed", lambda: True)
    discovery.forget()
    knowledge = regiorules.load("core")
    assessment = regiorules.Engine(knowledge, "compiled").assess(regiorules.Region("X"))
    assert asked == ["find"]
    for _ in range(30):
        with pytest.warns(UserWarning, match="plugin bad .* ZeroDivisionError"):
            [note] = regiorules.plugin_notes(assessment, knowledge)
        regiorules.render_advice(regiorules.make_advice(assessment, knowledge, notes=(note,)))
    assert asked == ["find", "bad", "good", *["notes"] * 30]
    discovery.forget()
    load_plugins()
    assert asked[-1] == "find"


def test_a_registry_asks_each_hook_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However its parts are looked at; another registry asks anew."""
    asked: list[str] = []

    def formats(register: Any) -> None:
        asked.append("renderers")

    registry = installed(monkeypatch, one=lambda: plugin(renderers=formats))
    assert "text" in registry.renderers
    assert registry.suffixes["json"] == (".json",)
    assert asked == []
    for _ in range(3):
        assert (list(registry.renderers), len(registry.suffixes)) == (["html", "json", "markdown", "pdf", "text"], 5)
        assert "none" not in registry.renderers
        assert registry.problems == ()
    assert asked == ["renderers"]
    assert len(load_plugins().renderers) == 5
    assert asked == ["renderers"] * 2


def test_what_is_wrong_is_noticed_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """`noticed` grows with what is asked; `problems` asks all, and says it in the same order whatever was first."""
    bad = plugin(renderers=lambda register: 1 / 0, sources=lambda register: register(3))
    registry = installed(monkeypatch, bad=lambda: bad, worse=lambda: 1 / 0)
    assert registry.noticed == ()
    assert "none" not in registry.sources
    assert [problem.code for problem in registry.noticed] == ["plugin_broken", "offer_lacks"]
    whole = load_plugins().problems
    assert [problem.code for problem in whole] == ["plugin_broken", "plugin_broken", "offer_lacks"]
    assert registry.problems == whole == registry.noticed


def test_a_format_that_is_missing_for_a_reason_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that asks for the format of a broken plugin is warned of that plugin."""
    installed(monkeypatch, bad=lambda: 1 / 0)
    knowledge = regiorules.load("core")
    advice = regiorules.make_advice(regiorules.Engine(knowledge, "compiled").assess(regiorules.Region("X")), knowledge)
    with pytest.warns(UserWarning, match="plugin bad"), pytest.raises(regiorules.UnknownName):
        regiorules.render_advice(advice, "docx")


def test_many_threads_see_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks first: one registry, and plugins that are the same ones."""
    made = plugin(renderers=lambda register: register(Renderer()))
    registry = installed(monkeypatch, one=lambda: made, two=lambda: 1 / 0)
    start, seen = threading.Barrier(8), []

    def look() -> None:
        start.wait()
        seen.append((registry.plugins, registry.problems, registry.renderers["own"], load_plugins().plugins))

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert all(each[:2] == seen[0][:2] and each[2] is seen[0][2] for each in seen)
    assert all(one is other for each in seen for one, other in zip(each[3], seen[0][3], strict=True))


class Renderer:
    """A format."""

    name = "own"

    def render(self, advice: Any, layout: Any) -> str:
        """Nothing."""
        return ""


@pytest.mark.parametrize("doing", ["import", "hook", "notes"])
def test_a_plugin_that_asks_for_itself_is_named(doing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would ask for itself without end, in ever more threads; the rules of core it may read at any time."""
    knowledge = regiorules.load("core")
    assessment = regiorules.Engine(knowledge, "compiled").assess(regiorules.Region("X"))
    inner: list[Any] = []

    def ask() -> None:
        inner.append(regiorules.load("core").rulesets)
        registry = load_plugins()
        registry.notes(assessment, knowledge)
        inner.append(registry.problems)

    made = {
        "import": lambda: (ask(), plugin())[1],
        "hook": lambda: plugin(rulesets=lambda register: ask()),
        "notes": lambda: plugin(notes=lambda register: inner.append(load_plugins().notes(assessment, knowledge)[1])),
    }
    registry = installed(monkeypatch, bad=made[doing])
    said = [*registry.problems, *registry.notes(assessment, knowledge)[1], *inner[-1]]
    assert {problem.code for problem in said} == {"plugin_itself"}
    assert NAMED in said[0].say("nl")


TEXTS = {
    "one hook": ("@hookimpl\ndef regiorules_notes(register): ...", {"regiorules_notes"}),
    "from elsewhere": ("from regiorules_demo.x import regiorules_notes, regiorules_sources", {"notes", "sources"}),
    "by another name": ("@hookimpl(specname='regiorules_notes')\ndef x(register): ...", {"notes"}),
    "no hook": ("import json", HOOKS),
    "misspelt": ("def regiorules_notes(): ...\ndef regiorules_rulesetz(): ...", HOOKS),
    "all names of another": ("from regiorules_demo.x import *\ndef regiorules_notes(): ...", HOOKS),
    "all names, with a gap": ("from regiorules_demo.x import  *\ndef regiorules_notes(): ...", HOOKS),
    "all names, on two lines": ("from regiorules_demo.x import \\\n    *\ndef regiorules_notes(): ...", HOOKS),
    "names that are made": ("def regiorules_notes(): ...\nglobals()[f'regiorules_{x}'] = 1", HOOKS),
    "broken bytes": ("def regiorules_notes(): ...  # \udcff", HOOKS),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_hooks_that_a_module_may_have(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that its text names; all, where it can't be sure. The module isn't imported, nor the package it is in."""
    code, expected = TEXTS[name]
    (tmp_path / "regiorules_demo").mkdir()
    (tmp_path / "regiorules_demo" / "__init__.py").write_text("raise RuntimeError")
    (tmp_path / "regiorules_demo" / "hooks.py").write_text(code, errors="surrogateescape")
    (tmp_path / "regiorules_single.py").write_text(code, errors="surrogateescape")
    monkeypatch.syspath_prepend(str(tmp_path))
    wanted = {each if each.startswith("regiorules_") else f"regiorules_{each}" for each in expected}
    assert hooks_of("regiorules_demo.hooks") == wanted
    assert hooks_of("regiorules_single") == (wanted if "regiorules_demo" not in code else set(HOOKS))
    assert hooks_of("regiorules_single:plugin") == set(HOOKS)
    assert not {"regiorules_demo", "regiorules_demo.hooks", "regiorules_single"} & set(sys.modules)


@pytest.mark.parametrize(
    "address", ["", "?", "no_such_module", "json.no_such", "json.tool.deeper", "_json", "sys", "a b"]
)
def test_a_module_without_a_text_may_have_all_hooks(address: str) -> None:
    """There is none, it is no Python, or it has another loader: importing it will tell."""
    assert hooks_of(address) == set(HOOKS)


def test_a_hook_that_the_text_hides_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be asked or not, as something else of the plugin is used or not; so its author is told at once."""
    code = "from regiorules import hookimpl\n@hookimpl\ndef regiorules_notes(register): ...\n"
    code += "globals()['regiorules' + '_sources'] = hookimpl(lambda register: None)\n"
    (tmp_path / "regiorules_hiding.py").write_text(code)
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = Entry("bad", lambda: __import__("regiorules_hiding"))
    entry.value = "regiorules_hiding"  # type: ignore[attr-defined]
    monkeypatch.delenv(discovery.SELECTION, raising=False)
    pretend(monkeypatch, entry)
    [problem] = load_plugins().problems
    assert problem.code == "plugin_hidden"
    assert "a hook regiorules_sources" in problem.say("en")
    [again] = load_plugins(only=(), modules={"own": sys.modules["regiorules_hiding"]}).problems
    assert again.code == "plugin_hidden"


def test_the_commands_of_our_plugins_are_known_without_them() -> None:
    """So that who types one is told which plugin brings it; but for the one that is of some region alone."""
    found = {}
    for folder in PLUGINS:
        (package,) = folder.glob("src/*/__init__.py")
        for node in ast.walk(ast.parse(package.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name == "regiorules_commands":
                calls = [each.args[0] for each in ast.walk(node) if isinstance(each, ast.Call)]
                found |= {ast.literal_eval(each): folder.name for each in calls}
    assert {**OF_PLUGINS, "postcode": "regiorules-friesland"} == found
