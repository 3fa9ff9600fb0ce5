"""Plain text for a terminal, a pipe or a mail: as wide as asked, colour only where it is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiorules.advice.model import Advice
from regiorules.frozen import frozen
from regiorules.render.advice_note import outline
from regiorules.render.blocks import Block, Branch, Bullets, Grid, Heading, Paragraph, introduced, visible_blocks
from regiorules.render.lines import Pieces, cells_of, in_columns, widths_of, wrapped
from regiorules.render.renderer import Layout

_NARROW = 72  # below this a table becomes a list
_LEAST = 40  # cells of a line
_INDENT = 2
_GAP = 2  # between columns
_BOLD, _ITALIC, _BOLD_CYAN = "1", "3", "1;36"


def render(advice: Advice, layout: Layout) -> str:
    """The advice as text: what is behind `--format text`."""
    return render_blocks(outline(advice, layout), layout)


def render_blocks(blocks: Iterable[Block], layout: Layout) -> str:
    """Blocks as text."""
    writer = _Writer(max(layout.width, _LEAST), layout.color)
    lines = (line.rstrip() for block in visible_blocks(blocks) for line in writer.lines(block))
    return "\n".join(lines).strip("\n") + "\n"


@frozen
class _Writer:
    width: int
    color: bool

    def lines(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield ""
                yield from self.heading(block)
            case Paragraph(text, lead):
                yield from self.text([(f"{lead}: ", _ITALIC), (text, "")] if lead else [(text, "")])
            case Bullets():
                yield from self.bullets(block)
            case Grid():
                yield from self.grid(block) if self.width >= _NARROW else self.listed(block)
            case Branch():
                yield from self.tree(block, " " * _INDENT, " " * _INDENT)

    def text(self, pieces: Pieces, indent: int = _INDENT) -> Iterator[str]:
        """A text that stands so many cells from the side."""
        for line in wrapped(pieces, self.width - indent, styled=self.color):
            yield " " * indent + line

    def heading(self, block: Heading) -> Iterator[str]:
        if block.level == 1:
            yield from self.text([(block.text, _BOLD)], 0)
            yield "═" * min(cells_of(block.text), self.width)
        elif block.level == 2:
            yield from self.text([(block.text.upper(), _BOLD_CYAN)], 0)
        else:
            yield from self.text([(block.text, _BOLD), (f" — {block.tag}" if block.tag else "", _ITALIC)])

    def bullets(self, block: Bullets) -> Iterator[str]:
        if block.lead:
            yield from self.text([(introduced(block.lead), _ITALIC)])
        marks = [f"{number}." if block.numbered else "-" for number, _ in enumerate(block.items, 1)]
        indent = 2 * _INDENT if block.lead else _INDENT
        deep = indent + max(map(len, marks), default=0) + 1
        for mark, item in zip(marks, block.items, strict=True):
            lines = self.text([(item, "")], deep)
            yield f"{mark:>{deep - 1}} {next(lines)[deep:]}"
            yield from lines

    def listed(self, block: Grid) -> Iterator[str]:
        """A table as a list, where it would be too narrow to read: each cell with what its column is called."""
        for first, *cells in block.rows:
            yield from self.text([(first, _BOLD)])
            for name, cell in zip(block.header[1:], cells, strict=True):
                if cell:
                    yield from self.text([(f"{name}: ", _ITALIC), (cell, "")], 2 * _INDENT)

    def grid(self, block: Grid) -> Iterator[str]:
        widths = widths_of((block.header, *block.rows), _GAP, self.width - _INDENT)
        for number, row in enumerate((block.header, *block.rows)):
            cells = [[(cell, "" if number else _ITALIC)] for cell in row]
            for line in in_columns(cells, widths, _GAP, low=not number, styled=self.color):
                yield " " * _INDENT + line

    def tree(self, branch: Branch, first: str, further: str) -> Iterator[str]:
        """A line of a tree and those below it; `first` and `further` stand before its own lines and the rest."""
        for number, line in enumerate(wrapped([(branch.text, "")], max(self.width - len(first), 1))):
            yield (further if number else first) + line
        for number, each in enumerate(branch.branches, 1):
            last = number == len(branch.branches)
            yield from self.tree(each, further + ("└── " if last else "├── "), further + ("    " if last else "│   "))
