"""The table in the advice: what the rules of Friesland make of it."""

import json
from pathlib import Path
from typing import Any

import pytest
import regiorules_friesland
from regiorules_friesland.areas import areas_of
from regiorules_friesland.notes import notes
from regiorules_friesland.source import FACT, PostcodeTable

from regiorules import Engine, explain, load, region_of
from regiorules.errors import InputError
from regiorules.facts.partial import records_in
from regiorules.rules.bundled import bundled
from regiorules.rules.model import Knowledge

PLUGINS = {"friesland": regiorules_friesland}
EXAMPLE = regiorules_friesland.EXAMPLE
FRIESLAND = bundled("examples") / "regions" / "friesland.yaml"
FOLDER = Path(regiorules_friesland.__file__).parent / "ruleset"
GOOD = "postcode_van;postcode_tot_en_met;partij;contact\n8900;8919;Noord;Loket\n8920;8939;Zuid;Balie\n"
IN_FORCE = {"friesland_table_agreed": "yes", "friesland_table_known_to_uwv": True}
RISK = "employer_approached_by_several_organisations"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Core with the rules of Friesland."""
    return load("core", FOLDER)


def test_the_table_becomes_a_fact(knowledge: Knowledge) -> None:
    """Areas in the order of the postcodes, each with what it has to do with the others, and with its source."""
    region = PostcodeTable().read(EXAMPLE, knowledge.vocabulary, None)
    given = region.facts[FACT]
    assert [region.sources[name].title for name in given.sources] == ["Postcodetabel verzonnen-voorbeeld.csv"]
    assert [
        (each["postcode_from"], each["shared_with"], each["gap_before"], each["has_contact"]) for each in given.value
    ] == [
        ("8900", 0, 0, True),
        ("8920", 1, 0, True),
        ("8936", 1, 0, True),
        ("8960", 0, 10, False),
        ("8980", 0, 0, None),
    ]


def test_the_fact_is_as_the_vocabulary_wants_it(knowledge: Knowledge) -> None:
    """What the source gives may stand in a region file as well."""
    value = PostcodeTable().read(EXAMPLE, knowledge.vocabulary, None).facts[FACT].value
    region = region_of({"region": "Friesland", "facts": {FACT: value}}, knowledge.vocabulary)
    assert region.facts[FACT].value == value


def test_without_the_rule_set_the_table_is_refused() -> None:
    """With core alone there is no such fact; the way out is said."""
    with pytest.raises(InputError, match="geef ook --ruleset friesland"):
        PostcodeTable().read(EXAMPLE, load("core").vocabulary, None)


def test_the_example_in_the_advice(regiorules_run: Any) -> None:
    """Overlap, gap and missing contact come out as risks, advice and notes that name the postcodes."""
    done = regiorules_run("advise", FRIESLAND, "--facts", f"postcodes={EXAMPLE}", "--full", plugins=PLUGINS)
    assert done.code == 0
    assert not done.err or "regiorules[proofs]" in done.err  # where the solver isn't installed
    text = " ".join(done.out.split())
    for words in (
        "Werkgevers door meerdere organisaties benaderd — middelgroot",
        "Werkgevers die volgens de tabel niemand spreken — middelgroot",
        "Kies één partij per gebied — gemeenten",
        "Noem één contact in elk gebied",
        "Ga de ontbrekende postcodes na",
        "8936-8939 (Servicepunt Noord (verzonnen), Servicepunt Zuid (verzonnen))",
        "Tussen de postcodes van de tabel ontbreken: 8950-8959.",
        "noemt de tabel geen contact: 8960-8979 (Servicepunt Oost (verzonnen)).",
        "Wat dit advies erover zegt, is een eigen uitwerking",
        "Postcodetabel verzonnen-voorbeeld.csv",
    ):
        assert words in text


def test_the_example_in_english(regiorules_run: Any) -> None:
    """The same in English, without a Dutch note."""
    options = ("--facts", f"postcodes={EXAMPLE}", "--lang", "en", "--full")
    text = " ".join(regiorules_run("advise", FRIESLAND, *options, plugins=PLUGINS).out.split())
    assert "For these postcodes the table names more than one party: 8936-8939" in text
    assert "Missing between the postcodes of the table: 8950-8959." in text
    assert "For these areas the table names no contact: 8960-8979" in text
    assert "worked out by ourselves" in text


def test_a_note_names_a_few_stretches(regiorules_run: Any, tmp_path: Path) -> None:
    """A table full of gaps gives a note of a line or two, not of a page."""
    table = tmp_path / "table.csv"
    rows = "".join(f"{8900 + 2 * number},{8900 + 2 * number},A\n" for number in range(20))
    table.write_text("postcode_from,postcode_to,party\n" + rows)
    text = " ".join(regiorules_run("advise", FRIESLAND, "--facts", f"postcodes={table}", plugins=PLUGINS).out.split())
    assert "ontbreken: 8901; 8903; 8905; 8907; 8909; 8911; 8913; 8915; en nog 11." in text


@pytest.mark.parametrize("region", ["Friesland", "Fryslân"])
def test_a_known_table_manages_the_risk_of_two_counters(region: str, knowledge: Knowledge, tmp_path: Path) -> None:
    """
    Without a joint service point core warns; in Friesland a table in force takes that away.

    A table with an overlap, or one that isn't agreed, doesn't; and without a table the risk is open.
    """
    table = tmp_path / "table.csv"

    def status(content: str, **facts: Any) -> str:
        table.write_text(content)
        given = PostcodeTable().read(table, knowledge.vocabulary, None).facts[FACT].value if content else None
        told = {"employer_service_point": "none", "single_contact_rule": False, FACT: given, **facts}
        found = region_of({"region": region, "facts": told}, knowledge.vocabulary)
        return Engine(knowledge).assess(found).rules["several-counters-without-rule"].status

    assert status(GOOD, **IN_FORCE) == "fails"
    assert status(GOOD + "8935;8935;Noord;Loket\n", **IN_FORCE) == "holds"
    assert status(GOOD, **{**IN_FORCE, "friesland_table_agreed": "partly"}) == "holds"
    assert status(GOOD, **{**IN_FORCE, "friesland_table_known_to_uwv": False}) == "holds"
    assert status("") == "open"
    assert status("", friesland_postcode_table=False) == "holds"


def test_the_change_of_core_is_explained(knowledge: Knowledge) -> None:
    """The explanation of the risk says which rule set changed core's rule, and why."""
    facts = {"employer_service_point": "none", "single_contact_rule": False, "friesland_postcode_table": False}
    region = region_of({"region": "Friesland", "facts": facts}, knowledge.vocabulary)
    (step,) = explain(Engine(knowledge).assess(region), knowledge, RISK).proof.steps
    assert (step.id, step.ruleset) == ("several-counters-without-rule", "friesland")
    assert step.note.startswith("In Friesland kan de postcodetabel")


