"""Figures of positions: well-formed and within their edges whatever they say, and the words say what is drawn."""

from __future__ import annotations

from typing import Any, cast
from xml.etree import ElementTree

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice.advise import make_advice
from regiorules.advice.model import Advice, Area, Axis, AxisLevel, Position
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region, read_region
from regiorules.figures.figure import Figure
from regiorules.figures.grid import Grid
from regiorules.figures.marks import PLACE, ROUTE
from regiorules.figures.positions import position_figure
from regiorules.figures.several import positions_figure
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import LANGUAGES, Language, visible
from tests.figures.drawn import MARKUP, names, positions
from tests.figures.shown import NAMESPACE, all_inside, read, texts
from tests.paths import REGIONS, ROOT

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CORE = load_rulesets(ruleset_folder("core"))
OTHER = load_rulesets(ROOT / "examples" / "domains" / "jeugdzorg")
EXAMPLES = sorted(REGIONS.glob("*.yaml"))
languages = st.sampled_from(LANGUAGES)


def advice(facts: dict[str, str], language: Language = "en") -> Advice:
    """Advice by the core rules where only these facts are known."""
    region = Region("X").set(facts, CORE.vocabulary)
    return make_advice(Engine(CORE, "compiled").assess(region), CORE, language)


def place(number: int, **facts: str) -> Position:
    """The position with that number."""
    return next(each for each in advice(facts).positions if each.figure == number)


def circles(root: ElementTree.Element, fill: str) -> list[tuple[float, float]]:
    """The middles of the discs of a colour that stand in the plot, above the legend."""
    found = [each for each in root.iter(f"{NAMESPACE}circle") if each.get("fill") == fill]
    return [(float(str(each.get("cx"))), float(str(each.get("cy")))) for each in found]


@SOME
@given(positions, languages, st.booleans())
def test_any_position_is_drawn_within_its_edges(position: Position, language: Language, heading: bool) -> None:
    """Whatever it is called and however long: XML that is well-formed, and nothing is cut off."""
    assert all_inside(read(position_figure(position, language), heading=heading))


@SOME
@given(st.lists(st.tuples(names, positions), min_size=1, max_size=3), languages, st.integers(1, 5))
def test_several_regions_are_drawn_within_the_edges(
    placed: list[tuple[str, Position]], language: Language, many: int
) -> None:
    """Any number of regions in one figure; every name is in the words."""
    first = placed[0][1]
    every = [(name, evolve(first, name=each.name)) for name, each in placed] * many
    figure = positions_figure(every, language)
    assert all_inside(read(figure))
    assert all(visible(name) in visible(figure.text) for name, _ in every)


@SOME
@given(positions, languages)
def test_the_words_say_what_is_drawn(position: Position, language: Language) -> None:
    """The place, every axis with its value, the parts and the routes; and the words go with the drawing."""
    figure = position_figure(position, language)
    said = [position.name, *(axis.value for axis in position.axes), *(axis.title for axis in position.axes)]
    said += [*(area.label for area in position.areas), *(way.title for way in position.ways)]
    assert all(each in figure.text for each in said)
    root = read(figure)
    assert [root[0].text or "", root[1].text or ""] == [visible(figure.title), visible(figure.text)]


@pytest.mark.parametrize("text", MARKUP)
def test_hostile_text_stays_text(text: str) -> None:
    """No element comes of it, and nothing in it turns or hides what stands beside it."""
    position = evolve(place(4, local_networks="loose", regional_network="loose"), title=text, name=text)
    plain = read(position_figure(evolve(position, title="t", name="n"), "nl"))
    found = read(position_figure(position, "nl"))
    count = len([*plain.iter(f"{NAMESPACE}path")])
    assert len([*found.iter(f"{NAMESPACE}path")]) == count
    assert not {"\u202e", "\x1b", "\0"} & set(position_figure(position, "nl").svg())


def test_several_figures_in_one_page_share_no_id() -> None:
    """Each has its own prefix, and nothing else has an id or a class."""
    figure = position_figure(place(4), "nl")
    page = ElementTree.fromstring(f"<div>{figure.svg('one')}{figure.svg('two')}</div>")
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert ids == ["one-title", "one-desc", "two-title", "two-desc"]
    assert not [each for each in page.iter() if each.get("class")]


def test_nothing_is_fetched() -> None:
    """No address but that of the language itself."""
    svg = position_figure(place(2), "nl").svg()
    assert svg.replace("http://www.w3.org/2000/svg", "").count("://") == 0
    assert "url(" not in svg


@pytest.mark.parametrize(("across", "up"), [("absent", "absent"), ("loose", "connected"), ("connected", "loose")])
def test_the_region_stands_in_its_cell(across: str, up: str) -> None:
    """The disc lies between the lines of its levels; higher levels lie higher and further to the right."""
    position = place(4, local_networks=across, regional_network=up)
    grid = Grid(position)
    x, y = circles(read(position_figure(position, "nl")), PLACE)[0]
    column, row = (["absent", "loose", "connected"].index(level) for level in (across, up))
    assert grid.side + column * grid.wide < x < grid.side + (column + 1) * grid.wide
    assert grid.bottom - (row + 1) * grid.high < y < grid.bottom - row * grid.high


