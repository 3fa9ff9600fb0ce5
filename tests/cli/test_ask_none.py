"""The interview: nothing of a set is an answer, and what goes wrong is said in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.facts.region import read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import run

VOCABULARY = load_rulesets(ruleset_folder("core")).vocabulary
DOMAINS = "Op welke terreinen werken de gemeenten van de regio samen?"


def interview(path: Path, *answers: str, language: str = "nl") -> str:
    """What an interview with these answers says."""
    code, out, err = run("ask", path, "--ruleset", "core", "--lang", language, stdin="".join(f"{a}\n" for a in answers))
    assert (code, err) == (0, "")
    return out


@pytest.fixture
def at_domains(tmp_path: Path) -> Path:
    """A region of which all is known or skipped but the fields of cooperation."""
    path = tmp_path / "x.yaml"
    asked = [name for name, fact in VOCABULARY.facts.items() if fact.asked and name != "cooperation_domains"]
    path.write_text("region: X\nfacts:\n" + "".join(f"  {name}: unknown\n" for name in asked))
    return path


@pytest.mark.parametrize("word", ["geen", "Geen", "none", "geen van deze"])
def test_none_is_recorded_and_the_interview_goes_on(word: str, at_domains: Path) -> None:
    """An empty set is saved; the question isn't asked again."""
    out = interview(at_domains, word)
    assert VOCABULARY.facts["cooperation_domains"].question is not None
    assert VOCABULARY.facts["cooperation_domains"].question.nl in out
    assert "is het er geen, antwoord dan geen." in out
    assert "is geen waarde" not in out
    assert "Klaar: " in out
    given = read_region(at_domains, VOCABULARY).facts["cooperation_domains"]
    assert given.value == ()
    assert "  cooperation_domains: []\n" in at_domains.read_text()


@pytest.mark.parametrize(("answer", "value"), [("1, 3", [0, 2]), ("1;3", [0, 2]), ("zorg en ondersteuning", [5])])
def test_several_options_by_number_or_label(answer: str, value: list[int], at_domains: Path) -> None:
    """Numbers and labels, with commas or semicolons between them."""
    interview(at_domains, answer)
    ids = VOCABULARY.facts["cooperation_domains"].option_ids
    found = read_region(at_domains, VOCABULARY).facts["cooperation_domains"].value
    assert list(found) in ([ids[each] for each in value], ["care"])


def test_a_slip_names_the_options_as_the_reader_knows_them(at_domains: Path) -> None:
    """Labels in Dutch, ids with their labels in English; what is nearest is a label of that language too."""
    dutch = interview(at_domains, "werkgeversdienstverlenin, jeugd").splitlines()
    said = next(line for line in dutch if "is geen waarde van" in line)
    labels = [option.label for option in VOCABULARY.facts["cooperation_domains"].options]
    assert said.endswith(f"kies uit: {', '.join(each.nl for each in labels)}; bedoelt u {labels[0].nl}?")
    assert "cooperation_domains" not in said
    english = interview(at_domains, "employer service", language="en")
    assert "employer_services (employer services), labour_market (labour market), economy" in english
    assert f"did you mean {labels[0].en}?" in english


def test_none_and_more_is_asked_again(at_domains: Path) -> None:
    """A contradiction isn't saved."""
    out = interview(at_domains, "geen, jeugd", "stop")
    assert "geen kan niet samen met een ander antwoord" in out
    assert "cooperation_domains" not in read_region(at_domains, VOCABULARY).facts


def test_the_end_says_how_to_answer_what_was_skipped(at_domains: Path) -> None:
    """It names what stands as unknown and matters still; taken out of the file, that is asked again."""
    out = interview(at_domains, "?")
    closing = next(line for line in out.splitlines() if "als onbekend staat" in line)
    assert closing.endswith(f"en dan: regiorules ask {at_domains} --ruleset core")
    names = closing.partition("(")[2].partition(")")[0].removesuffix(", …").split(", ")
    text = at_domains.read_text()
    assert all(f"\n  {name}: unknown\n" in text for name in names)
    for name in names:
        assert VOCABULARY.facts[name].question is not None
        at_domains.write_text(text.replace(f"\n  {name}: unknown\n", "\n"))
        assert VOCABULARY.facts[name].question.nl in interview(at_domains, "stop")
    assert "What stands in the file as unknown" in interview(at_domains, "?", language="en")
