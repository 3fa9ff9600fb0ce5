"""What is proved of exceptions: where one makes no difference, what one changes, and what is no gap in a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.proofs.run import steps
from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.proofs.sown import sown, table

TALK = "{when: trust == low, then: talk, GROUNDS}"
EACH = "{each: projects, when: cost < 10, then: cheap, GROUNDS}"
CHEAP = "conclusions:\n  cheap: {kind: pointer, title: {nl: '{name}', en: '{name}'}, text: {nl: Zie., en: See.}}\n"


def codes(folder: Path, *, settled: bool = True) -> list[str]:
    """What is found in a rule set."""
    knowledge = load_rulesets(folder)
    found = [each for step in steps(knowledge, knowledge.rulesets[-1].id, date(2026, 1, 1)) for each in step()]
    assert all(each.settled for each in found) or not settled
    return [each.problem.code for each in found]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"wait_for_money": "{when: budget < 10, unless: budget > 20, then: wait, GROUNDS}"}, ["check_unless_idle"]),
        ({"wait_for_money": "{when: budget < 10, unless: budget > 5 and trust > low, then: wait, GROUNDS}"}, []),
        ({"act_then": "{when: trust > low, then: act, overrides: talk-first, GROUNDS}"}, ["check_override_idle"]),
        (
            {
                "slow": "{when: trust < high, then: {pace: slow}, overrides: wait-for-money, GROUNDS}",
                "spend_on_many": "",
            },
            ["check_never_holds"],
        ),
        (
            {"spend_on_many": "{when: 'count(projects) >= 5', then: spend, unless: budget > 100, GROUNDS}"},
            ["check_leaf_never", "check_unless_idle"],
        ),
    ],
)
def test_an_exception_that_makes_no_difference_is_found(
    tmp_path: Path, rules: dict[str, str], expected: list[str]
) -> None:
    """By proof; and one that makes a difference somewhere isn't."""
    assert [
        code for code in codes(sown(tmp_path, **rules)) if code not in ("check_none_of", "check_together")
    ] == expected


def test_an_exception_for_one_record_is_held_against_the_same_record(tmp_path: Path) -> None:
    """That it may hold for another one is no difference; of lists it isn't always settled that there is none."""
    rules = {"cheap": EACH, "dear": "{each: projects, when: COST, then: dear, overrides: cheap, GROUNDS}"}
    more = CHEAP + "  dear: {kind: pointer, title: {nl: '{name}', en: '{name}'}, text: {nl: Zie., en: See.}}\n"
    for cost, expected in (("cost >= 10", ["check_override_idle"]), ("cost >= 9", [])):
        folder = sown(tmp_path, **{name: rule.replace("COST", cost) for name, rule in rules.items()})
        (folder / "more.yaml").write_text(more, "utf-8")
        assert codes(folder, settled=not expected) == expected


def test_what_an_exception_leaves_open_is_no_gap_in_a_table(tmp_path: Path) -> None:
    """Where a rule goes before all rows, or the exception of the table holds, no row has to."""
    declared = table(tmp_path, "< 50;slow", ">= 50;fast")
    bare = {"slow": "", "fast": ""}
    assert codes(sown(tmp_path, **bare, tables=declared)) == []
    excepted = declared.replace("hit: unique", "hit: unique, unless: trust == low")
    assert codes(sown(tmp_path, **bare, tables=excepted)) == []
    special = "{when: agreed and budget < 9, then: {pace: fast}, overrides: pace-table, GROUNDS}"
    assert codes(sown(tmp_path, **bare, hurry=special, tables=declared)) == []
    gap = table(tmp_path, "< 50;slow", "> 60;fast")
    assert "check_table_gap" in codes(sown(tmp_path, **bare, hurry=special, tables=gap))


def test_an_exception_that_is_added_changes_what_rules_mean(tmp_path: Path) -> None:
    """The smallest region that shows it is one in which it holds; one that makes no difference changes nothing."""
    sides = {}
    for name, keys in (("old", ""), ("new", "unless: agreed, "), ("idle", "unless: trust > low, ")):
        (tmp_path / name).mkdir()
        sides[name] = sown(tmp_path / name, talk_first=TALK.replace("then:", f"{keys}then:"))
    code, out, _ = run("diff", sides["old"], sides["new"], "--lang", "en")
    assert code == 1
    assert "Talk (talk): holds → doesn't hold\n    in the region:\n      trust: low\n      agreed: yes" in out
    code, out, _ = run("diff", sides["old"], sides["idle"], "--lang", "en")
    assert (code, out) == (0, "No region is affected: proved.\n")
