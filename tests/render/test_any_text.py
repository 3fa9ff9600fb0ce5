"""Whatever a name, a note or a source says, documents and terminals get only text: nothing is forged by it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from regiorules.advice.advise import make_advice
from regiorules.advice.explain import explain
from regiorules.advice.model import Advice
from regiorules.authoring.testing.running import run
from regiorules.engine.engine import Engine
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, Source
from regiorules.render.advice_note import outline
from regiorules.render.blocks import Block, Branch, Bullets, Grid, Heading, Paragraph
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.markdown import render_markdown
from regiorules.render.renderer import Layout
from regiorules.render.text import render_blocks
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.stored import to_json
from regiorules.text import Text, visible, visible_json
from tests.mini import KNOWLEDGE, MINI, copied
from tests.paths import SHARED

HOSTILE = [SHARED / "hostile" / "F_markdown_fence.yaml", SHARED / "hostile" / "F_terminal_evil.yaml"]
HOSTILE.append(SHARED / "F21-escape.yaml")
COMMANDS = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b-\u200f\ufeff\ud800-\udfff]")
MARKUP = [
    "```",
    "~~~",
    "\n\n~~~\n",
    "\n\n```\n",
    "# h",
    "> q",
    "- x",
    "+ x",
    "* x",
    "1. x",
    "1) x",
    "===",
    "---",
    "\n---\n",
    "\n===\n",
    "    code",
    "\tcode",
    "[x](javascript:alert(1))",
    "![x](http://x)",
    "<script>alert(1)</script>",
    "<!-- x",
    "<http://x>",
    "| a | b |",
    "a|b",
    "*v* _v_ **v**",
    "`c`",
    "&lt; &#35;",
    "\\",
    "\\\n",
    "[x]: http://x",
    "a  \nb",
    "\x1b[2J\x1b[31m",
    "\x1b]8;;http://evil\x1b\\klik",
    "\a\0\b\r",
    "\u202eomgekeerd\u202c",
    "\u200b\ufeff",
    "x\u2028y\u2029z\x85q\x0bv\x0cf\x1cg",
    "\ud800",
    "👨‍👩‍👧 漢字 e\u0301\u0301\u0301",
    "\nregion.yaml:1:1: forged",
    "{0} %s {region}",
    "[bold]b[/bold]",
]
texts = st.one_of(
    st.sampled_from(MARKUP), st.text(max_size=30), st.lists(st.sampled_from(MARKUP), max_size=4).map("".join)
)
SOME = settings(max_examples=60, deadline=None)
ENGINE = Engine(KNOWLEDGE, "compiled")
MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def advice_with(text: str) -> Advice:
    """Advice in which everything that a user writes is that text."""
    region = Region(
        text,
        {
            "centre_municipality": Given(text, ("s",), {"nl": text, "en": text}),
            "trust": Given("low", ("s",), {"nl": text, "en": text}),
        },
        {"s": Source(text, text, text)},
        text,
    )
    return make_advice(ENGINE.assess(region), KNOWLEDGE, "nl", notes=[(text, Text(text, text))])


def explanation_with(text: str) -> list[Block]:
    """An explanation of it."""
    return list(explanation_blocks(explain(advice_with(text).assessment, KNOWLEDGE, "strained", "nl")))


def every_kind(text: str) -> list[Block]:
    """Each kind of block with that text in each of its places."""
    return [
        Heading(1, text),
        Heading(2, text),
        Heading(3, text, text),
        Paragraph(text),
        Paragraph(text, text),
        Bullets((text, text)),
        Bullets((text, text), text, numbered=True),
        Grid((text, text, text), ((text, text, text), (text, text, text))),
        Branch(text, (Branch(text, (Branch(text),)), Branch(text))),
        Paragraph("x"),
    ]


def shape(text: str) -> list[Any]:
    """What a reader of Markdown makes of it: the blocks and the marks in them, without the texts."""
    found = []
    for token in MARKDOWN.parse(text):
        inside = [
            (each.type, each.attrs.get("href"))
            for each in token.children or ()
            if each.type not in ("text", "text_special")
        ]
        found.append((token.type, token.tag, token.level, [each for each in inside if each[0] != "softbreak"]))
    return found


def documents(text: str) -> Iterable[list[Block]]:
    """An advice, an explanation, and each kind of block."""
    yield list(outline(advice_with(text)))
    yield explanation_with(text)
    yield every_kind(text)


def says_something(text: str) -> bool:
    """A text of which something is left to show."""
    return bool(visible(text).strip())


@SOME
@given(texts.filter(says_something))
def test_markdown_has_the_structure_of_a_plain_name(text: str) -> None:
    """Headings, lists, tables and emphasis are those of the note; no code, link, HTML or line comes from a text."""
    for evil, plain in zip(documents(text), documents("Naam"), strict=True):
        written = render_markdown(evil)
        assert shape(written) == shape(render_markdown(plain))
        assert not COMMANDS.search(written)
        assert written.count("\n") == render_markdown(plain).count("\n")


@SOME
@given(texts.filter(says_something))
def test_markdown_shows_the_text_itself(text: str) -> None:
    """What a reader of Markdown shows is the text, sign by sign, but for white space."""
    (_, inline, _) = MARKDOWN.parse(render_markdown([Paragraph(text)]))
    shown = "".join(each.content or " " for each in inline.children or ())
    assert "".join(shown.split()) == "".join(visible(text).split())


@SOME
@given(texts.filter(says_something), st.sampled_from([40, 100, 10_000]))
def test_text_has_the_lines_of_a_plain_name(text: str, width: int) -> None:
    """No line is added, no colour, no command; at any width it is written, however wide its letters."""
    for evil, plain in zip(documents(text), documents("x" * len(visible(text).strip())), strict=True):
        written = render_blocks(evil, Layout(width))
        assert not COMMANDS.search(written)
        if width == 10_000:
            assert written.count("\n") == render_blocks(plain, Layout(width)).count("\n")
        written.encode()


@SOME
@given(texts)
def test_json_is_the_same_data_without_a_command(text: str) -> None:
    """What is escaped is read back as it was; no bytes of it can reach a terminal as a command."""
    for data in ({"name": text, text: [text]}, text):
        written = to_json(data)
        assert json.loads(written) == data
        assert not COMMANDS.search(written)
        written.encode()
    assessment = advice_with(text).assessment
    assert not COMMANDS.search(assessment.to_json())
    assert json.loads(assessment.to_json())["region"] == text


@SOME
@given(texts)
def test_an_error_stays_one_line(text: str) -> None:
    """Whatever stands in its fields, its path or the name of its file, a problem is one line without commands."""
    problems = [
        Problem("duplicate_key", {"name": text, "line": 1}, Place(text or "x", 1, 1), text, text),
        Problem.of(Text(text, text), Place(f"x{text}")),
    ]
    for language in ("nl", "en"):
        said = InputError(problems).say(language)  # type: ignore[arg-type]
        assert len(said.splitlines()) <= 2
        assert not COMMANDS.search(said)
        said.encode()


@given(st.text())
@SOME
def test_visible_is_stable(text: str) -> None:
    """What is visible stays as it is, plain text stays as it is, and JSON of it needs no escapes."""
    shown = visible(text)
    assert visible(shown) == shown
    assert visible_json(shown) == shown
    if text.isprintable():
        assert shown == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plat", "plat"),
        ("een\ntwee\r\ndrie", "een twee drie"),
        ("aan het eind\n", "aan het eind"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\u202e", r"\u202e"),
        ("\U000e0041", r"\U000e0041"),
        ("é ½ 漢\xa0x", "é ½ 漢\xa0x"),
    ],
)
def test_how_it_is_shown(text: str, shown: str) -> None:
    """Breaks are spaces, what can't be seen is spelled, all else stays."""
    assert visible(text) == shown


