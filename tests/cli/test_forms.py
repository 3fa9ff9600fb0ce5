"""`regiorules import` and `export`: forms of plugins, and the texts that stand beside a model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regiorules import Draft, Exported, InputError, Place, Problem, Text
from regiorules.authoring.testing.running import Done, run
from regiorules.rules.drafts import said
from tests.authoring.schemas.agreeing import follow
from tests.mini import MINI
from tests.plugins.trial import plugin


class Lines:
    """A yes/no fact for each line of a file."""

    name = "lines"
    suffixes = (".lines", ".two")

    def read(self, path: Path) -> Any:
        """The facts; a line with a question mark only can't be read, and an empty file gives no draft."""
        lines = path.read_text("utf-8").splitlines()
        if "?" in lines:
            why = Text("een regel zonder vraag", "a line without a question")
            raise InputError([Problem.of(why, Place(str(path), lines.index("?") + 1, 1))])
        facts = {f"line_{each}": {"type": "yes_no", "title": said(each), "question": said(each)} for each in lines}
        head = {"id": "lines", "version": "1.0.0", "title": said("lines"), "source": {"title": said("lines")}}
        remark = Problem.of(Text("opgemerkt", "noticed"), Place(str(path), 1, 1))
        return Draft({"ruleset": head, "facts": facts}, remarks=(remark,)) if lines else None


class Second(Lines):
    """Another form for files with the same ending."""

    name = "second"
    suffixes = (".two",)


class Titles:
    """The facts by their titles."""

    name = "titles"
    suffixes = (".titles",)

    def write(self, knowledge: Any, wish: Any) -> Any:
        """The titles, under the address that was asked for; nothing good for a strange one."""
        if wish.base == "strange":
            return "no Exported"
        facts = knowledge.vocabulary.facts.values()
        left = Problem.of(Text("regels niet", "no rules"))
        return Exported("".join(f"{wish.base}{each.title.say(wish.language)}\n" for each in facts), (left,))


