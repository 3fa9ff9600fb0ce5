"""Each hook × each misbehaviour: the plugin is named, and the others' advice is byte for byte what it was."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

import regiorules
from regiorules.advice.advise import make_advice
from regiorules.api import render_advice
from regiorules.errors import InputError, PluginError, Problem
from regiorules.plugins import Registry
from regiorules.plugins.commands import load_command
from regiorules.plugins.using import give_profiles, read_facts
from regiorules.text import LANGUAGES, Text
from tests.plugins.trial import BUNDLED, NAMED, installed, plugin

HOOKS = ("rulesets", "renderers", "sources", "profiles", "commands", "notes")
KNOWLEDGE = regiorules.load("core")
ASSESSMENT = regiorules.Engine(KNOWLEDGE, "compiled").assess(
    regiorules.region_of({"region": "X", "facts": {"regional_network": "loose"}}, KNOWLEDGE.vocabulary)
)
NEVER = threading.Event()


class Lying(str):
    """A text that isn't what it says."""

    def __str__(self) -> str:
        raise KeyError("str")

    def __getitem__(self, key: Any) -> str:
        raise KeyError("item")


def saying(said: Callable[[], Any]) -> BaseException:
    """An exception whose text is whatever that gives."""

    class Odd(Exception):
        def __str__(self) -> str:
            found: str = said()
            return found

        __repr__ = __str__

    return Odd()


def raising(cause: BaseException) -> Callable[[], Any]:
    """An action that raises."""

    def action() -> Any:
        raise cause

    return action


def deeper() -> Any:
    """Recursion without end."""
    return [deeper()]


class Rootless(type):
    """A metaclass whose classes have no name."""

    @property
    def __name__(cls) -> str:  # type: ignore[override]
        raise LookupError


class Nameless(Exception, metaclass=Rootless):
    """An exception without a name."""


ACTIONS: dict[str, tuple[Callable[[], Any], str]] = {
    "an ordinary error": (lambda: 1 / 0, "ZeroDivisionError: division by zero"),
    "SystemExit": (raising(SystemExit(0)), "SystemExit: 0"),
    "KeyboardInterrupt": (raising(KeyboardInterrupt()), "KeyboardInterrupt"),
    "GeneratorExit": (raising(GeneratorExit()), "GeneratorExit"),
    "StopIteration": (raising(StopIteration(3)), "StopIteration: 3"),
    "BaseException": (raising(BaseException("weg")), "BaseException: weg"),
    "a group": (raising(BaseExceptionGroup("g", [KeyboardInterrupt()])), "BaseExceptionGroup: g"),
    "recursion": (deeper, "RecursionError"),
    "no memory": (raising(MemoryError()), "MemoryError"),
    "a text that raises": (raising(saying(raising(SystemExit()))), "Odd: (str: SystemExit)"),
    "a text that is none": (raising(saying(lambda: 3)), "Odd: (str: TypeError)"),
    "a huge text": (raising(saying(lambda: "lang " * 10**6)), "lang lang"),
    "a text that steers": (raising(saying(lambda: "a\x1b[2J\u202e\r\nb\0c")), r"Odd: a\x1b[2J\u202e b\x00c"),
    "a text that lies": (raising(saying(lambda: Lying("gelogen"))), "Odd: gelogen"),
    "a text that never comes": (raising(saying(lambda: NEVER.wait(60))), ""),
    "no name": (raising(Nameless("x")), "Nameless: x"),
    "sleep": (lambda: NEVER.wait(60), ""),
    "an error of RegioRules": (raising(InputError([Problem("file_missing")])), "InputError"),
    "an empty error of RegioRules": (raising(InputError([])), "InputError"),
    "an error without words": (raising(InputError([Problem("no_such_code")])), "InputError"),
    "an error with odd words": (raising(InputError([Problem.of(Text(Lying("a"), 3))])), "InputError"),  # type: ignore[arg-type]
}


def advice_of(registry: Registry) -> list[str | bytes]:
    """What a user sees of the others: the whole advice, as data and as a note."""
    assert list(registry.rulesets) == BUNDLED
    notes, _ = registry.notes(ASSESSMENT, KNOWLEDGE)
    return [
        render_advice(make_advice(ASSESSMENT, KNOWLEDGE, language, notes=notes), kind, registry=registry)
        for language, kind in zip(LANGUAGES, ("json", "text"), strict=True)
    ]


@pytest.fixture(scope="module")
def undisturbed() -> list[str | bytes]:
    """The advice without plugins."""
    return advice_of(regiorules.plugins.load_plugins(only=()))


