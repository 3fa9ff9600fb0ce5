"""What is partly known, as a file that people edit has it, and together with what is told of it later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.facts.entries import Given
from regiorules.facts.partial import is_partial
from regiorules.facts.region import Region, Source, read_region
from regiorules.facts.said import written
from regiorules.facts.save import Answers
from regiorules.facts.together import together
from regiorules.facts.vocabulary import Fact
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Language
from tests.completions import narrower
from tests.mini import VOCABULARY
from tests.partly import partly

CORE = load_rulesets(ruleset_folder("core")).vocabulary
IN_PART = [fact for fact in (*CORE.facts.values(), *VOCABULARY.facts.values()) if fact.asked and fact.type != "yes_no"]
LANGUAGES = st.sampled_from(["nl", "en"])


def spoken(vocabulary: Any, language: Language) -> Any:
    """How an interview in that language writes what it saves."""
    return lambda name, value: written(vocabulary.facts[name], value, language) if name in vocabulary.facts else value


@settings(max_examples=200, deadline=None)
@given(data=st.data(), language=LANGUAGES, suffix=st.sampled_from(["yaml", "json"]))
def test_whatever_is_saved_is_read_back(
    data: st.DataObject, language: Language, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Of every fact, in words or as plain data, in a file that is there and in a new one."""
    fact = data.draw(st.sampled_from([each for each in IN_PART if each is CORE.facts.get(each.id)]))
    value = data.draw(partly(fact))
    region = Region("R", {fact.id: Given(value)})
    folder = tmp_path_factory.mktemp("said")
    there, new = folder / f"there.{suffix}", folder / f"new.{suffix}"
    there.write_text('{"region": "R", "facts": {"common_interests": null}}' if suffix == "json" else "region: R\n")
    Answers(there, region, spoken(CORE, language)).save(fact.id, region.facts[fact.id])
    Answers(new, region, spoken(CORE, language))
    for path in (there, new):
        assert read_region(path, CORE).facts[fact.id] == region.facts[fact.id]


@pytest.mark.parametrize(
    ("name", "value", "dutch", "english"),
    [
        ("regional_network", {"at_most": "loose"}, "hoogstens los", "at most loose"),
        ("regional_network", {"one_of": ("absent", "connected")}, "afwezig of verbonden", "absent or connected"),
        ("centre_municipality_role", {"one_of": ("passive", "decider")}, "passief of bepaler", "passive or decider"),
        (
            "cooperation_domains",
            {"includes": ("economy",), "excludes": ("youth",)},
            "economie in elk geval, jeugd niet",
            "economy certainly, youth not",
        ),
        (
            "municipalities",
            {"records": ({"name": "Almere", "population": {"more_than": 200_000}},), "complete": False},
            [{"name": "Almere", "population": "meer dan 200.000"}, "en andere"],
            [{"name": "Almere", "population": "more than 200,000"}, "and others"],
        ),
        (
            "municipalities",
            ({"name": "Almere", "population": None}, {"name": "Urk", "population": {"less_than": 25_000}}),
            [{"name": "Almere", "population": None}, {"name": "Urk", "population": "minder dan 25.000"}],
            [{"name": "Almere", "population": None}, {"name": "Urk", "population": "less than 25,000"}],
        ),
        ("sme_role", "large", "large", "large"),
        ("cooperation_domains", ("youth",), ["youth"], ["youth"]),
    ],
)
def test_words_where_they_read_back(name: str, value: Any, dutch: Any, english: Any) -> None:
    """In the language of the interview; what is known whole is as it always was."""
    assert written(CORE.facts[name], value, "nl") == dutch
    assert written(CORE.facts[name], value, "en") == english


def test_plain_data_where_no_words_say_just_that() -> None:
    """A text that may be anything is a name, also with an `or` in it."""
    fact = Fact("text", CORE.facts["sme_role"].title, id="x")
    assert written(fact, {"one_of": ("Berg", "Zee")}, "nl") == {"one_of": ["Berg", "Zee"]}


