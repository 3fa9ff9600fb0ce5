"""What plugins register is checked: names, parts, endings; what is taken stays with its owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import regiorules
from regiorules.plugins import BUILT_IN, Registry, load_plugins, rulesets
from regiorules.plugins.rulesets import load_registered
from regiorules.text import Text
from tests.plugins.trial import BUNDLED, NAMED, Entry, installed, plugin, pretend

KNOWLEDGE = regiorules.load("core")
ASSESSMENT = regiorules.Engine(KNOWLEDGE, "compiled").assess(regiorules.Region("X"))


def part(name: Any = "bad", suffixes: Any = (), **more: Any) -> Any:
    """A part that can render and read, but for what is given."""
    return SimpleNamespace(**{"name": name, "suffixes": suffixes, "render": print, "read": print, **more})


def owners(registry: Registry) -> set[str]:
    """Whose all is that is registered."""
    kinds = ("rulesets", "renderers", "sources", "profiles", "commands")
    return {registry.owner(f"regiorules_{kind}", name).name for kind in kinds for name in getattr(registry, kind)}


NAMES = (
    None,
    3,
    "",
    " ",
    "a b",
    "a\nb",
    "\x1b[2J",
    "-x",
    "--help",
    "a=b",
    "x" * 65,
    b"bad",
    ["bad"],
    {},
    "é\u0301",
    "\ud800",
)


@pytest.mark.parametrize("hook", ["rulesets", "renderers", "sources", "profiles", "commands"])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_that_is_none(hook: str, name: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a text, empty, with a space or a control character: named with the hook, and nothing is registered."""
    values = {"rulesets": Path("/"), "profiles": dict, "commands": "a:b"}
    given = (name, values[hook]) if hook in values else (part(name),)
    registry = installed(monkeypatch, bad=lambda: plugin(**{hook: lambda register: register(*given)}))
    [problem] = registry.problems
    assert problem.code == "offer_name"
    assert f"plugin {NAMED} is left out: regiorules_{hook} gives " in problem.say("en")
    assert problem.say("nl").isprintable()
    assert owners(registry) == {BUILT_IN}


