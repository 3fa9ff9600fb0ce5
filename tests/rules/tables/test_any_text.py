"""Whatever stands in a file or a cell of a decision table: it is read, or refused where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.errors import Problems
from regiorules.rules.conditions import parse_condition
from regiorules.rules.model import DecisionTable
from regiorules.rules.tables.grid import read_grid
from regiorules.rules.tables.rows import read_table
from regiorules.text import Text
from tests.mini import KNOWLEDGE
from tests.rules.tables.reading import COLUMNS, NAMES, one


@settings(max_examples=100, deadline=None)
@given(
    st.text('trus,;"→->x \n\r\ufefflow@-=', max_size=60), st.sampled_from(["", "trust,→ talk\n", "trust;→ talk\r\n"])
)
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str, head: str) -> None:
    """Whatever stands in a CSV file, it is rules or located problems."""
    path = tmp_path_factory.mktemp("x") / "t.csv"
    path.write_bytes((head + text).encode())
    problems = Problems()
    grid = read_grid(path, "", problems)
    table = DecisionTable("t.csv", "source", because=Text("x", "x"), id="t")
    rules = read_table(table, grid, NAMES, KNOWLEDGE.conclusions, problems)[1] if grid else []
    assert rules or problems.found
    assert all(problem.place.file == str(path) for problem in problems.found)


@settings(max_examples=300, deadline=None)
@given(st.text("<>=![]().,'\"#x0123→- \tabotrue\\;", max_size=30), st.sampled_from([*COLUMNS, "strained", "shape"]))
def test_any_text_in_a_cell_is_read_or_refused(cell: str, header: str) -> None:
    """Nothing that stands in a cell breaks the reading; what is read is its own text again."""
    rules, problems = one(header, cell)
    assert bool(rules) is not bool(problems)
    for rule in rules:
        assert parse_condition(rule.text, NAMES, rule.place, "", Problems()) == rule.when