def test_elsewhere_nothing_of_it_applies(knowledge: Knowledge, regiorules_run: Any) -> None:
    """In another region a table changes nothing, and core's rules stand as they are."""
    facts = {"employer_service_point": "none", "single_contact_rule": False}
    region = region_of({"region": "Zeeland", "facts": facts}, knowledge.vocabulary)
    assessment = Engine(knowledge).assess(region)
    assert assessment.rules["several-counters-without-rule"].status == "holds"
    assert not any(name.startswith("friesland_") for name in assessment.conclusions)
    bare, with_table = (
        regiorules_run("advise", "--region", "Zeeland", *more, "--format", "json", plugins=PLUGINS)
        for more in ((), ("--facts", f"postcodes={EXAMPLE}"))
    )
    assert with_table.code == 0
    one, other = (json.loads(each.out)["advice"] for each in (bare, with_table))
    assert {**one, "sources": []} == {**other, "sources": []}


def test_every_rule_is_honest_about_where_it_comes_from(knowledge: Knowledge) -> None:
    """The source only names the approach, so that is all that is `source`; every other rule is a reading, with why."""
    ours = [rule for rule in knowledge.rules.values() if rule.ruleset == "friesland"]
    assert [rule.id for rule in ours if rule.basis == "source"] == ["friesland-own-reading"]
    assert all(rule.why for rule in ours if rule.basis != "source")


