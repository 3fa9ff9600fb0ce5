"""A region through the years: the same facts by the rules and the tables of each time, with what changed and why."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import regiorules
from regiorules import Engine, History, Region, advise, compare, history, make_advice, newest, what_changes
from regiorules.authoring.schemas import schema
from regiorules.authoring.testing.regions import regions
from regiorules.errors import UnknownName
from regiorules.facts.dates import today
from regiorules.facts.editions import by_table
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import region_of
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from regiorules.text import LANGUAGES, Language
from tests.commands import flat, run
from tests.mini import KNOWLEDGE as MINI_KNOWLEDGE
from tests.mini import MINI, copied

DAY = datetime.date(2030, 5, 1)
SOME = settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
LATER = """region_number,region,municipality,population
7,Polder,Almere,300000
7,Polder,Lelystad,76792
7,Polder,Urk-Nagele,60000
8,Zeeland,Goes,40000
8,Zeeland,Groot Tholen,90000
9,Kop,Dronten,40592
"""
DATED = """
ruleset:
  id: dated
  version: 1.0.0
  title: {nl: Later bedacht, en: Thought of later}
  source: {title: {nl: Een wet, en: An act}, date: 2020-06}
  extends: [mini]
  applies: {valid_from: 2021-01-01}

changes:
  strained-little-trust:
    reason: {nl: Sinds 2021 telt het minder., en: Since 2021 it counts for less.}
    replace:
      when: trust == low
      then: strained
      severity: watch
      because: {nl: Er is nog weinig vertrouwen., en: There is still little trust.}
      statements: [S02]
      basis: source
      valid_until: 2027-12-31
"""


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """The tiny rule set with a later table, and dated rules on top of it."""
    mini, dated = copied(tmp_path), tmp_path / "dated"
    text = (mini / "ruleset.yaml").read_text("utf-8")
    new = "later: {file: later.csv, date: 2024-01-01, source: Later source}\n    small: {"
    (mini / "ruleset.yaml").write_text(text.replace("small: {", new), "utf-8")
    (mini / "later.csv").write_text(LATER, "utf-8")
    dated.mkdir()
    (dated / "ruleset.yaml").write_text(DATED, "utf-8")
    return [mini, dated]


@pytest.fixture
def engine(folders: list[Path]) -> Engine:
    """An engine with both."""
    return Engine(load_rulesets(*folders), "compiled")


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The tiny rule set as it is, with its one table, and the dated rules."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "ruleset.yaml").write_text(DATED, "utf-8")
    return Engine(load_rulesets(MINI, folder), "compiled")


def region(knowledge: Knowledge, name: str = "Flevoland", table: str = "small", **facts: Any) -> Region:
    data = {"profile": name, "facts": {"trust": "low", "strategy_agreed": "no", **facts}}
    return region_of(data, knowledge.vocabulary, built_in_profiles(knowledge.vocabulary, table))


def told(engine: Engine, language: Language = "en", **options: Any) -> History:
    return history(region(engine.knowledge), engine, language, **{"day": DAY, **options})


# --- which times ----------------------------------------------------------------------------------


def test_there_is_a_time_for_each_change_of_rules_and_of_the_table(engine: Engine) -> None:
    """The first table, the first rules, the second table, the end of a rule; the day asked stands for the last."""
    found = told(engine).editions
    assert [(each.on, each.since, each.table) for each in found] == [
        ("2016-01-01", "", "2016-01-01"),
        ("2021-01-01", "2021-01-01", "2016-01-01"),
        ("2024-01-01", "2024-01-01", "2024-01-01"),
        ("2030-05-01", "2028-01-01", "2024-01-01"),
    ]
    assert [each.title for each in found][-1] == "1 May 2030 (since 1 January 2028)"
    assert [each.rulesets for each in found[:2]] == [("Small",), ("Small", "Thought of later (as of June 2020)")]


def test_before_the_first_rules_is_the_day_before(folders: list[Path]) -> None:
    """Without a table the time before dated rules is there too, or nobody would see what they changed."""
    engine = Engine(load_rulesets(*folders), "compiled")
    bare = Region("X").tell(engine.knowledge.vocabulary, trust="low")
    found = history(bare, engine, day=DAY).editions
    assert [(each.on, each.table) for each in found] == [("2020-12-31", ""), ("2021-01-01", ""), ("2030-05-01", "")]


def test_what_is_to_come_is_told_too(engine: Engine) -> None:
    """A day before a change leaves what changes after it as it is; each day is there once."""
    days = [each.on for each in told(engine, day=datetime.date(2022, 2, 2)).editions]
    assert days == ["2016-01-01", "2022-02-02", "2024-01-01", "2028-01-01"]
    assert told(engine, day=datetime.datetime(2022, 2, 2, 12)).editions[1].on == "2022-02-02"


@pytest.mark.parametrize("own", [True, False])
def test_a_table_of_ones_own_stays(engine: Engine, own: bool) -> None:
    """Municipalities that are answers, or a table that was chosen, are those of every time."""
    towns = [{"name": "Urk", "population": 20000}]
    known = region(engine.knowledge, municipalities=towns) if own else region(engine.knowledge)
    found = history(known, engine, day=DAY, one_table=not own)
    assert {each.table for each in found.editions} == {""}
    assert [each.on for each in found.editions] == ["2020-12-31", "2021-01-01", "2030-05-01"]
    assert not [each for turn in found.turns for each in turn.facts]


# --- what changed, and why ------------------------------------------------------------------------


def test_a_rule_that_changes_says_why(engine: Engine) -> None:
    """The reason of the rule set that put another rule in its place, and that one's own; at its end what lapsed."""
    turns = told(engine).turns
    assert turns[0].reasons == ("come into force: Thought of later (as of June 2020)",)
    (change,) = [each for each in turns[0].conclusions if each.id == "strained"]
    assert (change.before, change.after) == ("holds (high)", "holds (watch)")
    assert change.because == ("There is still little trust.", "Since 2021 it counts for less.")
    (lapsed,) = [each for each in turns[2].conclusions if each.id == "strained"]
    assert (lapsed.before, lapsed.after) == ("holds (watch)", "still open")
    assert lapsed.because == ("lapsed: There is still little trust.",)


