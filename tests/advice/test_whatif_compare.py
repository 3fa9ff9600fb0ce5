"""What if, compare and questions: only what differs, and why, against brute force."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice.advise import make_advice
from regiorules.advice.changes import what_changes
from regiorules.advice.compare import compare
from regiorules.advice.explain import explain
from regiorules.advice.questions import rank_questions, weights_of
from regiorules.authoring.testing.regions import outer_values, regions
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.errors import InputError, UnknownName
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Language
from tests.commands import flat, run
from tests.mini import MINI
from tests.paths import REGIONS

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
FACTS = VOCABULARY.facts
ENGINE = Engine(KNOWLEDGE, "compiled")
EXAMPLES = sorted(REGIONS.glob("*.yaml"))
FLEVOLAND, FRIESLAND, ZEELAND = (path for path in EXAMPLES if path.stem in ("flevoland", "friesland", "zeeland"))
SOME = settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
CHANGED = re.compile(r"^- .*\((\w+)\): .+ → ", re.MULTILINE)
core = ("--ruleset", "core")

POLDER = """
ruleset:
  id: polder
  version: 1.0.0
  title: {nl: Polder, en: Polder}
  source: {title: {nl: Een wet, en: An act}}
  extends: [mini]
  applies: {regions: [Flevoland]}
positions:
  polder_position: {figure: 2, title: {nl: Polder, en: Polder}, x: trust, y: effort, name: shape, statements: [S01]}
topics:
  polder_form: {title: {nl: Vorm, en: Form}, fact: shape, statements: [S01]}
"""


def example(path: Path) -> Assessment:
    return ENGINE.assess(read_region(path, VOCABULARY))


def test_words_are_dutch_or_english() -> None:
    """In another language there are none: that is said, as it is of advice, and never passed over in Dutch."""
    found, french = example(ZEELAND), cast(Language, "fr")
    for made in (
        lambda: explain(found, KNOWLEDGE, "via_subregional", french),
        lambda: what_changes(found, found, KNOWLEDGE, {}, french),
        lambda: compare([found], KNOWLEDGE, french),
        lambda: make_advice(found, KNOWLEDGE, french),
    ):
        with pytest.raises(UnknownName, match=r"^fr is geen taal") as caught:
            made()
        assert caught.value.to_data(french) == caught.value.to_data("nl")


def test_what_there_is_nothing_of_is_an_error_of_ours() -> None:
    """No regions at all, and a fact that doesn't exist."""
    found = example(ZEELAND)
    with pytest.raises(InputError, match="twee regio's"):
        compare([], KNOWLEDGE)
    with pytest.raises(UnknownName, match=r"^regional_netwrk is geen feit en geen aanname.*regional_network"):
        what_changes(found, found, KNOWLEDGE, {"regional_netwrk": "loose"})


def test_a_figure_of_a_rule_set_for_other_regions_has_no_place_there(tmp_path: Path) -> None:
    """Though the fact that it shows is known in both."""
    (tmp_path / "ruleset.yaml").write_text(POLDER, "utf-8")
    knowledge = load_rulesets(MINI, tmp_path)
    engine, known = Engine(knowledge, "compiled"), {"effort": "high", "domains": ["work", "care"]}
    regions_ = [Region(name).tell(knowledge.vocabulary, **known) for name in ("Flevoland", "Zeeland")]
    rows = {each.id: each for each in compare([engine.assess(each) for each in regions_], knowledge, "en").rows}
    for name in ("polder_position", "polder_form"):
        assert [cell.value for cell in rows[name].cells] == ["spread out", "not for this region"]


def changed(before: Assessment, after: Assessment, assigned: list[str]) -> set[str]:
    """The ids of all that differs between two assessments, apart from what was set."""
    found = {
        name
        for name, state in after.conclusions.items()
        if (state.status, state.grade) != (before.conclusions[name].status, before.conclusions[name].grade)
    }
    return found | {name for name in FACTS if name not in assigned and before.value(name) != after.value(name)}


def ids(*words: object) -> list[str]:
    """The ids of what a note says that changes, in its order."""
    code, out, err = run("whatif", *words, *core, "--format", "markdown")
    assert (code, err) == (0, "")
    return CHANGED.findall(out.replace("\\", ""))


