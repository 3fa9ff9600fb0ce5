"""Shares of worlds: what columns count over the worlds that matter is what every world gives, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

pytest.importorskip("polars", reason="the extra batch isn't installed")

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.bulk.columns.forms import Form
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.program import Derivation, Program, ProgramRule, build_program
from regiorules.engine.trials import Trials
from regiorules.robust import columns
from regiorules.robust.plain import count_all
from regiorules.robust.shares import groups_of, shares
from regiorules.robust.slices import Reading
from regiorules.robust.tally import Count, wilson
from regiorules.rules.expressions import Aggregate, And, Compare, Constant, Expression, Field, Or, Variable
from tests.bulk.inner import form, ready
from tests.executors import SOME
from tests.robust.worlds import counted, every_world, reading_of

MOST = 400  # worlds of a case: more takes time, and shows nothing else
LEVEL = Form("level", (0, 1, 2))


def parts(case: Case, reading: Reading) -> tuple[list[str], dict[str, Form]]:
    """What is asked of a case, and its forms; a case without is another one's."""
    assume(reading.doubts and prod(map(len, reading.doubts.values())) <= MOST)
    names = sorted(name for name in case.yes_no if name.startswith("layer"))
    assume(names)
    return names, {name: form(each) for name, each in case.names.items()}


def apart(count: Count) -> str:
    return "apart" if 0 < count.holds < count.worlds else "the same in every world"


@SOME
@given(case=cases().map(ready))
def test_shares_are_those_of_every_world(case: Case) -> None:
    """The share of every yes or no is exactly that which the compiled executor finds over all worlds at once."""
    reading = reading_of(case)
    names, forms = parts(case, reading)
    found = shares(reading, names, forms)
    wanted = counted(reading.program, case.given, reading.doubts, names)
    for name in names:
        event(apart(wanted[name]))
        count, every = found[name].count, wanted[name]
        assert count.share == every.share
        assert count.fails * every.worlds == every.fails * count.worlds


@SOME
@given(case=cases(layers=2).map(ready), block=st.integers(1, 9))
def test_shares_by_value_are_those_of_the_worlds_with_it(case: Case, block: int) -> None:
    """For each value of each doubtful fact; and whatever the size of the blocks in which worlds are laid out."""
    reading = reading_of(case)
    names, forms = parts(case, reading)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "BLOCK", block)
        found = shares(reading, names, forms)
    for name in names:
        for (fact, place), count in found[name].by.items():
            fixed = {**case.given, fact: reading.doubts[fact][place]}
            others = {each: values for each, values in reading.doubts.items() if each != fact}
            [wanted] = counted(reading.program, fixed, others, [name]).values()
            assert (count.share, count.fails * wanted.worlds) == (wanted.share, wanted.fails * count.worlds)


def test_what_is_unknown_in_every_world_is_counted_as_neither() -> None:
    """A figure about a list of which nothing is known, in which something doubtful is asked of each record."""
    when = And((Compare("==", Variable("doubt"), Constant(1)), Field("large")))
    derived = Derivation("some", Aggregate("any", "places", when, ""))
    program = build_program(["doubt", "places", "some"], ["some"], [derived], [])
    reading = Reading(program, {}, {}, {"doubt": (0, 1)})
    forms = {"doubt": Form("level", (0, 1)), "places": Form("records", (), {"large": Form("yes_no")})}
    found = shares(reading, ["some"], forms)["some"].count
    assert (found.worlds, found.holds, found.fails) == (2, 0, 0)


# --- more worlds than can be counted ----------------------------------------------------------


def level(name: str, value: int) -> Expression:
    return Compare(">=", Variable(name), Constant(value))


