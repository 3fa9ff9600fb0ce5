"""The rules for Flevoland beside those of core, and nowhere else."""

from pathlib import Path
from typing import Any

import pytest
import regiorules_flevoland

from regiorules import Assessment, Engine, explain, load, make_advice, read_region, render_advice
from regiorules.rules.bundled import bundled
from regiorules.rules.model import Knowledge

PLUGINS = {"flevoland": regiorules_flevoland}
FOLDER = Path(regiorules_flevoland.__file__).parent / "ruleset"
REGIONS = bundled("examples") / "regions"
FLEVOLAND, ZEELAND = REGIONS / "flevoland.yaml", REGIONS / "zeeland.yaml"


@pytest.fixture(scope="module")
def core() -> Knowledge:
    """Core alone."""
    return load("core")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Core with the rules for Flevoland."""
    return load("core", FOLDER)


def assess(knowledge: Knowledge, path: Path, **facts: Any) -> Assessment:
    """The region in a file, with some facts set."""
    region = read_region(path, knowledge.vocabulary).tell(knowledge.vocabulary, **facts)
    return Engine(knowledge, "compiled").assess(region)


def note(knowledge: Knowledge, path: Path, language: Any = "nl", *, full: bool = True) -> str:
    """The advice for the region in a file, as markdown."""
    text = render_advice(make_advice(assess(knowledge, path), knowledge, language), "markdown", full=full)
    assert isinstance(text, str)
    return text


# --- only in Flevoland ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["zeeland", "friesland", "haaglanden", "rivierenland-2019"])
def test_another_region_is_assessed_as_by_core(name: str, core: Knowledge, knowledge: Knowledge) -> None:
    """Rules, conclusions and core's facts of another region are equal with and without the plugin."""
    alone, beside = (assess(each, REGIONS / f"{name}.yaml") for each in (core, knowledge))
    assert alone.rules == beside.rules
    assert alone.conclusions == beside.conclusions
    assert alone.rulesets == beside.rulesets
    assert dict(alone.facts) == {fact: state for fact, state in beside.facts.items() if fact in alone.facts}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_another_region_gets_the_same_advice(language: str, core: Knowledge, knowledge: Knowledge) -> None:
    """The advice for Zeeland is the same text, to the letter."""
    assert note(core, ZEELAND, language) == note(knowledge, ZEELAND, language)


def test_facts_of_flevoland_conclude_nothing_elsewhere(core: Knowledge, knowledge: Knowledge) -> None:
    """Even where they are given, the plugin's facts change nothing in another region."""
    given = assess(knowledge, ZEELAND, flevoland_towards_zwolle=["urk"], flevoland_zeewolde_employers="both_sides")
    assert given.conclusions == assess(core, ZEELAND).conclusions


# --- what differs from core ------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "reason"), [("nl", "Core vermoedt alleen"), ("en", "Core only supposes")])
def test_the_replaced_rule_says_who_and_why(language: Any, reason: str, knowledge: Knowledge) -> None:
    """The explanation of the neglect of local networks names `flevoland` and its reason; the severity stays watch."""
    assessment = assess(knowledge, regiorules_flevoland.EXAMPLE)
    steps = {step.id: step for step in explain(assessment, knowledge, "neglect_local_networks", language).proof.steps}
    changed = steps["parts-may-feel-overlooked"]
    assert (changed.ruleset, changed.status) == ("flevoland", "holds")
    assert changed.note.startswith(reason)
    assert assessment.conclusions["neglect_local_networks"].grade == "watch"


def test_flevoland_is_no_example_to_itself(core: Knowledge, knowledge: Knowledge) -> None:
    """Core's example is off, its explanation says who did that and why, and Flevoland's own stands in its place."""
    assert assess(core, FLEVOLAND).holds("example_flevoland")
    assessment = assess(knowledge, FLEVOLAND)
    (step,) = explain(assessment, knowledge, "example_flevoland").proof.steps
    assert (step.id, step.status, step.ruleset) == ("flevoland-beside-subregional", "off", "flevoland")
    assert step.note.startswith("Deze regel houdt andere regio's Flevoland als voorbeeld voor.")
    assert assessment.holds("flevoland_example_parts")


def test_the_rules_of_the_region_show_the_difference(regiorules_run: Any) -> None:
    """`rules --region` lists the plugin's rules and both changes for Flevoland, and nothing for Zeeland."""
    ours = regiorules_run("rules", "--region", "Flevoland", plugins=PLUGINS)
    assert ours.code == 0
    for text in ("parts-may-feel-overlooked", "veranderd door flevoland", "uitgeschakeld door flevoland"):
        assert text in ours.out
    assert "flevoland" not in regiorules_run("rules", "--region", "Zeeland", plugins=PLUGINS).out


