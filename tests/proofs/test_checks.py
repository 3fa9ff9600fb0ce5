"""Faults that are sown in a rule set: each is found, and the region that comes with it shows it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.authoring.lint.certain import without_effect
from regiorules.engine.engine import Engine
from regiorules.errors import RuleSetError
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests.proofs.sown import HEAD, ON, findings, sown, table


def codes(folder: Path) -> list[str]:
    found = findings(folder)
    assert all(each.settled for each in found), [each.problem.say("en") for each in found if not each.settled]
    return [each.problem.code for each in found]


def outcome(folder: Path, facts: Mapping[str, Any]) -> Any:
    """What the engine makes of some facts in outer form."""
    knowledge = load_rulesets(folder)
    prepared = Engine(knowledge, "compiled").prepare(Region(""), ON)
    known = knowledge.vocabulary.facts
    return prepared.executor.run({name: known[name].encode(value) for name, value in facts.items()})


def test_nothing_is_found_where_nothing_is_wrong(tmp_path: Path) -> None:
    assert codes(sown(tmp_path)) == []


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"talk_more": "{when: trust == low and trust == high, then: talk, GROUNDS}"}, "check_never_holds"),
        ({"talk_more": "{when: budget >= 0, then: spend, GROUNDS}"}, "check_never_fails"),
        ({"spend_on_many": "{when: 'agreed or budget > 100', then: spend, GROUNDS}"}, "check_leaf_never"),
        ({"spend_on_many": "{when: 'agreed and budget <= 100', then: spend, GROUNDS}"}, "check_leaf_always"),
        ({"talk_more": "{when: not trust > low, then: talk, GROUNDS}"}, "check_duplicate"),
        ({"spend_more": '{when: "count(projects) >= 6", then: spend, GROUNDS}'}, "check_implied"),
    ],
)
def test_a_rule_that_adds_nothing_is_found(tmp_path: Path, rules: dict[str, str], expected: str) -> None:
    """By proof: there is no region to show."""
    assert expected in codes(sown(tmp_path, **rules))


def test_a_rule_that_holds_sooner_adds_something(tmp_path: Path) -> None:
    """It is implied where all is known, and not while the pace is open."""
    rules = {"spend_on_many": "{when: pace == slow, then: spend, GROUNDS}", "spend_on_costly": ""}
    head = HEAD.replace("    asked: no\n", "    question: {nl: Hoe?, en: How?}\n")
    assert "check_implied" in codes(sown(tmp_path, **rules, spend_low="{when: trust == low, then: spend, GROUNDS}"))
    assert "check_implied" not in codes(
        sown(tmp_path, head=head, **rules, spend_low="{when: trust == low, then: spend, GROUNDS}")
    )


@pytest.mark.parametrize(
    ("rules", "expected", "shows"),
    [
        ({"slow": "{when: trust <= high, then: {pace: slow}, GROUNDS}"}, "check_conflict", {"trust": "high"}),
        ({"talk_first": '{when: "trust <= medium", then: talk, GROUNDS}'}, "check_together", {"trust": "medium"}),
        ({"talk_first": '{when: "trust == low and agreed", then: talk, GROUNDS}'}, "check_none_of", None),
        ({"wait_for_money": "{when: budget < 10, then: wait, GROUNDS}"}, "check_together", None),
    ],
)
def test_a_region_shows_what_is_wrong(
    tmp_path: Path, rules: dict[str, str], expected: str, shows: dict[str, Any] | None
) -> None:
    found = [each for each in findings(sown(tmp_path, **rules)) if each.problem.code == expected]
    assert found
    for each in found:
        result = outcome(tmp_path, each.region)
        assert shows is None or dict(each.region) == shows
        if expected == "check_conflict":
            assert "pace" in result.conflicts
        else:
            holding = [name for name in each.follows if result.values.get(name)]
            assert len(holding) == (0 if expected == "check_none_of" else 2)


def test_a_table_with_a_gap_is_found(tmp_path: Path) -> None:
    declared = table(tmp_path, "< 10;slow", ">= 20;fast")
    found = findings(sown(tmp_path, tables=declared, slow="", fast=""))
    gap = next(each for each in found if each.problem.code == "check_table_gap")
    assert 10 <= gap.region["budget"] < 20
    assert outcome(tmp_path, gap.region).values.get("pace") is None


def test_a_row_that_others_mask_is_found(tmp_path: Path) -> None:
    """Neither row before it covers it alone, so that reading the table doesn't see it."""
    declared = table(tmp_path, "< 30;slow", "> 20;fast", "[10..40];fast", hit="first")
    masked = [each.problem.fields["name"] for each in findings(sown(tmp_path, tables=declared, slow="", fast=""))]
    assert "pace-table-4" in masked


def test_two_rows_that_may_hold_together_are_refused_when_they_are_read(tmp_path: Path) -> None:
    declared = table(tmp_path, "<= 10;slow", ">= 10;fast")
    with pytest.raises(RuleSetError) as caught:
        findings(sown(tmp_path, tables=declared, slow="", fast=""))
    assert [each.code for each in caught.value.problems] == ["table_overlap"]


def test_a_position_that_no_region_comes_to_is_found(tmp_path: Path) -> None:
    assert "check_position" in codes(sown(tmp_path, fast=""))


def test_days_between_two_versions_are_found(tmp_path: Path) -> None:
    old = '{when: "count(projects) >= 5", then: spend, valid_until: 2025-12-31, GROUNDS}'
    new = '{when: "count(projects) >= 4", then: spend, valid_from: DAY, GROUNDS}'
    joined = sown(tmp_path, spend_on_many=old, spend_on_some=new.replace("DAY", "2026-01-01"))
    assert codes(joined) == []
    found = findings(sown(tmp_path, spend_on_many=old, spend_on_some=new.replace("DAY", "2026-03-01")))
    assert [each.problem.code for each in found] == ["check_dates"]
    assert (found[0].problem.fields["first"], found[0].problem.fields["last"]) == ("2026-01-01", "2026-02-28")


def test_a_list_of_any_length_is_reckoned_with(tmp_path: Path) -> None:
    """Five projects are needed, more than the solver looks at first; and nothing is claimed of fifty."""
    many = '{when: "count(projects) >= 35", then: spend, GROUNDS}'
    assert codes(sown(tmp_path, spend_on_many=many)) == []
    found = findings(sown(tmp_path, spend_on_many=many.replace("35", "500")))
    assert [(each.problem.code, each.settled) for each in found] == [("check_never_holds", False)]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"spend_on_many": "{when: 'agreed or budget > 100', then: spend, GROUNDS}"}, "check_leaf_never"),
        ({"spend_on_many": "{when: 'agreed and 100 >= budget', then: spend, GROUNDS}"}, "check_leaf_always"),
        ({"talk_more": "{when: trust == low, then: talk, GROUNDS}"}, "check_duplicate"),
        (
            {
                "spend_on_many": "{when: agreed, then: spend, valid_until: 2020-12-31, GROUNDS}",
                "spend_on_costly": "{when: agreed, then: spend, valid_from: 2021-01-02, GROUNDS}",
            },
            "check_dates",
        ),
    ],
)
def test_lint_names_what_needs_no_solver(tmp_path: Path, rules: dict[str, str], expected: str) -> None:
    knowledge = load_rulesets(sown(tmp_path, **rules))
    assert [each.code for each in without_effect(knowledge, "sown")] == [expected]
