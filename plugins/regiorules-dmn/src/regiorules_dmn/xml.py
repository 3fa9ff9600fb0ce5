"""Reading XML with the place of everything, and nothing that could blow up: no DTD, no entities of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from attrs import field, mutable

from regiorules.documents import MAX_BYTES, MAX_DEPTH, read_bytes
from regiorules.errors import NOWHERE, InputError, Place
from regiorules_dmn.words import refusal

_NAMESPACE = "}"


@mutable
class Element:
    """An element: its local name, the namespace, its attributes and children, and its text with the place of that."""

    name: str
    namespace: str
    attributes: dict[str, str]
    place: Place
    children: list[Element] = field(factory=list)
    text: str = ""
    text_place: Place = NOWHERE

    def all(self, *names: str) -> Iterator[Element]:
        """The children with one of these names."""
        return (each for each in self.children if each.name in names)

    def first(self, *names: str) -> Element | None:
        """The first child with one of these names."""
        return next(self.all(*names), None)

    def said(self, name: str) -> str:
        """The text of the first child with this name, "" where there is none."""
        found = self.first(name)
        return found.text.strip() if found is not None else ""


def read_xml(path: Path) -> Element:
    """The root of an XML file; raises InputError with the place of what is wrong, or refused."""
    content = read_bytes(path, InputError)
    if len(content) > MAX_BYTES:
        raise refusal("too_large", Place(str(path)), limit=f"{MAX_BYTES / 1e6:.0f}")
    return _Reader(str(path)).read(content)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.parser = expat.ParserCreate(namespace_separator=_NAMESPACE)
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.open: list[Element] = []
        self.root: Element | None = None

    def read(self, content: bytes) -> Element:
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as cause:
            place = Place(self.name, cause.lineno, cause.offset + 1)
            raise refusal("no_xml", place, why=expat.ErrorString(cause.code)) from None
        except (LookupError, ValueError) as cause:  # an encoding that isn't there
            raise refusal("no_xml", self.here(), why=str(cause)) from None
        if self.root is None:  # expat would have said so
            raise refusal("no_xml", Place(self.name, 1, 1), why="no element found")
        return self.root

    def here(self) -> Place:
        return Place(self.name, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise refusal("too_deep", self.here(), limit=MAX_DEPTH)
        namespace, _, name = tag.rpartition(_NAMESPACE)
        element = Element(name, namespace, attributes, self.here())
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _: str) -> None:
        self.open.pop()

    def characters(self, data: str) -> None:
        element = self.open[-1]
        if not element.text:
            element.text_place = self.here()
        element.text += data

    def doctype(self, *_: object) -> None:
        raise refusal("doctype", self.here())
