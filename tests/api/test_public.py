"""The public names: one list, all there, all typed, and every type that they speak of is public too."""

from __future__ import annotations

import collections.abc
import importlib
import inspect
import pkgutil
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

import regiorules

PACKAGE = Path(next(iter(regiorules.__path__)))
NAMES = tuple(regiorules.__all__)
INNER = {  # types that public signatures name, and that nobody outside has to hold
    "regiorules.engine.engine",  # what passes between an engine and a session
    "regiorules.engine.executor",
    "regiorules.engine.program",
    "regiorules.memo",  # what a value remembers of itself
    "regiorules.plugins.asking",  # what a registry asks of whom
    "regiorules.rules.expressions",  # a condition as a tree; `Rule.text` has it in words
    "regiorules.rules.catalogue",
    "regiorules.rules.info",  # which rule set it is
    "regiorules.rules.model",  # what a rule set holds; its rules, conclusions and statements are public
}
WRONG = """\
import regiorules
regiorules.nonsense
regiorules.load().nonsense
regiorules.Engine(regiorules.load()).assess(regiorules.Region("X")).nonsense
"""
RIGHT = """\
import regiorules
from regiorules import Advice, Knowledge, PluginNote, Question, Text
knowledge: Knowledge = regiorules.load()
assessment = regiorules.Engine(knowledge).assess(regiorules.Region("X"))
notes: tuple[PluginNote, ...] = regiorules.plugin_notes(assessment, knowledge)
advice: Advice = regiorules.make_advice(assessment, knowledge, notes=notes)
questions: tuple[Question, ...] = advice.questions
text: Text = notes[0].text
why: str = regiorules.explain(assessment, knowledge, "x").waits_for[0].question
"""


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(regiorules.__path__, "regiorules."):
        if not found.name.startswith(("regiorules.authoring.testing", "regiorules.__main__")):
            yield importlib.import_module(found.name)


EVERY = {name: value for module in modules() for name, value in vars(module).items() if isinstance(value, type)}
PUBLIC = {name: getattr(regiorules, name) for name in NAMES}


def named_in(function: Any) -> Iterator[type]:
    """Our classes in the annotations of a function or a class."""
    home = vars(sys.modules[function.__module__])
    for hint in typing.get_type_hints(function, globalns={**EVERY, **vars(collections.abc), **home}).values():
        yield from ours(hint)


def ours(hint: Any) -> Iterator[type]:
    for part in typing.get_args(hint):
        for each in part if isinstance(part, list) else [part]:
            yield from ours(each)
    if isinstance(hint, type) and hint.__module__.split(".")[0] == "regiorules":
        yield hint


def spoken_of(value: Any) -> Iterator[type]:
    """Our classes in a public function, or in the fields and methods of a public class."""
    if inspect.isfunction(value):
        yield from named_in(value)
    elif inspect.isclass(value):
        yield from named_in(value)
        for name, member in inspect.getmembers(value):
            found = member.fget if isinstance(member, property) else member
            mine = (inspect.isfunction(found) or inspect.ismethod(found)) and found.__module__.startswith("regiorules")
            if mine and (not name.startswith("_") or (name == "__init__" and not attrs.has(value))):
                yield from named_in(found)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_public_name_takes_and_returns_is_public(name: str) -> None:
    """Whoever annotates their own code finds every type in `regiorules` itself."""
    found = {each for each in spoken_of(PUBLIC[name]) if each.__module__ not in INNER}
    assert {each.__name__ for each in found if PUBLIC.get(each.__name__) is not each} == set()


def test_the_walk_sees_types() -> None:
    """The walk isn't blind: it goes through functions, fields, methods and containers."""
    assert regiorules.Profile in set(spoken_of(regiorules.read_profiles))
    assert {regiorules.Question, regiorules.Assessment} <= set(spoken_of(regiorules.Advice))
    assert regiorules.Vocabulary in set(spoken_of(regiorules.Region))


def test_the_stub_is_the_one_list() -> None:
    """Every line of it is understood, sorted, and names what its module has; nothing hides a module of the package."""
    lines = [line for line in (PACKAGE / "__init__.pyi").read_text().splitlines() if line.startswith("from ")]
    assert len(lines) == len(NAMES) > 70
    assert lines == sorted(lines, key=lambda line: line.split()[1])  # ruff keeps the order within a module
    assert {each.name for each in pkgutil.iter_modules(regiorules.__path__)} & set(NAMES) == set()
    assert (PACKAGE / "py.typed").exists()


def test_dir_lists_the_public_names() -> None:
    """`dir` has all of them, before and after they are used, and no helper of ours."""
    listed = dir(regiorules)
    assert set(NAMES) <= set(listed)
    assert [name for name in listed if name not in NAMES and not name.startswith("__")] == []


def test_a_name_that_is_not_public_is_missing() -> None:
    """In the ordinary way, with its name."""
    with pytest.raises(AttributeError, match="module 'regiorules' has no attribute 'nonsense'"):
        _ = regiorules.nonsense  # type: ignore[attr-defined]


def test_a_type_checker_knows_the_public_names(tmp_path: Path) -> None:
    """`regiorules.nonsense` is a type error, and so is what isn't there of what it gives; the rest has its type."""
    pytest.importorskip("mypy")
    (tmp_path / "wrong.py").write_text(WRONG)
    (tmp_path / "right.py").write_text(RIGHT)
    words = ["-m", "mypy", "--strict", "--follow-imports=silent", "--no-error-summary", "wrong.py", "right.py"]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert [line.split(" error:")[0] for line in done.stdout.splitlines()] == [
        "wrong.py:2:",
        "wrong.py:3:",
        "wrong.py:4:",
    ]
    assert done.stdout.count('has no attribute "nonsense"') == 3
