"""Which figure is asked for, by its number or its name, of one region or of several."""

from __future__ import annotations

from collections.abc import Sequence

from regiorules.advice.model import Advice, Position
from regiorules.errors import InputError, Problem, unknown_name
from regiorules.figures.division import division_figure
from regiorules.figures.figure import Figure
from regiorules.figures.plan import plan_figure
from regiorules.figures.positions import position_figure
from regiorules.figures.risks import risk_figure
from regiorules.figures.several import positions_figure

MATRICES = {"division": division_figure, "risks": risk_figure, "plan": plan_figure}  # by name


def figure_of(advices: Sequence[Advice], name: str) -> Figure:
    """
    The figure of that name, of one advice; of several advices by the same rules only a position can be drawn.

    Raises UnknownName for another name, InputError for a figure of several regions that is of one.
    """
    first = advices[0]
    known = positions_of(first)
    if name in MATRICES:
        if len(advices) > 1:
            raise InputError([Problem("figure_of_one", {"name": name})])
        return MATRICES[name](first)
    if name not in known:
        raise unknown_name("unknown_figure", name, names_of(first))
    if len(advices) == 1:
        return position_figure(known[name], first.language)
    return positions_figure(placed(advices, known[name].id), first.language)


def positions_of(advice: Advice) -> dict[str, Position]:
    """The positions of an advice, each by its number, where it has one, and by its id."""
    numbered = {str(each.figure): each for each in advice.positions if each.figure}
    return {**{each.id: each for each in advice.positions}, **numbered}


def names_of(advice: Advice) -> tuple[str, ...]:
    """Every name that `figure_of` takes: numbers, then the others."""
    known = positions_of(advice)
    numbers = sorted(filter(str.isdecimal, known), key=int)
    return (*numbers, *MATRICES, *(name for name in known if name not in numbers))


def placed(advices: Sequence[Advice], name: str) -> list[tuple[str, Position]]:
    """Each region with its place in the figure of that name."""
    return [(advice.region, each) for advice in advices for each in advice.positions if each.id == name]
