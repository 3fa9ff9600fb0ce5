"""What is partly known of a fact, in words and in plain data: read, said back, and refused with both places."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regiorules.documents import Scalar, node_of, parse
from regiorules.errors import InputError, Problems
from regiorules.facts.given import read_given, typed
from regiorules.facts.region import Region, region_of
from regiorules.facts.vocabulary import Fact, Option, Vocabulary
from regiorules.text import Language, Text

WORDS = ("afwezig", "los", "hecht", "verbonden")
OPTIONS = tuple(Option(f"n{at}", Text(word, f"level {at}")) for at, word in enumerate(WORDS))
LEVEL = Fact("level", Text("Netwerk", "Network"), id="level", options=OPTIONS)
CHOICE = Fact("choice", Text("Rol", "Role"), id="choice", options=OPTIONS)
TEXT = Fact("text", Text("Provincie", "Province"), id="text", texts=("Noord", "Zuid-Oost", "West"))
SET = Fact("set", Text("Terreinen", "Fields"), id="set", options=OPTIONS)
WHOLE = Fact("number", Text("Inwoners", "Population"), id="whole", whole=True, minimum=0, maximum=2_000_000)
NUMBER = Fact("number", Text("Bedrag", "Amount"), id="number")
NAME = Fact("text", Text("Naam", "Name"), id="name", required=True)
PLACES = Fact(
    "records",
    Text("Gemeenten", "Municipalities"),
    id="places",
    key="name",
    minimum=1,
    fields=(NAME, Fact("number", Text("Inwoners", "Population"), id="population", whole=True, minimum=1)),
)
CENTRE = Fact("text", Text("Centrum", "Centre"), id="centre", among="places")
FACTS = {each.id: each for each in (LEVEL, CHOICE, TEXT, SET, WHOLE, NUMBER, PLACES, CENTRE)}
VOCABULARY = Vocabulary(FACTS, {}, {})
BOTH = st.sampled_from(["nl", "en"])


def read(fact: str, text: str) -> Any:
    """The value of what a person typed."""
    problems = Problems()
    value = read_given(FACTS[fact], typed(FACTS[fact], text, problems), problems, fact)
    assert not problems.found, problems.found
    return value


def wrong(fact: str, text: str) -> list[str]:
    """What is said of what a person typed."""
    problems = Problems()
    read_given(FACTS[fact], typed(FACTS[fact], text, problems), problems, fact)
    return [problem.say("nl") for problem in problems.found]


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("level", "minstens los", {"at_least": "n1"}),
        ("level", "hoogstens hecht", {"at_most": "n2"}),
        ("level", "At Most  LEVEL 2", {"at_most": "n2"}),
        ("level", "niet verbonden", {"at_most": "n2"}),
        ("level", "los of hecht", {"at_least": "n1", "at_most": "n2"}),
        ("level", "afwezig, los of verbonden", {"one_of": ("n0", "n1", "n3")}),
        ("level", "niet los", {"one_of": ("n0", "n2", "n3")}),
        ("level", "niet afwezig en niet verbonden", {"at_least": "n1", "at_most": "n2"}),
        ("level", "meer dan los, maar niet verbonden", "n2"),
        ("level", "tussen los en hecht", {"at_least": "n1", "at_most": "n2"}),
        ("level", "los tot hecht", {"at_least": "n1", "at_most": "n2"}),
        ("level", "hecht of hoger", {"at_least": "n2"}),
        ("level", "minstens afwezig", None),
        ("level", "{at_least: los, at_most: n1}", "n1"),
        ("level", "{not: [los, hecht]}", {"one_of": ("n0", "n3")}),
        ("choice", "los of verbonden", {"one_of": ("n1", "n3")}),
        ("choice", "niet los", {"one_of": ("n0", "n2", "n3")}),
        ("text", "noord of zuid oost", {"one_of": ("Noord", "Zuid-Oost")}),
        ("text", "niet West", {"one_of": ("Noord", "Zuid-Oost")}),
        ("centre", "Almere of Lelystad", {"one_of": ("Almere", "Lelystad")}),
        ("whole", "40.000 tot 60.000", {"at_least": 40000, "less_than": 60000}),
        ("whole", "40.000 tot en met 60.000", {"at_least": 40000, "at_most": 60000}),
        ("whole", "tussen 40.000 en 60.000", {"at_least": 40000, "at_most": 60000}),
        ("whole", "between 40,000 and 60,000", {"at_least": 40000, "at_most": 60000}),
        ("whole", "40.000-60.000", {"at_least": 40000, "at_most": 60000}),
        ("whole", "van 40.000 tot 60.000", {"at_least": 40000, "less_than": 60000}),
        ("whole", "meer dan 75.000", {"more_than": 75000}),
        ("whole", ">= 75.000", {"at_least": 75000}),
        ("whole", "75.000 of meer", {"at_least": 75000}),
        ("whole", "tot 60.000", {"less_than": 60000}),
        ("whole", "up to 60,000", {"at_most": 60000}),
        ("whole", "niet 0", {"at_least": 1}),
        ("whole", "meer dan 4 en minder dan 6", 5),
        ("whole", "meer dan 3 en tot en met 8", {"at_least": 4, "at_most": 8}),
        ("number", "meer dan 0,5 en hoogstens 1,25", {"more_than": 0.5, "at_most": 1.25}),
        ("set", "los in elk geval, hecht niet", {"includes": ("n1",), "excludes": ("n2",)}),
        ("set", "los, en andere", {"includes": ("n1",)}),
        ("set", "los zeker, hecht misschien", {"includes": ("n1",)}),
        ("set", "[los, niet hecht]", {"includes": ("n1",), "excludes": ("n2",)}),
        ("set", "{includes: los, excludes: [afwezig, hecht, verbonden]}", ["n1"]),
        ("set", "los, hecht", ["n1", "n2"]),
        ("places", "Almere 218.000, anderen onbekend", ([("Almere", 218000)], False)),
        ("places", "Almere: 218.000; Zeewolde onbekend", ([("Almere", 218000), ("Zeewolde", None)], True)),
        ("places", "Den Haag 500.000; Wijk 3 5.000", ([("Den Haag", 500000), ("Wijk 3", 5000)], True)),
        ("places", "Bergen op Zoom meer dan 60.000, …", ([("Bergen op Zoom", {"more_than": 60000})], False)),
        (
            "places",
            "Capelle a/d IJssel (40.000 tot 60.000), others unknown",
            ([("Capelle a/d IJssel", {"at_least": 40000, "less_than": 60000})], False),
        ),
        ("places", "[{name: A, population: meer dan 50}, …]", ([("A", {"more_than": 50})], False)),
        ("places", "{records: [{name: A}], complete: nee}", ([("A", None)], False)),
        ("places", "en andere", None),
    ],
)
def test_people_say_what_they_partly_know(fact: str, text: str, value: Any) -> None:
    """In Dutch and in English, in words and in plain data; there is one form of what is possible."""
    found = read(fact, text)
    if fact == "places" and value:
        records = found if value[1] else found["records"]
        assert [tuple(each.values()) for each in records] == value[0]
        assert value[1] or found["complete"] is False
    elif isinstance(value, dict) and found:
        assert {key: tuple(each) if isinstance(each, list) else each for key, each in found.items()} == value
    else:
        assert (list(found) if fact == "set" and found else found) == value


@pytest.mark.parametrize(
    ("fact", "text", "message"),
    [
        ("level", "minstens loss", "level: loss is geen waarde van Netwerk"),
        ("level", "los of veel", "level: veel is geen waarde van Netwerk"),
        ("level", "geen idee", "level: geen idee is geen waarde van Netwerk"),
        ("level", "minstens hecht en hoogstens los", "level: hoogstens los gaat niet samen met minstens hecht; "),
        ("level", "meer dan verbonden", "level: meer dan verbonden laat geen enkele waarde over"),
        ("level", "{at_least: n2, at_most: n1}", "at_most: n1 gaat niet samen met at_least: n2 (level:1:2); "),
        ("level", "{at_leest: n2}", "at_leest is geen sleutel die hier kan staan"),
        ("level", "{at_least: n9}", "level.at_least: n9 is geen waarde van Netwerk"),
        ("choice", "minstens los", "minstens los is geen waarde van Rol"),
        ("whole", "60.000 tot 40.000", "60.000 tot 40.000 laat geen enkele waarde over"),
        ("whole", "minstens 40k", "whole: 40k is geen getal"),
        ("whole", "niet 5", "niet 5: daarmee blijft te veel open"),
        ("whole", "0,5,5", "whole: 0,5,5 is geen getal"),
        ("whole", "minstens 3.000.000", "3.000.000 valt buiten 0 tot 2000000"),
        ("whole", "{between: [1]}", "hier horen twee waarden: [laagste, hoogste]"),
        ("centre", "{not: Almere}", "daarmee blijft te veel open"),
        ("set", "los, hecht niet", "onduidelijk wat er wel en wat er niet bij hoort"),
        ("set", "los in elk geval, los niet", "los niet gaat niet samen met los in elk geval"),
        ("set", "loos in elk geval", "set[1]: loos is geen waarde van Terreinen"),
        ("set", "loos misschien", "loos is geen waarde van Terreinen"),
        ("set", "[geen, los niet]", "geen kan niet samen met een ander antwoord"),
        ("set", "[[los], hecht niet]", "hier hoort één waarde, geen lijst of blok"),
        ("set", "{}", "hier hoort een lijst"),
        ("level", "{}", "hier hoort één waarde, geen lijst of blok"),
        ("places", "Den Haag 40k", "places[1].population: 40k is geen getal"),
        ("places", "Almere", "hier hoort een lijst, met streepjes of in één regel: [{name: …, population: …}]"),
        ("places", "[Almere, Urk]", "hier hoort een lijst van sleutels met waarden"),
        ("places", "{records: [{name: A}], compleet: nee}", "compleet is geen sleutel die hier kan staan"),
        ("places", "{complete: nee}", "records ontbreekt"),
        ("places", "[{name: A", "places:1:"),
    ],
)
def test_what_cannot_be_says_what_and_where(fact: str, text: str, message: str) -> None:
    """A contradiction names both of what doesn't go together; a slip names the word that isn't one."""
    assert message in " ".join(wrong(fact, text))


def test_a_contradiction_in_a_file_has_both_places() -> None:
    """At least the one and at most the other is an input error, with the place of each."""
    text = "region: X\nfacts:\n  level:\n    at_least: verbonden\n    at_most: los\n    source: []\n"
    with pytest.raises(InputError) as caught:
        region_of(parse(text, "x.yaml"), VOCABULARY)
    assert (
        caught.value.problems[0]
        .say("nl")
        .startswith("x.yaml:5:5 facts.level: at_most: los gaat niet samen met at_least: verbonden (x.yaml:4:5); ")
    )


CLAUSES = {
    "minstens {}": lambda rank, said: rank >= said,
    "hoogstens {}": lambda rank, said: rank <= said,
    "meer dan {}": lambda rank, said: rank > said,
    "lager dan {}": lambda rank, said: rank < said,
    "niet {}": lambda rank, said: rank != said,
    "{}": lambda rank, said: rank == said,
}


@given(said=st.lists(st.tuples(st.sampled_from(sorted(CLAUSES)), st.integers(0, 3)), min_size=1, max_size=3))
def test_what_is_said_together_is_what_is_possible_by_all(said: list[tuple[str, int]]) -> None:
    """Of a level exactly those values stay that fit every clause; none at all is refused."""
    possible = {rank for rank in range(4) if all(CLAUSES[form](rank, at) for form, at in said)}
    text = " en ".join(form.format(WORDS[at]) for form, at in said)
    problems = Problems()
    value = read_given(LEVEL, Scalar(text), problems, "")
    if not possible:
        assert {each.code for each in problems.found} <= {"contradiction", "nothing_left"}
        assert value is None
        return
    inner = LEVEL.encode(value)
    assert (set(range(4)) if inner is None else {inner} if isinstance(inner, int) else inner.values) == possible


def partly(fact: Fact) -> st.SearchStrategy[Any]:
    """Plain data of what may be partly known of a fact, in its one form."""
    match fact.type:
        case "level":
            ranks = st.sets(st.integers(0, 3), min_size=1)
            data = ranks.map(lambda found: {"one_of": [f"n{rank}" for rank in sorted(found)]})
        case "choice" | "text":
            every = fact.option_ids or fact.texts
            data = st.sets(st.sampled_from(every), min_size=1).map(lambda found: {"one_of": sorted(found)})
        case "set":
            each = st.dictionaries(st.sampled_from(fact.option_ids), st.booleans())
            data = each.map(
                lambda found: {
                    key: [name for name, yes in found.items() if yes is wanted]
                    for key, wanted in (("includes", True), ("excludes", False))
                }
            )
        case _:
            numbers = st.integers(0, 2_000_000)
            pairs = st.tuples(numbers, numbers).map(sorted)
            low, high = st.sampled_from(["at_least", "more_than"]), st.sampled_from(["at_most", "less_than"])
            data = st.tuples(pairs, low, high, st.integers(1, 3)).map(
                lambda found: {
                    key: bound
                    for bit, key, bound in ((1, found[1], found[0][0]), (2, found[2], found[0][1]))
                    if found[3] & bit
                }
            )
    return data


def value_of(fact: Fact, data: Any) -> Any:
    """The outer value of plain data; None where nothing is possible or known."""
    return read_given(fact, node_of(data), Problems(), "")


@given(data=st.data(), name=st.sampled_from(["level", "choice", "text", "set", "whole", "number"]), language=BOTH)
def test_what_is_shown_reads_back(data: st.DataObject, name: str, language: Language) -> None:
    """The words of a value, in either language, and its plain data mean that same value."""
    fact = FACTS[name]
    value = value_of(fact, data.draw(partly(fact)))
    if value is not None:
        if fact is not NUMBER:  # of which no more than two decimals are shown
            assert read(name, fact.show(value, language)) == value
        assert value_of(fact, json.loads(json.dumps(value))) == value
        region = Region("X").tell(VOCABULARY, **{name: value})
        assert Region.from_json(region.to_json(), VOCABULARY) == region


@given(text=st.text(st.sampled_from("minstehogdtvaloren 0123456789.,;[]{}()≥<>-…:\n"), max_size=40))
@example("niet")
@example("minstens ")
@example("{}")
@example("[]")
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever is typed gives a value or problems that can be said."""
    for fact in FACTS.values():
        problems = Problems()
        value = read_given(fact, typed(fact, text, problems), problems, fact.id)
        assert value is None or not problems.found or fact.type == "records"
        assert all(problem.say(language) for problem in problems.found for language in ("nl", "en"))
        fact.show(value, "nl")


def test_a_name_that_would_read_as_two_is_kept() -> None:
    """In quotes, or from a program, a name with `of` in it is that name; so a region reads back as it was."""
    region = Region("X").tell(VOCABULARY, centre="Bergen of Zee")
    assert region.facts["centre"].value == "Bergen of Zee"
    assert Region.from_json(region.to_json(), VOCABULARY) == region
    assert region_of(parse("region: X\nfacts: {centre: 'Bergen of Zee'}", "x"), VOCABULARY) == region
    assert region_of(parse("region: X\nfacts: {centre: Bergen of Zee}", "x"), VOCABULARY) != region


def test_a_key_among_an_open_list_may_be_another() -> None:
    """Of an incomplete list nobody can say what isn't in it; of a whole list every name must be."""
    told = Region("X").set({"places": "A 5, en andere", "centre": "B"}, VOCABULARY)
    assert told.facts["centre"].value == "B"
    with pytest.raises(InputError):
        Region("X").set({"places": "A 5; C 6", "centre": "A of B"}, VOCABULARY)
