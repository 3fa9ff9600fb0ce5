"""What commands write: to standard output, as wide as the terminal, or to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path


def terminal_width() -> int:
    """The width of the terminal, at most 110 so that lines stay readable; 100 in a pipe."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return 100
    from shutil import get_terminal_size

    return min(get_terminal_size((100, 24)).columns, 110)


def has_color() -> bool:
    """True on a terminal that hasn't asked for plain text."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def write(document: str | bytes, output: Path | None = None) -> None:
    """Write to standard output, or whole to a file; raises InputError where that can't be."""
    content = document.encode() if isinstance(document, str) else document
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        from regiorules.writing import write_whole

        write_whole(output, content)


def write_table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """A table on standard output."""
    from regiorules.render.blocks import Grid
    from regiorules.render.renderer import Layout
    from regiorules.render.text import render_blocks

    write(render_blocks([Grid(header, tuple(rows))], Layout(terminal_width(), has_color())))
