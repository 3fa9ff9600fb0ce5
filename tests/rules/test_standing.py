"""What of some rules counts for a region on a day: which facts matter, what changed, and why the rest doesn't count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge, RuleChange, Scope
from regiorules.rules.standing import Standing
from regiorules.text import Text
from tests.mini import KNOWLEDGE, VOCABULARY
from tests.paths import DATA

DAY, EVE = date(2026, 1, 1), date(2025, 12, 31)
MINI = KNOWLEDGE.rulesets[0]
TALK = KNOWLEDGE.rules["talk-under-strain"]


def trial(**settings: Any) -> Knowledge:
    """The mini rule set, and one for Noord since 2026, with one of each kind of its own."""
    facts, parameters = VOCABULARY.facts, VOCABULARY.parameters
    own = {"ruleset": "trial"}
    return evolve(
        KNOWLEDGE,
        rulesets=(MINI, evolve(MINI, id="trial", applies=Scope(("Noord",), valid_from=DAY))),
        rules={**KNOWLEDGE.rules, "trial-rule": evolve(TALK, id="trial-rule", target="tried", **own)},
        conclusions={**KNOWLEDGE.conclusions, "tried": evolve(KNOWLEDGE.conclusions["talk"], id="tried", **own)},
        vocabulary=evolve(
            VOCABULARY,
            facts={**facts, "extra": evolve(facts["budget"], id="extra", **own)},
            parameters={**parameters, "limit": evolve(parameters["fair_share"], id="limit", **own)},
        ),
        **settings,
    )


@pytest.mark.parametrize(
    ("region", "on", "counts"), [("Noord", DAY, True), ("Noord", EVE, False), ("Zuid", DAY, False)]
)
def test_the_facts_and_assumptions_of_a_rule_set_matter_where_it_applies(region: str, on: date, counts: bool) -> None:
    """Elsewhere only those that are given already."""
    known = trial()
    plain = known.vocabulary_of(region, on)
    assert ("extra" in plain.facts, "limit" in plain.parameters) == (counts, counts)
    assert {"budget", "trust"} <= plain.facts.keys()
    given = known.vocabulary_of(region, on, ["extra"])
    assert ("extra" in given.facts, "limit" in given.parameters) == (True, counts)


def test_a_day_turns_what_counts_only_where_the_rule_set_applies() -> None:
    """That of the rule set, and of a rule in it."""
    known = trial()
    later = evolve(known.rules["trial-rule"], valid_from=date(2027, 1, 1))
    dated = evolve(known, rules={**known.rules, later.id: later})
    assert (dated.days("Noord"), dated.days("Zuid")) == ((DAY, date(2027, 1, 1)), ())
    assert (dated.is_dated("Noord"), dated.is_dated("Zuid")) == (True, False)


def test_a_rule_set_replaces_some_rules_and_switches_others_off() -> None:
    """Each change is that of one rule set; what is switched off is kept beside what counts."""
    other = evolve(TALK, id="other", ruleset="trial")
    changes = (
        RuleChange("talk-under-strain", Text("x", "x"), "trial", other),
        RuleChange("strained-much-budget", Text("x", "x"), "trial"),
        RuleChange("strained-little-trust", Text("x", "x"), "elsewhere", other),
    )
    known = trial(changes=changes)
    assert known.replacements("trial") == {"talk-under-strain": other}
    assert known.replacements("mini") == {}
    used = known.only(["mini", "trial"], DAY)
    assert used.off == {"strained-much-budget": changes[1]}
    assert "strained-much-budget" not in used.rules
    assert "strained-little-trust" in used.rules


@pytest.mark.parametrize(
    ("region", "on", "why"), [("Noord", DAY, None), ("Noord", EVE, "not_in_force"), ("Zuid", DAY, "not_here")]
)
def test_why_something_does_not_count(region: str, on: date, why: str | None) -> None:
    """A conclusion of a rule set, or one with no other rules; a fact that is asked can always be settled."""
    known = trial()
    rules = {**known.rules, "more": evolve(known.rules["trial-rule"], id="more", target="city_first")}
    rules.pop("city-first-one-centre")
    rules["asked"] = evolve(rules["more"], id="asked", target="budget")
    rules["own"] = evolve(rules["more"], id="own", target="shape")
    only = {name: each for name, each in rules.items() if each.target != "shape" or name == "own"}
    known = evolve(known, rules=only)
    standing = Standing(known, known.at(region, on), region, on.isoformat())
    facts, conclusions = known.vocabulary.facts, known.conclusions
    assert [standing.of(conclusions[name]) for name in ("tried", "city_first", "strained")] == [why, why, None]
    assert [standing.of(facts[name]) for name in ("shape", "budget", "large_cities")] == [why, None, None]
    assert standing.scope("trial") == Scope(("Noord",), valid_from=DAY)
    assert standing.scope("gone") == Scope()


def test_what_a_rule_gives_is_data_as_it_is_written() -> None:
    """A number, a calculation, or that a conclusion holds."""
    rules = load_rulesets(DATA / "fees").rules
    names = ("fee-flat", "fee-by-inhabitants", "pays-much")
    assert [rules[name].plain for name in names] == [250, "inhabitants * rate", True]
