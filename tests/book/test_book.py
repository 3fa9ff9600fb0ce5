"""The book of a rule set: all of it is there, links lead somewhere, and what is used where is told from both sides."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from regiorules.authoring.testing.running import run
from regiorules.book import Book, make_book
from regiorules.book.html import render_html
from regiorules.book.make import Tried
from regiorules.book.markdown import render_markdown
from regiorules.book.model import Entry, Link
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.mini import MINI
from tests.paths import DATA

FOLDERS = {"mini": MINI, "core": ruleset_folder("core"), "werkcentra": ruleset_folder("werkcentra")}
KNOWN = {
    "mini": load_rulesets(MINI),
    "core": load_rulesets(FOLDERS["core"]),
    "werkcentra": load_rulesets(FOLDERS["core"], FOLDERS["werkcentra"]),
}
RENDERERS = {"html": render_html, "markdown": render_markdown}


def book_of(name: str, language: Any = "nl") -> Book:
    return make_book(KNOWN[name], name, language, {})


def entries(book: Book) -> dict[str, Entry]:
    return {entry.anchor: entry for chapter in book.chapters for entry in chapter.entries}


def said(entry: Entry, lead: str) -> list[str]:
    """The texts of the line with this word in front."""
    found = (line.items for line in entry.lines if line.lead == lead)
    return [each.text if isinstance(each, Link) else each for items in found for each in items]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", RENDERERS)
@pytest.mark.parametrize("name", KNOWN)
def test_every_link_leads_to_one_place(name: str, form: str, language: Any) -> None:
    text = RENDERERS[form](book_of(name, language))
    anchors = re.findall(r'id="([^"]+)"', text)
    wanted = re.findall(r'href="#([^"]+)"' if form == "html" else r"\]\(#([^)]+)\)", text)
    assert len(anchors) == len(set(anchors))
    assert len(wanted) > 10
    assert set(wanted) <= set(anchors)
    assert text == RENDERERS[form](book_of(name, language))


def test_what_a_text_shows_stands_in_it_by_its_title(tmp_path: Path) -> None:
    """Where there is no region there is nothing to fill in; no reader sees how a text is written."""
    excepted = load_rulesets(DATA / "excepted")
    text = render_html(make_book(excepted, "excepted", "nl", {}))
    assert ">Een dorp loopt leeg" in text
    assert "[Naam] is klein." in text
    assert "{" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", KNOWN)
def test_all_that_a_rule_set_holds_is_in_it(name: str) -> None:
    knowledge = KNOWN[name]
    kinds = {
        "statement": knowledge.statements,
        "conclusion": knowledge.conclusions,
        "rule": {**knowledge.rules, **knowledge.replacements(name)},
        "table": knowledge.tables,
        "goal": knowledge.goals,
        "move": knowledge.moves,
        "fact": knowledge.vocabulary.facts,
        "parameter": knowledge.vocabulary.parameters,
    }
    wanted = {f"{kind}-{key}" for kind, all_ in kinds.items() for key, each in all_.items() if each.ruleset == name}
    found = {each for each in entries(book_of(name)) if not each.startswith(("history-", "change-"))}
    assert found == wanted


@pytest.mark.parametrize("name", KNOWN)
def test_what_a_rule_looks_at_says_so_too(name: str) -> None:
    """And what it concludes follows from it; a statement has the rules that rest on it beside it."""
    book = entries(book_of(name, "en"))
    rules = {each.title: each for anchor, each in book.items() if anchor.startswith("rule-")}
    for anchor, entry in book.items():
        kind, key = anchor.split("-", 1)
        if kind in ("fact", "conclusion", "parameter"):
            users = {rule for rule, each in rules.items() if key in said(each, "Looks at")}
            assert users == {*said(entry, "Used by")} & {*rules}
        if kind in ("fact", "conclusion"):
            makers = {rule for rule, each in rules.items() if said(each, "Then")[0].partition(":")[0] == key}
            assert makers == {*said(entry, "Follows from")} & {*rules}
        if kind == "statement":
            resting = {rule for rule, each in rules.items() if key in said(each, "Statements")}
            beside = {row[0].text for row in entry.table.rows if isinstance(row[0], Link)} if entry.table else set()
            assert resting == beside


@pytest.mark.parametrize("name", KNOWN)
def test_what_a_rule_says_of_a_fact_stands_wherever_it_is_named(name: str) -> None:
    """With its value, beside a statement and in its own entry: that a fact is no isn't that it is yes."""
    book = entries(book_of(name))
    rules = {rule.id: rule for rule in KNOWN[name].every_rule() if rule.ruleset == name}
    assert {key: said(book[f"rule-{key}"], "Dan") for key in rules} == {key: [each.says] for key, each in rules.items()}
    grids = [each.table for anchor, each in book.items() if anchor.startswith("statement-") and each.table]
    beside = {tuple(cell.text for cell in row if isinstance(cell, Link)) for grid in grids for row in grid.rows}
    assert beside <= {(key, each.text, each.says) for key, each in rules.items()}
    assert beside


