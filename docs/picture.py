"""
Draws the rooms of the house in their layers, with arrows for what imports what.

    python docs/picture.py > docs/architecture.svg

The layers are those of pyproject.toml, the arrows those of the code; an arrow that others imply isn't drawn.
"""

from __future__ import annotations

import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
ROOMS = """
testing       authoring  0
conformance   authoring  0.6
pytest_plugin authoring -0.6
running       authoring  0
cli           door       0
lint          authoring  1.3
schemas       authoring  2.4
scaffold      authoring  3.5
scenarios     authoring  1.85
strategies    authoring -1.2
excepting     authoring -1.2
values        authoring -2.3
book          authoring -1.2
regions       authoring 2.95
fuzzing       authoring -2.3
api           door       0
plugins       door       0    Registry
render        domain     0    str, bytes
figures       domain     0    Figure
advice        domain     0    Advice
robust        domain     0
bulk          domain     0
planning      domain     0    Course
proofs        domain     1.3
engine        domain     0    Assessment
rules         domain     0    Knowledge
facts         domain     0    Vocabulary, Region
kept          ground     0
office        ground     1.3
documents     ground     0    Node
stored        ground     3.5
writing       ground     1.3
locking       ground     2.4
errors        ground     0    Problem
messages      ground     0
text          ground     0    Text
frozen        ground     0
memo          ground     1.3
patterns      ground     0
"""  # of each room its sort, how many boxes beside the stairs it stands, and what it hands up
LOOKS = {
    name: (sort, float(x), *value) for name, sort, x, *value in (row.split(None, 3) for row in ROOMS.split("\n") if row)
}
STYLE = """
text { font: 13px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; text-anchor: middle; fill: #1d2730 }
.paper { fill: #fff } .band { fill: #f6f7f9 } .door { fill: #fdebd3; stroke: #b4690e }
.domain { fill: #d9ecf2; stroke: #23657c } .ground { fill: #e8eaed; stroke: #5a6470 }
.authoring { fill: #ece4f6; stroke: #6b4a96 } .value { font-style: italic; text-anchor: end; fill: #a03a2c }
.aside { text-anchor: start; fill: #5a6470 } .up { font-style: italic; fill: #a03a2c } #head { fill: #7d8894 }
.arrow { fill: none; stroke: #7d8894; stroke-width: 1.3; marker-end: url(#head) }
"""
HEAD = """<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0 8 4 0 8z"/></marker>"""
NOTES = (("aside", "→ imports"), ("aside", "a layer imports only what is below it"), ("aside up", "▲ hands up"))
WIDE, HIGH, STEP, STAIRS, EDGE = 132, 34, 62, 390, 940  # pixels: of a box, of a layer, where the stairs are, of all


def layers() -> list[list[str]]:
    """The rooms by layer, the highest first, as import-linter holds them."""
    [contract] = tomllib.loads(PROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return [[room.strip() for room in row.split("|")] for row in contract["layers"]]


def imports(rooms: list[str]) -> dict[str, set[str]]:
    """The other rooms that each room imports something of when it runs."""

    def room_of(module: str) -> str:
        return max((room for room in rooms if f"{module}.".startswith(f"{room}.")), key=len, default="")

    graph = grimp.build_graph("regiorules", exclude_type_checking_imports=True, cache_dir=None)
    found: dict[str, set[str]] = {room: set() for room in (*rooms, "")}
    for module in graph.modules:
        there = {room_of(each) for each in graph.find_modules_directly_imported_by(module)}
        found[room_of(module)] |= there - {room_of(module), ""}
    return {room: found[room] for room in rooms}


def arrows(found: dict[str, set[str]]) -> list[tuple[str, str]]:
    """The imports that others don't imply."""
    beyond: dict[str, set[str]] = {}
    for room in TopologicalSorter(found).static_order():
        beyond[room] = found[room].union(*(beyond[each] for each in found[room]))
    implied = {room: set().union(*(beyond[each] for each in found[room])) for room in found}
    return [(room, each) for room in found for each in sorted(found[room] - implied[room])]


def path(start: tuple[float, int], end: tuple[float, int]) -> str:
    """From box to box: down; down and round into the side of one on the stairs; or out of the side and down."""
    (x, y), (u, v) = start, end
    if (abs(u - x) < WIDE and u != STAIRS) or u == x:
        return f"M{x:.0f} {y + HIGH} C{x:.0f} {v} {u:.0f} {y + HIGH} {u:.0f} {v - 3}"
    half = WIDE / 2 if u > x else -WIDE / 2
    if u == STAIRS:
        return f"M{x:.0f} {y + HIGH} Q{x:.0f} {v + HIGH / 2:.0f} {u - half:.0f} {v + HIGH / 2:.0f}"
    low = y + HIGH * 3 // 4
    return f"M{x + half:.0f} {low} H{u - half / 3:.0f} Q{u:.0f} {low} {u:.0f} {v - 3}"


def draw() -> str:
    """The picture, as SVG."""
    rows = layers()
    looks = {room: LOOKS[room.rpartition(".")[2]] for row in rows for room in row}
    spot = {room: (STAIRS + looks[room][1] * WIDE, 24 + n * STEP) for n, row in enumerate(rows) for room in row}
    height = 24 + len(rows) * STEP
    parts = [f'<rect class="paper" width="{EDGE}" height="{height}" rx="8"/>']
    parts += [
        f'<rect class="band" y="{10 + n * STEP}" width="{EDGE}" height="{STEP}"/>' for n in range(1, len(rows), 2)
    ]
    parts += [f'<path class="arrow" d="{path(spot[one], spot[other])}"/>' for one, other in arrows(imports([*spot]))]
    for room, (x, y) in spot.items():
        sort, _, *value = looks[room]
        parts.append(f'<rect class="{sort}" x="{x - WIDE / 2:.0f}" y="{y}" width="{WIDE}" height="{HIGH}" rx="5"/>')
        parts.append(f'<text x="{x:.0f}" y="{y + 21}">{room.rpartition(".")[2]}</text>')
        parts += [f'<text class="value" x="{x - 9:.0f}" y="{y - 9}">{each} ▲</text>' for each in value]
    parts += [
        f'<text class="{look}" x="20" y="{height - 62 + 22 * n}">{says}</text>' for n, (look, says) in enumerate(NOTES)
    ]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {EDGE} {height}" role="img">'
    return "\n".join([svg, f"<style>{STYLE}</style>", HEAD, *parts, "</svg>\n"])


if __name__ == "__main__":
    sys.stdout.write(draw())
