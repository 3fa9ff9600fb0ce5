"""A figure as PNG, by resvg: with fonts of our own, so that every machine draws the same."""

from __future__ import annotations

from importlib.resources import as_file, files

from regiorules.errors import MissingExtra, Problem
from regiorules.figures.figure import Figure

DPI = 192
_ZOOM = DPI / 96
_FONT = "DejaVu Sans"  # Condensed, as far as Latin script goes
_STYLE = f'svg {{ font-family: "{_FONT}" }}'
_OURS = {*map(chr, range(0x20, 0x250)), *"–—‘’“”•…€→↑≤≥−\n"}


def figure_png(figure: Figure, *, zoom: float = _ZOOM, heading: bool = True) -> bytes:
    """
    The drawing in pixels, `zoom` of them to a unit of the figure.

    Fonts of the machine are looked at only for signs that ours haven't.  Raises MissingExtra where resvg isn't there.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise MissingExtra([Problem("resvg_missing")]) from None
    drawing = figure.svg(heading=heading)
    with as_file(files("regiorules.figures") / "fonts") as folder:
        drawn = svg_to_bytes(
            svg_string=drawing,
            zoom=zoom,
            font_dirs=[str(folder)],
            skip_system_fonts=_OURS.issuperset(drawing),
            style_sheet=_STYLE,
        )
    return bytes(drawn)
