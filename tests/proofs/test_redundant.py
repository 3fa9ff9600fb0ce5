"""Rules that add nothing: a group is named once, and of what covers a rule only the nearest."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.authoring.lint.certain import without_effect
from regiorules.proofs.finding import Finding
from regiorules.rules.load import load_rulesets
from tests.proofs.sown import findings, sown

LEVELS = ("low", "medium", "high")
MANY = 300


def about(folder: Path, code: str) -> list[Finding]:
    return [each for each in findings(folder) if each.problem.code == code]


def holds_for(levels: set[str]) -> str:
    return " or ".join(f"trust == {level}" for level in sorted(levels))


def test_the_same_rule_three_hundred_times_is_one_finding(tmp_path: Path) -> None:
    """With all its members as data; the message names the first, and lint says the same without a solver."""
    folder = sown(tmp_path, **{f"same_{at}": "{when: agreed, then: wait, GROUNDS}" for at in range(MANY)})
    [found] = about(folder, "check_duplicate")
    assert set(found.rules) == {f"same-{at}" for at in range(MANY)}
    assert found.problem.say("en").endswith("same-105 and 291 more, and says the same; keep one, and remove the rest")
    [linted] = without_effect(load_rulesets(folder), "sown")
    assert linted == found.problem


def test_rules_that_read_otherwise_are_one_group_too(tmp_path: Path) -> None:
    """That they hold in the same regions is proved."""
    forms = ["agreed", "not not agreed", "agreed and agreed", "agreed or (agreed and budget > 5)"]
    folder = sown(tmp_path, **{f"form_{at}": f"{{when: {form}, then: wait, GROUNDS}}" for at, form in enumerate(forms)})
    [found] = about(folder, "check_duplicate")
    assert found.rules == ("form-0", "form-1", "form-2", "form-3")


def test_of_two_the_other_is_named(tmp_path: Path) -> None:
    folder = sown(tmp_path, **dict.fromkeys(("one", "two"), "{when: agreed, then: wait, GROUNDS}"))
    [found] = about(folder, "check_duplicate")
    assert found.problem.say("nl").endswith("als two, en zegt hetzelfde; houd er een, en haal de rest weg")


def test_in_a_chain_the_nearest_is_named(tmp_path: Path) -> None:
    """In whatever order the rules stand."""
    bounds = [40, 10, 30, 20, 50]
    rules = {f"over_{bound}": f"{{when: budget > {bound}, then: act, GROUNDS}}" for bound in bounds}
    found = [each.problem.fields for each in about(sown(tmp_path, **rules), "check_implied")]
    named = {each["name"]: each["other"] for each in found}
    assert named == {f"over-{bound}": f"over-{bound - 10}" for bound in (20, 30, 40, 50)}


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sets(st.sampled_from(LEVELS), min_size=1, max_size=2), min_size=2, max_size=6))
def test_groups_and_nearest_are_those_of_the_sets_of_regions(held: list[set[str]]) -> None:
    """Each rule holds for some levels of trust: the same levels are a group, and a larger set covers a smaller one."""
    rules = {f"r_{at}": f"{{when: '{holds_for(each)}', then: wait, GROUNDS}}" for at, each in enumerate(held)}
    with TemporaryDirectory() as folder:
        found = findings(sown(Path(folder), wait_for_money="", **rules))
    groups = {each: {f"r-{at}" for at, own in enumerate(held) if own == set(each)} for each in map(frozenset, held)}
    duplicates = {frozenset(each.rules) for each in found if each.problem.code == "check_duplicate"}
    assert duplicates == {frozenset(group) for group in groups.values() if len(group) > 1}
    covered = {levels for levels in groups if any(levels < each for each in groups)}
    implied = [each.problem.fields for each in found if each.problem.code == "check_implied"]
    assert sorted(min(groups[each]) for each in covered) == sorted(str(each["name"]) for each in implied)
    for each in implied:
        mine, other = (next(k for k, names in groups.items() if each[key] in names) for key in ("name", "other"))
        assert mine < other
