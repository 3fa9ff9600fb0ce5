"""Blocks as text, as rich lays them out: what `regiorules.render.text` is held against."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from regiorules.render.blocks import Block, Branch, Bullets, Grid, Heading, Paragraph, introduced, visible_blocks
from regiorules.render.renderer import Layout

_NARROW = 72  # below this a table becomes a list


def render_blocks(blocks: Iterable[Block], layout: Layout) -> str:
    """Blocks as text, by rich."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(layout.width, 40),
        force_terminal=layout.color,
        color_system="standard" if layout.color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    writer = _Writer(console)
    for block in visible_blocks(blocks):
        writer.write(block)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n") + "\n"


class _Writer:
    def __init__(self, console: Console) -> None:
        self.console = console

    def write(self, block: Block) -> None:
        match block:
            case Heading():
                self.heading(block)
            case Paragraph(text, lead):
                self.console.print(Padding(self.led(lead, text), (0, 0, 0, 2)))
            case Bullets(items, lead, numbered):
                self.bullets(items, lead, numbered)
            case Grid():
                self.grid(block)
            case Branch():
                self.console.print(Padding(_tree(block), (0, 0, 0, 2)))

    def heading(self, block: Heading) -> None:
        self.console.print()
        if block.level == 1:
            self.console.print(Text(block.text, "bold"))
            self.console.print(Text("═" * min(cell_len(block.text), self.console.width)))
        elif block.level == 2:
            self.console.print(Text(block.text.upper(), "bold cyan"))
        else:
            line = Text(block.text, "bold")
            if block.tag:
                line.append(f" — {block.tag}", "not bold italic")
            self.console.print(Padding(line, (0, 0, 0, 2)))

    def led(self, lead: str, text: str) -> Text:
        line = Text()
        if lead:
            line.append(f"{lead}: ", "italic")
        line.append(text)
        return line

    def bullets(self, items: tuple[str, ...], lead: str, numbered: bool) -> None:
        if lead:
            self.console.print(Padding(Text(introduced(lead), "italic"), (0, 0, 0, 2)))
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(overflow="fold")
        for number, item in enumerate(items, 1):
            table.add_row(f"{number}." if numbered else "-", Text(item))
        self.console.print(Padding(table, (0, 0, 0, 4 if lead else 2)))

    def grid(self, block: Grid) -> None:
        if self.console.width < _NARROW:
            for row in block.rows:
                self.console.print(Padding(Text(row[0], "bold"), (0, 0, 0, 2)))
                for name, cell in zip(block.header[1:], row[1:], strict=True):
                    if cell:
                        named = Text.assemble((f"{name}: ", "italic"), cell)
                        self.console.print(Padding(named, (0, 0, 0, 4)))
            return
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="italic")
        for column in block.header:
            table.add_column(column, overflow="fold")
        for row in block.rows:
            table.add_row(*(Text(cell) for cell in row))
        self.console.print(Padding(table, (0, 0, 0, 2)))


def _tree(branch: Branch) -> Tree:
    tree = Tree(Text(branch.text))
    for each in branch.branches:
        tree.children.append(_tree(each))
    return tree
