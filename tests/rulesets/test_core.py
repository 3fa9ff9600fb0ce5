"""The rule set `core`: its scenarios and cases hold, no mistake in a rule goes unseen, and nothing in it is idle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve, fields, has

from regiorules.authoring.testing.scenarios import (
    Check,
    Scenario,
    check_case,
    check_scenario,
    check_suite,
    load_scenarios,
)
from regiorules.engine import rete
from regiorules.engine.engine import Engine
from regiorules.engine.judgement import Judge
from regiorules.facts.possible import Span
from regiorules.facts.region import Region
from regiorules.rules.coverage import cover
from regiorules.rules.declared import SLOT
from regiorules.rules.expressions import ALWAYS, Expression, assumes, reads
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Rule
from regiorules.text import Text
from tests.mistakes import Mistakes
from tests.mutants import Mutator, equivalent, mutants
from tests.paths import REGIONS

CORE = ruleset_folder("core")
KNOWLEDGE = load_rulesets(CORE)
VOCABULARY = KNOWLEDGE.vocabulary
SUITE = load_scenarios(CORE)
EXAMPLES = REGIONS
STATUS = {True: "holds", False: "fails", None: "open"}
MISTAKES = Mistakes(KNOWLEDGE, SUITE)
each_rule = pytest.mark.parametrize("rule", KNOWLEDGE.rules.values(), ids=lambda rule: rule.id)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(KNOWLEDGE, "compiled")


def failed(checks: Iterator[Check]) -> list[str]:
    """The checks that didn't pass, as lines; there must be checks at all."""
    every = list(checks)
    assert every
    return [f"{each.scenario}: {each.subject} is {each.seen}, not {each.expected}" for each in every if not each.passed]


# --- scenarios and cases -------------------------------------------------------------------


@pytest.mark.parametrize("scenario", SUITE.scenarios, ids=lambda scenario: scenario.name)
def test_scenario(scenario: Scenario, engine: Engine) -> None:
    """What the scenario says must hold, fail, or have a value is what is seen."""
    assert failed(check_scenario(scenario, engine)) == []


@pytest.mark.parametrize("rule_id", SUITE.cases)
def test_case(rule_id: str, engine: Engine) -> None:
    """The rule gives what its case repeats, holds where that says so, and fails where that says so."""
    assert failed(check_case(rule_id, SUITE.cases[rule_id], SUITE.places[rule_id], engine)) == []


class _Statuses(Engine):
    """An engine that gives the status of every rule, without what each rests on."""

    def assess(self, region: Region, on: Any = None) -> Any:
        found = self.prepare(region, on).executor.run(self.given(region)).statuses
        return SimpleNamespace(rules={name: SimpleNamespace(status=STATUS[status]) for name, status in found.items()})


@pytest.mark.skipif(not rete.available(), reason="durable-rules isn't installed")
def test_suite_on_durable() -> None:
    """Every scenario and every case also passes on durable-rules."""
    engine, statuses = Engine(KNOWLEDGE, "durable"), _Statuses(KNOWLEDGE, "durable")
    assert failed(check_suite(evolve(SUITE, cases={}), engine)) == []
    assert failed(check_suite(evolve(SUITE, scenarios=()), statuses)) == []


def test_every_example_has_a_scenario() -> None:
    """No region file is left without a scenario that says what must follow from it."""
    told = {scenario.example for scenario in SUITE.scenarios}
    assert {path.stem for path in EXAMPLES.glob("*.yaml")} - told == set()


# --- mutants -------------------------------------------------------------------------------


@each_rule
def test_no_mutant_of_the_condition_survives(rule: Rule) -> None:
    """A condition with any one mistake fails a case of its own rule, unless the mistake provably changes nothing."""
    passes = MISTAKES.answers(rule)
    assert passes(rule.when)
    every = mutants(rule.when, KNOWLEDGE)
    assert every
    survivors = [each for each in every if passes(each) and not equivalent(rule.when, each, KNOWLEDGE)]
    assert not survivors, "\n".join([rule.text, *map(str, survivors)])


