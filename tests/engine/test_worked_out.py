"""Numbers that rules work out, or that are made of all rows that hold: on every executor, and between bounds."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from regiorules.advice.session import Session
from regiorules.authoring.testing.regions import regions
from regiorules.authoring.testing.scenarios import check_suite, load_scenarios
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import EXECUTORS, Engine
from regiorules.engine.settling import COLLECT, CONFLICT, Settle, settle_calculated
from regiorules.engine.states import Conflict
from regiorules.facts.possible import Span, is_partly
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.executors import SOME
from tests.mini import copied, mistakes
from tests.paths import DATA

FEES = DATA / "fees"
KNOWLEDGE = load_rulesets(FEES)
VOCABULARY = KNOWLEDGE.vocabulary
ENGINES = {name: Engine(KNOWLEDGE, name) for name in EXECUTORS if name != "durable" or rete.available()}
every_engine = pytest.mark.parametrize("engine", list(ENGINES.values()), ids=list(ENGINES))
TRUTHS = st.sampled_from([True, False, None])
NUMBERS = st.integers(-3, 3)
BETWEEN = st.tuples(NUMBERS, NUMBERS).map(sorted).map(lambda ends: Span(*ends) if ends[0] < ends[1] else ends[0])
CANDIDATES = st.lists(st.tuples(TRUTHS, st.one_of(NUMBERS, BETWEEN)), max_size=4)


def region(**values: Any) -> Region:
    return Region("R").tell(VOCABULARY, **values)


def test_the_scenarios_hold() -> None:
    """Whole regions come to what they say, also where no row holds: a sum is nothing then, and the most is unknown."""
    assert [each for each in check_suite(load_scenarios(FEES), Engine(KNOWLEDGE)) if not each.passed] == []


@every_engine
def test_what_is_worked_out_lies_between_bounds(engine: Engine) -> None:
    """Of what is partly known, or open, it is known between what it lies; and what that rests on."""
    known = region(size="large", inhabitants={"at_least": 20_000, "at_most": 30_000})
    found = engine.assess(known)
    fee, bonus = found.facts["fee"], found.facts["bonus"]
    assert fee.value == {"at_least": 2000, "at_most": 3000}
    assert (fee.rules, fee.rests_on) == (("fee-by-inhabitants",), ("inhabitants", "size"))
    assert fee.waits_for == ("inhabitants",)
    assert bonus.value == {"at_least": 105, "at_most": 185}  # 5 and 100, and perhaps 50 and 20 to 30
    assert (bonus.rests_on, bonus.waits_for) == (("inhabitants", "size"), ("inhabitants", "shared"))
    assert found.value("reasons") == {"at_least": 1, "at_most": 2}
    assert found.value("most") == {"at_least": 10, "at_most": 30}
    assert found.value("least") == {"at_least": 5, "at_most": 10}
    assert found.holds("pays_much")
    whole = engine.assess(known.tell(VOCABULARY, inhabitants=25_000, shared=False))
    assert [whole.value(name) for name in ("fee", "bonus", "reasons", "least", "most")] == [2500, 105, 1, 5, 10]
    assert whole.facts["bonus"].rests_on == ("shared", "size")


@every_engine
def test_an_assumption_counts_in_a_calculation(engine: Engine) -> None:
    """With another rate it is another fee."""
    found = engine.assess(evolve(region(size="large", inhabitants=20_000), parameters={"rate": 0.5}))
    assert found.value("fee") == 10_000


@every_engine
@SOME
@given(data=st.data())
def test_an_assessment_is_read_back(engine: Engine, data: st.DataObject) -> None:
    """What was kept as JSON is the same, and goes with the rules; every executor says the same."""
    found = engine.assess(data.draw(regions(VOCABULARY)))
    again = Assessment.from_json(found.to_json())
    assert again == found
    again.checked(KNOWLEDGE)


@SOME
@given(data=st.data())
def test_a_session_says_what_a_whole_assessment_does(data: st.DataObject) -> None:
    """However few facts at a time it is told."""
    drawn = data.draw(regions(VOCABULARY))
    engine = ENGINES.get("durable", ENGINES["compiled"])
    with Session(engine, Region("R")) as session:
        told = Region("R")
        for name, each in drawn.facts.items():
            if each.value is not None:
                told = told.tell(VOCABULARY, **{name: each.value})
                session.tell(name, each.value)
        assert session.assessment().facts == engine.assess(told).facts


@SOME
@given(candidates=CANDIDATES, settle=st.sampled_from(list(COLLECT.values())))
def test_bounds_are_those_of_every_completion(candidates: list[tuple[bool | None, Any]], settle: Settle) -> None:
    """The least and the most are those of every way in which open rules hold or don't, and numbers turn out."""
    every = [settle(way) for way in completions(candidates)]
    found = settle(candidates)
    if any(each is None for each in every):
        assert found is None
    elif min(every) < max(every):
        assert found == Span(min(every), max(every))
    else:
        assert found == every[0]


