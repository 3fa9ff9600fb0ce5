"""The expression language: what is read, as which tree, and what is refused, at which column."""

from __future__ import annotations

import pytest

from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.executor import Executor
from regiorules.engine.judgement import Judge
from regiorules.engine.program import ProgramRule, build_program
from regiorules.engine.rete import available
from regiorules.errors import Place, Problems
from regiorules.facts.possible import Span
from regiorules.rules.conditions import parse_condition, parse_number
from regiorules.rules.expressions import (
    ALWAYS,
    Aggregate,
    And,
    Calculate,
    Compare,
    Constant,
    Contains,
    Expression,
    Field,
    Known,
    Not,
    OneOf,
    Or,
    ParameterOf,
    Variable,
    assumes,
    bind,
    reads,
)
from regiorules.rules.language import MAX_DEPTH, MAX_LENGTH
from regiorules.rules.load import load_rulesets
from regiorules.rules.names import Names
from tests.mini import KNOWLEDGE
from tests.paths import DATA

_GAP, _ONE = Span(2, 2_000_001), Span(1, 2)  # what a gap leaves possible
NAMES = Names.of(KNOWLEDGE, frozenset({"broken_fact"}))
TRUST, BUDGET = Variable("trust"), Variable("budget")
POPULATION = Field("population")
UNKNOWN = "isn't a fact, conclusion or assumption"
TREES: list[tuple[str, Expression]] = [
    ("always", ALWAYS),
    ("strategy_agreed", Variable("strategy_agreed")),
    ("not strained", Not(Variable("strained"))),
    ("trust == low", Compare("==", TRUST, Constant(0))),
    ("high != trust", Compare("!=", Constant(2), TRUST)),
    ("trust >= effort", Compare(">=", TRUST, Variable("effort"))),
    ("shape == spread", Compare("==", Variable("shape"), Constant("spread"))),
    ("low < trust <= high", And((Compare("<", Constant(0), TRUST), Compare("<=", TRUST, Constant(2))))),
    ("budget > -1", Compare(">", BUDGET, Constant(-1))),
    ("budget > large_city", Compare(">", BUDGET, ParameterOf("large_city"))),
    (
        "1.5 * budget + 2 < 3",
        Compare("<", Calculate("+", Calculate("*", Constant(1.5), BUDGET), Constant(2)), Constant(3)),
    ),
    (
        "1 + budget ** 2 > 0",
        Compare(">", Calculate("+", Constant(1), Calculate("**", BUDGET, Constant(2))), Constant(0)),
    ),
    ("0.5 < budget ** -0.5", Compare("<", Constant(0.5), Calculate("**", BUDGET, Constant(-0.5)))),
    ("budget / 2 - 1 > 0", Compare(">", Calculate("-", Calculate("/", BUDGET, Constant(2)), Constant(1)), Constant(0))),
    ("trust in (low, high)", OneOf(TRUST, (0, 2))),
    ("trust not in [low]", Not(OneOf(TRUST, (0,)))),
    ("budget in (1, 2.5, -3)", OneOf(BUDGET, (1, 2.5, -3))),
    ('centre_municipality in ("Urk", "")', OneOf(Variable("centre_municipality"), ("urk", ""))),
    ("work in domains", Contains(Variable("domains"), "work")),
    ("work not in domains", Not(Contains(Variable("domains"), "work"))),
    ("known(trust) and known(strained)", And((Known("trust"), Known("strained")))),
    ("not not known(trust)", Not(Not(Known("trust")))),
    ("strained or talk and strained", Or((Variable("strained"), And((Variable("talk"), Variable("strained")))))),
    ("count(municipalities) > 1", Compare(">", Aggregate("count", "municipalities"), Constant(1))),
    (
        "count(municipalities, population >= large_city) == 2",
        Compare(
            "==",
            Aggregate("count", "municipalities", Compare(">=", POPULATION, ParameterOf("large_city"))),
            Constant(2),
        ),
    ),
    (
        "any(municipalities, role == guest)",
        Aggregate("any", "municipalities", Compare("==", Field("role"), Constant("guest"))),
    ),
    ("all(municipalities, population < budget)", Aggregate("all", "municipalities", Compare("<", POPULATION, BUDGET))),
    (
        "any(municipalities, name == centre_municipality)",
        Aggregate("any", "municipalities", Compare("==", Field("name"), Variable("centre_municipality"))),
    ),
    (
        "sum(municipalities, population) > 5",
        Compare(">", Aggregate("sum", "municipalities", None, "population"), Constant(5)),
    ),
    (
        "share(municipalities, role == member, population) > fair_share",
        Compare(
            ">",
            Aggregate("share", "municipalities", Compare("==", Field("role"), Constant("member")), "population"),
            ParameterOf("fair_share"),
        ),
    ),
]
NO_POWER = ": this power has no outcome, or one that is too large; use another base or another exponent"
REFUSALS = [
    # names and levels
    ("trusst == low", [f"11: trusst {UNKNOWN}; did you mean trust?"]),
    ("trust == lo", ["20: lo isn't a value of trust (but: low, medium, high); did you mean low?"]),
    ("trust == 1", ["11: trust and 1 can't be compared"]),
    ("budget > trust", ["11: budget and trust can't be compared"]),
    ("trust == shape", ["11: trust and shape can't be compared"]),
    ("low == low", [f"11: low {UNKNOWN}"]),
    ("shape < spread", ["11: shape has no order; use == or in"]),
    ('centre_municipality < "b"', ["11: centre_municipality has no order; use == or in"]),
    ("role == member", [f"11: role {UNKNOWN}"]),
    ("any(municipalities, role == gest)", ["39: gest isn't a value of role (but: member, guest); did you mean guest?"]),
    # true or false
    ("strategy_agreed == yes", ["30: strategy_agreed is true or false; write strategy_agreed or not strategy_agreed"]),
    ("1 < strained", ["15: strained is true or false; write strained or not strained"]),
    (
        "strategy_agreed in (low,)",
        ["31: strategy_agreed is true or false; write strategy_agreed or not strategy_agreed"],
    ),
    ("trust", ["11: trust isn't a statement that is true or false"]),
    ("budget + 1", ["11: budget + 1 isn't a statement that is true or false"]),
    ("not always", [f"15: always {UNKNOWN}"]),
    # sets and lists
    ("worc in domains", ["11: worc isn't a value of domains (but: work, care, youth); did you mean work?"]),
    ("work in budget", ["19: budget isn't a set"]),
    ("domains == work", ["11: domains and work can't be compared"]),
    ("domains in (work,)", ["23: domains and work can't be compared"]),
    ("budget in (large_city, 3)", ["22: large_city can't stand in a condition"]),
    ('budget in ("a", 3)', ['22: budget and "a" can\'t be compared']),
    ("centre_municipality in (1,)", ["35: centre_municipality and 1 can't be compared"]),
    (
        "trust in (lo, 1)",
        [
            "21: lo isn't a value of trust (but: low, medium, high); did you mean low?",
            "25: 1 isn't a value of trust (but: low, medium, high)",
        ],
    ),
    # functions
    (
        "counted(municipalities) > 1",
        [
            "11: counted isn't a function (but: count, any, all, sum, max, min, median, share, size, months_between,"
            " known); did you mean count?"
        ],
    ),
    ("any(municipalities)", ["11: any expects: any(records, condition)"]),
    ("sum(municipalities) > 1", ["11: sum expects: sum(records, field)"]),
    (
        "any(municipalities, any(municipalities, population > 1))",
        [
            "31: any(…) can't stand in a condition about one record; derive it in a fact (derive) and name that fact"
            " here"
        ],
    ),
    ("count(trust) > 1", ["17: trust isn't a list of records"]),
    ("sum(municipalities, name) > 1", ["31: name isn't a field of municipalities (but: population)"]),
    (
        "sum(municipalities, populatie) > 1",
        ["31: populatie isn't a field of municipalities (but: population); did you mean population?"],
    ),
    ("known(1)", ["11: known expects: known(fact)"]),
    ("known(trusst)", [f"17: trusst {UNKNOWN}; did you mean trust?"]),
    ("known(trust, x=1)", ["25: = can't stand here; write =="]),
    # what Python knows and this language doesn't
    ("__import__('os').system('ls')", ["11: __import__('os').system('ls') can't stand in a condition"]),
    ("trust.x == low", ["11: trust.x can't stand in a condition"]),
    ("trust[0] == low", ["11: trust[0] can't stand in a condition"]),
    ("budget % 2 > 1", ["11: budget % 2 can't stand in a condition"]),
    (
        "budget ** 2 == 4",
        ["11: budget ** 2 is calculated, and so is seldom exactly equal to another number; use <, <=, > or >="],
    ),
    ("budget > (0 * 3) ** -1", [f"20: (0 * 3) ** -1{NO_POWER}"]),
    ("budget > (-8) ** 0.5", [f"20: (-8) ** 0.5{NO_POWER}"]),
    ("budget > 10 ** 400", [f"20: 10 ** 400{NO_POWER}"]),
    ("budget > 10 ** (400 - x)", ["33: x isn't a fact, conclusion or assumption"]),
    ("lambda: strained", ["11: lambda: strained can't stand in a condition"]),
    ("strained if talk else talk", ["11: strained if talk else talk can't stand in a condition"]),
    ("(x := 1)", ["12: x := 1 can't stand in a condition"]),
    ("trust is low", ["11: trust is low can't stand in a condition"]),
    ("True", ["11: True can't stand in a condition"]),
    ("not True", ["15: True can't stand in a condition"]),
    ("budget > -True", ["20: -True can't stand in a condition"]),
    ("budget > 1e400", ["20: 1e400 can't stand in a condition"]),
    ("budget > -1e400", ["20: -1e400 can't stand in a condition"]),
    ("b'a' == centre_municipality", ["11: b'a' can't stand in a condition"]),
    # size
    ("x" * (MAX_LENGTH + 1), ["11: this condition is longer than 2000 characters"]),
    ("not " * 450 + "strained", ["11: nested deeper than 50 levels"]),
    ("budget" + " + 1" * 400 + " > 1", ["11: nested deeper than 50 levels"]),
]
NEVER_NOT_KNOWN = [
    ("not known(trust)", 15),
    ("not (known(trust) or strained)", 16),
    ("not any(municipalities, known(budget))", 35),
    ("strained and not (talk and not not known(trust))", 46),
]
CALCULATIONS = [
    ("budget * 2", {"budget": 3}, 6),
    ("budget / large_cities", {"budget": 3, "large_cities": 0}, None),
    ("budget + 1", {}, None),
    ("budget ** 0.5", {"budget": 9}, 3),
    ("2 ** 3 ** budget", {"budget": 2}, 512),
    ("budget ** 0.5", {"budget": -9}, None),
    ("budget ** large_cities", {"budget": 0, "large_cities": -1}, None),
    ("budget ** large_cities", {"budget": 10**15, "large_cities": 10**15}, None),
    (
        "max(municipalities, population) / sum(municipalities, population)",
        {"municipalities": ({"population": 1}, {"population": 3})},
        0.75,
    ),
    ("median(municipalities, population)", {"municipalities": ({"population": 1}, {"population": 4})}, 2.5),
    ("max(municipalities, population)", {"municipalities": ()}, None),
    ("sum(municipalities, population)", {"municipalities": ()}, 0),
    (
        "sum(municipalities, population)",
        {"municipalities": ({"population": 1}, {"population": None})},
        _GAP,
    ),
    ("sum(municipalities, population)", {"municipalities": ({"population": 1e308}, {"population": 1e308})}, None),
    ("median(municipalities, population)", {"municipalities": ({"population": 1e308}, {"population": 1e308})}, 1e308),
    (
        "count(municipalities, population > 1)",
        {"municipalities": ({"population": None}, {"population": 3})},
        _ONE,
    ),
    (
        "share(municipalities, population > 1, population)",
        {"municipalities": ({"population": 1}, {"population": 3})},
        0.75,
    ),
]


