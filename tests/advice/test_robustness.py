"""How firm conclusions are: the shares are those of every world assessed one by one, and what decides is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product

import jsonschema
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("polars", reason="the extra batch isn't installed")

from regiorules.advice.robustness import Firmness, Robustness, robustness
from regiorules.authoring.schemas import schema
from regiorules.engine.engine import Engine
from regiorules.facts.partial import is_partial
from regiorules.facts.region import Region, read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.testing import regions
from tests.mini import KNOWLEDGE, VOCABULARY
from tests.paths import DATA, REGIONS, ROOT

CORE = load_rulesets(ruleset_folder("core"))
DATED = Engine(load_rulesets(DATA / "dated"), "compiled")
ENGINE, MINI = Engine(CORE, "compiled"), Engine(KNOWLEDGE, "compiled")
LEFT = ("local_networks", "systematisation", "pursuit", "supralocal_employers", "officials_serve")


def flevoland() -> Region:
    """Flevoland, of which only these facts are left unknown, the others at their first option."""
    region = read_region(REGIONS / "flevoland.yaml", CORE.vocabulary)
    values = {"yes_no": False, "set": []}
    for name, fact in CORE.vocabulary.facts.items():
        known = name in region.facts and not isinstance(region.facts[name].value, dict | None)
        if fact.asked and not known and name not in LEFT and fact.type != "records":
            value = fact.option_ids[0] if fact.type in ("level", "choice") else values.get(fact.type)
            region = region.tell(CORE.vocabulary, **{name: value})
    return region


def worlds(region: Region) -> Iterator[Region]:
    """The region with each combination of answers to what is left."""
    options = [CORE.vocabulary.facts[name].option_ids for name in LEFT]
    for values in product(*options):
        yield region.tell(CORE.vocabulary, **dict(zip(LEFT, values, strict=True)))


def mini(**facts: str) -> Robustness:
    return robustness(MINI, Region("X").set(facts, VOCABULARY), "en")


def of(found: Robustness, name: str) -> Firmness:
    return next(each for each in found.conclusions if each.id == name)


def test_the_shares_of_a_region_are_those_of_all_its_worlds() -> None:
    """Of every conclusion, over the 405 or so regions that the open answers leave: each assessed whole."""
    region = flevoland()
    found = robustness(ENGINE, region)
    assert {each.id for each in found.doubts} == set(LEFT)
    every = [ENGINE.assess(each).conclusions for each in worlds(region)]
    assert found.worlds == len(every) > 300
    for each in found.conclusions:
        statuses = [one[each.id].status for one in every]
        assert each.holds * len(every) == statuses.count("holds") * each.counted
        assert each.fails * len(every) == statuses.count("fails") * each.counted
    assert sum(0 < each.share < 1 for each in found.conclusions) >= 10


def test_flevoland_as_it_is_is_counted_exactly() -> None:
    """It has more worlds than could ever be looked at, and no conclusion needs more than some hundreds."""
    found = robustness(ENGINE, read_region(REGIONS / "flevoland.yaml", CORE.vocabulary))
    assert found.worlds > 10**15
    assert not any(each.sampled for each in found.conclusions)
    assert max(each.counted for each in found.conclusions) < 1000
    open_ = [each for each in found.conclusions if each.status == "open"]
    assert all(0 < each.share < 1 for each in open_)
    narrow = [each.share for each in found.conclusions if each.id in ("local_first", "regional_first", "consolidate")]
    assert sum(narrow) == pytest.approx(1)


def test_what_decides_is_told() -> None:
    """Little trust without a strategy strains, and so does a large budget: of a number there are two values."""
    strained = of(mini(trust="low"), "strained")
    assert (strained.holds, strained.fails, strained.counted) == (3, 0, 4)
    found = {(each.fact, each.value, each.share) for each in strained.decides}
    assert found == {("strategy_agreed", "no", 1.0), ("budget", "such as 11", 1.0)}


def test_what_cant_be_listed_stays_open_and_is_named() -> None:
    """A text may be anything: where nothing else strains, it stays open whether that does."""
    found = mini(trust="high")
    strained = of(found, "strained")
    assert (strained.holds, strained.fails, strained.counted) == (2, 0, 4)
    assert {line.id for line in found.left} == {"centre_municipality", "municipalities"}
    city = of(found, "city_first")
    assert (city.holds, city.fails < city.counted) == (0, True)


def test_a_change_that_overturns_is_told() -> None:
    talk = of(mini(trust="low", strategy_agreed="no", budget="3", centre_municipality="elders"), "talk")
    changes = {(each.fact, each.value, each.status) for each in talk.overturned}
    assert changes == {
        ("trust", "medium", "fails"),
        ("trust", "high", "fails"),
        ("strategy_agreed", "yes", "fails"),
    }


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), name=st.sampled_from(["mini", "dated"]))
def test_what_no_change_touches_is_so_with_any_other_value(data: st.DataObject, name: str) -> None:
    """But for the facts that are said not to have been tried: lists, what is reckoned with, any text."""
    engine = {"mini": MINI, "dated": DATED}[name]
    vocabulary = engine.knowledge.vocabulary
    region, other = data.draw(regions(vocabulary)), data.draw(regions(vocabulary))
    found = robustness(engine, region, "en", most=100).conclusions
    for fact, given_ in region.facts.items():
        if fact not in other.facts or is_partial(given_.value) or given_.value is None:
            continue
        changed = evolve(region, facts={**region.facts, fact: other.facts[fact]})
        if is_partial(other.facts[fact].value) or other.facts[fact].value is None:
            continue
        after = engine.assess(changed).conclusions
        for each in found:
            if each.status != "open" and fact not in {line.id for line in each.untried}:
                turned = {change.status for change in each.overturned if change.fact == fact}
                assert after[each.id].status in {each.status, *turned}


def test_what_was_not_tried_is_named() -> None:
    """Days that rules hold against each other aren't listed, nor are contracts."""
    known = {"start": "2024-05-01", "decided": "2024-04-01", "contracts": [{"name": "A", "ends": "2026-01-01"}]}
    told = Region("X").tell(DATED.knowledge.vocabulary, **known)
    found = {each.id: [line.id for line in each.untried] for each in robustness(DATED, told, "en").conclusions}
    assert found == {
        "in_time": ["start"],
        "too_late": ["decided", "start"],
        "runs_out": ["contracts"],
        "middle_period": ["start"],
    }


