"""One fault of every kind, sown in a sound rule set: each is found, and an advice shows it for the region found."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from attrs import frozen

from regiorules.authoring.testing.running import run
from regiorules.frozen import FrozenDict
from tests.proofs.sown import HEAD, sown, table

EXTRA = "facts:\n  extra: {type: yes_no, title: {nl: Extra, en: Extra}, question: {nl: Extra?, en: Extra?}}\n"
ENDED = '{when: "count(projects) >= 5", then: spend, valid_until: 2025-12-31, GROUNDS}'
BEGUN = '{when: "count(projects) >= 4", then: spend, valid_from: 2026-03-01, GROUNDS}'


@frozen
class Sown:
    """What is sown: other rules, or rows of a table; `shown` has statuses of rules and conclusions in an advice."""

    code: str
    rules: Mapping[str, str] = FrozenDict()
    rows: tuple[str, ...] = ()
    head: str = HEAD
    shown: Mapping[str, str] = FrozenDict()
    path: str = ""

    def folder(self, at: Path) -> Path:
        """The rule set with the fault in it."""
        at.mkdir()
        if not self.rows:
            return sown(at, head=self.head, **self.rules)
        return sown(at, tables=table(at, *self.rows[1:], hit=self.rows[0]), slow="", fast="")


PROVED = {  # no region shows that something is never so
    "a rule that never holds": Sown(
        "check_never_holds", {"talk_more": "{when: trust == low and trust == high, then: talk, GROUNDS}"}
    ),
    "a rule that never fails": Sown("check_never_fails", {"talk_more": "{when: budget >= 0, then: spend, GROUNDS}"}),
    "a rule that is implied": Sown(
        "check_implied", {"spend_more": '{when: "count(projects) >= 6", then: spend, GROUNDS}'}
    ),
    "a bound out of reach": Sown(
        "check_leaf_never", {"spend_on_many": "{when: agreed or budget > 100, then: spend, GROUNDS}"}
    ),
    "a row that is masked": Sown("check_implied", rows=("first", "< 30;slow", "> 20;fast", "[10..40];fast")),
    "a position out of reach": Sown("check_position", {"fast": ""}),
    "days between versions": Sown("check_dates", {"spend_on_many": ENDED, "spend_on_some": BEGUN}),
}
SHOWN = {
    "none of exactly one": Sown(
        "check_none_of",
        {"talk_first": "{when: trust == low and agreed, then: talk, GROUNDS}"},
        shown={"talk": "fails", "act": "fails"},
    ),
    "two of exactly one": Sown(
        "check_together",
        {"talk_first": '{when: "trust <= medium", then: talk, GROUNDS}'},
        shown={"talk": "holds", "act": "holds"},
    ),
    "two of at most one": Sown(
        "check_together",
        {"wait_for_money": "{when: budget < 10, then: wait, GROUNDS}"},
        shown={"act": "holds", "wait": "holds"},
        path="constraints.not-both",
    ),
    "what is excluded": Sown(
        "check_together",
        {"wait_for_money": "{when: budget < 10, then: wait, GROUNDS}"},
        shown={"act": "holds", "wait": "holds"},
        path="constraints.no-waiting",
    ),
    "two values": Sown(
        "check_conflict",
        {"slow": "{when: trust <= high, then: {pace: slow}, GROUNDS}"},
        shown={"slow": "holds", "fast": "holds"},
    ),
    "a gap in a table": Sown(
        "check_table_gap",
        rows=("unique", "< 10;slow", ">= 20;fast"),
        shown={"pace-table-2": "fails", "pace-table-3": "fails"},
    ),
}
NAMED = {  # without a solver
    "a fact that nothing reads": Sown("lint_fact_unread", head=HEAD.replace("facts:\n", EXTRA, 1)),
    "a conclusion out of reach": Sown("lint_without_rule", {"spend_on_many": "", "spend_on_costly": ""}),
}


def every(kinds: dict[str, Sown]) -> Callable[..., Any]:
    return pytest.mark.parametrize("fault", kinds.values(), ids=kinds.keys())


def found(folder: Path, fault: Sown) -> list[dict[str, Any]]:
    [findings] = json.loads(run("check", folder, "--format", "json", "--on", "2026-01-01").out).values()
    return [each for each in findings if each["code"] == fault.code and fault.path in each["path"]]


@every(PROVED)
def test_what_is_never_so_is_proved(tmp_path: Path, fault: Sown) -> None:
    assert [(each["settled"], each["region"]) for each in found(fault.folder(tmp_path / "set"), fault)] == [(True, {})]


@every(SHOWN)
def test_the_region_that_is_found_shows_it_in_an_advice(tmp_path: Path, fault: Sown) -> None:
    folder = fault.folder(tmp_path / "set")
    [each] = found(folder, fault)
    region = tmp_path / "region.json"
    region.write_text(json.dumps({"region": "X", "facts": each["region"]}), "utf-8")
    assessment = json.loads(run("advise", region, "--ruleset", folder, "--format", "json").out)
    states = {**assessment["rules"], **assessment["conclusions"]}
    assert {name: states[name]["status"] for name in fault.shown} == fault.shown
    assert [one["fact"] for one in assessment["conflicts"]] == (["pace"] if fault.code == "check_conflict" else [])
    assert fault.code != "check_table_gap" or assessment["facts"]["pace"]["value"] is None


@every(NAMED)
def test_what_needs_no_solver_is_named_by_lint(tmp_path: Path, fault: Sown) -> None:
    found = json.loads(run("lint", fault.folder(tmp_path / "set"), "--format", "json").out)["warnings"]
    assert fault.code in [each["code"] for each in found]


def test_rows_that_hold_together_are_refused_with_their_cells(tmp_path: Path) -> None:
    """Before anything is proved: the rule set isn't read."""
    folder = Sown("", rows=("unique", "<= 10;slow", ">= 10;fast")).folder(tmp_path / "set")
    done = run("check", folder, "--lang", "en")
    assert done.code == 2
    assert "pace.csv:A3 tables.pace-table: row 3 and row 2 can hold together (A2/A3)" in done.err
