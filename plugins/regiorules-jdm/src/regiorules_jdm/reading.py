"""From the nodes of a JDM file to tables and formulas, of which every name has its meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

from attrs import define, field, frozen

from regiorules.documents import Mapping as Entries
from regiorules.documents import Node
from regiorules.documents.nodes import Scalar
from regiorules.errors import Place
from regiorules.facts.values import clip
from regiorules_jdm.kinds import Meaning, Use, settle
from regiorules_jdm.nodes import Box, Reader, read_boxes
from regiorules_jdm.parsing import parse_expression, parse_tests
from regiorules_jdm.schema import declared
from regiorules_jdm.slots import Parts, Request, Scope, Slot, path_of, together
from regiorules_jdm.trees import Choice, Path, Tree, Unsayable, about, walk

T = TypeVar("T")
_NOTHING = Scalar("")


@frozen
class Column:
    """A column with conditions; without a subject its cells are whole conditions."""

    subject: Tree | None


@frozen(eq=False)
class Row:
    """A row: for each column the tests of which one must hold (none is anything), and what it gives."""

    tests: tuple[tuple[Tree, ...], ...]
    values: tuple[tuple[Slot, Tree], ...]
    because: str
    place: Place


@frozen
class Table:
    """A decision table."""

    name: str
    collects: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    meaning: Meaning
    place: Place


@frozen
class Formula:
    """A value that a node calculates."""

    slot: Slot
    tree: Tree
    meaning: Meaning
    node: str
    place: Place


@define
class Model:
    """What a JDM file holds; `results` are what it answers, by path."""

    request: Request = field(factory=Request)
    slots: list[Slot] = field(factory=list)  # those that nodes give
    tables: list[Table] = field(factory=list)
    formulas: list[Formula] = field(factory=list)
    results: dict[Parts, Slot | None] = field(factory=dict)
    uses: list[Use] = field(factory=list)


def read_model(document: Node, reader: Reader) -> Model:
    """What a JDM file says; what a rule set can't say goes on the list of problems, each with its place."""
    model = Model()
    scopes: dict[str, Scope] = {}
    boxes = read_boxes(document, reader)
    for box in boxes:
        scope = together(scopes[each] for each in box.before)
        scopes[box.id] = _Visit(model, reader, box, scope).result()
    ends = [box for box in boxes if box.kind == "outputNode"] or [box for box in boxes if not _leads_on(box, boxes)]
    model.results = dict(together(scopes[box.id] for box in ends).slots)
    for slot in model.results.values():
        if slot is not None:
            slot.is_result = True
    _settle(model, reader)
    return model


def _leads_on(box: Box, boxes: list[Box]) -> bool:
    return any(box.id in each.before for each in boxes)


def _settle(model: Model, reader: Reader) -> None:
    """Find the kind of every value; each expression may tell something of those in others."""
    uses, news = list(model.uses), True
    while news:
        news = False
        for use in list(uses):
            try:
                news |= settle(use)
            except Unsayable as cause:
                refuse(reader, use.place, cause)
                uses.remove(use)
    asked = {id(use.meaning(tree)) for use in uses for tree in walk(use.tree) if isinstance(tree, Path)}
    model.request.slots = {parts: slot for parts, slot in model.request.slots.items() if id(slot) in asked}
    for slot in model.request.slots.values():
        if slot.kind is None:
            name = clip(slot.name)
            reader.wrong(
                slot.place,
                f"nergens blijkt of {name} een getal, een tekst of waar is; zeg het in het schema van de inputNode",
                f"nothing tells whether {name} is a number, a text or true; say so in the schema of the inputNode",
            )


def refuse(reader: Reader, place: Place, cause: Unsayable, text: str = "") -> None:
    """Note what a rule set can't say."""
    shown = f"{clip(text)}: " if text else ""
    reader.wrong(
        place,
        f"{shown}dit kan een rule set niet zeggen: {cause.why.nl}",
        f"{shown}a rule set can't say this: {cause.why.en}",
    )


def _whole(text: str) -> tuple[Tree, ...]:
    """A cell that is a whole condition; () is anything."""
    return (parse_expression(text),) if text.strip() else ()


