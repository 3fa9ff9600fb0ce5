"""The rules since 2021 beside those of core: bundled, by date, and honest about what isn't established."""

from __future__ import annotations

import datetime
import re

import pytest

from regiorules import Assessment, Engine, explain, load, make_advice, region_of, render_advice
from regiorules.plugins import load_plugins
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from regiorules.text import LANGUAGES, Language
from tests.commands import run

KNOWLEDGE = load_rulesets(ruleset_folder("core"), ruleset_folder("werkcentra"))
CORE = load("core")
THEN, NOW = datetime.date(2015, 6, 1), datetime.date(2026, 6, 1)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Core with the rules since 2021."""
    return KNOWLEDGE


def assess(knowledge: Knowledge, on: datetime.date, **facts: str) -> Assessment:
    """A region whose centre municipality decides, by the rules of a day."""
    data = {"region": "X", "facts": {"centre_municipality_role": "decider", **facts}}
    return Engine(knowledge, "compiled").assess(region_of(data, knowledge.vocabulary), on)


def test_the_severity_follows_the_day(knowledge: Knowledge) -> None:
    """In 2015 deciding is a risk of medium severity; since 2021 directing is part of the task."""
    grades = [assess(knowledge, on).conclusions["centre_decides"].grade for on in (THEN, NOW)]
    assert grades == ["medium", "watch"]


def test_the_explanation_names_rule_date_and_rule_set(knowledge: Knowledge) -> None:
    """The rule of 2015 is core's; that of 2026 is dated, and says which rule set changed it and why."""
    explained = [explain(assess(knowledge, on), knowledge, "centre_decides") for on in (THEN, NOW)]
    assert [each.on for each in explained] == ["2015-06-01", "2026-06-01"]
    then, now = (each.proof.steps[0] for each in explained)
    assert (then.ruleset, then.valid) == ("core", "")
    assert (now.ruleset, now.valid) == ("werkcentra", "2021-01-01/…")
    assert now.note.startswith("Sinds 2021")


def test_before_2021_nothing_of_it_applies(knowledge: Knowledge) -> None:
    """A rule set that starts in 2021 leaves an assessment of 2015 as core alone gives it."""
    assert "context_centre_directs" not in assess(knowledge, THEN).conclusions
    assert assess(knowledge, NOW).holds("context_centre_directs")


def test_the_work_centre_act_is_to_be_checked_by_who_is_still_choosing(knowledge: Knowledge) -> None:
    """Since the first day planned all are told how it stands; who has no service point yet, to check it."""
    for on, told in ((datetime.date(2025, 12, 31), False), (datetime.date(2026, 1, 1), True)):
        found = assess(knowledge, on, employer_service_point="planned")
        assert found.holds("context_work_centre_act") is told
        assert found.holds("check_work_centre_act") is told
        assert not assess(knowledge, on, employer_service_point="operating").holds("check_work_centre_act")


def test_it_is_on_by_default_and_easily_left_out() -> None:
    """What is bundled is registered; naming core alone leaves it out."""
    assert list(load_plugins([]).rulesets) == ["core", "werkcentra"]
    assert [each.id for each in load("core").rulesets] == ["core"]
    assert [each.id for each in load("werkcentra").rulesets] == ["core", "werkcentra"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_planned_day_stands_under_its_source(language: Language) -> None:
    """Three days, each said by a source with its date or with that it has none; and that no publication was found."""
    sections = {name: each.section for name, each in KNOWLEDGE.statements.items() if each.ruleset == "werkcentra"}
    assert sections == {
        "W01": "since_2021",
        "W02": "report_2024",
        "W03": "report_2024",
        "W04": "weak",
        "W05": "looked_up",
    }
    dated = {name: KNOWLEDGE.source_sections[section].say(language) for name, section in sections.items()}
    assert [bool(re.search("20(20|24|26)", dated[f"W0{number}"])) for number in range(1, 6)] == [
        True,
        True,
        True,
        False,
        True,
    ]
    texts = [KNOWLEDGE.statements[f"W0{number}"].text.say(language) for number in range(2, 6)]
    january, july = ("januari", "juli") if language == "nl" else ("January", "July")
    for text, day in zip(texts, (f"1 {january} 2026", f"1 {july} 2026", f"1 {january} 2027"), strict=False):
        assert day in text
    assert "Staatsblad" in KNOWLEDGE.conclusions["context_work_centre_act"].text.say(language)


@pytest.mark.parametrize("on", [NOW, datetime.date(2026, 7, 1), datetime.date(2027, 1, 1), datetime.date(2030, 1, 1)])
def test_no_day_makes_the_act_hold(on: datetime.date) -> None:
    """Whatever was planned, on no day does a rule take the act for law: every day since the first gives the same."""
    first, then = (assess(KNOWLEDGE, day, employer_service_point="planned") for day in (NOW, on))
    assert first.conclusions == then.conclusions
    planned = [rule for rule in KNOWLEDGE.every_rule() if {"W02", "W03", "W04", "W05"} & {*rule.statements}]
    assert {rule.valid_from for rule in planned} == {datetime.date(2026, 1, 1)}
    assert {KNOWLEDGE.conclusions[rule.target].kind for rule in planned} == {"context", "recommendation"}


@pytest.mark.parametrize(("language", "named"), [("nl", "(stand november 2026)"), ("en", "(as of November 2026)")])
def test_the_note_names_the_rule_set_and_its_date(language: Language, named: str) -> None:
    """Among the dates, and behind each reason of one of its rules; not where core speaks, nor before 2021."""
    title = f"{KNOWLEDGE.rulesets[1].title.say(language)} {named}"
    note = make_advice(assess(KNOWLEDGE, NOW, employer_service_point="planned"), KNOWLEDGE, language)
    assert [each.text for each in note.dates if each.id == "rules.werkcentra"] == [title]
    said = {reason.rule: reason.ruleset for each in (*note.recommendations, *note.risks) for reason in each.reasons}
    assert said["work-centre-act-to-be-checked"] == said["centre-sets-the-course"] == title
    assert set(said.values()) == {"", title}
    text = str(render_advice(note, "markdown"))
    assert text.count(title) >= 3
    assert title not in str(render_advice(make_advice(assess(KNOWLEDGE, THEN), KNOWLEDGE, language), "markdown"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_of_core_know_the_word(language: Language) -> None:
    """What is asked of the service point says what it may be called today."""
    names = [name for name in CORE.vocabulary.facts if "service_point" in name]
    assert len(names) >= 3
    assert [name for name in names if "Werkcentrum" not in CORE.vocabulary.facts[name].help.say(language)] == []


def test_its_scenarios_come_true_and_cover_it() -> None:
    """Every rule holds in one, and fails in one where it can; and nothing is odd about it."""
    code, out, err = run("test", "werkcentra", "--coverage", "--lang", "en")
    assert (code, err) == (0, "")
    assert out.count("100 %") == 2
    assert run("lint", ruleset_folder("werkcentra"))[0] == 0