def problems_of(text: str) -> list[str]:
    """The problems of a condition at column 11 of line 3, without file and path."""
    problems = Problems()
    assert parse_condition(text, NAMES, Place("f", 3, 11), "p", problems) is None
    return [problem.say("en").removeprefix("f:3:").replace(" p:", ":", 1) for problem in problems.found]


def tree_of(text: str) -> Expression:
    problems = Problems()
    tree = parse_condition(text, NAMES, Place("f", 3, 11), "p", problems)
    assert problems.found == []
    assert tree is not None
    return tree


@pytest.mark.parametrize(("text", "tree"), TREES)
def test_a_condition_becomes_a_tree(text: str, tree: Expression) -> None:
    """Levels are ranks, options are ids, records' fields win over facts."""
    assert tree == tree_of(text)


@pytest.mark.parametrize(("text", "expected"), REFUSALS)
def test_what_is_wrong_is_said_with_its_column(text: str, expected: list[str]) -> None:
    """Every wrong part gives one message at its own column, and no tree."""
    assert expected == problems_of(text)


@pytest.mark.parametrize(
    "text", ["trust == low and", "strained strained", "(" * 300 + "strained" + ")" * 300, "a\0b", "not", "talk;"]
)
def test_what_python_cannot_parse_is_one_problem(text: str) -> None:
    """The reason of Python itself is English, and differs by version."""
    (message,) = problems_of(text)
    assert " this condition can't be read at: " in message or " is longer than " in message


