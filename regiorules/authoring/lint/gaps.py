"""The gaps of decision tables, each with the smallest region that falls into it; for that no solver is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from regiorules.authoring.testing.scenarios import Scenario, scenario_region
from regiorules.engine.engine import Engine
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.dates import today
from regiorules.proofs.finding import Finding
from regiorules.rules.model import Knowledge
from regiorules.rules.names import Names
from regiorules.rules.tables.gaps import Gap
from regiorules.rules.tables.grid import read_grid
from regiorules.rules.tables.rows import table_gaps


def gap_findings(knowledge: Knowledge, places: Mapping[tuple[str, str], Place]) -> Iterator[Finding]:
    """The first few gaps of each table that stands at one of these places, with a region where one can be given."""
    names, engine = Names.of(knowledge), Engine(knowledge)
    assumed = {name: each.value for name, each in knowledge.vocabulary.at("", today()).parameters.items()}
    for name, path in table_files(knowledge).items():
        table, place = knowledge.tables[name], places.get(("tables", name))
        if place is None or (grid := read_grid(path, table.sheet, Problems())) is None:
            continue
        for gap in table_gaps(table, grid, names, knowledge.conclusions, assumed):
            problem = Problem("lint_table_gap", {"name": name, "gap": gap.text}, place, f"tables.{name}")
            yield _shown(gap, name, engine, problem)


def table_files(knowledge: Knowledge) -> dict[str, Path]:
    """The file of each decision table, by the name of the table."""
    return {rule.table: Path(rule.place.file) for rule in knowledge.rules.values() if rule.table}


def _shown(gap: Gap, table: str, engine: Engine, problem: Problem) -> Finding:
    """The gap with its region and what follows there; without, where the engine doesn't find that every row fails."""
    rows = [rule for rule in engine.knowledge.rules.values() if rule.table == table]
    try:
        assessment = engine.assess(scenario_region(Scenario("", facts=gap.example or {}), engine.knowledge))
    except InputError:  # a value that nobody can give
        return Finding(problem)
    statuses = {rule.id: state.status for rule in rows if (state := assessment.rules.get(rule.id))}
    if gap.example is None or any(statuses.get(rule.id) != "fails" for rule in rows):
        return Finding(problem)
    targets = dict.fromkeys(rule.target for rule in rows if rule.value is not True)
    return Finding(problem, gap.example, {name: assessment.facts[name].value for name in targets})
