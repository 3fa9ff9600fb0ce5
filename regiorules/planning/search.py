"""
The shortest way: fewest steps, then fewest months of work together, then the order of the actions.

A search in the order of what a way takes at least (A*): what it took so far, with the bound on what is still needed.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable

from attrs import define, field

from regiorules.frozen import frozen
from regiorules.planning.bound import Bounds
from regiorules.planning.problem import Problem, State
from regiorules.planning.ways import numbers


@define
class Budget:
    """How many states may be looked at, and how long in seconds (None: as long as it takes); `tell` hears how many."""

    states: int
    seconds: float | None = None
    tell: Callable[[int], None] | None = None
    seen: int = 0
    until: float | None = field(init=False)

    @until.default
    def _until(self) -> float | None:
        return None if self.seconds is None else time.monotonic() + self.seconds

    def spend(self) -> bool:
        """One more state; False where that is too many, or too late."""
        self.seen += 1
        if self.tell and self.seen % 64 == 0:
            self.tell(self.seen)
        return self.seen <= self.states and (self.until is None or time.monotonic() < self.until)


@frozen
class Search:
    """
    What a search came to: the actions of the shortest way by their places, None where there is none.

    `complete` says that this is proved, and not just not found within the budget; `ever` are the parts that were met
    somewhere, as a set.
    """

    path: tuple[int, ...] | None
    complete: bool
    ever: int


def search(problem: Problem, budget: Budget, wanted: int, allowed: int = -1, most: int | None = None) -> Search:
    """The shortest way to these parts (a set) with these actions (a set; -1 is all), of at most so many steps."""
    every = (1 << len(problem.ways.actions)) - 1
    return _Seeker(problem, budget, wanted, allowed & every, most).run()


class _Seeker:
    """One search.  On its heap are ways with what each takes at least; of those that tie the longest goes first."""

    def __init__(self, problem: Problem, budget: Budget, wanted: int, allowed: int, most: int | None) -> None:
        self.problem, self.budget, self.wanted, self.most = problem, budget, wanted, most
        self.actions = [
            (each, problem.ways.asked[each], problem.ways.actions[each].months) for each in numbers(allowed)
        ]
        self.bounds = Bounds(problem, wanted, allowed)
        self.best: dict[State, tuple[int, int]] = {}  # of every state, the steps and months of the best way there
        self.met: dict[State, int] = {}  # of every state, the parts that are met
        self.ever = 0
        self.heap: list[tuple[int, int, int, tuple[int, ...], int, State]] = []

    def run(self) -> Search:
        self.push((), 0, self.problem.first, (0, 0))
        while self.heap:
            steps, months, _, path, taken, state = heapq.heappop(self.heap)
            if self.best.get(state, (len(path), taken + 1)) <= (len(path), taken):
                continue
            if state not in self.met and not self.budget.spend():
                return Search(None, complete=False, ever=self.ever)
            met = self.parts(state)
            needed = self.bounds.needed(met)
            if needed is None:
                continue
            least = (len(path) + needed.steps, taken + needed.months)
            if least > (steps, months):  # it takes more than was thought
                self.push(path, taken, state, least)
                continue
            if not self.wanted & ~met:
                return Search(path, complete=True, ever=self.ever)
            self.best[state] = (len(path), taken)
            self.further(path, taken, state, met, least)
        return Search(None, complete=True, ever=self.ever)

    def parts(self, state: State) -> int:
        """The parts that are met in a state."""
        if state not in self.met:
            self.met[state] = self.problem.met(state)
            self.ever |= self.met[state]
        return self.met[state]

    def further(self, path: tuple[int, ...], taken: int, state: State, met: int, least: tuple[int, int]) -> None:
        """Every way that is one step longer."""
        for action, asked, months in self.actions:
            if not asked & ~met:
                after = self.problem.after(state, action)
                if after != state:
                    self.push((*path, action), taken + months, after, least)

    def push(self, path: tuple[int, ...], taken: int, state: State, least: tuple[int, int]) -> None:
        """Keep a way for later, unless it is too long."""
        if self.most is None or least[0] <= self.most:
            heapq.heappush(self.heap, (*least, -len(path), path, taken, state))