# --- what if --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "assigned",
    [
        {"regional_network": "connected"},
        {"outside_pull": "yes", "administrative_pullers": "dominant"},
        {"large_city": "40000"},
        {"large_city": "1000000", "internal_differences": "onbekend"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", [FLEVOLAND, ZEELAND], ids=lambda path: path.stem)
def test_only_what_changes_is_printed(path: Path, assigned: dict[str, str]) -> None:
    """Exactly the conclusions and derived facts that differ between the two assessments, each with its reason."""
    region = read_region(path, VOCABULARY)
    before, after = ENGINE.assess(region), ENGINE.assess(region.set(assigned, VOCABULARY))
    expected = changed(before, after, list(assigned))
    assert expected
    words = [word for name, value in assigned.items() for word in ("--set", f"{name}={value}")]
    found = ids(path, *words)
    assert sorted(found) == sorted(expected)
    text = flat(run("whatif", path, *words, *core)[1])
    assert all(f"({name}): " in text for name in found)
    data = json.loads(run("whatif", path, *words, *core, "--format", "json")[1])
    assert [line["id"] for line in data["assignments"]] == list(assigned)
    assert {each["id"] for each in data["conclusions"] + data["facts"]} == expected
    for each in data["conclusions"]:
        assert each["before"] != each["after"]
        rules = [after.rules[name] for name in after.conclusions[each["id"]].rules]
        assert len(each["because"]) == len([rule for rule in rules if rule.status == "holds"])
        assert bool(each["because"]) == (after.conclusions[each["id"]].status == "holds")
        assert {line["id"] for line in each["facts"]} == {
            name for rule in rules for name in rule.rests_on if name in FACTS
        }


@SOME
@given(region=regions(VOCABULARY), data=st.data())
def test_only_what_changes_changes(region: Region, data: st.DataObject) -> None:
    """The same for any region, and any facts that are set."""
    asked = sorted(name for name, fact in FACTS.items() if fact.asked)
    names = data.draw(st.lists(st.sampled_from(asked), min_size=1, max_size=3, unique=True))
    facts = {name: Given(data.draw(outer_values(FACTS[name]))) for name in names}
    before, after = ENGINE.assess(region), ENGINE.assess(evolve(region, facts={**region.facts, **facts}))
    for language in LANGUAGES:
        found = what_changes(before, after, KNOWLEDGE, dict.fromkeys(names), language)
        assert {each.id for each in (*found.conclusions, *found.facts)} == changed(before, after, names)
        assert all(each.before != each.after for each in found.conclusions)


LANGUAGES: tuple[Language, ...] = ("nl", "en")


@pytest.mark.parametrize(
    ("language", "expected"), [("nl", "Er verandert niets."), ("en", "Nothing changes.")], ids=LANGUAGES
)
def test_where_nothing_changes_it_says_so(language: str, expected: str) -> None:
    """A fact set to what it is already."""
    code, out, _ = run("whatif", FLEVOLAND, "--set", "regional_network=loose", *core, "--lang", language)
    assert code == 0
    assert expected in out
    assert ids(FLEVOLAND, "--set", "regional_network=loose") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "geef aan wat er anders is: --set feit=waarde"),
        (("regional_netwerk=loose",), "regional_netwerk is geen feit en geen aanname"),
        (("regional_network",), "regional_network: schrijf --set feit=waarde"),
        (("regional_network=sterk",), "sterk is geen waarde van Regionaal netwerk; kies uit: afwezig, los, verbonden"),
        (
            ("municipalities=5",),
            "municipalities: hier hoort een lijst, met streepjes of in één regel: [{name",
        ),
        (("large_cities=5",), "large_cities wordt afgeleid uit andere feiten"),
        (("large_city=veel",), "veel is geen getal"),
    ],
)
def test_what_can_not_be_set_is_one_line(words: tuple[str, ...], expected: str) -> None:
    """Nothing, an unknown name, a wrong form or value: exit code 2, and what to do."""
    options = [option for word in words for option in ("--set", word)]
    code, out, err = run("whatif", FLEVOLAND, *options, *core)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert expected in err


