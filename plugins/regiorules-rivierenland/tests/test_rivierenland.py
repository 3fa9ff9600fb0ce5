"""The accord of Rivierenland: its facts and rules, and the advice as people read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import regiorules_rivierenland as plugin

from regiorules import Assessment, Engine, Knowledge, load, read_region, region_of
from regiorules.testing import Done, run
from regiorules.text import Language

FOLDER = Path(plugin.__file__).parent / "ruleset"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Core with the rule set of Rivierenland."""
    return load("core", FOLDER)


def command(*words: object) -> Done:
    """A command of RegioRules with the plugin."""
    return run(*words, plugins={"rivierenland": plugin})


def assess(knowledge: Knowledge, *agreements: dict[str, Any], **facts: Any) -> Assessment:
    """Rivierenland with these agreements."""
    data = {"region": "Rivierenland", "facts": {"rivierenland_agreements": list(agreements), **facts}}
    return Engine(knowledge, "compiled").assess(region_of(data, knowledge.vocabulary))


# --- the example -----------------------------------------------------------------------------


def test_the_example_holds_the_two_accords_that_were_found(knowledge: Knowledge) -> None:
    """Two periods, each with parties and years; and every fact that is known names a source."""
    region = read_region(plugin.EXAMPLE, knowledge.vocabulary)
    agreements = region.facts["rivierenland_agreements"].value
    assert [(each["start_year"], each["end_year"]) for each in agreements] == [(2014, 2018), (2018, 2021)]
    assert all(each["parties"] for each in agreements)
    assert [name for name, given in region.facts.items() if given.value is not None and not given.sources] == []


def test_what_the_pages_dont_tell_stays_unknown(knowledge: Knowledge) -> None:
    """Follow-up, reports, and what came after 2021 are unknown, so no risk and no renewal is concluded from them."""
    found = Engine(knowledge).assess(read_region(plugin.EXAMPLE, knowledge.vocabulary))
    last = found.value("rivierenland_agreements")[1]
    assert [last[name] for name in ("follow_up", "renewal", "service_point_joins")] == [None, None, None]
    assert found.value("rivierenland_without_follow_up") == {"at_most": 2}
    for name in ("rivierenland_reported_share", "rivierenland_councils_informed"):
        assert found.value(name) is None
    for name in ("rivierenland_agreements_not_followed", "rivierenland_prepare_renewal", "rivierenland_terms_run_out"):
        assert found.conclusions[name].status == "open"
    assert found.holds("rivierenland_tie_to_service_point")


# --- the rules -------------------------------------------------------------------------------


def test_years_that_contradict_are_a_finding_with_an_advice(knowledge: Knowledge) -> None:
    """An agreement that ends before it begins is no error: it is advice to put the years right, and no short term."""
    found = assess(knowledge, {"name": "A", "start_year": 2018, "end_year": 2014})
    assert found.conclusions["rivierenland_write_down_agreements"].rules == (
        "rivierenland-write-down-where-years-contradict",
    )
    assert found.holds("rivierenland_years_contradict")
    assert found.rules["rivierenland-term-too-short"].status == "fails"


def test_one_agreement_decides_a_risk_and_the_others_may_be_unknown(knowledge: Knowledge) -> None:
    """What is not known of one agreement doesn't hide what is known of another; nor does it make it worse."""
    found = assess(knowledge, {"name": "A", "follow_up": "none", "employers_sign": False}, {"name": "B"})
    risks = ("rivierenland_agreements_not_followed", "rivierenland_accord_without_employers")
    assert [found.conclusions[name].grade for name in risks] == ["medium", "watch"]


def test_the_example_of_rivierenland_is_for_other_regions(knowledge: Knowledge) -> None:
    """In Rivierenland itself core's rules for it are switched off, with the reason; elsewhere they stand."""
    facts = {"regional_strategy_agreed": "no", "local_regional_link": "none"}
    engine = Engine(knowledge)
    here, there = (
        engine.assess(region_of({"region": name, "facts": facts}, knowledge.vocabulary))
        for name in ("Rivierenland", "Zeeland")
    )
    assert not here.holds("example_rivierenland")
    assert there.holds("example_rivierenland")
    assert all("Rivierenland" in change.reason.nl for change in here.used(knowledge).off.values())
    assert len(here.used(knowledge).off) == 2


def test_another_region_gets_nothing_of_it(knowledge: Knowledge) -> None:
    """The same facts in another region conclude nothing of this rule set."""
    data = {"region": "Zeeland", "facts": {"rivierenland_agreements": [{"name": "A", "follow_up": "none"}]}}
    found = Engine(knowledge).assess(region_of(data, knowledge.vocabulary))
    assert [name for name in found.conclusions if name.startswith("rivierenland")] == []


# --- as people read it -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            (
                "onder die naam is het niet gevonden",
                "Verbind elk lokaal akkoord met het regionale servicepunt",
                "West Maas en Waal 2018-2021: de looptijd is voorbij; zij eindigde in 2021 (peildatum 2026-06-01).",
                "Partijen: gemeente West Maas en Waal, drie lokale ondernemersverenigingen. Opvolging: onbekend.",
            ),
        ),
        (
            "en",
            (
                "it was not found under that name",
                "Tie each local accord to the regional service point",
                "West Maas en Waal 2018-2021: the term is over; it ended in 2021 (as of 2026-06-01).",
                "Follow-up: unknown.",
            ),
        ),
    ],
)
def test_the_advice_reads_in_both_languages(language: Language, words: tuple[str, ...]) -> None:
    """The advice says what was found and what not, and the notes name agreement, parties, year and follow-up."""
    done = command("advise", plugin.EXAMPLE, "--on", "2026-06-01", "--lang", language, "--format", "markdown", "--full")
    assert done.code == 0
    assert not done.err or "regiorules[proofs]" in done.err  # where the solver isn't installed
    text = " ".join(done.out.split())
    assert [each for each in words if each not in text] == []
    assert text.count("(rivierenland)") == 2


def test_the_notes_stand_in_the_json() -> None:
    """A program reads the notes beside the advice, each with the plugin's name."""
    done = command("advise", plugin.EXAMPLE, "--on", "2019-06-01", "--format", "json")
    notes = json.loads(done.out)["advice"]["notes"]
    assert [each["plugin"] for each in notes] == ["rivierenland"]
    assert "2014-2018" in notes[0]["text"]


def test_a_year_that_is_no_year_is_one_clear_error(tmp_path: Path) -> None:
    """Two years where one belongs are refused with their place, in words, without a traceback."""
    path = tmp_path / "regio.yaml"
    path.write_text(
        "region: Rivierenland\nfacts:\n  rivierenland_agreements:\n    - name: A\n      end_year: 2018/2021\n"
    )
    done = command("advise", path)
    assert done.code == 2
    assert f"{path}:5:17" in done.err
    assert "2018/2021" in done.err
    assert "Traceback" not in done.err