def chained(names: Sequence[str]) -> Program:
    """`x` holds where all of the first three are high, or one of the others isn't low; `y` reads the first alone."""
    first, others = And(tuple(level(name, 1) for name in names[:3])), Or(tuple(level(name, 2) for name in names[3:]))
    rules = [ProgramRule("r", Or((first, others)), "x"), ProgramRule("s", level(names[0], 1), "y")]
    return build_program([*names, "x", "y"], ["x", "y"], [], rules, dict.fromkeys(names, (0, 1, 2)))


def reading_with(names: Sequence[str]) -> Reading:
    program = chained(names)
    return Reading(program, {}, CompiledExecutor(program).run({}).values, dict.fromkeys(names, (0, 1, 2)))


NAMES = [f"level_{number}" for number in range(7)]
FORMS = dict.fromkeys(NAMES, LEVEL)


def test_too_many_worlds_are_sampled_and_the_others_counted() -> None:
    """The bound is for all together: what is small is counted first, and a sample says that it is one."""
    found = shares(reading_with(NAMES), ["x", "y"], FORMS, most=100, sample=500)
    assert (found["y"].sampled, found["y"].count) == (False, Count(3, 2, 1))
    assert (found["x"].sampled, found["x"].count.worlds, found["x"].all_worlds) == (True, 500, 3**7)
    low, high = found["x"].interval
    assert 0 < low < found["x"].count.share < high < 1
    assert found["y"].interval == (2 / 3, 2 / 3)


def test_the_interval_of_a_sample_holds_the_exact_share_about_95_times_in_100() -> None:
    reading = reading_with(NAMES)
    exact = float(shares(reading, ["x"], FORMS)["x"].count.share)
    assert 0.8 < exact < 0.9
    intervals = [shares(reading, ["x"], FORMS, most=1, sample=400, seed=seed)["x"].interval for seed in range(200)]
    held = sum(low <= exact <= high for low, high in intervals)
    assert 180 <= held <= 198


def test_a_sample_is_the_same_by_its_seed() -> None:
    reading = reading_with(NAMES)
    one, again, other = (shares(reading, ["x"], FORMS, most=1, sample=400, seed=seed)["x"] for seed in (1, 1, 2))
    assert one == again != other


@pytest.mark.parametrize(
    ("hits", "tries", "interval"), [(0, 10, (0, 0.2775)), (10, 10, (0.7225, 1)), (5, 10, (0.2366, 0.7634))]
)
def test_the_interval_is_that_of_wilson(hits: int, tries: int, interval: tuple[float, float]) -> None:
    """The figures are those of Brown, Cai and DasGupta (2001) to four places."""
    assert wilson(hits, tries) == pytest.approx(interval, abs=5e-5)


def test_how_far_it_is_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all worlds that are looked at, a block at a time."""
    monkeypatch.setattr(columns, "BLOCK", 1000)
    told: list[tuple[int, int]] = []
    shares(reading_with(NAMES), ["x", "y"], FORMS, lambda done, total: told.append((done, total)))
    assert told == [(3, 2190), (1003, 2190), (2003, 2190), (2190, 2190)]


def test_worlds_of_others_dont_count() -> None:
    """A conclusion with one doubt behind it has the worlds of that one, however many others there are."""
    names = [f"level_{number}" for number in range(40)]
    found = shares(reading_with(names), ["y"], dict.fromkeys(names, LEVEL))
    assert found["y"].all_worlds == 3
    assert len(list(every_world({"level_0": (0, 1, 2)}))) == 3


@SOME
@given(case=cases().map(ready))
def test_without_columns_the_same_is_counted(case: Case) -> None:
    """Though it goes no further into the answers than it takes to know the outcome."""
    reading = reading_of(case)
    names, forms = parts(case, reading)
    found = shares(reading, names, forms)
    trials = Trials(reading.program, reading.given)
    for group in groups_of(reading, names):
        for name, count in count_all(reading, group, trials).items():
            assert count.worlds == group.size
            assert (count.share, count.fails * found[name].count.worlds) == (
                found[name].count.share,
                found[name].count.fails * count.worlds,
            )