@define
class _Visit:
    """Reads one node, in what it sees."""

    model: Model
    reader: Reader
    box: Box
    scope: Scope
    own: dict[Parts, Slot] = field(factory=dict)

    def result(self) -> Scope:
        """What the node gives the nodes after it."""
        content = self.box.content
        if self.box.kind == "inputNode":
            self.model.request.declared = {**self.model.request.declared, **declared(self.box, self.reader)}
            return Scope({}, self.model.request)
        if self.box.kind == "outputNode":
            return self.scope
        if self.reader.text(content, "executionMode") not in ("", "single"):
            place = content.entries["executionMode"].place
            refuse(self.reader, place, Unsayable("een herhaling voor elk element", "a repetition for each element"))
        (self.table if self.box.kind == "decisionTableNode" else self.formulas)(content)
        return (self.scope if self.reader.truth(content, "passThrough") else Scope({})).with_own(self.own)

    # --- names -----------------------------------------------------------------------------------

    def meaning(self, inside: Parts, place: Place) -> Meaning:
        """What a path means in this node: in a part of what it is given, where it names one."""

        def slot(path: Path) -> Slot:
            if path.parts[0] == "$" and path.parts[1:] in self.own:
                return self.own[path.parts[1:]]
            return self.scope.slot(Path((*inside, *path.parts)), place)

        return slot

    def part(self, key: str) -> Parts:
        """The path under a key of the node, () where there is none."""
        found = self.box.content.entries.get(key, _NOTHING)
        if not isinstance(found, Scalar) or not found.quoted or not found.text.strip():
            return ()
        return self.read(found, path_of) or ()

    def read(self, cell: Scalar, parse: Callable[[str], T]) -> T | None:
        """What a text says; None, and a problem, where a rule set can't say it."""
        try:
            return parse(cell.text)
        except Unsayable as cause:
            refuse(self.reader, cell.place, cause, cell.text)
            return None

    def text(self, entry: Entries, key: str) -> Scalar:
        return self.reader.of(entry, key, Scalar) or Scalar("", entry.place)

    def gives(self, parts: Parts, title: str, place: Place) -> Slot:
        """A new slot for a value of this node."""
        slot = Slot(parts, title, False, place)
        self.own[parts] = slot
        self.model.slots.append(slot)
        return slot

    def use(self, tree: Tree, meaning: Meaning, place: Place, gives: Slot | None = None) -> None:
        """Note an expression, by which kinds are told."""
        self.model.uses.append(Use(tree, meaning, place, gives))

    # --- formulas --------------------------------------------------------------------------------

    def formulas(self, content: Entries) -> None:
        meaning, before = self.meaning(self.part("inputField"), self.box.place), self.part("outputPath")
        for entry in self.reader.entries(content, "expressions"):
            key, value = self.text(entry, "key"), self.text(entry, "value")
            if not key.text.strip() or not value.text.strip():
                continue
            parts, tree = self.read(key, path_of), self.read(value, parse_expression)
            if parts is not None and tree is not None:
                self.formula((*before, *parts), tree, meaning, value.place)

    def formula(self, parts: Parts, tree: Tree, meaning: Meaning, place: Place) -> None:
        """One value; another name for something is no new fact."""
        if isinstance(tree, Path):
            try:
                self.own[parts] = meaning(tree)
            except Unsayable as cause:
                refuse(self.reader, place, cause)
            return
        slot = self.gives(parts, ".".join(parts), place)
        self.use(tree, meaning, place, slot)
        self.model.formulas.append(Formula(slot, tree, meaning, self.box.name, place))

    # --- tables ----------------------------------------------------------------------------------

    def table(self, content: Entries) -> None:
        hit = self.text(content, "hitPolicy")
        if hit.text not in ("first", "collect", ""):
            refuse(self.reader, hit.place, Unsayable(f"hitPolicy {clip(hit.text)}", f"hitPolicy {clip(hit.text)}"))
        meaning = self.meaning(self.part("inputField"), self.box.place)
        columns = dict(self.columns(content, meaning))
        slots = dict(self.outputs(content))
        rows = tuple(self.row(entry, columns, slots, meaning) for entry in self.reader.entries(content, "rules"))
        collects = hit.text == "collect"
        if collects:
            self.own.clear()
        table = Table(self.box.name, collects, tuple(columns.values()), rows, meaning, self.box.place)
        self.model.tables.append(table)

    def columns(self, content: Entries, meaning: Meaning) -> Iterator[tuple[str, Column]]:
        for entry in self.reader.entries(content, "inputs"):
            subject = self.text(entry, "field")
            tree = self.read(subject, parse_expression) if subject.text.strip() else None
            if tree is not None and not isinstance(tree, Path):
                self.use(tree, meaning, subject.place)
            if tree is not None:
                self.entitle(tree, meaning, self.reader.text(entry, "name"))
            yield self.reader.text(entry, "id"), Column(tree)

    def entitle(self, tree: Tree, meaning: Meaning, title: str) -> None:
        """A value of the request is called what the first column about it is called."""
        with suppress(Unsayable):  # which is said where kinds are told
            slot = meaning(tree) if isinstance(tree, Path) else None
            if slot and slot.given and slot.title == slot.name and title:
                slot.title = title

    def outputs(self, content: Entries) -> Iterator[tuple[str, Slot]]:
        before = self.part("outputPath")
        for entry in self.reader.entries(content, "outputs"):
            parts = self.read(self.text(entry, "field"), path_of)
            if parts is not None:
                title = self.reader.text(entry, "name") or ".".join(parts)
                yield self.reader.text(entry, "id"), self.gives((*before, *parts), title, entry.place)

    def row(self, entry: Entries, columns: dict[str, Column], slots: dict[str, Slot], meaning: Meaning) -> Row:
        """A row of a table."""
        tests = tuple(self.tests(self.text(entry, name), column, meaning) for name, column in columns.items())
        found = (self.value(self.text(entry, name), slot, meaning) for name, slot in slots.items())
        because = self.reader.text(entry, "_description").strip()
        return Row(tests, tuple(each for each in found if each), because, entry.place)

    def tests(self, cell: Scalar, column: Column, meaning: Meaning) -> tuple[Tree, ...]:
        """The tests in a cell; their kinds are noted as those of whole conditions."""
        trees = self.read(cell, parse_tests if column.subject else _whole) or ()
        for tree in trees:
            whole = about(tree, column.subject) if column.subject else tree
            self.model.uses.append(Use(whole, meaning, cell.place, wanted="yes_no"))
        return trees

    def value(self, cell: Scalar, slot: Slot, meaning: Meaning) -> tuple[Slot, Tree] | None:
        """What a cell gives a value of the node; None for nothing, or for what a rule set can't say."""
        tree = self.read(cell, parse_expression) if cell.text.strip() else None
        if tree is None:
            return None
        if isinstance(tree, Choice):
            refuse(self.reader, cell.place, Unsayable("een keuze in een uitkomst", "a choice in an outcome"), cell.text)
            return None
        self.use(tree, meaning, cell.place, slot)
        return slot, tree