@pytest.mark.parametrize(("text", "column"), NEVER_NOT_KNOWN)
def test_known_may_not_be_denied(text: str, column: int) -> None:
    """What isn't known now may become known, so `not known` could turn from true to false."""
    assert [f"{column}: not known(…) can't be: what isn't given is unknown and may become known later"] == problems_of(
        text
    )


def test_a_broken_definition_gives_no_echo() -> None:
    """A fact that is defined wrongly was reported there; its uses are silent but give no tree of it."""
    problems = Problems()
    parse_condition("broken_fact == 3 and trust == lo", NAMES, Place("f", 1, 1), "p", problems)
    assert [problem.code for problem in problems.found] == ["expr_level"]


@pytest.mark.parametrize(("text", "values", "expected"), CALCULATIONS)
def test_numbers_are_calculated_and_unknown_where_they_cannot_be(
    text: str, values: dict[str, object], expected: float | None
) -> None:
    """Division by zero, overflow, no records and unknown fields give unknown, never an error."""
    problems = Problems()
    tree = parse_number(text, NAMES, Place("f", 1, 1), "p", problems)
    assert tree is not None
    assert expected == Judge(tree).value(values)


@pytest.mark.parametrize("text", ["strained", "budget > 1", "trust", "domains"])
def test_a_number_must_be_a_number(text: str) -> None:
    """A derived number can't be a statement or a level."""
    problems = Problems()
    parse_number(text, NAMES, Place("f", 1, 1), "p", problems)
    assert [problem.code for problem in problems.found] == ["expr_number"]