def test_a_table_that_changes_is_told_by_its_records(engine: Engine) -> None:
    """What came, what went and what has other figures; the list itself isn't printed, what follows from it is."""
    turn = told(engine).turns[1]
    assert turn.reasons == (
        "municipalities: of 1 January 2024 instead of 1 January 2016",
        "new: Urk-Nagele",
        "gone: Noordoostpolder, Dronten, Urk",
        "with other data: Almere",
    )
    assert [each.id for each in turn.facts] == ["largest_share"]


def test_a_region_with_another_name_is_found_by_its_records(engine: Engine) -> None:
    """Flevoland is Polder in the later table, and Polder is Flevoland in the first: both ways, under its own name."""
    vocabulary = engine.knowledge.vocabulary
    tables = {name: built_in_profiles(vocabulary, name) for name in ("small", "later")}
    for name, table, other, found in (
        ("Flevoland", "small", "later", "Polder"),
        ("Polder", "later", "small", "Flevoland"),
    ):
        known = region(engine.knowledge, name, table)
        told = by_table(known, tables[other], vocabulary)
        assert told is not None
        assert told.name == name
        assert told.facts["municipalities"].value == tables[other][found].facts["municipalities"]
        assert told.sources["profile"].date == tables[other][found].date


@pytest.mark.parametrize(
    ("file", "name", "table", "year"),
    [("later.csv", "Flevoland", "small", 2024), ("regions.csv", "Polder", "later", 2016)],
)
def test_a_region_that_a_table_lacks_keeps_what_it_had(
    engine: Engine, folders: list[Path], file: str, name: str, table: str, year: int
) -> None:
    """None of its records is there under any name, before or after: then what is known of it is used, in words."""
    known = region(engine.knowledge, name, table)
    (folders[0] / file).write_text("region_number,region,municipality,population\n1,Elders,Delft,9\n", "utf-8")
    turn = history(known, engine, "en", day=DAY).turns[1]
    assert f"The table of 1 January {year} doesn't have this region; what was known of it is used." in turn.reasons
    assert turn.facts == ()


