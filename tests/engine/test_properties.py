"""Properties of the rule set `core` over random regions."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from regiorules.authoring.testing.regions import regions
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, read_region
from regiorules.rules.bundled import bundled
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.completions import narrower

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
ENGINE = Engine(KNOWLEDGE, "compiled")
EXAMPLES = int(os.environ.get("REGIORULES_EXAMPLES", "150"))
SOME = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FEWER = settings(SOME, max_examples=max(30, EXAMPLES // 3))
complete_regions = regions(VOCABULARY, complete=True)
partial_regions = regions(VOCABULARY)
GIVEN_AND_DERIVED = {"cooperation_tradition", "administrative_pullers", "regional_network", "local_networks"}
RECORDS = [name for name, fact in VOCABULARY.facts.items() if fact.type == "records"]


def routes(assessment: Assessment, path: str, status: str) -> list[str]:
    """The routes of a path with that status."""
    return [
        name
        for name, each in KNOWLEDGE.conclusions.items()
        if each.path == path and assessment.conclusions[name].status == status
    ]


# --- all is known --------------------------------------------------------------------------


@SOME
@given(complete_regions)
def test_all_facts_settle_everything(region: Region) -> None:
    """
    With all facts known nothing is open: there is exactly one narrow and one broad route, every position and every
    topic has a value, and rules never contradict each other.
    """
    assessment = ENGINE.assess(region)
    for path in ("narrow", "broad"):
        assert len(routes(assessment, path, "holds")) == 1, path
    event(routes(assessment, "narrow", "holds")[0])
    assert [name for name, each in KNOWLEDGE.positions.items() if assessment.value(each.name) is None] == []
    assert [name for name, each in KNOWLEDGE.topics.items() if assessment.value(each.fact) is None] == []
    assert [name for name, state in assessment.conclusions.items() if state.status == "open"] == []
    assert [each for each in assessment.conflicts if not each.given] == []


@pytest.mark.parametrize("path", ["narrow", "broad"])
def test_every_route_is_someones(path: str) -> None:
    """No route is the answer to nothing: every one holds for some region."""
    paths = {name for name, each in KNOWLEDGE.conclusions.items() if each.path == path}
    networks, levels = ("absent", "loose", "connected"), ("small", "large")
    found: set[str] = set()
    for local in networks:
        for regional in networks:
            for differences in levels:
                for systematisation in ("by_regulation", "by_opportunity", "portfolio"):
                    facts = {
                        "local_networks": local,
                        "regional_network": regional,
                        "internal_differences": differences,
                        "local_network_importance": "medium",
                        "cooperation_tradition": "some",
                        "municipalities": [{"name": "Dorp", "population": 20_000}],
                        "systematisation": systematisation,
                        "pursuit": "active" if differences == "large" else "passive",
                    }
                    region = Region("Testregio", {name: Given(value) for name, value in facts.items()})
                    found |= set(routes(ENGINE.assess(region), path, "holds"))
    assert found == paths


# --- something is known ----------------------------------------------------------------------


@SOME
@given(partial_regions)
def test_rules_never_contradict(region: Region) -> None:
    """Whatever is known, at most one route of each path holds, and one can; two rules never give two values."""
    assessment = ENGINE.assess(region)
    for path in ("narrow", "emphasis", "broad"):
        holding = routes(assessment, path, "holds")
        assert len(holding) <= 1
        assert holding or routes(assessment, path, "open")
    assert [each for each in assessment.conflicts if not each.given] == []
    assert {each.fact for each in assessment.conflicts} <= GIVEN_AND_DERIVED


@SOME
@given(partial_regions, st.data())
def test_a_fact_only_settles_what_was_open(region: Region, data: st.DataObject) -> None:
    """A fact more (or a field of a record) turns open into holds or fails, and never one of these into the other."""
    known = [name for name, each in region.facts.items() if each.value is not None]
    assume(known)
    before = ENGINE.assess(data.draw(less(region, known)))
    after = ENGINE.assess(region)
    assume(not before.conflicts and not after.conflicts)
    changed = 0
    for was, became in ((before.rules, after.rules), (before.conclusions, after.conclusions)):
        for name, state in became.items():
            assert was[name].status in (state.status, "open"), name
            changed += was[name].status != state.status
    for name, fact in after.facts.items():
        if name not in RECORDS:
            known = VOCABULARY.facts[name].encode
            assert narrower(known(fact.value), known(before.value(name))), name
    event(f"settled something: {changed > 0}")


@st.composite
def less(draw: st.DrawFn, region: Region, known: list[str]) -> Region:
    """The region with some facts left out, or with a population that isn't known."""
    dropped = draw(st.sets(st.sampled_from(known), min_size=1, max_size=3))
    facts = {name: each for name, each in region.facts.items() if name not in dropped}
    people = region.facts.get("municipalities")
    if people is not None and people.value and draw(st.booleans()):
        records = [dict(each) for each in people.value]
        records[draw(st.integers(0, len(records) - 1))]["population"] = None
        facts["municipalities"] = Given(records)
    return evolve(region, facts=facts)


