"""
Random programs on random facts: the plain reference, compiled, durable and columns all say the same.

REGIORULES_ROWS says on how many regions each program is tried; every one of them is a case.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.authoring.testing.values import facts
from regiorules.bulk.columns.executor import CONFLICTS, STATUS, ColumnarExecutor
from regiorules.bulk.columns.forms import Form, decode
from regiorules.engine import rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.executor import Outcome
from regiorules.engine.program import Program
from regiorules.facts.possible import Span
from tests import reference
from tests.bulk.inner import form, ready, told
from tests.executors import FULL

ROWS = int(os.environ.get("REGIORULES_ROWS", "5"))
EXECUTORS = [CompiledExecutor, DurableExecutor] if rete.available() else [CompiledExecutor]


def outcomes(case: Case, program: Program, rows: Sequence[Mapping[str, Any]]) -> list[Outcome]:
    """What columns make of several regions."""
    forms = {name: form(each) for name, each in case.names.items()}
    found = ColumnarExecutor(program, forms).run(told(case.names, rows)).collect()
    return [outcome(program, forms, row) for row in found.iter_rows(named=True)]


def outcome(program: Program, forms: Mapping[str, Form], row: Mapping[str, Any]) -> Outcome:
    values = {name: decode(name, forms[name], row) for name in program.names}
    return Outcome(
        {name: row[STATUS + name] for name in program.rules},
        {name: value for name, value in values.items() if value is not None},
        frozenset(name for name in program.names if row.get(CONFLICTS + name)),
    )


def expected(case: Case) -> Outcome:
    """What the plain reference makes of a case."""
    options = {name: each.options for name, each in case.names.items() if each.kind in ("level", "choice")}
    options |= dict.fromkeys(case.yes_no, (True, False))
    every = (case.derivations, case.rules, case.given, options, case.collected, case.excepted)
    found = reference.assess(case.yes_no, *every)
    return Outcome(found.statuses, found.values, found.conflicts)


def in_columns(wanted: Outcome) -> bool:
    """False where a name is a whole number that no column of numbers has (docs/scale.md)."""
    whole = [each for each in wanted.values.values() if isinstance(each, int) and not isinstance(each, bool)]
    ends = [end for each in wanted.values.values() if isinstance(each, Span) for end in (each.low, each.high)]
    return all(isinstance(each, float) or int(float(each)) == each for each in (*whole, *ends))


def same(wanted: Outcome, found: Outcome) -> None:
    assert dict(wanted.statuses) == dict(found.statuses)
    assert dict(wanted.values) == dict(found.values)
    assert wanted.conflicts == found.conflicts


@settings(FULL, suppress_health_check=list(HealthCheck))  # what is noted is meant to add up
@given(case=cases().map(ready), data=st.data())
def test_all_of_them_agree(case: Case, data: st.DataObject, record_property: Callable[[str, int], None]) -> None:
    """In columns and by each executor every status, value and conflict of every region is what the reference finds."""
    others = st.lists(facts(list(case.names.values())), min_size=ROWS - 2, max_size=ROWS - 2)
    rows = [case.given, *(ready(evolve(case, given=each)).given for each in data.draw(others)), {}]
    program = case.program()
    wanted = [expected(evolve(case, given=row)) for row in rows]
    assume(all(map(in_columns, wanted)))
    found = [outcomes(case, program, rows), *([*map(make(program).run, rows)] for make in EXECUTORS)]
    for every in found:
        for one, other in zip(wanted, every, strict=True):
            same(one, other)
    record_property("cases", len(rows))