def test_a_misspelt_fact_gets_the_nearest() -> None:
    """The suggestion, in both languages."""
    wrong = ("whatif", FLEVOLAND, "--set", "regional_netwerk=loose", *core)
    assert "bedoelt u regional_network?" in run(*wrong)[2]
    assert "did you mean regional_network?" in run(*wrong, "--lang", "en")[2]


# --- compare ----------------------------------------------------------------------------------------


def rows(paths: tuple[Path, ...], language: str = "nl") -> list[dict[str, Any]]:
    code, out, err = run("compare", *paths, "--format", "json", "--lang", language)
    assert (code, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)["rows"]
    return found


@pytest.mark.parametrize("paths", [(FLEVOLAND, ZEELAND), (ZEELAND, FRIESLAND, FLEVOLAND)], ids=["two", "three"])
def test_regions_stand_side_by_side(paths: tuple[Path, ...]) -> None:
    """
    Every position, both routes, and each risk that holds somewhere; a cell says what an assessment of that region
    alone says, with the facts it rests on; a row differs where its cells do.
    """
    assessments = [example(path) for path in paths]
    found = rows(paths)
    drawn = [
        [
            name
            for name, each in KNOWLEDGE.conclusions.items()
            if each.kind == kind and any(one.holds(name) for one in assessments)
        ]
        for kind in ("risk", "recommendation")
    ]
    names = [*KNOWLEDGE.positions, "narrow", "emphasis", "broad", *drawn[0], *drawn[1], *KNOWLEDGE.topics]
    assert [row["id"] for row in found] == names
    for row in found:
        assert len(row["cells"]) == len(paths)
        assert row["differs"] == (len({cell["value"] for cell in row["cells"]}) > 1)
        for cell, one in zip(row["cells"], assessments, strict=True):
            names = [line["id"] for line in cell["facts"]]
            if row["kind"] in ("position", "division"):
                positions, topics = KNOWLEDGE.positions, KNOWLEDGE.topics
                fact = positions[row["id"]].name if row["kind"] == "position" else topics[row["id"]].fact
                state: Any = one.facts[fact]
                value = FACTS[fact].show(state.value, "nl")
                assert cell["value"] == ("nog open" if state.value is None else value)
                assert tuple(names) == (state.waits_for if state.value is None else state.rests_on)
            elif row["kind"] in ("risk", "recommendation"):
                state = one.conclusions[row["id"]]
                words = {"fails": "geen", "open": "nog open"} | ({} if row["kind"] == "risk" else {"holds": "geldt"})
                grades = {"watch": "let op", "medium": "middelgroot", "high": "hoog"}
                assert cell["value"] == (words.get(state.status) or grades[state.grade])
                assert tuple(names) == (state.waits_for if state.status == "open" else state.rests_on)
            else:
                holding = [
                    each for each in KNOWLEDGE.conclusions.values() if each.path == row["id"] and one.holds(each.id)
                ]
                title = holding[0].title.nl if holding else "nog open"
                assert cell["value"].startswith(title)


def test_the_note_shows_where_they_differ_and_why() -> None:
    """A table of positions, routes and risks; below it what differs, each region with the facts that set it apart."""
    code, out, err = run("compare", FLEVOLAND, ZEELAND, "--format", "markdown")
    assert (code, err) == (0, "")
    table, _, below = out.partition("## Waar zij verschillen, en waarom")
    found = [row for row in rows((FLEVOLAND, ZEELAND)) if row["kind"] in ("position", "route", "risk")]
    assert len([line for line in table.splitlines() if line.startswith("|")]) == len(found) + 2
    for row in found:
        assert row["title"] in table
        assert (f"- {row['title']}" in below) == row["differs"]
    assert any(row["differs"] for row in found)
    assert not all(row["differs"] for row in found)
    text = flat(run("compare", FLEVOLAND, ZEELAND)[1])
    assert all(row["title"].split()[0] in text for row in found)


def test_a_region_does_not_differ_from_itself() -> None:
    """The same region twice: no row differs, and the note says so."""
    assert not any(row["differs"] for row in rows((ZEELAND, ZEELAND)))
    assert "Zij verschillen nergens." in run("compare", ZEELAND, ZEELAND)[1]
    assert "They differ nowhere." in run("compare", ZEELAND, ZEELAND, "--lang", "en")[1]


