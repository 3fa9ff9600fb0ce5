"""Lint of rule sets: what has no rule, no use or no scenario is named, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.authoring.lint.spoiling import BOTH, CHOICE, REST, fact, lines, rule, with_extra
from tests.commands import run


def conclusion(name: str, kind: str = "finding", more: str = "") -> str:
    return f"conclusions:\n  {name}: {{kind: {kind}, title: {BOTH}, text: {BOTH}{more}}}\n"


LEVEL = CHOICE.replace("choice", "level")
SET = CHOICE.replace("choice", "set")
ALIKE = "facts.f: to no rule does it matter which of these it is"
ODD = {
    "conclusion without a rule": (conclusion("c"), ["z.yaml:2:3 conclusions.c: no rule leads to this"]),
    "derived fact without a rule": (
        fact("f", "type: yes_no, asked: no", "") + rule("f"),
        ["z.yaml:2:3 facts.f: no rule leads to this"],
    ),
    "statement": (
        f"statements:\n  S09: {{section: main, text: {BOTH}}}\n",
        ["z.yaml:2:3 statements.S09: no rule or conclusion uses this statement"],
    ),
    "statement of a conclusion without a rule": (
        f"statements:\n  S09: {{section: main, text: {BOTH}}}\n" + conclusion("c", more=", statements: [S09]"),
        [
            "z.yaml:2:3 statements.S09: no rule or conclusion uses this statement",
            "z.yaml:4:3 conclusions.c: no rule leads to this",
        ],
    ),
    "fact": (fact("f", "type: yes_no"), ["z.yaml:2:3 facts.f: no rule or text uses this fact"]),
    "choice": (fact("f", CHOICE) + rule("f == a1"), [f"z.yaml:2:3 {ALIKE}: b1, c1"]),
    "level": (fact("f", LEVEL) + rule("known(f)"), [f"z.yaml:2:3 {ALIKE}: a1, b1, c1"]),
    "set": (
        fact("f", SET) + rule("a1 in f"),
        [f"z.yaml:2:3 facts.f: no rule looks whether {each} is in it" for each in ("b1", "c1")],
    ),
    "parameter": (
        f"parameters:\n  p: {{value: 1, title: {BOTH}, why: {BOTH}}}\n",
        ["z.yaml:2:3 parameters.p: nothing uses this"],
    ),
    "group": (f"groups:\n  g: {BOTH}\n", ["z.yaml:2:3 groups.g: nothing uses this"]),
    "scale": (f"scales:\n  s: {{a1: {BOTH}}}\n", ["z.yaml:2:3 scales.s: nothing uses this"]),
    "section": (f"sections:\n  s: {{title: {BOTH}}}\n", ["z.yaml:2:3 sections.s: nothing uses this"]),
    "section of the source": (f"source_sections:\n  s: {BOTH}\n", ["z.yaml:2:3 source_sections.s: nothing uses this"]),
}
FINE = {
    "fact in a text": fact("f", "type: text")
    + conclusion("c").replace("nl: x", "nl: '{f|x}'")
    + rule("always", then="c"),
    "fact in a figure": fact("f", LEVEL) + f"positions:\n  p: {{figure: 2, title: {BOTH}, y: f, name: shape}}\n",
    "fact of a topic": fact("f", LEVEL) + f"topics:\n  t: {{title: {BOTH}, fact: f}}\n",
    "fact that derives another": fact("f", "type: number")
    + "  g: {type: number, asked: no, derive: f + 1, title: {nl: x, en: x}}\n",
    "level with one cut": fact("f", LEVEL) + rule("f >= b1"),
    "choice but for one": fact("f", CHOICE) + rule("f in (a1, b1) and f != b1"),
    "choice against another": fact("f", CHOICE)
    + f"  g: {{title: {BOTH}, {CHOICE}, question: {BOTH}}}\n"
    + rule("f == g"),
    "parameter in a text": f"parameters:\n  p: {{value: 1, title: {BOTH}, why: {BOTH}}}\n"
    + conclusion("c").replace("nl: x", "nl: '{p}'")
    + rule("always", then="c"),
    "scale of a fact": f"scales:\n  s: {{a1: {BOTH}, b1: {{nl: y, en: y}}}}\n"
    + fact("f", "type: level, scale: s")
    + rule("f == a1"),
    "group of a fact": f"groups:\n  g: {BOTH}\n" + fact("f", "type: yes_no, group: g") + rule("f"),
}


def odd(found: Iterable[str]) -> list[str]:
    """What lint says but for rules that no scenario tries."""
    return [line.removesuffix(" [warning]") for line in found if "no scenario" not in line]


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_named(mini: Path, name: str) -> None:
    """What has no rule or no use, where it stands, once."""
    text, expected = ODD[name]
    assert odd(lines(mini, with_extra(mini, text), code=1)) == expected


@pytest.mark.parametrize("name", FINE)
def test_what_is_used_is_not_odd(mini: Path, name: str) -> None:
    """A value that is compared, shown or passed on is of use."""
    code, out, _ = run("lint", with_extra(mini, FINE[name]), "--format", "json")
    found = json.loads(out)
    assert (code < 2, found["errors"]) == (True, [])
    assert {each["code"] for each in found["warnings"]} <= {"lint_never_holds", "lint_never_fails"}


def test_rules_that_no_scenario_tries(mini: Path) -> None:
    """A rule without a case in which it holds, or in which it doesn't; one that always holds needs only the first."""
    with_extra(mini, rule("budget > 99") + f"  b-rule: {{when: always, then: talk, {REST}}}\n")
    holds, fails = (
        "there is no scenario in which this rule holds",
        "there is no scenario in which this rule doesn't hold",
    )
    untried = [f"z.yaml:2:3 rules.a-rule: {what} [warning]" for what in (holds, fails)]
    assert lines(mini, mini, code=1) == untried
    (mini / "scenarios" / "z.yaml").write_text("cases: {a-rule: {gives: strained, holds: [{budget: 100}]}}", "utf-8")
    assert lines(mini, mini, code=1) == untried[1:]
    tried = "cases: {a-rule: {gives: strained, holds: [{budget: 100}], fails: [{budget: 99}]}}"
    (mini / "scenarios" / "z.yaml").write_text(tried, "utf-8")
    assert lines(mini, mini, code=0) == []
    for path in (mini / "scenarios").iterdir():
        path.write_text("scenarios: []", "utf-8")
    found = lines(mini, mini, code=1)
    assert [line for line in found if "z.yaml" in line] == [
        *untried,
        f"z.yaml:3:3 rules.b-rule: {holds} [warning]",
    ]


def test_warnings_of_one_file_only(mini: Path) -> None:
    """Asked about a file, lint doesn't speak of what is odd in another."""
    with_extra(mini, f"groups:\n  g: {BOTH}\n")
    assert len(lines(mini, mini / "z.yaml", code=1)) == 1
    assert lines(mini, mini / "rules.yaml", code=0) == []


def test_a_file_that_no_decision_table_names(mini: Path) -> None:
    """Rules that nobody reads are worse than none."""
    (mini / "stray.csv").write_text("trust,-> strained\n", "utf-8")
    assert lines(mini, mini / "stray.csv", code=1) == ["stray.csv: nothing uses this [warning]"]
    assert lines(mini, mini, code=1) == ["stray.csv: nothing uses this [warning]"]
