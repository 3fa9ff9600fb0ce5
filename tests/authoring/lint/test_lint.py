"""`regiorules lint`: every error with its place, warnings that are worth reading, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from regiorules.authoring.lint import Linter, ruleset_of
from regiorules.authoring.lint.regions import warnings as region_warnings
from regiorules.authoring.lint.used import alike, comparisons
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import read_region
from regiorules.facts.vocabulary import Fact, FactType, Option
from regiorules.facts.workbook import write_workbook
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Text
from tests.commands import run
from tests.mini import KNOWLEDGE, MINI, VOCABULARY
from tests.paths import ROOT

CORE = ruleset_folder("core")
FLEVOLAND = ROOT / "examples" / "regions" / "flevoland.yaml"
BOTH = "{nl: x, en: x}"
REST = f"because: {BOTH}, basis: source, statements: [S01]"


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """The mini rule set, with scenarios in which every rule holds and fails, so that it has nothing odd."""
    folder = shutil.copytree(MINI, tmp_path / "mini")
    (folder / "scenarios" / "more.yaml").write_text(CASES, "utf-8")
    head = folder / "ruleset.yaml"
    head.write_text(head.read_text("utf-8").replace(", youth: {nl: jeugd, en: youth}", ""), "utf-8")
    return folder


CASES = """cases:
  strained-little-trust:
    gives: strained
    severity: high
    holds: [{trust: low, strategy_agreed: no}]
    fails: [{trust: high}]
  strained-much-budget: {gives: strained, holds: [{budget: 11}], fails: [{budget: 10, centre_municipality: A}]}
  talk-under-strain:
    gives: talk
    holds: [{budget: 11}]
    fails: [{budget: 10, centre_municipality: A, trust: high}]
  city-first-one-centre: {gives: city_first, strength: strong, holds: [], fails: [{large_cities: 0}]}
  one-centre-by-share: {gives: {shape: one_centre}, holds: [], fails: [{largest_share: 0.1}]}
  spread-by-share: {gives: {shape: spread}, holds: [{largest_share: 0.1}], fails: [{largest_share: 0.9}]}
  spread-by-domains:
    gives: {shape: spread}
    holds: [{domains: [work, care], effort: high}]
    fails: [{effort: low}]
