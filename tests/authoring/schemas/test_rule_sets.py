"""The schemas of rule sets: they accept what the loader accepts, and refuse what it refuses in the form of a file."""

from __future__ import annotations

import pytest

from tests.authoring.schemas.agreeing import SCHEMA_OF, accepted, problems_of
from tests.mini import MINI, changed

MISTAKES = [
    ("rules.yaml", "basis: source", "basis: sorce"),
    ("rules.yaml", "basis: source", "bases: source"),
    ("rules.yaml", "statements: [S02]\n    basis: source", "basis: source"),
    ("rules.yaml", "statements: [S02]\n    basis: source", "statements: S02\n    basis: source"),
    ("rules.yaml", "why: {nl: Geld verdeelt., en: Money divides.}", "valid_from: 2020-01-01"),
    ("rules.yaml", "basis: assumption", "basis: assumption\n    valid_from: 1/1/2020"),
    ("rules.yaml", "basis: assumption", "basis: assumption\n    valid_from: '2020-13-01'"),
    ("rules.yaml", "basis: assumption", "basis: assumption\n    valid_from: 2020"),
    ("rules.yaml", "when: strained", "wehn: strained"),
    ("rules.yaml", "when: strained", "when: [strained]"),
    ("rules.yaml", "when: strained", "when: strained\n    unless: [strained]"),
    ("rules.yaml", "when: strained", "when: strained\n    overrides: {talk: yes}"),
    ("rules.yaml", "when: strained", "when: strained\n    overrides: [[talk]]"),
    ("rules.yaml", "then: {shape: one_centre}", "then: {shape: one_centre, trust: low}"),
    ("rules.yaml", "then: {shape: one_centre}", "then: [shape]"),
    ("rules.yaml", "  talk-under-strain:", "  talk_under_strain:"),
    (
        "rules.yaml",
        "  talk-under-strain:\n    when: strained",
        "  talk-under-strain: strained\n  x:\n    when: strained",
    ),
    ("rules.yaml", "{nl: Bel., en: Call.}", "{nl: Bel.}"),
    ("rules.yaml", "{nl: Bel., en: Call.}", "{nl: Bel., en: Call., de: Rufen.}"),
    ("rules.yaml", "{nl: Bel., en: Call.}", "{nl: Bel., en: ''}"),
    ("rules.yaml", "{nl: Bel., en: Call.}", "Bel."),
    ("rules.yaml", "kind: risk", "kind: ris"),
    ("rules.yaml", "kind: risk", "kind: finding"),
    ("rules.yaml", "path: narrow", "addressee: uwv"),
    ("rules.yaml", "steps: [{nl: Bel., en: Call.}]", "steps: []"),
    ("rules.yaml", "effects: {trust: high}", "effects: [trust]"),
    ("rules.yaml", "rules:\n", "ruls:\n"),
    ("rules.yaml", "rules:\n", "changes:\n  a-rule: {reason: {nl: a, en: b}}\nrules:\n"),
    ("ruleset.yaml", "  id: mini\n", ""),
    ("ruleset.yaml", "  id: mini\n", "  id: mini\n  digest: abc\n"),
    ("ruleset.yaml", "publisher: Niemand", "publisher: [Niemand]"),
    ("ruleset.yaml", "type: yes_no", "type: yes_on"),
    ("ruleset.yaml", "type: yes_no", "type: level"),
    ("ruleset.yaml", "type: yes_no", "type: yes_no\n    scale: {a: {nl: a, en: a}}"),
    ("ruleset.yaml", "type: yes_no", "type: yes_no\n    asked: no"),
    ("ruleset.yaml", "type: yes_no", "type: yes_no\n    asked: nope"),
    ("ruleset.yaml", "    question: {nl: Is er een strategie?, en: Is there a strategy?}\n", ""),
    ("ruleset.yaml", "type: text\n", "type: text\n    derive: count(municipalities)\n"),
    ("ruleset.yaml", "scale: {member: {nl: lid, en: member}, guest: {nl: gast, en: guest}}", "scale: amount"),
    ("ruleset.yaml", "min: 1000", "minimum: 1000"),
    ("ruleset.yaml", "min: 1000", "min: duizend"),
    ("ruleset.yaml", "value: 75000", "value: 75.00.0,0"),
    ("ruleset.yaml", "whole: yes", "whole: ok"),
    ("ruleset.yaml", "figure: 1", "figure: 1.5"),
    ("ruleset.yaml", "figure: 1", "figure: one"),
    ("ruleset.yaml", "  S01: {", "  s01: {"),
    ("ruleset.yaml", "  S01: {", "  S01: {id: S01, "),
    ("ruleset.yaml", "groups:\n  region: {nl: De regio, en: The region}", "groups:"),
    ("scenarios/cases.yaml", "name: Eén stad", "nam: Eén stad"),
    ("scenarios/cases.yaml", "holds: [city_first]", "holds: city_first"),
    ("scenarios/cases.yaml", "holds: [city_first]", "hold: [city_first]"),
    ("scenarios/cases.yaml", "holds: [city_first]", "on: gisteren"),
    ("scenarios/cases.yaml", "scenarios:\n", "cases: []\nscenarios:\n"),
    ("scenarios/cases.yaml", "scenarios:\n", "cases: {a: {holds: []}}\nscenarios:\n"),
    ("scenarios/cases.yaml", "scenarios:\n", "scenaros: []\nscenarios:\n"),
]
RIGHT = [
    ("rules.yaml", "basis: assumption", "basis: assumption\n    valid_from: 2020-12-31"),
    ("rules.yaml", "basis: assumption", "basis: assumption\n    valid_from: 1-1-2020"),
    ("rules.yaml", "remedies: [talk]", "remedies: []\n    effects: {}"),
    ("rules.yaml", "{nl: Bel., en: Call.}", "{nl: yes, en: 12}"),
    ("ruleset.yaml", "whole: yes", "whole: True"),
    ("ruleset.yaml", "whole: yes", "whole: JA"),
    ("ruleset.yaml", "version: 1.2.3", "version: 1.0"),
    ("ruleset.yaml", "min: 1000", "min: '1_000'"),
    ("ruleset.yaml", "min: 1000", "min: 1e3"),
    ("ruleset.yaml", "value: 75000", "value: 75.000,0"),
    ("ruleset.yaml", "value: 75000", "value: 75 000"),
    ("ruleset.yaml", "figure: 1", "figure: 1.0"),
    ("ruleset.yaml", "figure: 1", "figure: '1e0'"),
    ("ruleset.yaml", "publisher: Niemand", "publisher: null"),
    ("ruleset.yaml", "type: yes_no", "type: yes_no\n    asked: TRUE"),
    ("ruleset.yaml", "type: yes_no", "type: yes_no\n    scale: {}"),
    ("scenarios/cases.yaml", "holds: [city_first]", "on: 2020-01-01"),
]


@pytest.mark.parametrize(("name", "old", "new"), MISTAKES)
def test_a_mistake_is_refused_by_loader_and_schema(name: str, old: str, new: str) -> None:
    """What the loader refuses in one file, an editor with the schema refuses too, in both typings."""
    text = changed(name, old, new)
    assert problems_of(name, text) != []
    assert accepted(text, SCHEMA_OF[name]) == (False, False)


@pytest.mark.parametrize(("name", "old", "new"), RIGHT)
def test_what_is_right_is_accepted_by_loader_and_schema(name: str, old: str, new: str) -> None:
    """Other ways to write the same are accepted by both."""
    text = changed(name, old, new)
    assert problems_of(name, text) == []
    assert accepted(text, SCHEMA_OF[name]) == (True, True)


def test_a_catalogue_needs_no_head_and_ruleset_yaml_does() -> None:
    """The same sections with and without a head."""
    text = (MINI / "rules.yaml").read_text("utf-8")
    assert accepted(text, "catalogue") == (True, True)
    assert accepted(text, "ruleset") == (False, False)
