"""Comparisons that are made once for all rules that read them say what each would by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.bulk.columns.executor import STATUS, ColumnarExecutor
from regiorules.bulk.columns.kept import KEPT
from regiorules.bulk.columns.truths import Bits
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.program import Derivation, Program, ProgramRule, build_program
from regiorules.facts.possible import spanning
from regiorules.rules.expressions import And, Calculate, Compare, Comparison, Constant, Expression, Not, Or, Variable

NAMES = ("one", "two")
SIGNS: tuple[Comparison, ...] = ("==", "!=", "<", "<=", ">", ">=")
CONSTANTS = (-1, 0, 1, 2, 2.0, 2.5, 3, 255, 256)
KINDS = (pl.UInt8, pl.Int16, pl.Float64)
Row = Mapping[str, Any]  # the least and the most of each name, or nothing

VALUES = (0, 1, 2, 2.5, 3, 255)
values = st.sampled_from(VALUES)
ranges = st.none() | st.tuples(values, values).map(sorted)
rows = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, ranges)), min_size=1, max_size=6)
comparisons = st.builds(
    Compare,
    st.sampled_from(SIGNS),
    st.sampled_from(NAMES).map(Variable),
    st.sampled_from(CONSTANTS).map(Constant),
)


def joined(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """All or one of some of these, or not one of them."""
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(several.map(And), several.map(Or), parts.map(Not))


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Rules that say much the same, two for a conclusion; each reads the conclusion before."""
    rules = []
    for number in range(draw(st.integers(2, 6))):
        tree, place = draw(joined(comparisons)), number // 2
        before = Variable(f"said_{place - 1}") if place else tree
        both: Expression = And((tree, before)) if draw(st.booleans()) else Or((tree, before))
        rules.append(ProgramRule(f"rule_{number}", both, f"said_{place}"))
    return build_program(NAMES, dict.fromkeys(rule.target for rule in rules), [], rules)


def typed(facts: Row, kind: Any) -> Row:
    """The same, as a column of this type has them."""
    return {name: ends and tuple(map(int if kind.is_integer() else float, ends)) for name, ends in facts.items()}


def frame(facts: list[Row], kind: Any, partly: frozenset[str]) -> pl.DataFrame:
    """The facts in columns; of the names that are partly known in two."""
    ends = {name: [row[name] or (None, None) for row in facts] for name in NAMES}
    low = {name: pl.Series([each[0] for each in pairs], dtype=kind) for name, pairs in ends.items()}
    high = {f"{name}.high": pl.Series([each[1] for each in ends[name]], dtype=kind) for name in sorted(partly)}
    return pl.DataFrame({**low, **high})


def known(facts: Row, partly: frozenset[str]) -> dict[str, Any]:
    """The facts as the engine has them."""
    there = {name: ends for name, ends in facts.items() if ends is not None}
    return {name: spanning(*ends) if name in partly else ends[0] for name, ends in there.items()}


def agree(program: Program, facts: list[Row], kind: Any, partly: frozenset[str]) -> None:
    """What columns say of each row is what the compiled executor says; nothing that was kept is left."""
    facts = [typed(row, kind) for row in facts]
    found = ColumnarExecutor(program).run(frame(facts, kind, partly).lazy()).collect()
    assert not [name for name in found.columns if name.startswith(KEPT)]
    for row, each in zip(found.iter_rows(named=True), facts, strict=True):
        wanted = CompiledExecutor(program).run(known(each, partly))
        said = {name: value for name, value in wanted.values.items() if name in program.yes_no}
        assert {name: row[STATUS + name] for name in program.rules} == dict(wanted.statuses)
        assert {name: row[name] for name in program.yes_no if row[name] is not None} == said


@given(programs(), rows, st.sampled_from(KINDS), st.sets(st.sampled_from(NAMES)).map(frozenset))
def test_what_is_kept_says_what_each_rule_says(
    program: Program, facts: list[Row], kind: Any, partly: frozenset[str]
) -> None:
    agree(program, facts, kind, partly)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("partly", [frozenset(), frozenset(NAMES)])
def test_every_comparison_of_every_value(kind: Any, partly: frozenset[str]) -> None:
    every = [Compare(op, Variable(NAMES[0]), Constant(value)) for value in CONSTANTS for op in SIGNS]
    trees = dict(enumerate([*every, *every]))
    rules = [ProgramRule(f"rule_{number}", tree, f"said_{number}") for number, tree in trees.items()]
    ends = [None, *((low, high) for low in VALUES for high in VALUES if low <= high)]
    facts: list[Row] = [{NAMES[0]: each, NAMES[1]: None} for each in ends]
    agree(build_program(NAMES, [rule.target for rule in rules], [], rules), facts, kind, partly)


@pytest.mark.parametrize("partly", [frozenset(), frozenset(NAMES)])
def test_what_is_worked_out_of_whole_numbers_need_not_be_whole(partly: frozenset[str]) -> None:
    half = Derivation("half", Calculate("/", Variable(NAMES[0]), Constant(2)))
    trees = [Compare(op, Variable("half"), Constant(value)) for op in SIGNS for value in (1, 2)]
    rules = [ProgramRule(f"rule_{number}", tree, f"said_{number}") for number, tree in enumerate(trees * 2)]
    program = build_program([*NAMES, "half"], [rule.target for rule in rules], [half], rules)
    agree(program, [{NAMES[0]: (3, 3), NAMES[1]: None}, {NAMES[0]: (2, 3), NAMES[1]: None}], pl.UInt8, partly)


@pytest.mark.parametrize("one", [True, False])
@pytest.mark.parametrize("other", [True, False])
def test_an_opposite_joins_as_what_it_is_the_opposite_of_would(one: bool, other: bool) -> None:
    both = pl.DataFrame({"a": [False, False, True, True], "b": [False, True, False, True]})
    a, b = Bits(pl.col("a"), opposite=one), Bits(pl.col("b"), opposite=other)
    found = both.select(all=(a & b).column, some=(a | b).column, none=(~(a | b)).column)
    assert found["all"].to_list() == [(x != one) and (y != other) for x, y in both.iter_rows()]
    assert found["some"].to_list() == [(x != one) or (y != other) for x, y in both.iter_rows()]
    assert found["none"].to_list() == [not each for each in found["some"]]