def test_a_name_with_of_in_it_is_saved_as_one(tmp_path: Path) -> None:
    """In a new file and in one that is there; it is never read as two."""
    region = Region("R", {"centre_municipality": Given("Bergen of Zee")})
    there, new = tmp_path / "there.yaml", tmp_path / "new.yaml"
    there.write_text("region: R\n")
    Answers(there, region, spoken(CORE, "nl")).save("centre_municipality", region.facts["centre_municipality"])
    Answers(new, region, spoken(CORE, "nl"))
    assert [read_region(path, CORE) for path in (there, new)] == [region, region]


FILE = """\
region: R
sources: {krant: {title: De krant}}
facts:
  # over het netwerk
  regional_network: niet meer dan los  # volgens de wethouder
  sme_role:
    at_least: medium  # onderweg
    source: krant
    note: nog na te gaan
"""


def test_comments_and_the_rest_of_the_file_stay(tmp_path: Path) -> None:
    """An answer in part takes the place of what stood there; its source and note where it still has them."""
    path = tmp_path / "r.yaml"
    path.write_text(FILE)
    region = read_region(path, CORE)
    answers = Answers(path, region, spoken(CORE, "nl"))
    answers.save("regional_network", Given({"one_of": ("absent", "connected")}))
    answers.save("sme_role", Given({"one_of": ("small", "large")}, ("krant",), {"nl": "x", "en": "x"}))
    text = path.read_text()
    assert "  regional_network: afwezig of verbonden  # volgens de wethouder\n" in text
    assert "# over het netwerk" in text
    assert "# onderweg" in text
    found = read_region(path, CORE)
    assert found.facts["sme_role"] == Given({"one_of": ("small", "large")}, ("krant",), {"nl": "x", "en": "x"})
    assert found.sources == {"krant": Source("De krant")}


# --- together ---------------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_together_is_what_both_leave_possible(data: st.DataObject) -> None:
    """No more is possible by both than by each; and nothing is left only where they contradict each other."""
    fact = data.draw(st.sampled_from([each for each in IN_PART if each.type != "records"]))
    known, told = data.draw(partly(fact)), data.draw(partly(fact))
    found = together(fact, known, told)
    every = fact.option_ids or fact.texts
    if fact.type != "set" and every:
        left = {each for each in every if all(fact.encode(part).holds(fact.encode(each)) for part in (known, told))}
        inner = fact.encode(found)
        seen = {each for each in every if inner is not None and narrower(fact.encode(each), inner)}
        assert seen == left
    if found is not None:
        assert all(narrower(fact.encode(found), fact.encode(part)) for part in (known, told))
        assert not is_partial(found) or together(fact, found, told) == found


@pytest.mark.parametrize(
    ("name", "known", "told", "found"),
    [
        ("sme_role", {"at_most": "medium"}, "medium", "medium"),
        ("sme_role", {"at_most": "medium"}, "large", None),
        ("sme_role", {"at_most": "medium"}, {"at_least": "medium"}, "medium"),
        ("sme_role", None, "large", "large"),
        ("cooperation_domains", {"includes": ("youth",)}, ["economy"], None),
        ("cooperation_domains", {"includes": ("youth",)}, ["economy", "youth"], ["economy", "youth"]),
        ("centre_municipality", {"one_of": ("Almere", "Súdwest")}, {"one_of": ("súdwest", "Urk")}, "súdwest"),
        ("centre_municipality", {"one_of": ("Almere", "Urk")}, "URK", "URK"),
        ("municipalities", {"records": ({"name": "A", "population": 5},), "complete": False}, [], []),
    ],
)
def test_an_answer_together_with_what_was_known(name: str, known: Any, told: Any, found: Any) -> None:
    """None where the two contradict each other; names are spelled as they were told."""
    assert together(CORE.facts[name], known, told) == found
