"""The page about the house: its picture is that of the code, its code runs, and its rooms are the rooms."""

from __future__ import annotations

import ast
import doctest
import importlib.util
import re
import subprocess
import sys
from types import ModuleType

import pytest

from tests.paths import ROOT

DOCS = ROOT / "docs"
PAGE = (DOCS / "architecture.md").read_text("utf-8")
HOUSE = ROOT / "regiorules"


@pytest.fixture(scope="module")
def picture() -> ModuleType:
    """The program that draws the picture."""
    spec = importlib.util.spec_from_file_location("picture", DOCS / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_is_that_of_the_code() -> None:
    """Where it isn't: `python docs/picture.py > docs/architecture.svg`."""
    done = subprocess.run([sys.executable, DOCS / "picture.py"], capture_output=True, check=True)
    assert done.stdout.decode() == (DOCS / "architecture.svg").read_text("utf-8")


def test_an_arrow_is_an_import_that_others_do_not_imply(picture: ModuleType) -> None:
    """What goes by way of another room isn't drawn, unless it is all there is."""
    found = {"a": {"b", "c", "d"}, "b": {"c"}, "c": {"d"}, "d": set(), "e": {"d"}}
    assert picture.arrows(found) == [("a", "b"), ("b", "c"), ("c", "d"), ("e", "d")]


def test_a_room_hands_up_what_the_picture_says(picture: ModuleType) -> None:
    """Each value is defined in its room, and a room above imports it from there."""
    sources = {path.relative_to(HOUSE): path.read_text("utf-8") for path in HOUSE.rglob("*.py")}
    for room, (_, _, *values) in picture.LOOKS.items():
        for name in re.findall(r"[A-Z]\w+", " ".join(values)):
            taken = re.compile(rf"from regiorules\.{room}\S* import .*\b{name}\b")
            takers = {path.parts[0] for path, text in sources.items() if taken.search(text)}
            assert takers - {room, f"{room}.py"}, name


def test_the_code_on_the_page_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it shows is what comes of it, from the first line to the last."""
    monkeypatch.chdir(ROOT)
    code = "\n".join(re.findall(r"```pycon\n(.*?)```", PAGE, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(code, {}, "architecture.md", "docs/architecture.md", 0)
    said: list[str] = []
    doctest.DocTestRunner().run(test, out=said.append)
    assert (len(test.examples) > 20, "".join(said)) == (True, "")


def test_every_room_is_on_the_page() -> None:
    """By the first sentences of its own docstring."""
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE.partition("## The way")[0], re.MULTILINE))
    rooms = {path.stem if path.is_file() else path.name for path in HOUSE.iterdir() if path.suffix in (".py", "")}
    assert set(rows) == {room for room in rooms if not room.startswith("_")}
    for room, said in rows.items():
        home = HOUSE / room / "__init__.py"
        module = ast.parse((home if home.exists() else HOUSE / f"{room}.py").read_text("utf-8"))
        own = " ".join((ast.get_docstring(module) or "").partition("\n\n")[0].split())
        assert own.startswith(said), room


def test_every_path_on_the_page_is_there() -> None:
    """A file or a folder that the page sends its reader to."""
    named = {each for each in re.findall(r"`([\w./-]+)`", PAGE) if "/" in each or each.endswith((".py", ".toml"))}
    assert len(named) > 15
    places = (ROOT, HOUSE, ROOT / "rulesets" / "core")
    assert [each for each in sorted(named) if not any((place / each).exists() for place in places)] == []