def test_a_sum_does_not_depend_on_the_order_of_records() -> None:
    """Decimals are summed exactly and rounded once."""
    tree = tree_of("sum(municipalities, population) == 1")
    for figures in ((1e16, 1.0, -1e16), (1e16, -1e16, 1.0), (1e308, 1e308, -1e308)):
        records = tuple({"population": figure} for figure in figures)
        assert (figures[0] != 1e308) is Judge(tree).value({"municipalities": records})


def test_one_and_one_point_nil_are_two_constants() -> None:
    """Beyond 2**53 they add differently, so an executor may not take one for the other."""
    assert Constant(1) != Constant(1.0) != Constant(True)
    assert Constant(1) == Constant(1)
    trees = {
        f"r{number}": Compare(">", Calculate("+", BUDGET, Constant(one)), Constant(2**53))
        for number, one in enumerate((1, 1.0))
    }
    rules = [ProgramRule(name, tree, f"c_{name}") for name, tree in trees.items()]
    program = build_program(["budget"], ["c_r0", "c_r1"], [], rules)
    expected = {"r0": True, "r1": False}
    assert expected == CompiledExecutor(program).run({"budget": 2**53}).statuses
    if available():
        assert expected == DurableExecutor(program).run({"budget": 2**53}).statuses


@pytest.mark.parametrize("text", ["strained" + " " * (MAX_LENGTH - 8), "not " * (MAX_DEPTH - 2) + "strained"])
def test_what_is_as_large_as_may_be_is_read(text: str) -> None:
    """One more is too much."""
    tree_of(text)
    problems = Problems()
    parse_condition(f"not {text}", NAMES, Place(), "", problems)
    assert [each.code for each in problems.found] in (["expr_too_long"], ["too_deep"])


def test_a_text_that_cannot_be_is_refused_on_either_side() -> None:
    """Of a fact of which all texts are named."""
    names = Names.of(load_rulesets(DATA / "derived"))
    for text, column in (('"nobody" == contact', 1), ('contact == "nobody"', 12)):
        problems = Problems()
        parse_condition(text, names, Place("", 1, 1), "", problems)
        assert [(each.code, each.place.column) for each in problems.found] == [("not_one_of", column)]


def test_the_deepest_condition_still_runs() -> None:
    """What the parser lets through, every executor can evaluate."""
    text = "strained"
    while True:
        longer = f"({text} and talk) or strained"
        problems = Problems()
        if parse_condition(longer, NAMES, Place(), "", problems) is None:
            assert [problem.code for problem in problems.found] == ["too_deep"]
            break
        text = longer
    assert text.count("(") > MAX_DEPTH // 3
    program = build_program(["strained", "talk"], ["c"], [], [ProgramRule("r", tree_of(text), "c")])
    executors: list[Executor] = [CompiledExecutor(program)]
    if available():
        executors.append(DurableExecutor(program))
    for executor in executors:
        assert executor.run({"strained": True, "talk": False}).statuses == {"r": True}
        assert executor.run({"strained": False, "talk": True}).statuses == {"r": False}
        assert executor.run({"talk": True}).statuses == {"r": None}


def test_what_a_tree_reads_and_assumes() -> None:
    """Facts, records and conclusions are read; assumptions aren't facts."""
    tree = tree_of("count(municipalities, population > large_city) > 1 and known(trust) or not strained")
    assert {"municipalities", "trust", "strained"} == reads(tree)
    assert {"large_city"} == assumes(tree)
    assert frozenset() == assumes(bind(tree, {"large_city": 5}))
    assert Compare(">", BUDGET, Constant(5)) == bind(tree_of("budget > large_city"), {"large_city": 5})
