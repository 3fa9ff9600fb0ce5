"""The page as people use it: what they see and save is what the command line says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from page_browser import kept, needs_browser, session
from regiorules_web.service import Service
from web_service import Served, served

import regiorules
from regiorules.facts.vocabulary import Vocabulary
from regiorules.plugins import load_plugins
from regiorules.rules.bundled import bundled

pytestmark = needs_browser

FILE = bundled("examples") / "regions" / "zeeland.yaml"
VIEWS = [
    "question/regional_network",
    "question/differences_in",
    "question/municipalities",
    "question/cooperation_history",
    "advice",
    "answers",
    "what-if",
    "what-if/large_city",
    "together",
    "file",
]
POLICY = re.compile("arbeidsmarkt|gemeent|werkgever|Zeeland", re.IGNORECASE)
SCRIPT = "<script>alert(1)</script>"
TURNED = "om\u202eruK"
IMAGE = '<img src=x onerror="window.hacked=1"><b>vet</b>'


@pytest.fixture(scope="module")
def vocabulary(web: Served) -> Vocabulary:
    return web.service.engine(()).knowledge.vocabulary


def address(web: Served) -> str:
    return f"http://127.0.0.1:{web.port}"


def advised(web: Served, region: regiorules.Region) -> dict[str, Any]:
    """What the command `assess` would say, without what a source is called."""
    data = web.service.engine(()).assess(region).to_data()
    facts = {name: {**each, "sources": len(each["sources"])} for name, each in data["facts"].items()}
    return {**data, "facts": facts, "sources": sorted(each["title"] for each in data["sources"].values())}


def answers_in(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The data of a region file, and what a person has to fill in for it."""
    knowledge = regiorules.load("core")
    data = regiorules.read_region(path, knowledge.vocabulary).to_data()
    told: dict[str, Any] = {}
    for name, entry in data["facts"].items():
        given = entry if isinstance(entry, dict) and "value" in entry else {"value": entry}
        if given["value"] is not None and "profile" not in given.get("source", ()):
            source = data["sources"][given["source"][0]] if given.get("source") else None
            told[name] = {"value": given["value"], "source": source, "note": given.get("note", {}).get("nl")}
    return data, told


@pytest.fixture(scope="module")
def zeeland(web: Served) -> dict[str, Any]:
    """Somebody answers what is asked for Zeeland by its file, and then what wasn't asked."""
    data, told = answers_in(FILE)
    return {**session("zeeland", address(web), profile="Zeeland", answers=told, date=data["date"]), "told": told}


def test_who_answers_for_zeeland_gets_the_assessment_of_the_command_line(
    web: Served, vocabulary: Vocabulary, zeeland: dict[str, Any]
) -> None:
    data, told = answers_in(FILE)[0], zeeland["told"]
    region = kept(zeeland["saved"], vocabulary)
    facts = {name: entry for name, entry in data["facts"].items() if name in told}
    same = {"profile": "Zeeland", "date": data["date"], "sources": data["sources"], "facts": facts}
    wanted = regiorules.Region.from_data(same, vocabulary, regiorules.built_in_profiles(vocabulary))
    found, expected = advised(web, region), advised(web, wanted)
    assert found["conclusions"] == expected["conclusions"]
    assert found["rules"] == expected["rules"]
    assert values(found) == values(expected)
    assert found["date"] == expected["date"] == data["date"]
    assert {name: region.facts[name].note.get("nl") for name in told} == {name: told[name]["note"] for name in told}
    conclusions = web.service.engine(()).knowledge.conclusions
    shown = [conclusions[name] for name, each in expected["conclusions"].items() if each["status"] == "holds"]
    kinds = ("route", "risk", "recommendation")
    assert [each.id for each in shown if each.kind in kinds and each.title.nl not in zeeland["advice"]] == []


def values(assessed: dict[str, Any]) -> dict[str, Any]:
    return {name: each["value"] for name, each in assessed["facts"].items()}


def test_only_what_still_matters_is_asked_and_the_best_first(
    web: Served, vocabulary: Vocabulary, zeeland: dict[str, Any]
) -> None:
    engine = web.service.engine(())
    region = regiorules.region_of({"profile": "Zeeland"}, vocabulary)
    unknown: set[str] = set()
    for name in zeeland["order"]:
        ranked = regiorules.rank_questions(engine.assess(region), engine.knowledge)
        assert next(each.fact for each in ranked if each.fact not in unknown) == name
        told = zeeland["told"].get(name)
        unknown |= set() if told else {name}
        region = region.tell(vocabulary, **{name: told["value"]}) if told else region
    last = regiorules.rank_questions(engine.assess(region), engine.knowledge)
    assert {each.fact for each in last} <= unknown


