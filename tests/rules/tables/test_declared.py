"""Decision tables in a rule set: how they are declared, and mistakes in them among the others of the rule set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mini import mistakes
from tests.rules.tables.reading import SOURCE, ruleset


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    """Those in tables stand among the others of the rule set, each with its own place."""
    folder = ruleset(tmp_path, "trust,→ talk\nlo,x\nhigh,y\n")
    (folder / "y.yaml").write_text(
        "rules:\n  r1: {when: trst, then: talk, because: {nl: x, en: x}, basis: source, statements: [S01]}\n"
        "tables:\n  u: {file: t.csv, basis: source, hit: frist, statements: [S01]}\n"
    )
    assert mistakes(folder) == [
        "t.csv:A2 tables.t: lo isn't a value of trust; choose from: low, medium, high; did you mean low?",
        "t.csv:B3 tables.t: y can't stand here; choose from: yes, x, ja",
        "y.yaml:2:14 rules.r1.when: trst isn't a fact, conclusion or assumption; did you mean trust?",
        "y.yaml:4:40 tables.u.hit: frist can't stand here; choose from: unique, any, first, priority, collect,"
        " rule_order, output_order, sum, min, max, count; did you mean first?",
    ]


def test_a_fact_that_is_wrong_itself_gives_no_echo(tmp_path: Path) -> None:
    """Nor does a conclusion: what is wrong with them is said where they stand."""
    folder = ruleset(tmp_path, "f1,→ c1\nlow,x\n,x\n")
    (folder / "y.yaml").write_text("facts: {f1: {type: levl}}\nconclusions: {c1: {kind: findng}}\n")
    assert {line.partition(" ")[2].partition(":")[0] for line in mistakes(folder)} == {
        "facts.f1.type",
        "facts.f1",
        "conclusions.c1.kind",
        "conclusions.c1",
    }


DECLARED = [
    ("u.csv", "", "z.yaml:2:13 tables.t.file: the file u.csv doesn't exist"),
    (
        "../t.csv",
        "",
        "z.yaml:2:13 tables.t.file: ../t.csv lies outside the folder of the rule set; put the table in that folder",
    ),
    (
        "/etc/hostname.csv",
        "",
        "z.yaml:2:13 tables.t.file: /etc/hostname.csv lies outside the folder of the rule set;"
        " put the table in that folder",
    ),
    (
        "u" * 300 + ".csv",
        "",
        f"z.yaml:2:13 tables.t.file: the file {'u' * 300}.csv doesn't exist",
    ),
    (
        '"u\\0.csv"',
        "",
        "z.yaml:2:14 tables.t.file: u\\x00.csv lies outside the folder of the rule set; put the table in that folder",
    ),
    ("t.pdf", "", "z.yaml:2:13 tables.t.file: this kind of file can't be read (but: .csv, .xlsx, .ods)"),
    ("t.csv", f"sheet: A, {SOURCE}", "z.yaml:2:13 tables.t.file: sheet doesn't belong to a CSV"),
    (
        "t.csv",
        "statements: [S01], basis: source",
        "t.csv:A2 tables.t: this row has no text; fill in because nl and because en, or give the table a because",
    ),
    (
        "t.csv",
        "because: {nl: x, en: x}, basis: interpretation, statements: [S01]",
        "z.yaml:2:3 tables.t: a rule that isn't straight from the source says why: fill in why",
    ),
    (
        "t.csv",
        "because: {nl: x, en: x}, basis: source",
        "z.yaml:2:3 tables.t: a rule with basis source or interpretation names at least one statement",
    ),
    (
        "t.csv",
        "because: {nl: x, en: x}, basis: source, statements: [S99]",
        "z.yaml:2:73 tables.t.statements: S99 isn't a statement",
    ),
    (
        "t.csv",
        "because: {nl: '{trusst}', en: x}, basis: source, statements: [S01]",
        "z.yaml:2:3 tables.t: {trusst} in this text is neither a fact nor an assumption; did you mean trust?",
    ),
]


@pytest.mark.parametrize(("name", "more", "message"), DECLARED)
def test_a_wrong_declaration_says_so_once(tmp_path: Path, name: str, more: str, message: str) -> None:
    """What all rows rest on is checked once, where it stands in the YAML file."""
    found = mistakes(ruleset(tmp_path, "trust,→ talk\nlow,x\nhigh,x\n", name=name, more=more))
    assert message in found
    assert len(found) == (2 if "no text" in message else 1)


def test_a_text_of_a_row_is_checked_at_its_row(tmp_path: Path) -> None:
    """A slot in a row's own text must be a fact or an assumption."""
    folder = ruleset(tmp_path, "trust,→ talk,because nl,because en\nlow,x,{trusst},x\nhigh,x,,\n")
    assert mistakes(folder) == [
        "t.csv:B2 rules.t-2: {trusst} in this text is neither a fact nor an assumption; did you mean trust?"
    ]


def test_ids_of_rows_and_rules_are_told_apart(tmp_path: Path) -> None:
    """A row may not get the id of a rule, nor of another row."""
    folder = ruleset(tmp_path, "id,trust,→ talk,→ strained\na,low,x,x\na-talk,high,x,\n")
    rule = "{when: strategy_agreed, then: talk, because: {nl: x, en: x}, basis: source, statements: [S01]}"
    (folder / "y.yaml").write_text(f"rules:\n  t-a-strained: {rule}\n")
    assert mistakes(folder) == [
        "t.csv:D2 tables.t: t-a-strained is already defined in y.yaml:2:3",
        "t.csv:C3 tables.t: t-a-talk is already defined in t.csv:C2",
    ]
