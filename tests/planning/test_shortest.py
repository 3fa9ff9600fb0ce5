"""The shortest plan against exhaustive search, on small random sets of facts, rules and actions."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from attrs import field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.engine.compiled import compiled
from regiorules.engine.program import Program, ProgramRule, build_program
from regiorules.planning.blocked import obstacles
from regiorules.planning.course import course, problem_with
from regiorules.planning.problem import Problem
from regiorules.planning.schedule import laid_out, works
from regiorules.planning.search import Budget, search
from regiorules.planning.ways import Action, Target, Ways, not_contradicted, parts_of
from regiorules.rules.expressions import And, Compare, Constant, Expression, Not, Or, Variable
from regiorules.rules.terms import Period
from regiorules.text import Text

LEVELS = {"a": 3, "b": 3, "c": 2, "d": 2}  # facts, with how many levels each has
DERIVED = ("e", "f")  # levels that rules give
ADVICE = ("advice0", "advice1", "advice2", "advice3", "advice4")
PERIODS = (Period(Text("nu", "now"), months=12, id="now"), Period(Text("later", "later"), id="later"))
values = st.integers(0, 2)
comparisons = st.builds(
    Compare,
    st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
    st.sampled_from([*LEVELS, *DERIVED]).map(Variable),
    values.map(Constant),
)
given_only = st.builds(
    Compare, st.sampled_from(["==", "<", ">="]), st.sampled_from(list(LEVELS)).map(Variable), values.map(Constant)
)


@frozen
class Case:
    """A program, what can be done, and the start; with the problem that these are."""

    program: Program
    ways: Ways
    start: dict[str, Any]
    problem: Problem = field(init=False)

    @problem.default
    def _problem(self) -> Problem:
        return problem_with(self.program, self.ways, self.start, ADVICE)

    def known(self, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        """All that follows from these facts, by all of the program."""
        return compiled(self.program).run(facts).values


def conditions(simple: st.SearchStrategy[Any]) -> st.SearchStrategy[Expression]:
    """A comparison, or some of them joined."""
    joined = st.lists(simple, min_size=2, max_size=3).map(tuple)
    return st.one_of(simple, joined.map(And), joined.map(Or), simple.map(Not))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Facts of which some are unknown, rules for levels and for what is advised, actions, and one or two targets."""
    rules = [
        ProgramRule(f"{name}-{number}", draw(conditions(given_only)), name, draw(values))
        for name in DERIVED
        for number in range(draw(st.integers(0, 2)))
    ]
    rules += [ProgramRule(f"{name}-rule", draw(conditions(comparisons)), name) for name in ADVICE]
    program = build_program([*LEVELS, *DERIVED, *ADVICE], ADVICE, (), rules)
    actions = [draw(_action(name)) for name in ADVICE[: draw(st.integers(1, len(ADVICE)))]]
    targets = [Target(str(at), parts_of(draw(conditions(comparisons)))) for at in range(draw(st.integers(1, 2)))]
    known = st.dictionaries(st.sampled_from([*LEVELS, *DERIVED]), values, max_size=4)
    return Case(program, Ways(tuple(actions), tuple(targets)), draw(known))


@st.composite
def _action(draw: st.DrawFn, name: str) -> Action:
    effects = draw(st.dictionaries(st.sampled_from([*LEVELS, "e"]), values, min_size=1, max_size=2))
    parts = parts_of(draw(st.one_of(st.just(Constant(True)), conditions(comparisons))))
    return Action(name, effects, (*parts, not_contradicted(name)), draw(st.integers(0, 9)))