def test_edits_going_back_and_reloading_lose_nothing(web: Served, vocabulary: Vocabulary) -> None:
    title = vocabulary.facts["regional_network"].title.nl
    seen = session(
        "edits",
        address(web),
        file=FILE.read_text("utf-8"),
        fact="regional_network",
        label="verbonden",
        title=title,
    )
    told = regiorules.read_region(FILE, vocabulary)
    assert advised(web, kept(seen["opened"], vocabulary)) == advised(web, told)
    assert kept(seen["opened"], vocabulary).facts == told.facts
    assert seen["before"] >= 1
    assert title in seen["news"]
    assert seen["back"] == seen["reloaded"] == {"fact": "regional_network", "chosen": "verbonden"}
    edited = kept(seen["edited"], vocabulary)
    assert seen["edited"]["name"] == "zeeland.yaml"
    assert edited.facts["regional_network"].value == "connected"
    assert edited.facts["regional_network"].sources == told.facts["regional_network"].sources
    assert edited.facts["regional_network"].note == told.facts["regional_network"].note
    assert "regional_network" not in kept(seen["removed"], vocabulary).facts
    assert seen["language"] == "en"
    assert "Save the answers" in seen["english"]


def test_the_keyboard_is_enough(web: Served, vocabulary: Vocabulary) -> None:
    seen = session("keyboard", address(web))
    region = kept(seen["saved"], vocabulary)
    assert seen["skip"].startswith("A ")
    assert seen["heading"] == f"H1 {vocabulary.facts[seen['asked']].question.nl}"  # type: ignore[union-attr]
    assert vocabulary.facts[seen["asked"]].title.nl in seen["status"]
    assert region.name == "Nergens"
    assert set(region.facts) == {seen["asked"]}
    assert seen["end"].startswith("H1 ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_no_serious_fault_and_nothing_is_wider_than_a_phone(web: Served, language: str) -> None:
    text = FILE.read_text("utf-8")
    seen = session(
        "accessible",
        address(web),
        language=language,
        file=text,
        other=text.replace("value: loose", "value: connected"),
        views=VIEWS,
    )
    assert {name: faults for name, faults in seen["faults"].items() if faults} == {}
    assert len(seen["faults"]) == 2 * (len(VIEWS) + 5)


def test_a_name_without_spaces_widens_nothing(web: Served) -> None:
    name = "W" * 2000
    region = {"region": name, "facts": {"regional_network": "loose"}}
    other = {"region": name, "facts": {"regional_network": "connected"}}
    widths = [1280, 390, 320]
    seen = session("wide", address(web), region=region, other=other, widths=widths, views=["start", *VIEWS])
    assert seen["wide"] == {}


def test_a_file_takes_the_place_of_all_answers_only_when_one_is_sure(web: Served, vocabulary: Vocabulary) -> None:
    one, other = ({"region": "A", "facts": {"pursuit": each}} for each in ("active", "passive"))
    seen = session("replaced", address(web), one=one, other=other)
    assert "U bent bezig met A." in seen["asked"]
    assert kept(seen["before"], vocabulary).facts["pursuit"].value == "active"
    assert kept(seen["after"], vocabulary).facts["pursuit"].value == "passive"


def test_who_hurries_on_a_slow_service_loses_nothing_and_goes_where_he_wants(
    web: Served, vocabulary: Vocabulary
) -> None:
    facts = [
        {"regional_network": "loose"},
        {"regional_network": "connected", "sme_role": "large"},
        {"pursuit": "passive"},
    ]
    regions = [{"region": "A", "facts": each} for each in facts]
    titles = [vocabulary.facts[name].title.nl for name in ("regional_network", "sme_role")]
    told = {"fact": "pursuit", "label": "actief", "other": "scale_used", "gone": titles}
    seen = session("hurried", address(web), regions=regions, **told)
    turned = [{**facts[0], "pursuit": "active"}, facts[1], facts[2]]
    assert [told_by(each) for each in seen["turned"]["people"]] == turned
    assert seen["turned"]["at"] == "pursuit"
    assert seen["moment"] == "Even geduld …"
    left = [turned[0], {**facts[1], "pursuit": "active"}, facts[2]]
    assert [told_by(each) for each in seen["left"]["people"]] == left
    assert seen["left"]["at"] == "scale_used"
    assert "De dienst antwoordt niet" in seen["cut"]
    assert [told_by(each) for each in seen["removed"]] == [turned[0], {"pursuit": "active"}, facts[2]]
    assert [told_by(each) for each in seen["people"]] == [{"pursuit": "active"}, facts[2]]


def told_by(person: dict[str, Any]) -> dict[str, Any]:
    """The values that a person gave."""
    facts = person["region"]["facts"].items()
    return {name: each["value"] if isinstance(each, dict) else each for name, each in facts}


def test_hostile_text_stays_text(web: Served, vocabulary: Vocabulary) -> None:
    region = {
        "region": SCRIPT,
        "sources": {"<s>": {"title": IMAGE, "url": "javascript:alert(1)"}},
        "facts": {
            "municipalities": [{"name": IMAGE, "population": 90000}, {"name": TURNED, "population": 80000}],
            "centre_municipality": {"value": TURNED, "source": "<s>", "note": IMAGE},
            "cooperation_history": [{"kind": "agreement", "what": SCRIPT}],
            "regional_network": {"value": "loose", "source": "<s>", "note": TURNED},
        },
    }
    seen = session("hostile", address(web), region=region, views=VIEWS)
    assert not seen["hacked"]
    for name, found in seen["found"].items():
        assert SCRIPT in found["text"], name
        assert SCRIPT in found["title"], name
        assert found["scripts"] == found["images"] == 0, name
        assert "\u202e" not in found["text"] + found["title"], name
    assert IMAGE in seen["found"]["answers"]["text"]
    assert TURNED.replace("\u202e", r"\u202e") in seen["found"]["answers"]["text"]
    assert IMAGE in seen["found"]["question/municipalities"]["values"]
    back = kept(seen["saved"], vocabulary)
    assert back == regiorules.Region.from_data(region, vocabulary)
    assert seen["saved"]["name"] == "script-alert-1-script.json"


def test_two_respondents_stay_apart_and_what_they_contradict_stays_open(web: Served, vocabulary: Vocabulary) -> None:
    shared = {"region": "X", "sources": {"a": {"title": "Nota"}}}
    one = shared | {
        "facts": {
            "regional_network": {"value": "loose", "source": "a", "note": "gezegd"},
            "pursuit": "active",
            "scale_used": {"at_least": "partly"},
            "internal_differences": "large",
            "sme_role": None,
        }
    }
    other = shared | {
        "facts": {
            "regional_network": "connected",
            "pursuit": "passive",
            "scale_used": {"at_most": "partly"},
            "local_networks": "loose",
            "sme_role": None,
        }
    }
    seen = session("respondents", address(web), one=one, other=other, fact="regional_network")
    joint = kept(seen["joint"], vocabulary)
    assert seen["fresh"]
    assert kept(seen["empty"], vocabulary).facts == {}
    assert set(seen["contradicted"]) == {"regional_network", "pursuit"}
    assert "Wethouder" in seen["together"]
    assert seen["people"] == ["Respondent 1", "Wethouder", "Respondent 3", "Gezamenlijk"]
    assert {name: given.value for name, given in joint.facts.items()} == {
        "regional_network": "loose",
        "pursuit": None,
        "scale_used": "partly",
        "internal_differences": "large",
        "local_networks": "loose",
        "sme_role": None,
    }
    assert [joint.sources[each].title for each in joint.facts["regional_network"].sources] == ["Nota"]
    assert kept(seen["one"], vocabulary) == regiorules.Region.from_data(one, vocabulary)


def test_what_is_wrong_is_said_where_it_is_and_nothing_is_lost(web: Served, vocabulary: Vocabulary) -> None:
    seen = session("refused", address(web))
    assert seen["unread"].startswith("Regel 2: nonsense")
    assert "geen YAML of JSON" in seen["workbook"]
    assert "heel veel" in seen["wrong"]
    assert "Rij 1:" in seen["wrong"]
    value = kept(seen["kept"], vocabulary).facts["municipalities"].value
    assert json.loads(json.dumps(value, default=dict)) == {
        "records": [
            {"name": "Westdorp", "population": {"at_least": 10000}},
            {"name": "Oostdorp", "population": 9500},
        ],
        "complete": False,
    }
    assert "regiorules serve" in seen["cut"]


def test_the_advice_comes_in_every_format_and_clearing_leaves_nothing(web: Served, vocabulary: Vocabulary) -> None:
    formats = [each["name"] for each in web.get("formats").json()]
    seen = session("downloads", address(web), file=FILE.read_text("utf-8"), formats=formats)
    region = regiorules.read_region(FILE, vocabulary)
    for name, found in seen["found"].items():
        assert found["name"].startswith("zeeland.")
        assert found["text"] == web.post("advice", {"region": region.to_data(), "format": name}).text, name
    assert json.loads(seen["cleared"])["people"] == []
    assert seen["stored"] == 0


def test_what_if_shows_now_and_then_and_changes_nothing_until_it_is_taken_over(
    web: Served, vocabulary: Vocabulary
) -> None:
    told = {"fact": "regional_network", "label": "verbonden", "parameter": "large_city", "value": "30.000"}
    seen = session("whatif", address(web), file=FILE.read_text("utf-8"), **told)
    region = regiorules.read_region(FILE, vocabulary)
    then = region.tell(vocabulary, regional_network="connected", large_city=30000)
    engine = web.service.engine(())
    before, after = engine.assess(region), engine.assess(then)
    assigned = {"regional_network": "connected", "large_city": 30000}
    changes = regiorules.what_changes(before, after, engine.knowledge, assigned)
    for each in changes.conclusions:
        assert f"{each.title} was: {each.before}; nu: {each.after}" in seen["text"]
    assert len(seen["columns"]) == 2
    assert seen["columns"][0].startswith("Nu")
    assert seen["columns"][1].startswith("Dan")
    assert kept(seen["kept"], vocabulary) == region
    assert seen["left"] == 0
    adopted = kept(seen["adopted"], vocabulary)
    assert adopted.parameters == {"large_city": 30000}
    assert values(advised(web, adopted)) == values(advised(web, then))


@pytest.mark.parametrize(
    ("folder", "answers"),
    [
        (
            "examples/domains/jeugdzorg",
            {
                "coordinator": "Veenrand & <zonen>",
                "regional_vision": {"at_most": "draft"},
                "vision_partners": ["offering", "families"],
                "same_terms": False,
                "waiting": {"one_of": ["rarely", "often"]},
                "providers": {"at_least": 10, "at_most": 40},
            },
        ),
        ("examples/domains/jeugdzorg", {"providers": 12, "vision_partners": [], "same_terms": True}),
        ("examples/domains/jeugdzorg", {"providers": {"at_least": 7}, "vision_partners": {"includes": ["offering"]}}),
        (
            "rulesets/core",
            {
                "centre_municipality_role": {"one_of": ["connector", "decider"]},
                "expertise_depth": {"at_least": "sufficient"},
                "differences_in": {"includes": ["population"], "excludes": ["own_choices"]},
            },
        ),
    ],
)
def test_each_kind_of_answer_is_saved_as_it_is_given_and_shown_as_it_is_saved(
    folder: str, answers: dict[str, Any]
) -> None:
    kind, _, name = folder.partition("/")
    with served(Service(load_plugins(only=()), (str(bundled(kind) / name),))) as other:
        seen = session("fields", address(other), region={"region": "X", "facts": {}}, answers=list(answers.items()))
        vocabulary = other.service.engine(()).knowledge.vocabulary
    first, again = kept(seen["first"], vocabulary), kept(seen["again"], vocabulary)
    assert first == again == regiorules.Region.from_data({"region": "X", "facts": answers}, vocabulary)


@pytest.mark.parametrize("name", ["jeugdzorg"])
def test_the_page_is_about_what_the_rule_set_is_about(name: str) -> None:
    folder = FILE.parents[1] / "domains" / name
    with served(Service(load_plugins(only=()), (str(folder),))) as other:
        seen = session("elsewhere", address(other), views=["advice", "answers", "what-if", "together", "file"])
        knowledge = other.service.engine(()).knowledge
    region = kept(seen["saved"], knowledge.vocabulary)
    assert region.name == "Ergens"
    assert region.facts
    for text in (seen["start"], *seen["shown"]):
        assert not POLICY.search(text)
    asked = [each for each in knowledge.vocabulary.facts.values() if each.asked]
    assert all(each.title.nl in seen["shown"][2] for each in asked)


def test_what_is_changed_is_no_longer_what_the_table_says(web: Served, vocabulary: Vocabulary) -> None:
    told = {"profile": "Zeeland", "facts": ["municipalities", "centre_municipality"], "list": "municipalities"}
    seen = session("table", address(web), **told)
    first, same, other = (kept(seen[name], vocabulary) for name in ("first", "same", "other"))
    assert first == same == regiorules.region_of({"profile": "Zeeland"}, vocabulary)
    assert other.facts["municipalities"].value[0]["population"] == 12345
    assert {name: given.sources for name, given in other.facts.items()} == {
        "municipalities": (),
        "centre_municipality": ("profile",),
    }


def test_without_javascript_the_page_says_what_to_do(web: Served) -> None:
    text = session("silent", address(web))["text"]
    assert "regiorules ask" in text
    assert "JavaScript is off" in text