def completions(candidates: list[tuple[bool | None, Any]]) -> list[list[tuple[bool, int]]]:
    """Every way in which open rules hold or don't, and every whole number that one may say."""
    one = [
        [
            (status, number)
            for status in ((True, False) if truth is None else (truth,))
            for number in (range(int(value.low), int(value.high) + 1) if isinstance(value, Span) else (value,))
        ]
        for truth, value in candidates
    ]
    return [list(way) for way in itertools.product(*one)]


@SOME
@given(candidates=CANDIDATES)
def test_rules_that_agree_tell_more_together(candidates: list[tuple[bool | None, Any]]) -> None:
    """The number lies where all rules that hold allow it; where they allow none, that is a conflict."""
    said = [each if isinstance(each, Span) else Span(each, each) for status, each in candidates if status]
    allowed = [number for number in range(-3, 4) if all(each.holds(number) for each in said)]
    found = settle_calculated(candidates)
    if not said:
        assert found is None
    elif not allowed:
        assert found is CONFLICT
    else:
        ends = (found.low, found.high) if is_partly(found) else (found, found)
        assert ends == (allowed[0], allowed[-1])


TWO = """
facts:
  levy: {{type: number, title: {{nl: Heffing, en: Levy}}, asked: no}}
rules:
  first: {{when: trust == low, then: {{levy: {one}}}, because: {{nl: x, en: x}}, statements: [S01], basis: source}}
  second: {{when: effort == low, then: {{levy: {other}}}, because: {{nl: x, en: x}}, statements: [S01], basis: source}}
"""


def two(folder: Path, one: str, other: str) -> Engine:
    """The engine of a rule set in which two rules say what the levy is."""
    mini = copied(folder)
    (mini / "z.yaml").write_text(TWO.format(one=one, other=other), encoding="utf-8")
    return Engine(load_rulesets(mini))


def test_two_numbers_are_a_conflict(tmp_path: Path) -> None:
    """Where two rules work out different numbers, both are named; where they come to the same, that is the value."""
    engine = two(tmp_path, "budget * 2", "budget + 3")
    told = Region("R").tell(engine.knowledge.vocabulary, trust="low", effort="low", budget=5)
    rules = ("first", "second")
    found = engine.assess(told)
    assert (found.value("levy"), found.conflicts) == (None, (Conflict("levy", (8, 10), rules),))
    Assessment.from_json(found.to_json()).checked(engine.knowledge)
    same = engine.assess(told.tell(engine.knowledge.vocabulary, budget=3))
    assert (same.value("levy"), same.conflicts) == (6, ())
    apart = engine.assess(told.tell(engine.knowledge.vocabulary, budget={"at_least": 4, "at_most": 4.5}))
    [conflict] = apart.conflicts
    assert conflict.values == ({"at_least": 8, "at_most": 9}, {"at_least": 7, "at_most": 7.5})


WRONG = [
    ("bugdet * 2", "bugdet isn't a fact, conclusion or assumption; did you mean budget?"),
    ("trust + 1", "trust isn't a number"),
    ("1 * (budget + 0,5)", "0,5: write a decimal number in a condition with a point (0.5)"),
    ("5 euros", "5 euros isn't a number"),
    ("known(budget)", "known(budget) isn't a number"),
]


@pytest.mark.parametrize(("written", "why"), WRONG)
def test_a_calculation_that_can_not_be_is_refused(tmp_path: Path, written: str, why: str) -> None:
    """With its place, and what to do; what isn't a calculation is read as a number."""
    mini = copied(tmp_path)
    (mini / "z.yaml").write_text(TWO.format(one=f'"{written}"', other=2), encoding="utf-8")
    [message] = mistakes(mini)
    assert message.startswith("z.yaml:5:")
    assert f"rules.first.then.levy: {why}" in message


def test_an_explanation_shows_the_calculation(tmp_path: Path) -> None:
    """How the number is made, what each rule works out, and of what; rules that are open too."""
    file = tmp_path / "r.yaml"
    file.write_text('region: R\nfacts: {size: large, inhabitants: "20000 to 30000"}\n', encoding="utf-8")
    out = run("explain", file, "bonus", "--ruleset", FEES, "--lang", "en")[1]
    assert "• Bonus (bonus) = 105 to 185 — derived: the sum of what holds\n" in out
    assert "? rule bonuses-shared: Bonuses add up. [S01; Chapter]\n" in out
    assert "• Inhabitants / 1000 = 20 to 30\n" in out
    fee = run("explain", file, "fee", "--ruleset", FEES, "--lang", "en")[1]
    assert "• Inhabitants * 0.1 = 2000 to 3000\n" in fee
    assert "• assumption rate: Rate = 0.1. Assumption.\n" in fee
