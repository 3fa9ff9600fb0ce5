"""Rules about each record: what is wrong with one, with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from regiorules.errors import RuleSetError
from regiorules.rules.load import load_rulesets
from tests.mini import messages
from tests.paths import DATA

SOURCE = "because: {nl: x, en: x}, statements: [S01], basis: source}"
OTHER = """
  lanes: {type: records, title: {nl: x, en: x}, question: {nl: x, en: x},
          fields: {width: {type: number, title: {nl: x, en: x}}}}
  fares: {type: records, key: code, title: {nl: x, en: x}, question: {nl: x, en: x},
          fields: {code: {type: number, title: {nl: x, en: x}}}}
"""


def mistakes(folder: Path, text: str) -> list[str]:
    """The messages about the rule set with an extra file z.yaml."""
    shutil.copytree(DATA / "drawn", folder / "drawn")
    (folder / "drawn" / "z.yaml").write_text(text, "utf-8")
    found = messages(RuleSetError, load_rulesets, folder / "drawn")
    return [line.replace(f"{folder / 'drawn'}/", "") for line in found]


def rule(text: str) -> str:
    return f"rules:\n  r1: {{{text}, {SOURCE}\n"


RULES = [
    (
        "each: vilages, when: always, then: tale",
        "z.yaml:2:14 rules.r1.each: vilages isn't a list of records; did you mean villages?",
    ),
    ("each: bus, when: always, then: tale", "z.yaml:2:14 rules.r1.each: bus isn't a list of records"),
    (
        "each: lanes, when: always, then: tale",
        "z.yaml:2:14 rules.r1.each: lanes can't stand here: each says something of every record by its name;"
        " give lanes a key, and that field required: yes",
    ),
    (
        "each: fares, when: always, then: tale",
        "z.yaml:2:14 rules.r1.each: fares can't stand here: each says something of every record by its name;"
        " give fares a key, and that field required: yes",
    ),
    (
        "each: villages, when: peple > 3, then: tale",
        "z.yaml:2:30 rules.r1.when: peple isn't a fact, conclusion or assumption; did you mean people?",
    ),
    (
        "each: villages, when: 'people > median(villages, people)', then: tale",
        "z.yaml:2:40 rules.r1.when: median(…) can't stand in a condition about one record; derive it in a fact (derive)"
        " and name that fact here",
    ),
    (
        "when: always, then: stuck",
        "rules.yaml:17:3 rules.stuck-without-a-bus: rule r1 concludes stuck with each: -, and this one with each:"
        " villages; make these the same, or conclude something else",
    ),
    (
        "each: villages, when: stuck, then: tale",
        "z.yaml:2:3 rules.r1: stuck is drawn for each record of villages, and here it would mean: for at least one of"
        " them; write out the condition for this record",
    ),
    (
        "when: 'count(villages, stuck) > 1', then: council",
        "z.yaml:2:3 rules.r1: stuck is drawn for each record of villages, and here it would mean: for at least one of"
        " them; write out the condition for this record",
    ),
    ("each: villages, when: shop, then: {trust: low}", "z.yaml:2:3 rules.r1: each doesn't belong to a fact"),
    ("each: villages, when: shop, then: bus", "z.yaml:2:3 rules.r1: each doesn't belong to a fact"),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_a_wrong_rule_about_each_record_says_what_is_wrong(tmp_path: Path, text: str, expected: str) -> None:
    """One mistake, one located message."""
    lists = f"facts:{OTHER}" if "lanes" in text or "fares" in text else ""
    assert mistakes(tmp_path, rule(text) + lists) == [expected]


def test_a_route_is_of_the_region(tmp_path: Path) -> None:
    """It is chosen for the whole."""
    route = (
        "conclusions:\n  along: {kind: route, title: {nl: '{name}', en: '{name}'}, text: {nl: x, en: x},"
        " steps: [{nl: x, en: x}]}\n"
    )
    found = mistakes(tmp_path, rule("each: villages, when: shop, then: along") + route)
    assert found == ["z.yaml:2:3 rules.r1: each doesn't belong to a route"]


def test_a_replacement_is_about_the_same_records(tmp_path: Path) -> None:
    """Else a rule about each village would be gone, and one about the region there under its name."""
    text = f"changes:\n  tale-of-a-shop: {{reason: {{nl: x, en: x}}, replace: {{when: bus, then: tale, {SOURCE}}}\n"
    [line] = mistakes(tmp_path, text)
    assert line.startswith(
        "z.yaml:2:3 rules.tale-of-a-shop: rule tale-of-a-shop concludes tale with each: villages, and"
    )
    shutil.rmtree(tmp_path / "drawn")
    text = text.replace("when: bus", "each: villages, when: bus and shop")
    shutil.copytree(DATA / "drawn", tmp_path / "drawn")
    (tmp_path / "drawn" / "z.yaml").write_text(text, "utf-8")
    assert load_rulesets(tmp_path / "drawn").changes[0].by


TEXTS = [
    (
        rule("when: bus, then: council").replace("because: {nl: x", "because: {nl: '{people}'"),
        "z.yaml:2:3 rules.r1: {people} is a field of villages, and this text isn't about one of them; give the rule"
        " each: villages",
    ),
    (
        rule("each: villages, when: shop, then: tale").replace("because: {nl: x", "because: {nl: '{peple}'"),
        "z.yaml:2:3 rules.r1: {peple} in this text is neither a fact nor an assumption; did you mean people?",
    ),
    (
        "conclusions:\n  c1: {kind: finding, title: {nl: '{name}', en: x}, text: {nl: x, en: x}}\n"
        + rule("each: villages, when: shop, then: c1"),
        "z.yaml:2:3 conclusions.c1.title: this conclusion is drawn for each record of villages, so the title says"
        " which: put {name} in the title",
    ),
    (
        f"tables:\n  t1: {{file: tables/visits.csv, each: bus, {SOURCE}\n",
        "z.yaml:2:39 tables.t1.each: bus isn't a list of records",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_text_shows_the_fields_of_its_own_record(tmp_path: Path, text: str, expected: str) -> None:
    """And no field of another; the title of what is drawn for each record names it."""
    assert mistakes(tmp_path, text) == [expected]


def test_a_rule_that_is_wrong_says_nothing_of_the_texts(tmp_path: Path) -> None:
    """While a rule can't be read, nobody knows which records the texts of its conclusion are about."""
    shutil.copytree(DATA / "drawn", tmp_path / "drawn")
    for path in (tmp_path / "drawn").glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("each: villages", "each: vilages"), "utf-8")
    found = messages(RuleSetError, load_rulesets, tmp_path / "drawn")
    assert found
    assert all("vilages isn't a list of records; did you mean villages?" in line for line in found)