def test_files_and_built_in_regions_go_together() -> None:
    """`--region` adds regions by name, after the files."""
    code, out, _ = run("compare", FLEVOLAND, "--region", "Zeeland", "--format", "json")
    assert (code, json.loads(out)["regions"]) == (0, ["Flevoland", "Zeeland"])


def test_a_route_that_can_not_be_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every route of a path fails (by facts that contradict each other) it isn't called open."""
    monkeypatch.setattr("regiorules.engine.assessment.fitting", lambda _, used: used)  # it would be refused as changed
    assessment = example(FLEVOLAND)
    failing = {
        name: evolve(state, status="fails") if KNOWLEDGE.conclusions[name].path else state
        for name, state in assessment.conclusions.items()
    }
    found = compare([evolve(assessment, conclusions=failing)] * 2, KNOWLEDGE)
    assert {row.cells[0].value for row in found.rows if row.kind == "route"} == {"geen"}


@pytest.mark.parametrize("words", [(), (FLEVOLAND,), ("--region", "Zeeland")])
def test_one_region_is_not_enough(words: tuple[object, ...]) -> None:
    """One line that says so."""
    assert run("compare", *words) == (2, "", "geef ten minste twee regio's\n")


def test_a_region_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """A file that doesn't exist, a name that isn't known."""
    gone = tmp_path / "weg.yaml"
    assert run("compare", FLEVOLAND, gone) == (2, "", f"{gone}: dit bestand bestaat niet\n")
    code, out, err = run("compare", FLEVOLAND, "--region", "Zeelandd")
    assert (code, out) == (2, "")
    assert "bedoelt u Zeeland?" in err
    assert len(err.splitlines()) == 1


# --- questions ----------------------------------------------------------------------------------------


def by_weight(names: tuple[str, ...]) -> list[str]:
    """Routes first, then risks and recommendations by how much they matter."""
    weights = weights_of(KNOWLEDGE)
    return sorted(names, key=lambda name: -weights[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_listed_in_order_with_what_they_settle(language: Language) -> None:
    """Every open question by rank, with its score, and for each possible answer what would hold and what fall."""
    assessment = example(ZEELAND)
    ranked = rank_questions(assessment, KNOWLEDGE)
    code, out, err = run("questions", ZEELAND, *core, "--format", "json", "--lang", language)
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert [(each["fact"], each["score"], each["tied"]) for each in data] == [
        (each.fact, each.score, each.tied) for each in ranked
    ]
    for each, question in zip(data, ranked, strict=True):
        assert [answer["value"] for answer in each["answers"]] == [answer.value for answer in question.answers]
        for answer, settled in zip(each["answers"], question.answers, strict=True):
            assert [line["id"] for line in answer["holds"]] == by_weight(settled.holds)
            assert [line["id"] for line in answer["fails"]] == by_weight(settled.fails)
    code, text, _ = run("questions", ZEELAND, *core, "--lang", language)
    order = re.findall(r"\d+\. .*?\((\w+)\)", flat(text))
    assert order == [each.fact for each in ranked]
    assert {"nl": "dan geldt: ", "en": "then holds: "}[language] in text
    assert {"nl": "Gelijk aan de volgende vraag.", "en": "On a par with the next question."}[language] in flat(text)


def test_where_nothing_is_open_there_are_no_questions(tmp_path: Path) -> None:
    """A region of which all is known has no question left, and the command says so."""
    known: dict[str, Any] = {}
    for name, fact in FACTS.items():
        if fact.asked and fact.type in ("level", "choice"):
            known[name] = fact.option_ids[0]
        elif fact.asked and fact.type in ("yes_no", "number"):
            known[name] = "no" if fact.type == "yes_no" else 3
    known["cooperation_domains"] = ["labour_market"]
    known["municipalities"] = [{"name": "Dorp", "population": 20_000}]
    known["cooperation_history"] = []
    path = tmp_path / "bekend.json"
    path.write_text(json.dumps({"region": "Bekend", "facts": known}))
    code, out, err = run("questions", path, *core)
    assert (code, err) == (0, "")
    assert "Niets: alle conclusies staan vast." in out
    assert json.loads(run("questions", path, *core, "--format", "json")[1]) == []