"""


def lines(folder: Path, *words: object, code: int, language: str = "en") -> list[str]:
    """What lint says, without the folder and the summary; the exit code must be as said."""
    exit_code, out, err = run("lint", *words, "--lang", language)
    assert (exit_code, err) == (code, "")
    return out.replace(f"{folder}/", "").splitlines()[:-1]


# --- rule sets that are right ------------------------------------------------------------------------


def test_core_is_clean() -> None:
    """The built-in rule set has nothing wrong and nothing odd, and one line says so."""
    assert run("lint", CORE, "--lang", "en") == (0, f"{CORE} (rule set): nothing wrong.\n", "")
    assert run("lint", CORE)[1] == f"{CORE} (rule set): niets mis.\n"


def test_a_rule_set_that_changes_rules_of_core_is_clean() -> None:
    """A statement that only a changed rule uses is used, and the changed rule is the one to be tried."""
    folder = ROOT / "plugins/regiorules-werkcentra/src/regiorules_werkcentra/ruleset"
    assert run("lint", folder)[0] == 0


def test_the_examples_have_no_errors() -> None:
    """What a bundled region file may have is a source that no fact names."""
    code, out, _ = run("lint", *sorted(FLEVOLAND.parent.glob("*.yaml")), "--format", "json")
    found = json.loads(out)
    assert code in (0, 1)
    assert found["errors"] == []
    assert {each["code"] for each in found["warnings"]} <= {"lint_source_unused"}
    assert run("lint", FLEVOLAND, "--lang", "en") == (0, f"{FLEVOLAND} (region file): nothing wrong.\n", "")


def test_a_complete_rule_set_is_clean(mini: Path) -> None:
    """The rule set that the tests below spoil."""
    assert lines(mini, mini, code=0) == []


# --- rule sets: warnings ---------------------------------------------------------------------------


def conclusion(name: str, kind: str = "finding", more: str = "") -> str:
    return f"conclusions:\n  {name}: {{kind: {kind}, title: {BOTH}, text: {BOTH}{more}}}\n"


def fact(name: str, more: str, question: str = f", question: {BOTH}") -> str:
    return f"facts:\n  {name}: {{title: {BOTH}, {more}{question}}}\n"


def rule(when: str, name: str = "a-rule", then: str = "strained") -> str:
    """A rule, with a scenario for it in `tried`."""
    return f"rules:\n  {name}: {{when: '{when}', then: {then}, {REST}}}\n"


CHOICE = "type: choice, scale: {a1: {nl: a, en: a1}, b1: {nl: b, en: b1}, c1: {nl: c, en: c1}}"
LEVEL = CHOICE.replace("choice", "level")
SET = CHOICE.replace("choice", "set")
ALIKE = "facts.f: to no rule does it matter which of these it is"
ODD = {
    "conclusion without a rule": (conclusion("c"), ["z.yaml:2:3 conclusions.c: no rule leads to this"]),
    "derived fact without a rule": (
        fact("f", "type: yes_no, asked: no", "") + rule("f"),
        ["z.yaml:2:3 facts.f: no rule leads to this"],
    ),
    "statement": (
        f"statements:\n  S09: {{section: main, text: {BOTH}}}\n",
        ["z.yaml:2:3 statements.S09: no rule or conclusion uses this statement"],
    ),
    "statement of a conclusion without a rule": (
        f"statements:\n  S09: {{section: main, text: {BOTH}}}\n" + conclusion("c", more=", statements: [S09]"),
        [
            "z.yaml:2:3 statements.S09: no rule or conclusion uses this statement",
            "z.yaml:4:3 conclusions.c: no rule leads to this",
        ],
    ),
    "fact": (fact("f", "type: yes_no"), ["z.yaml:2:3 facts.f: no rule or text uses this fact"]),
    "choice": (fact("f", CHOICE) + rule("f == a1"), [f"z.yaml:2:3 {ALIKE}: b1, c1"]),
    "level": (fact("f", LEVEL) + rule("known(f)"), [f"z.yaml:2:3 {ALIKE}: a1, b1, c1"]),
    "set": (
        fact("f", SET) + rule("a1 in f"),
        [f"z.yaml:2:3 facts.f: no rule looks whether {each} is in it" for each in ("b1", "c1")],
    ),
    "parameter": (
        f"parameters:\n  p: {{value: 1, title: {BOTH}, why: {BOTH}}}\n",
        ["z.yaml:2:3 parameters.p: nothing uses this"],
    ),
    "group": (f"groups:\n  g: {BOTH}\n", ["z.yaml:2:3 groups.g: nothing uses this"]),
    "scale": (f"scales:\n  s: {{a1: {BOTH}}}\n", ["z.yaml:2:3 scales.s: nothing uses this"]),
    "section": (f"sections:\n  s: {{title: {BOTH}}}\n", ["z.yaml:2:3 sections.s: nothing uses this"]),
    "section of the source": (f"source_sections:\n  s: {BOTH}\n", ["z.yaml:2:3 source_sections.s: nothing uses this"]),
}
FINE = {
    "fact in a text": fact("f", "type: text")
    + conclusion("c").replace("nl: x", "nl: '{f|x}'")
    + rule("always", then="c"),
    "fact in a figure": fact("f", LEVEL) + f"positions:\n  p: {{figure: 2, title: {BOTH}, y: f, name: shape}}\n",
    "fact of a topic": fact("f", LEVEL) + f"topics:\n  t: {{title: {BOTH}, fact: f}}\n",
    "fact that derives another": fact("f", "type: number")
    + "  g: {type: number, asked: no, derive: f + 1, title: {nl: x, en: x}}\n",
    "level with one cut": fact("f", LEVEL) + rule("f >= b1"),
    "choice but for one": fact("f", CHOICE) + rule("f in (a1, b1) and f != b1"),
    "choice against another": fact("f", CHOICE)
    + f"  g: {{title: {BOTH}, {CHOICE}, question: {BOTH}}}\n"
    + rule("f == g"),
    "parameter in a text": f"parameters:\n  p: {{value: 1, title: {BOTH}, why: {BOTH}}}\n"
    + conclusion("c").replace("nl: x", "nl: '{p}'")
    + rule("always", then="c"),
    "scale of a fact": f"scales:\n  s: {{a1: {BOTH}, b1: {{nl: y, en: y}}}}\n"
    + fact("f", "type: level, scale: s")
    + rule("f == a1"),
    "group of a fact": f"groups:\n  g: {BOTH}\n" + fact("f", "type: yes_no, group: g") + rule("f"),
}


def with_extra(folder: Path, text: str) -> Path:
    """The rule set with one more file, and cases in which a rule in it holds and fails."""
    (folder / "z.yaml").write_text(text, "utf-8")
    (folder / "scenarios" / "z.yaml").write_text("scenarios: []\n", "utf-8")
    return folder


def odd(found: Iterable[str]) -> list[str]:
    """What lint says but for rules that no scenario tries."""
    return [line.removesuffix(" [warning]") for line in found if "no scenario" not in line]


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_named(mini: Path, name: str) -> None:
    """What has no rule or no use, where it stands, once."""
    text, expected = ODD[name]
    assert odd(lines(mini, with_extra(mini, text), code=1)) == expected


@pytest.mark.parametrize("name", FINE)
def test_what_is_used_is_not_odd(mini: Path, name: str) -> None:
    """A value that is compared, shown or passed on is of use."""
    code, out, _ = run("lint", with_extra(mini, FINE[name]), "--format", "json")
    found = json.loads(out)
    assert (code < 2, found["errors"]) == (True, [])
    assert {each["code"] for each in found["warnings"]} <= {"lint_never_holds", "lint_never_fails"}


def test_rules_that_no_scenario_tries(mini: Path) -> None:
    """A rule without a case in which it holds, or in which it doesn't; one that always holds needs only the first."""
    with_extra(mini, rule("budget > 99") + f"  b-rule: {{when: always, then: talk, {REST}}}\n")
    holds, fails = (
        "there is no scenario in which this rule holds",
        "there is no scenario in which this rule doesn't hold",
    )
    untried = [f"z.yaml:2:3 rules.a-rule: {what} [warning]" for what in (holds, fails)]
    assert lines(mini, mini, code=1) == untried
    (mini / "scenarios" / "z.yaml").write_text("cases: {a-rule: {gives: strained, holds: [{budget: 100}]}}", "utf-8")
    assert lines(mini, mini, code=1) == untried[1:]
    tried = "cases: {a-rule: {gives: strained, holds: [{budget: 100}], fails: [{budget: 99}]}}"
    (mini / "scenarios" / "z.yaml").write_text(tried, "utf-8")
    assert lines(mini, mini, code=0) == []
    for path in (mini / "scenarios").iterdir():
        path.write_text("scenarios: []", "utf-8")
    found = lines(mini, mini, code=1)
    assert [line for line in found if "z.yaml" in line] == [
        *untried,
        f"z.yaml:3:3 rules.b-rule: {holds} [warning]",
    ]


