"""A text that can only be one of some: read in any spelling, kept in its own, and offered wherever it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.advice.questions import rank_questions
from regiorules.authoring.schemas import schema
from regiorules.engine.engine import Engine
from regiorules.errors import InputError
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.mini import messages
from tests.paths import DATA

DERIVED = DATA / "derived"
KNOWLEDGE = load_rulesets(DERIVED)
VOCABULARY = KNOWLEDGE.vocabulary
FACT = VOCABULARY.facts["chair"]


@pytest.mark.parametrize("word", ["een Wethouder", "EEN  WETHOUDER", "een-wethouder"])
def test_any_spelling_is_the_one_text(word: str) -> None:
    """As names are compared; what is kept is the text as the vocabulary has it."""
    region = Region("R").tell(VOCABULARY, chair=word)
    assert region.facts["chair"].value == "een Wethouder"
    assert FACT.decode(FACT.encode(word)) == "een Wethouder"


def test_another_text_is_refused() -> None:
    """With those that it can be, and the nearest of them."""
    [line] = messages(InputError, lambda: Region("R").tell(VOCABULARY, chair="een wethoudster"))
    assert line.endswith(
        "een wethoudster can't stand here; choose from: de Burgemeester, een Wethouder; did you mean een Wethouder?"
    )


def test_it_is_asked_with_its_texts(tmp_path: Path) -> None:
    """As a numbered list in an interview, with what each answer settles."""
    ranked = rank_questions(Engine(KNOWLEDGE, "compiled").assess(Region("R")), KNOWLEDGE)
    [question] = [each for each in ranked if each.fact == "chair"]
    assert [(each.value, each.holds) for each in question.answers] == [
        ("de Burgemeester", ("advised",)),
        ("een Wethouder", ()),
    ]
    path = tmp_path / "r.yaml"
    path.write_text("region: R\nfacts: {inhabitants: 50000, agreed: yes, trusted: yes}\n", "utf-8")
    code, out, _ = run("ask", path, "--ruleset", DERIVED, stdin="3\n2\n")
    assert code == 0
    assert "  1. de Burgemeester\n  2. een Wethouder\n" in out
    assert "3 kan hier niet; kies uit: de Burgemeester, een Wethouder" in out
    assert "chair: een Wethouder" in path.read_text("utf-8")


def test_a_questionnaire_and_a_schema_offer_its_texts(tmp_path: Path) -> None:
    """As a drop-down list in a workbook, and for an editor; any spelling is good there too."""
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "vragen.xlsx"
    assert run("questionnaire", "--output", path, "--ruleset", DERIVED)[0] == 0
    lists = [cell.value for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row]
    assert {"de Burgemeester", "een Wethouder"} <= set(lists)
    jsonschema = pytest.importorskip("jsonschema")
    check = jsonschema.Draft202012Validator(schema("region", vocabulary=lambda: VOCABULARY))
    for word, right in (("een Wethouder", True), ("EEN WETHOUDER", True), ("iemand", False)):
        assert check.is_valid({"region": "R", "facts": {"chair": word}}) is right
