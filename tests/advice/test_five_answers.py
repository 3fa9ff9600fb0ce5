"""Five answers, kept apart wherever something is explained: holds, refuted, open, not in force, not for this region."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import regiorules
from regiorules.advice.explain import Explanation, Step, explain
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import EXECUTORS, Engine
from regiorules.errors import UnknownName
from regiorules.facts.region import Region
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.notes import render_note
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from tests.commands import flat, run

HEAD = "ruleset: {{id: {id}, version: 1.0.0, title: {{nl: a, en: b}}, source: {{title: {{nl: a, en: b}}}}{more}}}\n"
BASE = """
severities: {high: {title: {nl: hoog, en: high}}}
paths:
  narrow: {title: {nl: Smal, en: Narrow}, short: {nl: Route, en: Route}}
  broad: {title: {nl: Breed, en: Broad}, short: {nl: Route in brede zin, en: Route in the broad sense}}
facts:
  size: {type: number, title: {nl: Omvang, en: Size}, question: {nl: Hoe groot?, en: How large?}}
  old_level:
    {type: level, asked: no, title: {nl: Oud niveau, en: Old level},
     scale: {low: {nl: laag, en: low}, high: {nl: hoog, en: high}}}
conclusions:
  plain: {kind: risk, severity: high, title: {nl: Gewoon, en: Plain}, text: {nl: x, en: x}}
  expired: {kind: risk, severity: high, title: {nl: Verlopen, en: Expired}, text: {nl: x, en: x}}
  coming: {kind: context, title: {nl: Komend, en: Coming}, text: {nl: x, en: x}}
  between: {kind: context, title: {nl: Tussen, en: Between}, text: {nl: x, en: x}}
  renewed: {kind: context, title: {nl: Vernieuwd, en: Renewed}, text: {nl: x, en: x}}
  lonely: {kind: context, title: {nl: Eenzaam, en: Lonely}, text: {nl: x, en: x}}
  stopped: {kind: context, title: {nl: Gestopt, en: Stopped}, text: {nl: x, en: x}}
  without: {kind: context, title: {nl: Zonder, en: Without}, text: {nl: x, en: x}}
  route_one:
    {kind: route, path: narrow, title: {nl: Weg, en: Way}, text: {nl: x, en: x}, steps: [{nl: x, en: x}]}
rules:
  plain-rule: {when: size > 5, then: plain, because: &w {nl: Want., en: As.}}
"""
RULE = (
    "  {id}: {{when: {when}, then: {then}, because: {{nl: Want., en: As.}}, basis: assumption,"
    " why: {{nl: x, en: x}}{more}}}\n"
)
RULES = [
    ("plain-rule", "size > 5", "plain", ""),
    ("expired-rule", "size > 5", "expired", ", valid_until: 2026-06-30"),
    ("coming-rule", "always", "coming", ", valid_from: 2027-01-01"),
    ("between-rule", "always", "between", ", valid_from: 2020-01-01, valid_until: 2020-12-31"),
    ("renewed-old", "size > 1", "renewed", ", valid_until: 2026-06-30"),
    ("renewed-new", "size > 2", "renewed", ", valid_from: 2026-07-01"),
    ("without-rule", "not expired", "without", ""),
    ("level-rule", "size > 5", "{old_level: high}", ", valid_until: 2026-06-30"),
    ("stopped-rule", "always", "stopped", ""),
    ("route-rule", "size > 5", "route_one", ", valid_until: 2026-06-30"),
]
NORTH = """
facts:
  north_fact: {type: yes_no, title: {nl: Noordfeit, en: North fact}, question: {nl: Groningen?, en: North?}}
  north_level:
    {type: level, asked: no, title: {nl: Niveau, en: Level}, scale: {low: {nl: laag, en: low}, high: {nl: h, en: h}}}
conclusions:
  north_risk: {kind: risk, severity: high, title: {nl: Noordrisico, en: North risk}, text: {nl: x, en: x}}
  north_route:
    {kind: route, path: broad, title: {nl: Noordweg, en: North way}, text: {nl: x, en: x}, steps: [{nl: x, en: x}]}
positions:
  north_figure: {figure: 9, title: {nl: Figuur, en: Figure}, y: north_level, name: north_level}
