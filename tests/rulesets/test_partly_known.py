"""What core makes of a region of which facts are partly known: a route, the risks that follow, and none that don't."""

from __future__ import annotations

from typing import Any

import pytest

from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets, ruleset_folder

ENGINE = Engine(load_rulesets(ruleset_folder("core")), "compiled")
KNOWN = {
    "regional_network": "hoogstens los",
    "regional_strategy_agreed": "minstens deels",
    "employer_service_point": "niet in bedrijf",
    "municipalities": "Almere 218.000, anderen onbekend",
}


def assessed(**more: str) -> Assessment:
    """An assessment of the region, with more facts."""
    return ENGINE.assess(Region("Proefregio").set({**KNOWN, **more}, ENGINE.knowledge.vocabulary))


def holding(assessment: Assessment, kind: str) -> set[str]:
    """The conclusions of a kind that hold."""
    kinds = ENGINE.knowledge.conclusions
    return {
        name for name, each in assessment.conclusions.items() if each.status == "holds" and kinds[name].kind == kind
    }


def test_what_is_certain_counts_and_nothing_else() -> None:
    """Of the route one is out and two are left; no risk follows yet."""
    found = assessed()
    narrow = ("local_first", "regional_first", "consolidate")
    assert [found.conclusions[name].status for name in narrow] == ["open", "open", "fails"]
    assert holding(found, "risk") == set()
    assert holding(found, "recommendation") == {
        "build_service_point",
        "organise_level_coordination",
    }
    assert found.value("large_cities") == {"at_least": 1}


@pytest.mark.parametrize(
    ("more", "route", "risks"),
    [
        ({"local_network_importance": "hoog"}, "via_subregional", set()),
        (
            {"internal_differences": "minstens groot", "single_contact_rule": "nee"},
            "via_subregional",
            {"neglect_local_networks", "employer_approached_by_several_organisations"},
        ),
        (
            {
                "municipalities": "[{name: Almere, population: 218.000}, {name: Lelystad, population: 85.000}]",
                "administrative_pullers": "geen",
            },
            "via_subregional",
            {"suboptimisation_administrative"},
        ),
        (
            {
                "municipalities": "[{name: Almere, population: 218.000}, {name: Urk, population: 10.000 tot 30.000}]",
                "local_networks": "minstens los",
                "local_network_importance": "gemiddeld",
                "internal_differences": "niet groot",
                "regional_network": "afwezig",
            },
            "local_first whole_region",
            set(),
        ),
    ],
)
def test_a_region_gets_a_route_and_the_risks_that_follow(more: dict[str, str], route: str, risks: set[str]) -> None:
    """One answer more, itself whole or in part, settles the route."""
    found = assessed(**more)
    assert holding(found, "route") == {*route.split()}
    assert holding(found, "risk") == risks


def history(*kinds: Any) -> str:
    """A list of events, with others that aren't known."""
    return "[" + ", ".join(f"{{kind: {kind}}}" for kind in kinds) + ", en andere]"


def test_a_part_that_contradicts_what_follows_is_used_and_said() -> None:
    """Given goes before; what fits together is taken together."""
    three = history("agreement", "agreement", "joint_organisation")
    found = assessed(cooperation_tradition="hoogstens enige", cooperation_history=three)
    assert found.value("cooperation_tradition") == {"at_most": "some"}
    assert [(each.fact, each.values, each.given) for each in found.conflicts] == [
        ("cooperation_tradition", ("rich", {"at_most": "some"}), True)
    ]
    found = assessed(cooperation_tradition="minstens enige", cooperation_history=three)
    assert (found.value("cooperation_tradition"), found.conflicts) == ("rich", ())
    assert Assessment.from_json(found.to_json()) == found
