"""What the answers to one question settle alike: certain in every completion, and in every format of the advice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import regiorules
from regiorules.advice.anyway import certain_anyway
from regiorules.advice.questions import rank_questions
from regiorules.authoring.testing.strategies import Case, cases
from regiorules.authoring.testing.values import Name
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.engine import Engine
from regiorules.engine.program import ProgramRule
from regiorules.facts.entries import Given
from regiorules.facts.possible import Some
from regiorules.facts.region import Region, region_of
from regiorules.proofs.certainty import Certain
from regiorules.rules.expressions import And, Compare, Constant, Not, Or, Variable, reads
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from tests.commands import flat
from tests.completions import completions
from tests.executors import EXAMPLES
from tests.proofs.few import FINITE, WORLDS, is_given, knowledge_of

CORE = load_rulesets(ruleset_folder("core"))
FEW = settings(max_examples=max(200, EXAMPLES), deadline=None, database=None, suppress_health_check=list(HealthCheck))


LEVELS = {"given_0": 3, "given_1": 3, "given_2": 2, "mid": 3}
comparisons = st.builds(
    Compare,
    st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
    st.sampled_from(list(LEVELS)).map(Variable),
    st.integers(0, 2).map(Constant),
)
pairs = st.tuples(comparisons, comparisons)
conditions = st.one_of(comparisons, comparisons, pairs.map(Or), pairs.map(And), comparisons.map(Not))


@st.composite
def split_cases(draw: st.DrawFn) -> Case:
    """Three facts, a level that may follow from them, and conclusions with some rules each: answers often cover all."""
    names = {name: Name(name, "level", tuple(range(many))) for name, many in LEVELS.items()}
    names |= {name: Name(name, "yes_no") for name in ("one", "other")}
    rules = [ProgramRule(f"{name} {at}", draw(conditions), name) for name in ("one", "other") for at in range(3)]
    below = conditions.filter(lambda tree: "mid" not in reads(tree))
    rules += [ProgramRule(f"mid {at}", draw(below), "mid", at) for at in range(draw(st.integers(0, 3)))]
    given = {name: draw(st.sampled_from([None, None, *range(many)])) for name, many in LEVELS.items()}
    given |= {
        name: Some(frozenset({0, 2})) for name in ("given_0", "given_1") if given[name] == 1 and draw(st.booleans())
    }
    return Case(names, (), tuple(rules), {name: value for name, value in given.items() if value is not None})


def completed(case: Case, known: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every completion of what is known of a case, of which there must be few."""
    names = [each for name, each in case.names.items() if is_given(name)]
    assume(all(each.kind in FINITE for each in names))
    every = [list(completions(each, known.get(each.id))) for each in names]
    many = 1
    for each in every:
        many *= len(each)
    assume(many <= WORLDS)
    return (dict(zip([each.id for each in names], chosen, strict=True)) for chosen in itertools.product(*every))


def with_risks(case: Case) -> Knowledge:
    """The rule set of a case, in which what is concluded matters."""
    knowledge, _ = knowledge_of(case, case.rules)
    return evolve(
        knowledge, conclusions={name: evolve(each, kind="risk") for name, each in knowledge.conclusions.items()}
    )


def found(case: Case) -> tuple[Certain, ...]:
    """What is said to be certain."""
    knowledge = with_risks(case)
    facts = knowledge.vocabulary.facts
    given = {name: Given(facts[name].decode(value)) for name, value in given_in(case).items()}
    assessment = Engine(knowledge, "compiled").assess(Region("X", given))
    return certain_anyway(rank_questions(assessment, knowledge), assessment, knowledge, {})


def given_in(case: Case) -> dict[str, Any]:
    """What is given of the facts that don't follow from others."""
    return {name: value for name, value in case.given.items() if is_given(name) and value is not None}


@FEW
@given(case=st.one_of(split_cases(), cases(layers=3)))
def test_what_is_said_to_be_certain_is_so_in_every_completion(case: Case) -> None:
    """By the facts alone that are said to suffice, too."""
    run, known = CompiledExecutor(case.program()).run, given_in(case)
    for each in found(case):
        enough = {name: known[name] for name in each.facts}
        assert {run(world).values.get(each.name) for world in completed(case, enough)} == {each.holds}


@pytest.mark.parametrize("contradicted", [True, False])
def test_what_another_answer_may_still_undo_is_not_certain(contradicted: bool) -> None:
    """A level that a second rule may come to contradict would be unknown then."""
    is_one = {name: Compare("==", Variable(name), Constant(1)) for name in LEVELS}
    either = (is_one["given_0"], Not(is_one["given_0"]))
    rules = [ProgramRule(f"one {at}", And((is_one["mid"], each)), "one") for at, each in enumerate(either)]
    rules += [ProgramRule("mid 1", is_one["given_1"], "mid", 1)]
    rules += [ProgramRule("mid 2", is_one["given_2"], "mid", 2)] if contradicted else []
    names = {name: Name(name, "level", tuple(range(many))) for name, many in LEVELS.items()}
    case = Case(names | {"one": Name("one", "yes_no")}, (), tuple(rules), {"given_1": 1})
    assert [(each.name, each.holds, each.facts) for each in found(case)] == (
        [] if contradicted else [("one", True, ("given_1",))]
    )


def test_what_every_answer_excludes_is_certain_too() -> None:
    """One that asks two values of a fact at once holds by neither."""
    both = And((Compare("==", Variable("given_0"), Constant(1)), Compare("==", Variable("given_0"), Constant(0))))
    names = {"given_0": Name("given_0", "level", (0, 1, 2)), "one": Name("one", "yes_no")}
    case = Case(names, (), (ProgramRule("one", both, "one"),), {})
    assert [(each.name, each.holds, each.facts) for each in found(case)] == [("one", False, ())]


REGION = region_of({"region": "X", "facts": {"client_file_shared": "at most partly"}}, CORE.vocabulary)


def test_of_one_question_it_stands_in_every_advice() -> None:
    """The file is shared in part at most: either of the two answers that are left makes the risk hold."""
    advice = regiorules.make_advice(Engine(CORE).assess(REGION), CORE, "en")
    [line] = advice.certain
    assert (line.id, line.status) == ("vacancies_unfilled", "holds")
    assert [(each.id, each.value) for each in line.facts] == [("client_file_shared", "at most partly")]
    known = Engine(CORE).assess(region_of({"region": "X", "facts": {"client_file_shared": "no"}}, CORE.vocabulary))
    assert regiorules.make_advice(known, CORE, "en").certain == ()


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_every_format_says_it(format: str) -> None:
    """In either language, with the fact that suffices."""
    assessment = Engine(CORE).assess(REGION)
    for language, said, fact in (
        ("en", "whatever the answer is", "at most partly"),
        ("nl", "wat het antwoord ook is", "hoogstens deels"),
    ):
        text = regiorules.render_advice(regiorules.make_advice(assessment, CORE, language), format)
        assert isinstance(text, str)
        _, after = flat(text).split(said, 1)
        assert fact in after[:300]
