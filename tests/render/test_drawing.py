"""Figures in characters: every line as wide as the terminal at most, with the same in it as in the drawing."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice.advise import make_advice
from regiorules.advice.model import Advice, Position
from regiorules.engine.engine import Engine
from regiorules.errors import InputError, UnknownName
from regiorules.facts.region import Region
from regiorules.figures.asked import names_of
from regiorules.render.drawing import draw_position, draw_positions
from regiorules.render.figure_note import figure_text
from regiorules.render.lines import cells_of
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import LANGUAGES, visible
from tests.figures.drawn import names, positions

CORE = load_rulesets(ruleset_folder("core"))
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
widths = st.integers(40, 110)
BOTH_LOOSE = {"local_networks": "loose", "regional_network": "loose"}


def advice(name: str = "X", **facts: str) -> Advice:
    """Advice by the core rules where only these facts are known."""
    return make_advice(Engine(CORE, "compiled").assess(Region(name).set(facts, CORE.vocabulary)), CORE, "nl")


def text(*found: Advice, name: str = "4", width: int = 100) -> str:
    """A figure of these, as text."""
    return figure_text(found, name, Layout(width, False))


@SOME
@given(positions, widths, st.sampled_from(LANGUAGES))
def test_any_position_fits_the_terminal(position: Position, width: int, language: str) -> None:
    """No line is wider, or has anything in it but what can be seen."""
    lines = [*draw_position(position, width, "nl" if language == "nl" else "en")]
    assert all(cells_of(line) <= width and line == visible(line) for line in lines)


@SOME
@given(st.lists(names, min_size=1, max_size=12), positions, widths)
def test_any_regions_fit_the_terminal(regions: list[str], position: Position, width: int) -> None:
    """However many there are, and whatever they are called."""
    lines = [*draw_positions([(name, position) for name in regions], width, "nl")]
    assert all(cells_of(line) <= width and line == visible(line) for line in lines)


def test_the_region_stands_in_its_cell() -> None:
    """In the second column and the second row; the route ends in the third of both."""
    drawn = text(advice(**BOTH_LOOSE, regional_strategy_agreed="no"))
    rows = [line for line in drawn.splitlines() if line.rstrip().endswith("│")]
    [here] = [line for line in rows if "●" in line]
    [end] = [line for line in rows if "►" in line]
    assert re.search("[│·].*[│·].*●.*│.*│", here)
    assert re.search("[│·].*│.*►.*│$", end)
    assert rows.index(end) < rows.index(here)
    assert "Route: Lokaal voorop" in drawn


def test_an_open_axis_makes_a_band() -> None:
    """A mark in every cell where the region may stand."""
    assert text(advice(regional_network="loose")).count("░░░░░") == 3
    assert text(advice()).count("░░░░░") == 9


def test_several_regions_have_a_number_each() -> None:
    """In the cell where they stand, and in the list below."""
    drawn = text(advice("A", **BOTH_LOOSE), advice("B"), advice("C", **BOTH_LOOSE))
    assert re.search("· +1 3 +│", drawn)
    assert re.search(r"^2\. B: nog niet te bepalen$", drawn, re.MULTILINE)


def test_a_narrow_terminal_gets_words() -> None:
    """Where five columns don't fit, the same is said in a sentence."""
    said = " ".join(text(advice(network_orientation="local"), name="2", width=44).split())
    assert "│" not in said
    assert "Vertrekpunt van het netwerk: lokaal." in said


def test_matrices_are_tables() -> None:
    """The topics by level, the risks by severity."""
    found = advice(pursuit="waiting")
    division, risks = (text(found, name=name) for name in ("division", "risks"))
    assert all(each.title in division for each in found.divisions)
    assert re.search(r"Klantenbestand +●", division)
    assert re.search(rf"middelgroot +.*{found.risks[0].title}", risks)
    counts = [int(each) for each in re.findall(r" (\d+)(?= |$)", risks, re.MULTILINE)]
    assert sum(counts) == len(found.outlook.open) + len(found.outlook.excluded)


def test_what_there_is_no_figure_of() -> None:
    """Another name, with those that there are; or a matrix of several regions."""
    assert names_of(advice())[:6] == ("1", "2", "3", "4", "division", "risks")
    with pytest.raises(UnknownName, match=r"9 is geen figuur \(wel: 1, 2, 3, 4, division, risks, "):
        text(advice(), name="9")
    with pytest.raises(InputError, match="division is er voor één regio"):
        text(advice(), advice(), name="division")
