"""Nothing of a set or a list: `geen` and `none` are answers, in every place where an answer can stand."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from regiorules.documents import Scalar, Sequence, parse
from regiorules.errors import InputError, Problems
from regiorules.facts.given import read_given
from regiorules.facts.region import Region, read_region, region_of
from regiorules.facts.values import NONE_WORDS, UNKNOWN_WORDS
from regiorules.facts.vocabulary import Fact, Option, Vocabulary
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Text
from tests.commands import run

OPTIONS = {
    "plain": (Option("work", Text("werk", "work")), Option("care", Text("zorg", "care"))),
    "named": (Option("none", Text("geen", "none of these")), Option("care", Text("zorg", "care"))),
}
SETS = {name: Fact("set", Text("Terreinen", "Fields"), id=name, options=each) for name, each in OPTIONS.items()}
EVENTS = Fact("records", Text("Akkoorden", "Accords"), id="events", fields=(Fact("text", Text("Wat", "What"), id="w"),))
PLACES = evolve(EVENTS, id="places", title=Text("Plaatsen", "Places"), minimum=2)
FACTS = {**SETS, "events": EVENTS, "places": PLACES}
VOCABULARY = Vocabulary(FACTS, {}, {})
SPELLINGS = st.sampled_from(sorted(NONE_WORDS)).flatmap(
    lambda word: st.sampled_from([word, word.upper(), word.capitalize(), f" {word} ", word.replace(" ", "\u00a0")])
)

NONE_HERE = [
    ("nl", "deze lijst moet er 1 of meer hebben; schrijf onbekend als u het niet weet"),
    ("en", "this list must have 1 or more; write unknown if you don't know"),
]


def read(fact: str, text: str) -> tuple[object, list[str]]:
    """The value of what is written, and the codes of what is wrong with it."""
    problems = Problems()
    node = parse(text, "x") if text.startswith("[") else Scalar(text)
    value = read_given(FACTS[fact], node, problems, fact)
    return value, [problem.code for problem in problems.found]


@given(word=SPELLINGS, fact=st.sampled_from(["plain", "events"]))
def test_none_is_an_empty_answer(word: str, fact: str) -> None:
    """However it is spelt, and never unknown; it is shown as a word, not as a sign."""
    assert read(fact, word) == ([], [])
    assert [FACTS[fact].show([], language) for language in ("nl", "en")] == ["geen", "none"]


@pytest.mark.parametrize("text", ["[]", "[geen]", "[None]", "geen"])
def test_an_empty_list_and_a_list_of_none_are_the_same(text: str) -> None:
    """In a file it may stand as a word, as a list of that word, or as nothing in a list."""
    assert read("plain", text) == ([], [])


@pytest.mark.parametrize("word", sorted(UNKNOWN_WORDS))
def test_unknown_is_not_none(word: str) -> None:
    """Who doesn't know hasn't said that there is nothing."""
    for fact in FACTS:
        assert read(fact, word) == (None, [])


@pytest.mark.parametrize("word", ["none", "geen", "Geen", "none of these"])
def test_an_option_of_that_name_goes_before(word: str) -> None:
    """Where an option is called so, that option is meant; the other words still say that there is nothing."""
    assert read("named", word) == (["none"], [])
    assert read("named", f"{word}; zorg") == (["none", "care"], [])
    assert read("named", "geen van deze") == ([], [])


@pytest.mark.parametrize("text", ["geen; werk", "werk, none", "[geen, zorg]", "geen, onbekend"])
def test_none_and_more_contradict_each_other(text: str) -> None:
    """Nothing and something at once is asked about, never guessed."""
    assert read("plain", text) == (None, ["none_and_more"])
    with pytest.raises(InputError) as caught:
        region_of({"region": "X", "facts": {"plain": ["werk", "geen"]}}, VOCABULARY)
    assert caught.value.say("nl") == ("facts.plain: geen kan niet samen met een ander antwoord; laat een van beide weg")


@pytest.mark.parametrize("text", [",", " ; , ", ";"])
def test_separators_alone_are_no_answer(text: str) -> None:
    """What holds no word isn't read as nothing."""
    assert read("plain", text) == (None, ["not_level"])


