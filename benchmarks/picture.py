"""A picture of one assessment by every engine: bars on a scale on which each line is ten times the one before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from benchmarks.contest import Entry

WIDTH, LEFT, ROW, TOP = 960, 480, 26, 64
STYLE = """
text { font: 13px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #1d2730 }
.paper { fill: #fff } .ours { fill: #0072b2 } .peer { fill: #e69f00 } .grid { stroke: #c9ced4 }
.name { text-anchor: end } .tick { text-anchor: middle; fill: #5a6470 } .head { font-weight: 600 }
"""


def picture(entries: Sequence[Entry]) -> str:
    """The SVG; its description says the same in words. Our bars stand out by colour and by a bold name."""
    timed = [(each, 1e6 * each.seconds) for each in entries if each.seconds is not None]
    low, high = (
        round_(math.log10(edge([us for _, us in timed]))) for round_, edge in ((math.floor, min), (math.ceil, max))
    )
    height = TOP + ROW * len(timed) + 16
    said = "; ".join(f"{_name(each)}: {us:,.1f} microseconds" for each, us in timed)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">One assessment of the yardstick by every engine</title><desc id="d">{escape(said)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}" rx="8"/>',
        '<text class="head" x="16" y="26">Microseconds an assessment (100 rules, 40 facts); shorter is better</text>',
        *(_line(10**power, _at(10**power, low, high), height) for power in range(low, high + 1)),
        *(_bar(number, each, us, _at(us, low, high)) for number, (each, us) in enumerate(timed)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _at(microseconds: float, low: int, high: int) -> float:
    return LEFT + (WIDTH - LEFT - 70) * (math.log10(microseconds) - low) / max(high - low, 1)


def _name(entry: Entry) -> str:
    return f"{entry.engine}, {entry.answers if entry.ours else entry.form}"


def _line(value: float, x: float, height: int) -> str:
    return (
        f'<path class="grid" d="M{x:.1f} {TOP - 10}V{height - 12}"/>'
        f'<text class="tick" x="{x:.1f}" y="{TOP - 16}">{value:,g}</text>'
    )


def _bar(number: int, entry: Entry, microseconds: float, end: float) -> str:
    y, sort = TOP + ROW * number, "ours" if entry.ours else "peer"
    bold = " head" if entry.ours else ""
    return (
        f'<text class="name{bold}" x="{LEFT - 8}" y="{y + 15}">{escape(_name(entry))}</text>'
        f'<rect class="{sort}" x="{LEFT}" y="{y + 2}" width="{max(end - LEFT, 1):.1f}" height="{ROW - 8}"/>'
        f'<text x="{end + 6:.1f}" y="{y + 15}">{microseconds:,.0f}</text>'
    )
