"""What is remembered from one assessment to the next: it changes no answer, and doesn't grow without end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine import plan
from regiorules.engine.compiled import compiled
from regiorules.engine.engine import Engine
from regiorules.engine.findings import Findings
from regiorules.engine.program import Program
from regiorules.engine.provenance import Provenance
from regiorules.facts.region import Region
from tests.engine.keeping import CITIES, region
from tests.executors import FULL
from tests.mini import KNOWLEDGE

REGIONS = [
    Region("R"),
    region(trust="low"),
    region(trust="low", municipalities=CITIES),
    region(strategy_agreed=True, domains=["work"]),
    region(strategy_agreed=False, domains=["work", "care"], budget=5),
]


def written(engine: Engine, case: Region) -> Any:
    return engine.assess(case).to_data()


@pytest.mark.parametrize("most", [1, 5, plan._MOST_STATES])
def test_what_others_were_told_changes_nothing(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_MOST_STATES", most)
    shared = Engine(KNOWLEDGE, "compiled")
    for case in [*REGIONS, *REGIONS[::-1]]:
        assert written(shared, case) == written(Engine(KNOWLEDGE, "compiled"), case)
        assert 0 < len(shared.prepare(case).plan._states) <= most


def test_what_is_the_same_is_one_value() -> None:
    engine = Engine(KNOWLEDGE, "compiled")
    one, other = (engine.assess(Region(name)) for name in ("A", "B"))
    assert all(state is other.conclusions[name] for name, state in one.conclusions.items() if not state.records)


def less_and_less(facts: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """These facts, each time another one unknown, or a list shorter; then all of them again."""
    for name, value in facts.items():
        yield {each: known for each, known in facts.items() if each != name}
        if isinstance(value, tuple) and value:
            yield {**facts, name: type(value)(value[1:])}
    yield facts


def behind(program: Program, findings: Findings, known: Mapping[str, Any]) -> Any:
    found = Provenance(compiled(program).run(known), known, findings)
    return found.states(), {name: (found.rests_on(name), found.waits_for(name)) for name in program.names}


@settings(FULL, max_examples=60)
@drawn(cases())
def test_what_was_found_by_other_facts_changes_nothing(case: Case) -> None:
    """One set of findings, asked of facts that differ a little, against findings that have seen nothing else."""
    program, asked = case.program(), frozenset(name for name in case.names if name.startswith("given"))
    findings = Findings(program, asked)
    for known in (case.given, *less_and_less(case.given)):
        fresh = case.program()
        assert behind(program, findings, known) == behind(fresh, Findings(fresh, asked), known)
