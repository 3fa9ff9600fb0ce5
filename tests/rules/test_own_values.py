"""What one rule set says of an assumption of another, by region and by day: in force, refused, and shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules import Engine, Region, RuleSetError, explain, make_advice
from regiorules.authoring.testing.running import run
from regiorules.rules.kept import load_kept
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from tests.executors import each_executor
from tests.mini import MINI

HEAD = (
    "ruleset: {{id: {id}, version: 1.0.0, title: {{nl: T, en: T}}, "
    "source: {{title: {{nl: B, en: S}}}}, extends: [mini]}}"
)
FIRST, SECOND = date(2024, 1, 1), date(2026, 1, 1)


def says(folder: Path, id: str, text: str) -> Path:
    """A rule set that builds on the tiny one, with this under `values`."""
    folder = folder / id
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(f"{HEAD.format(id=id)}\nvalues:\n{text}\n", "utf-8")
    return folder


def city(region: str, *values: str, name: str = "large_city") -> str:
    lines = [f"      {each}, reference: {{nl: Besluit, en: Decree}}}}" for each in values]
    return "\n".join([f"  {name}:", "    regions:", f"     {region}:", *lines])


NORTH = city("Noord", "2026-01-01: {value: 80000", "2024-01-01: {value: 70.000")


def loaded(folder: Path, text: str = NORTH) -> Knowledge:
    return load_rulesets(MINI, says(folder, "north", text))


@pytest.fixture(scope="module")
def north(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return loaded(tmp_path_factory.mktemp("north"))


@given(st.dates(date(2022, 1, 1), date(2028, 1, 1)), st.sampled_from(["Noord", "NOORD", "Zuid", ""]))
def test_it_counts_there_from_its_day(north: Knowledge, day: date, region: str) -> None:
    """The newest that isn't younger; elsewhere and before that what the assumption is itself."""
    own = {FIRST: 70000, SECOND: 80000} if region.lower() == "noord" else {}
    wanted = next((own[each] for each in sorted(own, reverse=True) if each <= day), 75000)
    assert north.vocabulary.at(region, day).parameters["large_city"].value == wanted


@each_executor
def test_the_executors_agree(executor: str, north: Knowledge) -> None:
    """A city of 72,000 is large in the north until 2026, and nowhere else."""
    places = ({"name": "A", "population": 72_000},)
    for name, day, count in (("Noord", FIRST, 1), ("Noord", SECOND, 0), ("Zuid", FIRST, 0)):
        region = Region(name).tell(north.vocabulary, municipalities=places)
        assert Engine(north, executor).assess(region, on=day).facts["large_cities"].value == count


REFUSED = [
    (city("Noord", "2026-01-01: {value: 5", name="large_town"), "unknown_reference", "large_town"),
    (city("Noord", "2026-01-01: {value: -5"), "out_of_range", ""),
    (city("Noord", "2026-13-01: {value: 80000"), "not_date", ""),
]


@pytest.mark.parametrize(("text", "code", "named"), REFUSED)
def test_what_is_no_value_is_refused(text: str, code: str, named: str, tmp_path: Path) -> None:
    """With its place in the file."""
    with pytest.raises(RuleSetError) as caught:
        loaded(tmp_path, text)
    [problem] = caught.value.problems
    assert (problem.code, problem.place.line > 2) == (code, True)
    assert named in problem.say("en")


def test_the_path_of_a_mistake_is_as_it_was_written(tmp_path: Path) -> None:
    with pytest.raises(RuleSetError) as caught:
        loaded(tmp_path, city("Noord", "2026-01-01: {walue: 5"))
    assert all(each.path.startswith("values.large_city.regions.Noord") for each in caught.value.problems)


def test_the_assumption_of_a_rule_set_itself_is_refused(tmp_path: Path) -> None:
    text = (
        NORTH.replace("large_city", "own_number")
        + "\nparameters:\n  own_number: {value: 1, title: {nl: A, en: A}, why: {nl: A, en: A}}"
    )
    with pytest.raises(RuleSetError) as caught:
        loaded(tmp_path, text)
    assert [each.code for each in caught.value.problems] == ["values_of_own"]


@pytest.mark.parametrize("region", ["Noord", "NOORD"])
def test_two_rule_sets_that_disagree_are_both_named(region: str, tmp_path: Path) -> None:
    """Whatever they call the region; where they say the same there is nothing to refuse."""
    one = says(tmp_path, "north", NORTH)
    other = says(tmp_path, "other", city(region, "2026-01-01: {value: 90000"))
    with pytest.raises(RuleSetError) as caught:
        load_rulesets(MINI, one, other)
    [problem] = caught.value.problems
    said = problem.say("en")
    assert "other and north give large_city different values" in said
    assert str(other) in said
    same = (one / "ruleset.yaml").read_text("utf-8").replace("id: north", "id: other")
    (other / "ruleset.yaml").write_text(same, "utf-8")
    assert load_rulesets(MINI, one, other).vocabulary.at("Noord", SECOND).parameters["large_city"].value == 80000


def test_it_is_said_whose_number_it_is(north: Knowledge) -> None:
    """In the account of a note and in an explanation, with what it rests on."""
    region = Region("Noord").tell(north.vocabulary, municipalities=({"name": "A", "population": 99_000},))
    assessment = Engine(north).assess(region, on=SECOND)
    [line] = [each for each in make_advice(assessment, north, "nl").assumptions if each.id == "large_city"]
    assert line.value == "80.000 inwoners (sinds 1 januari 2026, Besluit; volgens rule set north)"
    assert "by rule set north" in str(explain(assessment, north, "large_cities", "en"))


def test_rules_says_what_a_region_has_for_itself(tmp_path: Path) -> None:
    """With what it rests on; a region that has nothing of its own shows nothing."""
    asked = ("rules", "--on", "2026-02-01", "--ruleset", MINI, "--ruleset", says(tmp_path, "north", NORTH))
    out = " ".join(run(*asked, "--region", "Noord").out.split())
    assert "large_city Grote stad: 80.000 inwoners (sinds 1 januari 2026, Besluit; volgens rule set north)" in out
    assert "Grote stad" not in run(*asked, "--region", "Zuid").out
    [value] = json.loads(run(*asked, "--region", "Noord", "--format", "json", "--lang", "en").out)["assumptions"]
    assert value == {
        "id": "large_city",
        "value": 80000,
        "since": "2026-01-01",
        "reference": "Decree",
        "url": "",
        "ruleset": "north",
    }


def test_diff_finds_the_region(tmp_path: Path, north: Knowledge) -> None:
    """A difference is in that region alone, and names it; what is kept of the rules says whose value it is."""
    pytest.importorskip("z3", reason="the extra proofs isn't installed")
    folder = says(tmp_path, "north", NORTH)
    out = run("diff", str(MINI), f"{MINI}+{folder}", "--on", "2026-02-01").out
    assert "Noord" in out
    assert "large_cities" in out
    assert north.regional == ("Noord",)
    assert load_kept([MINI, folder], None).vocabulary.parameters["large_city"].regions["Noord"][0].ruleset == "north"