FORMS = {
    "forms": plugin(
        imports=lambda register: [register(each) for each in (Lines(), Second())],
        exports=lambda register: register(Titles()),
    )
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of two facts."""
    monkeypatch.chdir(tmp_path)
    Path("a.lines").write_text("b\nc\n", "utf-8")
    return tmp_path


def done(*words: str, language: str = "en") -> Done:
    """A run with the forms of this test."""
    return run(*words, "--lang", language, plugins=FORMS)


def test_an_import_writes_the_rule_set_and_the_texts() -> None:
    """What was written is said, and what was noticed; the second language is marked as lacking."""
    told = done("import", "a.lines", "--output", "out")
    assert (told.code, told.out) == (0, "")
    assert told.err.splitlines() == [
        "written: a.texts.yaml",
        "written: out",
        "a.lines:1:1: noticed [warning]",
    ]
    assert "(not yet translated) b" in Path("out/vocabulary.yaml").read_text("utf-8")
    assert run("lint", "out").code == 1  # facts without rules are odd, and not wrong
    assert [follow(path) for path in sorted(Path("out").rglob("*.yaml"))] == [[], []]


def test_texts_of_a_person_survive_a_second_import() -> None:
    """They stand in the rule set; the file with its comment isn't written again where it lacks nothing."""
    done("import", "a.lines", "--output", "out")
    texts = Path("a.texts.yaml")
    mine = "# mine\n" + texts.read_text("utf-8").replace("(not yet translated) b", "The letter b")
    texts.write_text(mine, "utf-8")
    told = done("import", "a.lines", "--output", "out", "--replace")
    assert "texts.yaml" not in told.err
    assert texts.read_text("utf-8") == mine
    assert "The letter b" in Path("out/vocabulary.yaml").read_text("utf-8")
    Path("a.lines").write_text("b\nd\n", "utf-8")
    told = done("import", "a.lines", "--output", "out", "--replace")
    assert "line_c is no longer in the model" in told.err
    assert texts.read_text("utf-8").startswith(mine)
    assert "The letter b" in texts.read_text("utf-8")
    assert "line_c" in texts.read_text("utf-8")


def test_a_folder_that_exists_is_kept() -> None:
    """With --replace only what the import writes is written over."""
    done("import", "a.lines", "--output", "out")
    Path("out/mine.csv").write_text("x")
    told = done("import", "a.lines", "--output", "out")
    assert (told.code, told.err) == (
        2,
        "out: this folder exists already; with --replace the files of the import in it are replaced\n",
    )
    assert done("import", "a.lines", "--output", "out", "--replace").code == 0
    assert Path("out/mine.csv").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "a.txt", "--output", "o"), "a.txt: no form goes with .txt (known: lines, second)"),
        (("import", "a.two", "--output", "o"), "several formats write a file that ends in .two"),
        (("import", "a.lines", "--output", "o", "--format", "line"), "line isn't a form (but: lines, second)"),
        (("import", "bad.lines", "--output", "o"), "bad.lines:2:1: a line without a question"),
        (
            ("import", "none.lines", "--output", "o"),
            "the import form lines of plugin forms (?) failed: TypeError: NoneType is no Draft",
        ),
        (("export", str(MINI)), "no form goes with '' (known: titles)"),
        (("export", "gone", "--format", "titles"), "gone"),
        (("export", str(MINI), "--format", "titles", "--base", "strange"), "str is not Exported"),
    ],
)
def test_what_cant_be_done_is_said(words: tuple[str, ...], said: str) -> None:
    """One clear line, and nothing is written."""
    Path("bad.lines").write_text("b\n?\n", "utf-8")
    Path("none.lines").write_text("", "utf-8")
    told = done(*words)
    assert told.code in (2, 3)
    assert said in told.err
    assert "Traceback" not in told.err
    assert not Path("o").exists()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("facts:\n  line_b: {title: {nl: [b], en: b}}\n", "[b]"),
        ("facts:\n  line_b: {group: nowhere}\n", "group"),
        ("facts:\n  line_b: {statements: [S99]}\n", "S99"),
        ("ruleset:\n  title: 5\n", "title: 5"),
        ("statements:\n  S1: {section: nowhere, text: {nl: a, en: b}}\n", "nowhere"),
    ],
)
def test_what_is_wrong_in_a_text_is_said_where_it_was_written(text: str, wrong: str) -> None:
    """In the side file, with its line; never in what the import made of it."""
    texts = Path("a.texts.yaml")
    texts.write_text(text, "utf-8")
    told = done("import", "a.lines", "--output", "out")
    lines = texts.read_text("utf-8").splitlines()
    said = [each.split(":") for each in told.err.splitlines() if "[warning]" not in each and "written" not in each]
    assert {each[0] for each in said} == {"a.texts.yaml"}
    assert any(wrong in lines[int(each[1]) - 1] for each in said)


def test_texts_that_dont_fit_are_refused_with_their_place() -> None:
    """What the model itself says doesn't stand in the side file."""
    Path("a.texts.yaml").write_text("facts:\n  line_b: {type: text}\n", "utf-8")
    told = done("import", "a.lines", "--output", "out")
    assert (told.code, told.err.startswith("a.texts.yaml:2:12 facts.line_b: type")) == (2, True)


def test_an_export_says_what_isnt_in_it() -> None:
    """The document on standard output or in a file, by its ending; the rest on standard error."""
    told = done("export", str(MINI), "--format", "titles", "--base", "> ")
    assert told.code == 0
    assert told.out.startswith("> ")
    assert told.err == "no rules [warning]\n"
    assert done("export", str(MINI), "--output", "a.titles", "--base", "> ").code == 0
    assert Path("a.titles").read_text("utf-8") == told.out


def test_where_no_plugin_brings_a_form_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.dmn").write_text("")
    for asked in ((), ("--format", "dmn")):
        done = run("import", tmp_path / "a.dmn", "--output", tmp_path / "o", *asked)
        assert (done.code, "(wel: nog geen)" in done.err) == (2, True)