def test_warnings_of_one_file_only(mini: Path) -> None:
    """Asked about a file, lint doesn't speak of what is odd in another."""
    with_extra(mini, f"groups:\n  g: {BOTH}\n")
    assert len(lines(mini, mini / "z.yaml", code=1)) == 1
    assert lines(mini, mini / "rules.yaml", code=0) == []


def test_a_file_that_no_decision_table_names(mini: Path) -> None:
    """Rules that nobody reads are worse than none."""
    (mini / "stray.csv").write_text("trust,-> strained\n", "utf-8")
    assert lines(mini, mini / "stray.csv", code=1) == ["stray.csv: nothing uses this [warning]"]
    assert lines(mini, mini, code=1) == ["stray.csv: nothing uses this [warning]"]


# --- rule sets: errors -------------------------------------------------------------------------------


def test_errors_of_a_rule_set(mini: Path) -> None:
    """Every error with file, line and column, also those in the scenarios; no warnings, for they could be wrong."""
    with_extra(mini, rule("trsut == low") + f"groups:\n  g: {BOTH}\n")
    (mini / "scenarios" / "z.yaml").write_text("scenaros: []\n", "utf-8")
    assert lines(mini, mini, code=2) == [
        "scenarios/z.yaml:1:1 scenaros: scenaros isn't a key that can stand here (but: scenarios, cases);"
        " did you mean scenarios? [error]",
        "z.yaml:2:19 rules.a-rule.when: trsut isn't a fact, conclusion or assumption; did you mean trust? [error]",
    ]
    assert len(lines(mini, mini / "rules.yaml", code=2)) == 2


