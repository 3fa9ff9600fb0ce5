"""What the service answers is what the library and the command line give."""

from __future__ import annotations

import json
from typing import Any

import pytest
from web_service import REGION, Served

import regiorules
from regiorules import compare, explain, what_changes
from regiorules.authoring.testing import running
from regiorules.stored import to_plain
from regiorules.text import LANGUAGES, Language


def assessed(web: Served, region: dict[str, Any]) -> regiorules.Assessment:
    """The assessment of a region by the library."""
    engine = web.service.engine()
    return engine.assess(regiorules.region_of(region, engine.knowledge.vocabulary))


def test_an_assessment_is_that_of_the_library(web: Served) -> None:
    """The same data, that are read back as the same value."""
    found = web.post("assessments", {"region": REGION})
    assert found.status_code == 200
    assert regiorules.Assessment.from_data(found.json()) == assessed(web, REGION)


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_is_that_of_the_library_and_of_the_command_line(web: Served, language: Language) -> None:
    """In both languages; and as Markdown and text what the command writes."""
    found = web.post("advice", {"region": REGION, "language": language}).json()
    rulesets = web.service.rulesets
    assert found == regiorules.advise(REGION, language, rulesets=rulesets)
    document = json.dumps(REGION)
    for name in ("markdown", "text", "json"):
        words = ("advise", "-", "--format", name, "--lang", language, "--engine", "compiled")
        printed = running.run(*words, stdin=document).out
        told = web.post("advice", {"region": REGION, "language": language, "format": name})
        assert (told.json() == json.loads(printed)) if name == "json" else (told.text == printed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_explanations_questions_changes_comparisons(web: Served, language: Language) -> None:
    """Each is what the library gives for the same."""
    knowledge, before = web.service.knowledge, assessed(web, REGION)
    asked = {"region": REGION, "language": language}
    told = web.post("explanations", {**asked, "conclusion": "via_subregional"}).json()
    assert told == explain(before, knowledge, "via_subregional", language).to_data()
    told = web.post("questions", asked).json()
    assert told == to_plain(regiorules.make_advice(before, knowledge, language).questions)
    other = {"regional_network": "connected", "large_city": 100_000}
    after = web.service.engine().assess(
        regiorules.region_of(REGION, knowledge.vocabulary).tell(knowledge.vocabulary, **other)
    )
    told = web.post("changes", {**asked, "set": other}).json()
    assert told == what_changes(before, after, knowledge, other, language).to_data()
    two = {"region": "Two", "facts": {"regional_network": "connected"}}
    told = web.post("comparisons", {"regions": [REGION, two], "language": language}).json()
    assert told == compare([before, assessed(web, two)], knowledge, language).to_data()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_and_how_firm_conclusions_are(web: Served, language: Language) -> None:
    """Each is what the library gives; a conclusion is named as on the command line."""
    engine = web.service.engine()
    told = web.post("plans", {"region": REGION, "language": language}).json()
    assert told == regiorules.plan(assessed(web, REGION), engine.knowledge, language).to_data()
    assert told["plan"]["goals"]
    pytest.importorskip("polars", reason="the extra batch isn't installed")
    region = regiorules.region_of(REGION, engine.knowledge.vocabulary)
    asked = {"region": REGION, "language": language, "conclusions": ["waiting_for_regulation", "Lokaal voorop"]}
    told = web.post("robustness", asked).json()
    names = [each["id"] for each in told["conclusions"]]
    assert told == regiorules.robustness(engine, region, language, names=names).to_data()
    assert "waiting_for_regulation" in names
    assert regiorules.Robustness.from_data(told).conclusions[0].worlds > 1


def test_what_is_no_conclusion_has_no_share(web: Served) -> None:
    """A fact, or a name that there isn't."""
    for name, code in (("regional_network", "robust_not_conclusion"), ("nothing_such", "unknown_conclusion")):
        found = web.post("robustness", {"region": REGION, "conclusions": [name]})
        assert (found.status_code, found.json()["errors"][0]["code"]) == (400, code)


def test_an_overview_holds_all_of_it_at_once(web: Served) -> None:
    """The region as it is read, and the advice of the other address."""
    found = web.post("overviews", {"region": REGION}).json()
    assert found["advice"] == web.post("advice", {"region": REGION}).json()
    vocabulary = web.service.knowledge.vocabulary
    assert found["region"] == regiorules.region_of(REGION, vocabulary).to_data()
    assert found["remarks"] == []


def test_what_is_odd_but_not_wrong_is_a_remark(web: Served) -> None:
    """A name of another year is right, and said."""
    found = web.post(
        "overviews", {"region": {"region": "Zaanstreek/Waterland", "profile": "Zeeland"}, "language": "en"}
    )
    assert found.status_code == 200
    assert isinstance(found.json()["remarks"], list)


def test_the_rules_of_a_day_and_of_one_rule_set(web: Served) -> None:
    """`on` and `rulesets` count as on the command line."""
    found = web.post("assessments", {"region": REGION, "on": "2016-03-01", "rulesets": ["core"]}).json()
    assert [each["id"] for each in found["rulesets"]] == ["core"]
    assert web.post("assessments", {"region": REGION, "on": "2016-03-01"}).json()["on"] == "2016-03-01"


def test_rules_are_those_of_the_command_line(web: Served) -> None:
    """With all that belongs to them, exceptions too."""
    found = web.get("rules").json()
    words = [word for each in web.service.rulesets for word in ("--ruleset", each)]
    done = running.run("rules", *words, "--format", "json")
    assert found == json.loads(done.out)["rules"]
    assert {"unless", "overrides", "overridden_by"} <= found[0].keys()


def test_a_table_of_regions_is_chosen_by_its_name(web: Served) -> None:
    """The table of another year has other records."""
    now = web.get("regions/Zeeland").json()
    then = web.get("regions/Zeeland", params={"profiles": "2016"}).json()
    assert now["sources"] != then["sources"]
    told = web.post("assessments", {"region": {"profile": "Zeeland"}, "profiles": "2016"}).json()
    assert told["sources"]["profile"]["date"].startswith("2016")


def test_a_region_file_there_and_back(web: Served) -> None:
    """The text that is written is read as the same region, in both notations."""
    told = {
        **REGION,
        "sources": {"s": {"title": "T"}},
        "facts": {"sme_role": {"value": "large", "source": "s", "note": "n"}},
    }
    vocabulary = web.service.knowledge.vocabulary
    region = regiorules.region_of(told, vocabulary)
    for name in ("yaml", "json"):
        written = web.post("region-files", {"region": told, "format": name})
        assert written.headers["content-disposition"] == f'attachment; filename="region.{name}"'
        read = web.post("regions", {"text": written.text, "name": f"my.{name}"})
        assert read.status_code == 200, read.text
        assert regiorules.Region.from_data(read.json(), vocabulary) == region


def test_answers_of_several_people_are_compared(web: Served) -> None:
    """What can both be so agrees, with what is left; what can't doesn't; what one gives isn't in it."""
    one = {"region": "A", "facts": {"regional_network": "hoogstens los", "sme_role": "small"}}
    facts = {"regional_network": "loose", "sme_role": "large", "internal_differences": "large"}
    told = web.post("disagreements", {"regions": [one, {"region": "B", "facts": facts}], "language": "en"})
    found = {each["fact"]: each for each in told.json()}
    assert (found["regional_network"]["agrees"], found["regional_network"]["both"]) == (True, "loose")
    assert (found["sme_role"]["agrees"], found["sme_role"]["both"]) == (False, None)
    assert found["sme_role"]["values"] == ["small", "large"]
    assert "internal_differences" not in found


def test_lists_that_differ_say_in_what(web: Served) -> None:
    """And not only that there are as many rows."""
    shared, one, other = ({"name": name, "population": n} for name, n in (("A", 9000), ("B", 54657), ("B", 54700)))
    regions = [{"region": "X", "facts": {"municipalities": [shared, each]}} for each in (one, other)]
    regions.append({"region": "X", "facts": {}})
    [found] = web.post("disagreements", {"regions": regions, "language": "nl"}).json()
    assert not found["agrees"]
    assert found["values"] == ["2 (B, 54.657)", "2 (B, 54.700)", found["values"][2]]
    [same] = web.post("disagreements", {"regions": [regions[0], regions[0]], "language": "nl"}).json()
    assert same["values"] == ["2", "2"]
