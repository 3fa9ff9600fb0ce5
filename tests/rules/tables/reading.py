"""Decision tables as tests read them: of cells, or of a file in the mini rule set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from regiorules.errors import Problems
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import DecisionTable, HitPolicy, Rule
from regiorules.rules.names import Names
from regiorules.rules.tables.grid import PlainGrid
from regiorules.rules.tables.rows import read_table
from regiorules.text import Text
from tests.mini import KNOWLEDGE, copied

NAMES = Names.of(KNOWLEDGE)
COLUMNS = ("trust", "effort", "strategy_agreed", "domains", "budget", "count(municipalities)", "centre_municipality")
SOURCE = "because: {nl: Zo is het., en: So it is.}, statements: [S01], basis: source"
Cells = Sequence[Sequence[str]]


def ruleset(folder: Path, text: str, *, name: str = "t.csv", more: str = "") -> Path:
    """The mini rule set with a table in a file, declared in z.yaml."""
    mini = copied(folder)
    (mini / "t.csv").write_bytes(text.encode())
    (mini / "z.yaml").write_text(f"tables:\n  t: {{file: {name}, {more or SOURCE}}}\n", encoding="utf-8")
    return mini


def loaded(folder: Path) -> dict[str, Rule]:
    """The rules of the table in a rule set."""
    return {name: rule for name, rule in load_rulesets(folder).rules.items() if rule.table}


def parts(rows: Cells, hit: HitPolicy) -> tuple[DecisionTable, PlainGrid]:
    """A table, and the cells in its file."""
    cells = {(row, at): cell for row, line in enumerate(rows, 1) for at, cell in enumerate(line, 1) if cell}
    table = DecisionTable("t.csv", "source", hit, because=Text("x", "x"), statements=("S01",), id="t", ruleset="mini")
    return table, PlainGrid("t.csv", "", cells, Problems())


def read(rows: Cells, hit: HitPolicy = "collect") -> tuple[list[Rule], list[str]]:
    """The rules in a table of cells, and the messages about it."""
    table, grid = parts(rows, hit)
    _, rules = read_table(table, grid, NAMES, KNOWLEDGE.conclusions, grid.problems)
    return rules, [problem.say("en").removeprefix("t.csv:") for problem in grid.problems.found]


def one(header: str, cell: str, target: str = "→ talk") -> tuple[list[Rule], list[str]]:
    """The table with one condition."""
    return read([[header, target], [cell, "x"]])
