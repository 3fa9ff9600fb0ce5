"""`--format json`: a program that reads the results as JSON reads the errors as JSON too, on standard error."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from regiorules.authoring.testing.running import Done, run
from regiorules.cli import main
from regiorules.cli.words import values_of
from regiorules.errors import TYPE, InputError, Problem
from regiorules.plugins import load_plugins
from regiorules.plugins.builtins import COMMANDS
from tests.mini import MINI
from tests.plugins.trial import plugin

JSON = ("--format", "json")
MINE = ("--ruleset", MINI)
WRONG: dict[str, tuple[Any, ...]] = {  # a mistake in what is given to each command that has --format
    "advise": ("gone.yaml", *MINE),
    "change": ("region.yaml", *MINE),
    "check": ("gone",),
    "compare": ("gone.yaml",),
    "diff": ("gone", "core"),
    "explain": ("region.yaml", "no_such_thing", *MINE),
    "facts": ("--ruleset", "gone"),
    "figure": ("region.yaml", "no_such_thing", *MINE),
    "history": ("gone.yaml", *MINE),
    "lint": ("region.yaml", "--ruleset", "gone"),
    "plan": ("gone.yaml", *MINE),
    "plugins": ("too", "much"),
    "questions": ("gone.yaml", *MINE),
    "regions": ("--profiles", "gone.csv"),
    "robust": ("gone.yaml", *MINE),
    "rules": ("--statement", "S99", *MINE),
    "statements": ("--ruleset", "gone"),
    "whatif": ("region.yaml", *MINE),
}
WITHOUT = (
    "ask",
    "batch",
    "book",
    "completion",
    "export",
    "import",
    "new",
    "questionnaire",
    "schema",
    "test",
)  # there --format itself is the mistake
OTHER = ("book", "export", "import")  # of these, that have a --format of their own, only its value is


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a region in it."""
    (tmp_path / "region.yaml").write_text("region: X\nfacts:\n  trust: low\n", "utf-8")
    monkeypatch.chdir(tmp_path)


def problem(done: Done) -> Any:
    """The one object on standard error, which is one line (below what a terminal shows of Ctrl-C)."""
    assert done.out == ""
    [line] = done.err.strip("\n").splitlines()
    return json.loads(line)


def test_every_command_is_tried() -> None:
    """Each has --format, or refuses it."""
    assert {*WRONG, *WITHOUT} == set(COMMANDS)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", WRONG)
def test_an_error_of_every_command_is_json(name: str, language: str) -> None:
    """It says what is said without --format json, with the same exit code."""
    words = (name, *WRONG[name], "--lang", language)
    plain, told = run(*words), run(*words, *JSON)
    found = problem(told)
    assert (plain.code, told.code, plain.out) == (2, 2, "")
    assert f"{found['detail']}\n" == plain.err
    assert found["type"] in (f"{TYPE}input", f"{TYPE}unknown_name", f"{TYPE}ruleset")
    assert found["language"] == language
    assert all(each["detail"] for each in found["errors"])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [*WRONG, *WITHOUT])
def test_a_wrong_command_line_is_json_too(name: str, language: str) -> None:
    """An option that doesn't exist, wherever `--format json` stands, in either of its spellings."""
    for words in (("--nonsense", *JSON), ("--format=json", "--nonsense")):
        done = run(name, *words, "--lang", language)
        found = problem(done)
        assert done.code == 2
        assert (found["type"], [each["code"] for each in found["errors"]]) == (f"{TYPE}input", ["usage"])
        assert ("--nonsense" if name in (*WRONG, *OTHER) or words[0] == "--nonsense" else "--format") in found["detail"]


@pytest.mark.parametrize("words", [("advsie",), ("--nonsense", "advise"), ("advise", "--set"), ("advise", "a", "b")])
def test_what_click_refuses_is_json(words: tuple[str, ...]) -> None:
    """A command that doesn't exist, an option before the command, a value that is missing, a word too many."""
    done = run(*words[:1], *JSON, *words[1:])
    assert done.code == 2
    assert problem(done)["errors"][0]["code"] == "usage"


def test_the_place_and_the_suggestion_are_there() -> None:
    """What a program needs to point at the mistake."""
    Path("wrong.yaml").write_text("region: X\nfacts: {trsut: low, effort: very}\n", "utf-8")
    found = problem(run("advise", "wrong.yaml", *MINE, *JSON, "--lang", "en"))
    first, second = found["errors"]
    assert (first["code"], first["path"], first["suggestion"]) == ("unknown_fact", "facts.trsut", "trust")
    assert first["place"] == {"file": "wrong.yaml", "line": 2, "column": 9, "cell": None}
    assert second["place"]["column"] == 29
    assert found["detail"].splitlines()[0].startswith("wrong.yaml:2:9 facts.trsut: ")


def test_only_the_word_json_asks_for_it() -> None:
    """Another format, the name of a file, or a file that is called like the option: a person reads."""
    for words in (("--format", "markdown"), ("--output", "a.json"), ("--", "--format", "json")):
        done = run("advise", "gone.yaml", *MINE, *words)
        assert done.code == 2
        assert not done.err.startswith("{")


