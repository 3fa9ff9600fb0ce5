"""Which step must wait for which, and when each can be done."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from regiorules.frozen import frozen
from regiorules.planning.problem import Problem, State
from regiorules.planning.ways import numbers
from regiorules.rules.terms import Period


@frozen
class Taken:
    """
    One step of a plan: an action, taken from month `start` to month `end`, in the period of that id ("" for none).

    `after` are the places in the plan, from 0, of the steps that it must wait for.
    """

    action: int
    after: tuple[int, ...] = ()
    start: int = 0
    end: int = 0
    period: str = ""


def laid_out(problem: Problem, wanted: int, path: Sequence[int], periods: Sequence[Period]) -> tuple[Taken, ...]:
    """The steps of a way to these parts over the periods ahead, each as soon as it can; the first period first."""
    timed = _timed(problem, path, periods)
    rank = {each.id: place for place, each in enumerate(periods)}
    by_time = [(rank.get(each.period, 0), each.start, each.action, place) for place, each in enumerate(timed)]
    order = [place for *_, place in sorted(by_time)]
    if not works(problem, wanted, [path[place] for place in order]):  # what need not wait may still be in the way later
        return _in_turn(timed, rank, periods)
    return tuple(
        evolve(timed[place], after=tuple(sorted(order.index(each) for each in timed[place].after))) for place in order
    )


def works(problem: Problem, wanted: int, path: Sequence[int]) -> bool:
    """True where each action can be taken in that order, and all that is wanted is met at the end."""
    states = list(problem.along(path))
    can = all(can_take(problem, state, action) for state, action in zip(states, path, strict=False))
    return can and not wanted & ~problem.met(states[-1])


def can_take(problem: Problem, state: State, action: int) -> bool:
    """True where all that an action asks is met."""
    return not problem.ways.asked[action] & ~problem.met(state)


def waits(problem: Problem, path: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """For every step the steps before it that brought about what it asks."""
    since: dict[int, int] = {}  # by part, the step since which it is met; none where it was so at the start
    found, before = [], -1
    for place, state in enumerate(problem.along(path)):
        met = problem.met(state)
        since |= dict.fromkeys(numbers(met & ~before), place - 1)
        if place < len(path):
            asked = (since[part] for part in numbers(problem.ways.asked[path[place]]) if part in since)
            found.append(tuple(sorted(set(asked))))
        before = met
    return tuple(found)


def _timed(problem: Problem, path: Sequence[int], periods: Sequence[Period]) -> list[Taken]:
    done: list[Taken] = []
    for action, after in zip(path, waits(problem, path), strict=True):
        start = max((done[each].end for each in after), default=0)
        end = start + problem.ways.actions[action].months
        done.append(Taken(action, after, start, end, _period(end, periods)))
    return done


def _period(month: int, periods: Sequence[Period]) -> str:
    """The period in which that month ends; the last one for what comes after all."""
    within = (each.id for each in periods if not each.months or month <= each.months)
    return next(within, periods[-1].id if periods else "")


def _in_turn(timed: Sequence[Taken], rank: dict[str, int], periods: Sequence[Period]) -> tuple[Taken, ...]:
    """The same steps in their own order, none in an earlier period than the one before it."""
    found, latest = [], 0
    for each in timed:
        latest = max(latest, rank.get(each.period, 0))
        found.append(evolve(each, period=periods[latest].id if periods else ""))
    return tuple(found)
