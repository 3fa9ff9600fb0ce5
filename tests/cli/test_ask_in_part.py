"""The interview about what is partly known: such an answer is one, and can be made sharper or corrected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regiorules.cli.answering import Asked
from regiorules.errors import Problems
from regiorules.text import Language
from tests.cli.interviews import PROMPT, VOCABULARY, ask, asked, region
from tests.mini import VOCABULARY as MINI

NETWORK = "regional_network"
DOMAINS = "cooperation_domains"
SERVICES = "werkgeversdienstverlening in elk geval, jeugd niet"
ECONOMY = "economie in elk geval, jeugd niet"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.yaml"


def only(path: Path, *names: str, **given: str) -> str:
    """A file in which all is unknown but these, of which something may be given; its text."""
    skipped = [name for name, fact in VOCABULARY.facts.items() if fact.asked and name not in (*names, *given)]
    lines = [f"  {name}: unknown\n" for name in skipped] + [f"  {name}: {text}\n" for name, text in given.items()]
    path.write_text("region: X\nfacts:\n" + "".join(lines), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def interview(path: Path, *answers: str, language: str = "nl") -> list[str]:
    """What an interview with these answers says, in parts: up to the first prompt, and after each answer."""
    code, out, err = ask(path, *answers, options=("--lang", language))
    assert (code, err) == (0, "")
    return out.split(PROMPT if language == "nl" else "Answer> ")


def saved(path: Path, name: str) -> str:
    """The line of a fact in a file."""
    return next(line.strip() for line in path.read_text("utf-8").splitlines() if line.startswith(f"  {name}:"))


@pytest.mark.parametrize(
    ("name", "answer", "line"),
    [
        (NETWORK, "hoogstens los", "hoogstens los"),
        (NETWORK, "hoogstens 2", "hoogstens los"),
        (NETWORK, "1 of 3", "afwezig of verbonden"),
        (NETWORK, "niet 3", "hoogstens los"),
        (NETWORK, "{one_of: [absent, connected]}", "afwezig of verbonden"),
        ("employer_service_point", "niet in bedrijf", "hoogstens in voorbereiding"),
        (DOMAINS, SERVICES, f'"{SERVICES}"'),
        (DOMAINS, "1 in elk geval; 5 niet", f'"{SERVICES}"'),
        ("municipalities", "Almere 218.000, anderen onbekend", "[{name: Almere, population: 218000}, en andere]"),
        (
            "municipalities",
            "[{name: Almere, population: meer dan 200.000}, en andere]",
            "[{name: Almere, population: meer dan 200.000}, en andere]",
        ),
        (
            "municipalities",
            "Almere 218.000; Zeewolde: 21.000",
            "[{name: Almere, population: 218000}, {name: Zeewolde, population: 21000}]",
        ),
    ],
)
def test_an_answer_in_part_is_an_answer(name: str, answer: str, line: str, path: Path) -> None:
    """By word or by number, in words or as plain data: it is saved in words, and the question isn't asked again."""
    only(path, name)
    parts = interview(path, answer)
    assert [asked(part) for part in parts] == [name, ""]
    assert "Klaar: " in parts[1]
    assert saved(path, name) == f"{name}: {line}"


def test_what_is_known_in_part_is_asked_again_with_what_is_possible(path: Path) -> None:
    """The next interview says what is known so far, and offers the answers that are left."""
    only(path, **{NETWORK: "hoogstens los  # volgens de wethouder"})
    first, after = interview(path, "2")
    assert asked(first) == NETWORK
    assert "  Tot nu toe: hoogstens los.\n  1. afwezig\n  2. los\nAntwoord" not in first  # the prompt is cut off
    assert first.endswith("  Tot nu toe: hoogstens los.\n  1. afwezig\n  2. los\n")
    assert "gaat niet samen" not in after
    assert saved(path, NETWORK) == f"{NETWORK}: loose  # volgens de wethouder"


@pytest.mark.parametrize(
    ("known", "answer", "value"),
    [
        ("hoogstens los", "minstens los", "loose"),
        ("hoogstens los", "afwezig of verbonden", "absent"),
        ("hoogstens los", "niet verbonden", {"at_most": "loose"}),
    ],
)
def test_two_answers_in_part_count_together(known: str, answer: str, value: Any, path: Path) -> None:
    """What is possible by both is what is left."""
    only(path, **{NETWORK: known})
    assert "gaat niet samen" not in "".join(interview(path, answer))
    assert region(path).facts[NETWORK].value == value


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_answer_that_is_not_possible_any_more_is_a_correction(language: str, path: Path) -> None:
    """It counts, and it is said that it contradicts what was known."""
    only(path, **{NETWORK: "hoogstens los"})
    after = interview(path, "connected", language=language)[1]
    said = {
        "nl": "Dat gaat niet samen met wat tot nu toe bekend was (hoogstens los); dit nieuwe antwoord geldt.",
        "en": "That can't be true together with what was known so far (at most loose); this new answer counts.",
    }
    assert said[language] in after
    assert region(path).facts[NETWORK].value == "connected"


