"""The picture of the positions: one PNG with a panel for each figure, drawn from what the advice says."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from itertools import product
from typing import Literal

from attrs import frozen
from PIL import Image, ImageDraw, ImageFont

from regiorules.advice.model import Axis, Position
from regiorules.render.speaking import standing
from regiorules.text import Language
from regiorules_docx.words import word

DPI = 250
PANEL = (840, 625)  # pixels, as all lengths here
GAP, EDGE = 20, 6  # between panels, and between words and the edge of a panel
PLOT = (245, 118, 810, 448)  # left, top, right, bottom within a panel
INSET = 40  # from the edge of the plot to a coordinate of 0 or 1
DOT = 20  # the radius of the marker
BAND = 26  # half the width of the band where one axis is unknown, and what an area has around its outer places
RING = 11  # the radius of a place in an area
RAIL = 60  # from the left of the plot to the rail of a ladder
INK, QUIET, PAPER = "#1a1a1a", "#595959", "#ffffff"
FRAME, FIELD, LINE, STRIPE = "#7f7f7f", "#f4f6f9", "#d5dbe3", "#c3ccd8"
MARK, BAND_FILL = "#1f4e79", "#b8cfe6"

Anchor = Literal["la", "ma", "ra", "mm"]


def draw_positions(positions: Sequence[Position], language: Language) -> bytes:
    """The positions side by side, two in a row, as a PNG; there must be at least one."""
    columns = min(2, len(positions))
    rows = -(-len(positions) // columns)
    image = Image.new("RGB", (columns * (PANEL[0] + GAP) - GAP, rows * (PANEL[1] + GAP) - GAP), PAPER)
    pens = Pens.made()
    for number, position in enumerate(positions):
        row, column = divmod(number, columns)
        panel = Image.new("RGB", PANEL, PAPER)
        _Panel(panel, position, language, pens).draw()
        image.paste(panel, (column * (PANEL[0] + GAP), row * (PANEL[1] + GAP)))
    out = BytesIO()
    image.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


def describe_positions(positions: Sequence[Position], language: Language) -> str:
    """What the picture shows, for who can't see it."""
    return " ".join(
        f"{word('figure', language, number=each.figure)}, {each.title}: {position_name(each, language)}"
        f" ({'; '.join(describe_axis(axis, language) for axis in each.axes)})."
        for each in positions
    )


def describe_axis(axis: Axis, language: Language) -> str:
    """An axis with its ends and the region's value on it."""
    return word("axis", language, title=axis.title, low=axis.low, high=axis.high, value=axis.value)


def position_name(position: Position, language: Language) -> str:
    """The name of a position, or that it can't be told yet, with the names that are left where some are ruled out."""
    return standing(position.name, position.possible, language)


def has_area(position: Position) -> bool:
    """True for a position of which an axis is partly known."""
    return any(axis.possible for axis in position.axes)


@frozen
class Pens:
    """The fonts of the picture.  They come with the package: a machine need not have any, and all draw the same."""

    title: ImageFont.FreeTypeFont
    strong: ImageFont.FreeTypeFont
    plain: ImageFont.FreeTypeFont

    @classmethod
    def made(cls) -> Pens:
        """The fonts, read from the package."""

        def read(name: str, size: int) -> ImageFont.FreeTypeFont:
            data = files("regiorules_docx").joinpath("fonts", f"{name}.ttf").read_bytes()
            return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)

        bold = "DejaVuSansCondensed-Bold"
        return cls(read(bold, 30), read(bold, 25), read("DejaVuSansCondensed", 25))


