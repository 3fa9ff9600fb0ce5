"""Decision tables against a plain reading of them, row by row, and against every value tried one by one."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from attrs import evolve, frozen
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regiorules import Engine, Region
from regiorules.authoring.testing.regions import outer_values
from regiorules.engine.judgement import Judge
from regiorules.engine.kleene import conjunction, negation
from regiorules.errors import Problems
from regiorules.facts.entries import Given
from regiorules.rules.conditions import parse_condition
from regiorules.rules.model import HitPolicy
from tests.mini import KNOWLEDGE, VOCABULARY
from tests.rules.tables.reading import COLUMNS, NAMES, read


@frozen
class Cell:
    """A cell, and what it says of a value."""

    text: str
    holds: Callable[[Any], bool]


SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne}
LEVELS = VOCABULARY.facts["trust"].option_ids
ANY = Cell("-", lambda _: True)
TOWNS = ("Almere", "'s-Gravenhage", "Súdwest-Fryslân")


def ranked(values: Sequence[Any], rank: Callable[[Any], Any]) -> st.SearchStrategy[Cell]:
    """Cells about values with an order: a value, a comparison, an interval."""

    def compared(sign: str, value: Any) -> Cell:
        return Cell(f"{sign} {value}", lambda seen: SIGNS[sign](rank(seen), rank(value)))

    def interval(ends: list[Any], left: str, right: str) -> Cell:
        low, high = sorted(ends, key=rank)
        above, below = SIGNS[">" if left == "]" else ">="], SIGNS["<" if right == "[" else "<="]
        text = f"{left}{low}..{high}{right}"
        return Cell(text, lambda seen: above(rank(seen), rank(low)) and below(rank(seen), rank(high)))

    value = st.sampled_from(values)
    side = st.sampled_from("[]")
    return st.one_of(
        value.map(lambda each: Cell(str(each), lambda seen: seen == each)),
        st.builds(compared, st.sampled_from(sorted(SIGNS)), value),
        st.builds(interval, st.lists(value, min_size=2, max_size=2), side, side),
    )


def has(option: str) -> Cell:
    return Cell(option, lambda seen: option in seen)


def is_so(value: Any, text: str) -> Cell:
    return Cell(text, lambda seen: seen == value)


def listed(tests: st.SearchStrategy[Cell]) -> st.SearchStrategy[Cell]:
    """Cells with one to three tests, denied or not, or with nothing."""

    def together(parts: list[Cell], denied: bool) -> Cell:
        text = ", ".join(part.text for part in parts)
        if not denied:
            return Cell(text, lambda seen: any(part.holds(seen) for part in parts))
        return Cell(f"not ({text})", lambda seen: not any(part.holds(seen) for part in parts))

    return st.one_of(st.just(ANY), st.builds(together, st.lists(tests, min_size=1, max_size=3), st.booleans()))


AMOUNTS = (0, 1, 2.5, 10, 100)
COUNTS = (0, 1, 2, 3)
ASKED: Mapping[str, st.SearchStrategy[Cell]] = {
    "trust": listed(ranked(LEVELS, LEVELS.index)),
    "effort": listed(ranked(LEVELS, LEVELS.index)),
    "strategy_agreed": st.sampled_from([ANY, is_so(True, "ja"), is_so(False, "no"), is_so(False, "not yes")]),
    "domains": listed(st.sampled_from([has(each) for each in VOCABULARY.facts["domains"].option_ids])),
    "budget": listed(ranked(AMOUNTS, float)),
    "count(municipalities)": listed(ranked(COUNTS, float)),
    "centre_municipality": listed(st.sampled_from([is_so(each, each) for each in TOWNS])),
}
POSSIBLE: Mapping[str, Sequence[Any]] = {
    "trust": LEVELS,
    "effort": LEVELS,
    "strategy_agreed": (True, False),
    "domains": [chosen for size in range(4) for chosen in combinations(VOCABULARY.facts["domains"].option_ids, size)],
    "budget": sorted({*AMOUNTS, *(each + 0.1 for each in AMOUNTS), *(max(0, each - 0.1) for each in AMOUNTS)}),
    "count(municipalities)": range(6),
    "centre_municipality": (*TOWNS, "elders"),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[dict[str, Cell]]]:
    """Columns, and rows of cells, each of which holds for some value."""
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=3, unique=True))
    row = st.fixed_dictionaries({name: ASKED[name] for name in columns})
    able = row.filter(lambda each: all(any(map(each[name].holds, POSSIBLE[name])) for name in columns))
    return columns, draw(st.lists(able, min_size=1, max_size=len(OUTCOMES)))


OUTCOMES = ("x", "watch", "medium", "high")  # of rows that exclude each other


def cells_of(columns: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> list[list[str]]:
    return [
        [*columns, "→ strained"],
        *([*(row[name].text for name in columns), end] for row, end in zip(rows, OUTCOMES, strict=False)),
    ]


def row_holds(row: Mapping[str, Cell], seen: Mapping[str, Any]) -> bool | None:
    """A row as a person reads it: all its cells; unknown where that depends on what isn't known."""
    asked = {name: cell for name, cell in row.items() if cell is not ANY}
    return conjunction(None if seen.get(name) is None else cell.holds(seen[name]) for name, cell in asked.items())


