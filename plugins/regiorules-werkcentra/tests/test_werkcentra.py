"""The rules since 2021 beside those of core."""

import datetime
from pathlib import Path

import pytest
import regiorules_werkcentra

from regiorules import Assessment, Engine, explain, load, region_of
from regiorules.rules.model import Knowledge

FOLDER = Path(regiorules_werkcentra.__file__).parent / "ruleset"
THEN, NOW = datetime.date(2015, 6, 1), datetime.date(2026, 6, 1)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Core with the rules since 2021."""
    return load("core", FOLDER)


def assess(knowledge: Knowledge, on: datetime.date) -> Assessment:
    """A region whose centre municipality decides, by the rules of a day."""
    data = {"region": "X", "facts": {"centre_municipality_role": "decider"}}
    return Engine(knowledge).assess(region_of(data, knowledge.vocabulary), on)


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


def test_the_work_centre_act_is_a_question(knowledge: Knowledge) -> None:
    """What is not established is advice to check, and only since it is near."""
    assert assess(knowledge, NOW).holds("check_work_centre_act")
    assert not assess(knowledge, datetime.date(2022, 1, 1)).holds("check_work_centre_act")
