"""A small rule set in which nothing is wrong, to sow faults in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from regiorules.rules.load import load_rulesets

if TYPE_CHECKING:
    from regiorules.proofs.finding import Finding

ON = date(2026, 1, 1)

HEAD = """
ruleset:
  id: sown
  version: 1.0.0
  title: {nl: Proef, en: Trial}
  source: {title: {nl: Proefbron, en: Trial source}}
source_sections: {main: {nl: Hoofdstuk, en: Chapter}}
statements: {S01: {section: main, text: {nl: Zo is het., en: So it is.}}}
facts:
  trust:
    type: level
    scale: {low: {nl: laag, en: low}, medium: {nl: gemiddeld, en: medium}, high: {nl: hoog, en: high}}
    title: {nl: Vertrouwen, en: Trust}
    question: {nl: Hoeveel?, en: How much?}
  agreed:
    type: yes_no
    title: {nl: Afgesproken, en: Agreed}
    question: {nl: Afgesproken?, en: Agreed?}
  budget:
    type: number
    min: 0
    max: 100
    title: {nl: Budget, en: Budget}
    question: {nl: Hoeveel?, en: How much?}
  projects:
    type: records
    key: name
    title: {nl: Projecten, en: Projects}
    question: {nl: Welke?, en: Which?}
    fields:
      name: {type: text, required: yes, title: {nl: Naam, en: Name}}
      cost: {type: number, min: 0, max: 50, title: {nl: Kosten, en: Cost}}
  pace:
    type: level
    asked: no
    scale: {slow: {nl: langzaam, en: slow}, fast: {nl: snel, en: fast}}
    title: {nl: Tempo, en: Pace}
positions:
  pace_position: {figure: 1, title: {nl: Tempo, en: Pace}, y: trust, name: pace, statements: [S01]}
conclusions:
  talk: {kind: finding, title: {nl: Praat, en: Talk}, text: {nl: Praat., en: Talk.}, statements: [S01]}
  act: {kind: finding, title: {nl: Doe, en: Act}, text: {nl: Doe., en: Act.}, statements: [S01]}
  wait: {kind: finding, title: {nl: Wacht, en: Wait}, text: {nl: Wacht., en: Wait.}, statements: [S01]}
  spend: {kind: finding, title: {nl: Besteed, en: Spend}, text: {nl: Besteed., en: Spend.}, statements: [S01]}
constraints:
  one-of-two: {exactly_one: [talk, act], because: {nl: Een van de twee., en: One of the two.}}
  not-both: {at_most_one: [act, wait], because: {nl: Niet allebei., en: Not both.}}
  no-waiting: {excludes: [act, wait], because: {nl: Wie doet wacht niet., en: Who acts does not wait.}}
"""
RULES = {
    "talk-first": "{when: trust == low, then: talk, GROUNDS}",
    "act-then": "{when: trust > low, then: act, GROUNDS}",
    "wait-for-money": "{when: trust == low and budget < 10, then: wait, GROUNDS}",
    "spend-on-many": '{when: "count(projects) >= 5", then: spend, GROUNDS}',
    "spend-on-costly": '{when: "any(projects, cost > 40) and agreed", then: spend, GROUNDS}',
    "slow": "{when: trust < high, then: {pace: slow}, GROUNDS}",
    "fast": "{when: trust == high, then: {pace: fast}, GROUNDS}",
}
GROUNDS = "because: {nl: Daarom., en: So.}, statements: [S01], basis: source"


def sown(folder: Path, *, tables: str = "", head: str = HEAD, **rules: str) -> Path:
    """The rule set with other rules: by their names, with a `_` for every `-`."""
    every = {**RULES, **{name.replace("_", "-"): rule for name, rule in rules.items()}}
    lines = [f"  {name}: {rule.replace('GROUNDS', GROUNDS)}" for name, rule in every.items() if rule]
    text = "\n".join([head, "rules:", *lines, tables, ""])
    (folder / "ruleset.yaml").write_text(text, "utf-8")
    return folder


def table(folder: Path, *rows: str, hit: str = "unique") -> str:
    """A table for the pace instead of rules, with these rows; what declares it."""
    (folder / "pace.csv").write_text("\n".join(["budget;→ pace", *rows, ""]), "utf-8")
    because = "because: {nl: Daarom., en: So.}, statements: [S01], basis: source"
    return f"tables:\n  pace-table: {{file: pace.csv, hit: {hit}, {because}}}"


def findings(folder: Path) -> list[Finding]:
    """What is found in a rule set; for this the solver has to be there."""
    from regiorules.proofs.run import steps

    knowledge = load_rulesets(folder)
    return [found for step in steps(knowledge, knowledge.rulesets[-1].id, ON) for found in step()]
