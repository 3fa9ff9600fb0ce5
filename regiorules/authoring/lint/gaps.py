"""The gaps of decision tables, each with the smallest region that falls into it; for that no solver is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from attrs import evolve

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
    for name, path in table_files(knowledge).items():
        table, place = knowledge.tables[name], places.get(("tables", name))
        if place is None or (grid := read_grid(path, table.sheet, Problems())) is None:
            continue
        of, on = _where(knowledge, name)
        assumed = {key: each.value for key, each in knowledge.vocabulary.at(of, on).parameters.items()}
        for gap in table_gaps(table, grid, names, knowledge.conclusions, assumed):
            problem = Problem("lint_table_gap", {"name": name, "gap": gap.text}, place, f"tables.{name}")
            yield _shown(gap, name, engine, Finding(problem, of=of, on=on if knowledge.varies else None))


def table_files(knowledge: Knowledge) -> dict[str, Path]:
    """The file of each decision table, by the name of the table."""
    return {rule.table: Path(rule.place.file) for rule in knowledge.rules.values() if rule.table}


def _where(knowledge: Knowledge, table: str) -> tuple[str, date]:
    """A region that a table is for ("" is any), and a day on which it is in force: today if it is."""
    info = next(each for each in knowledge.rulesets if each.id == knowledge.tables[table].ruleset)
    region = next(iter(info.applies.regions), "")
    days = (today(), *knowledge.days(region))
    return region, next((day for day in days if _in_force(knowledge.at(region, day), table)), today())


def _in_force(knowledge: Knowledge, table: str) -> bool:
    return any(rule.table == table for rule in knowledge.rules.values())


def _shown(gap: Gap, table: str, engine: Engine, finding: Finding) -> Finding:
    """The gap with its region and what follows there; without, where the engine doesn't find that every row fails."""
    rows = [rule for rule in engine.knowledge.rules.values() if rule.table == table]
    scenario = Scenario("", region=finding.of, facts=gap.example or {})
    try:
        assessment = engine.assess(scenario_region(scenario, engine.knowledge), finding.on)
    except InputError:  # a value that nobody can give
        return finding
    statuses = {rule.id: state.status for rule in rows if (state := assessment.rules.get(rule.id))}
    if gap.example is None or any(statuses.get(rule.id) != "fails" for rule in rows):
        return finding
    targets = dict.fromkeys(rule.target for rule in rows if rule.value is not True)
    follows = {name: assessment.facts[name].value for name in targets}
    return evolve(finding, region=gap.example, follows=follows)