def said_of(registry: Registry) -> list[str]:
    """What is said of plugins, in loading and in the notes: one line each, and no control characters."""
    problems = [*registry.problems, *registry.notes(ASSESSMENT, KNOWLEDGE)[1]]
    lines = [problem.say(language) for problem in problems for language in LANGUAGES]
    assert all(line.isprintable() and len(line) < 600 for line in lines)
    return [problem.say("en") for problem in problems]


def limit_for(name: str) -> float:
    """Seconds: short for what never ends."""
    return 0.1 if name in ("sleep", "a text that never comes") else 20


def check(registry: Registry, name: str, undisturbed: list[str | bytes]) -> None:
    """The one problem names the plugin and the cause; the advice is the same bytes."""
    [line] = said_of(registry)
    assert NAMED in line
    assert (ACTIONS[name][1] or "wasn't done after 0.1 seconds") in line
    assert advice_of(registry) == undisturbed


@pytest.mark.parametrize("name", ACTIONS)
def test_at_import(name: str, monkeypatch: pytest.MonkeyPatch, undisturbed: list[str | bytes]) -> None:
    """What importing the plugin does."""
    check(installed(monkeypatch, limit_for(name), bad=ACTIONS[name][0]), name, undisturbed)


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("name", ACTIONS)
def test_in_a_hook(hook: str, name: str, monkeypatch: pytest.MonkeyPatch, undisturbed: list[str | bytes]) -> None:
    """What a hook itself does."""
    bad = plugin(**{hook: lambda register: ACTIONS[name][0]()})
    check(installed(monkeypatch, limit_for(name), bad=lambda: bad), name, undisturbed)


class Part:
    """A renderer and a source that do what they are told, whatever they are asked."""

    name = "bad"
    suffixes = (".bad",)

    def __init__(self, action: Callable[[], Any]) -> None:
        self.action = action

    def render(self, *_: Any) -> Any:
        """Do it."""
        return self.action()

    def read(self, *_: Any) -> Any:
        """Do it."""
        return self.action()


def use(kind: str, registry: Registry, tmp_path: Any) -> Any:
    """Use the part "bad" of that kind."""
    if kind == "renderers":
        return render_advice(make_advice(ASSESSMENT, KNOWLEDGE), "bad", registry=registry)
    if kind == "sources":
        return read_facts(registry, "bad", tmp_path / "x", KNOWLEDGE.vocabulary)
    if kind == "profiles":
        return give_profiles(registry, "bad", KNOWLEDGE.vocabulary)
    return load_command(registry, "bad")


def with_part(kind: str, action: Callable[[], Any]) -> Any:
    """A plugin that registers "bad", which does what it is told when it is used."""
    if kind in ("renderers", "sources"):
        return plugin(**{kind: lambda register: register(Part(action))})
    return plugin(**{kind: lambda register: register("bad", action if kind == "profiles" else "bad_command:command")})


@pytest.mark.parametrize("kind", ["renderers", "sources", "profiles"])
@pytest.mark.parametrize("name", ACTIONS)
def test_in_use(
    kind: str, name: str, monkeypatch: pytest.MonkeyPatch, undisturbed: list[str | bytes], tmp_path: Any
) -> None:
    """What a registered part does: a PluginError names it; RegioRules' own errors are the user's to read."""
    registry = installed(monkeypatch, limit_for(name), bad=partial(with_part, kind, ACTIONS[name][0]))
    with pytest.raises(InputError if name == "an error of RegioRules" else PluginError) as caught:
        use(kind, registry, tmp_path)
    [line] = caught.value.say("en").splitlines()
    if name != "an error of RegioRules":
        assert NAMED in line
        assert (ACTIONS[name][1] or "wasn't done after 0.1 seconds") in line
    assert line.isprintable()
    assert advice_of(registry) == undisturbed


HALF = "\ud800"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(("renderers", value) for value in (None, 3, ["a"], HALF, bytearray(b"x"))),
        *(("sources", value) for value in (None, {}, "region", regiorules.Region(3), regiorules.Region("X", {"a": 3}))),  # type: ignore[arg-type,dict-item]
        *(("profiles", value) for value in (None, 3, [], {"X": 3}, {3: None}, {"X": {"name": "X"}})),
    ],
)
def test_what_a_part_gives_is_of_the_right_kind(
    kind: str, value: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """A document is text or bytes that can be written, a source gives a region, profiles a table."""
    registry = installed(monkeypatch, bad=partial(with_part, kind, lambda: value))
    with pytest.raises(PluginError, match=re.escape(NAMED)):
        use(kind, registry, tmp_path)
