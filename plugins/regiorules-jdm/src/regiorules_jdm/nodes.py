"""A JDM file as it stands: its nodes and edges, each with its place; what they mean comes after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from attrs import field, frozen

from regiorules.documents import Mapping as Entries
from regiorules.documents import Node, Scalar, Sequence
from regiorules.errors import Place, Problem, Problems
from regiorules.facts.values import clip
from regiorules.text import Text, listing

CONTENT_TYPE = "application/vnd.gorules.decision"
NodeT = TypeVar("NodeT", bound=Node)
_SHARED = ("inputField", "outputPath", "passThrough", "executionMode")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "decisionTableNode": ("hitPolicy", "inputs", "outputs", "rules", *_SHARED),
    "expressionNode": ("expressions", *_SHARED),
    "inputNode": ("schema",),
    "outputNode": ("schema",),
}
_OTHERS = {
    "functionNode": Text("een functie in JavaScript", "a function in JavaScript"),
    "switchNode": Text("een schakelaar", "a switch"),
    "decisionNode": Text("een beslissing in een ander bestand", "a decision in another file"),
}
_SHAPES = {
    Entries: Text("een object", "an object"),
    Sequence: Text("een lijst", "a list"),
    Scalar: Text("een waarde", "a value"),
}


@frozen
class Box:
    """A node of the graph: its kind and name, what is in it, and the nodes whose results it is given."""

    id: str
    kind: str
    name: str
    content: Entries
    place: Place
    before: tuple[str, ...] = ()


@frozen
class Reader:
    """Reads values of a JDM file; what is wrong goes on the list, with its place."""

    problems: Problems = field(factory=Problems)

    def wrong(self, place: Place, nl: str, en: str) -> None:
        """Note what is wrong."""
        self.problems.found.append(Problem.of(Text(nl, en), place))

    def of(self, node: Entries, key: str, kind: type[NodeT]) -> NodeT | None:
        """The value under a key, of that kind; None where there is none, or another (then the problems grow)."""
        found = node.entries.get(key)
        if found is None or isinstance(found, kind):
            return found
        if isinstance(found, Scalar) and found.text == "null" and not found.quoted:
            return None
        what = _SHAPES[kind]
        self.wrong(found.place, f"{key}: hier hoort {what.nl}", f"{key}: {what.en} belongs here")
        return None

    def text(self, node: Entries, key: str) -> str:
        """The text under a key, "" where there is none."""
        found = self.of(node, key, Scalar)
        return found.text if found else ""

    def entries(self, node: Entries, key: str) -> Iterator[Entries]:
        """The objects in a list."""
        for each in (self.of(node, key, Sequence) or Sequence(())).items:
            if isinstance(each, Entries):
                yield each
            else:
                self.wrong(each.place, f"{key}: hier hoort een object", f"{key}: an object belongs here")

    def truth(self, node: Entries, key: str) -> bool:
        """True or false under a key; false where there is none."""
        found = self.of(node, key, Scalar)
        if found and (found.quoted or found.text not in ("true", "false")):
            self.wrong(found.place, f"{key}: true of false hoort hier", f"{key}: true or false belongs here")
        return found is not None and found.text == "true"


def read_boxes(document: Node, reader: Reader) -> list[Box]:
    """The nodes of the graph, each after those whose results it is given."""
    if not isinstance(document, Entries):
        reader.wrong(document.place, "een JDM-bestand is een object", "a JDM file is an object")
        return []
    kind = reader.text(document, "contentType")
    if kind and kind != CONTENT_TYPE:
        reader.wrong(
            document.entries["contentType"].place,
            f"{clip(kind)} is geen beslisgraaf; hier hoort {CONTENT_TYPE}",
            f"{clip(kind)} is no decision graph; {CONTENT_TYPE} belongs here",
        )
    if reader.of(document, "nodes", Sequence) is None:
        reader.wrong(document.place, "hier staan geen nodes", "there are no nodes here")
        return []
    boxes = {box.id: box for box in (_box(each, reader) for each in reader.entries(document, "nodes")) if box}
    return _in_order(_joined(boxes, document, reader), document.place, reader)


def _box(node: Entries, reader: Reader) -> Box | None:
    kind, name = reader.text(node, "type"), reader.text(node, "name") or reader.text(node, "id")
    if kind not in _KEYS:
        what = _OTHERS.get(kind, Text(f"een node van soort {clip(kind)}", f"a node of kind {clip(kind)}"))
        reader.wrong(
            node.place,
            f"{clip(name)}: {what.nl} kan geen rule set zijn; zeg het met een beslistabel",
            f"{clip(name)}: {what.en} can't be a rule set; say it with a decision table",
        )
        return None
    content = reader.of(node, "content", Entries) or Entries({}, {}, node.place)
    for key, place in content.keys.items():
        if key not in _KEYS[kind]:
            known = listing(_KEYS[kind], 20)
            reader.wrong(
                place, f"{clip(key)} kennen wij niet (wel: {known})", f"{clip(key)} isn't known (but: {known})"
            )
    return Box(reader.text(node, "id"), kind, name, content, node.place)


def _joined(boxes: Mapping[str, Box], document: Entries, reader: Reader) -> dict[str, Box]:
    """The nodes, each with those before it; an edge between nodes that aren't there says nothing."""
    before: dict[str, list[str]] = {name: [] for name in boxes}
    for edge in reader.entries(document, "edges"):
        source, target = reader.text(edge, "sourceId"), reader.text(edge, "targetId")
        if source in boxes and target in boxes and source not in before[target]:
            before[target].append(source)
    return {
        name: Box(box.id, box.kind, box.name, box.content, box.place, tuple(before[name]))
        for name, box in boxes.items()
    }


def _in_order(boxes: Mapping[str, Box], place: Place, reader: Reader) -> list[Box]:
    """Each node after those before it; what no way leads to from the request is a problem."""
    done: dict[str, Box] = {}
    left = {name: box for name, box in boxes.items() if box.kind != "inputNode"}
    done.update({name: box for name, box in boxes.items() if box.kind == "inputNode"})
    if not done:
        reader.wrong(place, "een inputNode ontbreekt", "an inputNode is missing")
    while ready := [box for box in left.values() if box.before and all(each in done for each in box.before)]:
        done.update({box.id: box for box in ready})
        left = {name: box for name, box in left.items() if name not in done}
    for box in left.values() if not reader.problems.found else ():  # what hangs on a node that was refused is no news
        reader.wrong(
            box.place,
            f"{clip(box.name)} krijgt niets van de inputNode, of staat in een kring; verbind of verwijder de node",
            f"{clip(box.name)} is given nothing by the inputNode, or stands in a circle; connect or remove the node",
        )
    return list(done.values())