@pytest.mark.parametrize(("centre", "kept"), [("Almere", True), ("Urk", False)])
def test_an_answer_that_a_table_lacks_is_unknown_there(engine: Engine, centre: str, kept: bool) -> None:
    """A centre that is no municipality any more by that name breaks nothing."""
    known = region(engine.knowledge, centre_municipality=centre)
    turn = history(known, engine, "en", day=DAY).turns[1]
    changed = [(each.before, each.after) for each in turn.facts if each.id == "centre_municipality"]
    assert changed == ([] if kept else [("Urk", "unknown")])


@SOME
@given(known=regions(MINI_KNOWLEDGE.vocabulary), language=st.sampled_from(LANGUAGES))
def test_with_one_table_and_no_dates_it_is_the_assessment(known: Region, language: Language) -> None:
    """One time, that of today, with exactly what comparing the one assessment says."""
    engine = Engine(MINI_KNOWLEDGE, "compiled")
    found = history(known, engine, language)
    assert ([each.on for each in found.editions], found.turns) == ([today().isoformat()], ())
    assert found.rows == compare([engine.assess(known)], MINI_KNOWLEDGE, language).rows
    assert newest(known, engine) is None


@SOME
@given(data=st.data())
def test_each_time_is_the_assessment_of_that_day(dated: Engine, data: st.DataObject) -> None:
    """With dated rules: the cells are those of the assessments, and the turns what changes between two of them."""
    known = data.draw(regions(dated.knowledge.vocabulary))
    found = history(known, dated, day=DAY)
    assessed = [dated.assess(known, datetime.date.fromisoformat(each.on)) for each in found.editions]
    assert found.rows == compare(assessed, dated.knowledge).rows
    for turn, before, after in zip(found.turns, assessed[:-1], assessed[1:], strict=True):
        expected = what_changes(before, after, dated.knowledge, {})
        assert [each.id for each in turn.conclusions] == [each.id for each in expected.conclusions]
        assert turn.facts == expected.facts


# --- as it is kept and printed --------------------------------------------------------------------


def test_it_can_be_kept(engine: Engine) -> None:
    """As JSON and back, by its schema; in another language there are no words."""
    found = told(engine)
    assert History.from_json(found.to_json()) == found
    jsonschema.validate(found.to_data(), schema("history"))
    with pytest.raises(UnknownName):
        told(engine, "fr")  # type: ignore[arg-type]


