"""A figure as text for a terminal: drawn in characters where that can be, with the same in words where it can't."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiorules.advice.model import Advice, Division
from regiorules.advice.planned import Plan, PlanStep
from regiorules.figures.asked import figure_of, placed, positions_of
from regiorules.figures.division import levels_of
from regiorules.figures.risks import counted, named, severities_of
from regiorules.figures.words import word
from regiorules.render.blocks import Block, Grid, Heading, Paragraph
from regiorules.render.drawing import draw_position, draw_positions
from regiorules.render.renderer import Layout
from regiorules.render.text import render_blocks
from regiorules.text import Language

_KNOWN, _POSSIBLE, _DONE, _IDLE = "●", "░", "█", "·"
_QUARTER = 3  # months


def figure_text(advices: Sequence[Advice], name: str, layout: Layout) -> str:
    """The figure of that name in lines; raises as `figure_of` does."""
    figure = figure_of(advices, name)
    head = render_blocks([Heading(1, figure.title)], layout)
    drawn = [*_drawn(advices, name, layout)]
    blocks = [] if drawn else [*_matrix(advices[0], name)] or [Paragraph(figure.text)]
    return "\n".join(
        part for part in (head, "\n".join([*drawn, ""]) if drawn else render_blocks(blocks, layout)) if part
    )


def _drawn(advices: Sequence[Advice], name: str, layout: Layout) -> Iterator[str]:
    position = positions_of(advices[0]).get(name)
    if position is None:
        return
    if len(advices) == 1:
        yield from draw_position(position, layout.width, advices[0].language)
    else:
        yield from draw_positions(placed(advices, position.id), layout.width, advices[0].language)


def _matrix(advice: Advice, name: str) -> Iterator[Block]:
    if name == "division" and advice.divisions:
        yield from _division(advice)
    if name == "risks":
        yield from _risks(advice)
    if name == "plan" and advice.plan and advice.plan.steps:
        yield from _plan(advice.plan, advice.language)


def _division(advice: Advice) -> Iterator[Block]:
    levels = levels_of(advice.divisions)
    yield Grid(
        (advice.words["topic"], *levels),
        tuple((each.title, *(_mark(each, level) for level in levels)) for each in advice.divisions),
    )
    yield Paragraph(f"{_KNOWN} {word('level_known', advice.language)}")
    if any(not each.label for each in advice.divisions):
        yield Paragraph(f"{_POSSIBLE} {word('level_possible', advice.language)}")


def _mark(each: Division, level: str) -> str:
    if each.label:
        return _KNOWN if level == each.label else ""
    return _POSSIBLE if level in (each.possible or each.levels) else ""


def _plan(plan: Plan, language: Language) -> Iterator[Block]:
    """A row a step, a character a quarter of a year."""
    last = max(each.end for each in plan.steps)
    rows = tuple((f"{each.rank}. {each.title}", _bar(each, last)) for each in plan.steps)
    yield Grid((word("steps", language), word("quarters", language)), rows)
    if any(not each.unless for each in plan.steps):
        yield Paragraph(f"{_DONE} {word('step', language)}")
    if any(each.unless for each in plan.steps):
        yield Paragraph(f"{_POSSIBLE} {word('step_unless', language)}")


def _bar(each: PlanStep, last: int) -> str:
    mark = _POSSIBLE if each.unless else _DONE
    quarters = range(0, last, _QUARTER)
    return "".join(mark if each.start <= month < max(each.end, each.start + 1) else _IDLE for month in quarters)


def _risks(advice: Advice) -> Iterator[Block]:
    language, outlook = advice.language, advice.outlook
    heads = ("", *(word(name, language) for name in ("holds", "may_hold", "excluded")))
    rows = []
    for severity, label in severities_of(advice).items():
        holding = "; ".join(named(each) for each in advice.risks if each.severity == severity)
        counts = (counted(lines, severity, outlook) for lines in (outlook.open, outlook.excluded))
        rows.append((label, holding or word("none", language), *(str(count) for count in counts)))
    yield Grid(heads, tuple(rows))
