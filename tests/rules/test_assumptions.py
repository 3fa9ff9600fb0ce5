"""The value of an assumption is read as any other number: by its own unit and limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.errors import RuleSetError
from regiorules.rules.load import load_rulesets
from tests.mini import changed, copied, messages

CITY = "large_city:\n    value: 75000"
SHARE = "fair_share:\n    value: 0.5"


def written(folder: Path, old: str, new: str) -> Path:
    """The tiny rule set with one text in it changed."""
    mini = copied(folder)
    (mini / "ruleset.yaml").write_text(changed("ruleset.yaml", old, new), encoding="utf-8")
    return mini


@pytest.mark.parametrize(
    ("name", "old", "value", "number"),
    [
        ("large_city", CITY, "50.000", 50_000),
        ("large_city", CITY, "1.250", 1_250),  # it is whole
        ("large_city", CITY, "'75 000'", 75_000),
        ("fair_share", SHARE, "50%", 0.5),
        ("fair_share", SHARE, "0,25", 0.25),
        ("fair_share", SHARE, "1", 1),
    ],
)
def test_a_value_is_read_as_meant(name: str, old: str, value: str, number: float, tmp_path: Path) -> None:
    """Thousands where it is whole, a percentage where it is a part of one."""
    knowledge = load_rulesets(written(tmp_path, old, f"{old.split()[0]}\n    value: {value}"))
    assert knowledge.vocabulary.parameters[name].value == number


@pytest.mark.parametrize(
    ("old", "value", "why"),
    [
        (CITY, "-5", "-5 is outside 1000 to 1000000 inhabitants"),
        (CITY, "2.000.000", "2.000.000 is outside 1000 to 1000000 inhabitants"),
        (CITY, "75000.5", "75000.5 isn't a whole number"),
        (CITY, "unknown", "unknown isn't a number"),
        (CITY, "[75000]", "one value belongs here, not a list or a block"),
        (SHARE, "5", "5 is outside 0 to 1 "),
        (SHARE, "150%", "150% is outside 0 to 1 "),
    ],
)
def test_a_value_outside_its_own_limits_is_refused(old: str, value: str, why: str, tmp_path: Path) -> None:
    """At its place: `--set` wouldn't take it either."""
    folder = written(tmp_path, old, f"{old.split()[0]}\n    value: {value}")
    [line] = messages(RuleSetError, load_rulesets, folder)
    assert line.endswith(f"parameters.{old.split(':')[0]}.value: {why}".rstrip())


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (
            "min: 0\n    max: 1\n    title: {nl: Redelijk",
            "min: 1\n    max: 0\n    title: {nl: Redelijk",
            "parameters.fair_share",
        ),
        ("min: 0\n    max: 1\n    asked: no", "min: 1\n    max: 0,5\n    asked: no", "facts.largest_share"),
        ("min: 1\n        max: 2000000", "min: 5\n        max: 1", "facts.municipalities.fields.population"),
    ],
)
def test_a_maximum_below_the_minimum_is_refused(old: str, new: str, where: str, tmp_path: Path) -> None:
    """Of an assumption, a fact and a field: no number would ever fit."""
    [line] = messages(RuleSetError, load_rulesets, written(tmp_path, old, new))
    assert f"{where}.max: the maximum" in line
    assert "is less than the minimum" in line
