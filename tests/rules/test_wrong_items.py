"""What the loader says of files and items of every other kind that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.extra import BOTH, mistakes

OTHERS = [
    ("ruls: {}", ["1:1: ruls isn't a key that can stand here; did you mean rules?"]),
    ("rules: [a]", ["1:8 rules: a mapping of keys to values belongs here"]),
    ("- a", ["1:1: a mapping of keys to values belongs here"]),
    ("", [" this file is empty"]),
    ("a: [", ["1:4: this bracket isn't closed; add the ] that belongs to ["]),
    (
        f"conclusions:\n  c1: {{kind: risk, title: {BOTH}, text: {BOTH}, remedies: [strained]}}",
        [
            "2:3 conclusions.c1: a risk needs severity; choose from: watch, medium, high",
            "2:76 conclusions.c1.remedies: strained isn't a recommendation",
        ],
    ),
    (
        f"conclusions:\n  c1: {{kind: finding, title: {BOTH}, text: {BOTH}, path: narrow, effects: {{trust: lo}}}}",
        [
            "2:74 conclusions.c1: path doesn't belong to a finding",
            "2:91 conclusions.c1: effects doesn't belong to a finding",
            "2:99 conclusions.c1.effects.trust: lo isn't a value of trust; choose from: low,"
            " medium, high; did you mean low?",
        ],
    ),
    (f"topics:\n  t1: {{title: {BOTH}, fact: shap}}", ["2:37 topics.t1.fact: shap isn't a fact; did you mean shape?"]),
    (
        f"positions:\n  p1: {{figure: een, title: {BOTH}, y: trust, name: shape}}",
        ["2:16 positions.p1.figure: een isn't a number"],
    ),
    (
        f"statements:\n  S09: {{section: man, text: {BOTH}}}",
        ["2:18 statements.S09: man isn't a source section; did you mean main?"],
    ),
    (
        f"facts:\n  f1: {{type: records, fields: {{a: {{type: text, title: {BOTH}}}}}, title: {BOTH}, "
        f"question: {BOTH}, influence: low}}\n"
        f"  f2: {{type: yes_no, asked: no, title: {BOTH}, influence: high, towards: up}}\n"
        f"  f3: {{type: yes_no, title: {BOTH}, question: {BOTH}, towards: down}}\n"
        f"  f4: {{type: yes_no, title: {BOTH}, question: {BOTH}, influence: some}}",
        [
            "2:133 facts.f1: influence doesn't belong to a list",
            "3:67 facts.f2: influence doesn't belong to a derived fact",
            "4:80 facts.f3: a fact needs influence",
            "5:82 facts.f4.influence: some can't stand here; choose from: low, medium, high",
        ],
    ),
    ("ruleset: {id: b}", ["1:10 ruleset: ruleset is already defined in ruleset.yaml:4:3"]),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_a_wrong_file_or_item_says_what_is_wrong(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Sections, conclusions, figures, statements, and files that can't be read at all."""
    found = mistakes(tmp_path, text)
    assert [f"z.yaml:{line}" for line in expected] == [line for line in found if line.startswith("z.yaml")]