def test_who_knows_no_more_leaves_it_as_it_is(path: Path) -> None:
    """A question mark changes nothing in the file, and the question isn't asked again; the end says what is left."""
    before = only(path, **{NETWORK: "niet meer dan los"})
    parts = interview(path, "?")
    assert "Het blijft bij: hoogstens los." in parts[1]
    assert "overgeslagen of deels beantwoord" in parts[1]
    assert path.read_text("utf-8") == before
    assert "Zoals" not in parts[1]


def test_going_back_brings_back_what_stood_there(path: Path) -> None:
    """After a sharper answer, after a question mark, and after an answer in part where nothing stood."""
    before = only(path, "sme_role", pursuit="minstens afwachtend", **{NETWORK: "hoogstens los"})
    parts = interview(path, "minstens gemiddeld", "2", "terug", "?", "terug", "terug", "stop")
    asks = [asked(part) for part in parts]
    assert asks == ["sme_role", *asks[1:3], asks[1], asks[2], asks[1], "sme_role", ""]
    assert set(asks[1:3]) == {"pursuit", NETWORK}
    assert path.read_text("utf-8") == before


def test_a_source_and_a_note_stay_with_what_rests_on_them(path: Path) -> None:
    """Of two answers together; an answer that says all there is to say stands by itself."""
    known = "{value: hoogstens los, source: krant, note: nagaan}"
    for answer, sources in (("afwezig of verbonden", ("krant",)), ("los", ())):
        only(path, **{NETWORK: known})
        path.write_text(path.read_text().replace("facts:", "sources: {krant: {title: De krant}}\nfacts:"))
        interview(path, answer)
        found = region(path).facts[NETWORK]
        assert (found.sources, "nl" in found.note) == (sources, bool(sources))


def test_of_a_set_what_is_not_known_is_asked(path: Path) -> None:
    """The options of which nobody knows; what is answered is added to what certainly belongs to it."""
    only(path, **{DOMAINS: ECONOMY})
    first = interview(path, "2")[0]
    assert f"  Tot nu toe: {ECONOMY}.\n  1. werkgeversdienstverlening\n  2. arbeidsmarkt\n  3. participatie\n" in first
    assert "jeugd\n" not in first.partition("1. ")[2]
    assert "Kies wat er nog bij hoort" in first
    assert region(path).facts[DOMAINS].value == ("labour_market", "economy")
    only(path, **{DOMAINS: ECONOMY})
    interview(path, "geen")
    assert region(path).facts[DOMAINS].value == ("economy",)
    only(path, **{DOMAINS: ECONOMY})
    assert "gaat niet samen" in interview(path, "jeugd in elk geval")[1]
    assert region(path).facts[DOMAINS].value == {"includes": ("youth",)}


def test_a_list_that_is_known_in_part_is_shown_as_it_may_be_answered(path: Path) -> None:
    """What is shown, with more, is an answer."""
    only(path, municipalities="'Almere 218.000, anderen onbekend'")
    known = "[{name: Almere, population: 218000}, en andere]"
    first = interview(path, known.replace("en andere", "{name: Urk, population: 21000}"))[0]
    assert f"Tot nu toe: {known}.\n  In één regel, bijvoorbeeld: Westdorp 12.000, Oostdorp 9.500, en andere;" in first
    assert [each["name"] for each in region(path).facts["municipalities"].value] == ["Almere", "Urk"]


def test_a_slip_in_an_answer_in_part_is_said_and_asked_again(path: Path) -> None:
    """What is wrong with it, without the name of the fact; nothing is saved."""
    before = only(path, NETWORK)
    parts = interview(path, "minstens loos", "minstens verbonden en hoogstens los", "hoogstens 9", "stop")
    assert "loos is geen waarde van Regionaal netwerk" in parts[1]
    assert "hoogstens los gaat niet samen met minstens verbonden" in parts[2]
    assert "9 is geen waarde van" in parts[3]
    assert NETWORK not in "".join(parts)
    assert path.read_text("utf-8") == before


def test_an_english_interview_writes_english_words(path: Path) -> None:
    """In the language of the interview; a file in JSON has plain data."""
    only(path, NETWORK, "municipalities")
    interview(path, "at most 2", "Westville 12,000, and others", language="en")
    lines = {saved(path, NETWORK), saved(path, "municipalities")}
    assert lines == {
        "regional_network: at most loose",
        "municipalities: [{name: Westville, population: 12000}, and others]",
    }
    other = path.with_suffix(".json")
    known = {name: None for name, fact in VOCABULARY.facts.items() if fact.asked and name != NETWORK}
    other.write_text(json.dumps({"region": "X", "facts": known}))
    interview(other, "at most loose", language="en")
    assert json.loads(other.read_text())["facts"][NETWORK] == {"at_most": "loose"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_a_question_says_of_an_answer_in_part_is_one(language: Language) -> None:
    """The examples at sets, lists and numbers can be typed as they stand there, of every fact of core."""
    seen = set()
    for fact in (each for each in (*VOCABULARY.facts.values(), *MINI.facts.values()) if each.asked):
        question = Asked(fact, None, language)
        numbered = question.forms().replace("…", "1", 3).replace("…", "2")
        examples = {"set": [question.forms()], "records": [question.example()], "number": numbered.split(", ")}
        for example in (each for each in examples.get(fact.type, ()) if "…" not in each):
            problems = Problems()
            assert question.value(example, problems) is not None, example
            assert not problems.found
            seen.add(fact.type)
    assert seen == {"set", "records", "number"}
