"""Why a target can't be reached: what is asked somewhere on every way, and that no action can bring about."""

from __future__ import annotations

from regiorules.engine.judgement import Judge
from regiorules.frozen import frozen
from regiorules.planning.bound import possible_of
from regiorules.planning.problem import Problem
from regiorules.planning.ways import Part, Values, numbers


@frozen
class Obstacle:
    """
    A part that is never met, of a target or of what an action asks (by its place; None for a target).

    `waits_for` are the unknown facts that could still meet it; none where what is known speaks against it.
    """

    part: Part
    action: int | None
    waits_for: tuple[str, ...]


def obstacles(problem: Problem, wanted: int, ever: int) -> tuple[Obstacle, ...]:
    """
    What stands in the way of these parts from the start, where there is no way to them.

    `ever` are the parts that were met in some state, all of them looked at.  First what no action can bring about; else
    what none did; else, as everything was so at one time or another, what is wanted itself: never all at once.
    """
    met = problem.met(problem.first)
    possible = possible_of(problem, (1 << len(problem.ways.actions)) - 1, met)
    may = met
    for part, helping in enumerate(problem.helpers):
        may |= bool(helping & possible) << part
    found = _roots(problem, wanted, may) or _roots(problem, wanted, ever) or [(part, None) for part in numbers(wanted)]
    return tuple(_obstacle(problem, part, owner) for part, owner in found)


def _obstacle(problem: Problem, part: int, owner: int | None) -> Obstacle:
    found = problem.ways.parts[part]
    return Obstacle(found, owner, awaited(found, problem, problem.values(problem.first)))


def _roots(problem: Problem, wanted: int, can: int) -> list[tuple[int, int | None]]:
    """
    The parts that can't be met, and behind which there are no others, each with the action that asks it.

    That an action isn't advised is worth saying, whatever is behind it.
    """
    waiting: list[tuple[int, int | None]] = [(part, None) for part in numbers(wanted & ~can)]
    seen, found = {part for part, _ in waiting}, []
    for part, owner in waiting:
        others = problem.helpers[part] if owner is None else problem.helpers[part] & ~(1 << owner)
        further = [(each, action) for action in numbers(others) for each in numbers(problem.ways.asked[action] & ~can)]
        if not further or problem.ways.parts[part].weak:
            found.append((part, owner))
        waiting += [each for each in further if each[0] not in seen]
        seen |= {each for each, _ in further}
    return found


def awaited(part: Part, problem: Problem, values: Values) -> tuple[str, ...]:
    """The given facts that a part waits for, by way of what is derived from them."""
    waiting, found, seen = list(Judge(part.tree).judgement(values).waits_for), [], set[str]()
    for name in waiting:
        if name not in seen:
            seen.add(name)
            behind = [each for each in sorted(problem.sources.get(name, ())) if values.get(each) is None]
            waiting.extend(behind)
            if not problem.sources.get(name):
                found.append(name)
    return tuple(dict.fromkeys(found))