def test_known_facts_may_be_overruled_only_out_loud() -> None:
    """A tradition that is given against the history is used, and the contradiction is reported."""
    history = [{"year": year, "kind": "agreement", "what": None} for year in (2006, 2010, 2014)]
    facts = {"cooperation_history": Given(history), "cooperation_tradition": Given("none")}
    assessment = ENGINE.assess(Region("Testregio", facts))
    assert assessment.value("cooperation_tradition") == "none"
    assert [(each.fact, each.values, each.given) for each in assessment.conflicts] == [
        ("cooperation_tradition", ("none", "rich"), True)
    ]


# --- order is nothing ------------------------------------------------------------------------


def shuffled(known: Mapping[str, Any], random: Random) -> dict[str, Any]:
    names = list(known)
    random.shuffle(names)
    return {name: known[name] for name in names}


def bytes_but_for_the_echo(assessment: Assessment) -> str:
    """The assessment as JSON, without the lists of records that it repeats from the input."""
    facts = {name: evolve(each, value=None) if name in RECORDS else each for name, each in assessment.facts.items()}
    return evolve(assessment, facts=facts).to_json()


@FEWER
@given(partial_regions, st.randoms(use_true_random=False))
def test_order_of_facts_and_records_is_nothing(region: Region, random: Random) -> None:
    """Facts, records and fields in another order give the same bytes, apart from the echo of the records."""
    facts = shuffled(region.facts, random)
    for name in RECORDS:
        if name in facts and facts[name].value:
            records = [shuffled(record, random) for record in facts[name].value]
            random.shuffle(records)
            facts[name] = evolve(facts[name], value=records)
    one, other = ENGINE.assess(region), ENGINE.assess(evolve(region, facts=facts))
    assert bytes_but_for_the_echo(one) == bytes_but_for_the_echo(other)


ITEM = re.compile(r"^  [a-z][a-z0-9_-]*:$", re.MULTILINE)


def shuffled_file(text: str, section: str, random: Random) -> str:
    """A YAML file with the items of its one section in another order."""
    head, body = text.split(f"\n{section}:\n")
    starts = [found.start() for found in ITEM.finditer(body)]
    items = [body[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(body)], strict=True)]
    random.shuffle(items)
    return f"{head}\n{section}:\n" + "\n".join(items) + "\n"


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_rules_is_nothing(seed: int, tmp_path: Path) -> None:
    """Rules and facts written down in another order, in files with other names, give the same bytes."""
    random = Random(seed)
    folder = tmp_path / "core"
    shutil.copytree(ruleset_folder("core"), folder)
    for number, path in enumerate(sorted((folder / "rules").iterdir())):
        text = shuffled_file(path.read_text("utf-8"), "rules", random)
        path.unlink()
        path.with_name(f"{random.random()}-{number}.yaml").write_text(text, "utf-8")
    vocabulary = folder / "vocabulary.yaml"
    vocabulary.write_text(shuffled_file(vocabulary.read_text("utf-8"), "facts", random), "utf-8")
    knowledge = load_rulesets(folder)
    assert set(knowledge.rules) == set(KNOWLEDGE.rules)
    assert list(knowledge.vocabulary.facts) != list(VOCABULARY.facts)
    other = Engine(knowledge, "compiled")
    for path in sorted((bundled("examples") / "regions").glob("*.yaml")):
        one = ENGINE.assess(read_region(path, VOCABULARY))
        two = other.assess(read_region(path, knowledge.vocabulary))
        assert one.rulesets != two.rulesets  # the files are others, and their digest says so
        assert one.to_json() == evolve(two, rulesets=one.rulesets).to_json()
