"""Reading a figure back: whether it is well-formed, where its marks are, and which texts it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from regiorules.figures.figure import Figure
from regiorules.figures.marks import wide

NAMESPACE = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ALLOWED = {"svg", "title", "desc", "rect", "line", "path", "circle", "polygon", "text", "tspan"}
EDGE = 0.2  # coordinates are rounded


def read(figure: Figure, prefix: str = "figure", *, heading: bool = True) -> ElementTree.Element:
    """The drawing as a tree; fails where it isn't well-formed XML, or has what isn't a mark."""
    root = ElementTree.fromstring(figure.svg(prefix, heading=heading))
    assert {each.tag.removeprefix(NAMESPACE) for each in root.iter()} <= ALLOWED
    named = [root.get(name) for name in ("role", "aria-labelledby", "aria-describedby")]
    assert named == ["img", f"{prefix}-title", f"{prefix}-desc"]
    return root


def texts(root: ElementTree.Element) -> list[str]:
    """Every piece of text in the drawing, lines of one text joined."""
    return ["".join(f"{span.text or ''} " for span in each).strip() for each in root.iter(f"{NAMESPACE}text")]


def all_inside(root: ElementTree.Element) -> bool:
    """True where no mark and no text is cut off by the edge of the drawing."""
    left, top, width, height = map(float, str(root.get("viewBox")).split())
    boxes = [*boxes_of(root)]
    assert boxes
    return all(
        left - EDGE <= x and top - EDGE <= y and u <= left + width + EDGE and v <= top + height + EDGE
        for x, y, u, v in boxes
    )


def boxes_of(root: ElementTree.Element) -> Iterator[tuple[float, float, float, float]]:
    """What each mark and each line of text covers."""
    for each in root.iter():
        kind = each.tag.removeprefix(NAMESPACE)
        at = {name: float(value) for name, value in each.attrib.items() if NUMBER.fullmatch(value)}
        if kind == "rect":
            yield at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]
        elif kind == "circle":
            yield at["cx"] - at["r"], at["cy"] - at["r"], at["cx"] + at["r"], at["cy"] + at["r"]
        elif kind == "line":
            yield min(at["x1"], at["x2"]), min(at["y1"], at["y2"]), max(at["x1"], at["x2"]), max(at["y1"], at["y2"])
        elif kind in ("path", "polygon"):
            found = [float(number) for number in NUMBER.findall(each.get("d") or each.get("points") or "")]
            if found:
                yield min(found[::2]), min(found[1::2]), max(found[::2]), max(found[1::2])
        elif kind == "text":
            yield from _lines(each)


def _lines(each: ElementTree.Element) -> Iterator[tuple[float, float, float, float]]:
    size, bold = float(str(each.get("font-size"))), each.get("font-weight") == "bold"
    back = {"start": 0.0, "middle": 0.5, "end": 1.0}[str(each.get("text-anchor"))]
    for span in each:
        width = wide(span.text or "", bold=bold, size=size)
        x, y = float(str(span.get("x"))) - back * width, float(str(span.get("y")))
        yield x, y - size * 0.8, x + width, y + size * 0.22
