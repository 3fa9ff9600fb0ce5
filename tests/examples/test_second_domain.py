"""Another field of policy goes through everything, and no word of employer services or labour markets goes with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest

from regiorules import Engine, explain, load, make_advice, read_region, render_advice
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.notes import render_note
from regiorules.render.renderer import Layout
from regiorules.text import LANGUAGES, Language
from tests.commands import run
from tests.paths import ROOT

DOMAINS = ROOT / "examples" / "domains"
RULES = DOMAINS / "jeugdzorg"
REGIONS = (DOMAINS / "duinrand.yaml", DOMAINS / "veenrand.yaml")
FOREIGN = re.compile(
    r"arbeidsmarkt|labour|werkgever|employer|werkzoek|jobseek|\buwv\b|suwi|\bmkb\b|\bsme|servicepunt|service.point"
    r"|centrumgemeente|centre.municipalit|subregio|inwoner|inhabitant|flevoland|zeeland|\bcore\b|narrow|broad",
    re.IGNORECASE,
)
KNOWLEDGE = load(RULES)


def clean(text: str) -> str:
    """The text, in which nothing is of another domain."""
    found = FOREIGN.search(text)
    assert found is None, text[max(0, found.start() - 60) : found.end() + 60]
    return text


def said(*words: object, stdin: str = "") -> str:
    """What a command says about this domain, which succeeds."""
    code, out, err = run(*words, "--ruleset", RULES, stdin=stdin)
    assert code == 0, err
    return clean(out)


def test_it_is_as_large_as_it_says() -> None:
    """Twelve facts, fifteen rules, two addressees, three levels, no records and no routes."""
    facts = KNOWLEDGE.vocabulary.facts
    assert (len(facts), len(KNOWLEDGE.rules)) == (12, 15)
    assert [len(KNOWLEDGE.terms[name]) for name in ("addressee", "level", "path")] == [2, 3, 0]
    assert not [fact for fact in facts.values() if fact.type == "records"]
    assert {each.kind for each in KNOWLEDGE.conclusions.values()} == {"risk", "recommendation"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["text", "markdown", "json"])
@pytest.mark.parametrize("region", REGIONS, ids=lambda path: path.stem)
def test_the_advice_speaks_of_its_own_domain(region: Path, format: str, language: Language) -> None:
    """In every format and language; with its title, and without a heading for the routes that it doesn't have."""
    out = said("advise", region, "--format", format, "--lang", language)
    title = {"nl": "Advies voor de jeugdregio ", "en": "Advice for the youth-care region "}[language]
    heads = {"nl": "De route", "en": "The route"}
    if format == "json":
        data = json.loads(out)["advice"]
        assert data["words"]["title"].startswith(title)
        assert (data["choices"], data["kinds"]) == ([], ["risk", "recommendation"])
    else:
        assert title in out
        assert heads[language].casefold() not in out.casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_explanation_speaks_of_its_own_domain(language: Language) -> None:
    """Of each conclusion and fact, for both regions."""
    engine = Engine(KNOWLEDGE, "compiled")
    for path in REGIONS:
        assessment = engine.assess(read_region(path, KNOWLEDGE.vocabulary))
        for name in (*KNOWLEDGE.conclusions, *KNOWLEDGE.vocabulary.facts):
            note = explain(assessment, KNOWLEDGE, name, language)
            clean(render_note(note, explanation_blocks, "text", Layout(100, False, False)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_commands_speak_of_their_own_domain(language: Language) -> None:
    """Questions, what if, compare, the rules, the facts, the statements; its scenarios and lint are clean."""
    lang = ("--lang", language)
    said("questions", REGIONS[0], *lang)
    assert "Duinrand" in said("whatif", REGIONS[0], "--set", "waiting=rarely", *lang)
    compared = said("compare", *REGIONS, *lang)
    assert {"nl": "Jeugdregio's naast elkaar", "en": "Youth-care regions side by side"}[language] in compared
    for command in ("rules", "facts", "statements"):
        said(command, *lang)
    assert run("test", RULES, "--coverage", *lang)[0] == 0
    assert run("lint", RULES, *REGIONS, "--ruleset", RULES, *lang)[0] == 0


def test_an_interview_goes_to_its_end(tmp_path: Path) -> None:
    """Every question is asked once, and the answers are saved."""
    path = tmp_path / "mine.yaml"
    path.write_text("region: Nieuwland\n", "utf-8")
    asked = [fact for fact in KNOWLEDGE.vocabulary.facts.values() if fact.asked]
    out = said("ask", path, stdin="1\n" * (2 * len(asked)))
    assert "Klaar:" in out
    assert 3 <= len(read_region(path, KNOWLEDGE.vocabulary).facts) <= len(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questionnaire_speaks_of_its_own_domain(tmp_path: Path, language: Language) -> None:
    """It has no sheet for municipalities and no list of regions; filled in it gives the same region."""
    path = tmp_path / "q.xlsx"
    assert run("questionnaire", REGIONS[0], "--ruleset", RULES, "--output", path, "--lang", language)[0] == 0
    book = openpyxl.load_workbook(path)
    heads = [str(cell) for row in book.worksheets[0].iter_rows(max_col=1, values_only=True) for cell in row if cell]
    assert not [head for head in heads if re.search("Bekende|Known|Lijst|List", head)]
    clean(" ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell))
    vocabulary = KNOWLEDGE.vocabulary
    engine = Engine(KNOWLEDGE, "compiled")
    back = said("advise", path, "--format", "json")
    plain = render_advice(make_advice(engine.assess(read_region(REGIONS[0], vocabulary)), KNOWLEDGE), "json")
    assert json.loads(back)["advice"]["risks"] == json.loads(plain)["advice"]["risks"]
