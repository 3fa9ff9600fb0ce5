"""The parts of a figure are what the rules call every place in it, and a route goes on from where the region stands."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from regiorules.advice.advise import make_advice
from regiorules.advice.compare import Comparison, compare
from regiorules.advice.model import Advice, Position
from regiorules.engine.engine import Engine
from regiorules.errors import RuleSetError
from regiorules.facts.region import Region
from regiorules.rules import model as rules
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.mini import copied

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
ENGINE = Engine(KNOWLEDGE, "compiled")
WITH_AREAS = [each for each in KNOWLEDGE.positions.values() if each.x]


def advice(**facts: str) -> Advice:
    """The advice where only these facts are known."""
    return make_advice(ENGINE.assess(Region("X").set(facts, KNOWLEDGE.vocabulary)), KNOWLEDGE, "en")


def place(name: str, **facts: str) -> Position:
    """The region's place in one figure."""
    return next(each for each in advice(**facts).positions if each.id == name)


@pytest.mark.parametrize("position", WITH_AREAS, ids=lambda each: each.id)
def test_the_parts_are_what_the_rules_call_each_place(position: rules.Position) -> None:
    """A region that stands at a place has the name of the part that it is in."""
    facts = KNOWLEDGE.vocabulary.facts
    across, up = facts[position.x], facts[position.y]
    owners = {spot: area.label for area in place(position.id).areas for spot in area.spots}
    assert {*owners} == {*product(across.option_ids, up.option_ids)}
    for spot, label in owners.items():
        assert place(position.id, **dict(zip((across.id, up.id), spot, strict=True))).name == label


def test_a_ladder_has_no_parts() -> None:
    """Its rungs are its names."""
    assert place("ladder_position").areas == ()
    assert place("ladder_position").axes[0].levels[0].id == "no_cooperation"


def test_an_axis_runs_from_its_first_level_to_its_last() -> None:
    """With the level on which the region stands."""
    [across, up] = place("networks_position", local_networks="loose").axes
    assert (across.low, across.high, across.value, across.coordinate) == ("absent", "connected", "loose", 0.5)
    assert (up.low, up.high, up.value, up.coordinate) == ("absent", "connected", "unknown", None)


def test_a_route_leads_on_from_where_the_region_stands() -> None:
    """In the order of its effects, without what is so already; the route that holds goes before what may."""
    start = {"local_networks": "loose", "regional_network": "absent", "regional_strategy_agreed": "no"}
    [way] = place("networks_position", **start).ways
    assert (way.route, way.status) == ("local_first", "holds")
    assert [(stop.fact, stop.level) for stop in way.stops] == [
        ("local_networks", "connected"),
        ("regional_network", "connected"),
    ]
    [way] = place("networks_position", **{**start, "regional_network": "connected"}).ways
    assert (way.route, [stop.fact for stop in way.stops]) == ("regional_first", ["local_networks"])


def test_there_is_no_way_where_the_end_is_reached() -> None:
    """The route is to stay there."""
    assert place("networks_position", local_networks="connected", regional_network="connected").ways == ()


def test_routes_that_are_open_are_shown_as_such() -> None:
    """Each with its own order, where it isn't known which holds."""
    ways = {way.route: way for way in place("networks_position", regional_network="loose").ways}
    assert {way.status for way in ways.values()} == {"open"}
    assert [stop.fact for stop in ways["regional_first"].stops] == ["regional_network", "local_networks"]


def test_effects_of_a_route_are_checked(tmp_path: Path) -> None:
    """A fact that there is, and a value that it can have; a risk has none."""
    folder = copied(tmp_path)
    routes = folder / "routes.yaml"
    routes.write_text(
        "conclusions:\n  away:\n    kind: route\n    title: {nl: Weg, en: Away}\n    text: {nl: T., en: T.}\n"
        "    steps: [{nl: S., en: S.}]\n    effects: {trust: huge, nothing: high}\n    statements: [S01]\n",
        "utf-8",
    )
    with pytest.raises(RuleSetError) as caught:
        load_rulesets(folder)
    said = caught.value.say("en")
    assert "huge" in said
    assert "nothing" in said
    assert "doesn't belong to" not in said


def test_a_comparison_has_every_place_and_is_kept() -> None:
    """For each region, in the order asked; read back from JSON it is the same."""
    found = [ENGINE.assess(Region(name, {})) for name in ("A", "B")]
    comparison = compare(found, KNOWLEDGE, "nl")
    assert [[each.id for each in row] for row in comparison.positions] == 2 * [[*KNOWLEDGE.positions]]
    assert Comparison.from_json(comparison.to_json()) == comparison
