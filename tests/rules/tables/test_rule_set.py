"""A rule set with decision tables: their rows are rules to the engine, to explanations and to the commands."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from regiorules import Engine, explain, region_of
from regiorules.rules.load import load_rulesets
from tests.commands import flat, run
from tests.paths import DATA

TABLES = DATA / "tables"


# --- a rule set with tables -------------------------------------------------------------------------


def test_a_table_works_like_rules() -> None:
    """Rows are rules to the engine and to explanations: with their reason, their condition and their statements."""
    knowledge = load_rulesets(TABLES)
    assert {rule.table for rule in knowledge.rules.values()} == {"who-serves", "approach"} == set(knowledge.tables)
    facts = {"size": "middelgroot", "vacancies": 3, "trust": False}
    region = region_of({"region": "X", "facts": facts}, knowledge.vocabulary)
    assessment = Engine(knowledge).assess(region)
    assert assessment.facts["server"].value == "local"
    assert (assessment.conclusions["strained"].status, assessment.conclusions["strained"].grade) == ("holds", "watch")
    [step] = explain(assessment, knowledge, "strained", "nl").proof.steps
    assert (step.id, step.wanted, step.text) == (
        "approach-3",
        "server == local and not trust",
        "Dichtbij, maar zonder vertrouwen.",
    )
    assert [line.id for line in step.statements] == ["S02"]
    more = evolve(region, parameters={"many": 2})
    assert Engine(knowledge).assess(more).facts["server"].value == "regional"


def test_the_rules_of_a_table_are_shown_and_tested() -> None:
    """`rules` and `test --coverage` know them by their ids."""
    code, out, _ = run("rules", "--ruleset", TABLES, "--lang", "en")
    assert code == 0
    assert "approach-4-visit — S02, source" in flat(out)
    assert "when: size == medium and vacancies < many → server: local" in flat(out)
    code, out, _ = run("test", TABLES, "--coverage", "--lang", "en")
    assert code == 0
    assert "100 % of the rules have a scenario in which they hold." in flat(out)
    assert "100 % of the rules have a scenario in which they don't hold." in flat(out)


def test_a_row_can_be_changed_like_a_rule(tmp_path: Path) -> None:
    """Another rule set switches off a row by its id, for its own regions."""
    (tmp_path / "ruleset.yaml").write_text(
        "ruleset:\n  {id: b, version: 1.0.0, title: {nl: x, en: x}, source: {title: {nl: x, en: x}}}\n"
        "changes:\n  who-serves-small: {off: yes, reason: {nl: x, en: x}}\n"
    )
    knowledge = load_rulesets(TABLES, tmp_path)
    region = region_of({"region": "X", "facts": {"size": "small"}}, knowledge.vocabulary)
    assert "who-serves-small" not in Engine(knowledge).assess(region).rules