def exhaustive(case: Case, targets: Sequence[Target]) -> tuple[int, int] | None:
    """The fewest steps to these, and of those the fewest months: every state there is, without any bound."""
    order = count()
    heap: list[tuple[int, int, int, dict[str, Any]]] = [(0, 0, next(order), case.start)]
    done = set()
    while heap:
        steps, months, _, facts = heapq.heappop(heap)
        known = case.known(facts)
        if all(part.met(known) for each in targets for part in each.parts):
            return steps, months
        key = tuple(sorted(facts.items()))
        if key not in done:
            done.add(key)
            for each in case.ways.actions:
                if all(part.met(known) for part in each.parts):
                    heapq.heappush(heap, (steps + 1, months + each.months, next(order), {**facts, **each.effects}))
    return None


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_plan_is_as_short_as_the_shortest_of_all_and_works(case: Case) -> None:
    """Steps first, then months; where there is none, that is proved, and something is said to be in the way."""
    problem, ways = case.problem, case.ways
    found = search(problem, Budget(100_000), ways.wanted)
    shortest = exhaustive(case, ways.targets)
    assert found.complete
    if found.path is None:
        assert shortest is None
        assert obstacles(problem, ways.wanted, found.ever)
        return
    assert (len(found.path), sum(ways.actions[each].months for each in found.path)) == shortest
    assert works(problem, ways.wanted, found.path)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_a_plan_laid_over_time_works_in_the_order_in_which_it_is_shown(case: Case) -> None:
    """Each step waits for steps before it, and begins when they are done; no period goes before an earlier one."""
    problem, ways = case.problem, case.ways
    path = search(problem, Budget(100_000), ways.wanted).path or ()
    steps = laid_out(problem, ways.wanted, path, PERIODS)
    assert sorted(each.action for each in steps) == sorted(path)
    if path:
        assert works(problem, ways.wanted, [each.action for each in steps])
    for place, each in enumerate(steps):
        assert all(before < place for before in each.after)
        assert each.start == max((steps[before].end for before in each.after), default=0)
        assert each.end - each.start == ways.actions[each.action].months
    periods = ["now", "later"]
    assert [each.period for each in steps] == sorted((each.period for each in steps), key=periods.index)


def test_a_search_that_may_not_look_far_enough_proves_nothing() -> None:
    """Two steps are needed, and only one state may be looked at."""
    rules = [ProgramRule(f"{name}-rule", Constant(True), name) for name in ADVICE]
    program = build_program([*LEVELS, *ADVICE], ADVICE, (), rules)
    is_one = Compare("==", Variable("a"), Constant(1))
    actions = [
        Action("advice0", {"a": 1}),
        Action("advice1", {"b": 1}, parts_of(is_one)),
    ]
    target = Target("t", parts_of(Compare("==", Variable("b"), Constant(1))))
    problem = problem_with(program, Ways(tuple(actions), (target,)), {})
    heard: list[int] = []
    wanted = problem.ways.wanted
    found = search(problem, Budget(1, tell=heard.append), wanted)
    assert (found.path, found.complete) == (None, False)
    assert search(problem, Budget(10), wanted).path == (0, 1)
    assert not search(problem, Budget(10, seconds=1e-9), wanted).complete


@settings(max_examples=100, deadline=None)
@given(cases())
def test_a_course_says_of_every_goal_what_exhaustive_search_finds(case: Case) -> None:
    """There, planned or blocked; and each alternative is another plan of as many steps."""
    problem, targets = case.problem, case.ways.targets
    found = course(problem, PERIODS, Budget(100_000))
    start = case.known(case.start)
    for each in targets:
        alone = exhaustive(case, (each,))
        if alone is None:
            assert found.goals[each.id] == "blocked"
        if found.goals[each.id] == "there":
            assert all(part.met(start) for part in each.parts)
        if found.goals[each.id] in ("there", "planned"):
            assert all(part.met(found.values[-1]) for part in each.parts)
    wanted = case.ways.bits(part for each in targets if found.goals[each.id] != "blocked" for part in each.parts)
    mine = {each.action for each in found.steps}
    for other in found.alternatives:
        assert other != mine
        path = search(problem, Budget(100_000), wanted, sum(1 << action for action in other)).path
        assert path is not None
        assert len(path) == len(found.steps)


@settings(max_examples=100, deadline=None)
@given(cases(), st.lists(st.integers(0, 4), max_size=4))
def test_looking_at_a_state_is_running_all_of_the_program(case: Case, taken: list[int]) -> None:
    """The rules behind the parts and what is shown say of these what all rules say, wherever one goes."""
    problem, facts = case.problem, case.start
    for action in [each for each in taken if each < len(case.ways.actions)]:
        facts = {**facts, **case.ways.actions[action].effects}
    *_, state = problem.along([each for each in taken if each < len(case.ways.actions)])
    values, seen = case.known(facts), problem.values(state)
    assert problem.met(state) == sum(1 << at for at, part in enumerate(case.ways.parts) if part.met(values))
    assert [seen.get(name) for name in (*ADVICE, *LEVELS)] == [values.get(name) for name in (*ADVICE, *LEVELS)]
