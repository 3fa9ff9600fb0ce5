"""Counts in texts: one thing is one, in Dutch and in English, wherever a count is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve

from regiorules import Advice, Engine, load, make_advice, read_region, render_advice
from regiorules.errors import Problem
from regiorules.render.change_notes import questions_blocks
from regiorules.render.renderer import Layout
from regiorules.render.text import render_blocks
from regiorules.text import LANGUAGES, Language, fill
from tests.commands import run
from tests.mini import MINI
from tests.paths import REGIONS

KNOWLEDGE = load("core")
ASSESSMENT = Engine(KNOWLEDGE).assess(read_region(REGIONS / "haaglanden.yaml", KNOWLEDGE.vocabulary))
CLOSE = re.compile(
    r"\b1 (?:\w+(?:ies|en)\b(?! of)|fouten|errors|risico's|risks|conclusions|points|checks|values|lines|seconds)"
)


def counting(count: int, language: Language) -> Advice:
    """Advice in which that many things are open, and wait."""
    advice = make_advice(ASSESSMENT, KNOWLEDGE, language)
    assert advice.questions
    questions = tuple(evolve(each, weight=count, score=float(count)) for each in advice.questions)
    return evolve(advice, open_conclusions=count, questions=questions)


@pytest.mark.parametrize("count", [0, 1, 2, 1.5, "1", "11"])
def test_the_first_word_is_for_one_only(count: object) -> None:
    """A number, or its text as it is shown; a text without counts is filled as ever."""
    one = count in (1, "1")
    assert fill("{count} {count:regel|regels}", count=count) == f"{count} {'regel' if one else 'regels'}"
    assert fill("{a:>3}{{}}{b[0]}", a=1, b=["x"]) == "  1{}x"


NOTE = {
    "nl": ("1 risico, advies of route hangt nog af van onbekende feiten",),
    "en": ("1 risk, recommendation or route still depends on unknown facts",),
}
SCORE = {
    "nl": "legt gemiddeld voor 1 punt vast.",
    "en": "settles 1 point on average.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_open_thing_is_one(language: Language) -> None:
    """In the note and in the list of questions; of two things there are two."""
    one, two = (counting(count, language) for count in (1, 2))
    wide = Layout(10_000, False)
    for kind in ("text", "markdown"):
        said = " ".join(render_advice(one, kind).replace("\\", "").split())
        assert all(each in said for each in NOTE[language])
        assert not CLOSE.search(said)
    assert SCORE[language] in render_blocks(questions_blocks(one), wide)
    assert not any(each in render_advice(two) for each in NOTE[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_of_what_is_counted_on_the_command_line(tmp_path: Path, language: Language) -> None:
    """Errors and warnings of lint, and checks of scenarios."""
    (tmp_path / "x.yaml").write_text("region: X\nfacts: {trust: x}\n", "utf-8")
    out = run("lint", tmp_path / "x.yaml", "--ruleset", MINI, "--lang", language)[1]
    assert {"nl": ": 1 fout.", "en": ": 1 error."}[language] in out


PROBLEMS = [
    ("csv_row", {"count": 1, "wanted": 4}, "deze rij heeft 1 waarde in", "this row has 1 value instead"),
    ("more_problems", {"count": 1}, "en nog 1 van", "and 1 more line like these"),
    ("plugin_stays", {"limit": "1"}, "na 1 seconde is", "after 1 second "),
    ("csv_row", {"count": 3, "wanted": 4}, "deze rij heeft 3 waarden in", "this row has 3 values instead"),
]


@pytest.mark.parametrize(("code", "fields", "dutch", "english"), PROBLEMS)
def test_one_in_what_is_wrong(code: str, fields: dict[str, object], dutch: str, english: str) -> None:
    """The messages too."""
    assert dutch in Problem(code, fields).say("nl")
    assert english in Problem(code, fields).say("en")