# --- as a user meets it ------------------------------------------------------------------------------


@pytest.mark.skipif(not all(path.exists() for path in HOSTILE), reason="the shared inputs aren't here")
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_hostile_files(path: Path, format: str, tmp_path: Path) -> None:
    """Refused for their dates without anything raw; with real dates, notes of them have all the headings of any."""
    done = run("advise", path, "--format", format)
    assert not COMMANDS.search(done.out + done.err)
    dated = tmp_path / "dated.yaml"
    dated.write_text(re.sub(r'date: "[^"]*"', 'date: "2016"', path.read_text("utf-8")), "utf-8")
    headings = re.compile(r"^#+ .*$", re.MULTILINE)
    plain = run("advise", "--region", "Zeeland", "--full", "--format", "markdown").out
    for words in (("advise", dated, "--full"), ("explain", dated, "via_subregional"), ("questions", dated)):
        done = run(*words, "--format", format)
        assert (done.code, done.err) == (0, "")
        assert not COMMANDS.search(done.out)
        if words[0] == "advise" and format == "markdown":
            top = [each for each in headings.findall(plain) if each.startswith("## ")]
            found = [each for each in headings.findall(done.out) if each.startswith("## ")]
            assert found in (top, top[:-1])  # without the appendix where nothing was answered
            assert len(headings.findall(done.out)[0].split()) >= 5


