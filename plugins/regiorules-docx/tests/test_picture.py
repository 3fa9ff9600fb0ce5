"""The picture of the positions, read back with Pillow."""

from __future__ import annotations

from io import BytesIO

import pytest
from attrs import evolve
from PIL import Image, ImageFont
from regiorules_docx.picture import (
    BAND,
    BAND_FILL,
    INSET,
    MARK,
    PANEL,
    PLOT,
    RAIL,
    Pens,
    describe_positions,
    draw_positions,
)
from regiorules_docx.words import WORDS

from regiorules import load
from regiorules.advice.model import Axis, AxisLevel, Position
from regiorules.text import LANGUAGES, Language

LEFT, TOP, RIGHT, BOTTOM = PLOT


def axis(coordinate: float | None) -> Axis:
    """An axis on which the region stands somewhere, or nowhere."""
    return Axis("x", "De as", "laag", "hoog", "ergens" if coordinate is not None else "onbekend", coordinate)


def figure(*coordinates: float | None) -> Position:
    """A figure with those coordinates."""
    return Position("p", 1, "De figuur", "", tuple(map(axis, coordinates)), ())


def drawn(position: Position, language: Language = "nl") -> Image.Image:
    """The picture of one figure."""
    image = Image.open(BytesIO(draw_positions([position], language)))
    assert image.size == PANEL
    return image.convert("RGB")