def test_several_files_of_a_broken_rule_set(mini: Path) -> None:
    """An error that hides both files from view is said once."""
    with_extra(mini, rule("trsut == low"))
    code, out, _ = run("lint", mini / "rules.yaml", mini / "z.yaml", "--lang", "en")
    assert (code, len(out.splitlines())) == (2, 2)
    assert out.endswith("2 files: 1 error.\n")


def test_syntax_is_an_error(mini: Path) -> None:
    """A file that can't be read at all."""
    with_extra(mini, "rules: [")
    (line,) = lines(mini, mini, code=2)
    assert line == "z.yaml:1:8: this bracket isn't closed; add the ] that belongs to [ [error]"


IN_SCENARIOS = [
    ("cases: {talk-under-strian: {gives: talk}}", "1:9", "cases.talk-under-strian", "talk-under-strain"),
    ("cases:\n  talk-under-strain: {gives: tlk}", "2:30", "cases.talk-under-strain.gives", "talk"),
    ("cases:\n  spread-by-share: {gives: {shpe: spread}}", "2:29", "cases.spread-by-share.gives", "shape"),
    ("scenarios: [{name: x, holds: [strained], open: [tlk]}]", "1:49", "scenarios[1].open", "talk"),
    ("scenarios: [{name: x, values: {trsut: low}}]", "1:32", "scenarios[1].values", "trust"),
    ("scenarios: [{name: x, severity: {talc: low}}]", "1:34", "scenarios[1].severity", "talk"),
]
WRONG_IN_SCENARIOS = [
    ("scenarios: [{name: x, facts: {trsut: low}}]", "1:31", "scenarios[1].facts", "trust"),
    ("scenarios: [{name: x, set: {large_city: 1}}]", "1:41", "scenarios[1].set.large_city", None),
    ("scenarios: [{name: x, set: {trust: lo}}]", "1:36", "scenarios[1].set.trust", "laag"),
    ("scenarios: [{name: x, example: flevolnd}]", "1:32", "scenarios[1].example", "flevoland"),
    ("scenarios: [{name: x, profile: Flevolnd}]", "1:32", "scenarios[1].profile", "Flevoland"),
    (
        "cases: {talk-under-strain: {gives: talk, fails: [{trust: []}]}}",
        "1:58",
        "cases.talk-under-strain.fails[1].trust",
        None,
    ),
    ("cases: {talk-under-strain: {gives: talk, holds: [trust]}}", "1:50", "cases.talk-under-strain.holds[1]", None),
]


@pytest.mark.parametrize(("text", "place", "where", "meant"), [*IN_SCENARIOS, *WRONG_IN_SCENARIOS])
def test_what_is_wrong_in_scenarios(mini: Path, text: str, place: str, where: str, meant: str | None) -> None:
    """Facts that can't be given are errors, names of which nothing can be expected are warnings; each has its place."""
    (mini / "scenarios" / "more.yaml").unlink()
    path = mini / "scenarios" / "z.yaml"
    path.write_text(text, "utf-8")
    code, out, _ = run("lint", path, "--format", "json")
    found = json.loads(out)
    wrong = (text, place, where, meant) in WRONG_IN_SCENARIOS
    assert code == (2 if wrong else 1)
    assert (found["errors"] != []) is wrong
    problem = (found["errors"] or found["warnings"])[0]
    assert (problem["file"], f"{problem['line']}:{problem['column']}") == (str(path), place)
    assert (problem["path"], problem["suggestion"]) == (where, meant)


def test_a_scenario_may_give_what_is_derived(mini: Path) -> None:
    """Derived facts, assumptions, examples and profiles that exist are fine."""
    text = "scenarios: [{name: x, facts: {large_cities: 2, shape: spread}, set: {large_city: 5000}, profile: Zeeland}]"
    (mini / "scenarios" / "z.yaml").write_text(text, "utf-8")
    assert lines(mini, mini / "scenarios" / "z.yaml", code=0) == []


# --- which rule set ----------------------------------------------------------------------------------


