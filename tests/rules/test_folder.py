"""Which files belong to a rule set, the days on which its parts apply, and what a replacement may conclude."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from regiorules.authoring.testing.scenarios import load_scenarios
from regiorules.rules.folder import ruleset_files
from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.mini import copied, mistakes

RULE = "{when: strained, then: talk, because: {nl: x, en: x}, basis: source, statements: [S01]%s}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.mark.parametrize("name", ["z.yml", "Z.YAML", "z.Yml", "more/z.yml", "a b.yaml"])
def test_every_spelling_of_yaml_is_read(folder: Path, name: str) -> None:
    """The rules in it count, and what is wrong in it is said."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"rules:\n  r1: {RULE % ''}\n")
    assert "r1" in load_rulesets(folder).rules
    assert run("lint", path)[0] == 1  # a warning: no scenario tries it
    path.write_text("rules:\n  dit is onzin\n")
    assert mistakes(folder)[0].startswith(f"{name}:")


def test_scenarios_have_every_spelling_too(folder: Path) -> None:
    """They lie below `scenarios`, in files of either suffix."""
    (folder / "scenarios" / "more.yml").write_text("scenarios:\n  - {name: Nog een, holds: [talk]}\n")
    assert "Nog een" in {scenario.name for scenario in load_scenarios(folder).scenarios}


@pytest.mark.parametrize(
    "name", ["z.json", "z.yaml.txt", "z.yml.bak", "z.yaml (1)", "z.ymal", "z.yamll", "more/z.JSON"]
)
def test_what_looks_like_a_part_is_never_passed_over(folder: Path, name: str) -> None:
    """It isn't read, and that is said by name."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"rules:\n  r1: {RULE % ''}\n")
    assert mistakes(folder) == [
        f"{name}: {path.name} looks like a part of the rule set, but isn't read like this; let its name end in .yaml,"
        " .yml, or remove the file"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "._z.yaml",
        ".#z.yaml",
        "z.yaml~",
        ".git/z.yaml",
        ".venv/a/z.yaml",
        "#z.yaml#",
        "~$t.xlsx",
        ".z.yaml.swp",
        ".idea/z.json",
    ],
)
def test_what_programs_leave_behind_is_left_out(folder: Path, name: str) -> None:
    """Hidden files and folders, and the copies of editors, are no part of a rule set, nor of its digest."""
    before = load_rulesets(folder).rulesets[0].digest
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("onzin: [")
    assert load_rulesets(folder).rulesets[0].digest == before
    assert path not in ruleset_files(folder)
    assert "~$t.xlsx" not in run("lint", folder)[1]


@pytest.mark.parametrize("name", ["README.md", "notes.txt", "ruleset.schema.json", "figure.png", "x.xml", "x.html"])
def test_other_files_may_lie_in_the_folder(folder: Path, name: str) -> None:
    """What can't be taken for rules, stays what it is."""
    (folder / name).write_text("x")
    assert load_rulesets(folder).rules


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
@pytest.mark.parametrize("kind", ["broken link", "link that nothing can have", "pipe", "linked folder"])
def test_what_isn_t_a_file_is_never_passed_over(folder: Path, tmp_path: Path, kind: str) -> None:
    """A link to nowhere, a pipe, and a link to a folder with rules: named, for what is in it doesn't count."""
    path = folder / "more.yaml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "broken link":
        path.symlink_to("nergens.yaml")
    elif kind == "link that nothing can have":  # at which a look is an error of the system
        path.symlink_to("x" * 300)
    else:
        path.symlink_to(copied(tmp_path / "other"))
    assert len(mistakes(folder)) == 1
    assert mistakes(folder)[0].startswith("more.yaml: more.yaml looks like a part of the rule set, but is no ordinary")
    path.rename(folder / ".more.yaml")
    assert load_rulesets(folder).rules


def test_a_linked_file_is_read(folder: Path, tmp_path: Path) -> None:
    """And so is a folder with a name like that of a file, and a rule set behind a link."""
    (tmp_path / "r.yaml").write_text(f"rules:\n  r1: {RULE % ''}\n")
    (folder / "z.yaml").symlink_to(tmp_path / "r.yaml")
    (folder / "map.yaml").mkdir()
    (tmp_path / "link").symlink_to(folder)
    assert "r1" in load_rulesets(tmp_path / "link").rules


