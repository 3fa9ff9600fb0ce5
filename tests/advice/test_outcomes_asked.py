"""Rule sets that know no route, risk or recommendation, as a decision model: their outcome is asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.advice.advise import make_advice
from regiorules.advice.questions import rank_questions, weights_of
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from tests.commands import flat, run
from tests.mini import KNOWLEDGE as MINI
from tests.paths import DATA


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rule set about fees, of which the fee stands at the head of the advice."""
    copy = shutil.copytree(DATA / "fees", tmp_path_factory.mktemp("outcome") / "fees")
    file = copy / "ruleset.yaml"
    text = file.read_text("utf-8")
    changed = text.replace("  fee:\n    type: number\n", "  fee:\n    type: number\n    in_summary: yes\n", 1)
    assert changed != text
    file.write_text(changed, "utf-8")
    return copy


@pytest.fixture(scope="module")
def knowledge(folder: Path) -> Knowledge:
    return load_rulesets(folder)


def test_all_that_may_come_out_counts_where_nothing_else_does(knowledge: Knowledge) -> None:
    assert weights_of(knowledge) == {"pays_much": 1, "fee": 1}
    assert weights_of(MINI).keys() == MINI.conclusions.keys()


@given(
    size=st.sampled_from([None, "small", "large"]),
    inhabitants=st.sampled_from([None, 10, 2_000_000]),
    shared=st.sampled_from([None, True, False]),
)
def test_something_is_asked_for_as_long_as_something_waits(
    knowledge: Knowledge, size: str | None, inhabitants: int | None, shared: bool | None
) -> None:
    """And the advice counts what is open, so that it never says that all is certain where it isn't."""
    told = {"size": size, "inhabitants": inhabitants, "shared": shared}
    known = {name: value for name, value in told.items() if value is not None}
    assessment = Engine(knowledge, "compiled").assess(Region("X").tell(knowledge.vocabulary, **known))
    waits = {*assessment.facts["fee"].waits_for, *assessment.conclusions["pays_much"].awaited}
    assert {each.fact for each in rank_questions(assessment, knowledge)} == waits
    expected = bool(assessment.facts["fee"].waits_for) + (assessment.conclusions["pays_much"].status == "open")
    advice = make_advice(assessment, knowledge)
    assert (advice.open_conclusions, bool(advice.questions)) == (expected, bool(waits))


def test_an_answer_says_what_comes_out(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("region: X\n", "utf-8")
    out = flat(run("questions", file, "--ruleset", folder)[1])
    assert "Punten: elke uitkomst telt voor één." in out
    assert "dan geldt: Bijdrage: 250" in out
    out = flat(run("advise", file, "--ruleset", folder)[1])
    assert "2 uitkomsten hangen nog af van onbekende feiten." in out
    assert "klein: geldt uitkomst Bijdrage: 250" in out


def test_the_interview_asks_for_it_and_says_what_came_out(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("region: X\n", "utf-8")
    code, out, err = run("ask", file, "--ruleset", folder, stdin="waarom\nklein\nterug\n?\nstop\n")
    assert (code, err) == (0, "")
    said = flat(out)
    assert "Deze vraag bepaalt mee: - bevinding: Betaalt veel - uitkomst: Bijdrage" in said
    assert "Bij het antwoord klein: uitkomst: Bijdrage — 250" in said
    assert "Nu zeker: uitkomst: Bijdrage — 250" in said
    assert "Niet meer zeker: uitkomst: Bijdrage" in said
