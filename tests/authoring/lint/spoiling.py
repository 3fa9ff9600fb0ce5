"""Parts of a rule set to spoil the mini one with, and what lint then says."""

from __future__ import annotations

from pathlib import Path

from tests.commands import run
from tests.paths import REGIONS

FLEVOLAND = REGIONS / "flevoland.yaml"
BOTH = "{nl: x, en: x}"
REST = f"because: {BOTH}, basis: source, statements: [S01]"
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


def fact(name: str, more: str, question: str = f", question: {BOTH}") -> str:
    return f"facts:\n  {name}: {{title: {BOTH}, {more}{question}}}\n"


def rule(when: str, name: str = "a-rule", then: str = "strained") -> str:
    """A rule with that condition."""
    return f"rules:\n  {name}: {{when: '{when}', then: {then}, {REST}}}\n"


CHOICE = "type: choice, scale: {a1: {nl: a, en: a1}, b1: {nl: b, en: b1}, c1: {nl: c, en: c1}}"


def with_extra(folder: Path, text: str) -> Path:
    """The rule set with one more file, and cases in which a rule in it holds and fails."""
    (folder / "z.yaml").write_text(text, "utf-8")
    (folder / "scenarios" / "z.yaml").write_text("scenarios: []\n", "utf-8")
    return folder


def region(folder: Path, text: str, name: str = "region.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path