def spots(image: Image.Image, color: str) -> list[tuple[int, int]]:
    """Where in the plot that colour stands."""
    wanted = bytes.fromhex(color[1:])
    inside = image.crop((LEFT + 3, TOP + 3, RIGHT - 3, BOTTOM - 3))
    data = inside.tobytes()
    found = [number // 3 for number in range(0, len(data), 3) if data[number : number + 3] == wanted]
    return [(LEFT + 3 + number % inside.width, TOP + 3 + number // inside.width) for number in found]


def middle(found: list[tuple[int, int]]) -> tuple[float, float]:
    """The middle of some spots."""
    xs, ys = zip(*found, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


@pytest.mark.parametrize("x", [0.0, 0.25, 1.0])
@pytest.mark.parametrize("y", [0.0, 0.5, 1.0])
def test_the_dot_stands_at_the_coordinates(x: float, y: float) -> None:
    """From left to right and from the bottom up, within the plot also at the ends."""
    found = middle(spots(drawn(figure(x, y)), MARK))
    across = LEFT + INSET + x * (RIGHT - LEFT - 2 * INSET)
    up = BOTTOM - INSET - y * (BOTTOM - TOP - 2 * INSET)
    assert found == pytest.approx((across, up), abs=1.5)


@pytest.mark.parametrize("y", [0.0, 1.0])
def test_a_ladder_has_one_axis(y: float) -> None:
    """Where there is a single axis the dot is on the rail."""
    pixels = drawn(figure(y))
    up = round(BOTTOM - INSET - y * (BOTTOM - TOP - 2 * INSET))
    assert pixels.getpixel((LEFT + RAIL, up)) == tuple(bytes.fromhex(MARK[1:]))


@pytest.mark.parametrize(("x", "y"), [(None, 0.5), (0.5, None)])
def test_one_unknown_axis_is_a_band(x: float | None, y: float | None) -> None:
    """The band runs along the unknown axis, at the known coordinate; there is no dot."""
    found = spots(drawn(figure(x, y)), BAND_FILL)
    xs, ys = zip(*found, strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    assert (wide > 400 and high < 60) if x is None else (high > 200 and wide < 60)
    assert middle(found) == pytest.approx(((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2), abs=2)


def partly(*coordinates: float) -> Axis:
    """An axis on which the region stands at one of these."""
    possible = tuple(AxisLevel(f"l{each}", f"l{each}", each) for each in coordinates)
    return Axis("x", "De as", "laag", "hoog", "hoogstens iets", None, possible)


@pytest.mark.parametrize(
    ("axes", "across", "up"),
    [
        ((partly(0.5, 1.0), partly(0.0, 0.5)), (0.5, 1.0), (0.0, 0.5)),
        ((axis(0.25), partly(0.0, 1.0)), (0.25, 0.25), (0.0, 1.0)),
        ((partly(0.0, 0.5), axis(1.0)), (0.0, 0.5), (1.0, 1.0)),
    ],
)
def test_what_is_partly_known_is_an_area_with_its_places(
    axes: tuple[Axis, Axis], across: tuple[float, float], up: tuple[float, float]
) -> None:
    """A box around all places where the region may be, with a ring at each, and none elsewhere."""
    image = drawn(evolve(figure(), axes=axes))
    found = spots(image, BAND_FILL)
    x = [LEFT + INSET + each * (RIGHT - LEFT - 2 * INSET) for each in across]
    y = [BOTTOM - INSET - each * (BOTTOM - TOP - 2 * INSET) for each in up]
    assert middle(found) == pytest.approx((sum(x) / 2, sum(y) / 2), abs=2)
    assert max(spot[0] for spot in found) - min(spot[0] for spot in found) == pytest.approx(
        x[1] - x[0] + 2 * BAND, abs=8
    )
    for at in {(round(here), round(there)) for here in x for there in y}:
        assert image.getpixel(at) == (255, 255, 255)
    if x[0] != x[1] and y[0] != y[1]:
        assert image.getpixel((round(sum(x) / 2), round(sum(y) / 2))) == tuple(bytes.fromhex(BAND_FILL[1:]))


@pytest.mark.parametrize(
    ("axes", "wide"), [((partly(0.0, 0.5), axis(None)), True), ((axis(None), partly(0.5, 1.0)), False)]
)
def test_beside_an_unknown_axis_the_area_is_a_wider_band(axes: tuple[Axis, Axis], wide: bool) -> None:
    """It takes all levels that are possible, and the whole of the other axis; its word stays within the plot."""
    image = drawn(evolve(figure(), axes=axes))
    xs, ys = zip(*spots(image, BAND_FILL), strict=True)
    half, low = ((RIGHT - LEFT - 2 * INSET) / 2, min(xs)) if wide else ((BOTTOM - TOP - 2 * INSET) / 2, min(ys))
    assert (max(xs) if wide else max(ys)) - low == pytest.approx(half + 2 * BAND, abs=8)
    assert max(ys) - min(ys) > 300 if wide else max(xs) - min(xs) > 500
    assert image.crop((LEFT - 8, TOP, LEFT - 1, BOTTOM)).getcolors() == [(7 * (BOTTOM - TOP), (255, 255, 255))]


def test_an_area_on_a_ladder_has_its_words_beside_it() -> None:
    """A box along the rail, with a ring on each rung that is possible."""
    image = drawn(evolve(figure(), axes=(partly(0.0, 0.5),)))
    assert image.getpixel((LEFT + RAIL, BOTTOM - INSET)) == (255, 255, 255)
    assert {spot[0] for spot in spots(image, MARK)} & set(range(LEFT + RAIL + 40, LEFT + RAIL + 200))


@pytest.mark.parametrize("coordinates", [(), (None,), (None, None)])
def test_unknown_is_no_place(coordinates: tuple[None, ...]) -> None:
    """Where nothing is known there is neither dot nor band, and it doesn't look like an empty figure either."""
    image = drawn(figure(*coordinates))
    assert spots(image, MARK) == spots(image, BAND_FILL) == []
    colors = image.crop((LEFT + 150, TOP + 10, LEFT + 200, BOTTOM - 10)).getcolors()
    assert len(colors or ()) > 1


def test_the_picture_speaks_the_language() -> None:
    """The words in the picture are those of the advice."""
    assert drawn(figure(None, None), "nl").tobytes() != drawn(figure(None, None), "en").tobytes()


def test_the_description_tells_all_figures() -> None:
    """Name, ends and value of every axis; a position without a name can't be told yet."""
    said = describe_positions([figure(0.5, None)], "nl")
    assert said == (
        "Figuur 1, De figuur: nog niet te bepalen "
        "(De as, van laag tot hoog: ergens; De as, van laag tot hoog: onbekend)."
    )


def test_long_words_stay_in_the_picture() -> None:
    """Words that are too long are cut with an ellipsis, in every place where words stand."""
    long = "werkgeversdienstverleningssamenwerking" * 5
    wide = Axis("x", long, long, f"{long} {long}", " ".join([long] * 9), 0.5)
    position = Position("p", 1, f"{long} {long} {long}", long, (wide, wide), ())
    image = drawn(position)
    plain = drawn(evolve(position, title="", axes=(figure(0.5, 0.5).axes)))
    for edge in ((0, TOP, 4, PANEL[1]), (PANEL[0] - 4, 0, *PANEL)):
        assert image.crop(edge).getcolors() == [(4 * (edge[3] - edge[1]), (255, 255, 255))]
    inside = (LEFT, TOP, RIGHT + 1, BOTTOM + 1)
    assert image.crop(inside).tobytes() == plain.crop(inside).tobytes()


def test_two_in_a_row() -> None:
    """Figures stand two by two, so that a page holds four."""
    widths = [Image.open(BytesIO(draw_positions([figure(0.5)] * count, "nl"))).size for count in (1, 2, 3, 4)]
    assert widths[0][0] < widths[1][0] == widths[2][0] == widths[3][0]
    assert widths[0][1] == widths[1][1] < widths[2][1] == widths[3][1]


def test_the_font_has_every_letter() -> None:
    """No letter of what the picture may have to say (and of other Latin scripts) is a box."""
    vocabulary = load("core").vocabulary
    said = {text.say(language) for text in WORDS.values() for language in LANGUAGES} | {"ÀÉÎÕÜŸçñøßœżł…–’"}
    for fact in vocabulary.facts.values():
        labels = [fact.title, *(option.label for option in fact.options)]
        said |= {label.say(language) for label in labels for language in LANGUAGES}
    for font in (Pens.made().plain, Pens.made().strong):
        box = glyph(font, "\ue000")
        assert [letter for letter in sorted(set("".join(said)) - {" "}) if glyph(font, letter) == box] == []


def glyph(font: ImageFont.FreeTypeFont, letter: str) -> bytes:
    """How a letter is drawn."""
    return bytes(font.getmask(letter))