def test_every_kind_of_mistake_is_made() -> None:
    """The mutants of a condition hold the mistakes that a hand makes: signs, levels, clauses, `not`, numbers."""
    rules = KNOWLEDGE.rules
    wrong = mutants(rules["subregional-several-large-cities"].when, KNOWLEDGE)
    wrong += mutants(rules["route-regional-first-lead"].when, KNOWLEDGE)
    wrong += mutants(rules["competition-without-common-interest"].when, KNOWLEDGE)
    made = {_plain(each) for each in wrong}
    for condition in (
        "(comparable_large_cities > several_large_cities)",
        "(comparable_large_cities >= (several_large_cities - 1))",
        "(comparable_large_cities >= 2)",
        "((regional_network <= 2) and regional_lead)",
        "((regional_network < 1) and regional_lead)",
        "((regional_network < 2) or regional_lead)",
        "((regional_network < 2) and not regional_lead)",
        "(regional_network < 2)",
        "regional_lead",
        "((municipal_competition == 2) and (common_interests == 1))",
    ):
        assert condition in made


def _plain(tree: Any) -> str:
    """A tree on one line, for reading."""
    match type(tree).__name__:
        case "And" | "Or":
            return "(" + f" {type(tree).__name__.lower()} ".join(map(_plain, tree.parts)) + ")"
        case "Not":
            return f"not {_plain(tree.part)}"
        case "Compare" | "Calculate":
            return f"({_plain(tree.left)} {tree.op} {_plain(tree.right)})"
        case "Constant":
            return str(tree.value)
    return str(tree.name)


@each_rule
def test_no_mutant_of_the_outcome_survives(rule: Rule) -> None:
    """A rule with another target, value, severity or strength, or no rule at all, fails its own case."""
    for wrong in islice(MISTAKES.wrong_outcomes(rule), 0, None, 10):  # and `python -m soak.rules` all of them
        knowledge = evolve(KNOWLEDGE, rules={**KNOWLEDGE.rules, rule.id: wrong})
        assert failed(MISTAKES.outcome_checks(rule, knowledge)), f"{wrong.target} {wrong.value} {wrong.grade}"
    without = evolve(KNOWLEDGE, rules={name: each for name, each in KNOWLEDGE.rules.items() if name != rule.id})
    assert failed(MISTAKES.outcome_checks(rule, without))
    assert cover(without, SUITE.cases).gone == (rule.id,)


def test_every_rule_has_cases_in_both_directions() -> None:
    """Every rule has facts in which it holds and facts in which it fails; one that always holds has only the first."""
    assert set(SUITE.cases) == set(KNOWLEDGE.rules)
    for name, case in SUITE.cases.items():
        assert case.holds, name
        assert bool(case.fails) is (KNOWLEDGE.rules[name].when != ALWAYS), name


# --- derived figures -------------------------------------------------------------------------

# Of 90,000 and a gap: the largest has from 90,000 to 2,000,000 of from 90,001 to 2,090,000, the median is half of that.
SHARE = Span(90_000 / 2_090_000, 2_000_000 / 90_001)
RATIO = Span(90_000 / 1_045_000, 2_000_000 / 45_000.5)
FIGURES: list[tuple[list[int | None] | None, dict[str, Any]]] = [
    (
        [207904, 80000, 75000, 74999, 20000],
        {
            "municipality_count": 5,
            "population_total": 457903,
            "largest_share": 207904 / 457903,
            "largest_to_median": 207904 / 75000,
            "large_cities": 3,
            "largest_population": 207904,
            "comparable_large_cities": 3,
        },
    ),
    (
        [10, 40],
        {
            "municipality_count": 2,
            "population_total": 50,
            "largest_share": 0.8,
            "largest_to_median": 1.6,
            "large_cities": 0,
            "largest_population": 40,
            "comparable_large_cities": 0,
        },
    ),
    (
        [90000, None],
        {
            "municipality_count": 2,
            "population_total": Span(90_001, 2_090_000),
            "largest_share": SHARE,
            "largest_to_median": RATIO,
            "large_cities": Span(1, 2),
            "largest_population": Span(90_000, 2_000_000),
            "comparable_large_cities": Span(0, 2),
        },
    ),
    (
        None,
        dict.fromkeys(KNOWLEDGE.derivations),
    ),
]


def figures(tree: Expression, **changed: float) -> list[float | None]:
    """What an expression gives for each list of populations above."""
    parameters = {name: each.value for name, each in VOCABULARY.parameters.items()} | changed
    judge, largest = Judge(tree, parameters), Judge(KNOWLEDGE.derivations["largest_population"])
    told = [{"municipalities": people and tuple({"population": each} for each in people)} for people, _ in FIGURES]
    return [judge.value({**each, "largest_population": largest.value(each)}) for each in told]


@pytest.mark.parametrize("name", KNOWLEDGE.derivations)
def test_figures_by_hand(name: str) -> None:
    """Every derived figure is what one calculates by hand, and unknown where a population is."""
    assert figures(KNOWLEDGE.derivations[name]) == [expected[name] for _, expected in FIGURES]


