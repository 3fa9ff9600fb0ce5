"""A name in a rule is the name in a region, however either of them is spelled; both are shown as they were written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from regiorules import Engine, Region, explain
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from tests.mini import mistakes
from tests.rules.tables.reading import ruleset
from tests.spellings import spellings

NAMES = ("Súdwest-Fryslân", "'s-Gravenhage", "Bergen op Zoom", "Etten-Leur")
EXECUTORS = ["compiled", *(["durable"] if rete.available() else [])]
RULES = """
rules:
  one: {{when: 'centre_municipality == "{0}"', then: strained, {more}}}
  listed: {{when: 'centre_municipality in ("Urk", "{0}")', then: talk, {more}}}
  among: {{when: 'any(municipalities, name == "{0}")', then: city_first, {more}}}
"""
MORE = "because: {nl: Want., en: As.}, statements: [S01], basis: source"


class Known(dict[str, Knowledge]):
    """Knowledge by name; shown in short, as a property shows what it was given."""

    def __repr__(self) -> str:
        return "Known()"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """For each name rules that ask for it: alone, in a list, and among the municipalities."""
    made = Known()
    for number, name in enumerate(NAMES):
        folder = ruleset(
            tmp_path_factory.mktemp(f"n{number}"), "centre_municipality,→ talk\nUrk,x\n", more=f"hit: collect, {MORE}"
        )
        (folder / "rules.yaml").write_text(
            (folder / "rules.yaml").read_text(encoding="utf-8").split("rules:")[0]
            + RULES.format(name.replace("'", "''"), more=MORE),
            encoding="utf-8",
        )
        made[name] = load_rulesets(folder)
    return made


def assess(knowledge: Knowledge, spelt: str, executor: str) -> Assessment:
    facts = {"centre_municipality": spelt, "municipalities": [{"name": spelt, "population": 10}]}
    return Engine(knowledge, executor).assess(Region("Z").tell(knowledge.vocabulary, **facts))


@pytest.mark.parametrize("executor", EXECUTORS)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(pair=spellings(NAMES))
def test_a_rule_about_a_name_holds_for_every_spelling(pair: tuple[str, str], executor: str, named: Known) -> None:
    """Alone, in a list and in a record; another name stays another."""
    name, typed = pair
    found = assess(named[name], typed, executor)
    assert {each for each, state in found.conclusions.items() if state.status == "holds"} == {
        "strained",
        "talk",
        "city_first",
    }
    assert found.value("centre_municipality") == typed.strip()
    other = assess(named[name], "Hoogezand", executor)
    assert not [each for each, state in other.conclusions.items() if state.status == "holds"]


def test_an_explanation_shows_what_was_written(named: Known) -> None:
    """The name of the rule in the condition, that of the region as what was seen."""
    knowledge = named["Etten-Leur"]
    found = assess(knowledge, "ETTEN LEUR", "compiled")
    steps = [explain(found, knowledge, name).proof.steps[0].steps[0] for name in ("strained", "talk")]
    assert [each.text for each in steps] == ["Centrumgemeente is Etten-Leur", "Centrumgemeente is Urk of Etten-Leur"]
    assert [each.value for each in steps] == ["Centrumgemeente: ETTEN LEUR"] * 2


def test_rows_for_one_name_overlap(tmp_path: Path) -> None:
    """A row for another spelling of the name of an earlier row can never be first."""
    text = "centre_municipality,→ talk\nEtten-Leur,x\nETTEN LEUR,x\n"
    (line,) = mistakes(ruleset(tmp_path, text, more=f"hit: unique, {MORE}"))
    assert "t.csv:A3" in line
