"""What is certain whatever the answers are, against every completion there is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

pytest.importorskip("z3", reason="the extra proofs isn't installed")

import regiorules
from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine.compiled import CompiledExecutor
from regiorules.proofs.certain import Completions
from tests.completions import completions
from tests.executors import EXAMPLES
from tests.proofs.few import FINITE, WORLDS, facts_of, is_given

FEW = settings(
    max_examples=max(30, EXAMPLES // 6), deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def completed(case: Case, known: Mapping[str, Any]) -> Iterator[Mapping[str, Any]] | None:
    """Every completion of what is known of a case; None where they are many."""
    names = [each for name, each in case.names.items() if is_given(name)]
    if any(each.kind not in FINITE for each in names):
        return None
    every = [list(completions(each, known.get(each.id))) for each in names]
    many = 1
    for each in every:
        many *= len(each)
    ids = [each.id for each in names]
    return (dict(zip(ids, chosen, strict=True)) for chosen in itertools.product(*every)) if many <= WORLDS else None


def statuses(case: Case, known: Mapping[str, Any], names: list[str]) -> dict[str, set[Any]]:
    found = completed(case, known)
    assume(found is not None)
    assert found is not None
    run = CompiledExecutor(case.program()).run
    outcomes = [run(each).values for each in found]
    return {name: {each.get(name) for each in outcomes} for name in names}


@FEW
@given(case=cases(layers=3))
def test_certain_is_what_every_completion_says_and_all_of_it(case: Case) -> None:
    """And the facts that suffice do suffice, and none of them can be missed."""
    program = case.program()
    known = {name: value for name, value in case.given.items() if is_given(name)}
    names = [name for name, each in case.names.items() if not is_given(name) and each.kind == "yes_no"]
    outcome = CompiledExecutor(program).run(known)
    open_ = [name for name in names if outcome.values.get(name) is None]
    found = {
        name: (holds, enough) for name, holds, enough in Completions(facts_of(case), program, known).certain(names)
    }
    said = statuses(case, known, open_)
    assert found.keys() == {name for name in open_ if said[name] in ({True}, {False})}
    for name, (holds, enough) in found.items():
        assert statuses(case, {each: known[each] for each in enough}, [name])[name] == {holds}
        for each in enough:
            less = {other: known[other] for other in enough if other != each}
            assert statuses(case, less, [name])[name] != {holds}


def test_two_rules_that_together_cover_what_is_partly_known_make_it_certain() -> None:
    """The shared client file is shared in part at most: either rule makes the risk hold, and neither is settled."""
    knowledge = regiorules.load()
    region = regiorules.region_of(
        {"region": "X", "facts": {"client_file_shared": "at most partly"}}, knowledge.vocabulary
    )
    assessment = regiorules.Engine(knowledge).assess(region)
    assert assessment.conclusions["vacancies_unfilled"].status == "open"
    [found] = regiorules.certain_of(assessment, knowledge)
    assert (found.name, found.holds, found.facts) == ("vacancies_unfilled", True, ("client_file_shared",))
    assert regiorules.certain_of(assessment, knowledge, ["no_agreed_strategy"]) == ()
    explained = regiorules.explain(assessment, knowledge, "vacancies_unfilled", "en", certain=[found])
    [line] = explained.certain
    assert (line.status, line.value, line.facts[0].value) == ("holds", "holds", "at most partly")
    assert regiorules.Explanation.from_json(explained.to_json()) == explained
    advice = regiorules.make_advice(assessment, knowledge, "en", certain=[found])
    assert advice.certain == (line,)
    assert regiorules.Advice.from_json(advice.to_json()) == advice
    assert "whatever the answer" in regiorules.render_advice(advice, "text")