def test_the_command_puts_the_years_side_by_side(folders: list[Path]) -> None:
    """Each time a column, each turn a heading with its reasons; JSON has the same; a table of one's choice stays."""
    words = ["history", "--region", "Polder", "--set", "trust=low", "--lang", "en", "--on", "2030-05-01"]
    words += [word for folder in folders for word in ("--ruleset", str(folder))]
    code, out, err = run(*words, "--format", "json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert [each["on"] for each in data["editions"]] == ["2016-01-01", "2021-01-01", "2024-01-01", "2030-05-01"]
    text = flat(run(*words, "--format", "markdown")[1])
    for part in ("Polder through the years", "gone: Noordoostpolder", "Since 2021 it counts for less."):
        assert part in text
    for each in (*data["editions"], *data["turns"]):
        assert each.get("title", each.get("before")) in text
    assert all(change["title"] in text for turn in data["turns"] for change in turn["conclusions"])
    advised = [each["title"] for each in data["rows"] if each["kind"] == "recommendation"]
    assert advised
    assert all(f"| {title} |" in text for title in advised)
    chosen = json.loads(run(*words, "--profiles", "later", "--format", "json")[1])
    assert {each["table"] for each in chosen["editions"]} == {""}


def test_a_table_that_is_wrong_is_one_error_with_its_place(folders: list[Path]) -> None:
    """Also where only an earlier or later time needs it, and in advice."""
    (folders[0] / "regions.csv").write_text(
        "region_number,region,municipality,population\n1,Polder,Urk,veel\n", "utf-8"
    )
    words = ("history", "--region", "Polder", "--ruleset", str(folders[0]), "--lang", "en")
    code, out, err = run(*words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "regions.csv:2" in err


def test_one_time_is_nothing_to_compare() -> None:
    """Then a line says so."""
    code, out, err = run("history", "--region", "Zeeland", "--ruleset", MINI, "--lang", "en")
    assert (code, err) == (0, "")
    assert "there is nothing to compare" in flat(out)


# --- what is stale, in the advice -----------------------------------------------------------------


def test_advice_by_an_older_table_says_what_would_change(engine: Engine) -> None:
    """By name, and how; the changes stand in the data."""
    known = region(engine.knowledge, "Zeeland", "small")
    before, newer = engine.assess(known), newest(known, engine)
    assert newer is not None
    found = make_advice(before, engine.knowledge, "en", newer=newer)
    line = found.warnings[-1]
    assert line == (
        "With municipalities of 1 January 2024 this advice would be different. Would be added: City first."
        " Would be different: Shape (spread out → one centre)."
    )
    assert [each.id for each in found.stale] == ["city_first", "shape"]
    assert make_advice(before, engine.knowledge, "en").stale == ()
    assert type(found).from_data(found.to_data()) == found


def test_advice_by_older_rules_says_what_would_change(engine: Engine) -> None:
    """The rules of today stand for those of the day asked; the sentence says which is which."""
    known = region(engine.knowledge, "Polder", "later")
    then = datetime.date(2020, 1, 1)
    newer = newest(known, engine, then)
    assert newer is not None
    assert newer.on == today().isoformat()
    found = make_advice(engine.assess(known, then), engine.knowledge, "nl", newer=newer)
    assert f"Met de regels van {today().day} " in found.warnings[-1]
    assert "Spanning (geldt (hoog) → geldt (let op))" in found.warnings[-1]


def test_advice_by_what_is_newest_says_nothing(engine: Engine) -> None:
    """The newest table and today: nothing to hold it against; so for a table that the rule sets don't have."""
    newer = region(engine.knowledge, "Polder", "later")
    assert newest(newer, engine) is None
    assert newest(newer, engine, today()) is None
    assert newest(Region("X"), engine) is None
    assert newest(newer, engine, datetime.date(2025, 1, 1)) is None  # another day, and the same rules


@pytest.mark.parametrize(
    ("small", "later", "is_newer"),
    [("2016-01-01", "2016", False), ("2016", "2016-06-01", True), ("2016", str(today().year), True)],
)
def test_the_table_that_began_last_is_the_newest(folders: list[Path], small: str, later: str, is_newer: bool) -> None:
    """A table of a year is of its first day on, and counts as soon as that year has begun."""
    file = folders[0] / "ruleset.yaml"
    text = file.read_text("utf-8").replace("date: 2016-01-01", f"date: {small}")
    file.write_text(text.replace("date: 2024-01-01", f"date: {later}"), "utf-8")
    engine = Engine(load_rulesets(*folders), "compiled")
    assert (newest(region(engine.knowledge), engine) is not None) is is_newer


def test_where_nothing_would_change_that_is_said(engine: Engine) -> None:
    """An older table that makes no difference is no reason to worry."""
    known = region(engine.knowledge)
    newer = newest(known, engine)
    assert newer is not None
    found = make_advice(engine.assess(known), engine.knowledge, "en", newer=newer)
    assert found.stale == ()
    assert found.warnings[-1] == "With municipalities of 1 January 2024 every conclusion would be the same."


def test_the_command_and_the_library_say_the_same(folders: list[Path], tmp_path: Path) -> None:
    """`advise` on the command line and in Python, for a table that is older."""
    path = tmp_path / "zeeland.yaml"
    path.write_text("region: Zeeland\nprofile: Zeeland\nfacts: {trust: low}\n", "utf-8")
    words = [word for folder in folders for word in ("--ruleset", str(folder))]
    code, out, _ = run("advise", path, *words, "--profiles", "small", "--format", "json", "--engine", "compiled")
    assert code == 0
    printed = json.loads(out)
    vocabulary = regiorules.load(*folders).vocabulary
    data = {"region": "Zeeland", "profile": "Zeeland", "facts": {"trust": "low"}}
    profiles = built_in_profiles(vocabulary, "small")
    given = advise(data, rulesets=folders, profiles=profiles, executor="compiled")
    assert given == printed
    assert given["advice"]["stale"]
    jsonschema.validate(printed, schema("advice"))