def test_the_rule_set_of_a_file(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest folder above with a ruleset.yaml, also for a path from inside it; said the way it was asked."""
    assert ruleset_of(mini) == ruleset_of(mini / "scenarios" / "more.yaml") == mini
    assert ruleset_of(mini.parent / "region.yaml") is None
    monkeypatch.chdir(mini / "scenarios")
    assert ruleset_of(Path("more.yaml")) == Path("..")
    with_extra(mini, f"groups:\n  g: {BOTH}\n")
    code, out, _ = run("lint", "../z.yaml")
    assert (code, out.splitlines()[0]) == (1, "../z.yaml:2:3 groups.g: dit wordt nergens gebruikt [let op]")


def test_a_part_of_a_rule_set_is_a_folder(mini: Path) -> None:
    """A folder below a rule set stands for the files in it."""
    with_extra(mini, f"groups:\n  g: {BOTH}\n")
    assert lines(mini, mini / "scenarios", code=0) == []


def linter(**registered: Path) -> Linter:
    return Linter(
        knowledge=lambda: KNOWLEDGE,
        read=lambda path: read_region(path, VOCABULARY),
        profiles=built_in_profiles,
        registered=registered,
    )


def test_a_rule_set_on_another_that_is_registered(tmp_path: Path) -> None:
    """What a rule set builds on is loaded with it, and its own oddities aren't spoken of."""
    text = f"ruleset: {{id: upon, version: 1, extends: [mini], title: {BOTH}, source: {{title: {BOTH}}}}}\n"
    (tmp_path / "ruleset.yaml").write_text(text + rule("always", then="talk"), "utf-8")
    alone = linter().check(tmp_path)
    report = linter(mini=MINI).check(tmp_path)
    assert "extends" in [problem.code for problem in alone.errors]
    assert report.errors == ()
    assert [problem.say("en") for problem in report.warnings] == [
        f"{tmp_path}/ruleset.yaml:3:3 rules.a-rule: there is no scenario in which this rule holds"
    ]


def test_a_changed_rule_is_tried_by_who_changes_it(tmp_path: Path) -> None:
    """The rule in its new form needs scenarios of its own, and its statements are used."""
    text = (
        f"ruleset: {{id: upon, version: 1, extends: [mini], title: {BOTH}, source: {{title: {BOTH}}}}}\n"
        f"statements: {{U01: {{section: main, text: {BOTH}}}}}\n"
        f"changes:\n  talk-under-strain:\n    reason: {BOTH}\n"
        f"    replace: {{when: budget > 5, then: talk, because: {BOTH}, basis: source, statements: [U01]}}\n"
    )
    (tmp_path / "ruleset.yaml").write_text(text, "utf-8")
    found = linter(mini=MINI).check(tmp_path).warnings
    assert [(problem.code, problem.path) for problem in found] == [
        ("lint_never_holds", "changes.talk-under-strain"),
        ("lint_never_fails", "changes.talk-under-strain"),
    ]


# --- region files ------------------------------------------------------------------------------------


def region(folder: Path, text: str, name: str = "region.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_errors_of_a_region_file(tmp_path: Path) -> None:
    """All that the reader has against it, in the order of the file."""
    path = region(tmp_path, "region: X\nfacts:\n  trsut: low\n  effort: hgh\n  domains: {value: work, source: s}\n")
    assert lines(tmp_path, path, "--ruleset", MINI, code=2) == [
        "region.yaml:3:3 facts.trsut: trsut isn't a fact of the vocabulary (see: regiorules facts);"
        " did you mean trust? [error]",
        "region.yaml:4:11 facts.effort: hgh isn't a value of effort; choose from: low, medium, high;"
        " did you mean high? [error]",
        "region.yaml:5:34 facts.domains.source: s doesn't stand under sources in this file [error]",
    ]


ODD_REGION = """region: Flevolnad
sources: {used: {title: T}, idle: {title: T}}
facts:
  trust: {value: low, source: used}
  mood: unknown
"""


@pytest.mark.parametrize("name", ["region.yaml", "region.json"])
def test_what_is_odd_in_a_region_file(mini: Path, tmp_path: Path, name: str) -> None:
    """A fact that nothing reads, a source that no fact names, a name with a slip of the pen; also in JSON."""
    with_extra(mini, fact("mood", "type: yes_no"))
    text = ODD_REGION
    if name.endswith("json"):
        text = (
            '{"region": "Flevolnad",\n "sources": {"used": {"title": "T"}, "idle": {"title": "T"}},\n'
            ' "facts": {"trust": {"value": "low", "source": "used"},\n  "mood": null}}'
        )
    code, out, _ = run("lint", region(tmp_path, text, name), "--ruleset", mini, "--format", "json")
    found = json.loads(out)["warnings"]
    assert code == 1
    assert [(each["line"], each["path"], each["code"], each["suggestion"]) for each in found] == [
        (1, "region", "unknown_region", "Flevoland"),
        (2, "sources.idle", "lint_source_unused", None),
        (5 if name.endswith("yaml") else 4, "facts.mood", "lint_fact_unread", None),
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Flevolnad", "Flevoland"),
        ("zeland", "Zeeland"),
        ("Flevoland", None),
        ("FLEVOLAND", None),
        ("Oost-Groningen", None),
        ("Rivierenland 2014", None),
        ("Testregio", None),
        ("Oost-Brabant", None),
        ("Land van Cuijk", None),
    ],
)
def test_only_a_slip_of_the_pen_is_odd(tmp_path: Path, name: str, meant: str | None) -> None:
    """A region of one's own may have a name of its own."""
    path = region(tmp_path, f"region: {name}\n")
    found = list(region_warnings(read_region(path, VOCABULARY), path, KNOWLEDGE, built_in_profiles()))
    assert [problem.suggestion for problem in found] == ([meant] if meant else [])


def test_a_profile_brings_nothing_odd(tmp_path: Path) -> None:
    """The municipalities and the source of a profile aren't of the file."""
    nothing = evolve(KNOWLEDGE, rules={}, derivations={})
    path = region(tmp_path, "profile: Flevoland\n")
    assert list(region_warnings(read_region(path, VOCABULARY), path, nothing, built_in_profiles())) == []
    path = region(tmp_path, "profile: Flevoland\nfacts: {municipalities: [{name: A}]}\n")
    found = list(region_warnings(read_region(path, VOCABULARY), path, nothing, built_in_profiles()))
    assert [(problem.code, problem.place.line) for problem in found] == [("lint_fact_unread", 2)]


def test_a_workbook(tmp_path: Path) -> None:
    """A questionnaire is a region file too: its errors name sheet and cell."""
    path = tmp_path / "scan.xlsx"
    write_workbook(path, VOCABULARY, read_region(region(tmp_path, "region: Zeeland\nfacts: {trust: low}"), VOCABULARY))
    assert lines(tmp_path, path, "--ruleset", MINI, code=0) == []
    from openpyxl import load_workbook

    book = load_workbook(path)
    spoilt = next(cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "laag")
    spoilt.value = "zo-zo"
    book.save(path)
    (line,) = lines(tmp_path, path, "--ruleset", MINI, code=2)
    assert line.startswith("scan.xlsx:")
    assert "zo-zo" in line


def test_standard_input(tmp_path: Path) -> None:
    """A region file from a pipe."""
    code, out, _ = run("lint", "-", "--ruleset", MINI, "--lang", "en", stdin="region: X\nfacts: {trsut: low}")
    assert code == 2
    assert out.startswith("-:2:9 facts.trsut: trsut isn't a fact")
    assert run("lint", "-", "--ruleset", MINI, stdin="region: X\n")[0] == 0


# --- what can't be checked -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nowhere.yaml", "nowhere.yaml: this file doesn't exist [error]"),
        ("mini/nowhere.yaml", "mini/nowhere.yaml: this file doesn't exist [error]"),
        ("mini/notes.md", "mini/notes.md: this kind of file can't be read (but: .yaml, .yml, .csv, .xlsx) [error]"),
        ("notes.md", "notes.md: this kind of file can't be read (but: .json, .xlsx, .yaml, .yml) [error]"),
        (".", "no rule set here (no folder with ruleset.yaml) [error]"),
    ],
)
def test_what_cannot_be_checked(mini: Path, name: str, expected: str) -> None:
    """A file that isn't there, or of a kind that nothing reads; a folder without a rule set."""
    for folder in (mini, mini.parent):
        (folder / "notes.md").write_text("# Notes\n", "utf-8")
    (line,) = lines(mini.parent, mini.parent / name, code=2)
    assert line.endswith(expected)


