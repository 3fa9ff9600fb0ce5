"""What came of six documented regions, put beside what the advice says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region, read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.paths import REGIONS

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("expectations.yaml").read_text("utf-8"))[
    "regions"
]
EVERY = [(case, expected) for case in CASES for expected in case["expected"]]
WANTED, OF = 39, 43
by_example = pytest.mark.parametrize("case", CASES, ids=lambda case: case["example"])


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_rulesets(ruleset_folder("core")))


def assessed(case: dict[str, Any], engine: Engine) -> Assessment:
    region: Region = read_region(REGIONS / f"{case['example']}.yaml", engine.knowledge.vocabulary)
    return engine.assess(region)


def met(expected: dict[str, Any], assessment: Assessment, engine: Engine) -> bool:
    """One of the conclusions holds, as grave as is said; or one of them is what a choice among routes will be."""
    states = {name: assessment.conclusions[name] for name in expected["by"]}
    severity = expected.get("severity")
    if "no_risk_above" in expected:
        grades = engine.knowledge.grades("risk")
        graver = grades[grades.index(expected["no_risk_above"]) + 1 :]
        return not [
            name for name, each in assessment.conclusions.items() if each.status == "holds" and each.grade in graver
        ]
    if "among" in expected:
        routes = (each for each in engine.knowledge.conclusions.values() if each.path == expected["among"])
        return {each.id for each in routes if assessment.conclusions[each.id].status != "fails"} <= states.keys()
    return any(each.status == "holds" and severity in (None, each.grade) for each in states.values())


@by_example
def test_the_advice_recognises_what_came_of_the_region(case: dict[str, Any], engine: Engine) -> None:
    assessment = assessed(case, engine)
    for expected in case["expected"]:
        assert met(expected, assessment, engine) != ("unmet" in expected), expected["what"]


@by_example
def test_the_advice_says_nothing_that_the_region_contradicts(case: dict[str, Any], engine: Engine) -> None:
    assessment = assessed(case, engine)
    assert [name for name in case["never"] if assessment.conclusions[name].status == "holds"] == []


def test_most_expectations_are_met() -> None:
    assert len(EVERY) == OF
    assert sum("unmet" not in expected for _, expected in EVERY) >= WANTED
