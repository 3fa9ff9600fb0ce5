"""The JSON Schemas: they accept what the readers accept, and refuse what these refuse in the form of a file."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from ruamel.yaml import YAML

from regiorules.authoring.schemas import SCHEMAS, schema
from regiorules.authoring.schemas.hints import HINTS
from regiorules.authoring.schemas.scalars import any_case
from regiorules.authoring.testing.scenarios import load_scenarios
from regiorules.authoring.testing.strategies import regions
from regiorules.documents import parse, plain
from regiorules.errors import Problem, RegioRulesError, RuleSetError, UnknownName
from regiorules.facts.region import Given, Region, Source, region_of, to_document
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import LANGUAGES, Language
from tests.commands import run
from tests.mini import MINI, VOCABULARY
from tests.paths import ROOT

CORE = ruleset_folder("core")
RULE_SETS = ("tests/data/*/ruleset.yaml", "plugins/*/src/*/ruleset/ruleset.yaml")
FOLDERS = [CORE, *(each.parent for pattern in RULE_SETS for each in sorted(ROOT.glob(pattern)))]


def files() -> Iterator[tuple[str, Path]]:
    """Every YAML file of the repository that a schema is for, with the name of that schema."""
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.yaml")):
            inside = path.relative_to(folder)
            kind = "scenario" if "scenarios" in inside.parts[:-1] else "catalogue"
            yield ("ruleset" if inside.name == "ruleset.yaml" else kind), path
    yield from (("region", path) for path in sorted((ROOT / "examples" / "regions").glob("*.yaml")))


@cache
def validator(name: str, folder: Path = CORE) -> Any:
    vocabulary = load_rulesets(folder).vocabulary
    return jsonschema.Draft202012Validator(schema(name, vocabulary=lambda: vocabulary))


def typed(text: str) -> Any:
    """A file as an editor has it: typed by YAML 1.2, and then as JSON knows it."""
    return _json(YAML(typ="safe").load(text))


def _json(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_json(each) for each in data]
    return data.isoformat() if isinstance(data, date) else data


def untyped(text: str) -> Any:
    """A file as our reader has it: all text."""
    return plain(parse(text, "file.yaml"))


def written(document: Any) -> str:
    """A document as a YAML file."""
    out = io.StringIO()
    writer = YAML(typ="safe")
    writer.width = 10_000
    writer.dump(document, out)
    return out.getvalue()


def accepted(text: str, name: str, folder: Path = CORE) -> tuple[bool, bool]:
    """Whether a schema accepts a file, as an editor has it and as our reader has it."""
    check = validator(name, folder)
    return check.is_valid(typed(text)), check.is_valid(untyped(text))


# --- the schemas themselves --------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema(name: str, language: Language) -> None:
    """It follows the draft it names, says what it is for in the language asked for, and every reference in it ends."""
    made = schema(name, language)
    jsonschema.Draft202012Validator.check_schema(made)
    assert list(made)[:3] == ["$schema", "title", "description"]
    assert "$id" not in made
    other: Language = "nl" if language == "en" else "en"
    assert made["title"] != schema(name, other)["title"]
    text = json.dumps(made)
    for reference in set(re.findall(r'"\$ref": "#/\$defs/([^"]*)"', text)):
        assert reference in made["$defs"]
    for pattern in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', text):
        re.compile(json.loads(pattern))


def test_an_unknown_schema_is_an_error() -> None:
    """The error names the nearest schema."""
    with pytest.raises(UnknownName) as caught:
        schema("regio")
    assert caught.value.problems[0].suggestion == "region"


def test_every_hint_is_shown() -> None:
    """No hint is for a key that is gone."""
    shown = json.dumps([schema(name, "nl") for name in ("ruleset", "scenario")], ensure_ascii=False)
    assert [key for key, text in HINTS.items() if json.dumps(text.nl, ensure_ascii=False) not in shown] == []


@pytest.mark.parametrize(("kind", "path"), list(files()), ids=lambda value: getattr(value, "stem", value))
def test_every_file_follows_its_schema(kind: str, path: Path) -> None:
    """Every file of the rule sets and every example, typed as an editor types it and as our reader does."""
    text = path.read_text("utf-8")
    for document in (typed(text), untyped(text)):
        assert [error.message for error in validator(kind).iter_errors(document)] == []


def test_words_in_any_case() -> None:
    """A pattern takes capitals, accents, and signs that mean something in a pattern."""
    pattern = re.compile(any_case(["één kern", "a.b (c)"]))
    assert pattern.fullmatch("ÉÉN Kern")
    assert pattern.fullmatch("A.b (C)")
    assert not pattern.fullmatch("axb (c)")


# --- rule sets: the schema against the loader -----------------------------------------------------

# Codes of problems in the form of one file; whatever else is wrong can only be known from other items.
FORM = {
    "unknown_key",
    "missing_key",
    "expected_mapping",
    "expected_list",
    "expected_text",
    "expected_both_languages",
    "not_one_of",
    "not_number",
    "not_whole",
    "not_yes_no",
    "not_date",
    "pattern",
    "why_needed",
    "no_statements",
    "change_form",
    "needs",
    "not_for",
}


def problems_of(name: str, text: str) -> list[Problem]:
    """What the loader has against one file of the mini rule set, with the other files as they are."""
    with TemporaryDirectory() as place:
        shutil.copytree(MINI, place, dirs_exist_ok=True)
        Path(place, name).write_text(text, "utf-8")
        if name == "changes.yaml":  # the head may stand in any file, but once
            head = Path(place, "ruleset.yaml")
            head.write_text(
                head.read_text("utf-8").split("source_sections:")[1].join(["source_sections:", ""]), "utf-8"
            )
        try:
            load_rulesets(place)
            cases = load_scenarios(Path(place)).cases.values()
        except RuleSetError as error:
            return [problem for problem in error.problems if Path(problem.place.file).name == Path(name).name]
    # Facts that aren't a mapping are found when the case is run.
    wrong = [facts for case in cases for facts in (*case.holds, *case.fails) if not isinstance(facts, dict)]
    return [Problem("expected_mapping") for _ in wrong]


SCHEMA_OF = {"ruleset.yaml": "ruleset", "rules.yaml": "catalogue", "scenarios/cases.yaml": "scenario"}
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
    ("rules.yaml", "then: {shape: one_centre}", "then: {shape: one_centre, trust: low}"),
    ("rules.yaml", "then: {shape: one_centre}", "then: [shape]"),
    ("rules.yaml", "strength: strong", "strength: strng"),
    ("rules.yaml", "severity: high", "severity: High"),
    ("rules.yaml", "severity: high", "severity:"),
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
    ("rules.yaml", "    severity: medium\n", ""),
    ("rules.yaml", "path: narrow", "addressee: uwv"),
    ("rules.yaml", "    addressee: administrators\n", ""),
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


def changed(name: str, old: str, new: str) -> str:
    text = (MINI / name).read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1)


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


SCRAPS: tuple[Any, ...] = (
    *("x", "yes", "No", "low", "Laag", "LAAG", "risk", "source", "2021-01-01", "unknown", "Onbekend", "1e3"),
    *(True, False, None, 0, 1, -1, 1.0, 1.5, 75_000, 10**20),
    *(
        [],
        {},
        ["x"],
        ["low"],
        ["work", "zorg"],
        "work; zorg",
        {"x": "y"},
        [{"name": "A"}],
        [{"name": "A", "population": 5}],
    ),
    *({"nl": "a"}, {"nl": "a", "en": "b"}, {"value": "low"}, {"value": 5, "source": "s"}, {"value": True, "note": "n"}),
)


@st.composite
def spoilt(draw: DrawFn, document: Any, keys: tuple[str, ...] = ()) -> Any:
    """The document with one thing somewhere in it replaced, left out, added or renamed."""
    copy = deepcopy(document)
    holder, key = draw(st.sampled_from(list(_spots(copy))))
    action = draw(st.sampled_from(["replace", "replace", "leave out", "add", "rename"]))
    if action == "replace" or isinstance(holder, list):
        holder[key] = deepcopy(draw(st.sampled_from(SCRAPS)))
        assume(holder[key] is not None or key not in LANGUAGES)  # a text `null` is read as that word, and is a mistake
    elif action == "leave out":
        del holder[key]
    elif action == "rename":
        holder[draw(st.sampled_from(["x", "X1", f"{key}s", *keys]))] = holder.pop(key)
    else:
        holder[draw(st.sampled_from(["x", "scale", "asked", "why", *keys]))] = draw(st.sampled_from(SCRAPS))
    return copy


def _spots(node: Any) -> Iterator[tuple[Any, Any]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield node, key
        yield from _spots(value)


CHANGES = """
ruleset: {id: mini, version: 1, title: {nl: K, en: S}, source: {title: {nl: P, en: T}, url: x, note: {nl: n, en: n}},
  extends: [], applies: {regions: [Zeeland], valid_from: 2021-01-01, valid_until: 2030-12-31}}