def test_a_rule_set_to_hold_regions_against_that_is_broken(mini: Path) -> None:
    """Its errors are said, as by any command."""
    with_extra(mini, rule("trsut == low"))
    code, _, err = run("lint", FLEVOLAND, "--ruleset", mini)
    assert code == 2
    assert "trsut" in err


# --- the report ----------------------------------------------------------------------------------------


def test_the_report_as_json(mini: Path, tmp_path: Path) -> None:
    """What kind each file is, and every problem with its place, its code and its words."""
    with_extra(mini, f"groups:\n  g: {BOTH}\n")
    path = region(tmp_path, "region: X\nfacts: {trsut: low}\n")
    code, out, _ = run("lint", path, mini / "z.yaml", mini / "scenarios" / "z.yaml", "--format", "json", "--lang", "en")
    found = json.loads(out)
    assert code == 2
    assert [each["kind"] for each in found["files"]] == ["region", "ruleset", "scenario"]
    (error,), (warning,) = found["errors"], found["warnings"]
    assert (error["file"], error["line"], error["column"], error["path"]) == (str(path), 2, 9, "facts.trsut")
    assert warning == {
        "file": str(mini / "z.yaml"),
        "line": 2,
        "column": 3,
        "cell": None,
        "path": "groups.g",
        "code": "lint_unused",
        "message": "nothing uses this",
        "suggestion": None,
    }