"""
CHANGES = "changes:\n  stopped-rule: {off: yes, reason: {nl: Hier niet nodig., en: Not needed here.}}\n"
NORTH_RULES = [
    ("north-rule", "size > 1", "north_risk", ""),
    ("north-lonely", "size > 1", "lonely", ""),
    ("north-plain", "size > 100", "plain", ""),
    ("north-way", "size > 1", "north_route", ""),
    ("north-high", "size > 1", "{north_level: high}", ""),
]
NOW, THEN = date(2026, 7, 1), date(2026, 6, 30)


def written(folder: Path, name: str, parts: str, rules: list[tuple[str, str, str, str]], more: str = "") -> Path:
    """A rule set in a folder."""
    lines = [RULE.format(id=each, when=when, then=then, more=days) for each, when, then, days in rules]
    text = HEAD.format(id=name, more=more) + parts.split("rules:")[0] + "rules:\n" + "".join(lines)
    (folder / name).mkdir()
    (folder / name / "ruleset.yaml").write_text(text + (CHANGES if name == "north" else ""))
    return folder / name


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A rule set for all regions, and one for the region Groningen alone."""
    folder = tmp_path_factory.mktemp("rules")
    north = ", extends: [base], applies: {regions: [Groningen], valid_from: 2020-01-01}"
    return [written(folder, "base", BASE, RULES), written(folder, "north", NORTH, NORTH_RULES, north)]


@pytest.fixture(scope="module")
def knowledge(folders: list[Path]) -> Knowledge:
    """Both."""
    return load_rulesets(*folders)


def assess(knowledge: Knowledge, region: str = "Zuid", on: date = NOW, **facts: Any) -> Assessment:
    return Engine(knowledge, "compiled").assess(Region(region).tell(knowledge.vocabulary, **facts), on)


def text(explanation: Explanation, format: str = "text") -> str:
    return flat(render_note(explanation, explanation_blocks, format, Layout(width=10_000)))


def below(step: Step) -> dict[str, str]:
    return {each.id: each.status for each in step.steps}


ANSWERS = [
    ("plain", {"size": 6}, "holds", "geldt", "holds"),
    ("plain", {"size": 4}, "fails", "geldt niet", "doesn't hold"),
    ("plain", {}, "open", "nog open", "still open"),
    ("expired", {"size": 6}, "not_in_force", "niet van kracht op deze dag", "not in force on this day"),
    ("coming", {}, "not_in_force", "niet van kracht op deze dag", "not in force on this day"),
    ("north_risk", {"size": 6}, "not_here", "niet voor deze regio", "not for this region"),
    ("lonely", {}, "not_here", "niet voor deze regio", "not for this region"),
    ("old_level", {"size": 6}, "not_in_force", "niet van kracht op deze dag", "not in force on this day"),
    ("north_fact", {}, "not_here", "niet voor deze regio", "not for this region"),
    ("north_level", {"size": 6}, "not_here", "niet voor deze regio", "not for this region"),
]


@pytest.mark.parametrize(("name", "facts", "status", "dutch", "english"), ANSWERS)
def test_each_answer_in_text_markdown_json_and_the_api(
    name: str, facts: dict[str, Any], status: str, dutch: str, english: str, knowledge: Knowledge
) -> None:
    """One status and one wording each, in both languages; what isn't refuted never reads as refuted."""
    found = assess(knowledge, **facts)
    for language, label in (("nl", dutch), ("en", english)):
        explanation = explain(found, knowledge, name, language)  # type: ignore[arg-type]
        assert explanation.status == explanation.proof.status == status
        for form in ("text", "markdown"):
            said = text(explanation, form).replace("\\", "")
            assert f"Zuid: {label}" in said
            others = {each[3 if language == "nl" else 4] for each in ANSWERS} - {label}
            assert not [other for other in others if f"Zuid: {other}." in said]
        data = json.loads(render_note(explanation, explanation_blocks, "json", Layout()))
        assert (data["status"], data["proof"]["status"]) == (status, status)
        if status in ("not_in_force", "not_here"):
            assert explanation.waits_for == ()


def test_an_expired_rule_is_named_with_its_last_day(folders: list[Path], knowledge: Knowledge) -> None:
    """And one that is still to come with its first; on the days between both, nothing is said of days."""
    base = ("--ruleset", folders[0], "--on", "2026-07-01")
    (folders[0].parent / "zuid.yaml").write_text("region: Zuid\nfacts: {size: 6}\n")
    for name, line in (
        ("expired", "regel expired-rule: niet van kracht op deze dag (tot en met 2026-06-30): Want."),
        ("coming", "regel coming-rule: niet van kracht op deze dag (vanaf 2027-01-01): Want."),
        ("between", "regel between-rule: niet van kracht op deze dag (van 2020-01-01 tot en met 2020-12-31): Want."),
        ("old_level", "regel level-rule: niet van kracht op deze dag (tot en met 2026-06-30): Want."),
    ):
        code, out, err = run("explain", folders[0].parent / "zuid.yaml", name, *base)
        assert (code, err) == (0, "")
        assert line in flat(out)
    assert explain(assess(knowledge, on=THEN, size=6), knowledge, "expired").status == "holds"
    assert explain(assess(knowledge, on=date(2027, 1, 1)), knowledge, "coming").status == "holds"
    assert explain(assess(knowledge, on=THEN, size=6), knowledge, "old_level").status == "derived"


