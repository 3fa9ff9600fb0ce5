"""What a plan consists of, in the words of one language; ids are the rule set's own."""

from __future__ import annotations

from typing import ClassVar, Literal

from regiorules.advice.lines import FactLine
from regiorules.frozen import frozen
from regiorules.stored import Stored
from regiorules.text import Language

FORMAT = "regiorules-plan/1"
Reach = Literal["there", "planned", "blocked", "not_found"]


@frozen
class PlanGoal:
    """
    A goal of the rule set, and whether the region is there, gets there by the plan, or can't get there.

    `reach` is "not_found" where the search ended within its bound, so that nothing is proved; `standing` is where the
    region is in the figure of the goal, by name: "" where that isn't known, or where the goal has no figure.
    """

    id: str
    title: str
    reach: Reach
    position: str
    standing: str
    statements: tuple[str, ...]


@frozen
class PlanPlace:
    """Where the region stands in a figure after a step."""

    id: str
    figure: int
    title: str
    name: str


@frozen
class PlanStep:
    """
    One step: following a recommendation, from month `start` to month `end` of the plan; `rank` counts from 1.

    `agree` are those who must agree; `effects` what is so afterwards; `after` the ranks of the steps that it waits for.
    `certain` says that the step is needed as far as is known; otherwise it lapses where all of `unless` is so already,
    which isn't known.  `waits_for` are the facts by which the recommendation may yet not hold.  `places` are the
    positions that change, `gone` the risks that go away, `new` those that come.
    """

    rank: int
    id: str
    title: str
    addressee: str
    agree: tuple[str, ...]
    months: int
    start: int
    end: int
    period: str
    after: tuple[int, ...]
    effects: tuple[FactLine, ...]
    certain: bool
    unless: tuple[FactLine, ...]
    waits_for: tuple[FactLine, ...]
    places: tuple[PlanPlace, ...]
    gone: tuple[FactLine, ...]
    new: tuple[FactLine, ...]
    why: str
    basis: str
    statements: tuple[str, ...]


@frozen
class PlanPeriod:
    """A part of the time ahead, with the steps done in it, by rank; `months` is when it is over, 0 for never."""

    id: str
    title: str
    months: int
    steps: tuple[int, ...]


@frozen
class Alternative:
    """Another plan of as many steps: the recommendations that it has, instead of those of this plan."""

    instead_of: tuple[FactLine, ...]
    take: tuple[FactLine, ...]


@frozen
class Obstacle:
    """
    What is asked on the way, by the step of that title or ("") by a goal itself, and what no step can bring about.

    `condition` is "" where the step itself isn't advised here, by what is known.  `waits_for` are the unknown facts
    that could still give it; none where what is known speaks against it.
    """

    step: str
    title: str
    condition: str
    waits_for: tuple[FactLine, ...]


@frozen
class Plan:
    """
    The shortest way to the goals; `left` are the risks that hold at its end.

    `searched` is how many states were looked at; where a goal is "blocked", these were all there are.
    """

    goals: tuple[PlanGoal, ...]
    periods: tuple[PlanPeriod, ...]
    steps: tuple[PlanStep, ...]
    alternatives: tuple[Alternative, ...]
    obstacles: tuple[Obstacle, ...]
    left: tuple[FactLine, ...]
    searched: int


@frozen
class PlanNote(Stored):
    """The plan for one region in one language; None where the rule set has no goals."""

    _kind: ClassVar[str] = "plan"

    region: str
    language: Language
    plan: Plan | None
    format: str = FORMAT
