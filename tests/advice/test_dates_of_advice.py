"""Of which date the answers, the municipalities and the rules are, and what a reader is told of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from regiorules.advice.advise import make_advice
from regiorules.advice.dates import LIMITS
from regiorules.advice.model import Advice
from regiorules.api import render_advice
from regiorules.engine.engine import Engine
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import Region, region_of
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import LANGUAGES, Language

CORE = load_rulesets(ruleset_folder("core"))
ENGINE = Engine(CORE, "compiled")


def region(**data: Any) -> Region:
    return region_of({"profile": "Zeeland", **data}, CORE.vocabulary, built_in_profiles(CORE.vocabulary, "2016"))


def advice(known: Region, day: date, language: Language = "nl", on: date | None = None) -> Advice:
    return make_advice(ENGINE.assess(known, on), CORE, language, day=day)


def old(found: Advice) -> list[str]:
    return [each.id for each in found.dates if each.old]


def test_a_file_of_today_with_the_table_of_2016_says_so() -> None:
    """The three dates stand apart, and what is old stands in the first line under the title."""
    found = advice(region(date="1-7-2026"), date(2026, 7, 1))
    assert {each.id: each.date for each in found.dates} == {
        "answers": "2026-07-01",
        "municipalities": "2016-01-01",
        "rules": "2016",
    }
    assert old(found) == ["municipalities", "rules"]
    assert found.warnings == (
        "Let op: dit advies rust op oudere gegevens: gemeenten en inwonertallen van 1 januari 2016, regels volgens een"
        " bron van 2016. Ga na wat er sindsdien is veranderd.",
    )
    for kind in ("text", "markdown"):
        text = render_advice(found, kind, width=1000)
        assert isinstance(text, str)
        lines = [line.strip() for line in text.splitlines() if line.strip(" ═")]
        assert lines[1] == found.warnings[0]
        assert any(line.startswith("Antwoorden van 1 juli 2026; ") for line in lines), lines[:6]
        assert text.count("gemeenten en inwonertallen van 1 januari 2016") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_old_on_the_day_itself(language: Language) -> None:
    """Then there is no warning, in either language; the dates are said all the same."""
    found = advice(region(date="2016"), date(2016, 7, 1), language)
    assert (old(found), found.warnings) == ([], ())
    assert len(found.dates) == 3


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2017, 12, 31), []),
        (date(2018, 1, 1), ["municipalities"]),
        (date(2018, 12, 30), ["municipalities"]),
        (date(2018, 12, 31), ["answers", "municipalities"]),
        (date(2021, 12, 30), ["answers", "municipalities"]),
        (date(2021, 12, 31), ["answers", "municipalities", "rules"]),
    ],
)
def test_what_is_old_is_a_declared_number_of_years(day: date, names: list[str]) -> None:
    """Counted from the last day of a year, a month or a day."""
    assert dict(LIMITS) == {"answers": 2, "profile": 2, "rules": 5}
    assert old(advice(region(date="2016"), day)) == names


def test_the_day_of_the_advice_is_that_of_the_rules() -> None:
    """Advice by the rules of 2016 isn't told that 2016 is long ago; without a day it is that of today."""
    known = region(date="2016")
    assert make_advice(ENGINE.assess(known, date(2016, 7, 1)), CORE).warnings == ()
    assert make_advice(ENGINE.assess(known), CORE).warnings != ()


def test_answers_without_a_date_say_so() -> None:
    """A table alone is no answer; a fact of one's own is."""
    assert [each.id for each in advice(region(), date(2016, 7, 1)).dates] == ["municipalities", "rules"]
    found = advice(region(facts={"sme_role": "large"}), date(2016, 7, 1))
    assert found.dates[0].text == "antwoorden zonder datum"
    assert old(found) == []


def test_municipalities_of_ones_own_have_the_date_of_their_source() -> None:
    """The earliest of several; without a dated source they are answers like the others."""
    people = [{"name": "A", "population": 10}]
    sources = {"a": {"title": "A", "date": "2024-01"}, "b": {"title": "B", "date": "2023"}, "c": {"title": "C"}}
    given = {"municipalities": {"value": people, "source": ["a", "b", "c"]}}
    found = advice(region(date="2026", sources=sources, facts=given), date(2024, 6, 1))
    assert {each.id: each.date for each in found.dates}["municipalities"] == "2023"
    found = advice(region(date="2026", facts={"municipalities": people}), date(2026, 6, 1))
    assert [each.id for each in found.dates] == ["answers", "rules"]


def test_the_newest_source_of_rules_counts() -> None:
    """Rules of today beside an old text are up to date."""
    newer = evolve(CORE.rulesets[0], id="new", source=evolve(CORE.rulesets[0].source, date="2026-01"))
    knowledge = evolve(CORE, rulesets=(*CORE.rulesets, newer))
    found = make_advice(Engine(knowledge, "compiled").assess(region(date="2026")), knowledge, day=date(2026, 7, 1))
    assert {each.id: each.date for each in found.dates}["rules"] == "2026-01"
    assert old(found) == ["municipalities"]
    undated = evolve(newer, id="undated", source=evolve(newer.source, date=""))
    added = evolve(newer, id="added", extends=(newer.id,), source=evolve(newer.source, date="2026-06"))
    knowledge = evolve(knowledge, rulesets=(undated, *knowledge.rulesets, added))
    found = make_advice(Engine(knowledge, "compiled").assess(region(date="2026")), knowledge, day=date(2026, 7, 1))
    assert {each.id: each.date for each in found.dates if each.id.startswith("rules")} == {
        "rules": "2026-01",
        "rules.added": "2026-06",  # what is added to others has a date of its own
    }
