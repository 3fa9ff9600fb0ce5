"""What is certain of partly known facts is so for every value that they may turn out to have, on every executor."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine.executor import MakeExecutor, Outcome
from regiorules.facts.possible import is_partly
from tests.completions import completion, completions, narrower
from tests.executors import SOME, every_executor, outcome

MOST = 200  # completions of one case


def told(case: Case) -> Case:
    """The case without what is partly given of a name that is derived too: that may contradict what follows."""
    layers = {name for name in case.given if name.startswith("layer")}
    return evolve(case, given={name: v for name, v in case.given.items() if name not in layers or not is_partly(v)})


def stays(before: Outcome, after: Outcome) -> None:
    """What was settled stays settled, and what is possible was possible."""
    if before.conflicts or after.conflicts:
        return
    settled = {name: status for name, status in before.statuses.items() if status is not None}
    assert {name: after.statuses[name] for name in settled} == settled
    wider = [name for name, value in before.values.items() if not narrower(after.values.get(name), value)]
    assert wider == []


def whole(case: Case, facts: Mapping[str, Any]) -> Case:
    """The case with other values for its given facts."""
    return evolve(case, given={**{name: v for name, v in case.given.items() if name not in facts}, **facts})


@every_executor
@SOME
@given(case=cases(layers=3).map(told), data=st.data())
def test_what_is_settled_is_so_for_any_completion(make: MakeExecutor, case: Case, data: st.DataObject) -> None:
    """However the facts turn out, what isn't open stays what it is."""
    asked = [each for each in case.names.values() if each.id.startswith("given")]
    facts = {each.id: data.draw(completion(each, case.given.get(each.id)), label=each.id) for each in asked}
    stays(outcome(make, case), outcome(make, whole(case, facts)))


@every_executor
@SOME
@given(case=cases(layers=2).map(told))
def test_what_is_settled_is_so_for_every_completion(make: MakeExecutor, case: Case) -> None:
    """Of a case with few possibilities every one is tried."""
    asked = [each for each in case.names.values() if each.id.startswith("given")]
    ways = [list(itertools.islice(completions(each, case.given.get(each.id)), MOST)) for each in asked]
    count = 1
    for each in ways:
        count *= len(each)
    assume(1 < count <= MOST)
    before = outcome(make, case)
    executor = make(case.program())
    for chosen in itertools.product(*ways):
        facts = {each.id: value for each, value in zip(asked, chosen, strict=True)}
        stays(before, executor.run(whole(case, facts).given))


@every_executor
@SOME
@given(case=cases(layers=3).map(told), data=st.data())
def test_narrowing_a_fact_turns_nothing(make: MakeExecutor, case: Case, data: st.DataObject) -> None:
    """One fact becomes known, the others stay as they are: what was settled stays, what was possible only shrinks."""
    asked = [each for each in case.names.values() if each.id.startswith("given")]
    name = data.draw(st.sampled_from(asked))
    facts = {name.id: data.draw(completion(name, case.given.get(name.id)))}
    stays(outcome(make, case), outcome(make, whole(case, facts)))