def test_a_refuted_conclusion_names_its_expired_rule_too(knowledge: Knowledge) -> None:
    """A rule in force that is refuted keeps reading refuted; where the conclusion holds only what holds is shown."""
    refuted = explain(assess(knowledge, size=2), knowledge, "renewed")
    assert (refuted.status, below(refuted.proof)) == (
        "fails",
        {"renewed-new": "fails", "renewed-old": "not_in_force"},
    )
    assert "renewed-old: niet van kracht op deze dag (tot en met 2026-06-30)" in text(refuted)
    assert below(explain(assess(knowledge, size=3), knowledge, "renewed").proof) == {"renewed-new": "holds"}
    waiting = explain(assess(knowledge), knowledge, "renewed")
    assert (waiting.status, waiting.proof.steps[1].status) == ("open", "not_in_force")
    assert below(explain(assess(knowledge, size=4), knowledge, "plain").proof) == {"plain-rule": "fails"}


def test_what_is_for_another_region_says_for_which(knowledge: Knowledge) -> None:
    """A conclusion, a rule and a fact; in the region itself they are what they are."""
    risk = explain(assess(knowledge, size=6), knowledge, "north_risk")
    assert (risk.proof.regions, below(risk.proof)) == (("Groningen",), {"north-rule": "not_here"})
    assert "Zuid: niet voor deze regio (alleen voor Groningen)" in text(risk)
    assert "regel north-lonely: niet voor deze regio (alleen voor Groningen)" in text(
        explain(assess(knowledge), knowledge, "lonely")
    )
    told = explain(assess(knowledge, north_fact=True), knowledge, "north_fact")
    assert (told.status, told.proof.regions) == ("given", ("Groningen",))
    assert "opgegeven (alleen voor Groningen)" in text(told)
    north = assess(knowledge, "Groningen", size=6)
    assert {name: explain(north, knowledge, name).status for name in ("north_risk", "lonely", "north_level")} == {
        "north_risk": "holds",
        "lonely": "holds",
        "north_level": "derived",
    }
    early = assess(knowledge, "Groningen", on=date(2019, 12, 31), size=6)
    assert explain(early, knowledge, "north_risk").status == "not_in_force"
    assert "(vanaf 2020-01-01)" in text(explain(early, knowledge, "north_risk"))


def test_a_rule_that_was_switched_off_says_by_whom(knowledge: Knowledge) -> None:
    """What no rule can conclude any more in a region isn't for that region, and isn't refuted."""
    off = explain(assess(knowledge, "Groningen"), knowledge, "stopped")
    assert (off.status, below(off.proof)) == ("not_here", {"stopped-rule": "off"})
    assert "uitgeschakeld door north: Hier niet nodig." in text(off)
    assert explain(assess(knowledge), knowledge, "stopped").status == "holds"


def test_rules_go_on_as_if_it_did_not_hold(knowledge: Knowledge) -> None:
    """A rule that wants `not expired` holds, and its explanation says why."""
    found = assess(knowledge)
    assert found.holds("without")
    assert "niet van kracht op deze dag" in text(explain(found, knowledge, "without"))


@pytest.mark.parametrize("executor", [each for each in EXECUTORS if each != "durable" or rete.available()])
def test_both_executors_say_the_same(executor: str, knowledge: Knowledge) -> None:
    """The states of what doesn't count are in the assessment, and survive JSON."""
    found = Engine(knowledge, executor).assess(Region("Zuid"), NOW)
    assert {name: state.status for name, state in found.conclusions.items() if state.status.startswith("not")} == {
        "between": "not_in_force",
        "coming": "not_in_force",
        "expired": "not_in_force",
        "lonely": "not_here",
        "route_one": "not_in_force",
    }
    origins = {name: state.origin for name, state in found.facts.items()}
    assert origins == {
        "north_fact": "not_here",
        "north_level": "not_here",
        "old_level": "not_in_force",
        "size": "unknown",
    }
    assert Assessment.from_json(found.to_json()) == found


def test_a_name_that_does_not_exist_is_another_thing(knowledge: Knowledge) -> None:
    """It is unknown, whatever the region."""
    with pytest.raises(UnknownName):
        explain(assess(knowledge), knowledge, "north_rsk")


# --- the other notes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("region", ["Groningen", "Zuid"])
def test_what_if_serves_every_region(region: str, folders: list[Path], tmp_path: Path) -> None:
    """Also where a rule set is for another one, and days apart."""
    path = tmp_path / "r.yaml"
    path.write_text(f"region: {region}\n")
    words = [word for folder in folders for word in ("--ruleset", folder)]
    code, out, err = run("whatif", path, "--set", "size=6", *words, "--on", "2026-07-01", "--format", "json")
    assert (code, err) == (0, "")
    changed = {each["id"]: each["after"] for each in json.loads(out)["conclusions"]}
    assert changed["plain"] == "geldt (hoog)"
    assert ("north_risk" in changed) == (region == "Groningen")
    assert "expired" not in changed
    for command in ("advise", "questions"):
        code, out, err = run(command, path, *words, "--on", "2026-07-01", "--format", "json")
        assert (code, err) == (0, "")
        assert ("north_fact" in out) == (command == "advise")