changes:
  strained-little-trust:
    reason: {nl: r, en: r}
    replace:
      when: trust == low
      then: strained
      because: {nl: b, en: b}
      basis: interpretation
      why: {nl: w, en: w}
      statements: [S02]
      severity: watch
      valid_from: 2022-01-01
  talk-under-strain: {reason: {nl: r, en: r}, off: yes}
"""
CASES = """
cases:
  strained-little-trust:
    gives: strained
    on: 2020-01-01
    region: Zeeland
    severity: high
    holds: [{trust: low, strategy_agreed: no}]
    fails: [{trust: high}, {strategy_agreed: yes}]
scenarios:
  - {name: x, profile: Zeeland, on: 2020-01-01, set: {large_city: 1000}, not_holds: [talk], open: [], severity: {}}
"""
SPOILT = {
    **{name: (MINI / name).read_text("utf-8") for name in SCHEMA_OF},
    "changes.yaml": CHANGES,
    "scenarios/more.yaml": CASES,
}


@pytest.mark.parametrize("name", SPOILT)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_schema_and_loader_agree_on_spoilt_rule_sets(name: str, data: st.DataObject) -> None:
    """The schema refuses nothing that the loader accepts, and accepts nothing of which the loader refuses the form."""
    kind = SCHEMA_OF.get(name, "scenario" if "scenarios" in name else "catalogue")
    text = written(data.draw(spoilt(typed(SPOILT[name]))))
    found = problems_of(name, text)
    verdict = accepted(text, kind, MINI)
    if not found:
        assert verdict == (True, True)
    codes = {problem.code for problem in found if ".effects" not in problem.path}  # those are values of facts
    if codes & FORM and "unknown_reference" not in codes:  # a scale that doesn't exist is missed as well
        assert verdict == (False, False), [problem.say("en") for problem in found]


# --- regions: the schema against the reader ---------------------------------------------------------


def problems_in(text: str, vocabulary: Vocabulary = VOCABULARY) -> list[Problem]:
    """What the reader has against a region file."""
    try:
        region_of(parse(text, "region.yaml"), vocabulary)
    except RegioRulesError as error:
        return list(error.problems)
    return []


REGION_RIGHT = [
    *("trust: low", "trust: Laag", "trust: GEMIDDELD", "trust: unknown", "trust: Onbekend", "trust:", "trust: ~"),
    *("strategy_agreed: yes", "strategy_agreed: True", "strategy_agreed: JA", "strategy_agreed: 'no'"),
    *("budget: 5", "budget: 0.5", "budget: 1e3", "budget: '5.'", "budget: null", "budget: +3"),
    *("budget: 1,5", "budget: '1_000'", "budget: 1.250,75", "budget: 250 000", "budget: −0"),
    *("domains: [work, zorg]", "domains: work", "domains: work; Zorg, youth", "domains: []", "domains: unknown"),
    *("centre_municipality: Almere", "centre_municipality: 12", "centre_municipality: no", "centre_municipality:"),
    *("municipalities: []", "municipalities: unknown", "municipalities: [{name: A}]"),
    "municipalities: [{name: A, population: 5, role: Gast}, {name: 7, population: unknown, role: ~}]",
    *("trust: {value: low}", "trust: {value: unknown, source: s}", "trust: {value: hoog, source: [s, s], note: x}"),
    *("trust: {value: low, note: {nl: x}}", "trust: {value: low, note: 5}", "trust: {value: low, note: {nl: , en: }}"),
]
REGION_WRONG = [
    *("trust: lo", "trust: yes", "trust: 1", "trust: [low]", "trust: {low: yes}", "trust: {value: lo}", "trust: {}"),
    *("trust: {value: low, sauce: s}", "trust: {value: low, source: {a: b}}"),
    *("trust: {value: low, note: [x]}", "trust: {value: low, note: {de: x}}", "trust: {source: s}"),
    *("trsut: low", "large_cities: 2", "shape: spread", "large_city: 5"),
    *("strategy_agreed: maybe", "strategy_agreed: 1", "strategy_agreed: [yes]"),
    *("budget: veel", "budget: 1,5,5", "budget: '1_00'", "budget: yes", "budget: true"),
    *("domains: [wrok]", "domains: {work: yes}", "domains: work zorg", "domains: [unknown]", "domains: [[work]]"),
    *("centre_municipality: [A]", "centre_municipality: ' '"),
    *("municipalities: A", "municipalities: {name: A}", "municipalities: [A]", "municipalities: [{population: 5}]"),
    *("municipalities: [{name: A, populatoin: 5}]", "municipalities: [{name: A, population: 1.5}]"),
    *("municipalities: [{name: }]", "municipalities: [{name: A, role: gost}]"),
]
OUT_OF_RANGE = ["budget: -1", "budget: {value: -0.5}", "municipalities: [{name: A, population: 0}]"]


def with_fact(fact: str) -> str:
    return f"region: X\nsources: {{s: {{title: T}}}}\nfacts:\n  {fact}\n"


@pytest.mark.parametrize("fact", REGION_RIGHT)
def test_a_fact_that_is_read_is_accepted(fact: str) -> None:
    """By id, by label in either language, in capitals, unknown, and with a source and a note."""
    assert problems_in(with_fact(fact)) == []
    assert accepted(with_fact(fact), "region", MINI) == (True, True)


@pytest.mark.parametrize("fact", REGION_WRONG)
def test_a_fact_that_is_not_read_is_refused(fact: str) -> None:
    """A wrong name, level, number, form, key or record; a fact that is only derived."""
    assert problems_in(with_fact(fact)) != []
    assert accepted(with_fact(fact), "region", MINI) == (False, False)


@pytest.mark.parametrize("fact", OUT_OF_RANGE)
def test_a_number_out_of_range_is_refused_where_it_is_typed(fact: str) -> None:
    """A schema can weigh numbers, not texts that look like them."""
    assert problems_in(with_fact(fact)) != []
    assert accepted(with_fact(fact), "region", MINI) == (False, True)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("region: X", True),
        ("profile: Flevoland", True),
        ("profile: 8", True),
        ("region:\nprofile: Flevoland", True),
        ("region: X\ndate: 2016\nfacts:\nsources: ~\nparameters: unknown", True),
        ("region: X\nparameters: {large_city: 5000, fair_share: '0.5'}", True),
        ("region: X\nparameters: {large_city: unknown}", True),
        ("region: X\nsources: {s: {title: 2016, url: x, date: 2016-01-01}}", True),
        ("date: 2016", False),
        ("region:", False),
        ("region: [X]", False),
        ("profile:", False),
        ("region: X\nfact: {}", False),
        ("region: X\nfacts: []", False),
        ("region: X\nparameters: {large_cty: 5}", False),
        ("region: X\nparameters: {large_city: 5000.5}", False),
        ("region: X\nparameters: {large_city: [5]}", False),
        ("region: X\nsources: {s: T}", False),
        ("region: X\nsources: {s: {url: x}}", False),
        ("region: X\nsources: {s: {title: T, ulr: x}}", False),
        ("region: X\nsources: {s: {title: }}", False),
        ("[region]", False),
    ],
)
def test_the_rest_of_a_region_file(text: str, right: bool) -> None:
    """Name or profile, sources with a title, assumptions that exist: the schema agrees with the reader."""
    assert (problems_in(text) == []) is right
    assert accepted(text, "region", MINI) == (right, right)


REGION_FORM = FORM | {"not_level", "missing_field", "unknown_fact", "not_asked"}
DESCRIBED = {
    "region": "X",
    "date": "2016",
    "profile": "Flevoland",
    "sources": {"s": {"title": "T", "url": "u", "date": "2016"}},
    "parameters": {"large_city": 5000, "fair_share": 0.25},
    "facts": {
        "trust": {"value": "low", "source": ["s"], "note": {"nl": "n", "en": "n"}},
        "effort": "Hoog",
        "strategy_agreed": False,
        "budget": 12.5,
        "domains": ["work", "zorg"],
        "municipalities": [{"name": "A", "population": 5, "role": "guest"}, {"name": "B", "population": None}],
    },
}


@settings(deadline=None)
@given(spoilt(DESCRIBED, tuple(VOCABULARY.facts)))
def test_schema_and_reader_agree_on_spoilt_regions(document: Any) -> None:
    """The schema refuses nothing that the reader accepts, and accepts nothing of which the reader refuses the form."""
    needed = [holder[key] for holder, key in _spots(document) if key in ("region", "profile", "title", "name")]
    assume(not {"unknown", "Onbekend", "None"} & {str(each) for each in needed})  # with quotes those are names
    text = written(document)
    found = problems_in(text)
    verdict = accepted(text, "region", MINI)
    if not found:
        assert verdict == (True, True)
    if {problem.code for problem in found} & REGION_FORM:
        assert verdict == (False, False), [problem.say("en") for problem in found]


@pytest.mark.parametrize("folder", [CORE, MINI], ids=lambda folder: folder.name)
@settings(deadline=None)
@given(data=st.data())
def test_every_region_can_be_written_and_accepted(folder: Path, data: st.DataObject) -> None:
    """A region of any facts, as a document, as a file and in both typings."""
    vocabulary = load_vocabulary(folder)
    region = data.draw(regions(vocabulary))
    document = to_document(region)
    assert validator("region", folder).is_valid(document)
    assert accepted(written(document), "region", folder) == (True, True)


@cache
def load_vocabulary(folder: Path) -> Vocabulary:
    return load_rulesets(folder).vocabulary


def test_a_region_with_sources_and_notes_is_accepted() -> None:
    """What `to_document` writes of a fact with a source."""
    given = Given("low", ("s",), {"nl": "n", "en": "n"})
    document = to_document(Region("X", {"trust": given}, {"s": Source("T")}, "2016", {"large_city": 5000}))
    assert validator("region", MINI).is_valid(document)


def test_an_editor_shows_questions_and_labels() -> None:
    """The question is the title of a fact, its help the description, and every level has its label."""
    fact = VOCABULARY.facts["trust"]
    assert fact.question
    for language in LANGUAGES:
        made = schema("region", language, vocabulary=lambda: VOCABULARY)
        shown = made["properties"]["facts"]["anyOf"][0]["properties"]["trust"]
        assert shown["title"] == fact.question.say(language)
        levels = made["$defs"]["value_of_trust"]["anyOf"][0]["anyOf"][0]
        assert levels["enum"] == list(fact.option_ids)
        assert levels["enumDescriptions"] == [option.label.say(language) for option in fact.options]
    core = schema("region", "en")["properties"]["facts"]["anyOf"][0]["properties"]["sme_role"]
    assert core["description"] == load_vocabulary(CORE).facts["sme_role"].help.say("en")  # type: ignore[union-attr]


def test_profiles_are_suggestions() -> None:
    """Names of regions are suggested, and others accepted."""
    made = schema("region", vocabulary=lambda: VOCABULARY, profiles=["Waddenland"])
    assert "Waddenland" in json.dumps(made["$defs"]["named_region"])
    assert jsonschema.Draft202012Validator(made).is_valid({"region": "Elders"})


# --- the command ------------------------------------------------------------------------------------


def test_the_command_writes_a_schema(tmp_path: Path) -> None:
    """For the rule sets asked for, in the language asked for, on the screen or in a file."""
    code, out, err = run("schema", "region", "--ruleset", MINI, "--lang", "en")
    assert (code, err) == (0, "")
    assert json.loads(out) == schema("region", "en", vocabulary=lambda: VOCABULARY)
    path = tmp_path / "region.json"
    assert run("schema", "region", "--ruleset", MINI, "--output", path) == (0, "", f"geschreven: {path}\n")
    assert json.loads(path.read_text("utf-8"))["title"] == SCHEMAS["region"].nl


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_help_of_the_command_names_every_schema(name: str) -> None:
    """A schema that isn't named can't be found."""
    assert name in run("schema", "--help")[1]