@pytest.mark.parametrize(
    ("hook", "given", "said"),
    [
        ("rulesets", ("bad", 3), "gives int instead of a folder for bad"),
        ("rulesets", ("bad", None), "gives NoneType instead of a folder"),
        ("rulesets", ("bad", b"/tmp"), "gives bytes instead of a folder"),
        ("rulesets", ("bad", "a\0b"), r"gives “a\x00b” instead of a folder"),
        ("rulesets", ("bad", "a" * 5000), "OSError: "),
        ("rulesets", ("bad",), "TypeError: "),
        ("rulesets", (), "TypeError: "),
        ("rulesets", ("bad", "/tmp", 3), "TypeError: "),
        ("renderers", (None,), "gives a NoneType without a function render"),
        ("renderers", (part(render=None),), "gives a SimpleNamespace without a function render"),
        ("renderers", ("text",), "gives a “text” without a function render"),
        ("renderers", ("bad", part()), "TypeError: "),
        ("sources", (part(read=3),), "without a function read"),
        ("sources", (part(suffixes=None),), "gives NoneType as suffixes of bad"),
        ("sources", (part(suffixes=".csv"),), "gives “.csv” as suffixes of bad"),
        ("sources", (part(suffixes=3),), "gives int as suffixes"),
        ("sources", (part(suffixes=(None,)),), "gives NoneType as suffixes"),
        ("sources", (part(suffixes=("csv",)),), "gives “csv” as suffixes"),
        ("sources", (part(suffixes=("",)),), "gives “” as suffixes"),
        ("sources", (part(suffixes=(".a b",)),), "gives “.a b” as suffixes"),
        ("sources", (part(suffixes=(".tar.gz",)),), "gives “.tar.gz” as suffixes"),
        ("profiles", ("bad", {}), "gives dict instead of a function for bad"),
        ("profiles", ("bad", None), "gives NoneType instead of a function"),
        ("commands", ("bad", None), "gives NoneType instead of “module:name” for bad"),
        ("commands", ("bad", print), "gives builtin_function_or_method instead of “module:name”"),
    ],
)
def test_a_part_that_is_none(hook: str, given: tuple[Any, ...], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What belongs to a hook is looked at when it is registered, not when it is used."""
    registry = installed(monkeypatch, bad=lambda: plugin(**{hook: lambda register: register(*given)}))
    [problem] = registry.problems
    assert NAMED in problem.say("en")
    assert said in problem.say("en")
    assert owners(registry) == {BUILT_IN}


def test_a_wrong_part_is_seen_where_the_plugin_looks_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that catches everything can't hide what it registered."""

    def hook(register: Callable[..., None]) -> None:
        try:
            register(part(render=None))
        except BaseException:
            return

    [problem] = installed(monkeypatch, bad=lambda: plugin(renderers=hook)).problems
    assert problem.code == "offer_lacks"


@pytest.mark.parametrize("note", [None, "hallo", 3, ("nl", "en"), Text(None, "x"), Text("x", 3)], ids=repr)  # type: ignore[arg-type]
def test_a_note_that_is_none(note: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note is a text in two languages; another plugin's notes stand."""
    registry = installed(
        monkeypatch,
        bad=lambda: plugin(notes=lambda register: register(note)),
        good=lambda: plugin(notes=lambda register: register(Text("goed", "good"))),
    )
    notes, [problem] = registry.notes(ASSESSMENT, KNOWLEDGE)
    assert [(name, text.nl) for name, text in notes] == [("good", "goed")]
    assert f"plugin {NAMED} is left out: regiorules_notes gives " in problem.say("en")


def test_register_is_over_when_the_hook_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept and called later it refuses, and whoever calls it is to blame."""
    kept: list[Any] = []
    registry = installed(
        monkeypatch,
        late=lambda: plugin(
            renderers=lambda register: kept.append(register),
            notes=lambda register: kept[0](part("late")) or register(Text("a", "b")),
        ),
    )
    assert registry.problems == ()
    notes, [problem] = registry.notes(ASSESSMENT, KNOWLEDGE)
    assert notes == ()
    assert "RuntimeError: register was kept and called after its hook" in problem.say("en")
    assert "late" not in registry.renderers


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".xlsx", ".JSON"])
def test_a_built_in_ending_stays_built_in(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that claims it is told so, and can still be used by its name."""
    thief = plugin(sources=lambda register: register(part("thief", (suffix, ".own"))))
    registry = installed(monkeypatch, bad=lambda: thief)
    [problem] = registry.problems
    assert problem.say("nl") == (
        f"de uitgang {suffix.lower()} wordt door twee plugins gelezen: regiorules (regiorules) / {NAMED}"
    )
    assert registry.readers[suffix.lower()] in ("region", "spreadsheet")
    assert registry.readers[".own"] == "thief"
    assert "thief" in registry.sources


def test_an_ending_that_two_plugins_claim_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever their order; once claimed twice by one source isn't a clash."""
    made = {
        name: plugin(sources=lambda register, name=name: register(part(name, [".tab", ".tab", f".{name}"])))
        for name in ("one", "two")
    }
    registry = installed(monkeypatch, one=lambda: made["one"], two=lambda: made["two"])
    [problem] = registry.problems
    assert (problem.code, problem.fields["name"]) == ("plugin_suffix", ".tab")
    assert [suffix for suffix in registry.readers if suffix in (".tab", ".one", ".two")] == [".one", ".two"]


@pytest.mark.parametrize("name", ["text", "Text", "TEXT", "ＴＥＸＴ"])
def test_another_spelling_is_the_same_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Capitals and width make no new name."""
    registry = installed(monkeypatch, bad=lambda: plugin(renderers=lambda register: register(part(name))))
    assert [problem.code for problem in registry.problems] == ["plugin_clash"]
    assert sorted(registry.renderers) == ["html", "json", "markdown", "pdf", "text"]


def test_a_built_in_command_can_not_be_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its owner is named, the command stays."""
    bad = plugin(commands=lambda register: register("advise", "bad:command"))
    registry = installed(monkeypatch, bad=lambda: bad)
    [problem] = registry.problems
    assert problem.say("en") == f"the name advise is claimed by two plugins: regiorules (regiorules) / {NAMED}"
    assert registry.commands["advise"] == "regiorules.cli.advise:command"


@pytest.mark.parametrize(
    "module",
    [
        lambda: plugin(),
        lambda: None,
        lambda: 3,
        lambda: "text",
        lambda: type("Silent", (), {"__dir__": lambda self: []})(),
    ],
)
def test_a_module_without_hooks_is_a_plugin_that_does_nothing(module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an entry point leads to."""
    assert installed(monkeypatch, bad=module).problems == ()


class Evil:
    """A module whose every attribute raises."""

    def __getattribute__(self, name: str) -> Any:
        raise SystemExit(name)


class Sly:
    """A module that says it has a hook, and hasn't."""

    def __dir__(self) -> list[str]:
        return ["regiorules_notes"]

    @property
    def regiorules_notes(self) -> Any:
        """Not there."""
        raise KeyboardInterrupt


@pytest.mark.parametrize("module", [Evil, Sly])
def test_a_module_that_can_not_be_looked_into(module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for hooks is contained too."""
    problems = installed(monkeypatch, bad=module).problems
    assert all(NAMED in problem.say("nl") for problem in problems)
    assert len(problems) <= 1


def test_a_hook_with_a_wrapper_sees_no_other_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrapper gets between its own hooks only: the others register as without it."""
    from regiorules.plugins.hookspecs import hookimpl

    class Wrapper:
        @hookimpl(wrapper=True, tryfirst=True)
        def regiorules_renderers(self, register: Any) -> Any:
            """Never goes on."""
            raise RuntimeError("tussendoor")
            yield

    registry = installed(
        monkeypatch, bad=Wrapper, good=lambda: plugin(renderers=lambda register: register(part("good")))
    )
    [problem] = registry.problems
    assert "RuntimeError: tussendoor" in problem.say("nl")
    assert "good" in registry.renderers


def test_one_module_under_two_names_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is left out and named: its names would be claimed twice."""
    same = plugin(renderers=lambda register: register(part("same")))
    registry = installed(monkeypatch, one=lambda: same, two=lambda: same)
    assert [problem.code for problem in registry.problems] == ["plugin_twice"]
    assert "same" in registry.renderers


def test_a_rule_set_that_is_read_wrongly_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its files do to the reader, core stands."""
    (tmp_path / "ruleset.yaml").write_text("ruleset: {id: bad}")
    real = rulesets.load_kept

    def reader(folders: Iterable[Path], store: Any) -> Any:
        if tmp_path in folders:
            raise RecursionError("te diep")
        return real(folders, store)

    monkeypatch.setattr(rulesets, "load_kept", reader)
    bad = plugin(rulesets=lambda register: register("bad", tmp_path))
    knowledge, [problem] = load_registered(installed(monkeypatch, bad=lambda: bad))
    assert [each.id for each in knowledge.rulesets] == BUNDLED
    assert problem.say("en") == f"rule set bad of plugin {NAMED} is left out: RecursionError: te diep"


def test_a_rule_set_with_the_id_of_another_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under whatever name it is registered: its rules would pass for those of core."""
    rules = tmp_path / "ruleset.yaml"
    rules.write_text("ruleset: {id: core, version: 1.0.0, title: {nl: K, en: K}, source: {title: {nl: B, en: B}}}\n")
    other = plugin(rulesets=lambda register: register("other", tmp_path))
    knowledge, [problem] = load_registered(installed(monkeypatch, other=lambda: other))
    assert [each.id for each in knowledge.rulesets] == BUNDLED
    assert f"{rules}:1:15: the rule set core is in " in problem.say("en")


@pytest.mark.parametrize("where", ["/nergens", "/dev/null", ""])
def test_a_folder_without_a_rule_set_is_named(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the rules are loaded; core stands."""
    bad = plugin(rulesets=lambda register: register("bad", where))
    knowledge, [problem] = load_registered(installed(monkeypatch, bad=lambda: bad))
    assert [each.id for each in knowledge.rulesets] == BUNDLED
    assert NAMED in problem.say("nl")


def test_a_plugin_that_does_not_end_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """One wait, however many hooks it has; what it registered before stays."""
    from threading import Event

    never = Event()
    asked: list[str] = []

    def slow(register: Any) -> None:
        asked.append("slow")
        never.wait(60)

    bad = plugin(renderers=lambda register: register(part("before")), sources=slow, profiles=slow, notes=slow)
    registry = installed(monkeypatch, 0.1, bad=lambda: bad)
    [problem] = registry.problems
    assert problem.say("nl") == (
        f"plugin {NAMED} doet niet mee: regiorules_sources was na 0.1 seconden niet klaar (zie --time-limit)"
    )
    assert asked == ["slow"]
    assert registry.notes(ASSESSMENT, KNOWLEDGE) == ((), ())
    assert "before" in registry.renderers


def test_modules_that_are_given_need_no_name() -> None:
    """A program may give any object with hooks."""
    registry = load_plugins(only=(), modules={"own": plugin(renderers=lambda register: register(part("own")))})
    assert registry.problems == ()
    assert str(registry.owner("regiorules_renderers", "own")) == "own (?)"


def test_metadata_that_can_not_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One broken distribution is named if it is about RegioRules, and keeps nobody else out."""
    from regiorules.plugins import discovery

    for name, text in (
        ("bad", "[regiorules]\nbad\n"),
        ("other", "[console_scripts]\nx\n"),
        ("good", "[regiorules]\ngood = json\n"),
    ):
        info = tmp_path / f"regiorules_{name}-1.2.3.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: regiorules-{name}\nVersion: 1.2.3\n")
        (info / "entry_points.txt").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    discovery.forget()
    found, [problem] = discovery.installed()
    assert "good (regiorules-good 1.2.3)" in [str(each.plugin) for each in found]
    assert problem.code == "plugin_metadata"
    assert "regiorules-bad" in problem.say("nl")


def test_an_entry_point_without_a_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named as far as it has a name."""
    entry = Entry("bad", lambda: 1 / 0)
    entry.dist = None  # type: ignore[assignment]
    pretend(monkeypatch, entry)
    [problem] = load_plugins().problems
    assert "plugin bad (? ?) doet niet mee: ZeroDivisionError" in problem.say("nl")
