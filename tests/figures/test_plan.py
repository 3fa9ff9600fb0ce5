"""The plan as a time line: a bar for every step, from where it begins to where it is done, and the same in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.advice.lines import FactLine
from regiorules.advice.model import Advice
from regiorules.advice.planned import Plan, PlanPeriod, PlanStep
from regiorules.figures.marks import PLACE
from regiorules.figures.plan import plan_figure
from regiorules.render.figure_note import figure_text
from regiorules.render.renderer import Layout
from regiorules.text import LANGUAGES, Language
from tests.figures.advised import EMPTY, EXAMPLES, advice
from tests.figures.drawn import names
from tests.figures.shown import NAMESPACE, all_inside, read, texts


def bars(found: Advice) -> list[tuple[float, float]]:
    """Where each bar in the drawing begins, and how wide it is, without those of the legend."""
    edges = [each for each in read(plan_figure(found)).iter(f"{NAMESPACE}rect") if float(str(each.get("x"))) > 100]
    high = [each for each in edges if each.get("height") == "14" and each.get("stroke") in (PLACE, "none")]
    mine = [each for each in high if PLACE in (each.get("stroke"), each.get("fill"))]
    return [(float(str(each.get("x"))), float(str(each.get("width")))) for each in mine]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_step_has_its_bar_and_its_words(path: Path, language: Language) -> None:
    """As wide as it is long, and as far from the first as it begins later; the words name all of them."""
    found = advice(path, language)
    assert found.plan is not None
    figure = plan_figure(found)
    assert all_inside(read(figure))
    steps = found.plan.steps
    months = -(-max([12, *(each.end for each in steps)]) // 12) * 12
    wanted = [part for each in steps for part in (290 + 350 * each.start / months, 350 * each.months / months)]
    assert [part for bar in bars(found) for part in bar] == pytest.approx(wanted, abs=0.1)
    shown = " ".join(texts(read(figure)))
    for each in steps:
        assert f"{each.rank}. {each.title}" in shown
        assert f"{each.rank}. {each.title}: " in figure.text
    assert all(period.title in shown for period in found.plan.periods if period.steps)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_draws_a_quarter_of_a_year_as_a_character(language: Language) -> None:
    """Of the region of which nothing is known every step may lapse."""
    found = evolve(EMPTY, language=language)
    assert found.plan is not None
    lines = figure_text([found], "plan", Layout(100, False, False, False)).splitlines()
    for each in found.plan.steps:
        [line] = [line for line in lines if line.strip().startswith(f"{each.rank}. ")]
        assert line.endswith("·" * (each.start // 3) + "░" * (each.months // 3) + "·" * ((48 - each.end) // 3))


def test_without_steps_it_says_so() -> None:
    """Where all is reached, and where there is no plan."""
    none = evolve(EMPTY, plan=None)
    assert plan_figure(none).text == "Er zijn geen stappen."
    assert "Er zijn geen stappen." in texts(read(plan_figure(none)))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Steps of any title and length, in periods that end anywhere."""
    steps = []
    for rank in range(1, draw(st.integers(1, 12)) + 1):
        start, months = draw(st.integers(0, 90)), draw(st.integers(0, 60))
        unless = draw(st.sampled_from([(), (FactLine("f", "F", "1"),)]))
        lines: dict[str, tuple[FactLine, ...]] = dict.fromkeys(("effects", "waits_for", "gone", "new"), ())
        steps.append(
            PlanStep(
                rank=rank,
                id="a",
                title=draw(names),
                addressee="",
                agree=(),
                months=months,
                start=start,
                end=start + months,
                period="p",
                after=(),
                certain=not unless,
                places=(),
                why="",
                basis="source",
                statements=(),
                unless=unless,
                **lines,
            )
        )
    ends = sorted(draw(st.lists(st.integers(1, 120), max_size=3)))
    periods = tuple(PlanPeriod(str(at), draw(names), end, ()) for at, end in enumerate([*ends, 0]))
    return Plan((), periods, tuple(steps), (), (), (), 1)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_any_plan_stays_within_the_drawing(plan: Plan) -> None:
    """Whatever it is called, and however long it takes."""
    assert all_inside(read(plan_figure(evolve(EMPTY, plan=plan))))


def test_the_title_of_a_short_last_period_is_not_cut_off() -> None:
    """It ends where the time line does."""
    steps = tuple(evolve(each, end=113) for each in advice(EXAMPLES[0], "nl").plan.steps)
    ends = (("1", "Eerst", 119), ("2", "Daarna, op de lange termijn", 0))
    plan = Plan((), tuple(PlanPeriod(*each, ()) for each in ends), steps, (), (), (), 0)
    assert all_inside(read(plan_figure(evolve(EMPTY, plan=plan))))