@pytest.mark.parametrize("text", ["geen", "None", "[]", "[{w: a}]"])
def test_a_list_that_must_have_some_is_never_none(text: str) -> None:
    """A region has municipalities: who says that there are none would have it counted as nobody."""
    assert read("places", text) == (None, ["records_few"])
    assert read("places", "onbekend") == (None, [])
    assert len(read("places", "[{w: a}, {w: b}]")[0]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "said"), NONE_HERE)
def test_core_knows_no_region_without_municipalities(tmp_path: Path, language: str, said: str) -> None:
    """In a file, on the command line and from a program: one clear line, and no advice about nobody."""
    path = tmp_path / "x.yaml"
    path.write_text("region: X\nfacts:\n  municipalities: geen\n")
    core = ("--ruleset", "core", "--lang", language)
    assert run("advise", path, *core) == (2, "", f"{path}:3:19 facts.municipalities: {said}\n")
    assert run("lint", path, *core)[0] == 2
    path.write_text("region: X\n")
    assert run("advise", path, *core, "--set", "municipalities=geen") == (2, "", f"municipalities: {said}\n")
    with pytest.raises(InputError) as caught:
        Region("X").tell(load_rulesets(ruleset_folder("core")).vocabulary, municipalities=[])
    assert caught.value.say(language) == f"municipalities: {said}"  # type: ignore[arg-type]


def test_a_region_file_says_none(tmp_path: Path) -> None:
    """In a file, as plain data and on the command line: the same empty value."""
    path = tmp_path / "x.yaml"
    path.write_text("region: X\nfacts:\n  plain: geen\n  events: {value: none}\n")
    region = read_region(path, VOCABULARY)
    assert {name: each.value for name, each in region.facts.items()} == {"plain": (), "events": ()}
    assert Region("X").set({"plain": "geen", "events": "Geen"}, VOCABULARY).facts == region.facts
    assert Region("X").tell(VOCABULARY, plain="geen", events=[]).facts == region.facts
    unknown = Region("X").set({"plain": "onbekend", "events": "onbekend"}, VOCABULARY)
    assert {each.value for each in unknown.facts.values()} == {None}


def test_set_on_the_command_line(tmp_path: Path) -> None:
    """`--set x=geen` counts as an answer, and is shown as one."""
    (tmp_path / "x.yaml").write_text("region: X\n")
    core = ("--ruleset", "core", "--set", "cooperation_domains=geen")
    code, out, err = run("explain", tmp_path / "x.yaml", "cooperation_domains", *core)
    assert (code, err) == (0, "")
    assert "geen" in out
    assert "onbekend" not in out
    code, _, err = run("advise", tmp_path / "x.yaml", "--ruleset", "core", "--set", "municipalities=Goes")
    assert code == 2
    assert "in één regel: [{name: …, population: …}]; of anders: onbekend" in err
    wrong = ("--ruleset", "core", "--set", "cooperation_history=1999")
    assert "of anders: geen, onbekend" in run("advise", tmp_path / "x.yaml", *wrong)[2]


@given(chosen=st.sets(st.sampled_from(["werk", "zorg"])), separator=st.sampled_from([";", ",", " ; "]))
def test_any_set_as_text_is_the_set(chosen: set[str], separator: str) -> None:
    """Words with separators, or `geen` for no words at all: what is written is what is read."""
    ids = {"werk": "work", "zorg": "care"}
    expected = [each.id for each in OPTIONS["plain"] if each.id in {ids[word] for word in chosen}]
    for order in itertools.permutations(sorted(chosen)):
        assert read("plain", separator.join(order) or "geen") == (expected, [])
        listed = Sequence(tuple(Scalar(word) for word in order))
        assert read_given(SETS["plain"], listed, Problems(), "") == expected