def test_results_are_on_standard_output_alone() -> None:
    """A program that names the file knows where its results are: nothing is said of it."""
    done = run("advise", "region.yaml", *MINE, *JSON, "--output", "out.json")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert json.loads(Path("out.json").read_text("utf-8"))["region"] == "X"
    assert run("advise", "region.yaml", *MINE, "--output", "out.json").err == "geschreven: out.json\n"


# --- plugins and warnings ------------------------------------------------------------------------------


def failing() -> Any:
    """A plugin whose notes fail."""

    def notes(register: Any) -> None:
        raise InputError([Problem("missing_key", {"name": "note"})])

    return plugin(notes=notes)


def test_a_plugin_that_is_left_out_is_json_beside_the_results() -> None:
    """The results are whole, the exit code is 3, and the plugin is named."""
    done = run("advise", "region.yaml", *MINE, *JSON, plugins={"bad": failing()})
    assert done.code == 3
    assert json.loads(done.out)["region"] == "X"
    [line] = done.err.splitlines()
    found = json.loads(line)
    assert found["type"] == f"{TYPE}plugin"
    assert "bad (" in found["errors"][0]["detail"]


def test_the_last_line_is_the_error_that_the_exit_code_tells_of() -> None:
    """Plugins that are left out come before it."""
    bad = plugin(rulesets=lambda register: register("bad", object()))
    done = run("advise", "gone.yaml", *JSON, plugins={"bad": bad})
    found = [json.loads(line)["type"] for line in done.err.splitlines()]
    assert (done.code, found) == (2, [f"{TYPE}plugin", f"{TYPE}input"])


def test_what_is_odd_is_json_too(tmp_path: Path) -> None:
    """It stops nothing, and its type says so."""
    folder = shutil.copytree(MINI, tmp_path / "odd")
    head = (folder / "ruleset.yaml").read_text("utf-8")
    (folder / "ruleset.yaml").write_text(head.replace("  version:", "  applies: {regions: [Nergens]}\n  version:"))
    done = run("advise", "--region", "Zeeland", "--ruleset", folder, *JSON, "--lang", "en")
    assert (done.code, json.loads(done.out)["region"]) == (0, "Zeeland")
    found = json.loads(done.err)
    assert (found["type"], found["title"]) == (f"{TYPE}warning", "Warning")
    assert "Nergens" in found["detail"]


# --- the ends of the pipe ------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "utf-8"])
def test_data_survive_a_narrow_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What standard error can't hold is escaped; hidden signs are too."""
    name = "“漢” \u202e≥.yaml"
    words = ["advise", name, *map(str, MINE), *JSON]
    content = io.BytesIO()
    monkeypatch.setattr(sys, "argv", ["regiorules", *words])
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(content, encoding))
    with pytest.raises(SystemExit) as ended:
        main(words, obj=load_plugins(only=()))
    line = content.getvalue().decode(encoding)
    assert ended.value.code == 2
    assert json.loads(line)["errors"][0]["place"]["file"] == name
    assert "\u202e" not in line


def test_results_that_nobody_can_take_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output is closed: the error is JSON, with what to do."""
    words = ["regions", *JSON]
    content = io.BytesIO()
    monkeypatch.setattr(sys, "argv", ["regiorules", *words])
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(content, "utf-8"))
    with pytest.raises(SystemExit) as ended:
        main(words, obj=load_plugins(only=()))
    assert (ended.value.code, json.loads(content.getvalue())["errors"][0]["code"]) == (2, "stdout_closed")


@pytest.mark.parametrize(
    ("cause", "code", "kind"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (MemoryError(), 2, "error"),
        (OSError(28, "full"), 2, "error"),
    ],
)
def test_what_comes_from_outside_is_json(
    cause: BaseException, code: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C, no memory, and a system that refuses."""

    def fail(*_: Any) -> None:
        raise cause

    monkeypatch.setattr("regiorules.cli.facts.write_json", fail)
    done = run("facts", *MINE, *JSON)
    assert done.code == code
    assert problem(done)["type"] == TYPE + kind


def test_ctrl_c_in_an_interview_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are saved; the line stands below the question that was left."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("regiorules.cli.prompt.decoded", stop)
    done = run("ask", "region.yaml", *MINE, stdin="x\n")
    assert done.code == 130
    again = f"regiorules ask region.yaml --ruleset {MINI}"
    assert done.err == f"\nAfgebroken; uw antwoorden zijn bewaard. Ga verder met: {again}\n"


def test_the_words_of_an_option() -> None:
    """Both spellings, in their order, up to the words that are names only."""
    words = ["advise", "--lang", "en", "--lang=nl", "--langs=fr", "--", "--lang", "de"]
    assert list(values_of("--lang", words)) == ["en", "nl"]
    assert list(values_of("--lang", ["--lang"])) == []
