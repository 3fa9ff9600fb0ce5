"""A rule set as a model and back: the same conclusions in any region, for all that a model can say."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from regiorules_dmn.deciding import DmnModel
from regiorules_dmn.export import export

import regiorules
from regiorules import Engine, ExportWish, Region
from regiorules.facts.partial import is_whole
from regiorules.rules.load import load_rulesets
from regiorules.testing import regions

EXAMPLES = int(os.environ.get("REGIORULES_EXAMPLES", "100"))
CORE = regiorules.load("core")
ENGINE = Engine(CORE, "compiled")
STATUS = {"holds": True, "fails": False}


@cache
def back() -> DmnModel:
    """Core as a model, read as a rule set."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "core.dmn"
        path.write_text(str(export(CORE, ExportWish("core")).content), "utf-8")
        return DmnModel(path, "compiled")


def known(region: Region) -> dict[str, Any]:
    """The facts that are known whole, of those that the model asks."""
    asked = back().translated.inputs
    facts = {name: each.value for name, each in region.facts.items() if name in asked}
    return {name: value for name, value in facts.items() if value is not None and is_whole(value)}


def test_nothing_of_core_is_lost() -> None:
    """Every conclusion and every fact that follows is a decision, and none of them is asked instead."""
    concluded = {*CORE.by_target, *CORE.derivations, *CORE.vocabulary.parameters}
    assert set(back().translated.decisions) == concluded
    assert back().translated.unsaid == {}


@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(region=regions(CORE.vocabulary))
def test_the_same_follows_in_every_region(region: Region) -> None:
    """Conclusions hold, fail or stay open alike, and facts get the same values; with whatever isn't known."""
    facts = known(region)
    first = ENGINE.assess(regiorules.region_of({"region": "X", "facts": facts}, CORE.vocabulary))
    second = back().decide(facts)
    expected = {name: STATUS.get(first.conclusions[name].status) for name in CORE.conclusions}
    expected |= {name: whole(first.facts[name].value) for name in second if name in first.facts}
    assert {name: (second[name], each) for name, each in expected.items() if plain(second[name]) != plain(each)} == {}


def whole(value: Any) -> Any:
    """A value, None where it is partly known."""
    return value if is_whole(value) else None


def plain(value: Any) -> Any:
    """Sets as they compare; a number as one that is rounded."""
    if isinstance(value, tuple | list):
        return sorted(set(value)) or None  # of a list repeats are kept
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 9) if isinstance(value, float) else value


RULES = """
ruleset: {id: trial, version: 1.0.0, title: {nl: Proef, en: Trial}, source: {title: {nl: Proef, en: Trial}}}
source_sections: {s1: {nl: Een, en: One}}
statements: {S01: {section: s1, text: {nl: Een, en: One}}}
facts:
  size: {type: number, min: 0, title: {nl: Omvang, en: Size}, question: {nl: Hoe groot?, en: How large?}}
  start: {type: date, title: {nl: Begin, en: Start}, question: {nl: Wanneer?, en: When?}}
  domains:
    type: set
    scale: {work: {nl: werk, en: work}, youth: {nl: jeugd, en: youth}, care: {nl: zorg, en: care}}
    title: {nl: Domeinen, en: Domains}
    question: {nl: Welke?, en: Which?}
  offered: {type: set, scale: {desk: {nl: balie, en: desk}, visit: {nl: bezoek, en: visit}}, asked: no,
            title: {nl: Aanbod, en: Offer}}
  fee: {type: number, asked: no, title: {nl: Prijs, en: Fee}}
  power:
    {type: number, asked: no, title: {nl: Macht, en: Power},
     derive: "(size ** 2) ** 0.5 + size ** 2 ** -0.5 - 2 * (size - 4) ** -3 + (-2) ** 3"}
  due: {type: date, asked: no, title: {nl: Uiterlijk, en: Due}}
  busy: {type: yes_no, asked: no, title: {nl: Druk, en: Busy}}
rules:
  r-1: {when: size > 10, then: {offered: [desk, visit]}, GROUNDS}
  r-2: {when: work in domains, then: {offered: desk}, GROUNDS}
  r-3: {when: size > 5, then: {fee: size * 2 + 1}, GROUNDS}
  r-4: {when: size <= 5, then: {fee: 3}, GROUNDS}
  r-6: {when: size > 5, then: {due: 2027-01-01}, GROUNDS}
  r-5: {when: 'visit in offered or (care in domains and start < "2026-01-01")', then: busy, GROUNDS}
"""
GROUNDS = "because: {nl: Omdat., en: Because.}, basis: source, statements: [S01]"


def test_sets_dates_and_calculations_come_back(tmp_path: Path) -> None:
    """The options that rules add, a number that is worked out, a day: all as before."""
    (tmp_path / "ruleset.yaml").write_text(RULES.replace("GROUNDS", GROUNDS), "utf-8")
    knowledge = load_rulesets(tmp_path)
    (tmp_path / "a.dmn").write_text(str(export(knowledge, ExportWish("trial")).content), "utf-8")
    found = DmnModel(tmp_path / "a.dmn")
    assert found.translated.unsaid == {}
    assert "(size ** 2) ** 0.5 + size ** (2 ** (-0.5))" in (tmp_path / "a.dmn").read_text("utf-8")  # for any reader
    engine, names = Engine(knowledge, "compiled"), ("offered", "fee", "busy", "due", "power")
    for size in (3, 8, 12):
        for domains in ([], ["work"], ["care", "youth"]):
            for start in ("2025-06-01", "2026-06-01"):
                facts = {"size": size, "domains": domains, "start": start}
                region = regiorules.region_of({"region": "X", "facts": facts}, knowledge.vocabulary)
                first, second = engine.assess(region).facts, found.decide(facts)
                assert {name: plain(second[name]) for name in names} == {
                    name: plain(first[name].value) for name in names
                }
