"""Conclusions and facts by their titles, and a note with the ids of what it says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.advice.named import conclusion_of, name_of
from regiorules.errors import InputError, UnknownName
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import run
from tests.mini import codes
from tests.paths import REGIONS

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
FLEVOLAND = REGIONS / "flevoland.yaml"
TITLES = [(name, each.title) for name, each in (*KNOWLEDGE.conclusions.items(), *KNOWLEDGE.vocabulary.facts.items())]
IDS = {*KNOWLEDGE.conclusions, *KNOWLEDGE.vocabulary.facts, *KNOWLEDGE.topics, *KNOWLEDGE.positions}
PARTS = ("recommendations", "risks", "divisions", "positions")
SHOWN = re.compile(r"\(([a-z][a-z0-9_]+)\)")
LOOSE = [str.upper, str.lower, lambda text: f"  {text} ", lambda text: text.replace(" ", "\u00a0"), str]


@given(pick=st.sampled_from(TITLES), language=st.sampled_from(["nl", "en"]), spelt=st.sampled_from(LOOSE))
def test_every_title_means_its_thing_or_is_asked_about(pick: Any, language: Any, spelt: Any) -> None:
    """In either language and however it is spelt; a title of several names them all."""
    name, title = pick
    called = [other for other, each in TITLES if title.say(language) in (each.nl, each.en)]
    if len(called) == 1:
        assert name_of(spelt(title.say(language)), KNOWLEDGE) == name
        return
    with pytest.raises(UnknownName) as caught:
        name_of(spelt(title.say(language)), KNOWLEDGE)
    assert caught.value.problems[0].code == "ambiguous_conclusion"
    assert all(other in caught.value.say("nl") for other in called)


@pytest.mark.parametrize("name", sorted(IDS))
def test_every_id_means_its_thing(name: str) -> None:
    """An id, with underscores or without; of a topic or a figure the fact that decides it."""
    decided = {each.id: each.fact for each in KNOWLEDGE.topics.values()}
    decided |= {each.id: each.name for each in KNOWLEDGE.positions.values()}
    known = name in KNOWLEDGE.conclusions or name in KNOWLEDGE.vocabulary.facts
    assert name_of(name, KNOWLEDGE) == (name if known else decided[name])


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("Verlies van", "continuity_lost"),
        ("verlies VAN continu", "continuity_lost"),
        ("zelf in beweging", "broad_get_moving"),
    ],
)
def test_a_part_of_a_title_that_is_no_others_will_do(part: str, name: str) -> None:
    assert name_of(part, KNOWLEDGE) == name


@pytest.mark.parametrize(("part", "code"), [("nadruk op", "ambiguous_conclusion"), ("van", "unknown_conclusion")])
def test_a_part_of_more_titles_is_asked_about(part: str, code: str) -> None:
    """A few letters are a part of nothing."""
    with pytest.raises(UnknownName) as caught:
        name_of(part, KNOWLEDGE)
    assert caught.value.problems[0].code == code
    assert ("via_subregional" in caught.value.say("nl")) is (code == "ambiguous_conclusion")


def test_an_id_goes_before_a_title() -> None:
    """Typed exactly, an id is never asked about, whatever else is called so."""
    assert name_of("employers_approached_by_several", KNOWLEDGE) == "employers_approached_by_several"
    assert name_of("via subregional", KNOWLEDGE) == name_of("Via-Subregional", KNOWLEDGE) == "via_subregional"


def test_where_a_conclusion_is_asked_a_fact_is_refused() -> None:
    """A conclusion by its id or its title is taken."""
    assert conclusion_of("Nadruk op subregionale netwerken", KNOWLEDGE) == "via_subregional"
    assert codes(InputError, conclusion_of, "regional_network", KNOWLEDGE) == ["robust_not_conclusion"]


@pytest.mark.parametrize(
    ("word", "language", "said"),
    [
        (
            "Regionaal netwrk",
            "nl",
            "is geen conclusie en geen feit (zie: regiorules rules); bedoelt u Regionaal netwerk?",
        ),
        ("Regional netwrk", "nl", "bedoelt u Regionaal netwerk?"),
        ("Regional netwrk", "en", "did you mean Regional network?"),
        ("via_subregionl", "nl", "bedoelt u via_subregional?"),
        (
            "werkgevers door meerdere organisaties benaderd",
            "nl",
            "kies uit: employer_approached_by_several_organisations (risico), employers_approached_by_several (feit)",
        ),
        (
            "Employers approached by several organisations",
            "en",
            "choose from: employer_approached_by_several_organisations (risk), employers_approached_by_several (fact)",
        ),
    ],
)
def test_what_is_not_understood_is_one_line(word: str, language: str, said: str) -> None:
    """Exit code 2, with what is near or with the choice, in the reader's language."""
    code, out, err = run("explain", FLEVOLAND, word, "--ruleset", "core", "--lang", language)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err


def test_a_title_of_the_note_is_explained_as_its_id_is() -> None:
    """What one reads can be typed, after a file and after --region."""
    for start in ([FLEVOLAND], ["--region", "Flevoland"]):
        by_id, by_title = (
            run("explain", *start, word, "--ruleset", "core")
            for word in ("via_subregional", "Nadruk op subregionale netwerken")
        )
        assert by_id == by_title
        assert by_id[0] == 0


@pytest.mark.parametrize("format", ["text", "markdown"])
@pytest.mark.parametrize("start", [["--region", "Zeeland"], [FLEVOLAND]])
def test_every_id_in_the_note_can_be_typed(format: str, start: list[object]) -> None:
    """With --ids everything that the note says has an id that `explain` knows; without, nothing else differs."""
    words = ["advise", *start, "--ruleset", "core", "--full", "--format", format]
    code, out, err = run(*words, "--ids")
    assert (code, err) == (0, "")
    found = set(SHOWN.findall(" ".join(out.split()).replace("\\_", "_")))
    explained = found & IDS
    assert len(explained) > 30
    assert all(name_of(name, KNOWLEDGE) for name in explained)
    plain = " ".join(run(*words)[1].split()).replace("\\_", "_")
    others = {*KNOWLEDGE.vocabulary.parameters, "core"}  # for --set and --ruleset
    assert found - IDS - others <= set(SHOWN.findall(plain))
    held = json.loads(run(*words[:-1], "json")[1])["advice"]
    for part in PARTS:
        assert {each["id"] for each in held[part]} <= found
    assert not (IDS | others) & set(SHOWN.findall(plain))


def test_the_ids_in_json_can_be_typed() -> None:
    """JSON has them always: of routes, recommendations, risks, divisions, positions, questions."""
    held = json.loads(run("advise", FLEVOLAND, "--ruleset", "core", "--format", "json")[1])["advice"]
    ids = [
        each["id"]
        for found in (*(choice["routes"] for choice in held["choices"]), *map(held.get, PARTS))
        for each in found
    ]
    ids += [each["fact"] for each in held["questions"]]
    assert len(ids) > 30
    assert all(name_of(name, KNOWLEDGE) for name in ids)