class _Panel:
    """One figure: its title, the name of the position, the axes with their ends, and where the region is."""

    def __init__(self, image: Image.Image, position: Position, language: Language, pens: Pens) -> None:
        self.image = image
        self.pen = ImageDraw.Draw(image)
        self.position = position
        self.language = language
        self.pens = pens
        self.up = position.axes[-1] if position.axes else None
        self.across = position.axes[0] if len(position.axes) > 1 else None  # a figure with a single axis is a ladder

    def draw(self) -> None:
        title = f"{word('figure', self.language, number=self.position.figure)}. {self.position.title}"
        lines = self.broken(title, self.pens.title, PANEL[0] - EDGE, 2)
        top = self.write_lines((0, 0), lines, self.pens.title, INK, "la")
        color = MARK if self.position.name else QUIET
        name = position_name(self.position, self.language)
        self.write((0, top + 2), name, self.pens.plain, color, PANEL[0] - EDGE, 3 - len(lines))
        self.field()
        if self.up:
            self.up_labels(self.up)
        if self.across:
            self.across_labels(self.across)
        self.mark()

    # --- the axes --------------------------------------------------------------------------------

    def field(self) -> None:
        left, top, right, bottom = PLOT
        self.pen.rectangle(PLOT, FIELD, FRAME, 2)
        if self.across:
            x, y = (left + right) // 2, (top + bottom) // 2
            self.pen.line((left + 2, y, right - 2, y), LINE, 2)
            self.pen.line((x, top + 2, x, bottom - 2), LINE, 2)
        else:
            self.pen.line((left + RAIL, top + 2, left + RAIL, bottom - 2), LINE, 8)

    def up_labels(self, axis: Axis) -> None:
        left, top, _, bottom = PLOT
        x, wide = left - 14, left - 14 - EDGE
        self.write((x, top - 4), axis.high, self.pens.plain, QUIET, wide, 3, "ra")
        lines = self.broken(axis.title, self.pens.plain, wide, 3)
        values = self.broken(axis.value, self.pens.strong, wide, 3) if self.across else []  # a ladder has it inside
        y = (top + bottom - self.height(self.pens.plain) * (len(lines) + len(values))) // 2
        y = self.write_lines((x, y), lines, self.pens.plain, INK, "ra")
        self.write_lines((x, y), values, self.pens.strong, self.tint(axis), "ra")
        low = self.broken(axis.low, self.pens.plain, wide, 3)
        self.write_lines((x, bottom - self.height(self.pens.plain) * len(low)), low, self.pens.plain, QUIET, "ra")

    def across_labels(self, axis: Axis) -> None:
        left, _, right, bottom = PLOT
        y, end, middle = bottom + 14, (right - left) * 27 // 100, (right - left) * 42 // 100
        self.write((left, y), axis.low, self.pens.plain, QUIET, end, 5)
        self.write((right, y), axis.high, self.pens.plain, QUIET, end, 5, "ra")
        x = (left + right) // 2
        y = self.write((x, y), axis.title, self.pens.plain, INK, middle, 3, "ma")
        self.write((x, y), axis.value, self.pens.strong, self.tint(axis), middle, 2, "ma")

    def tint(self, axis: Axis) -> str:
        return QUIET if axis.coordinate is None and not axis.possible else MARK

    # --- the region ------------------------------------------------------------------------------

    def mark(self) -> None:
        """A dot, or an area; where one axis is unknown a band; where nothing is known stripes and the word."""
        left, top, right, bottom = PLOT
        xs = self.spots(self.across, left, right) if self.across else [left + RAIL]
        ys = self.spots(self.up, bottom, top)
        if xs and ys:
            self.area(xs, ys)
            if self.up and not self.across:
                self.beside(self.up.value, xs[0] + 2 * DOT, (min(ys) + max(ys)) // 2)
        elif ys:
            self.band((left + 8, min(ys) - BAND, right - 8, max(ys) + BAND))
        elif xs and self.across:
            self.band((min(xs) - BAND, top + 8, max(xs) + BAND, bottom - 8), upright=True)
        else:
            self.stripes()
            self.say("anywhere", ((left + right) // 2, (top + bottom) // 2))

    def area(self, xs: list[int], ys: list[int]) -> None:
        """A dot; of what is partly known a box, with a ring at each place where the region may be."""
        if len(xs) == len(ys) == 1:
            x, y = xs[0], ys[0]
            self.pen.ellipse((x - DOT, y - DOT, x + DOT, y + DOT), MARK, PAPER, 4)
            return
        box = (min(xs) - BAND, min(ys) - BAND, max(xs) + BAND, max(ys) + BAND)
        self.pen.rounded_rectangle(box, BAND, BAND_FILL, MARK, 3)
        for x, y in product(xs, ys):
            self.pen.ellipse((x - RING, y - RING, x + RING, y + RING), PAPER, MARK, 3)

    def beside(self, text: str, x: int, y: int) -> None:
        lines = self.broken(text, self.pens.strong, PLOT[2] - x - 10, 2)
        self.write_lines((x, y - self.height(self.pens.strong) * len(lines) // 2), lines, self.pens.strong, MARK, "la")

    def spots(self, axis: Axis | None, start: int, end: int) -> list[int]:
        """Where the coordinates that an axis may have lie between the edges of the plot; none where it is unknown."""
        if axis is None:
            return []
        known = [axis.coordinate] if axis.coordinate is not None else [each.coordinate for each in axis.possible]
        sign = 1 if end > start else -1
        return [round(start + sign * INSET + each * (end - start - 2 * sign * INSET)) for each in known]

    def band(self, box: tuple[int, int, int, int], *, upright: bool = False) -> None:
        """A band across the plot, with the word on it, or beside it where it is upright and there is room."""
        self.pen.rounded_rectangle(box, BAND, BAND_FILL, MARK, 3)
        x, y = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
        if upright:
            x = self.aside(x, (box[2] - box[0]) // 2)
        self.say("along", (x, y))

    def aside(self, x: int, wide: int) -> int:
        """The middle of the word beside a band that is so wide to either side of x; on it where there is no room."""
        half = round(self.pens.strong.getlength(word("along", self.language))) // 2 + 20
        return next((at for at in (x + wide + half, x - wide - half) if PLOT[0] < at - half and at + half < PLOT[2]), x)

    def stripes(self) -> None:
        left, top, right, bottom = (PLOT[0] + 2, PLOT[1] + 2, PLOT[2] - 1, PLOT[3] - 1)
        field = self.image.crop((left, top, right, bottom))
        pen = ImageDraw.Draw(field)
        for x in range(-field.height, field.width, 28):
            pen.line((x, field.height, x + field.height, 0), STRIPE, 3)
        self.image.paste(field, (left, top))

    def say(self, what: str, middle: tuple[int, int]) -> None:
        """A word on a plate of its own, so that it reads on any ground."""
        text = word(what, self.language)
        left, top, right, bottom = self.pen.textbbox(middle, text, self.pens.strong, "mm")
        self.pen.rounded_rectangle((left - 14, top - 9, right + 14, bottom + 9), 10, PAPER)
        self.pen.text(middle, text, INK, self.pens.strong, "mm")

    # --- text ------------------------------------------------------------------------------------

    def write(
        self,
        place: tuple[int, int],
        text: str,
        font: ImageFont.FreeTypeFont,
        color: str,
        width: int,
        most: int,
        anchor: Anchor = "la",
    ) -> int:
        """Text broken to a width, in at most so many lines; the height at which it ends."""
        return self.write_lines(place, self.broken(text, font, width, most), font, color, anchor)

    def write_lines(
        self, place: tuple[int, int], lines: Sequence[str], font: ImageFont.FreeTypeFont, color: str, anchor: Anchor
    ) -> int:
        x, y = place
        for line in lines:
            self.pen.text((x, y), line, color, font, anchor)
            y += self.height(font)
        return y

    def height(self, font: ImageFont.FreeTypeFont) -> int:
        return round(font.size * 1.25)

    def broken(self, text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
        """Lines no wider than `width`, at most so many; an ellipsis stands for the rest, also of too long a word."""
        lines: list[str] = [""]
        for part in text.split():
            longer = f"{lines[-1]} {part}".strip()
            if font.getlength(longer) <= width or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(part)
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
        return [self.cut(line, font, width) for line in lines]

    def cut(self, line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
        if font.getlength(line) <= width:
            return line
        while line and font.getlength(f"{line}…") > width:
            line = line[:-1]
        return f"{line.rstrip(' …')}…"