def test_an_open_axis_makes_a_band() -> None:
    """As many cells are hatched as the region may stand in, and no disc is drawn."""
    for facts, cells in (({}, 9), ({"regional_network": "loose"}, 3), ({"regional_network": "at most loose"}, 6)):
        root = read(position_figure(place(4, **cast(Any, facts)), "en"))
        hatches = [each for each in root.iter(f"{NAMESPACE}path") if each.get("stroke-width") == "1.2"]
        assert len(hatches) == cells + 1  # and one in the legend
        assert circles(root, PLACE) == []
        assert any(text.startswith("Somewhere in the hatched part") for text in texts(root))


def test_the_route_is_an_arrow_to_its_end() -> None:
    """From the region's place by way of what comes first; dashed and numbered where it isn't known which holds."""
    held = {"local_networks": "loose", "regional_network": "absent", "regional_strategy_agreed": "no"}
    position = place(4, **held)
    root = read(position_figure(position, "en"))
    [path] = [each.get("d", "") for each in root.iter(f"{NAMESPACE}path") if _is_route(each)][:1]
    assert path.count("L") == 2
    assert "stroke-dasharray" not in next(each for each in root.iter(f"{NAMESPACE}path") if _is_route(each)).attrib
    assert "Route: Local first" in texts(root)
    may = read(position_figure(place(4, regional_network="loose"), "en"))
    dashed = [each for each in may.iter(f"{NAMESPACE}path") if _is_route(each)]
    assert {each.get("stroke-dasharray") for each in dashed} == {"7 4"}
    assert {"1", "2", "Possible route: Local first", "Possible route: Regional first"} <= {*texts(may)}


def test_a_route_from_nowhere_known_shows_its_end() -> None:
    """A target where all of its starts lead to; none where that may be in several places."""
    root = read(position_figure(place(4), "en"))
    assert [each for each in root.iter(f"{NAMESPACE}path") if _is_route(each)] == []
    assert "Here the possible route ends: Local first, Regional first" in texts(root)
    broad = texts(read(position_figure(place(3), "en")))
    assert "Here the possible route ends: Get moving, Choose the right scale" in broad
    assert not [each for each in broad if "Order the alliances" in each]


def _is_route(each: ElementTree.Element) -> bool:
    return each.get("stroke") == ROUTE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("region", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_drawn(region: Any, language: Language) -> None:
    """In both languages; the names of its parts and levels aren't cut short."""
    found = make_advice(Engine(CORE, "compiled").assess(read_region(region, CORE.vocabulary)), CORE, language)
    for position in found.positions:
        root = read(position_figure(position, language))
        assert all_inside(root)
        assert {area.label for area in position.areas} <= {*texts(root)}
        assert {level.label for axis in position.axes for level in axis.levels} <= {*texts(root)}


def test_axes_with_many_levels_are_drawn() -> None:
    """Forty each way, in one part but for a corner: its name stands in the widest rectangle of the largest."""
    levels = tuple(AxisLevel(f"l{at}", f"level {at}", at / 39) for at in range(40))
    axes = tuple(Axis(name, name, "level 0", "level 39", "level 7", 7 / 39, (), levels) for name in ("x", "y"))
    spots = tuple((one.id, other.id) for one in levels for other in levels if (one.id, other.id) != ("l39", "l0"))
    position = Position("p", 0, "t", "all but one", axes, (), (), (Area("a", "all but one", spots),))
    [part] = Grid(position).parts
    assert (part.left, part.low, part.columns, part.rows) == (0, 1, 40, 39)
    assert all_inside(read(position_figure(position, "en")))


def test_another_domain_is_drawn_by_its_own_words() -> None:
    """A figure without a number, of which an axis is the name: it has no parts."""
    path = ROOT / "examples" / "domains" / "duinrand.yaml"
    found = make_advice(Engine(OTHER, "compiled").assess(read_region(path, OTHER.vocabulary)), OTHER, "nl")
    [figure] = [position_figure(each, "nl") for each in found.positions]
    assert figure.title == "Samenwerking en beschikbaarheid"
    assert "regionaal" not in figure.svg()
    assert all_inside(read(figure))


def test_advice_from_before_levels_were_kept_is_drawn() -> None:
    """By the ends of the axes and where the region stands between them."""
    position = place(4, local_networks="loose", regional_network="absent")
    older = evolve(position, axes=tuple(evolve(axis, levels=()) for axis in position.axes), areas=(), ways=())
    figure: Figure = position_figure(older, "en")
    assert all_inside(read(figure))
    assert {"absent", "loose", "connected"} <= {*texts(read(figure))}