def test_from_one_day_to_another_says_what_is_no_longer_in_force(knowledge: Knowledge) -> None:
    """Two assessments of different days, and of different regions."""
    then, now = assess(knowledge, on=THEN, size=6), assess(knowledge, size=6)
    changes = {
        each.id: (each.before, each.after) for each in regiorules.what_changes(then, now, knowledge, {}).conclusions
    }
    assert changes["expired"] == ("geldt (hoog)", "niet van kracht op deze dag")
    moved = regiorules.what_changes(assess(knowledge, "Groningen", size=6), now, knowledge, {}, "en").conclusions
    assert {each.id: each.after for each in moved}["north_risk"] == "not for this region"


def test_regions_side_by_side_keep_them_apart(knowledge: Knowledge) -> None:
    """A figure, a route and a risk that one of them isn't for, and a risk of which the rule has expired."""
    found = regiorules.compare(
        [assess(knowledge, "Groningen", size=6), assess(knowledge, size=6), assess(knowledge, on=THEN, size=6)],
        knowledge,
    )
    cells = {row.id: [cell.value for cell in row.cells] for row in found.rows}
    here, force = "niet voor deze regio", "niet van kracht op deze dag"
    assert cells["north_figure"] == ["h", here, here]
    assert cells["north_risk"] == ["hoog", here, here]
    assert cells["broad"] == ["Noordweg", here, here]
    assert cells["narrow"] == [force, force, "Weg"]
    assert cells["expired"] == [force, force, "hoog"]
    assert cells["plain"] == ["hoog", "hoog", "hoog"]
    assert {row.id: row.differs for row in found.rows}["north_risk"]


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    region=st.sampled_from(["Groningen", "Zuid"]),
    on=st.dates(date(2019, 1, 1), date(2028, 1, 1)),
    size=st.none() | st.integers(0, 10),
)
def test_whatever_the_region_and_the_day(region: str, on: date, size: int | None, knowledge: Knowledge) -> None:
    """Every conclusion and fact can be explained; a rule is said to be out of force exactly where it is."""
    found = assess(knowledge, region, on, **({} if size is None else {"size": size}))
    used = knowledge.at(region, on)
    for name in (*knowledge.conclusions, *knowledge.vocabulary.facts):
        explanation = explain(found, knowledge, name)
        counted = [rule.id for rule in used.rules.values() if rule.target == name]
        assert (explanation.status not in ("not_in_force", "not_here")) or not counted
        if name in knowledge.conclusions and not counted:
            assert explanation.status in ("not_in_force", "not_here")
        assert not [
            each for each, status in below(explanation.proof).items() if status == "not_in_force" and each in used.rules
        ]
        assert text(explanation)
    assert regiorules.compare([found, assess(knowledge)], knowledge).rows
    assert regiorules.make_advice(found, knowledge).region == region
    assert Assessment.from_json(found.to_json()).checked(knowledge) == used


def test_an_assessment_stays_explainable_beside_rules_that_were_not_used(
    folders: list[Path], knowledge: Knowledge
) -> None:
    """Rule sets that came later change nothing of it: it is explained by those that it was made with."""
    alone = load_rulesets(folders[0])
    kept = Assessment.from_json(assess(alone, size=6).to_json())
    assert explain(kept, knowledge, "plain") == explain(kept, alone, "plain")
    assert explain(kept, knowledge, "north_risk").status == "not_here"
    north = Assessment.from_json(assess(alone, "Groningen", size=6).to_json())
    assert explain(north, knowledge, "stopped") == explain(north, alone, "stopped")
    assert regiorules.make_advice(north, knowledge) == regiorules.make_advice(north, alone)
    with pytest.raises(UnknownName):  # Groningen is its region, but it wasn't there
        explain(north, knowledge, "north_risk")


def test_asking_the_assessment_for_what_was_not_used(knowledge: Knowledge) -> None:
    """Neither false nor a bare KeyError: it says that there is no such thing in it, and why that may be."""
    south = assess(knowledge, size=6)
    assert assess(knowledge, "Groningen", size=6).holds("north_risk")
    for ask, name in ((south.holds, "north_risk"), (south.value, "sise")):
        with pytest.raises(UnknownName) as caught:
            ask(name)
        assert f"the assessment of Zuid has no {name}; a rule set that isn't for this region" in caught.value.say("en")
    assert caught.value.say("en").endswith("did you mean size?")