DATES = [
    ("2016-03-01", date(2016, 3, 1)),
    ("1-3-2016", date(2016, 3, 1)),
    ("01-03-2016", date(2016, 3, 1)),
    ("1 maart 2016", date(2016, 3, 1)),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_a_day_is_iso_or_dutch(folder: Path, text: str, day: date) -> None:
    """On a rule, and on the rule set itself."""
    (folder / "z.yaml").write_text(f"rules:\n  r1: {RULE % f', valid_from: {text}'}\n")
    assert load_rulesets(folder).rules["r1"].valid_from == day
    head = (folder / "ruleset.yaml").read_text()
    (folder / "ruleset.yaml").write_text(
        head.replace("  id: mini\n", f"  id: mini\n  applies: {{valid_until: {text}}}\n")
    )
    assert load_rulesets(folder).rulesets[0].applies.valid_until == day


@pytest.mark.parametrize(
    "text", ["31 februari 2016", "31-2-2016", "2016-02-31", "gisteren", "42430", "3/1/2016", "2016"]
)
def test_what_is_no_day_is_refused(folder: Path, text: str) -> None:
    """A day that doesn't exist, a word, or the number that a spreadsheet has for a day."""
    (folder / "z.yaml").write_text(f"rules:\n  r1: {RULE % f', valid_until: {text}'}\n")
    [message] = mistakes(folder)
    assert "rules.r1.valid_until: " in message
    assert text in message


ORDERS = [
    (f"rules:\n  r1: {RULE % ', valid_from: 2024-12-31, valid_until: 1-1-2024'}\n", "rules.r1.valid_until"),
    (
        "tables:\n  t: {file: t.csv, because: {nl: x, en: x}, basis: source, statements: [S01],"
        " valid_from: 2024-12-31, valid_until: 2024-01-01}\n",
        "tables.t.valid_until",
    ),
    (
        "changes:\n  talk-under-strain:\n    reason: {nl: x, en: x}\n    replace: "
        + RULE % ", valid_from: 2024-12-31, valid_until: 2024-01-01"
        + "\n",
        "changes.talk-under-strain.replace.valid_until",
    ),
]


@pytest.mark.parametrize(("text", "path"), ORDERS)
def test_a_last_day_before_the_first_is_refused(folder: Path, text: str, path: str) -> None:
    """Both days are named, at the last one."""
    (folder / "t.csv").write_text("trust,→ talk\nlow,x\n")
    (folder / "z.yaml").write_text(text)
    [message] = mistakes(folder)
    assert message.split(": ", 1) == [
        message.split(" ")[0] + f" {path}",
        "the last day 2024-01-01 comes before the first day 2024-12-31, so that this never applies; correct one of the"
        " two",
    ]


def test_one_day_is_a_period_too(folder: Path) -> None:
    """The first day may be the last."""
    (folder / "z.yaml").write_text(f"rules:\n  r1: {RULE % ', valid_from: 2024-01-01, valid_until: 2024-01-01'}\n")
    assert "r1" in load_rulesets(folder).rules


def test_the_days_of_a_rule_set_are_in_order(folder: Path) -> None:
    """Under `applies` as well."""
    head = (folder / "ruleset.yaml").read_text()
    days = "  applies: {valid_from: 2024-12-31, valid_until: 2024-01-01}\n"
    (folder / "ruleset.yaml").write_text(head.replace("  id: mini\n", f"  id: mini\n{days}"))
    assert "ruleset.applies.valid_until: the last day 2024-01-01" in mistakes(folder)[0]


@pytest.mark.parametrize(
    ("rule", "then", "new", "old"),
    [
        ("talk-under-strain", "strained, severity: high", "strained", "talk"),
        ("one-centre-by-share", "{shape: spread}", "shape: spread", "shape: one_centre"),
        ("one-centre-by-share", "talk", "talk", "shape: one_centre"),
    ],
)
def test_a_replacement_concludes_the_same(folder: Path, rule: str, then: str, new: str, old: str) -> None:
    """Else the rule would be gone, and another one there under its name."""
    text = (RULE % "").replace("then: talk", f"then: {then}").replace("strained,", "trust == low,", 1)
    (folder / "z.yaml").write_text(f"changes:\n  {rule}: {{reason: {{nl: x, en: x}}, replace: {text}}}\n")
    assert mistakes(folder) == [
        f"z.yaml:2:3 changes.{rule}: the replacement concludes {new}, and rule {rule} concludes {old}; replace a rule"
        " only by one that concludes the same"
    ]


def test_what_is_wrong_in_a_replacement_has_its_place(folder: Path) -> None:
    """That of the replacement, not of the rule that it replaces."""
    text = (RULE % "").replace("then: talk", "then: {shape: sprea}").replace("S01", "S99")
    (folder / "z.yaml").write_text(
        f"changes:\n  one-centre-by-share: {{reason: {{nl: x, en: x}}, replace: {text}}}\n", encoding="utf-8"
    )
    found = mistakes(folder)
    assert [line.split(": ")[0].split(" ") for line in found] == [
        ["z.yaml:2:89", "changes.one-centre-by-share.replace.then.shape"],
        ["z.yaml:2:150", "changes.one-centre-by-share.replace.statements"],
    ]


def test_a_replacement_may_name_an_option_by_its_label(folder: Path) -> None:
    """What it concludes is what counts, not how it is written."""
    text = (RULE % "").replace("then: talk", "then: {shape: één kern}")
    (folder / "z.yaml").write_text(
        f"changes:\n  one-centre-by-share: {{reason: {{nl: x, en: x}}, replace: {text}}}\n", encoding="utf-8"
    )
    assert load_rulesets(folder).changes[0].by is not None


def test_a_file_without_a_head_says_so_at_its_start(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("facts: {}\n")
    assert mistakes(tmp_path) == ["ruleset.yaml:1:1: ruleset is missing"]
