"""Random programs on random facts: columns say what the compiled executor and the plain reference say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.authoring.testing.values import facts
from regiorules.bulk.columns.executor import CONFLICTS, STATUS, ColumnarExecutor
from regiorules.bulk.columns.forms import Form, decode
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.executor import Outcome
from regiorules.engine.program import Program
from regiorules.facts.possible import Span
from tests import reference
from tests.bulk.inner import form, ready, told
from tests.executors import FULL


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


@FULL
@given(case=cases().map(ready), data=st.data())
def test_columns_agree_with_the_compiled_executor(case: Case, data: st.DataObject) -> None:
    """Every status, value and conflict of every row is what the compiled executor finds, and the reference."""
    others = [data.draw(facts(list(case.names.values()))) for _ in range(3)]
    rows = [case.given, *(ready(evolve(case, given=each)).given for each in others), {}]
    program = case.program()
    wanted = [CompiledExecutor(program).run(row) for row in rows]
    assume(all(map(in_columns, wanted)))
    found = outcomes(case, program, rows)
    same(expected(case), found[0])
    for one, other in zip(wanted, found, strict=True):
        same(one, other)
