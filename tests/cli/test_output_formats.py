"""Writing with --output: the name of the file says the format, or is refused where it contradicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regiorules.authoring.testing.running import Done, run
from tests.cli.writing import Bytes, go, plugin
from tests.commands import detail
from tests.mini import MINI


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.txt", b"\nAdvies"),
        ("x.md", b"# Advies"),
        ("x.MARKDOWN", b"# Advies"),
        ("x.json", b"{"),
        ("x.html", b"<!doctype html>"),
        ("x.HTM", b"<!doctype html>"),
        ("x.bin", b"\0\1"),
        ("x.BLOB", b"\0\1"),
        ("x", b"Advies"),
        ("x.2016", b"Advies"),
    ],
)
def test_the_name_of_the_file_says_the_format(here: Path, name: str, begins: bytes) -> None:
    """Each format that has a suffix, a plugin's too; without a known one it is text."""
    assert go("advise", "region.yaml", "--ruleset", MINI, "--output", name).code == 0
    assert (here / name).read_bytes().lstrip(b"\n").startswith(begins.lstrip(b"\n"))


def test_a_report_as_pdf(here: Path) -> None:
    """The name of the file says that too; on a terminal or in a pipe it is bytes."""
    pytest.importorskip("weasyprint")
    assert go("advise", "region.yaml", "--ruleset", MINI, "--output", "x.pdf").code == 0
    assert (here / "x.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("command", ["explain", "questions", "whatif", "compare", "history"])
def test_only_the_advice_is_a_report(here: Path, command: str) -> None:
    """Another document isn't written as a page."""
    (here / "b.yaml").write_text("region: B\n")
    (here / "c.yaml").write_text("region: C\n")
    more = {"explain": ["strained"], "whatif": ["--set", "trust=high"], "compare": ["b.yaml"]}.get(command, [])
    rules = [] if command == "compare" else ["--ruleset", MINI]
    done = go(command, "c.yaml", *more, *rules, "--output", "x.html")
    assert done.code == 2
    assert "geen uitvoervorm schrijft een bestand op .html" in done.err


@pytest.mark.parametrize("command", ["explain", "questions", "whatif", "compare", "history"])
def test_the_name_says_the_format_of_every_note(here: Path, command: str) -> None:
    """The other documents follow the name of the file as the advice does."""
    (here / "b.yaml").write_text("region: B\n")
    more = {"explain": ["strained"], "whatif": ["--set", "trust=high"], "compare": ["b.yaml"]}.get(command, [])
    rules = [] if command == "compare" else ["--ruleset", MINI]
    region = here / "c.yaml"
    region.write_text("region: C\n")
    for name, begins in (("x.json", ("{", "[")), ("x.md", ("#", "*"))):
        done = go(command, region, *more, *rules, "--output", name)
        assert (done.code, done.err) == (0, f"geschreven: {name}\n")
        assert (here / name).read_text("utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--output", "x.md", "--format", "json"), "een bestand op .md is er voor markdown, niet voor json"),
        (("--output", "x.bin", "--format", "text"), "een bestand op .bin is er voor bytes, niet voor text"),
        (("--output", "x.json", "--format", "bytes"), "een bestand op .json is er voor json, niet voor bytes"),
        (
            ("--output", "x.docx"),
            "geen uitvoervorm schrijft een bestand op .docx (wel: .bin, .blob, .html, .htm, .json,",
        ),
        (("--output", "x.odt"), "geen uitvoervorm schrijft een bestand op .odt (wel:"),
        (("--output", "x.docx", "--format", "text"), "een bestand op .docx is iets anders dan text"),
        (("--output", "x.PDF", "--format", "json"), "een bestand op .pdf is er voor pdf, niet voor json"),
        (("--output", "x.png", "--format", "markdown"), "een bestand op .png is iets anders dan markdown"),
        (("--output", "x.YAML"), "geen uitvoervorm schrijft een bestand op .yaml (wel:"),
        (("--output", "x.htlm"), "geen uitvoervorm schrijft een bestand op .htlm (wel:"),
    ],
)
def test_a_name_that_contradicts_is_refused(here: Path, words: tuple[str, ...], said: str) -> None:
    """A format that isn't that of the name, or a name that no format has: one line, and no file."""
    done = go("advise", "region.yaml", "--ruleset", MINI, *words)
    assert (done.code, done.out) == (2, "")
    assert detail(done.err).startswith(f"{words[1]}: {said}")
    assert len(done.err.splitlines()) == 1
    assert not (here / words[1]).exists()


def test_a_format_that_is_asked_for_may_have_any_other_name(here: Path) -> None:
    """What no format claims is the user's to choose."""
    assert go("advise", "region.yaml", "--ruleset", MINI, "--format", "json", "--output", "x.yaml").code == 0
    assert (here / "x.yaml").read_text("utf-8").startswith("{")


@pytest.mark.parametrize("name", ["x.xlsx", "x.docx", "x.pdf", "x.md", "x.yaml"])
def test_a_schema_is_json(here: Path, name: str) -> None:
    """It doesn't get the name of something else; one that says nothing will do."""
    done = go("schema", "region", "--ruleset", MINI, "--output", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"{name}: een bestand op {Path(name).suffix} is iets anders dan JSON")
    assert not (here / name).exists()
    for other in ("x.json", "x.schema", "x"):
        assert go("schema", "region", "--ruleset", MINI, "--output", other).code == 0


def test_a_suffix_of_several_formats(here: Path) -> None:
    """What is built in goes first; of two plugins the user chooses; either may be asked for by name."""

    class Other(Bytes):
        name = "other"
        suffixes = (".bin", ".txt")

    both = {"both": plugin(Bytes(), Other())}

    def advise(*words: str) -> Done:
        return run("advise", "region.yaml", "--ruleset", MINI, *words, plugins=both)

    assert advise("--output", "x.txt").code == 0
    assert (here / "x.txt").read_bytes().startswith(b"Advies")
    done = advise("--output", "x.bin")
    assert (done.code, done.err) == (
        2,
        "x.bin: meer uitvoervormen schrijven een bestand op .bin; zeg met --format welke: bytes, other\n",
    )
    for name in ("x.bin", "x.txt"):
        assert advise("--output", name, "--format", "other").code == 0
        assert (here / name).read_bytes().startswith(b"\0\1")


@pytest.mark.parametrize("suffixes", [None, ".docx", 3, (None,), ("docx",), {".docx": 1}])
def test_suffixes_that_aren_t_any_are_named(here: Path, suffixes: Any) -> None:
    """A renderer that claims something else than endings of files is left out and named; the others go on."""

    class Wrong(Bytes):
        pass

    Wrong.suffixes = suffixes
    done = run("advise", "region.yaml", "--ruleset", MINI, "--output", "x.own", plugins={"wrong": plugin(Wrong())})
    assert (done.code, (here / "x.own").read_text("utf-8")[:8]) == (3, "Advies v")
    assert "suffixes" in done.err
    assert "wrong" in done.err
