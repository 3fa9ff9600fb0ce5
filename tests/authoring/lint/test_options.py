"""Options of a fact between which no condition makes a difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regiorules.authoring.lint.used import alike, comparisons
from regiorules.facts.vocabulary import Fact, FactType, Option
from regiorules.rules.load import load_rulesets
from regiorules.text import Text
from tests.authoring.lint.spoiling import BOTH, CHOICE, REST, fact, with_extra


def fact_of(kind: FactType) -> Fact:
    return Fact(
        kind, Text("f", "f"), id="f", options=tuple(Option(each, Text(each, each)) for each in ("a1", "b1", "c1"))
    )


def conditions(folder: Path, kind: str, *whens: str) -> dict[str, list[Callable[[Any], Any]]]:
    """What conditions compare the fact `f` with."""
    rules = "".join(f"  r-{number}: {{when: '{when}', then: strained, {REST}}}\n" for number, when in enumerate(whens))
    more = (
        fact("f", CHOICE.replace("choice", kind))
        + f"  g: {{title: {BOTH}, {CHOICE.replace('choice', kind)}, question: {BOTH}}}\n"
    )
    return comparisons(load_rulesets(with_extra(folder, f"{more}rules:\n{rules}")))


@pytest.mark.parametrize(
    ("kind", "whens", "expected"),
    [
        ("choice", ["f == a1"], [("b1", "c1")]),
        ("choice", ["f != a1", "f == b1"], []),
        ("choice", ["f in (a1, b1)"], [("a1", "b1")]),
        ("choice", ["a1 == f", "not f == c1"], []),
        ("choice", ["f == g"], []),
        ("choice", ["known(f)"], [("a1", "b1", "c1")]),
        ("level", ["f >= b1"], []),
        ("level", ["c1 <= f"], []),
        ("level", ["f >= a1"], [("a1", "b1", "c1")]),
        ("level", ["f <= g"], []),
        ("set", ["a1 in f", "not b1 in f"], [("c1",)]),
        ("set", ["known(f)"], [("a1",), ("b1",), ("c1",)]),
    ],
)
def test_options_between_which_nothing_makes_a_difference(
    mini: Path, kind: FactType, whens: list[str], expected: list[tuple[str, ...]]
) -> None:
    """Groups of a choice, single options of a set, and of a level all or none."""
    assert alike(fact_of(kind), conditions(mini, kind, *whens).get("f", [])) == expected
