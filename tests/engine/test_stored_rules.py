"""Assessments kept as JSON: other rules never explain them, and nothing stands in one that doesn't follow."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

import regiorules
from regiorules.authoring.testing.regions import regions
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.errors import InputError
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests import mini
from tests.engine.keeping import ENGINE, FOUND, SOME, changed, said
from tests.mini import KNOWLEDGE, VOCABULARY


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """The mini rule set in another version."""
    folder = mini.copied(tmp_path)
    (folder / "ruleset.yaml").write_text(mini.changed("ruleset.yaml", "1.2.3", "1.3.0"))
    return load_rulesets(folder)


MORE = """\
ruleset: {id: more, version: 1.0.0, title: BOTH, source: {title: BOTH}, extends: [mini]}
facts: {extra: {type: yes_no, title: BOTH, question: BOTH}}
rules: {more-risk: {when: extra, then: strained, because: BOTH, statements: [S01], basis: source}}
"""


USES: list[Callable[[Any, Any], Any]] = [
    lambda found, knowledge: regiorules.explain(found, knowledge, "strained"),
    lambda found, knowledge: regiorules.make_advice(found, knowledge),
    lambda found, knowledge: regiorules.compare([found, found], knowledge),
    lambda found, knowledge: regiorules.what_changes(found, found, knowledge, {}),
    lambda found, knowledge: regiorules.rank_questions(found, knowledge),
    lambda found, knowledge: regiorules.plugin_notes(found, knowledge),
]


@pytest.mark.parametrize("use", USES)
def test_other_rules_never_explain_it(use: Callable[[Any, Any], Any], other: Any) -> None:
    """Both versions are named, wherever the assessment is used; with its own rules it is used as before."""
    stored = Assessment.from_json(FOUND.to_json())
    assert use(stored, KNOWLEDGE) == use(FOUND, KNOWLEDGE)
    with pytest.raises(InputError) as caught:
        use(stored, other)
    [problem] = caught.value.problems
    assert problem.code == "stored_rules"
    for language in ("nl", "en"):
        line = problem.say(language)
        assert "mini 1.2.3 (" in line
        assert "1.3.0 (" in line


def test_rules_that_are_gone_are_named(other: Any) -> None:
    """A rule set that isn't loaded at all; the same version with other files is another version too."""
    foreign = evolve(FOUND, rulesets=(evolve(FOUND.rulesets[0], id="gone"),))
    with pytest.raises(InputError, match=r"gone 1\.2\.3"):
        regiorules.explain(foreign, KNOWLEDGE, "strained")
    edited = evolve(FOUND, rulesets=(evolve(FOUND.rulesets[0], digest="0" * 64),))
    with pytest.raises(InputError, match="000000000000"):
        regiorules.explain(edited, KNOWLEDGE, "strained")


def test_rule_sets_beside_its_own_change_nothing(tmp_path: Path) -> None:
    """It is used with those that it was made with; of others it says nothing, and needs to say nothing."""
    folder = mini.copied(tmp_path)
    text = MORE.replace("BOTH", "{nl: x, en: x}")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "ruleset.yaml").write_text(text, encoding="utf-8")
    both = load_rulesets(folder, tmp_path / "more")
    used = FOUND.used(both)
    assert [each.id for each in used.rulesets] == ["mini"]
    assert "more-risk" not in used.rules
    assert FOUND.checked(both) == used
    with_two = Engine(both).assess(Region("R"))
    assert with_two.used(both) is both


