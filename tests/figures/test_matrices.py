"""The division of topics, and the risks by severity and certainty: every one of them is there, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice.model import Division, FactLine, Outlook, Risk
from regiorules.figures.division import division_figure, levels_of
from regiorules.figures.marks import PLACE, ROUTE
from regiorules.figures.risks import risk_figure, severities_of
from regiorules.text import LANGUAGES, Language
from tests.figures.advised import EMPTY, EXAMPLES, advice
from tests.figures.drawn import names
from tests.figures.shown import NAMESPACE, all_inside, read, texts

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_topic_stands_at_its_level(path: Path, language: Language) -> None:
    """A mark for each that is settled, in the column of its level; the words name every topic."""
    found = advice(path, language)
    figure = division_figure(found)
    root = read(figure)
    assert all_inside(root)
    assert {each.title for each in found.divisions} <= {*texts(root)}
    assert all(each.title in figure.text for each in found.divisions)
    settled = [each for each in found.divisions if each.label]
    marks = [each for each in root.iter(f"{NAMESPACE}circle") if each.get("fill") == PLACE]
    heads = [each for each in root.iter(f"{NAMESPACE}text") if each.get("text-anchor") == "middle"]
    columns = {" ".join(str(line.text) for line in each): float(str(each[0].get("x"))) for each in heads}
    drawn = [float(str(each.get("cx"))) for each in marks[: len(settled)]]
    assert drawn == pytest.approx([columns[each.label] for each in settled])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_risk_is_counted_once(path: Path, language: Language) -> None:
    """Those that hold by name, the others by number; each in the row of its severity."""
    found = advice(path, language)
    figure = risk_figure(found)
    root = read(figure)
    assert all_inside(root)
    assert {each.title for each in found.risks} <= {*texts(root)}
    assert all(each.title in figure.text for each in found.risks)
    assert [*severities_of(found)] == [*found.severities][::-1]
    counts = [int(each) for each in texts(root) if each.isdecimal()]
    assert sum(counts) == len(found.outlook.open) + len(found.outlook.excluded)
    holding = [each for each in root.iter(f"{NAMESPACE}rect") if each.get("fill") == ROUTE]
    assert len(holding) == len(found.risks) + bool(found.risks)  # and one in the legend


divisions = st.builds(
    Division,
    id=names,
    title=names,
    level=st.just(""),
    label=names,
    reasons=st.just(()),
    waits_for=st.just(()),
    statements=st.just(()),
    possible=st.lists(names, max_size=3).map(tuple),
    levels=st.lists(names, max_size=6).map(tuple),
)


@SOME
@given(st.lists(divisions, max_size=6))
def test_any_division_is_drawn_within_its_edges(found: list[Division]) -> None:
    """Whatever topics and levels are called; also where there are none."""
    figure = division_figure(evolve(EMPTY, divisions=tuple(found)))
    assert all_inside(read(figure))
    assert all(
        level in figure.text
        for level in levels_of([each for each in found if each.label])
        if level in {each.label for each in found}
    )


@SOME
@given(st.lists(st.tuples(names, st.sampled_from(["", *EMPTY.severities]), names), max_size=8), st.integers(0, 20))
def test_any_risks_are_drawn_within_their_edges(found: list[tuple[str, str, str]], many: int) -> None:
    """Whatever risks and records are called, with a severity or without, and however many are open."""
    risks = tuple(Risk(title, title, "", grade, "", (), (), (), record) for title, grade, record in found)
    lines = tuple(FactLine(f"r{number}", "t", "v") for number in range(many))
    outlook = Outlook(lines, (), lines[:3], {each.id: "" for each in lines})
    figure = risk_figure(evolve(EMPTY, risks=risks, outlook=outlook))
    assert all_inside(read(figure))
    assert all(title in figure.text for title, _, _ in found)


def test_advice_from_before_severities_were_kept_is_drawn() -> None:
    """Its open risks stand in a row of their own."""
    older = evolve(EMPTY, outlook=evolve(EMPTY.outlook, severities={}))
    assert "zonder ernst" in texts(read(risk_figure(older)))
    assert f"Er kunnen nog {len(EMPTY.outlook.open)} gelden" in risk_figure(older).text