def test_core_advice_stands_where_nothing_more_is_known(core: Knowledge, knowledge: Knowledge) -> None:
    """On facts of core alone the plugin takes away no risk, recommendation or route, and changes no grade."""
    alone, beside = (assess(each, FLEVOLAND) for each in (core, knowledge))
    for name, state in alone.conclusions.items():
        if state.status == "holds" and name != "example_flevoland":
            assert (name, state.grade) == (name, beside.conclusions[name].grade)
            assert beside.holds(name)


# --- the documented story ----------------------------------------------------------------------------


def test_the_example_holds_the_facts_of_core_s_example(knowledge: Knowledge) -> None:
    """The two files tell of one region: what core's example gives, this one gives too, word for word."""
    ours, theirs = (read_region(path, knowledge.vocabulary) for path in (regiorules_flevoland.EXAMPLE, FLEVOLAND))
    assert {name: given for name, given in ours.facts.items() if not name.startswith("flevoland_")} == theirs.facts
    assert (ours.name, ours.date, ours.sources) == (theirs.name, theirs.date, theirs.sources)


def test_what_the_pages_do_not_say_is_unknown(knowledge: Knowledge) -> None:
    """Every asked fact of the plugin stands in the example; only two are documented, each with its source."""
    region = read_region(regiorules_flevoland.EXAMPLE, knowledge.vocabulary)
    asked = {name for name, fact in knowledge.vocabulary.facts.items() if fact.ruleset == "flevoland" and fact.asked}
    ours = {name: given for name, given in region.facts.items() if name in asked}
    assert ours.keys() == asked
    known = {name: given for name, given in ours.items() if given.value is not None}
    assert known.keys() == {"flevoland_towards_zwolle", "flevoland_choice_basis"}
    assert all(given.sources and given.note["nl"] and given.note["en"] for given in known.values())


def test_the_advice_goes_through_the_subregions_and_towards_zwolle(knowledge: Knowledge) -> None:
    """In Dutch: the route, the two networks by name, the brief for Zwolle, and what is known of the parts."""
    text = note(knowledge, regiorules_flevoland.EXAMPLE)
    for sentence in (
        "Nadruk op subregionale netwerken (sterk).",
        "Met de blik op Zwolle: Dronten, Noordoostpolder, Urk; Almere en Lelystad niet.",
        "Geef noord en oost de opdracht voor de band met Zwolle",
        "Bouw twee subregionale netwerken en verbind ze",
        "| Contact met de regio Zwolle | subregionaal |",
        "Zeewolde hoort bij een andere arbeidsmarktregio.",
        "Wat van de delen van Flevoland bekend is",
    ):
        assert sentence in text


def test_the_advice_does_not_say_that_the_centre_decides(knowledge: Knowledge) -> None:
    """Almere is advised to connect; nothing says that it decides, or that someone pulls too hard."""
    assessment = assess(knowledge, regiorules_flevoland.EXAMPLE)
    assert assessment.conclusions["centre_decides"].status == "open"
    text = note(knowledge, regiorules_flevoland.EXAMPLE, full=False)
    assert "Laat de centrumgemeente verbinden" in text
    said = [line for line in text.splitlines() if ": geldt " not in line]  # what an answer would give isn't said
    for name in ("centre_decides", "resistance"):
        assert knowledge.conclusions[name].title.nl not in "\n".join(said)


def test_a_risk_is_not_raised_by_what_is_unknown(knowledge: Knowledge) -> None:
    """Zeewolde, the border and the pullers of the parts stay open, and so does the advice on them."""
    assessment = assess(knowledge, regiorules_flevoland.EXAMPLE)
    for name in (
        "flevoland_border_gap",
        "flevoland_settle_zeewolde",
        "flevoland_part_without_puller",
        "flevoland_uneven_parts",
        "flevoland_show_attention",
        "flevoland_settle_provincial_tasks",
    ):
        assert assessment.conclusions[name].status == "open"


def test_the_open_questions_are_asked(regiorules_run: Any) -> None:
    """Explaining the open advice on Zeewolde asks how its employers are approached."""
    done = regiorules_run("explain", regiorules_flevoland.EXAMPLE, "flevoland_settle_zeewolde", plugins=PLUGINS)
    assert done.code == 0
    assert not done.err or "regiorules[proofs]" in done.err  # where the solver isn't installed
    assert "Hoe worden de werkgevers in Zeewolde benaderd" in done.out


@pytest.mark.parametrize(
    ("answer", "grade", "advised"),
    [("agreed", "", False), ("harderwijk_only", "", True), ("both_sides", "watch", True)],
)
def test_zeewolde_follows_the_answer(answer: str, grade: str, advised: bool, knowledge: Knowledge) -> None:
    """Advice on Zeewolde where nothing was agreed; a risk of double contact only where both sides make contact."""
    assessment = assess(knowledge, regiorules_flevoland.EXAMPLE, flevoland_zeewolde_employers=answer)
    assert assessment.conclusions["employer_approached_by_several_organisations"].grade == grade
    assert assessment.holds("flevoland_settle_zeewolde") is advised
