"""From knowledge and facts to a course: the shortest way, laid over time, its alternatives, what is in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from attrs import evolve, frozen

from regiorules.engine.compiled import compiled
from regiorules.engine.executor import Executor
from regiorules.engine.program import program_of
from regiorules.facts.possible import is_known
from regiorules.planning.blocked import Obstacle, obstacles
from regiorules.planning.bound import Bounds
from regiorules.planning.derived import Derived
from regiorules.planning.problem import (
    Action,
    Evaluate,
    Problem,
    Target,
    Values,
    not_contradicted,
    parts_of,
)
from regiorules.planning.schedule import Taken, laid_out
from regiorules.planning.search import Budget, Search, search
from regiorules.rules.expressions import bind
from regiorules.rules.model import Knowledge
from regiorules.rules.plans import Move
from regiorules.rules.terms import Period

Reach = Literal["there", "planned", "blocked", "not_found"]
_REACHED = ("there", "planned")
_MOST_ALTERNATIVES = 3
_MOST_REMEMBERED = 2_000  # states


@frozen
class Course:
    """
    What planning came to: for every goal whether it is reached already, by the plan, provably not, or not found so far.

    `steps` are those of the plan; `values` all that is known (inner form) at the start and after each of them;
    `alternatives` are other plans of as many steps, as sets of places of actions; `states` is how many were looked at.
    """

    problem: Problem
    goals: Mapping[str, Reach]
    steps: tuple[Taken, ...]
    values: tuple[Values, ...]
    alternatives: tuple[frozenset[int], ...]
    obstacles: tuple[Obstacle, ...]
    states: int


def problem_of(
    knowledge: Knowledge, parameters: Mapping[str, float], given: Values, executor: Executor | None = None
) -> Problem:
    """What there is to plan for a region with these given facts (inner form), by an executor (compiled otherwise)."""
    program = program_of(knowledge, parameters)
    runner = executor or compiled(program)
    actions = tuple(_action(each, knowledge, parameters) for each in knowledge.moves.values())
    changeable = {name for each in actions for name in each.effects}
    start = {name: value for name, value in given.items() if value is not None}
    whole = {name for name, value in start.items() if is_known(value)}
    derived = Derived(program, runner.run(start).values, whole, changeable)
    targets = tuple(Target(name, parts_of(bind(each.tree, parameters))) for name, each in knowledge.goals.items())
    evaluate = _remembering(lambda facts: runner.run(facts).values, sorted(changeable))
    return Problem(start, actions, targets, evaluate, derived.sources(), derived.from_rules())


def _remembering(evaluate: Evaluate, changeable: Sequence[str]) -> Evaluate:
    """The same, that looks only once at a state of one region, but for the very many of a long search."""
    known: dict[tuple[Any, ...], Values] = {}

    def remembered(facts: Values) -> Values:
        key = tuple(facts.get(name) for name in changeable)
        found = known.get(key)
        if found is None:
            found = evaluate(facts)
            if len(known) < _MOST_REMEMBERED:
                known[key] = found
        return found

    return remembered


def _action(move: Move, knowledge: Knowledge, parameters: Mapping[str, float]) -> Action:
    facts = knowledge.vocabulary.facts
    effects = {name: facts[name].encode(value) for name, value in knowledge.conclusions[move.id].effects.items()}
    parts = (*parts_of(bind(move.tree, parameters)), not_contradicted(move.id))
    return Action(move.id, effects, parts, move.months)


def course(problem: Problem, periods: Sequence[Period], budget: Budget) -> Course:
    """The shortest way to all targets; else to as many as can be reached, with what is in the way of the others."""
    start = problem.evaluate(problem.start)
    found, goals, hindered = _found(problem, start, budget)
    narrowed = evolve(problem, targets=tuple(each for each in problem.targets if goals[each.id] in _REACHED))
    path = found.path or ()
    steps = laid_out(narrowed, path, periods)
    along = tuple(problem.evaluate(given) for given in problem.along([each.action for each in steps]))
    return Course(problem, goals, steps, along, _alternatives(narrowed, path, budget), hindered, budget.seen)


def _found(problem: Problem, start: Values, budget: Budget) -> tuple[Search, dict[str, Reach], tuple[Obstacle, ...]]:
    """The way to all targets, or else to those that can be reached one after the other."""
    met = problem.met(start)
    goals: dict[str, Reach] = {
        each.id: "planned" if problem.bits(each.parts) & ~met else "there" for each in problem.targets
    }
    found = search(problem, budget)
    if found.path is not None:
        return found, goals, ()
    best, kept = Search((), complete=True, ever=met), list[Target]()
    hindered = list[Obstacle]()
    for each in problem.targets:
        tried = evolve(problem, targets=(*kept, each))
        found = search(tried, budget)
        if found.path is not None:
            best = found
            kept.append(each)
        else:
            goals[each.id] = "blocked" if found.complete else "not_found"
            hindered += obstacles(tried, tried.bits(each.parts), found.ever, start) if found.complete else ()
    return best, goals, tuple(dict.fromkeys(hindered))


def _alternatives(problem: Problem, path: tuple[int, ...], budget: Budget) -> tuple[frozenset[int], ...]:
    """Other ways of as many steps: what there is without one of the actions of this one."""
    found: dict[frozenset[int], None] = {}
    every = (1 << len(problem.actions)) - 1
    certain = Bounds(problem, every).certain(problem.met(problem.evaluate(problem.start)))
    for action in (each for each in dict.fromkeys(path) if not certain >> each & 1):
        other = search(problem, budget, ~(1 << action), most=len(path))
        if other.path is not None and len(found) < _MOST_ALTERNATIVES:
            found.setdefault(frozenset(other.path))
    return tuple(found)