def test_the_lower_of_two_severities_is_refused() -> None:
    """Both are given by rules that hold; the highest counts."""
    told = Region("R").tell(VOCABULARY, trust="low", strategy_agreed=False, budget=20)
    data = ENGINE.assess(told).to_data()
    state = data["conclusions"]["strained"]
    assert (len(state["rules"]), state["grade"]) == (2, "high")
    state["grade"] = "medium"
    edited = Assessment.from_data(data)
    assert said(lambda: regiorules.explain(edited, KNOWLEDGE, "strained")).startswith("conclusions.strained.grade: ")


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("facts/trust/value", "extreme", "facts.trust.value"),
        ("facts/trust/value", 3, "facts.trust.value"),
        ("facts/strategy_agreed/value", "no", "facts.strategy_agreed.value"),
        ("facts/domains/value", ["sport"], "facts.domains.value"),
        ("facts/domains/value", "work", "facts.domains.value"),
        ("facts/municipalities/value", [{"name": "Urk", "people": 3}], "facts.municipalities.value"),
        ("facts/municipalities/value", [{"name": 3}], "facts.municipalities.value"),
        ("facts/municipalities/value", {"name": "Urk"}, "facts.municipalities.value"),
        ("facts/large_cities/value", True, "facts.large_cities.value"),
        ("facts/trust/origin", "derived", "facts.trust"),
        ("parameters/fair_share", ..., "parameters"),
        ("conclusions/city_first", ..., "conclusions"),
        ("rules/talk-under-strain", {"status": "holds", "rests_on": [], "waits_for": []}, "rules.talk-under-strain"),
    ],
)
def test_what_these_rules_can_not_have_given_is_refused(path: str, value: Any, where: str) -> None:
    """A part that lacks, a value that the fact can't have: said where the assessment is used."""
    stored = Assessment.from_data(changed(path, value))
    for use in USES[:5]:
        assert said(lambda use=use: use(stored, KNOWLEDGE)).startswith(where)  # type: ignore[misc]


@pytest.mark.parametrize("section", ["facts", "rules", "conclusions"])
def test_a_part_that_these_rules_do_not_know_is_refused(section: str) -> None:
    """A fact with a value, a rule, or a conclusion that counts."""
    data = FOUND.to_data()
    template = {"facts": "trust", "rules": "strained-little-trust", "conclusions": "strained"}[section]
    data[section]["nowhere"] = copy.deepcopy(data[section][template])
    stored = Assessment.from_data(data)
    line = said(lambda: regiorules.explain(stored, KNOWLEDGE, "strained"))
    assert line == f"{section}: this is no valid assessment: nowhere doesn't exist here"


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("facts.municipalities.value.1.population", 90_000, "facts.large_cities.value"),  # a second large city
        ("facts.largest_share.value", 0.95, "facts.largest_share.value"),
        ("parameters.large_city", 5_000, "facts.large_cities.value"),
        ("parameters.fair_share", 0.95, "rules.one-centre-by-share.status"),
        ("facts.trust.value", "high", "rules.strained-little-trust.status"),
        ("facts.shape.value", "spread", "rules.city-first-one-centre.status"),
        ("facts.domains.value", ["work", "care"], "rules.spread-by-domains.rests_on"),  # it decides no more there
        ("conclusions.strained.grade", "watch", "conclusions.strained.grade"),
        ("conclusions.strained.grade", "enormous", "conclusions.strained.grade"),
        ("conclusions.strained.rests_on", [], "conclusions.strained.rests_on"),
        ("conclusions.strained.rests_on", ["municipalities"], "conclusions.strained.rests_on"),
        ("rules.strained-little-trust.rests_on", ["budget"], "rules.strained-little-trust.rests_on"),
        ("facts.large_cities.rests_on", ["trust"], "facts.large_cities.rests_on"),
        ("facts.budget.waits_for", ["centre_municipality"], "facts.budget.waits_for"),
        ("rules.strained-much-budget.waits_for", ["budget"], "rules.strained-much-budget.waits_for"),
    ],
)
def test_what_no_longer_follows_is_refused(path: str, value: Any, where: str) -> None:
    """A fact or an assumption that was changed afterwards never stands beside conclusions that don't follow from it."""
    data = FOUND.to_data()
    *steps, last = path.split(".")
    part: Any = data
    for step in steps:
        part = part[int(step) if isinstance(part, list) else step]
    part[last] = value
    kept = Assessment.from_data(data)
    for use in (
        lambda: regiorules.explain(kept, KNOWLEDGE, "strained"),
        lambda: regiorules.make_advice(kept, KNOWLEDGE),
    ):
        line = said(use)
        assert line.startswith(f"{where}: this is no valid assessment: this doesn't follow from the facts")


@SOME
@given(regions(VOCABULARY))
def test_whatever_is_assessed_follows(told: Region) -> None:
    """Nothing that was made here is taken for changed, conflicts and gaps included."""
    for parameters in ({}, {"large_city": 10_000, "fair_share": 0.25}):
        found = ENGINE.assess(evolve(told, parameters=parameters))
        assert Assessment.from_json(found.to_json()).checked(KNOWLEDGE) == KNOWLEDGE
