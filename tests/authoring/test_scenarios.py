"""`regiorules test`: the scenarios beside a rule set, what differs and why, and what is never tried."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from regiorules.rules.load import ruleset_folder
from tests.commands import flat, run

CASE = "pursued-without-basis"  # tried by its own case only


@pytest.fixture
def core(tmp_path: Path) -> Path:
    """A copy of the rule set core, to be changed."""
    return shutil.copytree(ruleset_folder("core"), tmp_path / "core")


def change(folder: Path, edit: Callable[[str], str], file: str = "risks.yaml") -> None:
    path = folder / "scenarios" / file
    text = path.read_text()
    assert edit(text) != text
    path.write_text(edit(text))


def case(text: str, name: str) -> str:
    """The lines of a case."""
    found = re.search(rf"^  {name}:\n(?:    .*\n|\n)*", text, re.MULTILINE)
    assert found
    return found[0]


def test_core_is_covered_both_ways() -> None:
    """Every check passes, every rule has a scenario in which it holds, and one in which it doesn't."""
    code, out, err = run("test", "core", "--coverage")
    assert (code, err) == (0, "")
    assert re.search(r"core: (\d+) van \1 controles in orde", out)
    assert re.findall(r"(\S+) % van de regels", out) == ["100", "100"]


def test_without_one_scenario_coverage_is_lower(core: Path) -> None:
    """The rule that is no longer tried is named, and the exit code says that something is wanting."""
    change(core, lambda text: text.replace(case(text, CASE), ""))
    code, out, _ = run("test", core, "--coverage")
    assert code == 1
    assert all(float(percent) < 100 for percent in re.findall(r"(\S+) % van de regels", out))
    assert out.count(f"- {CASE}\n") == 2


def test_what_differs_is_explained(core: Path) -> None:
    """A story that expects what isn't so: where it stands, expected against seen, and the proof below it."""
    change(core, lambda text: text.replace("    fails: [consolidate", "    fails: [via_subregional", 1), "cases.yaml")
    code, out, _ = run("test", core)
    assert code == 1
    [line] = [line for line in flat(out).split("core/scenarios/cases.yaml:") if "verwacht" in line]
    assert "via_subregional: verwacht fails, gezien holds" in line
    assert "regel emphasis-subregional" in line
    assert "Verschillen binnen de regio" in line


def test_a_scenario_with_an_unknown_fact_is_a_difference(core: Path) -> None:
    """It can't be run, and says why; the others go on."""
    wrong = "scenarios:\n  - {name: Mis, facts: {sme_rol: large}}\n"
    change(core, lambda text: text.replace("scenarios:\n", wrong, 1), "cases.yaml")
    code, out, _ = run("test", core)
    assert code == 1
    assert "sme_rol is geen feit" in flat(out)
    assert "bedoelt u sme_role?" in flat(out)


DATED = """
ruleset: {id: dated, version: 1.0.0, title: {nl: a, en: b}, source: {title: {nl: a, en: b}}}
facts:
  f: {type: number, title: {nl: F, en: F}, question: {nl: F?, en: F?}}
  s: {type: set, title: {nl: S, en: S}, question: {nl: S?, en: S?}, scale: {x: {nl: x, en: x}, y: {nl: y, en: y}}}
conclusions:
  was: {kind: context, title: {nl: Was, en: Was}, text: {nl: x, en: x}}
rules:
  was-so:
    {when: f > 1, then: was, because: {nl: x., en: x.}, basis: assumption, why: {nl: x, en: x}, valid_until: 2020-12-31}
"""


def test_a_scenario_of_a_day_is_explained_by_the_rules_of_that_day(tmp_path: Path) -> None:
    """What isn't in force doesn't hold; the values of a set are compared as a list; the day is that of the scenario."""
    (tmp_path / "dated" / "scenarios").mkdir(parents=True)
    (tmp_path / "dated" / "ruleset.yaml").write_text(DATED)
    stories = tmp_path / "dated" / "scenarios" / "s.yaml"
    good = "scenarios:\n  - {name: Nu, on: 2021-01-01, facts: {f: 2, s: [y, x]}, fails: [was], values: {s: [x, y]}}\n"
    stories.write_text(good)
    assert run("test", tmp_path / "dated")[0] == 0
    stories.write_text(good + "  - {name: Toen, on: 2020-12-31, facts: {f: 2}, fails: [was]}\n")
    code, out, _ = run("test", tmp_path / "dated")
    assert code == 1
    assert "was: verwacht fails, gezien holds" in flat(out)
    assert "✓ regel was-so" in flat(out)