def read_plainly(rows: Sequence[Mapping[str, Cell]], hit: str, seen: Mapping[str, Any]) -> list[bool | None]:
    """Row by row; with `first` a row holds where no earlier one does, with `priority` where no graver one does."""
    every = [row_holds(row, seen) for row in rows]
    if hit not in ("first", "priority"):
        return every
    before = [range(at) if hit == "first" else range(at + 1, len(rows)) for at in range(len(rows))]
    return [conjunction([truth, *(negation(every[other]) for other in before[at])]) for at, truth in enumerate(every)]


@st.composite
def regions(draw: st.DrawFn) -> tuple[Region, Region]:
    """A region of which all is known, and the same with some of it unknown."""
    names = [name for name in COLUMNS if "(" not in name]
    facts: dict[str, Any] = {name: draw(outer_values(VOCABULARY.facts[name])) for name in names}
    facts["budget"] = draw(st.sampled_from(POSSIBLE["budget"]))
    facts["centre_municipality"] = draw(st.sampled_from(POSSIBLE["centre_municipality"]))
    facts["municipalities"] = [{"name": f"G{at}", "population": 9} for at in range(draw(st.integers(0, 5)))]
    hidden = draw(st.sets(st.sampled_from(sorted(facts))))
    whole, part = ({name: Given(value) for name, value in facts.items() if name not in out} for out in ((), hidden))
    return Region("x", whole), Region("x", part)


def seen_in(region: Region) -> dict[str, Any]:
    known = {name: each.value for name, each in region.facts.items()}
    return {**known, "count(municipalities)": len(known["municipalities"]) if "municipalities" in known else None}


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from(["first", "priority", "collect", "rule_order", "output_order"]), regions())
def test_a_table_means_what_a_person_reads_in_it(
    table: tuple[list[str], list[dict[str, Cell]]], hit: HitPolicy, both: tuple[Region, Region]
) -> None:
    """
    On what is known rows hold as a plain reading says, and on part of it they never say otherwise.

    Where the plain reading is decided, so is the rule; a rule may be decided sooner.
    """
    columns, rows = table
    rules, problems = read(cells_of(columns, rows), hit)
    assume(not any("holds for every value" in line for line in problems))
    masked = {int(line.partition(" tables")[0][1:]) - 2 for line in problems}
    by_row = {int(rule.id.removeprefix("t-")) - 2: rule for rule in rules}
    assert masked == set(range(len(rows))) - set(by_row)
    engine = Engine(evolve(KNOWLEDGE, rules={rule.id: rule for rule in rules}), "compiled")
    words: dict[str, bool | None] = {"holds": True, "fails": False, "open": None}
    statuses = [engine.statuses(region) for region in both]
    whole, part = (read_plainly(rows, hit, seen_in(region)) for region in both)
    for at, rule in by_row.items():
        on_all, on_part = (words[each[rule.id]] for each in statuses)
        assert on_all is whole[at]
        assert on_part in (None, on_all)
        if part[at] is not None:
            assert on_part is part[at]
        if hit not in ("first", "priority"):
            assert on_part is part[at]
        assert parse_condition(rule.text, NAMES, rule.place, "", Problems()) == rule.when
    for at in masked:
        assert whole[at] is False


