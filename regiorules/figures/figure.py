"""What a figure is: a drawing as SVG, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from regiorules.figures.marks import FONT, INK, PAPER, SIZE, leading, lines_of, plain, text
from regiorules.frozen import frozen

HEAD = 8  # below a heading
EDGE = 6  # around all
_TITLE = 16  # the size of a heading


@frozen
class Figure:
    """
    A drawing that stands alone: nothing in it is fetched, and its text stays text.

    `text` says in words what is drawn.  `marks` are elements of SVG, drawn `width` wide and `height` high in units of
    which 16 are the height of a line; `head` are those of the heading, which stands in `heading` units above the rest.
    """

    title: str
    text: str
    width: int
    height: int
    marks: tuple[str, ...]
    head: tuple[str, ...] = ()
    heading: int = 0

    @classmethod
    def of(cls, title: str, words: str, width: float, height: float, marks: Iterable[str]) -> Self:
        """A figure with its heading set in lines above it."""
        lines = lines_of(title, width, 3, bold=True, size=_TITLE)
        up = round(len(lines) * leading(_TITLE)) + HEAD
        head = (text(0, -up, lines, bold=True, size=_TITLE),)
        return cls(title, words, round(width), round(height), tuple(marks), head, up)

    def svg(self, prefix: str = "figure", *, heading: bool = True) -> str:
        """
        The drawing as one `<svg>` element, which scales to the room that it gets.

        `prefix` starts the ids in it: where several stand in one page, each needs its own.  Without `heading` the
        title isn't drawn, where a caption has it already.
        """
        up = self.heading if heading else 0
        wide, high = self.width + 2 * EDGE, self.height + up + 2 * EDGE
        name = plain(prefix)
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-EDGE} {-up - EDGE} {wide} {high}" width="{wide}" '
            f'height="{high}" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
            f'font-family="{FONT}" font-size="{SIZE}" fill="{INK}" style="max-width:100%;height:auto">',
            f'<title id="{name}-title">{plain(self.title)}</title>',
            f'<desc id="{name}-desc">{plain(self.text)}</desc>',
            f'<rect x="{-EDGE}" y="{-up - EDGE}" width="{wide}" height="{high}" fill="{PAPER}"/>',
            *(self.head if heading else ()),
            *self.marks,
            "</svg>",
        ]
        return "\n".join(parts) + "\n"