def test_how_a_rule_is_tried() -> None:
    rule = next(iter(KNOWN["mini"].rules))
    book = make_book(KNOWN["mini"], "mini", "en", {rule: Tried(2, 1, ("a story",))})
    entry = entries(book)[f"rule-{rule}"]
    assert said(entry, "Tried") == ["2 times holding, 1 times not"]
    assert said(entry, "In scenarios") == ["a story"]


def test_no_text_is_markup(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MINI, tmp_path / "mini"))
    file = folder / "ruleset.yaml"
    file.write_text(file.read_text("utf-8").replace("Steden tellen.", "'<script>a|b `c` [d](#e)</script>'"), "utf-8")
    page, text = (render(make_book(load_rulesets(folder), "mini", "nl", {})) for render in RENDERERS.values())
    assert "<script>" not in page + text
    assert r"\<script\>a\|b \`c\` \[d\](\#e)\</script\>" in text


def test_the_command_writes_what_the_name_says(tmp_path: Path) -> None:
    page, text = tmp_path / "book.html", tmp_path / "book.md"
    for path in (page, text):
        assert run("book", str(MINI), "--output", str(path), "--lang", "en").code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert text.read_text("utf-8").startswith("# Small\n")
    assert run("book", str(MINI), "--lang", "en").out == text.read_text("utf-8")
    assert "times holding" in text.read_text("utf-8")


def test_a_decision_table_is_a_grid() -> None:
    """Its cells as they stand in the file, under what they are about, each conclusion with the rule that it is."""
    knowledge = load_rulesets(DATA / "tables")
    book = make_book(knowledge, "tabled", "en", {})
    table = entries(book)["table-approach"].table
    assert table is not None
    heads = [each.text if isinstance(each, Link) else each for each in table.header]
    assert heads == ["Row", "Who serves", "Trust", "→ Visit", "→ Strain"]
    found = [" ".join(each.text if isinstance(each, Link) else each for each in row) for row in table.rows]
    assert found == ["2 lokaal ja x -", "3 lokaal - - watch", "4 - nee ja high"]
    rules = [each.to for each in table.rows[2] if isinstance(each, Link)]
    assert rules == ["rule-approach-4-visit", "rule-approach-4-visit", "rule-approach-4-strained"]


def test_an_expression_heads_a_column_as_it_is_written(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MINI, tmp_path / "mini"))
    (folder / "t.csv").write_text("count(municipalities) > large_cities,→ talk\nja,x\n", "utf-8")
    because = "because: {nl: x, en: x}, statements: [S01], basis: source"
    (folder / "z.yaml").write_text(f"tables:\n  t: {{file: t.csv, {because}}}\n", "utf-8")
    table = entries(make_book(load_rulesets(folder), "mini", "en", {}))["table-t"].table
    assert table is not None
    assert "count(municipalities) > large_cities" in [each.text for each in table.header if isinstance(each, Link)]
