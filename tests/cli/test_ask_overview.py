"""The interview: how far it is, sources and notes with answers, and all answers looked over and changed."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from regiorules.advice.session import Session
from regiorules.facts.region import Source
from regiorules.facts.values import UNKNOWN_WORDS
from tests.cli.interviews import KNOWLEDGE, PROMPT, VOCABULARY, added, ask, asked, next_fact, region
from tests.commands import run
from tests.paths import ROOT

FAR = re.compile(r"^(\d+) beantwoord, nog hooguit (\d+) die ertoe doen\.$", re.MULTILINE)
NETWORK = "regional_network"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A region in which all is skipped but two questions, of which one has an answer."""
    path = tmp_path / "x.yaml"
    skipped = [name for name, fact in VOCABULARY.facts.items() if fact.asked and name not in (NETWORK, "sme_role")]
    lines = ["region: X", "facts:", "  sme_role: large", *(f"  {name}: unknown" for name in skipped)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def number_of(out: str, title: str) -> str:
    """The number of an answer in the overview."""
    found = re.search(rf"^ *(\d+)\. {title}: ", out, re.MULTILINE)
    assert found
    return found[1]


SKIPPED = "pursuit"
SME_ROLE = "Rol van het lokale mkb"


def chosen(path: Path, *answers: str) -> tuple[str, str]:
    """What the overview says, and what is said after `sme_role` is chosen in it and these answers are given."""
    number = number_of(ask(path, "overzicht")[1], SME_ROLE)
    code, out, err = ask(path, "overzicht", number, *answers)
    assert (code, err) == (0, "")
    before, _, after = out.partition("Nummer> ")
    return before, after


def test_how_far_it_is_holds_at_every_question(zeeland: Path) -> None:
    """What is answered counts up with each answer; what is left is what fresh sessions would still ask."""
    start = region(zeeland)
    _, out, _ = ask(zeeland, *["1"] * 6)
    shown = [tuple(map(int, found)) for found in FAR.findall(out)]
    assert len(shown) == 7
    given = sum(each.value is not None for each in start.facts.values())
    assert [answered for answered, _ in shown] == list(range(given, given + 7))
    assert all(one[1] > other[1] for one, other in pairwise(shown))
    skipped = frozenset(name for name, each in start.facts.items() if each.value is None)
    assert shown[0][1] == len(Session(KNOWLEDGE, start).open_questions(skip=skipped))


def test_as_many_questions_at_most_as_it_says(zeeland: Path) -> None:
    """Skipping all of them takes no more questions than the first one announced."""
    _, out, _ = ask(zeeland, *["?"] * 200)
    assert 0 < out.count(PROMPT) <= int(FAR.findall(out)[0][1])


def test_a_source_and_a_note_go_with_an_answer(path: Path) -> None:
    """In the same line; a new source gets an id, a title and the date and address that were in it."""
    text = path.read_text()
    line = "2; bron: Gesprek met de wethouder, 3 maart 2024; notitie: nog nagaan"
    assert ask(path, line)[0] == 0
    found = region(path)
    assert found.facts[NETWORK].value == "loose"
    assert found.facts[NETWORK].note == {"nl": "nog nagaan", "en": "nog nagaan"}
    (name,) = found.facts[NETWORK].sources
    assert found.sources == {name: Source("Gesprek met de wethouder", date="2024-03-03")}
    assert added(text, path.read_text()) == [
        f"  {NETWORK}: {{value: loose, source: [{name}], note: nog nagaan}}",
        "sources:",
        f"  {name}: {{title: Gesprek met de wethouder, date: 2024-03-03}}",
    ]


def test_on_a_line_of_their_own_they_go_with_the_last_answer(path: Path) -> None:
    """Also in English, and at the next question; a source that is known is named again, not made twice."""
    first, second = next_fact(path), "sme_role"
    path.write_text(path.read_text().replace("  sme_role: large\n", ""))
    first = next_fact(path)
    code, out, _ = ask(
        path, "source: The paper", "1", "source: The paper https://a.example/x", "note: p. 3", "1; bron: the paper"
    )
    assert code == 0
    assert "Er is nog geen antwoord waar dit bij hoort" in out.split(PROMPT)[1]
    assert asked(out.split(PROMPT)[3]) == ""
    found = region(path)
    assert found.sources == {"the-paper": Source("The paper", "https://a.example/x")}
    assert found.facts[first].sources == ("the-paper",)
    assert found.facts[first].note["nl"] == "p. 3"
    other = NETWORK if first == second else second
    assert found.facts[other].sources == ("the-paper",)


@pytest.mark.parametrize(
    "title", ["onbekend", "2024", "…", "null", "a: b # c", "<script>", "krant\u202e", "'", "é" * 90]
)
def test_whatever_a_source_is_called_the_file_can_be_read(title: str, path: Path) -> None:
    """Words like `null`, signs of YAML, markup, signs that turn the writing, in YAML and in JSON."""
    other = path.with_suffix(".json")
    other.write_text(json.dumps({"region": "X", "facts": dict.fromkeys(region(path).facts)}))
    for each in (path, other):
        number = number_of(ask(each, "overzicht")[1], SME_ROLE) if each is path else ""
        ask(each, *(("overzicht", number) if number else ()), f"2; bron: {title}; notitie: {title}", "stop")
    found = region(path)
    (name,) = found.facts["sme_role"].sources
    assert (found.sources[name].title, found.facts["sme_role"].note["nl"]) == (title, title)
    assert name not in UNKNOWN_WORDS


def test_two_sources_with_one_name_by_id_get_ids_of_their_own(path: Path) -> None:
    """What differs in signs only is another source."""
    path.write_text(path.read_text() + "sources:\n  de-krant: {title: De krant}\n")
    ask(path, "2; bron: De/krant")
    assert region(path).facts[NETWORK].sources == ("de-krant-2",)


def test_dont_know_with_a_note(path: Path) -> None:
    """Why it isn't known stays with the question."""
    ask(path, "?; notitie: gevraagd aan UWV")
    given = region(path).facts[NETWORK]
    assert (given.value, given.note["nl"]) == (None, "gevraagd aan UWV")


def test_a_second_note_is_added_and_one_in_the_overview_takes_its_place(path: Path) -> None:
    """Nothing that was typed gets lost in silence: what goes is said."""
    path.write_text(
        path.read_text().replace("sme_role: large", "sme_role: {value: large, note: {nl: eerst, en: first}}")
    )
    _, out = chosen(path, "notitie: nu", "", "stop")
    assert "hoorde: eerst. Dat is vervallen." in out
    assert region(path).facts["sme_role"].note == {"nl": "nu", "en": "nu"}
    path.write_text(path.read_text().replace(f"  {SKIPPED}: unknown\n", ""))
    ask(path, "1; notitie: een", "notitie: twee", "bron: A", "bron: B", "stop")
    given = next(each for each in region(path).facts.values() if each.note.get("nl") == "een; twee")
    assert given.sources == ("a", "b")


def test_the_overview_shows_every_answer_in_its_group(zeeland: Path) -> None:
    """With what is unknown too, its source and its note; numbered from 1."""
    _, out, _ = ask(zeeland, "overzicht", "", "stop")
    shown = out.split(PROMPT)[1].partition("Kies een nummer")[0]
    numbers = [int(each) for each in re.findall(r"^ *(\d+)\. ", shown, re.MULTILINE)]
    facts = region(zeeland).facts
    assert numbers == list(range(1, len(facts) + 1))
    for name in facts:
        assert f"{VOCABULARY.facts[name].title.nl}: " in shown
    assert "Rol van de centrumgemeente: verbinder (bron: Aan de slag in Zeeland: nieuws …" in shown
    assert [title.nl in shown for title in VOCABULARY.groups.values()].count(True) > 3


def test_an_answer_is_changed_in_the_overview(path: Path) -> None:
    """It counts, and the question that was being asked is asked again; nothing else changes in the file."""
    _, out = chosen(path, "kleine", "2", "", "stop")
    assert "Nu: groot." in out
    assert "kleine is geen waarde van" in out
    assert region(path).facts["sme_role"].value == VOCABULARY.facts["sme_role"].option_ids[1]
    assert asked(out.rpartition("Nummer> ")[2]) == NETWORK


def test_an_answer_is_taken_back_and_left_in_the_overview(path: Path) -> None:
    """Enter leaves it; wis takes it away, after which it is asked again."""
    text = path.read_text()
    number = number_of(ask(path, "overzicht")[1], SME_ROLE)
    _, out, _ = ask(path, "o", number, "", number, "wis", "o", "99", "x", "", "?", "stop")
    assert "niet beantwoord" in out
    assert "99 staat niet in dit overzicht" in out
    assert {asked(part) for part in out.split("Nummer> ")[-1].split(PROMPT)} >= {"sme_role", NETWORK} - {""}
    assert "sme_role: large" not in path.read_text()
    path.write_text(text)
    chosen(path, "", "", "stop")
    assert path.read_text() == text


def test_going_back_brings_back_what_was_changed_in_the_overview(path: Path) -> None:
    """As after any answer, with its source and its note."""
    path.write_text(path.read_text().replace("sme_role: large", "sme_role: {value: large, note: uit het gesprek}"))
    text = path.read_text()
    _, out = chosen(path, "2", "", "terug", "stop")
    assert "Bij het vorige antwoord hoorde: uit het gesprek. Dat is vervallen." in out
    assert path.read_text() == text


def test_what_the_table_says_comes_back(path: Path) -> None:
    """An answer in the place of that of the table is taken back: what the table says counts again, and it is said."""
    path.write_text("profile: Zeeland\nfacts: {centre_municipality: Hulst}\n")
    number = number_of(ask(path, "overzicht")[1], "Centrumgemeente")
    _, out, _ = ask(path, "overzicht", number, "wis", "", "stop")
    assert "komt uit de tabel met regio's, en telt nog: Goes." in out
    assert region(path).facts["centre_municipality"].value == "Goes"


def test_an_empty_overview_says_so(tmp_path: Path) -> None:
    """And goes on with the question."""
    path = tmp_path / "x.yaml"
    path.write_text("region: X\n")
    _, out, _ = ask(path, "overview", "stop", options=("--lang", "en"))
    assert "Nothing is answered yet." in out


def test_another_domain_has_an_overview(tmp_path: Path) -> None:
    """Nothing of it is about one rule set."""
    domain = ROOT / "examples" / "domains" / "jeugdzorg"
    path = tmp_path / "x.yaml"
    path.write_bytes((ROOT / "examples" / "domains" / "duinrand.yaml").read_bytes())
    code, out, err = run("ask", path, "--ruleset", domain, stdin="overzicht\n1\n\n\nstop\n")
    assert (code, err) == (0, "")
    assert re.search(r"^ *1\. ", out, re.MULTILINE)


@pytest.mark.parametrize("line", ["bron:", "notitie: ", "source:", "bron: ; notitie:"])
def test_a_source_without_words_answers_nothing(path: Path, line: str) -> None:
    """The question is asked again, and nothing is saved of it."""
    text = path.read_text()
    code, out, _ = ask(path, line, "stop")
    assert code == 0
    assert "Zet erachter waar u het vond" in out
    assert path.read_text() == text


def test_an_answer_with_a_source_without_words_counts(path: Path) -> None:
    _, out, _ = ask(path, "2; bron:", "stop")
    assert "Zet erachter waar u het vond" in out
    assert region(path).facts[NETWORK].value == "loose"


def test_in_the_overview_a_source_without_words_changes_nothing(path: Path) -> None:
    text = path.read_text()
    _, out = chosen(path, "bron:", "", "stop")
    assert "Zet erachter waar u het vond" in out
    assert "Genoteerd" not in out
    assert path.read_text() == text


def test_what_the_command_says_isnt_called_the_tables(path: Path) -> None:
    """It is taken back from the file, and still counts."""
    options = ("--set", "sme_role=small")
    number = number_of(ask(path, "overzicht", options=options)[1], SME_ROLE)
    _, out, _ = ask(path, "overzicht", number, "wis", "", "stop", options=options)
    assert "Dit staat niet in het bestand maar in de opdracht (--set of --facts), en telt nog: klein." in out
    assert "tabel" not in out
    assert "sme_role" not in region(path).facts
    assert f"regiorules ask {path} --set sme_role=small" in out


@pytest.mark.parametrize(
    ("several", "said"), [("1, 3", "afwezig of verbonden"), ("2 en 3", "los of verbonden"), ("7;9", "7 of 9")]
)
def test_some_numbers_where_one_is_asked_are_no_answer(several: str, said: str, path: Path) -> None:
    """Nobody means silently "one of these"; who does can say so."""
    _, out, _ = ask(path, several, "stop")
    assert f"hier kunt u er maar een kiezen; kan het een van deze zijn, antwoord dan: {said}" in out
    assert NETWORK not in region(path).facts
    assert ask(path, "1 of 2")[0] == 0
    assert region(path).facts[NETWORK].value == {"at_most": "loose"}
