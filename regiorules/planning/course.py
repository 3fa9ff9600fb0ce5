"""From knowledge and facts to a course: the shortest way, laid over time, its alternatives, what is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from regiorules.engine.program import Program, program_of
from regiorules.engine.trials import Trials
from regiorules.facts.possible import is_known
from regiorules.frozen import frozen
from regiorules.planning.blocked import Obstacle, obstacles
from regiorules.planning.bound import Bounds
from regiorules.planning.derived import Derived, derivable
from regiorules.planning.lookout import Lookout, lookout
from regiorules.planning.problem import Problem
from regiorules.planning.schedule import Taken, laid_out
from regiorules.planning.search import Budget, Search, search
from regiorules.planning.ways import Action, Target, Values, Ways, not_contradicted, parts_of
from regiorules.rules.expressions import bind
from regiorules.rules.model import Knowledge
from regiorules.rules.plans import Move
from regiorules.rules.terms import Period

Reach = Literal["there", "planned", "blocked", "not_found"]
_REACHED = ("there", "planned")
_MOST_ALTERNATIVES = 3


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


def problem_of(knowledge: Knowledge, parameters: Mapping[str, float], given: Values) -> Problem:
    """What there is to plan for a region with these given facts (inner form)."""
    program = program_of(knowledge, parameters)
    ways: Ways = program.memo.of("ways", lambda: _ways(knowledge, parameters))
    risks = (each.id for each in knowledge.conclusions.values() if each.kind == "risk")
    places = (each.name for each in knowledge.positions.values())
    return problem_with(program, ways, given, (*risks, *places))


def problem_with(program: Program, ways: Ways, given: Values, shown: Iterable[str] = ()) -> Problem:
    """The same by a program and what can be done; `shown` are names of which the values in every state are wanted."""
    whole = derivable(program, frozenset(ways.changeable))
    out: Lookout = program.memo.of("lookout", lambda: lookout(whole, ways, shown))
    start = {name: value for name, value in given.items() if value is not None}
    values = Trials(program, start).values
    derived = Derived(whole, values, {name for name, value in start.items() if is_known(value)})
    fixed = {name: values[name] for name in out.fixed & values.keys()}
    return Problem(ways, {**start, **fixed}, out, derived.sources(), derived.from_rules())


def _ways(knowledge: Knowledge, parameters: Mapping[str, float]) -> Ways:
    actions = tuple(_action(each, knowledge, parameters) for each in knowledge.moves.values())
    targets = (Target(name, parts_of(bind(each.tree, parameters))) for name, each in knowledge.goals.items())
    return Ways(actions, tuple(targets))


def _action(move: Move, knowledge: Knowledge, parameters: Mapping[str, float]) -> Action:
    facts = knowledge.vocabulary.facts
    effects = {name: facts[name].encode(value) for name, value in knowledge.conclusions[move.id].effects.items()}
    parts = (*parts_of(bind(move.tree, parameters)), not_contradicted(move.id))
    return Action(move.id, effects, parts, move.months)


def course(problem: Problem, periods: Sequence[Period], budget: Budget) -> Course:
    """The shortest way to all targets; else to as many as can be reached, with what is in the way of the others."""
    found, goals, hindered = _found(problem, budget)
    wanted = problem.ways.bits(
        part for each in problem.ways.targets if goals[each.id] in _REACHED for part in each.parts
    )
    path = found.path or ()
    steps = laid_out(problem, wanted, path, periods)
    along = tuple(map(problem.values, problem.along([each.action for each in steps])))
    return Course(problem, goals, steps, along, _alternatives(problem, wanted, path, budget), hindered, budget.seen)


def _found(problem: Problem, budget: Budget) -> tuple[Search, dict[str, Reach], tuple[Obstacle, ...]]:
    """The way to all targets, or else to those that can be reached one after the other."""
    met, ways = problem.met(problem.first), problem.ways
    goals: dict[str, Reach] = {each.id: "planned" if ways.bits(each.parts) & ~met else "there" for each in ways.targets}
    found = search(problem, budget, ways.wanted)
    if found.path is not None:
        return found, goals, ()
    best, kept = Search((), complete=True, ever=met), 0
    hindered = list[Obstacle]()
    for each in ways.targets:
        own = ways.bits(each.parts)
        found = search(problem, budget, kept | own)
        if found.path is not None:
            best = found
            kept |= own
        else:
            goals[each.id] = "blocked" if found.complete else "not_found"
            hindered += obstacles(problem, own, found.ever) if found.complete else ()
    return best, goals, tuple(dict.fromkeys(hindered))


def _alternatives(problem: Problem, wanted: int, path: tuple[int, ...], budget: Budget) -> tuple[frozenset[int], ...]:
    """Other ways of as many steps: what there is without one of the actions of this one."""
    found: dict[frozenset[int], None] = {}
    every = (1 << len(problem.ways.actions)) - 1
    certain = Bounds(problem, wanted, every).certain(problem.met(problem.first))
    for action in (each for each in dict.fromkeys(path) if not certain >> each & 1):
        other = search(problem, budget, wanted, ~(1 << action), most=len(path))
        if other.path is not None and len(found) < _MOST_ALTERNATIVES:
            found.setdefault(frozenset(other.path))
    return tuple(found)
