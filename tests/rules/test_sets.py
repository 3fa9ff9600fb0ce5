"""Sets in conditions: their size, and what is said of them where some of their options are known."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from itertools import chain, combinations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from regiorules.engine.judgement import Judge
from regiorules.errors import NOWHERE, Problems
from regiorules.facts.possible import Held, held
from regiorules.rules.conditions import parse_condition
from regiorules.rules.expressions import Expression
from regiorules.rules.names import Names
from tests.mini import KNOWLEDGE

SIGNS = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
DOMAINS = KNOWLEDGE.vocabulary.facts["domains"]
OTHER = evolve(DOMAINS, id="aims")
FACTS = {**KNOWLEDGE.vocabulary.facts, "aims": OTHER}
NAMES = Names(evolve(KNOWLEDGE.vocabulary, facts=FACTS), frozenset(KNOWLEDGE.conclusions))
OPTIONS = st.sampled_from(DOMAINS.option_ids)
SETS = st.one_of(
    st.none(),
    st.frozensets(OPTIONS),
    st.builds(held, st.frozensets(OPTIONS), st.frozensets(OPTIONS)),
)
SIGN = st.sampled_from(list(SIGNS))


def read(text: str) -> Expression:
    problems = Problems()
    tree = parse_condition(text, NAMES, NOWHERE, "", problems)
    assert tree is not None, problems.found
    return tree


def codes(text: str) -> list[str]:
    problems = Problems()
    parse_condition(text, NAMES, NOWHERE, "", problems)
    return [each.code for each in problems.found]


def possible(value: Any) -> list[frozenset[str]]:
    """Every set that it may turn out to be."""
    if value is None:
        return possible(held(frozenset(), frozenset(DOMAINS.option_ids)))
    yes, may = (value.yes, sorted(value.may)) if isinstance(value, Held) else (value, [])
    return [yes | {*each} for each in chain.from_iterable(combinations(may, size) for size in range(len(may) + 1))]


def agreed(truths: Iterable[bool]) -> bool | None:
    found = set(truths)
    return found.pop() if len(found) == 1 else None


def judged(text: str, values: Mapping[str, Any]) -> bool | None:
    found: bool | None = Judge(read(text)).value({name: each for name, each in values.items() if each is not None})
    return found


@given(SETS, SIGN, st.sets(OPTIONS, min_size=1), st.booleans())
def test_a_set_against_options(value: Any, sign: str, named: set[str], turned: bool) -> None:
    """It is true, or false, exactly where it is so of every set that is possible."""
    braces = "{" + ", ".join(sorted(named)) + "}"
    text = f"{braces} {sign} domains" if turned else f"domains {sign} {braces}"
    pairs = ((named, each) if turned else (each, named) for each in possible(value))
    assert judged(text, {"domains": value}) is agreed(SIGNS[sign](one, other) for one, other in pairs)


@given(SETS, SIGN, SETS)
def test_a_set_against_a_set(value: Any, sign: str, other: Any) -> None:
    """As exactly, where both are known in part."""
    truths = (SIGNS[sign](one, two) for one in possible(value) for two in possible(other))
    assert judged(f"domains {sign} aims", {"domains": value, "aims": other}) is agreed(truths)


@given(SETS, SIGN, st.integers(-1, len(DOMAINS.option_ids) + 1))
def test_the_size_of_a_set(value: Any, sign: str, number: int) -> None:
    """It lies between what certainly and what perhaps is in it; of a set that is unknown nothing is said."""
    truths = (SIGNS[sign](len(each), number) for each in possible(value))
    expected = None if value is None else agreed(truths)
    assert judged(f"size(domains) {sign} {number}", {"domains": value}) is expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("domains == {}", ["expr_empty_set"]),
        ("{} <= domains", ["expr_empty_set"]),
        ("domains >= {nonsense}", ["expr_level"]),
        ("budget >= {youth}", ["expr_set", "expr_types"]),
        ("{a} == {b}", ["expr_form"]),
        ("size(budget) > 1", ["expr_set"]),
        ("size() > 1", ["expr_arguments"]),
        ("size(domains)", ["expr_no_boolean"]),
        ("size(nothing) > 1", ["expr_unknown"]),
        ("domains > 2", ["expr_types"]),
    ],
)
def test_what_is_no_comparison_of_sets_is_refused(text: str, wrong: list[str]) -> None:
    """Each with its own reason."""
    assert codes(text)[:1] == wrong[:1]


def test_several_in_a_row() -> None:
    """At least these, and no others than those."""
    one, two, *_ = DOMAINS.option_ids
    text = f"{{{one}}} <= domains <= {{{one}, {two}}}"
    assert judged(text, {"domains": frozenset({one})}) is True
    assert judged(text, {"domains": frozenset({two})}) is False


@pytest.mark.parametrize(
    ("text", "truths"),
    [
        ("domains > {work, care, youth}", [False, False, False, False, False]),  # there is no more than all
        ("domains <= {work, care, youth}", [True, True, True, True, True]),
        ("domains > {work, care}", [None, False, False, False, True]),
        ("domains > {work}", [None, False, False, True, True]),
        ("domains > {youth}", [None, False, False, True, True]),
        ("domains != {work}", [None, True, False, True, True]),
    ],
)
def test_by_hand(text: str, truths: list[bool | None]) -> None:
    """Of a set that is unknown, empty, has one option or two, and has all of them."""
    sets = (None, frozenset(), frozenset({"work"}), frozenset({"work", "youth"}), frozenset(DOMAINS.option_ids))
    assert [judged(text, {"domains": each}) for each in sets] == truths