@settings(max_examples=150, deadline=None)
@given(tables())
def test_unique_finds_exactly_the_rows_that_can_hold_together(table: tuple[list[str], list[dict[str, Cell]]]) -> None:
    """Against all values of every column, tried one by one; each row is told of one other."""
    columns, rows = table
    _, problems = read(cells_of(columns, rows), "unique")
    assume(not any("holds for every value" in line for line in problems))
    found = {tuple(int(word) for word in line.split() if word.isdigit()) for line in problems}
    expected = {}
    for row, later in combinations(range(len(rows)), 2):
        pairs = [(rows[row][name], rows[later][name], POSSIBLE[name]) for name in columns]
        if all(any(one.holds(value) and other.holds(value) for value in values) for one, other, values in pairs):
            expected.setdefault(later + 2, row + 2)
    assert found == set(expected.items())


REFUSED = ("holds for no value", "holds for every value", "is calculated", "range with clear ends")
OPERANDS = ("0", "0.5", "1", "2", "1000", "fair_share", "large_city", "2 * fair_share", "largest_share")
BOUNDED = st.one_of(
    st.builds("{} {}".format, st.sampled_from(sorted(SIGNS)), st.sampled_from(OPERANDS)),
    st.builds("{}..{}".format, st.sampled_from(OPERANDS), st.sampled_from(OPERANDS)),
    st.builds("]{}..{}[".format, st.sampled_from(OPERANDS), st.sampled_from(OPERANDS)),
    st.sampled_from(OPERANDS),
)
LISTED = st.builds(
    lambda parts, denied: f"not ({', '.join(parts)})" if denied else ", ".join(parts),
    st.lists(BOUNDED, min_size=1, max_size=3),
    st.booleans(),
)
SAMPLES = [
    ({"budget": budget, "largest_share": largest}, {"fair_share": share, "large_city": city})
    for budget, share, city in product(
        (0, 0.2, 0.5, 0.7, 1, 1.4, 2, 999, 1000, 5000, 1e6), (0, 0.2, 0.5, 0.7, 1), (1000, 5000)
    )
    for largest in (0.5, 3, None)
]


@settings(max_examples=60, deadline=None)
@given(LISTED, LISTED)
def test_what_depends_on_assumptions_is_never_wrongly_certain(cell: str, later: str) -> None:
    """
    Whatever value an assumption or another fact has: rows that pass as unique never hold together, and with
    `first` a row holds exactly where its cell does and the earlier one doesn't.
    """
    rows = [["budget", "→ strained"], [cell, "high"], [later, "watch"]]
    plain, problems = read(rows, "collect")
    if problems:  # a cell that can never hold
        assert all(any(why in line for why in REFUSED) for line in problems)
        return
    alone = [[Judge(rule.when, known).value(values) for rule in plain] for values, known in SAMPLES]
    _, problems = read(rows, "unique")
    assert problems or [True, True] not in alone
    [_, *second], _ = read(rows, "first")
    for (values, known), (one_holds, other_holds) in zip(SAMPLES, alone, strict=True):
        expected = conjunction([other_holds, negation(one_holds)])
        seen = Judge(second[0].when, known).value(values) if second else False
        assert seen is expected or (None in values.values() and seen is None) or (expected is None and not seen)
