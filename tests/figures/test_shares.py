"""The figure of shares: well-formed and within its edges whatever it says, and the words say what is drawn."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from regiorules.advice.robustness import Firmness, Robustness
from regiorules.figures.shares import open_of, shares_figure
from regiorules.text import LANGUAGES, visible
from tests.figures.drawn import names
from tests.figures.shown import all_inside, read

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KINDS = {"route": "route", "risk": "<b>\u202erisk"}


@st.composite
def firmness(draw: DrawFn) -> Firmness:
    counted = draw(st.integers(1, 10**9))
    holds = draw(st.integers(0, counted))
    fails = draw(st.integers(0, counted - holds))
    share, sampled = holds / counted, draw(st.booleans())
    bounds = (max(0, share - 0.1), min(1, share + 0.1)) if sampled else (share, share)
    kind, title = draw(st.sampled_from([*KINDS])), draw(names)
    return Firmness("x", kind, title, "open", "", share, *bounds, holds, fails, counted, counted * 9, sampled, (), ())


def found(*lines: Firmness, language: str = "en", region: str = "X") -> Robustness:
    return Robustness(region, "nl" if language == "nl" else "en", 1, (), (), lines, KINDS, tuple(KINDS))


@SOME
@given(lines=st.lists(firmness(), max_size=6), language=st.sampled_from(LANGUAGES), region=names)
def test_it_stays_within_its_edges_and_text_stays_text(lines: list[Firmness], language: str, region: str) -> None:
    figure = shares_figure(found(*lines, language=language, region=region))
    root = read(figure)
    assert all_inside(root)
    assert "\u202e" not in figure.svg()


def line(name: str, holds: int, fails: int = 0, *, sampled: bool = False) -> Firmness:
    share = holds / 8
    return Firmness(name, "risk", name, "open", "", share, share, share, holds, fails, 8, 8, sampled, (), ())


def test_only_what_differs_is_drawn_the_surest_first() -> None:
    every = found(
        line("never", 0, 8), line("some", 2, 6), line("always", 8), line("most", 6, 1), line("few", 0, 8, sampled=True)
    )
    assert [each.id for each in open_of(every)] == ["most", "some", "few"]
    assert shares_figure(every).text == "most: 75%; some: 25%; few: 0%."
    assert visible("most") in shares_figure(every).svg()
    assert "Stays open" in shares_figure(every).svg()


def test_where_nothing_is_open_it_says_so() -> None:
    assert shares_figure(found(line("always", 8))).text == "Nothing is open."