def test_areas_written_by_hand_leave_open_what_they_dont_say(knowledge: Knowledge) -> None:
    """A region file may hold the areas without what the source works out; then nothing is concluded from that."""
    areas = [{"postcode_from": "8911", "postcode_to": "8912", "party": "Noord"}]
    region = region_of({"region": "Friesland", "facts": {FACT: areas, **IN_FORCE}}, knowledge.vocabulary)
    assessment = Engine(knowledge).assess(region)
    assert assessment.facts["friesland_postcode_table"].value is True
    for name in ("friesland_contact_by_postcode", "friesland_one_party_per_area", "friesland_check_gaps"):
        assert assessment.conclusions[name].status == "open"


def test_a_hand_written_muddle_breaks_no_note(regiorules_run: Any, tmp_path: Path) -> None:
    """Texts that are no postcodes give no note, and no plugin that fails."""
    region = tmp_path / "region.json"
    areas = [{"postcode_from": "heel", "postcode_to": "Fryslân", "party": "Noord", "has_contact": "no"}]
    region.write_text(json.dumps({"region": "Friesland", "facts": {FACT: areas}}))
    done = regiorules_run("advise", region, plugins=PLUGINS)
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ((), ["8902-8903"]),
        (("en andere",), []),
        (({"postcode_from": "8904", "postcode_to": "8905", "party": "C", "shared_with": "hoogstens 2"},), []),
    ],
)
def test_no_gap_is_named_where_another_area_may_lie(
    more: tuple[Any, ...], missing: list[str], knowledge: Knowledge
) -> None:
    """In a list that isn't complete, or of which an area is partly known, nothing is missing for certain."""
    areas = [{"postcode_from": first, "postcode_to": first, "party": "A"} for first in ("8901", "8904")]
    told = {"region": "Friesland", "facts": {FACT: [*areas, *more]}}
    found = Engine(knowledge).assess(region_of(told, knowledge.vocabulary))
    named = [note.nl.removeprefix("Tussen de postcodes van de tabel ontbreken: ") for note in notes(found, knowledge)]
    assert [each.rstrip(".") for each in named if each[:1].isdigit()] == missing


def test_an_area_that_is_partly_known_breaks_no_note(knowledge: Knowledge) -> None:
    """Of which party an area is may be one of two; then it is no area of either."""
    area = {"postcode_from": "8901", "postcode_to": "8910", "party": "Noord of Zuid", "contact": "Loket of Balie"}
    other = {"postcode_from": "8905", "postcode_to": "8910", "party": "Oost", "contact": {"one_of": ["A", "B"]}}
    told = {"region": "Friesland", "facts": {FACT: [{**area, "party": {"one_of": ["Noord", "Zuid"]}}, other]}}
    found = Engine(knowledge).assess(region_of(told, knowledge.vocabulary))
    assert list(notes(found, knowledge)) == []
    (known,) = areas_of(records_in(found.value(FACT)))
    assert (known.party, known.contact) == ("Oost", "")


def test_a_wrong_table_is_reported_by_advise(regiorules_run: Any, tmp_path: Path) -> None:
    """Exit code 2 with every problem, and no advice."""
    table = tmp_path / "table.csv"
    table.write_text("postcode_from,postcode_to,party\n89,8901,A\n8905,8904,B\n")
    done = regiorules_run("advise", FRIESLAND, "--facts", f"postcodes={table}", plugins=PLUGINS)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 2)


def test_the_example_says_that_it_is_invented() -> None:
    """Nobody can take the example for the real table: its name and every party in it say so."""
    _, *rows = EXAMPLE.read_text().splitlines()
    assert EXAMPLE.stem.startswith("verzonnen")
    assert all("(verzonnen)" in row for row in rows)
