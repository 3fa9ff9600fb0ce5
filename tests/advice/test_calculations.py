"""A calculation in words is read as the one that it is: with brackets where they are needed, and only there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regiorules.advice.conditions import ConditionWords
from regiorules.advice.wording import Wording
from regiorules.authoring.testing.strategies import ARITHMETIC
from regiorules.engine.engine import Engine
from regiorules.errors import Place, Problems
from regiorules.facts.region import Region
from regiorules.rules.conditions import parse_number
from regiorules.rules.expressions import Calculate, Compare, Constant, Expression, Variable
from regiorules.rules.names import Names
from tests.mini import KNOWLEDGE

WORDS = ConditionWords(Wording(Engine(KNOWLEDGE, "compiled").assess(Region("X")), KNOWLEDGE, "en"))
TITLE = KNOWLEDGE.vocabulary.facts["budget"].title.en
parts = st.just(Variable("budget")) | st.integers(1, 9).map(Constant)
trees = st.recursive(parts, lambda inner: st.builds(Calculate, st.sampled_from(ARITHMETIC), inner, inner), max_leaves=6)


def said(tree: Expression) -> str:
    """A calculation in words, with the id of the fact for its title."""
    return WORDS.say(Compare(">", tree, Constant(0))).removesuffix(" is more than 0").replace(TITLE, "budget")


@given(trees)
def test_what_is_said_of_a_calculation_is_that_calculation(tree: Expression) -> None:
    problems = Problems()
    found = parse_number(said(tree), Names.of(KNOWLEDGE), Place("f"), "p", problems)
    assert {each.code for each in problems.found} <= {"expr_power", "expr_zero"}  # 9 ** 9 ** 9, 1 / (1 - 1)
    assert found == (None if problems.found else tree)


def test_there_are_no_more_brackets_than_needed() -> None:
    one, two = Constant(1), Constant(2)
    assert said(Calculate("-", Calculate("+", one, Calculate("*", two, one)), two)) == "1 + 2 * 1 - 2"
    assert said(Calculate("-", one, Calculate("-", two, one))) == "1 - (2 - 1)"