@pytest.mark.parametrize("words", [("advise", "x\ny\x1b[2J.yaml"), ("x\x1b]0;t\a\ny",), ("advise", "--x\x1b\ny")])
def test_what_is_typed_wrong_is_said_plainly(words: tuple[str, ...]) -> None:
    """An option, a command or a file name with a command for the terminal in it."""
    done = run(*words)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert not COMMANDS.search(done.err)


def test_a_key_can_not_forge_an_error(tmp_path: Path) -> None:
    """A key with a newline in it is named on one line."""
    path = tmp_path / "x.yaml"
    path.write_text('region: X\nfacts:\n  "a\\nx.yaml:9:9: forged\\e[2J": 1\n')
    done = run("advise", path)
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert not COMMANDS.search(done.err)


def test_the_interview_shows_nothing_raw(tmp_path: Path) -> None:
    """Questions, options, titles and file names of a rule set with commands in its texts."""
    folder = copied(tmp_path)
    for name in ("ruleset.yaml", "rules.yaml", "terms.yaml"):
        text = (MINI / name).read_text("utf-8")
        text = re.sub(r"nl: ([A-Z][^,\"{}]*), en", r'nl: "\\e[2J\\n> \1", en', text)
        (folder / name).write_text(text.replace("nl: laag", 'nl: "laag\\n  9. vals"'), "utf-8")
    path = tmp_path / "x\x1b[2J.yaml"
    path.write_text("region: X\n")
    done = run("ask", path, "--ruleset", folder, stdin="waarom\n1\nwaarom\nterug\n?\nstop\n")
    assert done.code == 0, done.err
    assert r"\x1b[2J" in done.out
    assert not COMMANDS.search(done.out)
    assert not [line for line in done.out.splitlines() if line.startswith(("  9. vals", "> "))]


def test_a_workbook_holds_nothing_hidden() -> None:
    """Cells are read by people too: what can't be seen is spelled, and lines stay lines."""
    from openpyxl import load_workbook

    from regiorules.facts.workbook import workbook_content

    evil = "a\x1b[2J\u202eb\nc"
    region = Region(evil, {"centre_municipality": Given(evil, ("s",), {"nl": evil})}, {"s": Source(evil, evil, evil)})
    book = load_workbook(io.BytesIO(workbook_content(KNOWLEDGE.vocabulary, region)))
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert [cell for cell in cells if COMMANDS.search(cell)] == []
    assert "a\\x1b[2J\\u202eb\nc" in cells


def test_any_text_of_core(tmp_path: Path) -> None:
    """The rules of core have no text that would be shown otherwise than it is written."""
    core = load_rulesets(ruleset_folder("core"))
    written = to_json([each.text for each in core.conclusions.values()])
    assert "\\u" not in written
    advice = evolve(advice_with("x"), region="y")
    assert render_markdown(outline(advice)).startswith("# ")