@pytest.mark.parametrize("name", KNOWLEDGE.derivations)
def test_no_mutant_of_a_figure_survives(name: str) -> None:
    """A derivation with any one mistake gives another figure somewhere."""
    tree = KNOWLEDGE.derivations[name]

    def seen(each: Expression) -> list[list[float | None]]:
        odd = (
            {},
            {"large_city": 70_000},
            {"comparable_city_ratio": 2.7},
            {"large_city": 10, "comparable_city_ratio": 4},
        )
        return [figures(each, **changed) for changed in odd]

    assert [each for each in Mutator(KNOWLEDGE).operand(tree, None) if seen(each) == seen(tree)] == []


# --- nothing is idle -------------------------------------------------------------------------


def test_every_statement_is_used() -> None:
    """Each of the 48 statements of the source is used, and every conclusion and derived fact has a rule."""
    assert list(KNOWLEDGE.statements) == [f"S{number:02}" for number in range(1, 49)]
    coverage = cover(KNOWLEDGE, SUITE.cases)
    assert (coverage.unused, coverage.without_rule, coverage.gone) == ((), (), ())


def test_every_assumption_is_used() -> None:
    """Changing an assumption can change something: a rule or a derivation reads it."""
    trees = [*(rule.when for rule in KNOWLEDGE.rules.values()), *KNOWLEDGE.derivations.values()]
    assert {name for tree in trees for name in assumes(tree)} == set(VOCABULARY.parameters)


def test_every_question_is_of_use() -> None:
    """Every fact that is asked is read by a rule or a derivation, or stands in a text."""
    trees = [*(rule.when for rule in KNOWLEDGE.rules.values()), *KNOWLEDGE.derivations.values()]
    used = {name for tree in trees for name in reads(tree)}
    used |= {slot["name"] for _, text in texts(KNOWLEDGE) for slot in SLOT.finditer(text.nl)}
    assert {name for name, fact in VOCABULARY.facts.items() if fact.asked} - used == set()


def test_every_fact_has_help() -> None:
    """Who fills in a region file is told what counts as what, for every fact that is asked."""
    asked = [fact for fact in VOCABULARY.facts.values() if fact.asked]
    assert len(asked) > 30
    assert [fact.id for fact in asked if fact.help is None or fact.question is None] == []


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text for people anywhere in a value, with where it stands."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts(each, f"{path}.{key}")
    elif isinstance(value, tuple | list):
        for number, each in enumerate(value):
            yield from texts(each, f"{path}[{number}]")
    elif has(type(value)):
        for field in fields(type(value)):
            yield from texts(getattr(value, field.name), f"{path}.{field.name}")


def test_every_sentence_is_translated() -> None:
    """A text that is a sentence is not the same in Dutch and in English; both have the same slots."""
    every = list(texts(KNOWLEDGE))
    assert len(every) > 1000
    sentences = [(path, text) for path, text in every if len(text.nl.split()) > 3 or text.nl.endswith((".", "?"))]
    assert len(sentences) > 600
    assert [path for path, text in sentences if text.nl == text.en] == []
    assert [path for path, text in every if not text.nl.strip() or not text.en.strip()] == []
    slots = [
        (path, *({slot["name"] for slot in SLOT.finditer(each)} for each in (text.nl, text.en))) for path, text in every
    ]
    assert [path for path, dutch, english in slots if set(dutch) != set(english)] == []


def test_enough_of_everything() -> None:
    """The rule set is the whole of the source: positions, topics, routes, risks and recommendations."""
    count = dict.fromkeys(("risk", "recommendation", "route", "example", "pointer"), 0)
    for conclusion in KNOWLEDGE.conclusions.values():
        if conclusion.kind in count:
            count[conclusion.kind] += 1
    assert len(KNOWLEDGE.positions) == 4
    assert len(KNOWLEDGE.topics) >= 10
    assert count["risk"] >= 20
    assert count["recommendation"] >= 25
    paths = [conclusion.path for conclusion in KNOWLEDGE.conclusions.values() if conclusion.kind == "route"]
    assert paths.count("narrow") == 3
    assert paths.count("emphasis") == 2
    assert paths.count("broad") >= 1
    assert count["example"] >= 3
    assert count["pointer"] >= 1


def test_every_risk_has_a_remedy() -> None:
    """No risk is named without a recommendation that helps against it."""
    risks = [each for each in KNOWLEDGE.conclusions.values() if each.kind == "risk"]
    assert [each.id for each in risks if not each.remedies] == []
