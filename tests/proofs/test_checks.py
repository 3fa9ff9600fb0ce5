"""Faults that are sown in a rule set: each is found, and the region that comes with it shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.authoring.lint.certain import without_effect
from regiorules.rules.load import load_rulesets
from tests.proofs.sown import HEAD, findings, sown


def codes(folder: Path) -> list[str]:
    found = findings(folder)
    assert all(each.settled for each in found), [each.problem.say("en") for each in found if not each.settled]
    return [each.problem.code for each in found]


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
