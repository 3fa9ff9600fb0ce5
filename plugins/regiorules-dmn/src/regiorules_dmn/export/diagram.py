"""Where everything stands in the diagram: what is read below what reads it, the knowledge sources beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from attrs import frozen

from regiorules_dmn.export.decisions import Decisions

_DMNDI = "{https://www.omg.org/spec/DMN/20191111/DMNDI/}"
_DC = "{http://www.omg.org/spec/DMN/20180521/DC/}"
_DI = "{http://www.omg.org/spec/DMN/20180521/DI/}"
_WIDTH, _HEIGHT, _APART, _BETWEEN, _EDGE = 180, 80, 40, 120, 150
_IN_A_ROW = 12  # of one layer, before the next row begins


@frozen
class Box:
    """Where something stands: its upper left corner."""

    x: int
    y: int

    @property
    def top(self) -> tuple[int, int]:
        """The middle of its upper side."""
        return self.x + _WIDTH // 2, self.y

    @property
    def bottom(self) -> tuple[int, int]:
        """The middle of its lower side."""
        return self.x + _WIDTH // 2, self.y + _HEIGHT


def draw(root: ET.Element, found: Decisions, statements: Sequence[str]) -> None:
    """Add the diagram of everything in the model: a shape for each element, an edge for each requirement."""
    boxes = _boxes(found, statements)
    diagram = ET.SubElement(ET.SubElement(root, f"{_DMNDI}DMNDI"), f"{_DMNDI}DMNDiagram", {"id": "diagram"})
    for name, box in boxes.items():
        _shape(diagram, name, box)
    for made in found.made.values():
        for name in made.reads:
            if name in boxes:
                _edge(diagram, f"r_{made.name}_{name}", boxes[name], boxes[made.name])
        for name in made.statements:
            _edge(diagram, f"a_{made.name}_{name}", boxes[f"s_{name}"], boxes[made.name])


def _boxes(found: Decisions, statements: Sequence[str]) -> Mapping[str, Box]:
    """The boxes, layer by layer: what nothing reads stands at the top, input data at the bottom."""
    layers: dict[int, list[str]] = {}
    for name, layer in _layers(found).items():
        layers.setdefault(layer, []).append(name)
    layers.setdefault(0, [])
    rows = [
        names[at : at + _IN_A_ROW]
        for _, names in sorted(layers.items(), reverse=True)
        for at in range(0, len(names), _IN_A_ROW)
    ]
    placed = {name: _box(at, row) for row, names in enumerate(rows) for at, name in enumerate(names)}
    for at, name in enumerate(statements):
        placed[f"s_{name}"] = _box(_IN_A_ROW + 1 + at % 3, at // 3)
    if found.problems:
        placed["left_out"] = _box(0, len(rows))
    return placed


def _layers(found: Decisions) -> Mapping[str, int]:
    """The layer of everything: one above all that it reads; decisions come in that order."""
    layers = dict.fromkeys(found.inputs, 0)
    for made in found.made.values():
        layers[made.name] = 1 + max((layers.get(name, 0) for name in made.reads), default=0)
    return layers


def _box(column: int, row: int) -> Box:
    return Box(_EDGE + column * (_WIDTH + _APART), _EDGE + row * (_HEIGHT + _BETWEEN))


def _shape(diagram: ET.Element, name: str, box: Box) -> None:
    shape = ET.SubElement(diagram, f"{_DMNDI}DMNShape", {"id": f"shape_{name}", "dmnElementRef": name})
    size = {"x": box.x, "y": box.y, "width": _WIDTH, "height": _HEIGHT}
    ET.SubElement(shape, f"{_DC}Bounds", {key: str(value) for key, value in size.items()})


def _edge(diagram: ET.Element, name: str, source: Box, target: Box) -> None:
    edge = ET.SubElement(diagram, f"{_DMNDI}DMNEdge", {"id": f"edge_{name}", "dmnElementRef": name})
    for x, y in (source.top, target.bottom):
        ET.SubElement(edge, f"{_DI}waypoint", {"x": str(x), "y": str(y)})