def test_conclusions_can_be_asked_by_name() -> None:
    """Only the doubts behind them count then."""
    found = robustness(ENGINE, Region("X"), "en", names=["appoint_official_pullers"])
    assert [each.id for each in found.conclusions] == ["appoint_official_pullers"]
    assert [each.id for each in found.doubts] == ["official_pullers"]
    assert (found.worlds, found.named, found.main) == (4, True, ("recommendation",))


def test_another_domain() -> None:
    knowledge = load_rulesets(ROOT / "examples" / "domains" / "jeugdzorg")
    region = read_region(ROOT / "examples" / "domains" / "duinrand.yaml", knowledge.vocabulary)
    found = robustness(Engine(knowledge, "compiled"), region)
    assert of(found, "align_terms").share == 0.5


def test_it_can_be_kept() -> None:
    """The same value comes out of its JSON, and it is what its schema says."""
    found = robustness(ENGINE, Region("X"), "en", names=["waiting_for_regulation", "broad_get_moving"])
    assert Robustness.from_json(found.to_json()) == found
    jsonschema.validate(json.loads(found.to_json()), schema("robust"))


def test_few_worlds_are_enough_where_no_more_are_wanted() -> None:
    """The others are a sample, and say so; by a sample nothing is said to decide."""
    names = ["broad_get_moving"]
    [whole] = robustness(ENGINE, Region("X"), "en", names=names).conclusions
    [few] = robustness(ENGINE, Region("X"), "en", names=names, most=1).conclusions
    assert (whole.sampled, bool(whole.decides)) == (False, True)
    assert (few.sampled, few.decides) == (True, ())


def test_of_what_is_so_in_every_world_nothing_decides() -> None:
    """Whatever else is open."""
    strained = of(mini(trust="low", strategy_agreed="no"), "strained")
    assert (strained.share, strained.decides) == (1.0, ())


def test_a_note_shows_the_main_kinds() -> None:
    """Of all that is counted, where nobody said what is asked for."""
    found = mini()
    assert found.main == ("route", "recommendation", "risk")
    assert {*found.main} <= {*found.kinds}
