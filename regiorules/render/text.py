"""Plain text for a terminal, a pipe or a mail: as wide as asked, colour only where it is wanted."""

from __future__ import annotations

from collections.abc import Iterable

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
    lines = [line.rstrip() for block in visible_blocks(blocks) for line in writer.lines(block)]
    return "\n".join(lines).strip("\n") + "\n"


@frozen
class _Writer:
    width: int
    color: bool

    def lines(self, block: Block) -> list[str]:
        match block:
            case Heading():
                return ["", *self.heading(block)]
            case Paragraph(text, lead):
                return self.text([(f"{lead}: ", _ITALIC), (text, "")] if lead else [(text, "")])
            case Bullets():
                return self.bullets(block)
            case Grid():
                return self.grid(block) if self.width >= _NARROW else self.listed(block)
            case Branch():
                return self.tree(block, " " * _INDENT, " " * _INDENT)

    def text(self, pieces: Pieces, indent: int = _INDENT) -> list[str]:
        """A text that stands so many cells from the side."""
        before = " " * indent
        return [before + line for line in wrapped(pieces, self.width - indent, styled=self.color)]

    def heading(self, block: Heading) -> list[str]:
        if block.level == 1:
            return [*self.text([(block.text, _BOLD)], 0), "═" * min(cells_of(block.text), self.width)]
        if block.level == 2:
            return self.text([(block.text.upper(), _BOLD_CYAN)], 0)
        return self.text([(block.text, _BOLD), (f" — {block.tag}" if block.tag else "", _ITALIC)])

    def bullets(self, block: Bullets) -> list[str]:
        lines = self.text([(introduced(block.lead), _ITALIC)]) if block.lead else []
        marks = [f"{number}." if block.numbered else "-" for number, _ in enumerate(block.items, 1)]
        indent = 2 * _INDENT if block.lead else _INDENT
        deep = indent + max(map(len, marks), default=0) + 1
        for mark, item in zip(marks, block.items, strict=True):
            first, *others = self.text([(item, "")], deep)
            lines += [f"{mark:>{deep - 1}} {first[deep:]}", *others]
        return lines

    def listed(self, block: Grid) -> list[str]:
        """A table as a list, where it would be too narrow to read: each cell with what its column is called."""
        lines = []
        for first, *cells in block.rows:
            lines += self.text([(first, _BOLD)])
            for name, cell in zip(block.header[1:], cells, strict=True):
                lines += self.text([(f"{name}: ", _ITALIC), (cell, "")], 2 * _INDENT) if cell else []
        return lines

    def grid(self, block: Grid) -> list[str]:
        widths = widths_of((block.header, *block.rows), _GAP, self.width - _INDENT)
        lines = []
        for number, row in enumerate((block.header, *block.rows)):
            cells = [[(cell, "" if number else _ITALIC)] for cell in row]
            lines += in_columns(cells, widths, _GAP, low=not number, styled=self.color)
        return [" " * _INDENT + line for line in lines]

    def tree(self, branch: Branch, first: str, further: str) -> list[str]:
        """A line of a tree and those below it; `first` and `further` stand before its own lines and the rest."""
        own, *others = wrapped([(branch.text, "")], max(self.width - len(first), 1))
        lines = [first + own, *(further + line for line in others)]
        for number, each in enumerate(branch.branches, 1):
            last = number == len(branch.branches)
            lines += self.tree(each, further + ("└── " if last else "├── "), further + ("    " if last else "│   "))
        return lines