def test_what_counts_elsewhere_is_said_to(tmp_path: Path) -> None:
    """A name that a rule set for another region has doesn't fail to exist; the scenario lacks its region."""
    (tmp_path / "dated" / "scenarios").mkdir(parents=True)
    head = DATED.replace("id: dated,", "id: dated, applies: {regions: [Zeeland]},")
    (tmp_path / "dated" / "ruleset.yaml").write_text(head)
    story = "scenarios:\n  - {name: Toen, on: 2020-12-31, facts: {f: 2}, holds: [was, wos]}\n"
    story += "cases: {was-so: {gives: was}}\n"
    stories = tmp_path / "dated" / "scenarios" / "s.yaml"
    stories.write_text(story)
    said = flat(run("test", tmp_path / "dated")[1])
    assert "gezien was telt niet in deze regio of op deze dag; noem onder region en on waar en wanneer wel" in said
    assert "gezien was-so telt niet in deze regio" in said
    assert "gezien wos bestaat niet" in said
    here = story.replace("name: Toen,", "name: Toen, region: Zeeland,").replace(", wos", "")
    stories.write_text(here.replace("gives: was", "gives: was, region: Zeeland, on: 2020-12-31"))
    assert run("test", tmp_path / "dated")[0] == 0


PARTLY = """
ruleset: {id: partly, version: 1.0.0, title: {nl: a, en: b}, source: {title: {nl: a, en: b}}}
facts:
  f: {type: number, title: {nl: F, en: F}, question: {nl: F?, en: F?}}
  g: {type: level, title: {nl: G, en: G}, asked: no, scale: {a: {nl: laag, en: low}, b: {nl: midden, en: middle},
    c: {nl: hoog, en: high}}}
  s: {type: set, title: {nl: S, en: S}, question: {nl: S?, en: S?}, scale: {x: {nl: x, en: x}, y: {nl: y, en: y}}}
  m:
    type: records
    title: {nl: M, en: M}
    question: {nl: M?, en: M?}
    key: n
    fields:
      n: {type: text, title: {nl: N, en: N}, required: yes}
      p: {type: number, title: {nl: P, en: P}, min: 0}
conclusions:
  was: {kind: context, title: {nl: Was, en: Was}, text: {nl: x, en: x}}
rules:
  was-so: {when: f > 1, then: was, because: {nl: x., en: x.}, basis: assumption, why: {nl: x, en: x}}
"""
STORY = """\
scenarios:
  - name: Deels
    facts: {f: meer dan 2, g: hoogstens midden, s: 'x in elk geval', m: [{n: Dorp, p: 5 tot 9}, en andere]}
    holds: [was]
    values:
      f: {more_than: 2}
      g: low of middle
      s: {includes: [x]}
      m: {records: [{n: Dorp, p: {at_least: 5, less_than: 9}}], complete: no}
cases:
  was-so: {gives: was, holds: [{f: meer dan 1}], fails: [{f: hoogstens 1}]}
"""


@pytest.fixture
def partly(tmp_path: Path) -> Path:
    """A rule set with a story of what is partly known."""
    (tmp_path / "partly" / "scenarios").mkdir(parents=True)
    (tmp_path / "partly" / "ruleset.yaml").write_text(PARTLY)
    (tmp_path / "partly" / "scenarios" / "s.yaml").write_text(STORY)
    return tmp_path / "partly"


def test_a_scenario_gives_and_expects_what_is_partly_known(partly: Path) -> None:
    """In words or as plain data, also of a fact that isn't asked; `test` and `lint` both take it."""
    assert run("test", partly) == (0, "  partly: 9 van 9 controles in orde.\n", "")
    assert "scenarios" not in run("lint", partly)[1]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{more_than: 2}", "{more_than: 3}", "f: verwacht {more_than: 3}, gezien {more_than: 2}"),
        ("g: low of middle", "g: low", "g: verwacht a, gezien {at_most: b}"),
        ("{includes: [x]}", "x", "s: verwacht x, gezien {includes: [x]}"),
        (", complete: no}\n", "}\n", "{at_least: 5, less_than: 9}}], complete: no}"),
        ("fails: [{f: hoogstens 1}]", "fails: [{f: hoogstens 2}]", "[2]: verwacht fails, gezien open"),
    ],
)
def test_what_is_partly_known_otherwise_is_a_difference(before: str, after: str, said: str, partly: Path) -> None:
    """Both are shown as they would stand in the file."""
    path = partly / "scenarios" / "s.yaml"
    assert before in STORY
    path.write_text(STORY.replace(before, after))
    code, out, _ = run("test", partly)
    assert code == 1
    assert said in flat(out)


def test_what_cannot_be_partly_known_is_said_at_its_place(partly: Path) -> None:
    """A contradiction in a story: `lint` says where, `test` that the story can't be told."""
    path = partly / "scenarios" / "s.yaml"
    path.write_text(STORY.replace("f: meer dan 2,", "f: meer dan 2 en minder dan 1,"))
    code, out, err = run("lint", partly)
    assert code != 0
    assert "s.yaml:3:" in flat(out + err)
    assert "minder dan 1 gaat niet samen met meer dan 2" in flat(out + err)
    assert "minder dan 1 gaat niet samen met meer dan 2" in flat(run("test", partly)[1])