@pytest.mark.parametrize(
    ("texts", "code", "summary"),
    [
        (["region: X", "region: Y"], 0, ("2 bestanden: niets mis.", "2 files: nothing wrong.")),
        (["region: X", "regio: Y"], 2, ("2 bestanden: 1 fout.", "2 files: 1 error.")),
        (
            ["region: Zeelnd", "a: Y\nregion: X\nb: Z"],
            2,
            ("2 bestanden: 2 fouten, 1 waarschuwing.", "2 files: 2 errors, 1 warning."),
        ),
        (["region: Zeelnd", "region: Flevlnd"], 1, ("2 bestanden: 2 waarschuwingen.", "2 files: 2 warnings.")),
    ],
)
def test_the_summary_counts(tmp_path: Path, texts: list[str], code: int, summary: tuple[str, str]) -> None:
    """One line at the end, in both languages; the worst decides the exit code."""
    paths = [region(tmp_path, text, f"r{number}.yaml") for number, text in enumerate(texts)]
    for language, expected in zip(("nl", "en"), summary, strict=True):
        found = run("lint", *paths, "--lang", language)
        assert (found[0], found[1].splitlines()[-1]) == (code, expected)


# --- options that make no difference --------------------------------------------------------------------


def fact_of(kind: FactType) -> Fact:
    return Fact(
        kind, Text("f", "f"), id="f", options=tuple(Option(each, Text(each, each)) for each in ("a1", "b1", "c1"))
    )


def conditions(folder: Path, kind: str, *whens: str) -> dict[str, list[Callable[[Any], Any]]]:
    """What conditions compare the fact `f` with."""
    rules = "".join(f"  r-{number}: {{when: '{when}', then: strained, {REST}}}\n" for number, when in enumerate(whens))
    more = (
        fact("f", CHOICE.replace("choice", kind))
        + f"  g: {{title: {BOTH}, {CHOICE.replace('choice', kind)}, question: {BOTH}}}\n"
    )
    return comparisons(load_rulesets(with_extra(folder, f"{more}rules:\n{rules}")))


@pytest.mark.parametrize(
    ("kind", "whens", "expected"),
    [
        ("choice", ["f == a1"], [("b1", "c1")]),
        ("choice", ["f != a1", "f == b1"], []),
        ("choice", ["f in (a1, b1)"], [("a1", "b1")]),
        ("choice", ["a1 == f", "not f == c1"], []),
        ("choice", ["f == g"], []),
        ("choice", ["known(f)"], [("a1", "b1", "c1")]),
        ("level", ["f >= b1"], []),
        ("level", ["c1 <= f"], []),
        ("level", ["f >= a1"], [("a1", "b1", "c1")]),
        ("level", ["f <= g"], []),
        ("set", ["a1 in f", "not b1 in f"], [("c1",)]),
        ("set", ["known(f)"], [("a1",), ("b1",), ("c1",)]),
    ],
)
def test_options_between_which_nothing_makes_a_difference(
    mini: Path, kind: FactType, whens: list[str], expected: list[tuple[str, ...]]
) -> None:
    """Groups of a choice, single options of a set, and of a level all or none."""
    assert alike(fact_of(kind), conditions(mini, kind, *whens).get("f", [])) == expected
